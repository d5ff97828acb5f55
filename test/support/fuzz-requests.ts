/** Requests made from the OpenAPI document: what it describes, and the same bent in every way that somebody may try. */
import fc from 'fast-check';
import type { FuzzCaller, FuzzWorld } from './fuzz-world.ts';
import { resolved, type Schema } from './json-schema.ts';
import { TODAY } from './world.ts';

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
}

export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export interface FuzzRequest {
  readonly caller: FuzzCaller;
  /** The operation it was made from, and whether its method and path still are that one's. */
  readonly operation: Operation;
  readonly intact: boolean;
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** As the world of the fuzzer has them, each with its first words in the air log under its number here. */
const CHANNELS = ['trong-mot', 'trong-hai', 'ngoai-mot'];

const OWN = { origin: 'http://localhost:8057' };

const odd = fc.oneof(
  fc.constantFrom('', '0', '-1', 'null', 'true', '%', '..', '../..', '\u0000', '0000-00-00', '9999-12-31', '__proto__'),
  fc.constantFrom("' OR 1=1 --", '"; DROP TABLE person', '<script>', '=1+1', '1e999', 'NaN', '٨٠', 'x'.repeat(3000)),
  fc.string({ maxLength: 40, unit: 'binary' }),
);

/** What somebody who knows the place would fill in, by the name of the field. */
const known = (
  there: Pick<FuzzWorld, 'sounds' | 'entries' | 'keys'>,
): Readonly<Record<string, fc.Arbitrary<unknown>>> => {
  const days = fc.constantFrom(TODAY, TODAY, TODAY, '2026-11-22', '2026-11-24', '2026-10-01', '2027-02-28');
  return {
    channel: fc.constantFrom(...CHANNELS, 'khong-co'),
    channels: fc.constantFrom(...CHANNELS, 'trong-mot,trong-hai', 'trong-mot,ngoai-mot', ','),
    day: fc.oneof({ weight: 3, arbitrary: days }, fc.constant('today')),
    from: days,
    to: days,
    hex: fc.constantFrom(...there.sounds, 'f'.repeat(64)),
    session: fc.constantFrom(...CHANNELS.map((id) => `sang-${id}`)),
    entry: fc.constantFrom(...there.entries),
    campaign: fc.constantFrom(...CHANNELS.map((id) => `dot-${id}`)),
    statement: fc.constantFrom('0'.repeat(32), 'abcdef0123456789abcdef0123456789'),
    startedAt: fc.constantFrom('05:00', '05:00:01', '23:59:59'),
    corrects: fc.nat({ max: 20 }),
    version: fc.constantFrom(1, 1, 2),
    subject: fc.constantFrom('unit', 'unit/trong', 'unit/ngoai', 'day/ngoai-mot', 'person'),
    actor: fc.constantFrom('system', 'person', 'nobody', 'machine'),
    operation: fc.constantFrom('unit', 'unit.change', 'centre', 'day'),
    key: fc.constantFrom(...there.keys.map(({ key }) => key)),
    segment: fc.constantFrom(...CHANNELS.map((id) => `muc-${id}`)),
    after: fc.constantFrom(null, ...CHANNELS.map((id) => `muc-${id}`)),
    item: fc.constantFrom(...CHANNELS.map((id) => `tin-${id}`)),
    time: fc.constantFrom('05:00', '09:30', '17:00', '23:59:30'),
    alteration: fc.constantFrom('1', '2', '3', '999'),
    overlay: fc.constantFrom('lenh-tam-dung', 'lenh-tam-dung-2', 'khong-co'),
    first: fc.constantFrom(...CHANNELS.map((id) => `sang-${id}@2026-11-24T05:00:00`)),
    second: fc.constantFrom(...CHANNELS.map((id) => `chieu-${id}@2026-11-24T05:00:00`)),
  };
};

type Known = ReturnType<typeof known>;

/** Values that a schema allows. */
const fitting = (unresolved: Schema, document: object, names: Known, name = ''): fc.Arbitrary<unknown> => {
  const schema = resolved(unresolved, document);
  const usual = names[name];
  if (usual !== undefined) return usual;
  const anyOf = (schema['anyOf'] ?? schema['oneOf']) as readonly Schema[] | undefined;
  if (anyOf !== undefined) return fc.oneof(...anyOf.map((one) => fitting(one, document, names)));
  if (Array.isArray(schema['enum'])) return fc.constantFrom(...(schema['enum'] as unknown[]));
  if ('const' in schema) return fc.constant(schema['const']);
  const [least, most] = [Number(schema['minimum'] ?? 0), Number(schema['maximum'] ?? 1000)];
  switch (Array.isArray(schema['type']) ? schema['type'][0] : schema['type']) {
    case 'integer':
      return fc.integer({ min: Math.max(least, 0), max: Math.min(most, 100_000) });
    case 'number':
      return fc.double({ min: least, max: most, noNaN: true });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(fitting((schema['items'] ?? {}) as Schema, document, names), { maxLength: 3 });
    case 'object': {
      const required = (schema['required'] ?? []) as string[];
      const properties = Object.entries((schema['properties'] ?? {}) as Record<string, Schema>);
      const fields = Object.fromEntries(properties.map(([key, one]) => [key, fitting(one, document, names, key)]));
      return fc.record(fields, { requiredKeys: required });
    }
    default: {
      const pattern = schema['pattern'];
      return typeof pattern === 'string' ? fc.stringMatching(new RegExp(pattern)) : fc.string({ maxLength: 20 });
    }
  }
};

/** What can be true: words about an airing that there was, most of them correcting the first words about it. */
const statements = fc
  .record({
    n: fc.nat({ max: CHANNELS.length - 1 }),
    outcome: fc.constantFrom('aired', 'not-aired'),
    role: fc.constantFrom('technician', 'operator'),
    correcting: fc.constantFrom(true, true, false),
  })
  .map(({ n, correcting, ...said }) => ({
    ...said,
    channel: CHANNELS[n],
    day: TODAY,
    session: `sang-${CHANNELS[n]}`,
    reason: 'weather',
    ...(correcting ? { corrects: n } : {}),
  }));

/** Edits of the mornings that there are, on days to come. */
const someEdits = fc
  .record({
    n: fc.nat({ max: CHANNELS.length - 1 }),
    day: fc.constantFrom('2026-11-24', '2026-11-25', '2026-12-10'),
    scope: fc.constantFrom('this', 'this', 'following', 'all'),
    what: fc.constantFrom('cancel', 'move', 'channels', 'length', 'add', 'drop', 'replace'),
    evenSo: fc.boolean(),
  })
  .map(({ n, what, ...rest }) => {
    const how = { ...rest, reason: 'Việc chung' };
    // Whoever may edit in both units can bring a name from one to the other; that tells nothing of who may see what.
    const content = { kind: 'item', item: `tin-${CHANNELS[n]}` };
    const actions: Readonly<Record<string, object>> = {
      cancel: { kind: 'cancel' },
      move: { kind: 'move', time: '09:00' },
      channels: { kind: 'channels', channels: [CHANNELS[n]] },
      length: { kind: 'length', maxSeconds: 60 },
      add: { kind: 'add', title: 'Thêm', content },
      drop: { kind: 'cancel' },
      replace: { kind: 'replace', content },
    };
    const ofSegment = what === 'drop' || what === 'replace';
    const target = ofSegment
      ? { of: 'segment', segment: `muc-${CHANNELS[n]}` }
      : { of: 'session', session: `sang-${CHANNELS[n]}` };
    return { ...target, action: actions[what], ...how };
  });

const someOrders = fc
  .record({ n: fc.nat({ max: CHANNELS.length }), day: fc.constantFrom('2026-11-24', '2026-12-01'), all: fc.boolean() })
  .map(({ n, day, all }) => ({
    name: 'Lệnh tạm dừng',
    kind: 'other',
    from: day,
    to: day,
    channels: n === CHANNELS.length ? [] : [CHANNELS[n]],
    ...(all ? {} : { genres: ['newsItem'] }),
    authority: 'Cấp trên',
    reason: 'Việc chung',
  }));

const TRUE: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  recordAiring: statements,
  previewEdit: someEdits,
  editSchedule: someEdits,
  addOverlay: someOrders,
};

