import { Button } from '@mantine/core';
import {
  type KeyboardEvent,
  type RefObject,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { note as noteIcon, message as replyIcon, send as sendIcon } from '../../ui/icons.ts';
import { type ConversationView, Limits } from '../../wire/messages.ts';
import { useDesk } from '../desk/context.ts';
import { Icon } from '../look/Icon.tsx';
import { strings } from '../strings.ts';
import { Picker, useCannedPicker } from './CannedPicker.tsx';
import classes from './Composer.module.css';
import { type CannedReply, fill, insertReply } from './canned.ts';
import { readDraft, writeDraft } from './drafts.ts';

const words = strings.composer;
const NOTE_BUTTON = {
  '--button-bg': 'var(--note-fill)',
  '--button-hover': 'color-mix(in srgb, var(--note-fill) 88%, #000)',
  '--button-color': 'var(--on-note-fill)',
};
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
