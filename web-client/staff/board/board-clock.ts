import { createContext, useContext } from 'react';
import { useNow } from '../look/clock.ts';

/** The time of a board of the past, which stands still; undefined on the live board. */
export const PastTime = createContext<number | undefined>(undefined);

/** The board's time: the server's, or that of the past which is looked at. */
export function useBoardNow(): number {
  const past = useContext(PastTime);
  const now = useNow();
  return past ?? now;
}