/** Calendars and week grids, whole and in pieces. */
const imported = fc
  .array(
    fc.constantFrom(
      ...['BEGIN:VCALENDAR', 'BEGIN:VEVENT', 'UID:a', 'DTSTART:20261123T050000Z', 'DURATION:PT9M', 'SUMMARY:Đài hiệu'],
      ...['RRULE:FREQ=WEEKLY;COUNT=3', 'EXDATE:20261130T050000Z', 'END:VEVENT', 'END:VCALENDAR', ' ', '"', ';;;'],
      ...['Giờ;Phút;T2;CN', '05:00;5;dai-hieu;', '24:00;x;dai-hieu|dai-hieu x2;khong-co'],
    ),
    { maxLength: 12 },
  )
  .map((lines) => lines.join('\r\n'));

/** A body that fits, one that almost fits, and one that is anything. */
const bodies = (operation: Operation, document: object, names: Known): fc.Arbitrary<string | null> => {
  const content = operation.requestBody?.content;
  const schema = content?.['application/json']?.schema;
  if (content !== undefined && schema === undefined) return fc.oneof({ weight: 4, arbitrary: imported }, odd);
  if (schema === undefined) return fc.oneof({ weight: 9, arbitrary: fc.constant(null) }, fc.constant('{}'));
  const any = fitting(schema, document, names);
  const fits = fc.oneof({ weight: 3, arbitrary: TRUE[operation.operationId] ?? any }, any);
  const bent = fc
    .tuple(fits, fc.string({ maxLength: 12 }), fc.oneof(odd, fc.jsonValue()))
    .map(([value, name, other]) => {
      const fields = Object.keys(value as object);
      const field = fields[name.length % (fields.length + 1)] ?? name;
      return { ...(value as object), [field]: other };
    });
  return fc.oneof(
    { weight: 6, arbitrary: fits.map((value) => JSON.stringify(value)) },
    { weight: 3, arbitrary: bent.map((value) => JSON.stringify(value)) },
    fc.json(),
    odd,
    fc.constantFrom('{"__proto__":{"x":1}}', `[${'['.repeat(5000)}`, `"${'x'.repeat(70_000)}"`, '{"a":1,"a":2}', ''),
  );
};

