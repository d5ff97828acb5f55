/**
 * What machines ask for over and over: an answer that was just given to the same question, given again without asking anybody, for as
 * long as nothing at all has changed. A site asks every half minute whether there is a newer manifest; ten thousand of them do.
 *
 * It decides nothing. An answer is remembered with the whole of what it depends on: the question with its credential, the state of the
 * store (also as other processes change it), the end of its credential, and the quarter of an hour, because a day begins at one in
 * every zone, and with it another unit may be answerable.
 */
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { MiddlewareHandler } from 'hono';
import type { AskEnv } from '../contract/asking.ts';
import { URGENT_HEADER } from '../contract/urgent.ts';
import { actorOf, type Caller } from '../core/access/model.ts';
import { judge } from './conditions.ts';

/** Questions that are remembered; of more, all are forgotten. */
const MOST = 20_000;
/** Bytes of whole answers that are kept; whoever asks for further ones gets them the usual way. */
const MOST_BYTES = 32 * 1024 * 1024;
const POLLED = /^\/api\/v1\/channels\/[^/?]+\/manifest$/;
/** Headers of a question that make another one of it than the ones that are remembered. */
const OTHERWISE = ['cookie', 'if-match', 'range', 'origin', 'transfer-encoding', 'content-length'] as const;
/** Each answer's own. */
const NOT_KEPT = new Set(['x-request-id', 'content-length', 'date']);
/** What a 304 has to say (RFC 9110 §15.4.5), and whether there is an urgent order; the rest came with the answer that the reader has. */
const SAID_AGAIN = ['etag', 'cache-control', 'vary', URGENT_HEADER];

interface Answer {
  readonly tag: string;
  /** Of a 304: name, value, name, value. */
  readonly unchanged: readonly string[];
  readonly caller: Caller;
  readonly actor: string;
  /** RFC 3339: from then on the credential works no more; null: it does not end by itself. */
  readonly until: string | null;
  /** When it was last noted that the credential was used, RFC 3339. */
  usedAt: string;
  /** null: it was only told that it has it, or was sent it once. */
  readonly whole: { readonly headers: OutgoingHttpHeaders; readonly body: Buffer } | null;
}

export interface PollingHouse {
  /** Differs as soon as anything in the store does, whoever changed it. */
  readonly revision: () => string;
  /** Now, as RFC 3339. */
  readonly now: () => string;
  /** Whether the reader may ask once more; then it is counted. */
  readonly inMeasure: (request: IncomingMessage, actor: string) => boolean;
  /** Notes that the credential was used, unless that was done just before, `last`; answers when it was noted. */
  readonly used: (caller: Caller, last: string) => string;
}

export interface Polls {
  /** Remembers what was answered; outermost, so that it sees the answer as it leaves. */
  readonly remember: MiddlewareHandler<AskEnv>;
  /** Answers what it remembers; false: the question goes its usual way. */
  readonly early: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export const polls = ({ revision, now, inMeasure, used }: PollingHouse): Polls => {
  const answers = new Map<string, Answer>();
  /** By tag: many ask for the same. */
  const bodies = new Map<string, Buffer>();
  let bytes = 0;
  let held = '';
  /** Of all that the answers depend on and the question does not say. */
  const state = (): string => `${quarterOf(now())} ${revision()}`;
  let turn: string | null = null;
  /**
   * The same, looked up once for all questions that arrived together: one that is asked because of the answer to another comes in a
   * later turn of the event loop.
   */
  const stateOfTurn = (): string => {
    if (turn === null) {
      turn = state();
      setImmediate(() => {
        turn = null;
      });
    }
    return turn;
  };
  const forgetOld = (current: string): string => {
    if (current !== held || answers.size >= MOST) {
      answers.clear();
      bodies.clear();
      bytes = 0;
      held = current;
    }
    return current;
  };
  const kept = (tag: string, body: Buffer | null): Buffer | null => {
    if (body === null) return null;
    const known = bodies.get(tag);
    if (known !== undefined) return known;
    if (bytes + body.length > MOST_BYTES) return null;
    bytes += body.length;
    bodies.set(tag, body);
    return body;
  };
  return {
    remember: async (c, next) => {
      const { pathname, search } = new URL(c.req.url);
      const question = questionOf(c.req.method, `${pathname}${search}`, (name) => c.req.header(name));
      if (question === null) return next();
      const before = state();
      await next();
      const caller = c.get('caller');
      const actor = actorOf(caller);
      const tag = c.res.headers.get('etag');
      const { status } = c.res;
      // A person's rights end with a day that is none of the store's changes, and a person does not ask by bearer token.
      if (actor === null || caller.kind !== 'machine' || tag === null || (status !== 200 && status !== 304)) return;
      // Who was sent it all has it: only what is sent again is worth its room.
      const isAgain = status === 200 && answers.has(question) && held === before;
      const sentBody = isAgain ? Buffer.from(await c.res.clone().arrayBuffer()) : null;
      // A receipt was kept while this was answered, or somebody else changed something: the next answer is remembered.
      if (forgetOld(state()) !== before) return;
      const sent = [...c.res.headers].filter(([name]) => !NOT_KEPT.has(name));
      const unchanged = sent.filter(([name]) => SAID_AGAIN.includes(name)).flat();
      const body = kept(tag, sentBody);
      answers.set(question, {
        tag,
        unchanged,
        caller,
        actor,
        until: caller.expiresAt,
        usedAt: now(),
        whole: body === null ? (answers.get(question)?.whole ?? null) : { headers: Object.fromEntries(sent), body },
      });
    },
    early: (request, response) => {
      const { method = '', url = '', headers: asked } = request;
      const question = questionOf(method, url, (name) => asked[name]);
      const answer = question === null || forgetOld(stateOfTurn()) === '' ? undefined : answers.get(question);
      if (answer === undefined || (answer.until !== null && answer.until <= now())) return false;
      const ifNoneMatch = asked['if-none-match'];
      const known = ifNoneMatch === answer.tag || judge({ ifNoneMatch }, answer.tag) === 'not-modified';
      if (!known && answer.whole === null) return false;
      if (!inMeasure(request, answer.actor)) return false;
      const { whole, unchanged, caller, usedAt } = answer;
      answer.usedAt = used(caller, usedAt);
      if (known || whole === null) response.writeHead(304, [...unchanged]).end();
      else response.writeHead(200, { ...whole.headers, 'content-length': whole.body.length }).end(whole.body);
      return true;
    },
  };
};

/** '2026-11-29T05:15' for every instant until 05:30. */
const quarterOf = (instant: string): string =>
  `${instant.slice(0, 14)}${String(Math.floor(Number(instant.slice(14, 16)) / 15) * 15).padStart(2, '0')}`;

/** The whole of what is asked, by whom and under which name; null: it is nothing that is remembered. */
const questionOf = (
  method: string,
  url: string,
  header: (name: string) => string | undefined | readonly string[],
): string | null => {
  const authorization = header('authorization');
  if (method !== 'GET' || authorization === undefined || !POLLED.test(url)) return null;
  if (OTHERWISE.some((name) => header(name) !== undefined)) return null;
  // A line end stands in no header and no address.
  return `${url}\n${authorization}\n${header('host')}\n${header('accept')}\n${header('x-forwarded-proto')}`;
};
