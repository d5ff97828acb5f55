/**
 * Schedule files, already parsed, → rows: all or nothing, the same again changes nothing.
 *
 * What the same files gave earlier and no longer give is removed, unless something still needs it. Files
 * that say nothing at all are refused: an empty file must never wipe what it gave before. A thing belongs to the
 * file that gave it last; an item that people made or took over in the library is theirs, and no file may give it (docs/adr/0018).
 */
import { placesOf } from '../core/access/schedule-places.ts';
import type { Kind, Place, Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import { ok, okUnless, refusal, refuse } from '../core/result.ts';
import { checkSchedule } from '../core/schedule/check.ts';
import { type Change, diffSchedules, LISTS, mergeSchedules } from '../core/schedule/diff.ts';
import type { Schedule } from '../core/schedule/model.ts';
import { loadSchedule, loadSources, saveSchedule } from '../store/schedule.ts';
import type { Ctx } from './context.ts';
import { groundOf, operation, seesWith } from './operation.ts';
import { BY_HAND } from './within/found-item.ts';
import { note } from './within/note.ts';

export interface WrittenSchedule {
  readonly schedule: Schedule;
  /** Names of the files it was written in. */
  readonly files: readonly string[];
  /** Those files that say nothing at all. */
  readonly silent: readonly string[];
  /** 'kind/id' → file name. */
  readonly sources: ReadonlyMap<string, string>;
  readonly locate: (kind: Kind, id: string, field?: string) => Place | undefined;
  /** Faults found while reading, to be told together with those found here. */
  readonly refusals: readonly Refusal[];
}

export interface Applied {
  readonly changes: readonly Change[];
  readonly dryRun: boolean;
}

/** Refuses with right.*, schedule.*, item.by-hand, rule.*, time.*, data.*; then nothing was written. */
export const applySchedule = operation(
  { name: 'schedule.apply', needs: 'schedule.write' },
  (ctx: Applying, written: WrittenSchedule, options: { readonly dryRun: boolean }): Result<Applied> =>
    apply(ctx, written, options),
);

type Applying = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

const apply = (ctx: Applying, written: WrittenSchedule, options: { readonly dryRun: boolean }): Result<Applied> => {
  if (LISTS.every(([list]) => written.schedule[list].length === 0) && written.refusals.length === 0)
    return refuse('schedule.empty', { files: written.files.length });
  return ctx.store.transact((rows) => {
    const before = loadSchedule(rows);
    const stored = loadSources(rows);
    const gone = (kind: Kind, id: string): boolean => {
      const source = stored.get(`${kind}/${id}`);
      return source !== undefined && written.files.includes(source) && !written.sources.has(`${kind}/${id}`);
    };
    const moved = (kind: Kind, id: string) => {
      const [was, is] = [stored.get(`${kind}/${id}`), written.sources.get(`${kind}/${id}`)];
      return was === undefined || is === undefined || was === is ? undefined : { before: was, after: is };
    };
    const gave = new Set(stored.values());
    const emptied = written.silent
      .filter((file) => gave.has(file))
      .map((file) => refusal('schedule.empty', { files: 1 }, { file }));
    const byHand = written.schedule.items
      .filter(({ id }) => stored.get(`item/${id}`) === BY_HAND)
      .map(({ id }) => {
        const title = before.items.find((one) => one.id === id)?.title ?? id;
        return refusal('item.by-hand', { id, title }, written.locate('item', id));
      });
    const after = mergeSchedules(before, written.schedule, gone);
    const found = [...emptied, ...byHand, ...checkSchedule(after, written.locate)];
    const refusals = inOrder(onePerPlace(written.refusals, found), written.files);
    const changes = diffSchedules(before, after, moved);
    const applied = okUnless(refusals, (): Applied => ({ changes, dryRun: options.dryRun }));
    const mine = mayChange(ctx, before, after, changes);
    if (!mine.ok) return mine;
    if (!applied.ok || options.dryRun || changes.length === 0) return applied;
    saveSchedule(rows, after, changes, (kind, id) => written.sources.get(`${kind}/${id}`) ?? '');
    note(ctx, rows, {
      operation: 'schedule.apply',
      unit: null,
      subject: `schedule/${written.files.join(' ')}`,
      before: null,
      after: { files: written.files, changes },
    });
    return ok(applied.value);
  });
};

/** Each thing that changes has to be the caller's where it was and where it will be. Refuses with right.elsewhere. */
const mayChange = (ctx: Applying, before: Schedule, after: Schedule, changes: readonly Change[]): Result<void> => {
  const { today } = groundOf(ctx);
  const sees = seesWith(ctx, 'schedule.write');
  const places = changes.flatMap(({ kind, id }) => [before, after].flatMap((one) => placesOf(one, kind, id, today)));
  return places.every(sees) ? ok(undefined) : refuse('right.elsewhere', { right: 'schedule.write' });
};

/** What was found while reading, and what was found since where nothing was told yet: it follows from the former. */
const onePerPlace = (read: readonly Refusal[], since: readonly Refusal[]): Refusal[] => {
  const told = new Set(read.map(({ place }) => JSON.stringify(place)));
  return [...read, ...since.filter(({ place }) => place === undefined || !told.has(JSON.stringify(place)))];
};

/** As a person goes through the files: by file, then by line. What has no place comes last. */
const inOrder = (refusals: readonly Refusal[], files: readonly string[]): Refusal[] => {
  const position = ({ place }: Refusal): readonly number[] =>
    place?.file === undefined ? [files.length] : [files.indexOf(place.file), place.line ?? 0, place.column ?? 0];
  return refusals.toSorted((a, b) => {
    const [left, right] = [position(a), position(b)];
    const n = left.findIndex((value, index) => value !== right[index]);
    return n < 0 ? 0 : (left[n] ?? 0) - (right[n] ?? 0);
  });
};
