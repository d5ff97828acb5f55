/**
 * How entries come into the index: their rows, the verdict on the airing that each speaks of, and running totals.
 *
 * A new word can change what is believed of an airing: then the airing is taken out of the totals as it was and put in as it
 * is, and the rows of its earlier words get the new verdict. What is believed, the core says (verdict/judge.ts).
 */
import type Database from 'better-sqlite3';
import { mondayOf } from '../core/campaign/periods.ts';
import { type NotAiredReason, OUTCOMES, type Role } from '../core/evidence/entry.ts';
import { airingKey } from '../core/evidence/standing.ts';
import type { LocalDate } from '../core/time/local.ts';
import { judge, VERDICTS } from '../core/verdict/judge.ts';
import { observedIn, type Word } from '../core/verdict/observed.ts';
import { STATEMENT } from './airlog-index-layout.ts';
import { dayNumber, dayText, type IndexedAiring, type IndexedEntry } from './airlog-index-rows.ts';
import type { WordTable } from './airlog-index-words.ts';

/** A word with what the totals need of its airing. */
interface Spoken extends Word {
  readonly day: number;
  readonly place: number;
  /** 0: of no campaign. */
  readonly campaign: number;
  readonly plannedMs: number;
}

interface Believed {
  readonly verdict: number;
  readonly heardMs: number;
  /** The word that is believed. */
  readonly word: Spoken;
}

const ENTRY_COLUMNS = 21;

export const filler = (file: Database.Database, words: WordTable): ((entries: readonly IndexedEntry[]) => void) => {
  const addEntry = file.prepare(`INSERT INTO entry VALUES (${Array(ENTRY_COLUMNS).fill('?').join(', ')})`);
  const addUnit = file.prepare('INSERT OR IGNORE INTO entry_unit VALUES (?, ?, ?)');
  const judged = file.prepare('UPDATE entry SET verdict = ? WHERE seq = ?');
  const count = file.prepare(`
    INSERT INTO total VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET airings = airings + excluded.airings, planned_ms = planned_ms + excluded.planned_ms,
      heard_ms = heard_ms + excluded.heard_ms`);
  const spokenOn = file
    .prepare(
      `SELECT seq, airing, role, outcome, reason, heard_ms, version, place, campaign, planned_ms FROM entry
       WHERE channel = ? AND day = ? AND kind = ${STATEMENT}`,
    )
    .raw();
  const idOf = (text: string | null): number | null => (text === null ? null : words.idOf(text));

  const before = (channel: string, day: number, ids: ReadonlySet<string>): Spoken[] =>
    (spokenOn.all(words.idOf(channel), day) as unknown[][])
      .filter(([, id]) => ids.has(id as string))
      .map(([seq, id, role, outcome, reason, heardMs, version, place, campaign, plannedMs]) => ({
        seq: seq as number,
        evidence: 'statement',
        channel,
        id: id as string,
        role: words.textOf(role as number) as Role,
        outcome: OUTCOMES[outcome as number] ?? 'aired',
        reason: reason === null ? null : (words.textOf(reason as number) as NotAiredReason),
        heardMs: (heardMs as number | null) ?? 0,
        rundownVersion: version as number,
        names: '',
        day,
        place: place as number,
        campaign: (campaign as number | null) ?? 0,
        plannedMs: plannedMs as number,
      }));

  return (entries) => {
    const changes = totalChanges();
    const verdictOf = new Map<number, number>();
    for (const some of Map.groupBy(entries.filter(speaks), channelDay).values()) {
      const [{ day, channel } = { day: 0, channel: null }] = some;
      if (channel === null) continue;
      const added = some.map((one) => spokenIn(one, words));
      const earlier = before(channel, day, new Set(added.map(({ id }) => id)));
      const [was, is] = [believedIn(earlier), believedIn([...earlier, ...added])];
      for (const [key, { verdict, heardMs, word }] of is) {
        const old = was.get(key);
        if (old !== undefined) changes.count(old, -1);
        changes.count({ verdict, heardMs, word }, 1);
      }
      for (const one of added) verdictOf.set(one.seq, is.get(airingKey(one.channel, one.id))?.verdict ?? 0);
      for (const one of earlier) {
        const key = airingKey(one.channel, one.id);
        const verdict = is.get(key)?.verdict ?? 0;
        if (verdict !== was.get(key)?.verdict) judged.run(verdict, one.seq);
      }
    }
    for (const { seq, day, kind, evidence, recordedMs, channel, about } of entries) {
      const units = about?.units.map((unit) => words.idOf(unit)) ?? [];
      const place = about === null || channel === null ? null : words.placeOf(channel, about.units);
      const airing = about === null ? NO_AIRING : airingColumns(about, words, verdictOf.get(seq) ?? null);
      addEntry.run(
        seq,
        day,
        words.idOf(kind),
        place,
        idOf(channel),
        ...airing,
        idOf(evidence),
        recordedMs,
        ...lastColumns(about, words),
      );
      for (const unit of units) addUnit.run(unit, day, seq);
    }
    for (const row of changes.rows()) count.run(...row);
  };
};

