import { headset } from '../../ui/icons.ts';
import { Transcript } from '../console/Transcript.tsx';
import { conversationAt } from '../desk/api.ts';
import { useDesk } from '../desk/context.ts';
import { Icon } from '../look/Icon.tsx';
import { Tier } from '../look/Tier.tsx';
import { strings } from '../strings.ts';
import classes from './ReadAlong.module.css';
import { where } from './ReadAlong.tsx';
import { SidePanel } from './SidePanel.tsx';
import { words } from './strings.ts';
import { useAnswer } from './use-answer.ts';

/** A conversation as it was: what had been said until then, and nothing to do. */
export function PastReading(props: { conversation: number; atMs: number; onClose: () => void }) {
  const { conversation, atMs, onClose } = props;
  const desk = useDesk();
  const { value: view, problem } = useAnswer(`${conversation} ${atMs}`, () =>
    conversationAt(conversation, atMs),
  );
  const older = (view?.events[0]?.sequence ?? 1) > 1;
  return (
    <SidePanel
      label={`${strings.number(conversation)}, ${words.asThen}`}
      heading={
        <>
          <span className="clip">{view?.customer.name ?? strings.number(conversation)}</span>
          {view && <Tier name={view.customer.tier} rank={view.customer.tierRank} />}
        </>
      }
      where={view && where(view)}
      closeLabel={words.closePanel}
      onClose={onClose}
    >
      {view?.agent && (
        <p className={classes.agent}>
          <Icon of={headset} size={14} /> {strings.tile.assignedTo(view.agent.name)}
        </p>
      )}
      {view && !problem ? (
        <Transcript
          key={view.sequence}
          view={view}
          self={desk.self}
          online
          fetching={false}
          onOlder={() => {}}
        />
      ) : (
        <p className={classes.loading} role="status">
          {problem?.message ?? words.loading}
        </p>
      )}
      <p className={classes.silent}>
        {words.readThen} {older && words.earlierMessages}
      </p>
    </SidePanel>
  );
}
