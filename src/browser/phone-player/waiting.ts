/** Waiting in a page. */

/** Until the time is over or the signal comes. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });

/** As pause(), and no longer than until the network comes back. */
export const pauseUntilOnline = async (ms: number, signal: AbortSignal): Promise<void> => {
  const early = new AbortController();
  const end = (): void => early.abort();
  window.addEventListener('online', end);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  await pause(ms, early.signal);
  window.removeEventListener('online', end);
  signal.removeEventListener('abort', end);
};
