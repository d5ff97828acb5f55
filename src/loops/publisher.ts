/**
 * Publishes what was approved and rendered, so that sites have it without anybody pressing anything. Looks four times a minute whether
 * there is an approval or a rendering more, and at everything each half hour: manifests are issued anew before they end.
 */
import type { Refusal } from '../core/refusal.ts';
import type { Ctx } from '../operations/context.ts';
import { type Publication, publishDue } from '../operations/manifests/publish.ts';
import type { Loop } from './loop.ts';

interface PublisherEvents {
  readonly published: (one: Publication) => void;
  readonly refused: (refusals: readonly Refusal[]) => void;
}

const EVERY_MS = 15_000;
/** Looks between two at everything. */
const WHOLE_LOOKS = 120;

export const publisher = (ctx: Ctx, { published, refused }: PublisherEvents): Loop => {
  let looks = 0;
  let seen: string | null = null;
  return {
    name: 'publisher',
    restMs: EVERY_MS,
    turn: async () => {
      const due = await publishDue(ctx, looks % WHOLE_LOOKS === 0 ? null : seen);
      looks += 1;
      if (!due.ok) {
        refused(due.refusals);
        return false;
      }
      for (const one of due.value.published) published(one);
      if (due.value.refusals.length > 0) refused(due.value.refusals);
      // What was refused is tried again.
      seen = due.value.refusals.length > 0 ? null : due.value.mark;
      return false;
    },
  };
};
