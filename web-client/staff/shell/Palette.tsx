import { useId, useMemo, useState } from 'react';
import { search } from '../../ui/icons.ts';
import { Dialog } from '../look/Dialog.tsx';
import { Icon } from '../look/Icon.tsx';
import { Keys } from '../look/Keys.tsx';
import { useStore } from '../look/store.ts';
import { strings } from '../strings.ts';
import { type Action, offered } from './actions.ts';
import classes from './Palette.module.css';
import { searchActions } from './palette-search.ts';

const words = strings.palette;

/** Every action that can be done now, found by typing. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const all = useStore(offered);
  const [query, setQuery] = useState('');
  const [active, setActive] = useState(0);
  const id = useId();
  const found = useMemo(
    () =>
      searchActions(
        [...all.values()].flat().filter((each) => each.id !== 'palette'),
        query,
      ),
    [all, query],
  );
  const at = Math.min(active, found.length - 1);
  const run = (action: Action | undefined) => {
    if (!action) return;
    onClose();
    // After the dialog has given the focus back, so that the action may move it.
    setTimeout(action.run, 0);
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length > 0) setActive((at + step + found.length) % found.length);
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={words.title} onClose={onClose} width={560} bare>
      <div className={classes.field}>
        <Icon of={search} size={18} />
        <input
          className={classes.input}
          role="combobox"
          aria-label={words.title}
          aria-expanded={found.length > 0}
          aria-autocomplete="list"
          aria-controls={id}
          aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
          placeholder={words.placeholder}
          value={query}
          data-autofocus
          onChange={(event) => {
            setQuery(event.currentTarget.value);
            setActive(0);
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div className={`scroll ${classes.found}`}>
        <div role="listbox" id={id} aria-label={words.list} hidden={found.length === 0}>
          {found.map((action, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the field, which keeps the focus
            <div
              key={action.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === at}
              className={classes.action}
              ref={
                index === at
                  ? (element) => element?.scrollIntoView({ block: 'nearest' })
                  : undefined
              }
              onPointerMove={() => setActive(index)}
              onClick={() => run(action)}
            >
              <span className={classes.group}>{action.group}</span>
              <span className="clip">{action.title}</span>
              {action.keys?.[0] && <Keys of={action.keys[0]} />}
            </div>
          ))}
        </div>
        {found.length === 0 && <p className={classes.none}>{words.none}</p>}
      </div>
    </Dialog>
  );
}
