import { useSyncExternalStore } from 'react';

/** One second hand for the whole page, by the server's clock; it only runs while somebody looks at it. */
class SecondHand {
  #offsetMs: () => number = () => 0;
  #nowMs = Date.now();
  #timer: ReturnType<typeof setInterval> | undefined;
  readonly #lookers = new Set<() => void>();

  /** Takes the server's clock as the time that everyone is shown. */
  follow(serverNowMs: () => number): void {
    this.#offsetMs = () => serverNowMs() - Date.now();
    this.#nowMs = Date.now() + this.#offsetMs();
  }

  nowMs(): number {
    return Date.now() + this.#offsetMs();
  }

  readonly subscribe = (look: () => void): (() => void) => {
    this.#lookers.add(look);
    if (!this.#timer) {
      this.#tick();
      this.#timer = setInterval(() => this.#tick(), 1000);
    }
    return () => {
      this.#lookers.delete(look);
      if (this.#lookers.size === 0) {
        clearInterval(this.#timer);
        this.#timer = undefined;
      }
    };
  };

  readonly read = (): number => this.#nowMs;

  #tick(): void {
    this.#nowMs = this.nowMs();
    for (const look of this.#lookers) look();
  }
}

export const secondHand = new SecondHand();

/** The server's time in milliseconds, renewed each second. */
export function useNow(): number {
  return useSyncExternalStore(secondHand.subscribe, secondHand.read);
}
