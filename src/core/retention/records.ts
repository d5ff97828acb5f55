/**
 * Kinds of records that may ever go, as a closed list. What is not in it never does: entries of the air log, its tree and what was
 * signed of it, plans and their approvals, scripts, people, and rows of the audit.
 */

/**
 * 'sound': files, masters and waveforms that nothing uses any more; 'rendering': rendered sessions, episodes and clips; 'work': pieces and
 * levelled cuts, which are made again when they are wanted; 'job', 'preflight', 'sign-in', 'link': rows of what is over;
 * 'audit-words', 'log-words': names and free text beside the audit and beside the air log.
 */
export const RECORDS = [
  'sound',
  'rendering',
  'work',
  'job',
  'preflight',
  'sign-in',
  'link',
  'audit-words',
  'log-words',
] as const;
export type RecordKind = (typeof RECORDS)[number];

export const isRecordKind = (text: string): text is RecordKind => RECORDS.some((one) => one === text);

interface Days {
  /** Fewer are refused: a slip of the hand must not empty the library. */
  readonly least: number;
  /** Offered to whoever sets a rule. No law that names a time was found (docs/retention.md), so it is long and nobody's until a person sets it. */
  readonly offered: number;
}

export const KEPT_DAYS: Readonly<Record<RecordKind, Days>> = {
  // Podcasts tell of half a year, evidence is asked for in the year after.
  sound: { least: 400, offered: 3650 },
  rendering: { least: 200, offered: 1825 },
  work: { least: 7, offered: 90 },
  job: { least: 30, offered: 365 },
  preflight: { least: 30, offered: 1825 },
  'sign-in': { least: 30, offered: 365 },
  link: { least: 30, offered: 365 },
  'audit-words': { least: 365, offered: 3650 },
  'log-words': { least: 365, offered: 3650 },
};

export const MOST_DAYS = 36_500;

/** A whole number of days that a kind may be kept for. */
export const mayKeep = (record: RecordKind, days: number): boolean =>
  Number.isSafeInteger(days) && days >= KEPT_DAYS[record].least && days <= MOST_DAYS;
