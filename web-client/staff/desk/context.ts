import { createContext, useContext } from 'react';
import type { ConversationView, TicketView } from '../../wire/messages.ts';
import { useStore } from '../look/store.ts';
import type { Desk, DeskState } from './desk.ts';

export const DeskContext = createContext<Desk | undefined>(undefined);

/** The desk of whoever is signed in. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error('useDesk: used outside of the signed-in page');
  return desk;
}

/** A part of the desk's state; `select` returns the same object while that part has not changed. */
export function useDeskState<S>(select: (state: DeskState) => S): S {
  return useStore(useDesk().state, select);
}

export function useConversation(id: number): ConversationView | undefined {
  return useDeskState((state) => state.conversations.byId.get(id));
}

/** The conversation's ticket as last heard of. */
export function useTicket(view: ConversationView): TicketView | undefined {
  const desk = useDesk();
  useDeskState((state) => state.tickets.get(view.id));
  return desk.ticketOf(view);
}
