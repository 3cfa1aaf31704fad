import { useEffect, useRef, useState } from 'react';
import type { ConversationView } from '../../wire/messages.ts';
import { strings } from '../strings.ts';

const KEPT = 20;

/**
 * Tells screen readers what customers write: a log of the new messages of all chats alone, so that neither a long history
 * nor an older page that was loaded is read out (ARIA23).
 */
export function Announcer({ views }: { views: readonly ConversationView[] }) {
  const [said, setSaid] = useState<readonly { readonly key: string; readonly text: string }[]>([]);
  const seen = useRef(new Map<number, number>());
  useEffect(() => {
    const fresh = views.flatMap((view) => {
      const from = seen.current.get(view.id) ?? view.sequence;
      seen.current.set(view.id, view.sequence);
      return view.events
        .filter((event) => event.sequence > from)
        .flatMap((event) => {
          if (event.by.kind !== 'customer' || event.change.type !== 'message') return [];
          const text = strings.transcript.said(event.by.name, event.change.text);
          return [{ key: `${view.id} ${event.sequence}`, text }];
        });
    });
    if (fresh.length > 0) setSaid((before) => [...before, ...fresh].slice(-KEPT));
  }, [views]);
  return (
    <div role="log" className="visually-hidden">
      {said.map(({ key, text }) => (
        <p key={key}>{text}</p>
      ))}
    </div>
  );
}
