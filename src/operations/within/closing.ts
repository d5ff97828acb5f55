/** The checkpoint that closed a broadcast day: what the day's papers and published schedules name. Reads; signs nothing. */
import { parseCheckpoint } from '../../core/evidence/checkpoint.ts';
import { must } from '../../core/result.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { StoredCheckpoint } from '../../store/airlog-anchors.ts';
import type { Ctx } from '../context.ts';
import { cosignedNote } from './anchoring.ts';
import { noteOf } from './sealed.ts';

/**
 * The closing checkpoint of a broadcast day: over the log as it was when that day had ended at every station, or after an outage the
 * first one made later. null: the day is not closed yet, or the log was empty.
 */
export const closingCheckpoint = ({ airlog }: Pick<Ctx, 'airlog'>, day: LocalDate): StoredCheckpoint | null =>
  airlog.anchors.closing(day) ?? null;

/** A checkpoint as published schedules carry it. */
export interface PublishedCheckpoint {
  readonly origin: string;
  readonly size: number;
  /** Base64. */
  readonly root: string;
  /** The whole signed note, with the witnesses' lines there are. */
  readonly note: string;
}

/**
 * What every published schedule carries, so that whoever fetches one keeps a checkpoint: the last one that closed a broadcast day, and
 * not the five-minute one, so that a list that did not change stays the same bytes for a day. null: no day is closed yet.
 */
export const publishedCheckpoint = (ctx: Pick<Ctx, 'airlog'>): PublishedCheckpoint | null => {
  const closed = ctx.airlog.anchors.lastClosed();
  if (closed === undefined) return null;
  const { origin, size, root } = must(parseCheckpoint(noteOf(closed).text));
  return { origin, size, root: root.toBase64(), note: cosignedNote(ctx, closed) };
};
