/**
 * What a panel needs a while after it has opened, if ever: fetched once the customer sees the rest, so that nobody waits for it.
 */
export { TicketSheet } from './Confirm.tsx';
export { IntakeSheet } from './IntakeSheet.tsx';
export { Menu } from './Menu.tsx';
export { Rating } from './Rating.tsx';
export { Ratings } from './ratings.ts';
