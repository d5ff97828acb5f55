/**
 * The centre as a site reaches it: by http, outwards only, with its own credential. Every answer's Date goes to the clock.
 *
 * Whatever the network does is an answer here ('away'), never an exception: a site goes on without the centre for weeks.
 */
import type { z } from 'zod';
import { REPORTS_PATH, ReportReceiptJson } from '../contract/air-log-report.ts';
import { ProblemJson } from '../contract/api.ts';
import { JOIN_PATH, JoinedJson, type JoinJson } from '../contract/api-devices.ts';
import { ScheduleKeyJson } from '../contract/api-published.ts';
import { URGENT_HEADER, UrgentNotesJson } from '../contract/urgent.ts';
import type { LinkedRow } from '../core/evidence/row-chain.ts';
import type { Exchange } from '../core/playback/clock.ts';
import type { UrgentReceipt } from '../core/urgent/model.ts';
import type { Time } from '../output/model.ts';
import { type Download, download } from './download.ts';
import type { Reach } from './folder.ts';

export interface Away {
  readonly kind: 'away';
  /** Seconds after which it wants to be asked again; null: it did not say. */
  readonly retrySeconds: number | null;
}

/** The centre answered, and will not: an HTTP status and a code of docs/problems. */
export interface Denied {
  readonly kind: 'denied';
  readonly status: number;
  readonly code: string;
  /** Where several things were wrong: their codes and JSON pointers. */
  readonly errors: readonly { readonly code: string; readonly pointer?: string | undefined }[];
}

export interface Centre {
  /** GET, with its tag; 'same' where the tag still holds. `urgent`: the tag of the urgent notices that are in force; null: it does not say. */
  readonly manifest: (
    channel: string,
    tag: string | null,
  ) => Promise<
    | Away
    | (({ readonly kind: 'note'; readonly note: string; readonly tag: string } | { readonly kind: 'same' } | Denied) & {
        readonly urgent: string | null;
      })
  >;
  /** How keys of the manifests followed one another: signed notes. */
  readonly keyChain: () => Promise<{ readonly kind: 'chain'; readonly chain: readonly string[] } | Away | Denied>;
  /** Which key signs urgent orders, and those that are in force; signed notes all of them. */
  readonly urgent: (
    channel: string,
  ) => Promise<({ readonly kind: 'urgent' } & z.infer<typeof UrgentNotesJson>) | Away | Denied>;
  /** Says how an urgent order stands here. */
  readonly urgentReceipt: (
    channel: string,
    said: { readonly order: string; readonly kind: UrgentReceipt },
  ) => Promise<{ readonly kind: 'done' } | Away | Denied>;
  /** Rows as they are kept, with their signatures. */
  readonly report: (
    rows: readonly LinkedRow[],
  ) => Promise<
    { readonly kind: 'receipts'; readonly receipts: z.infer<typeof ReportReceiptJson>['receipts'] } | Away | Denied
  >;
  /** What the machine says of itself; `silentSince`: an instant. */
  readonly status: (
    channel: string,
    status: { readonly silentSince: string | null; readonly freeBytes: number | null },
  ) => Promise<{ readonly kind: 'done' } | Away | Denied>;
  readonly verified: (channel: string, version: number) => Promise<{ readonly kind: 'done' } | Away | Denied>;
  /**
   * A sound from its byte `from` on. `begins` is told the status before the body and says whether it is wanted, `takes` each piece. Answers
   * the status (null: nobody answered) and whether the body came to its end.
   */
  readonly sound: (
    asked: { readonly sha256: string; readonly from: number; readonly signal: AbortSignal },
    begins: (status: number) => boolean,
    takes: (piece: Uint8Array) => boolean,
  ) => Promise<Download>;
  /** Joining with a code; needs no credential. */
  readonly join: (
    asked: z.infer<typeof JoinJson>,
  ) => Promise<{ readonly kind: 'json'; readonly value: z.infer<typeof JoinedJson> } | Away | Denied>;
  /** Some JSON; for joining. */
  readonly json: <T>(
    path: string,
    schema: z.ZodType<T>,
  ) => Promise<{ readonly kind: 'json'; readonly value: T } | Away | Denied>;
}

const TIMEOUT_MS = 20_000;

/** A link's key is what its cookie holds; whoever changes something with a cookie says where they come from. */
const credentialHeaders = ({ url, token, credential }: Reach): Record<string, string> => {
  // Without a credential, as on joining: whoever changes something says where they come from.
  if (token === '') return { origin: new URL(url).origin };
  if (credential === 'machine') return { authorization: `Bearer ${token}` };
  const name = url.startsWith('https:') ? '__Host-loa-tram' : 'loa-tram';
  return { cookie: `${name}=${token}`, origin: new URL(url).origin };
};

