import { Button } from '@mantine/core';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { download, headset } from '../../ui/icons.ts';
import type { ConversationView } from '../../wire/messages.ts';
import { Composer } from '../console/Composer.tsx';
import { expectChat } from '../console/expected.ts';
import type { Question } from '../console/questions.ts';
import { Transcript } from '../console/Transcript.tsx';
import { transcriptUrl } from '../desk/api.ts';
import { useConversation, useDesk, useDeskState } from '../desk/context.ts';
import { Icon } from '../look/Icon.tsx';
import { Tier } from '../look/Tier.tsx';
import { go } from '../shell/face.ts';
import { toast } from '../shell/toasts.tsx';
import { strings } from '../strings.ts';
import classes from './ReadAlong.module.css';
import { SidePanel } from './SidePanel.tsx';

const Questions = lazy(() => import('../console/Questions.tsx'));
const words = strings.board;

/** A conversation read beside the board, live and unnoticed, with what a supervisor may do in it. */
export function ReadAlong(props: { conversation: number; onClose: () => void }) {
  const { conversation, onClose } = props;
  const desk = useDesk();
  const view = useConversation(conversation);
  const closing = useRef(onClose);
  closing.current = onClose;
  useEffect(() => {
    // What the console has open stays followed when this closes.
    const elsewhere = desk.state.value.conversations.byId.has(conversation);
    void desk.follow(conversation).then((found) => {
      if (!found) closing.current();
    });
    return () => {
      if (!elsewhere) desk.unfollow(conversation);
    };
  }, [desk, conversation]);
  return (
    <SidePanel
      label={`${words.readAlong} ${strings.number(conversation)}`}
      heading={
        <>
          <span className="clip">{view?.customer.name ?? strings.number(conversation)}</span>
          {view && <Tier name={view.customer.tier} rank={view.customer.tierRank} />}
        </>
      }
      where={view && where(view)}
      tools={
        <a
          className={classes.download}
          href={transcriptUrl(conversation)}
          download
          aria-label={strings.tile.transcript}
          data-hint={strings.tile.transcript}
        >
          <Icon of={download} size={17} />
        </a>
      }
      closeLabel={words.closeReading}
      onClose={onClose}
    >
      {view ? <Reading view={view} /> : <p className={classes.loading}>{strings.loading}</p>}
      {view && <Acting view={view} />}
    </SidePanel>
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

/** What a supervisor may do with the chat that they read. */
function Acting({ view }: { view: ConversationView }) {
  const desk = useDesk();
  const [asked, setAsked] = useState<Question>();
  const waits = view.stage === 'queued' || view.stage === 'offered';
  const talks = view.stage === 'assigned';
  const held = desk.isHeld(view);
  const joined = desk.hasJoined(view);
  const take = async () => {
    expectChat(view.id);
    if (await desk.assignChat(view.id)) go('console');
  };
  const boost = async () => {
    if (await desk.boost(view.id)) {
      toast({ tone: 'good', title: strings.done.boosted(view.customer.name) });
    }
  };
  if (!waits && !talks) {
    return (
      <p className={classes.silent}>
        <strong>{words.over}</strong> {words.overHelp}
      </p>
    );
  }
  return (
    <>
      {talks && <Composer view={view} notesOnly={held || joined ? undefined : words.whisper} />}
      <fieldset className={classes.actions} aria-label={words.actions}>
        {waits && (
          <Button
            size="compact-sm"
            variant="default"
            data-hint={words.boostHelp}
            onClick={() => void boost()}
          >
            {words.boost}
          </Button>
        )}
        {talks && !held && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void desk.join(view.id, !joined)}
          >
            {joined ? words.leave : words.join}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => setAsked({ kind: 'why', id: view.id })}
        >
          {strings.why.ask}
        </Button>
        {!held && (
          <Button size="compact-sm" variant="default" onClick={() => void take()}>
            {waits ? words.take : words.takeOver}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => setAsked({ kind: 'transfer', id: view.id })}
        >
          {waits ? words.give : words.passOn}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          data-hint={strings.details.vipHelp}
          onClick={() => void desk.markVip(view.id, !view.customer.vip)}
        >
          {view.customer.vip ? strings.details.unmarkVip : strings.details.markVip}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => setAsked({ kind: 'wants', id: view.id })}
        >
          {words.wants}
        </Button>
      </fieldset>
      <Suspense>
        {asked && (
          <Questions question={asked} onClose={() => setAsked(undefined)} onFinish={() => {}} />
        )}
      </Suspense>
    </>
  );
}

export function where({ id, customer, intake }: ConversationView): string {
  const parts = [customer.organization, customer.site, intake.environment, strings.number(id)];
  return parts.filter(Boolean).join(' · ');
}
