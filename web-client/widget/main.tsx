import './panel.css';
import { render } from 'preact';
import { browserStorage } from '../store/storage.ts';
import { App } from './App.tsx';
import { chime } from './chime.ts';
import { PanelStore } from './panel-store.ts';
import { CONNECT, type FromPanel, type ToPanel } from './port.ts';

/** The panel belongs to the page that embeds it: only its parent can bring the port, and only once. */
function connect(event: MessageEvent): void {
  const [port] = event.ports;
  if (event.source !== parent || event.data !== CONNECT || !port) return;
  removeEventListener('message', connect);
  const tell = (message: FromPanel) => port.postMessage(message);
  const store = new PanelStore({ storage: browserStorage(), tell, chime });
  port.onmessage = (message: MessageEvent<ToPanel>) => store.hear(message.data);
  document.addEventListener('visibilitychange', () => store.looked());
  addEventListener('focus', () => store.looked());
  render(<App store={store} close={() => tell({ type: 'close' })} />, document.body);
}

addEventListener('message', connect);
