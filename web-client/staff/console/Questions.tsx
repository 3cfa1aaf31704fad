import '@mantine/core/styles/Input.css';
import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { type ConversationView, Limits } from '../../wire/messages.ts';
import { useConversation, useDesk } from '../desk/context.ts';
import { Dialog, DialogButtons } from '../look/Dialog.tsx';
import { toast } from '../shell/toasts.tsx';
import { strings } from '../strings.ts';
import { waitingSince } from './chat-list.ts';
import classes from './Questions.module.css';
import type { Question } from './questions.ts';
import { Transfer } from './Transfer.tsx';
import { Wants } from './Wants.tsx';
import { Why } from './Why.tsx';

const words = strings.dialogs;

/** The dialog for a question. */
export default function Questions(props: {
  question: Question;
  onClose: () => void;
  onFinish: (id: number) => void;
}) {
  const view = useConversation(props.question.id);
  if (!view) return null;
  switch (props.question.kind) {
    case 'end':
      return <EndChat view={view} onClose={props.onClose} />;
    case 'ticket':
      return <OpenTicket view={view} onClose={props.onClose} />;
    case 'transfer':
      return <Transfer view={view} onClose={props.onClose} />;
    case 'why':
      return <Why conversation={view.id} onClose={props.onClose} />;
    case 'wants':
      return <Wants view={view} onClose={props.onClose} />;
    case 'finish':
      return (
        <Dialog title={words.finishDraftTitle} onClose={props.onClose}>
          <div className={classes.body}>
            <p>{words.finishDraftText}</p>
            <DialogButtons>
              <Button variant="default" onClick={props.onClose}>
                {strings.cancel}
              </Button>
              <Button
                onClick={() => {
                  props.onClose();
                  props.onFinish(view.id);
                }}
              >
                {words.finishDraftConfirm}
              </Button>
            </DialogButtons>
          </div>
        </Dialog>
      );
  }
}

function EndChat({ view, onClose }: { view: ConversationView; onClose: () => void }) {
  const desk = useDesk();
  const end = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    void desk.endChat(view.id);
  };
  return (
    <Dialog title={words.endTitle} onClose={onClose}>
      <form className={classes.body} onSubmit={end}>
        <p>{words.endText(view.customer.name)}</p>
        {waitingSince(view) !== undefined && (
          <p className={classes.warning}>{words.endUnanswered}</p>
        )}
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button type="submit" data-autofocus>
            {words.endConfirm}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}

function OpenTicket({ view, onClose }: { view: ConversationView; onClose: () => void }) {
  const desk = useDesk();
  const [subject, setSubject] = useState(view.intake.topic);
  const [checked, setChecked] = useState(false);
  const missing = checked && subject.trim() === '' && words.ticketMissing;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    const wanted = subject.trim();
    if (!wanted) return;
    onClose();
    if (await desk.openTicket(view.id, wanted)) {
      toast({ tone: 'good', title: strings.done.ticketOpened(wanted) });
    }
  };
  return (
    <Dialog title={words.ticketTitle} onClose={onClose}>
      <form className={classes.body} onSubmit={submit} noValidate>
        <p>{words.ticketText}</p>
        <TextInput
          label={words.ticketSubject}
          value={subject}
          maxLength={Limits.SUBJECT_LENGTH_MAX}
          error={missing}
          data-autofocus
          required
          withAsterisk={false}
          onChange={(event) => setSubject(event.currentTarget.value)}
        />
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button type="submit">{words.ticketConfirm}</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
