/**
 * The bytes of one schedule file → its parsed shape, with a way back from any value to line and column.
 *
 * Every fault of the file is reported, not only the first. Text is brought to NFC before parsing; a byte
 * order mark is dropped; both are told to the person as a notice. Nothing is read from disk here.
 */
import { isScalar, LineCounter, parseDocument, type YAMLError } from 'yaml';
import type { z } from 'zod';
import { nearest } from '../../core/near.ts';
import type { Place, Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { ok, okUnless, refusal, refuse } from '../../core/result.ts';
import { isNfc, nfc } from '../../core/text.ts';
import { type CarriedRefusal, type ScheduleFile, scheduleFileSchema } from './schema.ts';

/** Larger than any centre's plan written by hand, and small enough to parse in a blink. */
export const FILE_LIMIT_BYTES = 2_000_000;
const ALIAS_LIMIT = 100;

export type Path = readonly (string | number)[];

export interface Notice {
  readonly code: 'file.bom' | 'file.nfd';
  readonly place: Place;
}

export interface ReadFile {
  readonly name: string;
  readonly file: ScheduleFile;
  readonly notices: readonly Notice[];
  /** Where the value at `path` stands; the nearest enclosing value when the path itself is absent. */
  readonly locate: (path: Path) => Place;
}

/** `name` is what messages call the file. Refuses with file.*, yaml.*, schedule.field-*, time.*. */
export const readScheduleFile = (name: string, bytes: Uint8Array): Result<ReadFile> => {
  if (bytes.byteLength > FILE_LIMIT_BYTES)
    return refuse('file.large', { path: name, bytes: bytes.byteLength, limit: FILE_LIMIT_BYTES }, { file: name });
  const decoded = decode(bytes);
  if (decoded === null) return refuse('file.encoding', { path: name }, { file: name });

  const notices: Notice[] = [];
  const marked = decoded.startsWith('\uFEFF');
  const raw = marked ? decoded.slice(1) : decoded;
  if (marked) notices.push({ code: 'file.bom', place: { file: name } });
  if (!isNfc(raw)) notices.push({ code: 'file.nfd', place: { file: name } });

  const lines = new LineCounter();
  const document = parseDocument(nfc(raw), { lineCounter: lines, prettyErrors: false, strict: true });
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { file: name, line, column: col };
  };
  if (document.errors.length > 0)
    return okUnless(
      document.errors.map((error) => yamlRefusal(error, placeAt(error.pos[0]))),
      () => neverReached(),
    );

  const locate = (path: Path): Place => {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      const range = node !== null && typeof node === 'object' && 'range' in node ? node.range : undefined;
      if (Array.isArray(range) && typeof range[0] === 'number') return placeAt(range[0]);
    }
    return { file: name };
  };

  const value = plainValue(() => document.toJS({ maxAliasCount: ALIAS_LIMIT }));
  if (value === null) return refuse('yaml.aliases', { limit: ALIAS_LIMIT }, { file: name });
  if (value.empty || (isScalar(document.contents) && document.contents.value === null))
    return ok({ name, file: {}, notices, locate });

  const parsed = scheduleFileSchema.safeParse(value.js);
  if (parsed.success) return ok({ name, file: parsed.data, notices, locate });
  return okUnless(
    parsed.error.issues.flatMap((issue) => issueRefusals(issue, locate)),
    () => neverReached(),
  );
};

const neverReached = (): never => {
  throw new Error('a parser reported a fault and named none');
};

const decode = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null; // UTF-16, TCVN3, VNI or sound: the only failure a fatal decoder has
  }
};

/** null when aliases multiply beyond the limit (the only reason toJS throws after a clean parse). */
const plainValue = (make: () => unknown): { js: unknown; empty: boolean } | null => {
  try {
    const js = make();
    return { js, empty: js === null || js === undefined };
  } catch (error) {
    if (error instanceof ReferenceError) return null;
    throw error;
  }
};

const yamlRefusal = (error: YAMLError, place: Place): Refusal =>
  error.code === 'TAB_AS_INDENT' || /\btabs?\b/i.test(error.message)
    ? refusal('yaml.tab', {}, place)
    : refusal('yaml.syntax', { reason: error.message.split('\n')[0] ?? '' }, place);

const issueRefusals = (issue: z.core.$ZodIssue, locate: (path: Path) => Place): Refusal[] => {
  const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
  const field = fieldName(path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      refusal('schedule.field-unknown', { field: key, near: nearest(key, fieldsBeside(path)) }, locate([...path, key])),
    );
  if (issue.code === 'custom' && issue.params !== undefined) {
    const carried = issue.params as unknown as CarriedRefusal;
    return carried.refusals.map((inner) => ({ ...inner, place: locate(path) }));
  }
  if (issue.code === 'invalid_type' && issue.input === undefined && issue.message.endsWith('received undefined'))
    return [refusal('schedule.field-missing', { field }, locate(path))];
  return [refusal('schedule.field-wrong', { field, expected: expectation(issue) }, locate(path))];
};

const fieldName = (path: Path): string => {
  const last = path.at(-1);
  return typeof last === 'number' ? `${String(path.at(-2) ?? '')}[${last + 1}]` : String(last ?? '');
};

/** What the schema would have taken there, in words that the sentences translate. */
const expectation = (issue: z.core.$ZodIssue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'invalid_value':
      return issue.values.map(String).join(' | ');
    case 'invalid_format':
      return issue.pattern?.includes('a-z]{2,3}') ? 'language' : 'id';
    case 'too_small':
      return `${issue.inclusive === false ? '>' : '≥'} ${String(issue.minimum)}`;
    case 'too_big':
      return `${issue.inclusive === false ? '<' : '≤'} ${String(issue.maximum)}`;
    default:
      return 'valid';
  }
};

/** The field names that the schema knows at the object where an unknown key stands. */
const fieldsBeside = (path: Path): string[] => {
  let schema: unknown = scheduleFileSchema;
  for (const part of path) {
    schema = unwrap(schema);
    if (typeof part === 'number') schema = (schema as { element?: unknown }).element;
    else schema = (schema as { shape?: Record<string, unknown> }).shape?.[part];
  }
  return Object.keys((unwrap(schema) as { shape?: Record<string, unknown> } | undefined)?.shape ?? {});
};

const unwrap = (schema: unknown): unknown => {
  let inner = schema;
  while (inner !== null && typeof inner === 'object' && 'unwrap' in inner && typeof inner.unwrap === 'function')
    inner = inner.unwrap();
  return inner;
};
