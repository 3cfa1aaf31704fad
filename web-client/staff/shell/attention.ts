import { useEffect } from 'react';
import type { OfferView } from '../../wire/messages.ts';
import { unread } from '../console/chat-list.ts';
import { useDesk, useDeskState } from '../desk/context.ts';
import { secondHand } from '../look/clock.ts';
import { useStore } from '../look/store.ts';
import { strings } from '../strings.ts';
import { type Face, titleOf } from './faces.ts';
import { ring } from './ring.ts';
import { settings } from './settings.ts';

/** Calls the agent: the page's title, the ring of an offer, and a notification of the desktop where it is wanted. */
export function useAttention(shown: Face): void {
  const desk = useDesk();
  const offers = useDeskState((state) => state.offers);
  const waiting = useDeskState((state) => {
    let count = 0;
    for (const view of state.conversations.byId.values()) {
      if (desk.isHeld(view)) count += unread(view);
    }
    return count;
  });
  const sound = useStore(settings, (s) => s.sound);

  useEffect(() => {
    const page = `${titleOf(shown)} · ${strings.product}`;
    if (offers.length > 0) document.title = `${strings.offer.titleBadge(offers.length)} · ${page}`;
    else document.title = waiting > 0 ? `(${waiting}) ${page}` : page;
  }, [shown, offers, waiting]);

  const newest = offers.at(-1);
  useEffect(() => {
    if (!newest) return;
    const stop = sound ? ring(newest.expiresAtMs - secondHand.nowMs()) : () => {};
    const close = notifyDesktop(newest);
    return () => {
      stop();
      close();
    };
  }, [newest, sound]);
}

function notifyDesktop(offer: OfferView): () => void {
  const wanted = settings.value.notifications && document.hidden;
  if (!wanted || !('Notification' in window) || Notification.permission !== 'granted') {
    return () => {};
  }
  const { tier, name, organization } = offer.customer;
  const notification = new Notification(strings.offer.notificationTitle(tier, name), {
    body: offer.intake.topic || organization,
    tag: `switchboard offer ${offer.id}`,
    requireInteraction: true,
  });
  notification.onclick = () => {
    window.focus();
    notification.close();
  };
  return () => notification.close();
}
