import { useEffect, useLayoutEffect, useReducer } from 'preact/hooks';
import { Banner } from './Banner.tsx';
import { Header } from './Header.tsx';
import { wear } from './look.ts';
import type { PanelState, PanelStore } from './panel-store.ts';
import { Start } from './Start.tsx';
import { Status } from './Status.tsx';
import { strings } from './strings.ts';
import { Talk } from './Talk.tsx';

export interface AppProps {
  readonly store: PanelStore;
  readonly close: () => void;
}

export function App({ store, close }: AppProps) {
  const [, changed] = useReducer((count: number) => count + 1, 0);
  useLayoutEffect(() => store.subscribe(() => changed(null)), [store]);
  const { state } = store;

  useLayoutEffect(() => wear(state.look), [state.look]);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      // Escape in a dialog or a menu closes only that.
      if (event.key === 'Escape' && !document.querySelector('dialog[open], :popover-open')) close();
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [close]);

  return (
    <div class="panel" role="dialog" aria-label={strings.panel}>
      <Header store={store} state={state} close={close} />
      <Banner store={store} state={state} />
      <Screen store={store} state={state} />
      <Status state={state} />
    </div>
  );
}

interface ScreenProps {
  readonly store: PanelStore;
  readonly state: PanelState;
}

function Screen({ store, state }: ScreenProps) {
  const { connection, conversation } = state;
  if (connection.kind === 'ended' && connection.reason === 'signed_out')
    return (
      <Dead
        title={strings.connection.signedOut}
        text={strings.connection.signedOutText}
        action={strings.connection.tryAgain}
        act={() => store.reconnect()}
      />
    );
  if (connection.kind === 'ended' && connection.reason === 'outdated')
    return (
      <Dead
        title={strings.connection.outdated}
        text={strings.connection.outdatedText}
        action={strings.connection.reload}
        act={() => store.reconnect()}
      />
    );
  if (!state.ready) return <Loading />;
  if (!conversation) return <Start store={store} state={state} />;
  return <Talk key={conversation.id} store={store} state={state} conversation={conversation} />;
}

interface DeadProps {
  readonly title: string;
  readonly text: string;
  readonly action: string;
  readonly act: () => void;
}

function Dead({ title, text, action, act }: DeadProps) {
  return (
    <main aria-label={strings.panel} class="dead">
      <h2>{title}</h2>
      <p>{text}</p>
      <button type="button" class="primary" onClick={act}>
        {action}
      </button>
    </main>
  );
}

function Loading() {
  return (
    <main aria-label={strings.panel} class="dead" aria-busy="true">
      <p>{strings.connection.connecting}</p>
    </main>
  );
}
