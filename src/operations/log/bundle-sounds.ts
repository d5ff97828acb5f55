/** The masters that entries name, to go into a bundle: their bytes as streams. Masters leave the house in no other way. */
import type { Sha256 } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';

export interface BundledSound {
  readonly sha256: Sha256;
  readonly bytes: number;
  readonly stream: () => ReadableStream<Uint8Array>;
}

export interface BundledSounds {
  readonly sounds: readonly BundledSound[];
  /** No longer in the house: the bundle has their hashes only. */
  readonly gone: readonly Sha256[];
}

/** Refuses with right.not-yours. */
export const bundleSounds = operation(
  { name: 'air-log.bundle-sounds', needs: 'system' },
  async (ctx: Asking & Pick<Ctx, 'audio'>, cuts: readonly Sha256[]): Promise<Result<BundledSounds>> => {
    const [sounds, gone]: [BundledSound[], Sha256[]] = [[], []];
    for (const sha256 of cuts) {
      const opened = await ctx.audio.shelf.open(sha256);
      if (opened === null) gone.push(sha256);
      else sounds.push({ sha256, bytes: opened.size, stream: () => opened.stream() });
    }
    return ok({ sounds, gone });
  },
);
