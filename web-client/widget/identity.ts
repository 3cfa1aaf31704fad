import type { Person } from '../wire/messages.ts';

/** What the host's token says that the form can use. Shown only: the server goes by the signed token. */
export interface HostIdentity {
  readonly site?: string;
  readonly environments: readonly string[];
}

interface Session {
  readonly token: string;
  readonly expiresAtMs: number;
  readonly person: Person;
}

interface IdentityOptions {
  /** Asks the host's page for a fresh token, which comes by `offer`. */
  readonly renew: () => void;
  readonly now: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
}

/** A host that takes longer than this to give a token is asked again at the next attempt. */
const HOST_ANSWERS_WITHIN_MS = 10_000;
const EXPIRY_MARGIN_MS = 30_000;

/** Turns the host's signed token into a customer's session token, and asks for another when it runs out. */
export class Identity {
  readonly #options: IdentityOptions;
  #offered: string | null | undefined;
  #session: Session | undefined;
  #host: HostIdentity | undefined;
  #asked: ((token: string | null) => void) | undefined;

  constructor(options: IdentityOptions) {
    this.#options = options;
  }

  get host(): HostIdentity | undefined {
    return this.#host;
  }

  /** A token from the host. Returns true when nobody waits for it: it is new, and everything begins with it. */
  offer(token: string | null): boolean {
    if (this.#asked) {
      this.#asked(token);
      return false;
    }
    this.#offered = token;
    this.#session = undefined;
    return true;
  }

  /** The session token; null when the host has none that counts. Rejects when the desk cannot be reached. */
  async token(fresh: boolean): Promise<string | null> {
    if (fresh) this.#session = undefined;
    const session = this.#session;
    if (session && session.expiresAtMs - EXPIRY_MARGIN_MS > this.#options.now())
      return session.token;
    const offered = this.#offered;
    this.#offered = undefined;
    // The first one may have grown old on a page left open: then the host is asked for another, once.
    if (offered && !fresh) return (await this.#exchange(offered)) ?? this.#exchangeNew();
    return offered === null ? null : this.#exchangeNew();
  }

  async #exchangeNew(): Promise<string | null> {
    const token = await this.#ask();
    return token ? this.#exchange(token) : null;
  }

  async #exchange(token: string): Promise<string | null> {
    const response = await fetch('/api/v1/identity', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    });
    if (response.ok) {
      this.#session = (await response.json()) as Session;
      this.#host = readHost(token);
      return this.#session.token;
    }
    if (response.status === 401 || response.status === 403) return null;
    throw new Error(`identity: answered ${response.status}, expected 200`);
  }

  #ask(): Promise<string | null> {
    return new Promise((resolve, reject) => {
      const cancel = this.#options.after(HOST_ANSWERS_WITHIN_MS, () => {
        this.#asked = undefined;
        reject(new Error('identity: the host gave no token in time'));
      });
      this.#asked = (token) => {
        cancel();
        this.#asked = undefined;
        resolve(token);
      };
      this.#options.renew();
    });
  }
}

function readHost(token: string): HostIdentity {
  const claims = JSON.parse(decodeBase64Url(token.split('.')[1] ?? ''));
  const { name, environments } = claims.site ?? {};
  return { ...(name && { site: name }), environments: environments ?? [] };
}

function decodeBase64Url(text: string): string {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (char) => char.charCodeAt(0)));
}
