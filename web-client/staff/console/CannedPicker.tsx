import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { useStore } from '../look/store.ts';
import { strings } from '../strings.ts';
import classes from './CannedPicker.module.css';
import { type CannedReply, matchReplies, slashQuery } from './canned.ts';
import { fetchReplies, replies } from './replies.ts';

const words = strings.composer;
const SHOWN_REPLIES_MAX = 8;

/** The list of canned replies over a text field that keeps the focus. */
export interface CannedPicker {
  readonly open: boolean;
  readonly id: string;
  readonly activeId: string | undefined;
  readonly matches: readonly CannedReply[];
  readonly active: number;
  readonly query: { readonly at: number; readonly query: string } | undefined;
  /** True when the key was for the picker. */
  onKey(event: KeyboardEvent, choose: (reply: CannedReply) => void): boolean;
  optionId(index: number): string;
}

/** What the slash under the caret offers. */
export function useCannedPicker(text: string, caret: number, note: boolean): CannedPicker {
  const id = useId();
  const all = useStore(replies);
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState<number>();
  const query = note ? undefined : slashQuery(text, caret);
  const open = query !== undefined && query.at !== dismissed;
  const matches = open ? matchReplies(all ?? [], query.query).slice(0, SHOWN_REPLIES_MAX) : [];
  useEffect(() => {
    if (open) void fetchReplies();
  }, [open]);
  useEffect(() => setActive(0), [query?.query]);
  useEffect(() => {
    if (!query) setDismissed(undefined);
  }, [query]);
  const optionId = (index: number) => `${id}-${index}`;
  return {
    open,
    id,
    matches,
    active,
    query,
    optionId,
    activeId: matches.length > 0 ? optionId(active) : undefined,
    onKey(event, choose) {
      if (!open) return false;
      const reply = matches[active];
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && matches.length > 0) setActive((active + step + matches.length) % matches.length);
      else if (event.key === 'Escape') setDismissed(query.at);
      else if ((event.key === 'Enter' || event.key === 'Tab') && reply) choose(reply);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

export function Picker(props: { picker: CannedPicker; onChoose: (reply: CannedReply) => void }) {
  const { picker, onChoose } = props;
  return (
    <div className={classes.picker}>
      {picker.matches.length === 0 && <p className={classes.none}>{words.noCanned}</p>}
      <div
        role="listbox"
        id={picker.id}
        aria-label={words.canned}
        hidden={picker.matches.length === 0}
      >
        {picker.matches.map((reply, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the text field that keeps the focus
          <div
            key={reply.shortcut}
            id={picker.optionId(index)}
            role="option"
            tabIndex={-1}
            aria-selected={index === picker.active}
            className={classes.option}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => onChoose(reply)}
          >
            <span className={classes.shortcut}>/{reply.shortcut}</span>
            <span className={classes.replyTitle}>{reply.title}</span>
            <span className={classes.replyText}>{reply.text}</span>
          </div>
        ))}
      </div>
    </div>
  );
}
