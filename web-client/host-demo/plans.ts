import type { Customer } from './customers.ts';

/** What each plan grants, as the Support page tells it; the desk itself goes by its catalogue. */
export interface Plan {
  readonly name: string;
  readonly boughtFor: string;
  readonly chat: string;
  readonly tickets: string;
  readonly onCall: string;
  readonly phone: string;
}

export const PACKAGE = 'Priority Enterprise Support';

export const PLANS: readonly Plan[] = [
  {
    name: 'Basic',
    boughtFor: 'a site',
    chat: '24 hours a day',
    tickets: 'Standard queue',
    onCall: 'Downtime of paying sites',
    phone: '–',
  },
  {
    name: 'Business',
    boughtFor: 'a site',
    chat: '24 hours a day, ahead of Basic',
    tickets: 'Standard queue',
    onCall: 'Downtime of paying sites',
    phone: 'Two 30-minute calls a month',
  },
  {
    name: 'Elite',
    boughtFor: 'a site',
    chat: '24 hours a day, ahead of Business',
    tickets: 'Ahead of others',
    onCall: '24/7, within 60 minutes',
    phone: 'Any time, booked ahead',
  },
  {
    name: PACKAGE,
    boughtFor: 'an organization',
    chat: '24 hours a day, first in line',
    tickets: 'First response in 2 support hours',
    onCall: '24/7, within 60 minutes',
    phone: 'Any time',
  },
];

/** The plans that a customer has, in the order of the table. */
export function plansOf(customer: Customer): ReadonlySet<string> {
  const plans = new Set(customer.sites.map((site) => site.plan));
  if (customer.organization.package) plans.add(customer.organization.package);
  return plans;
}
