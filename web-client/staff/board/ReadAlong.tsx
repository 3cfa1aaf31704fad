import { useCallback, useEffect, useRef } from 'react';
import { close, download, headset } from '../../ui/icons.ts';
import type { ConversationView } from '../../wire/messages.ts';
import { Transcript } from '../console/Transcript.tsx';
import { transcriptUrl } from '../desk/api.ts';
import { useConversation, useDesk, useDeskState } from '../desk/context.ts';
import { Icon } from '../look/Icon.tsx';
import { IconButton } from '../look/IconButton.tsx';
import { Tier } from '../look/Tier.tsx';
import { strings } from '../strings.ts';
import classes from './ReadAlong.module.css';

const words = strings.board;

/** A conversation read beside the board, live and unnoticed. */
export function ReadAlong(props: { conversation: number; onClose: () => void }) {
  const { conversation, onClose } = props;
  const desk = useDesk();
  const view = useConversation(conversation);
  const panel = useRef<HTMLElement>(null);
  const closing = useRef(onClose);
  closing.current = onClose;
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    // What the console has open stays followed when this closes.
    const elsewhere = desk.state.value.conversations.byId.has(conversation);
    void desk.follow(conversation).then((found) => {
      if (!found) closing.current();
    });
    return () => {
      if (!elsewhere) desk.unfollow(conversation);
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, [desk, conversation]);
  return (
    <aside
      ref={panel}
      className={classes.panel}
      aria-label={`${words.readAlong} ${strings.number(conversation)}`}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header className={classes.header}>
        <h2 className={classes.name}>
          <span className="clip">{view?.customer.name ?? strings.number(conversation)}</span>
          {view && <Tier name={view.customer.tier} rank={view.customer.tierRank} />}
        </h2>
        <div className={classes.tools}>
          <a
            className={classes.download}
            href={transcriptUrl(conversation)}
            download
            aria-label={strings.tile.transcript}
            data-hint={strings.tile.transcript}
          >
            <Icon of={download} size={17} />
          </a>
          <IconButton icon={close} label={words.closeReading} onClick={onClose} />
        </div>
        {view && <p className={classes.where}>{where(view)}</p>}
      </header>
      {view ? <Reading view={view} /> : <p className={classes.loading}>{strings.loading}</p>}
      <p className={classes.silent}>
        <strong>{strings.tile.readAlong}.</strong> {strings.tile.readAlongHelp}
      </p>
    </aside>
  );
}

function Reading({ view }: { view: ConversationView }) {
  const desk = useDesk();
  const fetching = useDeskState((state) => state.fetching.has(view.id));
  const typing = useDeskState((state) => state.typing.get(view.id));
  const current = useRef(view);
  current.current = view;
  const older = useCallback(() => void desk.readOlder(current.current), [desk]);
  return (
    <>
      {view.agent && (
        <p className={classes.agent}>
          <Icon of={headset} size={14} /> {strings.tile.assignedTo(view.agent.name)}
        </p>
      )}
      <Transcript view={view} self={desk.self} online fetching={fetching} onOlder={older} />
      <p className={classes.typing}>{typing && strings.tile.typing(typing.name)}</p>
    </>
  );
}

function where({ id, customer, intake }: ConversationView): string {
  const parts = [customer.organization, customer.site, intake.environment, strings.number(id)];
  return parts.filter(Boolean).join(' · ');
}