const text = (value: unknown): string => encodeURIComponent(String(value).toWellFormed());
const RAW = ['%zz', '%c3%28', '%2f', '%2e%2e%2f', '//', '\\', '%00', '?', '#', ';a=b', '%0d%0aX-Evil:%201'];

const paths = (path: string, operation: Operation, document: object, names: Known): fc.Arbitrary<string> => {
  const parameters = operation.parameters ?? [];
  const value = (one: Parameter) =>
    fc.oneof(
      { weight: 12, arbitrary: fitting(one.schema, document, names, one.name).map(text) },
      { weight: 2, arbitrary: odd.map(text) },
      fc.constantFrom(...RAW),
    );
  const filled = fc.tuple(...parameters.filter((one) => one.in === 'path').map((one) => value(one))).map((values) => {
    let n = 0;
    return path.replace(/\{\w+\}/g, () => values[n++] ?? '');
  });
  const queried = fc
    .tuple(
      ...parameters
        .filter((one) => one.in === 'query')
        .map((one) => {
          const pair = value(one).map((found): string | null => `${one.name}=${found}`);
          return one.required === true
            ? fc.oneof({ weight: 19, arbitrary: pair }, fc.constant(null))
            : fc.oneof(pair, { weight: 2, arbitrary: fc.constant(null) });
        }),
      fc.oneof(
        { weight: 19, arbitrary: fc.constant<string | null>(null) },
        odd.map((one) => `${text(one)}=${text(one)}`),
      ),
    )
    .map((pairs) => pairs.filter((pair) => pair !== null).join('&'));
  return fc.tuple(filled, queried).map(([at, query]) => (query === '' ? at : `${at}?${query}`));
};

