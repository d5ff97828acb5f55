/** Where the player stands, as text that outlives a power cut: what it has said, what it was playing, when it was alive. */
import { z } from 'zod';
import { ManifestJson } from '../contract/manifest.ts';
import { REASONS } from '../core/evidence/entry.ts';
import type { Manifest } from '../core/manifest/model.ts';
import { NEW_PLAYER, type Player, type Playing } from '../core/playback/model.ts';

const PlayerJson = z.object({
  settled: z.array(z.string()),
  aliveMs: z.number().nullable(),
  broken: z.object({ key: z.string(), told: z.int(), why: z.enum(REASONS).default('power-cut') }).nullable(),
  playing: z
    .object({
      key: z.string(),
      day: z.string(),
      session: ManifestJson.shape.days.element.shape.sessions.element,
      fromMs: z.number(),
      begunWallMs: z.number(),
      lateWhy: z.enum(REASONS).nullable(),
      item: z.int(),
      gaps: z.array(z.object({ fromMs: z.number(), toMs: z.number(), reason: z.enum(REASONS) })).optional(),
    })
    .nullable(),
});

export const stateText = ({ settled, aliveMs, broken, playing }: Player): string => {
  const { begunMs: _, ...kept } = playing ?? { begunMs: 0 };
  return JSON.stringify({ settled: [...settled], aliveMs, broken, playing: playing === null ? null : kept });
};

/**
 * The player as it was, with the manifest that it holds. What cannot be read is a new one without a manifest, which knows nothing of what
 * was played and so says nothing of it.
 */
export const playerFrom = (text: string | null, manifest: Manifest | null): Player => {
  const read = PlayerJson.safeParse(text === null ? null : jsonIn(text));
  if (!read.success) return NEW_PLAYER;
  const { settled, playing, aliveMs, broken } = read.data;
  return {
    ...NEW_PLAYER,
    ...{ manifest, aliveMs, broken },
    settled: new Set(settled),
    playing: playing === null ? null : ({ ...playing, begunMs: 0 } as unknown as Playing),
  };
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
