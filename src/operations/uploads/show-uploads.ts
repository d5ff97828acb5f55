/** The caller's own files of the last days, and one of them: how much is here, and what became of it. */
import { actorOf } from '../../core/access/model.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import { TOLD_HOURS } from '../../core/upload.ts';
import { uploadsOf } from '../../store/uploads.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { ownUpload, type ShownUpload, shownUpload } from '../within/uploads.ts';

export type { ShownUpload } from '../within/uploads.ts';

/** Newest first. Refuses with right.*. */
export const listUploads = operation(
  { name: 'upload.list', needs: 'sound.write' },
  async (ctx: Ctx, { limit }: { readonly limit: number }): Promise<Result<readonly ShownUpload[]>> => {
    const since = Temporal.Instant.from(ctx.clock.instant()).subtract({ hours: TOLD_HOURS }).toString();
    const rows = uploadsOf(ctx.store.rows, actorOf(ctx.caller) ?? '', since).slice(0, limit);
    return ok(await Promise.all(rows.map((row) => shownUpload(ctx, row))));
  },
);

/** Refuses with right.*, upload.unknown. */
export const showUpload = operation(
  { name: 'upload.show', needs: 'sound.write' },
  async (ctx: Ctx, id: string): Promise<Result<ShownUpload>> => {
    const own = ownUpload(ctx, id);
    return own.ok ? ok(await shownUpload(ctx, own.value)) : own;
  },
);
