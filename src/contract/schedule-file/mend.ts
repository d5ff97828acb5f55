/**
 * Something valid in the place of what is wrong in a file, so that the rest of it can be checked in the same go.
 *
 * A mended file is only ever looked at, never applied. Nothing that gives an id is dropped, or what refers to it
 * would be blamed; where that cannot be kept, mending gives up.
 */
import type { z } from 'zod';
import { CONTENT_FIELDS } from './schema.ts';
import type { Path } from './yaml.ts';

/** An id that nothing has. That it is unknown is told at a place already told of, and so not again. */
const NOBODY = 'x';
const LINK = { unit: NOBODY };
const DAY = '1900-01-01';

/** Stand-ins for required fields; a wrong optional field is left out. */
const FIELDS: ReadonlyMap<unknown, unknown> = new Map<unknown, unknown>([
  ...[
    'name',
    'title',
    'kind',
    'carrier',
    'genre',
    'number',
    'issuer',
    'receiver',
    'relay',
    'source',
    'authority',
    'reason',
    'by',
  ].map((field) => [field, NOBODY] as const),
  ...['unit', 'station', 'owner', 'item', 'strand', 'repeat', 'filler'].map((field) => [field, NOBODY] as const),
  ...['from', 'issued', 'due'].map((field) => [field, DAY] as const),
  ['zone', 'UTC'],
  ['start', '00:00'],
  ['days', [{ from: DAY, to: DAY, source: NOBODY }]],
  ['maxMinutes', 1],
  ['minutes', 1],
  ['language', 'zxx'],
  ['measure', 'items'],
  ['amount', 1],
  ['channels', [NOBODY]],
  ['senders', [NOBODY]],
  ['items', []],
  ['units', [LINK]],
  ['responsible', [LINK]],
]);

/** Stand-ins for one element of a list. */
const ELEMENTS: ReadonlyMap<unknown, unknown> = new Map<unknown, unknown>([
  ...['channels', 'senders', 'items', 'succeededBy', 'audiences'].map((field) => [field, NOBODY] as const),
  ...['units', 'responsible', 'parents'].map((field) => [field, LINK] as const),
  ...['alsoOn', 'notOn'].map((field) => [field, DAY] as const),
  ['rules', 'FREQ=DAILY'],
  ['versions', {}],
]);

/** Lists whose things have ids of their own. */
const GIVES_IDS: ReadonlySet<unknown> = new Set(['segments', 'contentGroups']);
/** 'sessions', n, 'segments', m. */
const SEGMENT_DEPTH = 4;

type Fields = Record<string | number, unknown>;

/**
 * Changes `value` where `issues` found it wrong; false when that cannot be done. `done` keeps what earlier rounds
 * mended: what is wrong even so is given up.
 */
export const mend = (value: unknown, issues: readonly z.core.$ZodIssue[], done: Set<string>): boolean =>
  issues.every((issue) => mendOne(value, issue, done));

const mendOne = (value: unknown, issue: z.core.$ZodIssue, done: Set<string>): boolean => {
  const path = issue.path.filter((part): part is string | number => typeof part !== 'symbol');
  if (issue.code === 'unrecognized_keys') {
    const holder = fieldsAt(value, path);
    for (const unknown of issue.keys) {
      // A misnamed list at the top may be all the units there are.
      if (holder === null || (path.length === 0 && typeof holder[unknown] === 'object')) return false;
      delete holder[unknown];
    }
    return true;
  }
  const content = issue.code === 'custom' && issue.params?.['about'] === 'content';
  const mended = content ? path.slice(0, SEGMENT_DEPTH) : path;
  const told = JSON.stringify(mended);
  const holder = fieldsAt(value, content ? mended : path.slice(0, -1));
  const key = path.at(-1);
  if (holder === null || key === undefined || done.has(told)) return false;
  done.add(told);
  if (content) return settleContent(holder);
  if (typeof key === 'number') {
    const list = path.at(-2);
    // Shorter paths lead to a whole thing with its id.
    if (path.length < 4 || !ELEMENTS.has(list)) return false;
    holder[key] = ELEMENTS.get(list);
    return true;
  }
  if (path.length < 3 || GIVES_IDS.has(key)) return false;
  if (key === 'id') holder[key] = `${NOBODY}-${done.size}`;
  else if (FIELDS.has(key)) holder[key] = FIELDS.get(key);
  else delete holder[key];
  return true;
};

/** Keeps the first content a segment was given, and only what belongs to it. */
const settleContent = (segment: Fields): boolean => {
  const [kept = 'item', ...rest] = CONTENT_FIELDS.filter((field) => segment[field] !== undefined);
  segment[kept] ??= NOBODY;
  for (const field of rest) delete segment[field];
  if (kept === 'relay') segment['minutes'] ??= FIELDS.get('minutes');
  else for (const field of ['minutes', 'fallback']) delete segment[field];
  if (kept !== 'strand') delete segment['count'];
  return true;
};

/** The object or list at `path`; null when there is none. */
const fieldsAt = (value: unknown, path: Path): Fields | null => {
  let at = value;
  for (const part of path) at = at !== null && typeof at === 'object' ? (at as Fields)[part] : null;
  return at !== null && typeof at === 'object' ? (at as Fields) : null;
};
