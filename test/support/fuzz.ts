/** The fuzzer: so many generated requests against the app, each answer judged; and what came out of it, in numbers. */
import fc from 'fast-check';
import { type Document, type FuzzRequest, requests } from './fuzz-requests.ts';
import { type FuzzWorld, MARKS, makeFuzzWorld } from './fuzz-world.ts';
import { misfits, type Schema } from './json-schema.ts';

export interface Fuzzed {
  readonly requests: number;
  readonly seconds: number;
  /** How many answers there were of each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** How many answers of 200 and 201 each kind of caller got. */
  readonly served: Readonly<Record<string, number>>;
  /** How many documents were held against their schema, and in how many a name of a unit was looked for and found. */
  readonly checked: number;
  readonly marked: number;
  /** The first that went wrong, made as small as could be; null: none. */
  readonly fault: string | null;
}

interface Counts {
  requests: number;
  checked: number;
  marked: number;
  readonly statuses: Record<string, number>;
  readonly served: Record<string, number>;
}

const BINDINGS = { incoming: { socket: { remoteAddress: '127.0.0.1', remotePort: 50_000 } } };

const send = (there: FuzzWorld, { method, path, headers, body }: FuzzRequest): Promise<Response> =>
  Promise.resolve(
    there.app.request(
      `http://localhost:8057${path}`,
      { method, headers: { host: 'localhost:8057', ...headers }, ...(body === null ? {} : { body }) },
      BINDINGS,
    ),
  );

/** Media types as the document writes them: 'audio/*' is any of them. */
const described = (content: Readonly<Record<string, { schema: Schema }>>, type: string): Schema | undefined =>
  content[type]?.schema ?? content[`${type.split('/')[0]}/*`]?.schema;

/** Whether the document knows such an answer of this operation; throws what does not fit. */
const fits = (asked: FuzzRequest, response: Response, body: string, document: Document, counts: Counts): void => {
  const { status } = response;
  const type = (response.headers.get('content-type') ?? '').split(';')[0] ?? '';
  const { responses } = asked.operation;
  const said = responses[String(status)] ?? (status >= 400 ? responses['default'] : undefined);
  if (said === undefined) throw new Error(`a status that is not described: ${status}`);
  if (body === '') return;
  const schema = described(said.content ?? {}, type);
  if (schema === undefined) throw new Error(`a type that is not described: ${status} ${type}`);
  if (!type.endsWith('json') || type === 'application/x-ndjson') return;
  const faults = misfits(JSON.parse(body), schema, document);
  counts.checked += 1;
  if (faults.length > 0) throw new Error(faults.join('\n'));
};

/** Whose names an answer may hold: the caller's, or those of the key in the address when nobody else asks. */
const mayHold = ({ caller, path, headers }: FuzzRequest, there: FuzzWorld): readonly string[] => {
  const overwritten = headers['cookie'] !== caller.headers['cookie'];
  if (!caller.keyed && !overwritten) return caller.sees;
  const keyed = there.keys.filter(({ key }) => path.includes(key)).flatMap(({ sees }) => sees);
  return [...caller.sees, ...keyed];
};

/** All of an answer; of a stream of events, which does not end by itself, what comes at once. */
const bodyOf = async (response: Response): Promise<string> => {
  if (!(response.headers.get('content-type') ?? '').startsWith('text/event-stream')) return response.text();
  const reader = response.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return new TextDecoder().decode(first?.value);
};

const judge = async (asked: FuzzRequest, there: FuzzWorld, document: Document, counts: Counts): Promise<void> => {
  const response = await send(there, asked);
  const { status, headers } = response;
  const body = await bodyOf(response);
  counts.requests += 1;
  counts.statuses[status] = (counts.statuses[status] ?? 0) + 1;
  if (status >= 500 && !(status === 503 && asked.path.startsWith('/readyz'))) throw new Error(`${status} ${body}`);
  if (there.traced.length > 0) throw new Error(there.traced.join('\n'));
  if (status < 300 && body !== '') counts.served[asked.caller.name] = (counts.served[asked.caller.name] ?? 0) + 1;

  const may = mayHold(asked, there);
  const holds = MARKS.filter((mark) => body.includes(mark) || [...headers].some(([, value]) => value.includes(mark)));
  if (holds.length > 0) counts.marked += 1;
  const foreign = holds.filter((mark) => !may.includes(mark));
  if (foreign.length > 0) throw new Error(`tells of ${foreign.join(', ')}: ${body.slice(0, 2000)}`);

  if (headers.get('x-evil') !== null || headers.get('set-cookie') !== null) throw new Error('a header of the asker');
  if (!(headers.get('content-security-policy') ?? '').startsWith("default-src 'none'")) throw new Error('no policy');
  if (status === 401 && headers.get('www-authenticate') === null) throw new Error('401 without a challenge');
  if (status === 405 && headers.get('allow') === null) throw new Error('405 without Allow');
  if (asked.method === 'HEAD' && body !== '') throw new Error('HEAD with a body');
  if (asked.intact && asked.method !== 'HEAD') fits(asked, response, body, document, counts);
  else if (status >= 400 && body !== '' && headers.get('content-type') !== 'application/problem+json')
    throw new Error(`a refusal that is no problem document: ${headers.get('content-type')}`);
};

/** The same `seed` makes the same requests. */
export const fuzz = async (count: number, seed: number): Promise<Fuzzed> => {
  const there = await makeFuzzWorld();
  const document = (await (await there.app.request('http://localhost/api/openapi.json')).json()) as Document;
  const counts: Counts = { requests: 0, checked: 0, marked: 0, statuses: {}, served: {} };
  const began = performance.now();
  const result = await fc.check(
    fc.asyncProperty(requests(document, there), (asked) => judge(asked, there, document, counts)),
    { numRuns: count, seed, endOnFailure: false },
  );
  const seconds = (performance.now() - began) / 1000;
  await there.world.close();
  const [example] = result.counterexample ?? [];
  const why = result.errorInstance instanceof Error ? result.errorInstance.message : String(result.errorInstance);
  const told = example === undefined ? null : { ...example, operation: example.operation.operationId };
  return { ...counts, seconds, fault: result.failed ? `${JSON.stringify(told, null, 2)}\n${why}` : null };
};
