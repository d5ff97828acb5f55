/** An item's clips: which are on the shelf, what can be asked for, and the text to post with them. */
import { CLIP_SHAPES, type ClipShape } from '../../core/clips/spec.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Item } from '../../core/schedule/model.ts';
import { findJob } from '../../store/clip-jobs.ts';
import type { RenderingRow } from '../../store/days.ts';
import { loadSchedule } from '../../store/schedule.ts';
import { type Asking, operation } from '../operation.ts';
import { clipOnShelf } from '../within/clip.ts';
import { clipJobKey, postText } from '../within/clip-post.ts';
import { closedBecause, findItem, findVersion, mayItem } from '../within/item-version.ts';

export interface ShownClip {
  readonly shape: ClipShape;
  /** null: not made of what the library has now. */
  readonly rendering: RenderingRow | null;
  /** Whether it waits to be made, or why it could not be. */
  readonly job: 'none' | 'waiting' | 'failed';
}

export interface ShownVersion {
  readonly language: string;
  readonly hasScript: boolean;
  readonly post: string;
  readonly clips: readonly ShownClip[];
}

export interface ShownClips {
  readonly item: Item;
  readonly sender: string;
  /** Languages with a sound. */
  readonly versions: readonly ShownVersion[];
  readonly mayMake: boolean;
  /** Why none is made now; null: nothing is against it. */
  readonly closed: 'draft' | 'embargoed' | 'expired' | null;
}

/** Refuses with right.*, schedule.reference. */
export const showClips = operation(
  { name: 'clip.show', needs: 'schedule.read' },
  (ctx: Asking, id: string): Result<ShownClips> => {
    const item = findItem(loadSchedule(ctx.store.rows), id);
    if (!item.ok) return item;
    const found = item.value.versions.flatMap(({ language }) => {
      const one = findVersion(ctx, id, language);
      return one.ok ? [one.value] : [];
    });
    const versions = found.map((one): ShownVersion => {
      const { language } = one.version;
      const clips = CLIP_SHAPES.map((shape): ShownClip => {
        const rendering = clipOnShelf(ctx, one, shape);
        const job = findJob(ctx.store.rows, 'clip', clipJobKey({ item: id, language, shape }));
        const state = rendering === null && (job === 'waiting' || job === 'failed') ? job : 'none';
        return { shape, rendering, job: state };
      });
      return { language, hasScript: one.script !== null, post: postText(one), clips };
    });
    const mayMake = mayItem(ctx, id, 'sound.write').ok;
    return ok({
      item: item.value,
      sender: found[0]?.sender ?? '',
      versions,
      mayMake,
      closed: closedBecause(ctx, item.value),
    });
  },
);
