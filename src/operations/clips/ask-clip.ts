/** Asking for a clip without waiting for it: the one on the shelf, or a job of kind 'clip' that makes it. */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { RenderingRow } from '../../store/days.ts';
import { changePayload, enqueue, findJobByKey, retry } from '../../store/jobs.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { type AskedClip, clipOnShelf } from '../within/clip.ts';
import { clipJob, clipJobKey } from '../within/clip-post.ts';
import { findVersion, mayClip } from '../within/item-version.ts';

/** null: it will be made. One that failed is tried again. Refuses with right.*, schedule.reference, item.not-public, media.unknown. */
export const askClip = operation(
  { name: 'clip.ask', needs: 'sound.write' },
  (ctx: Pick<Ctx, 'caller' | 'clock' | 'store'>, asked: AskedClip): Result<RenderingRow | null> => {
    const may = mayClip(ctx, asked.item);
    if (!may.ok) return may;
    const found = findVersion(ctx, asked.item, asked.language);
    if (!found.ok) return found;
    const { language } = found.value.version;
    const known = clipOnShelf(ctx, found.value, asked.shape);
    if (known !== null) return ok(known);
    const wanted: AskedClip = { item: asked.item, language, shape: asked.shape };
    const key = clipJobKey(wanted);
    const { payload, label } = clipJob(ctx, wanted, found.value);
    const at = ctx.clock.instant();
    return ctx.store.transact((rows) => {
      const urgency = Number(at.slice(0, 10).replaceAll('-', ''));
      enqueue(rows, { kind: 'clip', key, payload, urgency, label }, at);
      const before = findJobByKey(rows, 'clip', key);
      if (before?.state === 'failed' || before?.state === 'cancelled') {
        changePayload(rows, before.id, payload);
        retry(rows, before.id);
      }
      return ok(null);
    });
  },
);
