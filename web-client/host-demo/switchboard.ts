import { type Customer, hostToken, type Site } from './customers.ts';

/** The support widget, as a host embeds it: one script, one function. */
type Switchboard = ((...command: unknown[]) => void) & { q?: unknown[][] };

const page = window as unknown as { Switchboard?: Switchboard };
let boundTo = '';

/** Gives the widget whoever is signed in and where they are. Cheap to call again. */
export function bindSupport(customer: Customer, site: Site | undefined, theme: string): void {
  const token = () => hostToken(customer, site);
  const binding = `${customer.id} ${theme}`;
  if (binding === boundTo) command('identify', token);
  else command('boot', { token, theme, accent: '#0f7a63', name: 'Northwind Support' });
  boundTo = binding;
}

export function launchChat(): void {
  command('open');
}

/** At sign-out, before somebody else signs in. */
export function leaveSupport(): void {
  command('shutdown');
  boundTo = '';
}

/** Commands wait in the queue until the script has loaded. */
function command(...command: unknown[]): void {
  if (!page.Switchboard) {
    const queue: unknown[][] = [];
    page.Switchboard = Object.assign((...later: unknown[]) => queue.push(later), { q: queue });
    const script = document.createElement('script');
    script.async = true;
    script.src = '/widget/loader.js';
    document.head.append(script);
  }
  page.Switchboard(...command);
}
