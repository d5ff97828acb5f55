/** Asking a time-stamp authority (RFC 3161 §3.4, over HTTP) for a time stamp over a digest. */
import type { TimeStamp, TimeStampAsked } from '../core/evidence/time-stamp.ts';
import { timeStampIn, timeStampRequest } from '../core/evidence/time-stamp.ts';
import { type Result, refuse } from '../core/result.ts';
import { post } from './post.ts';

export interface TimeStampQuestion extends TimeStampAsked {
  readonly url: string;
  /** 20,000 when not given. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
}

const TIMEOUT_MS = 20_000;
/** A token with a chain of certificates is some 5 kB. */
const MOST_BYTES = 64 * 1024;

/**
 * A token about just this digest, in answer to just this nonce. Whether its signature is good is verifyTimeStamp()'s question.
 * Refuses with timestamp.unreachable, and what timeStampIn() refuses with.
 */
export const askTimeStamp = async ({
  url,
  timeoutMs = TIMEOUT_MS,
  signal,
  ...asked
}: TimeStampQuestion): Promise<Result<TimeStamp>> => {
  const body = timeStampRequest(asked);
  const heard = await post({
    url,
    type: 'application/timestamp-query',
    body,
    timeoutMs,
    mostBytes: MOST_BYTES,
    signal,
  });
  if ('silent' in heard) return refuse('timestamp.unreachable', { url, why: heard.silent });
  // Some authorities send a refusal of the protocol with another status; without a body of the protocol there is no answer.
  const isReply = /^application\/timestamp-reply\s*(;|$)/i.test(heard.type);
  return heard.status === 200 && isReply
    ? timeStampIn(heard.body, asked)
    : refuse('timestamp.unreachable', { url, why: 'answer' });
};
