/** Urgent orders as a site gets them: what is in force for it, which key signs it, and what the site says of it. */
import { actorOf } from '../../core/access/model.ts';
import type { ChannelId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { UrgentReceipt } from '../../core/urgent/model.ts';
import { ownUrgent } from '../../core/urgent/signed-urgent.ts';
import { siteKeyChain } from '../../store/site-keys.ts';
import { addUrgentReceipt, findUrgent, findUrgentKey } from '../../store/urgent.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { onChannel } from '../within/ground.ts';
import { urgentInForce } from '../within/urgent-in-force.ts';
import { urgentSigning } from '../within/urgent-signer.ts';

export interface FetchedUrgent {
  /** The statement of which key signs, and the notices: signed notes. */
  readonly key: string;
  readonly notes: readonly string[];
  /** How sites come to the key from those before it: signed notes, the oldest first. */
  readonly chain: readonly string[];
  /** Of the notices, as answers about the manifest carry it. */
  readonly tag: string;
}

interface Asked {
  readonly channel: string;
}

const where = (ctx: Asking, { channel }: Asked) => onChannel(ctx, channel, null);

/** Makes the key where there never was one. Refuses with right.*, channel.unknown, urgent-key.*, schedule-key.*, data.*. */
export const fetchUrgent = operation(
  { name: 'urgent.fetch', needs: 'schedule.read', where },
  (ctx: Asking & Pick<Ctx, 'scheduleKey' | 'urgentKey'>, { channel }: Asked): Result<FetchedUrgent> => {
    const known = findUrgentKey(ctx.store.rows)?.statement;
    const key = known === undefined ? ctx.store.transact((rows) => statementIn(ctx, rows)) : ok(known);
    if (!key.ok) return key;
    const chain = siteKeyChain(ctx.store.rows, 'urgent');
    return ok({ key: key.value, chain, ...urgentInForce(ctx, channel as ChannelId) });
  },
);

const statementIn = (...asked: Parameters<typeof urgentSigning>): Result<string> => {
  const signing = urgentSigning(...asked);
  return signing.ok ? ok(signing.value.statement) : signing;
};

export interface GivenUrgentReceipt extends Asked {
  readonly order: string;
  readonly kind: UrgentReceipt;
}

/** How an order stands at a site, once for each kind and holder. Refuses with right.*, channel.unknown, urgent.unknown, data.*. */
export const giveUrgentReceipt = operation(
  { name: 'urgent.give-receipt', needs: 'schedule.read', where },
  (ctx: Asking, { channel, order, kind }: GivenUrgentReceipt): Result<{ readonly isNew: boolean }> => {
    const row = findUrgent(ctx.store.rows, order);
    if (row === undefined || row.cancels !== null || !ownUrgent(row.note).sites.includes(channel))
      return refuse('urgent.unknown', { id: order });
    const who = actorOf(ctx.caller) ?? 'nobody';
    const at = ctx.clock.instant();
    return ctx.store.transact((rows) =>
      ok({ isNew: addUrgentReceipt(rows, { order, channel: channel as ChannelId, kind, who, at }) }),
    );
  },
);
