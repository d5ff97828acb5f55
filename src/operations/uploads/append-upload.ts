/**
 * The next piece of an announced file, straight to the disk. What came before a break stays, and sending goes on from
 * there; the piece of somebody who was disabled while they sent it is taken back.
 */
import type { Incoming } from '../../audio/engine.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { changeUpload, findUpload, type UploadRow } from '../../store/uploads.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { note } from '../within/note.ts';
import { type AskAgain, stillMay } from '../within/sender.ts';
import { ownUpload, roomFor, type ShownUpload, shownUpload } from '../within/uploads.ts';

interface NextPiece {
  readonly id: string;
  /** How much the sender knows to be here. */
  readonly offset: number;
  readonly body: Incoming;
  readonly again: AskAgain;
}

/**
 * With the last byte the file has arrived and waits to be taken in. Refuses with right.*, upload.*, request.body,
 * sign-in.needed, data.*.
 */
export const appendUpload = operation(
  { name: 'upload.append', needs: 'sound.write' },
  async (ctx: Ctx, { id, offset, body, again }: NextPiece): Promise<Result<ShownUpload>> => {
    const own = ownUpload(ctx, id);
    if (!own.ok) return own;
    const { arrivals } = ctx.audio;
    if (!arrivals.hold(id)) return refuse('upload.busy', { id });
    try {
      const row = findUpload(ctx.store.rows, id);
      if (row?.state !== 'arriving') return refuse('upload.ended', { id });
      const room = await roomFor(ctx, 0);
      if (!room.ok) return room;
      const appended = await arrivals.append(id, offset, row.bytes, body);
      if (!appended.ok) return appended;
      const allowed = stillMay(ctx, again);
      const over = appended.value.ended === 'over';
      if (!allowed.ok || over) {
        const taken = await arrivals.cutBack(id, offset);
        if (!taken.ok) return taken;
        return allowed.ok ? refuse('request.body', { limit: row.bytes - offset }) : allowed;
      }
      const whole = appended.value.ended === 'whole' && appended.value.bytes === row.bytes;
      const after = whole ? arrived(ctx, row) : ok(row);
      return after.ok ? ok(await shownUpload(ctx, after.value)) : after;
    } finally {
      arrivals.letGo(id);
    }
  },
);

const arrived = (ctx: Ctx, row: UploadRow): Result<UploadRow> =>
  ctx.store.transact((rows) => {
    changeUpload(rows, row.id, { state: 'arrived' });
    note(ctx, rows, {
      operation: 'upload.append',
      unit: null,
      subject: `upload/${row.id}`,
      before: { state: row.state },
      after: { state: 'arrived' },
    });
    return ok({ ...row, state: 'arrived' });
  });
