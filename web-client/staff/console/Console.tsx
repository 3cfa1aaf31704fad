import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { chevronRight } from '../../ui/icons.ts';
import { useDesk, useDeskState } from '../desk/context.ts';
import { IconButton } from '../look/IconButton.tsx';
import { useStore } from '../look/store.ts';
import { useActions } from '../shell/actions.ts';
import { strings } from '../strings.ts';
import { Announcer } from './Announcer.tsx';
import classes from './Console.module.css';
import type { TicketFolder } from './chat-list.ts';
import { consoleActions } from './console-actions.ts';
import { detailsShown, showDetails } from './details-panel.ts';
import { dropDraft, readDraft } from './drafts.ts';
import { Empty } from './Empty.tsx';
import { Lists } from './Lists.tsx';
import type { Question } from './questions.ts';
import { Tile } from './Tile.tsx';
import { useWorkspace, type Workspace } from './workspace.ts';

const Details = lazy(() => import('./Details.tsx'));
const Questions = lazy(() => import('./Questions.tsx'));
const words = strings.console;

/** The agent's face of the desk: lists, up to four chats side by side, the customer. */
export function Console(props: { onHelp: () => void; onPalette: () => void }) {
  const desk = useDesk();
  const center = useRef<HTMLDivElement>(null);
  const workspace = useWorkspace(center);
  const { held, chats, wrapUps, tiles, shown, narrow, open, close } = workspace;
  const panel = useStore(detailsShown);
  const [folder, setFolder] = useState<TicketFolder>('mine');
  const [question, setQuestion] = useState<Question>();

  const finish = useCallback(
    (id: number) => {
      dropDraft(desk.self.id, id);
      void desk.endWrapUp(id);
    },
    [desk],
  );
  const ask = useCallback(
    (asked: Question) => {
      const nothingToLose =
        asked.kind === 'finish' && readDraft(desk.self.id, asked.id).text === '';
      if (nothingToLose) finish(asked.id);
      else setQuestion(asked);
    },
    [desk, finish],
  );
  useConsoleActions(workspace, ask, setFolder);

  const details = panel && tiles.focused !== undefined;
  const reading = narrow && tiles.focused !== undefined;
  return (
    <main
      className={classes.console}
      aria-label={words.title}
      data-details={details || undefined}
      data-reading={reading || undefined}
    >
      <h1 className="visually-hidden">{words.title}</h1>
      <nav className={`scroll ${classes.lists}`} aria-label={words.lists}>
        <Lists
          chats={chats}
          wrapUps={wrapUps}
          folder={folder}
          onFolder={setFolder}
          open={tiles.open}
          focused={tiles.focused}
          onOpen={open}
        />
      </nav>
      <section ref={center} className={classes.tiles} aria-label={words.tiles}>
        {shown.map((id) => (
          <Tile
            key={id}
            id={id}
            focused={id === tiles.focused}
            alone={narrow}
            onFocus={workspace.focus}
            onClose={close}
            onAsk={ask}
            ref={(handle) => workspace.hold(id, handle)}
          />
        ))}
        {shown.length === 0 && <Empty {...props} />}
      </section>
      <section className={`scroll ${classes.details}`} aria-label={strings.details.title}>
        {details && (
          <>
            <div className={classes.closeDetails}>
              <IconButton
                icon={chevronRight}
                label={strings.details.hide}
                keys="i"
                onClick={() => showDetails(false)}
              />
            </div>
            <Suspense>
              <Details conversation={tiles.focused} />
            </Suspense>
          </>
        )}
      </section>
      <Announcer views={held} />
      <Suspense>
        {question && (
          <Questions question={question} onClose={() => setQuestion(undefined)} onFinish={finish} />
        )}
      </Suspense>
    </main>
  );
}

/** What can be done now, for shortcuts and the palette. */
function useConsoleActions(
  workspace: Workspace,
  ask: (question: Question) => void,
  setFolder: (folder: TicketFolder) => void,
): void {
  const desk = useDesk();
  const byId = useDeskState((state) => state.conversations.byId);
  const { chats, wrapUps, shown, focused, handle, open, close } = workspace;
  useActions(
    useMemo(
      () =>
        consoleActions({
          desk,
          chats: [...chats, ...wrapUps],
          shown: shown.flatMap((id) => byId.get(id) ?? []),
          focused,
          handle,
          open,
          close,
          ask,
          setFolder,
        }),
      [desk, byId, chats, wrapUps, shown, focused, handle, open, close, ask, setFolder],
    ),
  );
}
