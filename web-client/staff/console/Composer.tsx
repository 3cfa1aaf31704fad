import { Button } from '@mantine/core';
import {
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { note as noteIcon, message as replyIcon, send as sendIcon } from '../../ui/icons.ts';
import { type ConversationView, Limits } from '../../wire/messages.ts';
import { useDesk } from '../desk/context.ts';
import { Icon } from '../look/Icon.tsx';
import { useStore } from '../look/store.ts';
import { strings } from '../strings.ts';
import classes from './Composer.module.css';
import { type CannedReply, fill, insertReply, matchReplies, slashQuery } from './canned.ts';
import { readDraft, writeDraft } from './drafts.ts';
import { fetchReplies, replies } from './replies.ts';

const words = strings.composer;
const NOTE_BUTTON = {
  '--button-bg': 'var(--note-fill)',
  '--button-hover': 'color-mix(in srgb, var(--note-fill) 88%, #000)',
  '--button-color': 'var(--on-note-fill)',
};
const SHOWN_REPLIES_MAX = 8;
/** From here on it is said how much may still be written. */
const LEFT_SHOWN = 500;

export interface ComposerHandle {
  write(note?: boolean): void;
  toggleNote(): void;
  insertSlash(): void;
}

/** Where an agent writes: to the customer, or a note for staff. The two never look alike. */
export function Composer(props: {
  view: ConversationView;
  /** Why the customer cannot be written to, only notes; undefined where both can. */
  notesOnly: string | undefined;
  ref?: RefObject<ComposerHandle | null>;
}) {
  const { view, notesOnly, ref } = props;
  const desk = useDesk();
  const [draft, setDraft] = useState(() => readDraft(desk.self.id, view.id));
  const [caret, setCaret] = useState(0);
  const area = useRef<HTMLTextAreaElement>(null);
  const note = notesOnly !== undefined || draft.note;
  const { text } = draft;
  const picker = useCannedPicker(text, caret, note);

  const change = (next: { text?: string; note?: boolean }) => {
    const changed = { ...draft, ...next };
    setDraft(changed);
    writeDraft(desk.self.id, view.id, changed);
    if (!changed.note && notesOnly === undefined) desk.typing(view.id, changed.text !== '');
  };
  const caretAfterRender = useRef<number>(undefined);
  useLayoutEffect(() => {
    if (caretAfterRender.current === undefined) return;
    area.current?.setSelectionRange(caretAfterRender.current, caretAfterRender.current);
    setCaret(caretAfterRender.current);
    caretAfterRender.current = undefined;
  });

  useImperativeHandle(ref, () => ({
    write(asNote) {
      if (asNote !== undefined && asNote !== draft.note) change({ note: asNote });
      area.current?.focus();
    },
    toggleNote() {
      change({ note: !draft.note });
      area.current?.focus();
    },
    insertSlash() {
      const lead = text === '' || /\s$/.test(text) ? '/' : ' /';
      caretAfterRender.current = text.length + lead.length;
      change({ text: text + lead, note: false });
      area.current?.focus();
    },
  }));

  const choose = (reply: CannedReply) => {
    if (!picker.query) return;
    const filled = fill(reply.text, view, desk.self.name);
    const inserted = insertReply(text, caret, picker.query.at, filled.text);
    caretAfterRender.current = inserted.caret;
    change({ text: inserted.draft });
    area.current?.focus();
  };

  const holes = note ? [] : (text.match(/\{[a-z]+\.[a-z]+\}/g) ?? []);
  const over = text.length - Limits.TEXT_LENGTH_MAX;
  const ready = text.trim() !== '' && over <= 0 && holes.length === 0;
  const send = () => {
    if (!ready || !desk.post(view.id, text.trim(), note)) return;
    const after = { text: '', note: draft.note };
    setDraft(after);
    writeDraft(desk.self.id, view.id, after);
    setCaret(0);
    area.current?.focus();
  };

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing || picker.onKey(event, choose)) return;
    if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape') {
      area.current?.blur();
    }
  };

  const { name } = view.customer;
  return (
    <div className={classes.composer} data-note={note || undefined}>
      {picker.open && <Picker picker={picker} onChoose={choose} />}
      <div className={classes.head}>
        <div role="radiogroup" aria-label={words.mode} className={classes.modes}>
          {notesOnly === undefined && (
            <Mode
              on={!note}
              icon={replyIcon}
              label={words.reply}
              onPick={() => change({ note: false })}
            />
          )}
          <Mode
            on={note}
            icon={noteIcon}
            label={words.note}
            onPick={() => change({ note: true })}
          />
        </div>
        {note && <span className={classes.onlyStaff}>{words.onlyStaff}</span>}
      </div>
      <textarea
        ref={area}
        className={classes.area}
        dir="auto"
        rows={1}
        value={text}
        aria-label={note ? words.noteAbout(name) : words.replyTo(name)}
        aria-autocomplete="list"
        aria-controls={picker.activeId && picker.id}
        aria-activedescendant={picker.activeId}
        placeholder={note ? words.notePlaceholder : words.replyPlaceholder}
        onChange={(event) => {
          setCaret(event.currentTarget.selectionStart);
          change({ text: event.currentTarget.value });
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onBlur={() => desk.typing(view.id, false)}
        onKeyDown={onKeyDown}
      />
      <div className={classes.foot}>
        <span className={over > 0 || holes.length > 0 ? classes.trouble : 'soft'} role="status">
          {over > 0 && words.tooLong(over)}
          {over <= 0 && over > -LEFT_SHOWN && words.left(-over)}
          {holes.length > 0 && words.holes(holes.join(', '))}
          {text === '' && notesOnly}
        </span>
        <Button
          size="xs"
          style={note ? NOTE_BUTTON : undefined}
          leftSection={<Icon of={note ? noteIcon : sendIcon} size={14} />}
          disabled={!ready}
          onClick={send}
        >
          {note ? words.sendNote : words.send}
        </Button>
      </div>
    </div>
  );
}

function Mode(props: { on: boolean; icon: readonly string[]; label: string; onPick: () => void }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a native radio cannot hold an icon
    <button
      type="button"
      role="radio"
      aria-checked={props.on}
      className={classes.mode}
      tabIndex={props.on ? 0 : -1}
      onClick={props.onPick}
      onKeyDown={(event) => {
        const other = event.currentTarget.parentElement?.querySelector('[aria-checked="false"]');
        if (!event.key.startsWith('Arrow') || !(other instanceof HTMLElement)) return;
        event.preventDefault();
        other.click();
        other.focus();
      }}
    >
      <Icon of={props.icon} size={13} />
      {props.label}
    </button>
  );
}

interface CannedPicker {
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
function useCannedPicker(text: string, caret: number, note: boolean): CannedPicker {
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

function Picker(props: { picker: CannedPicker; onChoose: (reply: CannedReply) => void }) {
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
