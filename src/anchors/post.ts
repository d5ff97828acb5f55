/**
 * One question to another office's machine: POST, with an end to how long and how much is listened to.
 *
 * Follows no redirect: who answers is part of what was configured. Decides nothing about what the answer means.
 */
import type { Silence } from '../core/evidence/faults.ts';

export interface Question {
  /** http: or https:. */
  readonly url: string;
  readonly type: string;
  readonly body: Uint8Array;
  /** For the whole of it, in milliseconds. */
  readonly timeoutMs: number;
  /** Of the answer. */
  readonly mostBytes: number;
  /** Ends it early: the house closes. */
  readonly signal?: AbortSignal | undefined;
}

export type Heard =
  | { readonly status: number; readonly type: string; readonly body: Uint8Array }
  | { readonly silent: Exclude<Silence, 'answer'> };

export const post = async ({ url, type, body, timeoutMs, mostBytes, signal: stop }: Question): Promise<Heard> => {
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = stop === undefined ? timeout : AbortSignal.any([timeout, stop]);
  try {
    const response = await fetch(url, {
      method: 'POST',
      // No compression: what is counted is what comes over the wire. A connection kept for five minutes may be dead unknown to us.
      headers: { 'Content-Type': type, 'Accept-Encoding': 'identity', Connection: 'close' },
      body: Uint8Array.from(body),
      redirect: 'manual',
      signal,
    });
    const read = await bytesOf(response, mostBytes);
    if (read === null) return { silent: 'length' };
    return { status: response.status, type: response.headers.get('content-type') ?? '', body: read };
  } catch (error) {
    if (signal.aborted) return { silent: 'time' };
    // What fetch() throws for every failure of address and network; anything else is a bug.
    if (error instanceof TypeError) return { silent: 'connection' };
    throw error;
  }
};

/** null: more than `most`; the rest is not waited for. */
const bytesOf = async (response: Response, most: number): Promise<Uint8Array | null> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of response.body ?? []) {
    length += piece.length;
    if (length > most) return null;
    pieces.push(piece);
  }
  return new Uint8Array(Buffer.concat(pieces));
};
