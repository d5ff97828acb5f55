/** For each kind of record: what there is that may be old, with all that deciding takes, and how its rows go. */
import type { Sha256, SignInId } from '../../core/ids.ts';
import { must } from '../../core/result.ts';
import type { Candidate } from '../../core/retention/decide.ts';
import type { RecordKind } from '../../core/retention/records.ts';
import { at, dateOf, type LocalDate, parseLocalDate, parseLocalTime } from '../../core/time/local.ts';
import { localAt, place } from '../../core/time/zone.ts';
import type { Rows } from '../../store/database.ts';
import * as old from '../../store/old-rows.ts';
import { loadStations } from '../../store/schedule.ts';
import type { Ctx } from '../context.ts';
import { episodeKeys, mastersSince, namesWanted, renderingsSince } from './kept-uses.ts';

export type Retaining = Pick<Ctx, 'store' | 'airlog' | 'clock' | 'audio'>;

export interface OldRecord extends Candidate {
  /** Files of the shelf that go with it. */
  readonly files: readonly Sha256[];
}

interface Source {
  /** Whatever was last of use before `before`, and may be more; `today` tells plans to come from those that were. */
  readonly find: (
    ctx: Retaining,
    before: LocalDate,
    today: LocalDate,
  ) => Promise<readonly OldRecord[]> | readonly OldRecord[];
  /** Takes out rows of loa.db, within the transaction that says so. */
  readonly removeRows: (rows: Rows, ids: readonly string[]) => void;
  /** What lies elsewhere and can be taken out twice. */
  readonly removeRest?: (ctx: Retaining, ids: readonly string[]) => Promise<void> | void;
}

/** Instants as days of the first station; without one, UTC's. */
const zoneOf = ({ store }: Retaining): string => loadStations(store.rows)[0]?.zone ?? 'UTC';
const daysIn = (ctx: Retaining): ((instant: string) => LocalDate) => {
  const zone = zoneOf(ctx);
  return (instant) => dateOf(localAt(instant, zone));
};
const MIDNIGHT = must(parseLocalTime('00:00'));
const beginningOf = (ctx: Retaining, day: LocalDate): string => place(at(day, MIDNIGHT), zoneOf(ctx)).moment.instant;

const later = (a: LocalDate, b: LocalDate | undefined): LocalDate => (b !== undefined && b > a ? b : a);
const NONE: readonly Sha256[] = [];

const sounds: Source = {
  find: async (ctx, before, today) => {
    const found = old.soundsBefore(ctx.store.rows, beginningOf(ctx, before));
    if (found.length === 0) return [];
    const dayOf = daysIn(ctx);
    const [used, wanted] = [await mastersSince(ctx, before), namesWanted(ctx)];
    return found.map(({ original, master, waveform, takenInAt, names }): OldRecord => {
      const last = used.get(master);
      const from = dayOf(takenInAt);
      const day = names.reduce((so, { namedAt }) => later(so, dayOf(namedAt)), later(from, last));
      return {
        id: original,
        day,
        // When it aired before that is not looked for: a hold on any day of its life stops it.
        span: { from, to: later(day, before), channel: null },
        needed: names.some(({ name }) => wanted.has(name)) || (last !== undefined && last >= today),
        files: waveform === null ? [original, master] : [original, master, waveform],
      };
    });
  },
  removeRows: (rows, ids) => old.removeSounds(rows, ids as Sha256[]),
};

const renderings: Source = {
  find: async (ctx, before, today) => {
    const found = old.renderingsBefore(ctx.store.rows, beginningOf(ctx, before));
    if (found.length === 0) return [];
    const dayOf = daysIn(ctx);
    const [used, offered] = [await renderingsSince(ctx, before), episodeKeys(ctx)];
    return found.map(({ key, output, proof, renderedAt }): OldRecord => {
      const last = used.get(key);
      const from = dayOf(renderedAt);
      const day = later(from, last);
      return {
        id: key,
        day,
        span: { from, to: later(day, before), channel: null },
        needed: offered.has(key) || (last !== undefined && last >= today),
        files: [output, proof],
      };
    });
  },
  removeRows: (rows, ids) => old.removeRenderings(rows, ids as Sha256[]),
  removeRest: async ({ audio }, ids) => {
    for (const key of ids as Sha256[])
      for (const kind of ['rendered', 'clip'] as const) await audio.clearing.forget(kind, key);
  },
};

