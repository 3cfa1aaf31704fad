import { useEffect, useState } from 'react';
import { type Explanations, explanations } from '../desk/api.ts';
import { Dialog } from '../look/Dialog.tsx';
import { timeOfDay } from '../look/format.ts';
import { strings } from '../strings.ts';
import classes from './Why.module.css';

const words = strings.why;

/** Why a chat went where it did, and why it still waits; with all that was weighed, for whoever wants to see it. */
export function Why(props: { conversation: number; onClose: () => void }) {
  const { conversation, onClose } = props;
  const [found, setFound] = useState<Explanations | 'failed'>();
  useEffect(() => {
    let wanted = true;
    explanations(conversation).then((answer) => {
      if (wanted) setFound(answer.ok ? answer.value : 'failed');
    });
    return () => {
      wanted = false;
    };
  }, [conversation]);
  return (
    <Dialog title={words.title(conversation)} onClose={onClose} width={640}>
      <div className={`scroll ${classes.body}`}>
        {found === undefined && <p className="soft">{strings.loading}</p>}
        {found === 'failed' && <p className="soft">{words.failed}</p>}
        {found !== undefined && found !== 'failed' && <Steps found={found} />}
      </div>
    </Dialog>
  );
}

function Steps({ found }: { found: Explanations }) {
  return (
    <>
      {found.waits && (
        <p className={classes.waits}>
          <strong>{words.now}</strong> {found.waits}
        </p>
      )}
      <ol className={classes.steps}>
        {found.steps.map((step) => (
          <li key={step.sequence}>
            <time dateTime={new Date(step.atMs).toISOString()}>{timeOfDay(step.atMs)}</time>
            <div>
              <p dir="auto">{step.sentence}</p>
              {step.forCustomer && (
                <p className="soft" dir="auto">
                  {words.toCustomer(step.forCustomer)}
                </p>
              )}
              <details>
                <summary>{words.data}</summary>
                <pre>{JSON.stringify(step.data, null, 2)}</pre>
              </details>
            </div>
          </li>
        ))}
      </ol>
    </>
  );
}
