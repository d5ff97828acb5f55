/** The one place where code for the browser reads the clock or takes randomness. */

/** Milliseconds since 1970, by the reader's own clock. */
export const nowMs = (): number => Date.now();

/** Milliseconds by a clock that nobody sets; starts with the page. In some browsers it stands while the machine sleeps. */
export const steadyMs = (): number => performance.now();

/** 128 random bits as 32 hex digits: the id of a statement. Also where there is no https. */
export const randomId = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
