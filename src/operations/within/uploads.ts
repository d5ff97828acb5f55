/** What the operations on arriving files have in common: whose they are, how they are told, and taking one in. */
import { actorOf } from '../../core/access/model.ts';
import type { Sha256 } from '../../core/ids.ts';
import { SAMPLE_RATE } from '../../core/playlist/profile.ts';
import type { Refused, Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { hasRoom } from '../../core/upload.ts';
import { roomOf } from '../../store/condition.ts';
import { findSound } from '../../store/sounds.ts';
import { changeUpload, findUpload, type UploadRow, uploadsIn } from '../../store/uploads.ts';
import type { Ctx } from '../context.ts';
import { takeIn } from '../take-in.ts';
import { note } from './note.ts';
import { roomToMake } from './room.ts';
import { senderOf } from './sender.ts';

/** What became of a file that was taken in. */
export interface UploadTaken {
  readonly original: Sha256;
  readonly name: string;
  /** false: the library had these bytes under this name. */
  readonly isNew: boolean;
  /** Other names that the same bytes had already. */
  readonly sameAs: readonly string[];
  readonly seconds: number;
  /** Integrated loudness, LUFS. */
  readonly integrated: number;
}

export interface ShownUpload {
  readonly id: string;
  readonly name: string;
  /** How large it is to be. */
  readonly bytes: number;
  /** How much of it is here. */
  readonly received: number;
  readonly state: UploadRow['state'];
  /** Seconds decoded so far, while it is being taken in. */
  readonly decoded: number | null;
  readonly taken: UploadTaken | null;
  readonly refusals: Refused['refusals'] | null;
  readonly begunAt: string;
  readonly endedAt: string | null;
}

type Outcome =
  | { readonly taken: Pick<UploadTaken, 'name' | 'isNew' | 'sameAs'> }
  | { readonly refusals: Refused['refusals'] };

/** The row, when it is the caller's own. Refuses with upload.unknown. */
export const ownUpload = (ctx: Ctx, id: string): Result<UploadRow> => {
  const row = findUpload(ctx.store.rows, id);
  const own = row !== undefined && (ctx.caller.kind === 'system' || row.sentBy === actorOf(ctx.caller));
  return own ? ok(row) : refuse('upload.unknown', { id });
};

export const shownUpload = async (ctx: Pick<Ctx, 'store' | 'audio'>, row: UploadRow): Promise<ShownUpload> => {
  const { id, name, bytes, state, begunAt, endedAt } = row;
  const open = state === 'arriving' || state === 'arrived';
  const { arrivals } = ctx.audio;
  const outcome = open ? null : ((await arrivals.outcomeOf(id)) as Outcome | null);
  const sound = row.original === null ? undefined : findSound(ctx.store.rows, row.original);
  const told = outcome !== null && 'taken' in outcome ? outcome.taken : { name, isNew: false, sameAs: [] };
  return {
    id,
    name,
    bytes,
    received: open ? ((await arrivals.received(id)) ?? 0) : bytes,
    state,
    decoded: state === 'arrived' ? arrivals.decoded(id) : null,
    taken:
      sound === undefined
        ? null
        : {
            ...told,
            original: sound.original,
            seconds: sound.samples / SAMPLE_RATE,
            integrated: sound.integrated,
          },
    refusals: outcome !== null && 'refusals' in outcome ? outcome.refusals : null,
    begunAt,
    endedAt,
  };
};

/** Refuses with data.full when the disk has no room for `bytes` more besides what others were promised, or is on its last room. */
export const roomFor = async (ctx: Ctx, bytes: number): Promise<Result<void>> => {
  const any = roomToMake(ctx);
  if (!any.ok) return any;
  let promised = 0;
  for (const row of uploadsIn(ctx.store.rows, ['arriving']))
    promised += Math.max(0, row.bytes - ((await ctx.audio.arrivals.received(row.id)) ?? 0));
  return hasRoom(roomOf(ctx.store).freeBytes, promised, bytes)
    ? ok(undefined)
    : refuse('data.full', { path: ctx.audio.shelf.dataDir });
};

/** What says nothing about the file: it is tried again. */
const PASSING: ReadonlySet<string> = new Set(['audio.cancelled', 'data.busy']);

/**
 * Takes in a file that is all here and that this process holds; as whoever sent it, with the rights of now. A refused
 * file is concluded too: the answer is refused only when it will be tried again. Refuses with audio.cancelled, data.*.
 */
export const takeInHeld = async (ctx: Ctx, row: UploadRow, signal?: AbortSignal): Promise<Result<UploadRow>> => {
  const { arrivals } = ctx.audio;
  const { id, name } = row;
  const asSender: Ctx = ctx.caller.kind === 'system' ? { ...ctx, caller: senderOf(ctx, row.sentBy) } : ctx;
  const taken = await takeIn(asSender, arrivals.pathOf(id), {
    name,
    onProgress: (seconds) => arrivals.sayDecoded(id, seconds),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!taken.ok && taken.refusals.some(({ code }) => PASSING.has(code))) return taken;
  const outcome: Outcome = taken.ok
    ? { taken: { name: taken.value.name, isNew: taken.value.isNew, sameAs: taken.value.sameAs } }
    : { refusals: named(taken.refusals, name) };
  const kept = await arrivals.conclude(id, outcome);
  if (!kept.ok) return kept;
  const ended: UploadRow = {
    ...row,
    state: taken.ok ? 'taken-in' : 'refused',
    original: taken.ok ? taken.value.sound.original : null,
    endedAt: ctx.clock.instant(),
  };
  const saved = ctx.store.transact((rows) => {
    changeUpload(rows, id, ended);
    note(ctx, rows, {
      operation: 'upload.take-in',
      unit: null,
      subject: `upload/${id}`,
      before: { state: row.state },
      after: { state: ended.state, ...(taken.ok ? {} : { code: taken.refusals[0].code }) },
    });
    return ok(ended);
  });
  if (saved.ok) await arrivals.remove(id, false);
  return saved;
};

/** Our own path to a sender's file tells them nothing; its name does. */
const named = (refusals: Refused['refusals'], name: string): Refused['refusals'] =>
  refusals.map((one) =>
    one.code === 'file.unreadable' ? { ...one, params: { ...one.params, path: name } } : one,
  ) as unknown as Refused['refusals'];
