/** Asking for a clip without waiting for it: the one on the shelf, or a job of kind 'clip' that makes it. */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { RenderingRow } from '../../store/days.ts';
import { enqueue } from '../../store/jobs.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { type AskedClip, clipOnShelf } from '../within/clip.ts';
import { clipJobKey } from '../within/clip-post.ts';
import { findVersion, mayItem } from '../within/item-version.ts';

/** null: it will be made. Refuses with right.*, schedule.reference, media.unknown. */
export const askClip = operation(
  { name: 'clip.ask', needs: 'sound.write' },
  (ctx: Pick<Ctx, 'caller' | 'clock' | 'store'>, asked: AskedClip): Result<RenderingRow | null> => {
    const may = mayItem(ctx, asked.item, 'sound.write');
    if (!may.ok) return may;
    const found = findVersion(ctx, asked.item, asked.language);
    if (!found.ok) return found;
    const { language } = found.value.version;
    const known = clipOnShelf(ctx, found.value, asked.shape);
    if (known !== null) return ok(known);
    const payload: AskedClip = { item: asked.item, language, shape: asked.shape };
    const at = ctx.clock.instant();
    return ctx.store.transact((rows) => {
      const urgency = Number(at.slice(0, 10).replaceAll('-', ''));
      enqueue(rows, { kind: 'clip', key: clipJobKey(payload), payload, urgency }, at);
      return ok(null);
    });
  },
);