export const centreAt = (reach: Reach, time: Time, exchanged: (exchange: Exchange) => void): Centre => {
  const credential = credentialHeaders(reach);
  const base = new URL(reach.url).origin;
  const ask = async (path: string, init: RequestInit = {}): Promise<Response | Away> => {
    const sentMs = time.monotonicMs();
    try {
      const response = await fetch(`${base}${path}`, {
        ...init,
        redirect: 'error',
        headers: { ...credential, 'accept-encoding': 'identity', ...init.headers },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const dateMs = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(dateMs)) exchanged({ sentMs, receivedMs: time.monotonicMs(), dateMs });
      if (response.status === 429 || response.status >= 500) {
        await response.body?.cancel();
        const seconds = Number(response.headers.get('retry-after'));
        return { kind: 'away', retrySeconds: seconds > 0 ? seconds : null };
      }
      return response;
    } catch {
      return { kind: 'away', retrySeconds: null };
    }
  };
  const textOf = async (response: Response): Promise<string | null> => {
    try {
      return await response.text();
    } catch {
      return null;
    }
  };
  const denied = async (response: Response): Promise<Denied> => {
    const problem = ProblemJson.safeParse(jsonIn((await textOf(response)) ?? ''));
    const { code = '', errors = [] } = problem.success ? problem.data : {};
    return { kind: 'denied', status: response.status, code, errors };
  };
  const json: Centre['json'] = async (path, schema) =>
    read(await ask(path, { headers: { accept: 'application/json' } }), schema);
  const read = async <T>(
    response: Response | Away,
    schema: z.ZodType<T>,
  ): Promise<{ readonly kind: 'json'; readonly value: T } | Away | Denied> => {
    if ('kind' in response) return response;
    if (response.status !== 200) return denied(response);
    const text = await textOf(response);
    const parsed = schema.safeParse(jsonIn(text ?? ''));
    return parsed.success ? { kind: 'json', value: parsed.data } : AWAY;
  };
  const post = (path: string, body: string): Promise<Response | Away> =>
    ask(path, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  const done = async (path: string, body: object): Promise<{ readonly kind: 'done' } | Away | Denied> => {
    const response = await post(path, JSON.stringify(body));
    if ('kind' in response) return response;
    if (response.status !== 200) return denied(response);
    await response.body?.cancel();
    return { kind: 'done' };
  };
  return {
    json,
    join: async (asked) => read(await post(JOIN_PATH, JSON.stringify(asked)), JoinedJson),
    manifest: async (channel, tag) => {
      const response = await ask(`/api/v1/channels/${encodeURIComponent(channel)}/manifest`, {
        headers: { accept: 'text/plain', ...(tag === null ? {} : { 'if-none-match': tag }) },
      });
      if ('kind' in response) return response;
      const urgent = response.headers.get(URGENT_HEADER);
      if (response.status === 304) return { kind: 'same', urgent };
      if (response.status !== 200) return { ...(await denied(response)), urgent };
      const note = await textOf(response);
      return note === null ? AWAY : { kind: 'note', note, tag: response.headers.get('etag') ?? '', urgent };
    },
    keyChain: async () => {
      const answer = await json('/api/v1/schedule-key', ScheduleKeyJson);
      return answer.kind === 'json' ? { kind: 'chain', chain: answer.value.chain } : answer;
    },
    urgent: async (channel) => {
      const answer = await json(`/api/v1/channels/${encodeURIComponent(channel)}/urgent`, UrgentNotesJson);
      return answer.kind === 'json' ? { kind: 'urgent', ...answer.value } : answer;
    },
    urgentReceipt: (channel, said) => done(`/api/v1/channels/${encodeURIComponent(channel)}/urgent/receipts`, said),
    report: async (rows) => {
      const chain = rows.map(({ n, previous, signature }) => ({ n, previous, signature: signature.toBase64() }));
      const bodies = rows.map(({ body }) => body).join(',');
      const response = await post(REPORTS_PATH, `{"rows":[${bodies}],"chain":${JSON.stringify(chain)}}`);
      if ('kind' in response) return response;
      if (response.status !== 200) return denied(response);
      const read = ReportReceiptJson.safeParse(jsonIn((await textOf(response)) ?? ''));
      return read.success ? { kind: 'receipts', receipts: read.data.receipts } : AWAY;
    },
    status: (channel, { silentSince, freeBytes }) =>
      done(`/api/v1/channels/${encodeURIComponent(channel)}/site/status`, {
        agent: 'loa',
        ...(freeBytes === null ? {} : { freeBytes }),
        ...(silentSince === null ? {} : { silentSince }),
      }),
    verified: (channel, version) =>
      done(`/api/v1/channels/${encodeURIComponent(channel)}/manifest/receipts`, { version, kind: 'verified' }),
    sound: ({ sha256, from, signal }, begins, takes) =>
      download({
        url: `${base}/media/sha256/${sha256}`,
        headers: {
          ...credential,
          'accept-encoding': 'identity',
          ...(from > 0 ? { range: `bytes=${from}-`, 'if-range': `"${sha256}"` } : {}),
        },
        signal,
        begins,
        takes,
      }),
  };
};

const AWAY: Away = { kind: 'away', retrySeconds: null };

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
