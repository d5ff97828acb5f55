/** The history of what people altered: edits, decisions, confirmations and lifted orders, those undone too. */

import type { Prepared } from '../../core/schedule/prepare.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { AlterationKind, AlterationRow, Bodies } from '../../store/alterations.ts';
import { readAlterations } from '../../store/alterations.ts';
import type { Ctx } from '../context.ts';
import { listing, seesWith } from '../operation.ts';
import { daysOfAlteration, placesOfAlteration } from '../within/alteration-reach.ts';
import { loadGround } from '../within/ground.ts';
import { actorsIn, type ShownActor } from '../within/shown-names.ts';

export interface AlterationFilter {
  readonly channel?: string | undefined;
  /** Days that it speaks of, both included. */
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  readonly kind?: AlterationKind | undefined;
  /** true: only those undone; false: only those that count. */
  readonly undone?: boolean | undefined;
}

export interface ListedAlteration {
  readonly id: number;
  readonly kind: AlterationKind;
  readonly body: Bodies[AlterationKind];
  /** Name of the session, segment, order, festival or channel that it is about; its id when that is gone. */
  readonly about: string;
  readonly by: ShownActor;
  /** RFC 3339 instant. */
  readonly at: string;
  readonly reason: string;
  readonly undone: { readonly by: ShownActor; readonly at: string; readonly reason: string } | null;
}

/** Newest first; those of channels that the caller may read. What concerns the whole centre, everybody may who reads. */
export const listAlterations = listing(
  { name: 'alteration.list', needs: 'schedule.read' },
  (ctx: Pick<Ctx, 'caller' | 'clock' | 'store'>, filter: AlterationFilter): ListedAlteration[] => {
    const sees = seesWith(ctx, 'schedule.read');
    if (!sees('anywhere')) return [];
    const { prepared } = loadGround(ctx);
    const actor = actorsIn(ctx.store.rows);
    const wanted = (row: AlterationRow): boolean => {
      if (filter.kind !== undefined && row.kind !== filter.kind) return false;
      if (filter.undone !== undefined && filter.undone !== (row.undoneAt !== null)) return false;
      const { from, to } = daysOfAlteration(prepared, row);
      if (filter.to !== undefined && from !== null && from > filter.to) return false;
      if (filter.from !== undefined && to !== null && to < filter.from) return false;
      const places = placesOfAlteration(ctx, prepared, row);
      const { channel } = filter;
      // Orders and festivals are not of one channel.
      const ofChannels = row.kind === 'edit' || row.kind === 'decision';
      const on = places.some((place) => typeof place !== 'string' && place.channel === channel);
      if (channel !== undefined && ofChannels && !on) return false;
      return row.kind === 'confirmation' || places.some(sees);
    };
    return readAlterations(ctx.store.rows)
      .filter(wanted)
      .map((row) => {
        const { id, kind, body, by, at, reason, undoneAt, undoneBy, undoneReason } = row;
        const undone =
          undoneAt === null ? null : { by: actor(undoneBy ?? ''), at: undoneAt, reason: undoneReason ?? '' };
        return { id, kind, body, about: aboutOf(prepared, row), by: actor(by), at, reason, undone };
      });
  },
);

const aboutOf = ({ schedule }: Prepared, row: AlterationRow): string => {
  const named = (things: readonly { readonly id: string; readonly name: string }[], id: string): string =>
    things.find((one) => one.id === id)?.name ?? id;
  switch (row.kind) {
    case 'edit': {
      const { body } = row;
      if (body.of === 'session') return named(schedule.sessions, body.session);
      return schedule.segments.find(({ id }) => id === body.segment)?.title ?? body.segment;
    }
    case 'decision':
      return named(schedule.channels, row.body.channel);
    case 'confirmation':
      return named(schedule.festivals, row.body.festival);
    case 'lift':
      return named(schedule.overlays, row.body.overlay);
  }
};
