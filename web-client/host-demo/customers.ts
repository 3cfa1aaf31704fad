/** The demo's customers, as `GET /demo/customers` tells them. */
export interface Customer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly organization: Organization;
  readonly sites: readonly Site[];
}

export interface Organization {
  readonly id: string;
  readonly name: string;
  /** What the whole organization has bought, "Priority Enterprise Support". */
  readonly package?: string;
}

export interface Site {
  readonly id: string;
  readonly name: string;
  readonly plan: string;
  readonly paying: boolean;
  readonly launched: boolean;
  readonly environments: readonly string[];
}

export async function loadCustomers(): Promise<readonly Customer[]> {
  const { customers } = await get<{ customers: readonly Customer[] }>('/demo/customers');
  return customers;
}

/** A token that the host signs for whoever is signed in, wherever in the dashboard they are. */
export async function hostToken(customer: Customer, site: Site | undefined): Promise<string> {
  const query = new URLSearchParams({ customer: customer.id, ...(site && { site: site.id }) });
  const { token } = await get<{ token: string }>(`/demo/token?${query}`);
  return token;
}

async function get<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}, expected 200`);
  return response.json();
}
