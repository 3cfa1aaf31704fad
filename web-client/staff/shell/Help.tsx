import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Switch.css';
import { Switch } from '@mantine/core';
import { Dialog } from '../look/Dialog.tsx';
import { groupBy } from '../look/group.ts';
import { Keys } from '../look/Keys.tsx';
import { useStore } from '../look/store.ts';
import { strings } from '../strings.ts';
import { offered } from './actions.ts';
import classes from './Help.module.css';
import { change, settings } from './settings.ts';
import type { Shortcut } from './shortcuts.ts';

const words = strings.help;

/** Keys of the text field, which are no actions of their own. */
const WRITING: readonly { readonly title: string; readonly keys: readonly Shortcut[] }[] = [
  { title: words.send, keys: ['enter'] },
  { title: words.newLine, keys: ['shift+enter'] },
  { title: words.canned, keys: ['/'] },
  { title: words.toggleNote, keys: ['alt+n'] },
  { title: words.leave, keys: ['escape'] },
];

/** All shortcuts that work now, and the switch for those of a single key. */
export default function Help({ onClose }: { onClose: () => void }) {
  const all = useStore(offered);
  const singleKeys = useStore(settings, (s) => s.singleKeys);
  const groups = groupBy(
    [...all.values()].flat().filter((action) => action.keys),
    (action) => action.group,
  );
  return (
    <Dialog title={words.title} onClose={onClose} width={720}>
      <div className={`scroll ${classes.body}`}>
        <p className="soft">{words.lead}</p>
        <Switch
          className={classes.switch}
          checked={singleKeys}
          label={words.singleKeys}
          description={words.singleKeysHelp}
          onChange={(event) => change({ singleKeys: event.currentTarget.checked })}
        />
        <div className={classes.groups}>
          {[...groups].map(([group, actions]) => (
            <Group key={group} title={group} rows={actions} />
          ))}
          <Group title={words.writing} rows={WRITING} />
        </div>
      </div>
    </Dialog>
  );
}

function Group(props: {
  title: string;
  rows: readonly { readonly title: string; readonly keys?: readonly Shortcut[] }[];
}) {
  return (
    <section className={classes.group}>
      <h3>{props.title}</h3>
      <dl>
        {props.rows.map((row) => (
          <div key={row.title}>
            <dt>{row.title}</dt>
            <dd>
              {row.keys?.map((keys) => (
                <Keys key={keys} of={keys} spoken />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