const BENT: readonly ((path: string) => string)[] = [
  (path) => path.replace('/', '//'),
  (path) => path.replace(/(?<=.)\/(?=[^/]*$)/, '%2F'),
  (path) => `${path}/`,
  (path) => path.replace('/v1/', '/v1/./'),
  (path) => path.replace('/v1/', '/v1/x/../'),
  (path) => path.replace('/api/', '/API/'),
  (path) => `/x${path}`,
];

const latin = fc.string({ maxLength: 30, unit: fc.integer({ min: 33, max: 255 }).map((n) => String.fromCharCode(n)) });
const oddHeaders = fc.dictionary(
  fc.constantFrom(
    ...['accept', 'accept-language', 'range', 'if-range', 'if-none-match', 'if-match', 'host', 'origin'],
    ...['sec-fetch-site', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'forwarded', 'x-request-id'],
    ...['content-type', 'x-http-method-override', 'x-original-url', 'cookie'],
  ),
  fc.oneof(
    latin,
    fc.constantFrom(
      '*',
      'bytes=0-',
      'bytes=5-9',
      '"x"',
      'W/"x"',
      'text/html',
      'text/csv',
      'application/x-ndjson',
      'en',
    ),
    fc.constantFrom('null', 'http://evil.vn', 'cross-site', 'evil.vn', 'https', '127.0.0.1', 'DELETE', 'loa=x; loa=y'),
  ),
  { maxKeys: 3 },
);

/** Everything that the document describes, asked by everybody. */
export const requests = (document: Document, there: FuzzWorld): fc.Arbitrary<FuzzRequest> => {
  const names = known(there);
  const anybody = fc.constantFrom(...there.callers);
  const likely: Readonly<Record<string, RegExp>> = {
    approveDay: /^approver/,
    recordAiring: /^(technician|site|machine)/,
    previewEdit: /^(editor|machine)/,
    editSchedule: /^(editor|machine)/,
    undoAlteration: /^(editor|machine)/,
    decideConflict: /^(editor|machine)/,
    addOverlay: /^(editor|machine)/,
    liftOverlay: /^(editor|machine)/,
  };
  const callersOf = ({ operationId }: Operation): fc.Arbitrary<FuzzCaller> => {
    const pattern = likely[operationId];
    if (pattern === undefined) return anybody;
    const often = fc.constantFrom(...there.callers.filter(({ name }) => pattern.test(name)));
    return fc.oneof(anybody, { weight: 3, arbitrary: often });
  };
  const made = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const own = method.toUpperCase();
      const other = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'QUERY');
      return fc
        .record({
          caller: callersOf(operation),
          method: fc.oneof({ weight: 12, arbitrary: fc.constant(own) }, other),
          path: paths(path, operation, document, names),
          bent: fc.oneof({ weight: 14, arbitrary: fc.constant(null) }, fc.constantFrom(...BENT)),
          body: bodies(operation, document, names),
          headers: fc.oneof({ weight: 3, arbitrary: fc.constant({}) }, oddHeaders),
          from: fc.oneof({ weight: 9, arbitrary: fc.constant(OWN) }, fc.constant({})),
        })
        .map(({ bent, body, from, ...asked }): FuzzRequest => {
          const reading = asked.method === 'GET' || asked.method === 'HEAD';
          const types = Object.keys(operation.requestBody?.content ?? { 'application/json': {} });
          const type = types.find((one) => asked.path.includes('format=csv') && one === 'text/csv') ?? types[0];
          const usual = reading ? {} : { 'content-type': type ?? '', ...from };
          // A cookie of nonsense takes the place of the caller's own, never the other way round.
          const headers: Record<string, string> = { ...usual, ...asked.caller.headers, ...asked.headers };
          return {
            caller: asked.caller,
            operation,
            intact: bent === null && (asked.method === own || (own === 'GET' && asked.method === 'HEAD')),
            method: asked.method,
            path: bent === null ? asked.path : bent(asked.path),
            headers,
            body: reading ? null : body,
          };
        });
    }),
  );
  return fc.oneof(...made);
};
