/**
 * The bytes of one schedule file → its parsed shape, with a way back from any value to line and column.
 *
 * Every fault of the file is reported, not only the first. Text is brought to NFC before parsing; a byte
 * order mark is dropped; both are told to the person as a notice. Nothing is read from disk here.
 */
import { z } from 'zod';
import { nearest } from '../../core/near.ts';
import type { Place, Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { ok, okUnless, refusal, refuse } from '../../core/result.ts';
import { isNfc, nfc } from '../../core/text.ts';
import type { CarriedRefusal } from './fields.ts';
import { mend } from './mend.ts';
import { type ScheduleFile, scheduleFileSchema } from './schema.ts';
import { type Path, readYaml, type YamlText } from './yaml.ts';

/** Larger than any centre's plan written by hand, and small enough to parse in a blink. */
export const FILE_LIMIT_BYTES = 2_000_000;

export interface Notice {
  readonly code: 'file.bom' | 'file.nfd';
  readonly place: Place;
}

export interface ReadFile {
  readonly name: string;
  readonly file: ScheduleFile;
  readonly notices: readonly Notice[];
  /** What is wrong with the file; `file` then has something harmless in the place of each fault. */
  readonly refusals: readonly Refusal[];
  readonly locate: YamlText['locate'];
}

/**
 * `name` is what messages call the file. Refuses with file.*, yaml.*, schedule.field-*, time.*, rule.* when nothing
 * of the file can be looked at further; faults that leave the rest readable come with it instead.
 */
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

  const yaml = readYaml(name, nfc(raw));
  if (!yaml.ok) return yaml;
  const { value, locate } = yaml.value;
  const refusals: Refusal[] = [...yaml.value.refusals];
  if (value === null) return ok({ name, file: {}, notices, refusals, locate });

  const told = new Set<string>();
  const mended = new Set<string>();
  for (;;) {
    const parsed = scheduleFileSchema.safeParse(value);
    if (parsed.success) return ok({ name, file: parsed.data, notices, refusals, locate });
    for (const found of parsed.error.issues.flatMap((issue) => issueRefusals(issue, yaml.value))) {
      const fault = JSON.stringify(found);
      if (!told.has(fault)) refusals.push(found);
      told.add(fault);
    }
    if (!mend(value, parsed.error.issues, mended)) return okUnless(refusals, () => neverReached());
  }
};

const neverReached = (): never => {
  throw new Error('a parser reported a fault and named none');
};

/** null for UTF-16, TCVN3, VNI or sound. No text has a NUL; UTF-16 without its mark is full of them. */
const decode = (bytes: Uint8Array): string | null => {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null; // the only failure a fatal decoder has
  }
};

const issueRefusals = (issue: z.core.$ZodIssue, { locate, locateKey }: YamlText): Refusal[] => {
  const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
  const field = fieldName(path);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const near = nearest(key, fieldsBeside(path));
      return refusal('schedule.field-unknown', { field: key, near }, locateKey([...path, key]));
    });
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
    const { shape, element } = bare(schema);
    schema = typeof part === 'number' ? element : shape?.[part];
  }
  return Object.keys(bare(schema).shape ?? {});
};

/** A schema without what makes it optional: an object's shape or a list's element. */
const bare = (schema: unknown): { shape?: Record<string, unknown>; element?: unknown } =>
  schema instanceof z.ZodOptional ? bare(schema.unwrap()) : (schema as z.ZodObject | z.ZodArray);
