import { useEffect, useState } from 'react';
import type { Problem } from '../../wire/messages.ts';
import type { Answer } from '../desk/api.ts';

/** What was asked over HTTP: the newest value, whether it is being asked, and why it could not be had. */
export interface Asked<T> {
  readonly value: T | undefined;
  readonly asking: boolean;
  readonly problem: Problem | undefined;
  readonly again: () => void;
}

/**
 * Asks whenever `key` changes, and every `everyMs`; answers that were overtaken are dropped. Where the server says that it will
 * have an answer soon, it is asked again then, and the problem is shown meanwhile.
 */
export function useAnswer<T>(
  key: string | undefined,
  ask: (signal: AbortSignal) => Promise<Answer<T>>,
  everyMs?: number,
): Asked<T> {
  const [state, setState] = useState<{ value?: T; key?: string; problem?: Problem }>({});
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (key === undefined) return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async () => {
      const answer = await ask(abort.signal);
      if (abort.signal.aborted) return;
      if (answer.ok) {
        setState({ value: answer.value, key });
        if (everyMs !== undefined) timer = setTimeout(run, everyMs);
        return;
      }
      const { problem } = answer;
      setState((before) => ({ ...before, key, problem }));
      const soonMs = problem.retryAfterMs ?? everyMs;
      if (soonMs !== undefined) timer = setTimeout(run, soonMs);
    };
    void run();
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [key, everyMs, tries]);
  return {
    value: state.value,
    asking: key !== undefined && (state.key !== key || state.problem?.retryAfterMs !== undefined),
    problem: state.key === key ? state.problem : undefined,
    again: () => setTries((n) => n + 1),
  };
}
