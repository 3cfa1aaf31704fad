import { Button, NativeSelect, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import type { ConversationView } from '../../wire/messages.ts';
import { useDesk } from '../desk/context.ts';
import { Dialog, DialogButtons } from '../look/Dialog.tsx';
import { strings } from '../strings.ts';
import { skillsIn, wrongSkill } from './skills.ts';
import classes from './Transfer.module.css';
import { useTeam } from './useTeam.ts';

const words = strings.dialogs;

/** Says what a chat wants of its agent. */
export function Wants({ view, onClose }: { view: ConversationView; onClose: () => void }) {
  const desk = useDesk();
  const team = useTeam();
  const [wanted, setWanted] = useState(view.wants?.queue ?? '');
  const [needs, setNeeds] = useState((view.wants?.needs ?? []).join(', '));
  const [prefers, setPrefers] = useState((view.wants?.prefers ?? []).join(', '));
  const queues = (team?.queues ?? []).map((each) => each.name).filter(Boolean);
  // What stands in the box is what is sent, though the chat's own queue is gone from the catalogue.
  const queue = queues.length === 0 || queues.includes(wanted) ? wanted : (queues[0] ?? '');
  const wrongNeed = wrongSkill(skillsIn(needs));
  const wrongPreference = wrongSkill(skillsIn(prefers));

  const change = (event: FormEvent) => {
    event.preventDefault();
    if (wrongNeed || wrongPreference) return;
    onClose();
    void desk.changeWants(view.id, { queue, needs: skillsIn(needs), prefers: skillsIn(prefers) });
  };
  return (
    <Dialog title={words.wantsTitle} onClose={onClose}>
      <form className={classes.body} onSubmit={change} noValidate>
        <p className="soft">{words.wantsText}</p>
        {queues.length > 0 && (
          <NativeSelect
            label={words.wantsQueue}
            data={queues}
            value={queue}
            onChange={(event) => setWanted(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={words.wantsNeeds}
          description={words.wantsNeedsHelp}
          value={needs}
          error={wrongNeed && words.wantsWrong(wrongNeed)}
          data-autofocus
          onChange={(event) => setNeeds(event.currentTarget.value)}
        />
        <TextInput
          label={words.wantsPrefers}
          description={words.wantsPrefersHelp}
          value={prefers}
          error={wrongPreference && words.wantsWrong(wrongPreference)}
          onChange={(event) => setPrefers(event.currentTarget.value)}
        />
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button type="submit">{words.wantsConfirm}</Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
