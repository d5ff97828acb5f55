/** A file is announced, to be sent in pieces: its name and its size. Nothing has arrived yet. */
import { actorOf } from '../../core/access/model.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { MOST_UNFINISHED, uploadName } from '../../core/upload.ts';
import { addUpload, type UploadRow, uploadsIn } from '../../store/uploads.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { note } from '../within/note.ts';
import { roomFor, type ShownUpload, shownUpload } from '../within/uploads.ts';

interface AnnouncedFile {
  readonly name: string;
  readonly bytes: number;
}

/** Refuses with right.*, request.wrong, media.empty, media.too-large, upload.too-many, data.*. */
export const beginUpload = operation(
  { name: 'upload.begin', needs: 'sound.write' },
  async (ctx: Ctx, { name: text, bytes }: AnnouncedFile): Promise<Result<ShownUpload>> => {
    const name = uploadName(text);
    if (!name.ok) return name;
    const { limits, arrivals } = ctx.audio;
    if (bytes < 1) return refuse('media.empty', { name: name.value });
    if (bytes > limits.bytes) return refuse('media.too-large', { name: name.value, limitBytes: limits.bytes });
    const sentBy = actorOf(ctx.caller) ?? '';
    const unfinished = uploadsIn(ctx.store.rows, ['arriving']).filter((row) => row.sentBy === sentBy);
    if (unfinished.length >= MOST_UNFINISHED) return refuse('upload.too-many', { limit: MOST_UNFINISHED });
    const room = await roomFor(ctx, bytes);
    if (!room.ok) return room;
    const id = `u-${ctx.random.bytes(16).toHex()}`;
    const row: UploadRow = {
      id,
      name: name.value,
      bytes,
      state: 'arriving',
      original: null,
      sentBy,
      begunAt: ctx.clock.instant(),
      endedAt: null,
    };
    // Bytes that belong to no row are swept, unless somebody holds them.
    arrivals.hold(id);
    try {
      const begun = await arrivals.begin(id);
      const saved = begun.ok ? announced(ctx, row) : begun;
      if (saved.ok) return ok(await shownUpload(ctx, row));
      await arrivals.remove(id, true);
      return saved;
    } finally {
      arrivals.letGo(id);
    }
  },
);

const announced = (ctx: Ctx, row: UploadRow): Result<void> =>
  ctx.store.transact((rows) => {
    addUpload(rows, row);
    note(ctx, rows, {
      operation: 'upload.begin',
      unit: null,
      subject: `upload/${row.id}`,
      before: null,
      after: { name: row.name, bytes: row.bytes },
    });
    return ok(undefined);
  });
