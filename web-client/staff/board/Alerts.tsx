import { useEffect } from 'react';
import { alert } from '../../ui/icons.ts';
import type { BoardView } from '../../wire/messages.ts';
import { Elapsed } from '../look/Elapsed.tsx';
import { Icon } from '../look/Icon.tsx';
import { knock } from '../shell/ring.ts';
import { settings } from '../shell/settings.ts';
import classes from './Alerts.module.css';

/** Those that go on and were heard: whoever comes back from the past or another page is not called again. */
let heard: ReadonlySet<string> = new Set();

/** The thresholds that are passed now; each new one is heard once. */
export function Alerts({ board }: { board: BoardView }) {
  const { alerts } = board;
  useEffect(() => {
    const names = alerts.map((one) => `${one.name} ${one.sinceMs}`);
    const news = names.some((name) => !heard.has(name));
    heard = new Set(names);
    if (news && settings.value.sound) knock();
  }, [alerts]);
  return (
    <div role="alert" className={classes.alerts}>
      {alerts.map((one) => (
        <p key={one.name} className={classes.alert}>
          <Icon of={alert} size={16} />
          <strong>{one.name}</strong>
          <span>{one.sentence}</span>
          <span aria-hidden="true" className="numeric">
            <Elapsed sinceMs={one.sinceMs} />
          </span>
        </p>
      ))}
    </div>
  );
}
