/** Urgent orders, the newest first, each with how it stands at every site that the caller may read of. */
import type { ChannelId } from '../../core/ids.ts';
import type { UrgentAuthority, UrgentOrder, UrgentReceipt } from '../../core/urgent/model.ts';
import { ownUrgent } from '../../core/urgent/signed-urgent.ts';
import { loadChannels, loadStations } from '../../store/schedule.ts';
import { findCancelOf, listUrgentRows, urgentReceipts } from '../../store/urgent.ts';
import { type Asking, listing, seesWith } from '../operation.ts';
import { standing } from '../within/ground.ts';
import { actorsIn, type ShownActor } from '../within/shown-names.ts';

export interface UrgentAtSite {
  readonly channel: { readonly id: ChannelId; readonly name: string };
  /** In the order in which they came. */
  readonly said: readonly { readonly kind: UrgentReceipt; readonly who: ShownActor; readonly at: string }[];
}

export interface ListedUrgent {
  readonly order: UrgentOrder;
  readonly state: 'in-force' | 'expired' | 'cancelled';
  readonly orderedBy: ShownActor;
  /** null: nobody cancelled it. */
  readonly cancelled: { readonly at: string; readonly authority: UrgentAuthority } | null;
  /** Those that the caller may read of. */
  readonly sites: readonly UrgentAtSite[];
  /** Whether the caller may cancel it now. */
  readonly mayCancel: boolean;
}

const MOST = 100;

/** `channel`: only what is for it. */
export const listUrgent = listing(
  { name: 'urgent.list', needs: 'schedule.read' },
  (ctx: Asking, { channel: one }: { readonly channel?: string | undefined } = {}): ListedUrgent[] => {
    const { rows } = ctx.store;
    const now = ctx.clock.instant();
    const [sees, orders] = [seesWith(ctx, 'schedule.read'), seesWith(ctx, 'day.approve')];
    const stations = new Map(loadStations(rows).map((station) => [station.id, station]));
    const places = new Map(
      loadChannels(rows).flatMap((channel) => {
        const station = stations.get(channel.station);
        const place = station === undefined ? null : standing(ctx, { channel, station });
        return place === null || !sees(place) ? [] : [[channel.id as string, { channel, place }] as const];
      }),
    );
    const actor = actorsIn(rows);
    const found = listUrgentRows(rows, MOST).filter(({ cancels }) => cancels === null);
    const said = Map.groupBy(
      urgentReceipts(
        rows,
        found.map(({ id }) => id),
      ),
      ({ order, channel }) => `${order} ${channel}`,
    );
    return found.flatMap(({ id, note, orderedBy, expiresAt }): ListedUrgent[] => {
      const order = ownUrgent(note);
      if (order.kind !== 'order' || (one !== undefined && !order.sites.includes(one))) return [];
      const sites = order.sites.flatMap((site): UrgentAtSite[] => {
        const at = places.get(site);
        if (at === undefined) return [];
        const receipts = (said.get(`${id} ${site}`) ?? []).map((given) => ({
          ...{ kind: given.kind, at: given.at, who: actor(given.who) },
        }));
        return [{ channel: { id: at.channel.id, name: at.channel.name }, said: receipts }];
      });
      if (sites.length === 0) return [];
      const cancel = findCancelOf(rows, id);
      const state = cancel !== undefined ? 'cancelled' : expiresAt <= now ? 'expired' : 'in-force';
      const mine = order.sites.every((site) => {
        const at = places.get(site);
        return at !== undefined && orders(at.place);
      });
      return [
        {
          ...{ order, state, sites },
          orderedBy: actor(orderedBy),
          cancelled: cancel === undefined ? null : { at: cancel.issuedAt, authority: ownUrgent(cancel.note).authority },
          mayCancel: mine && state === 'in-force',
        },
      ];
    });
  },
);
