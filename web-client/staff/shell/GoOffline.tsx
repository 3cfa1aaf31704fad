import { Button } from '@mantine/core';
import type { FormEvent } from 'react';
import { useDesk } from '../desk/context.ts';
import { Dialog, DialogButtons } from '../look/Dialog.tsx';
import { strings } from '../strings.ts';

const words = strings.dialogs;

/** Going offline gives the chats that one holds back to the queue: not by a slip of the finger. */
export default function GoOffline({ chats, onClose }: { chats: number; onClose: () => void }) {
  const desk = useDesk();
  const goOffline = (event: FormEvent) => {
    event.preventDefault();
    onClose();
    void desk.setState('offline');
  };
  return (
    <Dialog title={words.offlineTitle} onClose={onClose}>
      <form onSubmit={goOffline} style={{ padding: '4px 20px 20px' }}>
        <p>{words.offlineText(chats)}</p>
        <DialogButtons>
          <Button variant="default" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button type="submit" data-autofocus>
            {words.offlineConfirm}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  );
}
