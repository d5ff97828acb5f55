/** What the index keeps of one entry, before texts become numbers. */
import { type AiringEntry, type AirLogEntry, isOfAiring, type Outcome, type Role } from '../core/evidence/entry.ts';
import { namesOf } from '../core/verdict/called.ts';

export interface IndexedEntry {
  readonly seq: number;
  /** Broadcast day as a number, 20260601. */
  readonly day: number;
  readonly kind: string;
  readonly evidence: string | null;
  /** Milliseconds since 1970. */
  readonly recordedMs: number;
  /** null: the entry is about none. */
  readonly channel: string | null;
  /** null: the entry is about no airing. */
  readonly about: IndexedAiring | null;
}

export interface IndexedAiring {
  readonly units: readonly string[];
  /** The planned airing's id, on its channel. */
  readonly id: string;
  readonly role: Role | null;
  readonly outcome: Outcome | null;
  readonly reason: string | null;
  readonly heardMs: number | null;
  readonly plannedMs: number;
  readonly campaign: string | null;
  readonly contentGroup: string | null;
  readonly language: string | null;
  readonly item: string | null;
  readonly startMs: number;
  readonly version: number;
  readonly names: string;
}

/** '2026-06-01' → 20260601. */
export const dayNumber = (day: string): number => Number(day.replaceAll('-', ''));

export const dayText = (day: number): string => {
  const text = String(day);
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
};

const msOf = (instant: string): number => Date.parse(instant);

const toMs = (seconds: number): number => Math.round(seconds * 1000);

export const indexedOf = (seq: number, entry: AirLogEntry): IndexedEntry => {
  const evidence = 'evidence' in entry ? entry.evidence : null;
  const common = { seq, kind: entry.kind, evidence, recordedMs: msOf(entry.recordedAt) };
  if (isOfAiring(entry))
    return { ...common, day: dayNumber(entry.planned.day), channel: entry.planned.channel.id, about: airingOf(entry) };
  // What is of no day stands among what was recorded that day.
  const day = entry.day ?? entry.recordedAt.slice(0, 10);
  return { ...common, day: dayNumber(day), channel: entry.channel, about: null };
};

const airingOf = (entry: AiringEntry): IndexedAiring => {
  const { planned } = entry;
  const said = entry.kind === 'objection' ? NOTHING_SAID : entry;
  return {
    units: planned.units.map(({ id }) => id),
    id: planned.id,
    role: entry.kind === 'statement' ? entry.role : null,
    outcome: said.outcome,
    reason: said.reason,
    heardMs: said.secondsHeard === null ? null : toMs(said.secondsHeard),
    plannedMs: toMs(planned.seconds),
    campaign: planned.campaign?.id ?? null,
    contentGroup: planned.contentGroup?.id ?? null,
    language: planned.language,
    item: planned.item,
    startMs: msOf(planned.start.instant),
    version: planned.rundownVersion,
    names: namesOf(planned),
  };
};

const NOTHING_SAID = { outcome: null, reason: null, secondsHeard: null } as const;
