/** As much of a WebSocket as the connection needs. */
export interface Socket {
  onopen: (() => void) | null;
  onmessage: ((frame: { readonly data: unknown }) => void) | null;
  onclose: ((close: { readonly code: number }) => void) | null;
  send(frame: string): void;
  close(): void;
}

/** What the connection takes from the world, as an argument, so that tests bring their own time and network. */
export interface Surroundings {
  /** Milliseconds since 1970; may jump. */
  readonly now: () => number;
  /** 0 to 1, 1 excluded. */
  readonly random: () => number;
  /** Runs once after so many milliseconds unless the returned function is called before. */
  readonly after: (ms: number, run: () => void) => () => void;
  socket(url: string, subprotocol: string): Socket;
  /** Runs whenever there is reason to doubt the connection: network back, page shown again. Returns how to stop it. */
  onWake(run: () => void): () => void;
}

/** The page's own surroundings, with timers that a hidden tab does not slow down. */
export const browser: Surroundings = {
  now: Date.now,
  random: Math.random,
  after: workerTimer,
  socket(url, subprotocol) {
    const socket = new WebSocket(url, subprotocol);
    return socket as unknown as Socket;
  },
  onWake(run) {
    const listening = new AbortController();
    for (const event of ['online', 'offline', 'pageshow', 'visibilitychange'])
      addEventListener(event, run, listening);
    return () => listening.abort();
  },
};

let worker: Worker | undefined;
let workerFailed = false;
let lastTimer = 0;
const armed = new Map<number, { readonly run: () => void; readonly dueMs: number }>();

/** Browsers delay a hidden page's timers by up to a minute, which would look like a dead client; a worker's they do not. */
function workerTimer(ms: number, run: () => void): () => void {
  const timer = ++lastTimer;
  armed.set(timer, { run, dueMs: Date.now() + ms });
  if (workerFailed) setTimeout(ring, ms, timer);
  else timerWorker().postMessage({ timer, ms });
  return () => armed.delete(timer);
}

function timerWorker(): Worker {
  if (worker) return worker;
  worker = new Worker(new URL('./timer-worker.ts', import.meta.url), { type: 'module' });
  worker.onmessage = (message: MessageEvent<number>) => ring(message.data);
  worker.onerror = () => {
    // It could not be loaded: the page's own timers have to do.
    workerFailed = true;
    for (const [timer, { dueMs }] of armed) setTimeout(ring, dueMs - Date.now(), timer);
  };
  return worker;
}

function ring(timer: number): void {
  const due = armed.get(timer);
  armed.delete(timer);
  due?.run();
}