const speaks = ({ kind, about }: IndexedEntry): boolean => kind === 'statement' && about !== null;

const channelDay = ({ day, channel }: IndexedEntry): string => `${day} ${channel}`;

/** From its id to its item. */
const NO_AIRING: readonly null[] = Array<null>(11).fill(null);

const airingColumns = (about: IndexedAiring, words: WordTable, verdict: number | null): (number | string | null)[] => {
  const idOf = (text: string | null): number | null => (text === null ? null : words.idOf(text));
  return [
    about.id,
    idOf(about.role),
    about.outcome === null ? null : OUTCOMES.indexOf(about.outcome),
    verdict,
    idOf(about.reason),
    about.heardMs,
    about.plannedMs,
    idOf(about.campaign),
    idOf(about.contentGroup),
    idOf(about.language),
    idOf(about.item),
  ];
};

const lastColumns = (about: IndexedAiring | null, words: WordTable): (number | null)[] =>
  about === null ? [null, null, null] : [about.startMs, about.version, words.idOf(about.names)];

const spokenIn = ({ seq, day, channel, about }: IndexedEntry, words: WordTable): Spoken => {
  if (channel === null || about?.role == null || about.outcome === null)
    throw new Error(`statement ${seq} says nothing`);
  return {
    seq,
    evidence: 'statement',
    channel,
    id: about.id,
    role: about.role,
    outcome: about.outcome,
    reason: about.reason as NotAiredReason | null,
    heardMs: about.heardMs ?? 0,
    rundownVersion: about.version,
    names: '',
    day,
    place: words.placeOf(channel, about.units),
    campaign: about.campaign === null ? 0 : words.idOf(about.campaign),
    plannedMs: about.plannedMs,
  };
};

const believedIn = (spoken: readonly Spoken[]): Map<string, Believed> => {
  const bySeq = new Map(spoken.map((one) => [one.seq, one]));
  const believed = new Map<string, Believed>();
  for (const [channel, id, { observations, word }] of observedIn(spoken).entries()) {
    const { verdict, heardMs } = judge(observations);
    const said = bySeq.get(word.seq);
    if (said !== undefined)
      believed.set(airingKey(channel, id), { verdict: VERDICTS.indexOf(verdict), heardMs, word: said });
  }
  return believed;
};

type TotalRow = [span: number, day: number, place: number, campaign: number, verdict: number, ...sums: number[]];

/** What a batch changes in the totals, added up before it is written. */
const totalChanges = () => {
  const found = new Map<string, TotalRow>();
  const mondays = new Map<number, number>();
  const mondayOn = (day: number): number => {
    const monday = mondays.get(day) ?? dayNumber(mondayOf(dayText(day) as LocalDate));
    mondays.set(day, monday);
    return monday;
  };
  const add = (span: number, day: number, { verdict, heardMs, word }: Believed, sign: number): void => {
    const key = `${span} ${day} ${word.place} ${word.campaign} ${verdict}`;
    const row = found.get(key) ?? [span, day, word.place, word.campaign, verdict, 0, 0, 0];
    row[5] = (row[5] ?? 0) + sign;
    row[6] = (row[6] ?? 0) + sign * word.plannedMs;
    row[7] = (row[7] ?? 0) + sign * heardMs;
    found.set(key, row);
  };
  return {
    count: (believed: Believed, sign: number): void => {
      add(1, believed.word.day, believed, sign);
      add(7, mondayOn(believed.word.day), believed, sign);
    },
    rows: (): TotalRow[] => [...found.values()].filter(([, , , , , ...sums]) => sums.some((sum) => sum !== 0)),
  };
};
