import { useEffect, useState } from 'react';
import { download } from '../../ui/icons.ts';
import { transcript, transcriptUrl } from '../desk/api.ts';
import { Dialog } from '../look/Dialog.tsx';
import { Icon } from '../look/Icon.tsx';
import { strings } from '../strings.ts';
import classes from './PastTranscript.module.css';

const words = strings.details;

/** An earlier conversation to read. It may be long over and belong to anybody, so it comes as its transcript. */
export function PastTranscript(props: { conversation: number; onClose: () => void }) {
  const { conversation, onClose } = props;
  const [text, setText] = useState<string>();
  useEffect(() => {
    let wanted = true;
    transcript(conversation).then((answer) => {
      if (wanted) setText(answer.ok ? answer.value : words.transcriptFailed);
    });
    return () => {
      wanted = false;
    };
  }, [conversation]);
  return (
    <Dialog title={words.pastTranscript(conversation)} onClose={onClose} width={720}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: keys must be able to scroll it */}
      <pre className={`scroll ${classes.transcript}`} tabIndex={0} dir="auto">
        {text ?? strings.loading}
      </pre>
      <div className={classes.foot}>
        <a className={classes.download} href={transcriptUrl(conversation)} download>
          <Icon of={download} size={14} />
          {strings.tile.transcript}
        </a>
      </div>
    </Dialog>
  );
}
