/** Rings back each timer's number after its time. Cancelled ones ring too; nobody listens. */
addEventListener(
  'message',
  (message: MessageEvent<{ readonly timer: number; readonly ms: number }>) => {
    setTimeout(() => postMessage(message.data.timer), message.data.ms);
  },
);
