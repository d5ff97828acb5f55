// @ts-check
/**
 * What the bootstrap says while it works: one line for each thing it does, and one sentence when it cannot.
 *
 * Everything goes to stderr, so that stdout stays the program's own. It knows nothing of what is being done.
 */

/** A step that cannot be done here; `message` is the whole answer, Vietnamese then English, a line each. */
export class CannotPrepare extends Error {}

/** @param {number} since milliseconds of process uptime @returns {number} whole seconds since then */
const secondsSince = (since) => Math.round((process.uptime() * 1000 - since) / 1000);

/**
 * Says what is being done until it is done; on a terminal the seconds tick, elsewhere a line begins and ends it.
 * @template T
 * @param {string} what Vietnamese and English in one line
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export const saying = async (what, work) => {
  const since = process.uptime() * 1000;
  const terminal = process.stderr.isTTY === true;
  if (!terminal) process.stderr.write(`${what} …\n`);
  const tick = terminal
    ? setInterval(() => process.stderr.write(`\r\u001b[K${what} … ${secondsSince(since)} s`), 250)
    : undefined;
  if (terminal) process.stderr.write(`${what} …`);
  let outcome = '✗';
  try {
    const done = await work();
    outcome = '✓';
    return done;
  } finally {
    clearInterval(tick);
    process.stderr.write(`${terminal ? '\r\u001b[K' : ''}${what} ${outcome} ${secondsSince(since)} s\n`);
  }
};
