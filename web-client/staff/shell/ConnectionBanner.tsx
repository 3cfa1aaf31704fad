import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { wifiOff } from '../../ui/icons.ts';
import { useDesk, useDeskState } from '../desk/context.ts';
import { useNow } from '../look/clock.ts';
import { Icon } from '../look/Icon.tsx';
import { strings } from '../strings.ts';
import classes from './Shell.module.css';

const words = strings.connection;
/** A blink of the network is nobody's business. */
const HUSH_MS = 700;

/** Whether a connection that there was is gone for longer than a blink. */
export function useConnectionLost(): boolean {
  const connection = useDeskState((state) => state.connection);
  const [wasOnline, setWasOnline] = useState(false);
  const [late, setLate] = useState(false);
  const online = connection.kind === 'online';
  useEffect(() => {
    if (online) {
      setWasOnline(true);
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), HUSH_MS);
    return () => clearTimeout(timer);
  }, [online]);
  return !online && late && (wasOnline || connection.kind === 'waiting');
}

/** Says that the connection is gone, what that means, and when it is tried again. */
export function ConnectionBanner() {
  const desk = useDesk();
  const connection = useDeskState((state) => state.connection);
  const atWork = useDeskState(({ agent }) => agent !== undefined && agent.state !== 'offline');
  const shown = useConnectionLost();
  return (
    <div role="status">
      {shown && (
        <div className={classes.lost}>
          <Icon of={wifiOff} size={18} />
          <p>
            <strong>{words.lost}.</strong>{' '}
            <span aria-hidden="true">
              {connection.kind === 'waiting' ? (
                <Countdown toMs={connection.retryAtMs} />
              ) : (
                words.connecting
              )}
            </span>{' '}
            {words.kept} {atWork && words.unheard}
          </p>
          <Button size="xs" variant="default" onClick={() => desk.reconnect()}>
            {words.now}
          </Button>
        </div>
      )}
    </div>
  );
}

function Countdown({ toMs }: { toMs: number }) {
  useNow();
  return <span className="numeric">{words.retryIn(Math.ceil((toMs - Date.now()) / 1000))}</span>;
}