const works: Source = {
  find: async (ctx, before) => {
    const dayOf = daysIn(ctx);
    const found = await ctx.audio.clearing.worksBefore(beginningOf(ctx, before));
    return found.map(({ kind, key, file, madeAt }) => ({
      id: `${kind}/${key}`,
      day: dayOf(madeAt),
      // Shared by whatever sounds alike, on any day.
      span: null,
      needed: false,
      files: file === null ? NONE : [file],
    }));
  },
  removeRows: () => undefined,
  removeRest: async ({ audio }, ids) => {
    for (const id of ids) {
      const [kind, key] = id.split('/') as ['piece' | 'levelled', Sha256];
      await audio.clearing.forget(kind, key);
    }
  },
};

/** Jobs are for a day, told by their urgency as YYYYMMDD. */
const urgentDay = (urgency: number): LocalDate | undefined => {
  const day = parseLocalDate(String(urgency).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3'));
  return day.ok ? day.value : undefined;
};

const jobs: Source = {
  find: (ctx, before) => {
    const dayOf = daysIn(ctx);
    return old.jobsBefore(ctx.store.rows, beginningOf(ctx, before)).map(({ id, urgency, enqueuedAt, finishedAt }) => {
      const [asked, wanted] = [dayOf(enqueuedAt), urgentDay(urgency)];
      const day = later(dayOf(finishedAt ?? enqueuedAt), wanted);
      const from = wanted !== undefined && wanted < asked ? wanted : asked;
      return { id: String(id), day, span: { from, to: day, channel: null }, needed: false, files: NONE };
    });
  },
  removeRows: (rows, ids) => old.removeJobs(rows, ids.map(Number)),
};

const preflights: Source = {
  find: ({ store }, before) =>
    old.looksBefore(store.rows, before).map(({ id, day, channel }) => ({
      id: String(id),
      day,
      span: { from: day, to: day, channel },
      needed: false,
      files: NONE,
    })),
  removeRows: (rows, ids) => old.removeLooks(rows, ids.map(Number)),
};

const signIns: Source = {
  find: (ctx, before) => {
    const dayOf = daysIn(ctx);
    return old.signInsBefore(ctx.store.rows, beginningOf(ctx, before)).map(({ id, beganAt, seenAt, newest }) => ({
      id,
      day: dayOf(seenAt),
      span: { from: dayOf(beganAt), to: dayOf(seenAt), channel: null },
      // When a person was last here is shown beside their name.
      needed: seenAt === newest,
      files: NONE,
    }));
  },
  removeRows: (rows, ids) => old.removeSignIns(rows, ids as SignInId[]),
};

const oneTimeLinks: Source = {
  find: (ctx, before) => {
    const dayOf = daysIn(ctx);
    return old.linksBefore(ctx.store.rows, beginningOf(ctx, before)).map(({ token, createdAt, expiresAt }) => ({
      id: token,
      day: dayOf(expiresAt),
      span: { from: dayOf(createdAt), to: dayOf(expiresAt), channel: null },
      needed: false,
      files: NONE,
    }));
  },
  removeRows: (rows, ids) => old.removeLinks(rows, ids as Sha256[]),
};

const auditWords: Source = {
  find: (ctx, before) => {
    const dayOf = daysIn(ctx);
    return old.auditWordsBefore(ctx.store.rows, beginningOf(ctx, before)).map((row) => {
      const day = dayOf(row.at);
      return { id: row.hash, day, span: { from: day, to: day, channel: null }, needed: false, files: NONE };
    });
  },
  removeRows: (rows, ids) => old.removeAuditWords(rows, ids as Sha256[]),
  removeRest: ({ store }) => store.erased(),
};

const logWords: Source = {
  find: ({ airlog }, before) =>
    airlog.wordsBefore(before).map(({ hash, day, channel }) => ({
      id: hash,
      day,
      span: { from: day, to: day, channel },
      needed: false,
      files: NONE,
    })),
  removeRows: () => undefined,
  removeRest: ({ airlog }, ids) => void must(airlog.eraseWords(ids as Sha256[])),
};

export const OLD_RECORDS: Readonly<Record<RecordKind, Source>> = {
  sound: sounds,
  rendering: renderings,
  work: works,
  job: jobs,
  preflight: preflights,
  'sign-in': signIns,
  link: oneTimeLinks,
  'audit-words': auditWords,
  'log-words': logWords,
};
