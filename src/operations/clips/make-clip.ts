/** A clip made now, while somebody waits: what `loa clip` does, and what a job of kind 'clip' does. */
import type { ClipRun } from '../../audio/engine.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { RenderingRow } from '../../store/days.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { type AskedClip, clipOf } from '../within/clip.ts';
import { mayClip } from '../within/item-version.ts';

export type { AskedClip } from '../within/clip.ts';

export interface MadeClip {
  readonly rendering: RenderingRow;
  /** Where the file lies on this machine. */
  readonly path: string;
}

/** Asking again for the same costs nothing. Refuses with right.*, schedule.reference, item.not-public, media.*, render.loudness, audio.*, data.*. */
export const makeClip = operation(
  { name: 'clip.make', needs: 'sound.write' },
  async (ctx: Ctx, asked: AskedClip, run: ClipRun = {}): Promise<Result<MadeClip>> => {
    const may = mayClip(ctx, asked.item);
    if (!may.ok) return may;
    const made = await clipOf(ctx, asked, run);
    return made.ok ? ok({ rendering: made.value, path: ctx.audio.shelf.pathOf(made.value.output) }) : made;
  },
);
