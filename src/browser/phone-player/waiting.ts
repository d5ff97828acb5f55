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

/** Waits that end early when the network comes back (also if it did since the last wait), until the signal comes. */
export const pausesUntilOnline = (signal: AbortSignal): ((ms: number) => Promise<void>) => {
  let isBack = false;
  let waiting = new AbortController();
  const back = (): void => {
    isBack = true;
    waiting.abort();
  };
  window.addEventListener('online', back);
  signal.addEventListener('abort', () => {
    window.removeEventListener('online', back);
    waiting.abort();
  });
  return async (ms) => {
    waiting = new AbortController();
    if (!isBack && !signal.aborted) await pause(ms, waiting.signal);
    isBack = false;
  };
};
