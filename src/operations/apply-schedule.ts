/**
 * Schedule files, already parsed, → rows: all or nothing, the same again changes nothing.
 *
 * What the same files gave earlier and no longer give is removed, unless something still needs it. Files
 * that say nothing at all are refused: an empty file must never wipe a schedule.
 */
import type { Kind, Place, Refusal } from '../core/refusal.ts';
import type { Result } from '../core/result.ts';
import { ok, okUnless, refuse } from '../core/result.ts';
import { checkSchedule } from '../core/schedule/check.ts';
import { type Change, diffSchedules, LISTS, mergeSchedules } from '../core/schedule/diff.ts';
import type { Schedule } from '../core/schedule/model.ts';
import { writeAudit } from '../store/audit.ts';
import { loadSchedule, loadSources, saveSchedule } from '../store/schedule.ts';
import type { Ctx } from './context.ts';

export interface WrittenSchedule {
  readonly schedule: Schedule;
  /** Names of the files it was written in. */
  readonly files: readonly string[];
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

/** Refuses with schedule.*, rule.*, time.*, data.*; then nothing was written. */
export const applySchedule = (
  ctx: Pick<Ctx, 'clock' | 'store'>,
  written: WrittenSchedule,
  options: { readonly dryRun: boolean; readonly actor: string },
): Result<Applied> => {
  if (LISTS.every(([list]) => written.schedule[list].length === 0) && written.refusals.length === 0)
    return refuse('schedule.empty', { files: written.files.length });
  return ctx.store.transact((rows) => {
    const before = loadSchedule(rows);
    const stored = loadSources(rows);
    const gone = (kind: Kind, id: string): boolean => {
      const source = stored.get(`${kind}/${id}`);
      return source !== undefined && written.files.includes(source) && !written.sources.has(`${kind}/${id}`);
    };
    const after = mergeSchedules(before, written.schedule, gone);
    const refusals = [...written.refusals, ...checkSchedule(after, written.locate)];
    const changes = diffSchedules(before, after);
    const applied = okUnless(refusals, (): Applied => ({ changes, dryRun: options.dryRun }));
    if (!applied.ok || options.dryRun || changes.length === 0) return applied;
    saveSchedule(rows, after, changes, (kind, id) => written.sources.get(`${kind}/${id}`) ?? '');
    writeAudit(rows, {
      at: ctx.clock.instant(),
      actor: options.actor,
      operation: 'schedule.apply',
      detail: { files: written.files, changes },
    });
    return ok(applied.value);
  });
};
