/**
 * A file sent in one go, whose size may not be known before: to the disk as it comes, and then it waits to be taken in,
 * or is taken in at once. What breaks off leaves nothing.
 */
import type { Incoming } from '../../audio/engine.ts';
import { actorOf } from '../../core/access/model.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { uploadName } from '../../core/upload.ts';
import { addUpload, type UploadRow } from '../../store/uploads.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { note } from '../within/note.ts';
import { type AskAgain, stillMay } from '../within/sender.ts';
import { roomFor, type ShownUpload, shownUpload, takeInHeld } from '../within/uploads.ts';

interface WholeFile {
  readonly name: string;
  /** What the sender says it is; null when they do not. */
  readonly bytes: number | null;
  readonly body: Incoming;
  readonly again: AskAgain;
  /** Whether it is taken in before this answers. */
  readonly now: boolean;
}

/** Refuses with right.*, request.wrong, media.empty, media.too-large, sign-in.needed, data.*, audio.cancelled. */
export const receiveUpload = operation(
  { name: 'upload.receive', needs: 'sound.write' },
  async (ctx: Ctx, file: WholeFile): Promise<Result<ShownUpload>> => {
    const name = uploadName(file.name);
    if (!name.ok) return name;
    const { limits, arrivals } = ctx.audio;
    const tooLarge = refuse('media.too-large', { name: name.value, limitBytes: limits.bytes });
    if ((file.bytes ?? 0) > limits.bytes) return tooLarge;
    const room = await roomFor(ctx, file.bytes ?? 0);
    if (!room.ok) return room;
    const id = `u-${ctx.random.bytes(16).toHex()}`;
    arrivals.hold(id);
    let kept = false;
    try {
      const begun = await arrivals.begin(id);
      if (!begun.ok) return begun;
      const came = await arrivals.append(id, 0, limits.bytes, file.body);
      if (!came.ok) return came;
      const allowed = stillMay(ctx, file.again);
      if (!allowed.ok) return allowed;
      if (came.value.ended === 'over') return tooLarge;
      if (came.value.ended === 'broken') return refuse('request.wrong', { field: 'body', expected: 'whole-body' });
      if (came.value.bytes === 0) return refuse('media.empty', { name: name.value });
      const saved = addArrived(ctx, id, name.value, came.value.bytes);
      if (!saved.ok) return saved;
      kept = true;
      const ended = file.now ? await takeInHeld(ctx, saved.value) : saved;
      return ended.ok ? ok(await shownUpload(ctx, ended.value)) : ended;
    } finally {
      if (!kept) await arrivals.remove(id, true);
      arrivals.letGo(id);
    }
  },
);

const addArrived = (ctx: Ctx, id: string, name: string, bytes: number): Result<UploadRow> =>
  ctx.store.transact((rows) => {
    const row: UploadRow = {
      id,
      name,
      bytes,
      state: 'arrived',
      original: null,
      sentBy: actorOf(ctx.caller) ?? '',
      begunAt: ctx.clock.instant(),
      endedAt: null,
    };
    addUpload(rows, row);
    note(ctx, rows, {
      operation: 'upload.receive',
      unit: null,
      subject: `upload/${id}`,
      before: null,
      after: { name, bytes },
    });
    return ok(row);
  });
