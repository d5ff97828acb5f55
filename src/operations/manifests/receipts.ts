/** Receipts: what a site says of a version that it has, and for the centre which site holds which version and since when it is silent. */
import { actorOf } from '../../core/access/model.ts';
import type { ChannelId } from '../../core/ids.ts';
import { type Held, heldBy, type Receipt, type ReceiptKind } from '../../core/manifest/receipt.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { findManifest, hasManifestVersion, listReceipts } from '../../store/manifests.ts';
import { loadTokens } from '../../store/tokens.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { onChannel } from '../within/ground.ts';
import { keepReceipt } from '../within/receipts.ts';
import { type ActorKind, actorsIn } from '../within/shown-names.ts';

export interface GivenReceipt {
  readonly channel: string;
  readonly version: number;
  /** That it was fetched is known without being said. */
  readonly kind: Exclude<ReceiptKind, 'fetched'>;
}

export interface KeptReceipt {
  /** When it was said first. */
  readonly at: string;
  /** Whether that was now. */
  readonly isNew: boolean;
}

/** Saying it again changes nothing. Refuses with right.*, channel.unknown, manifest.unknown, data.*. */
export const giveReceipt = operation(
  {
    name: 'receipt.give',
    needs: 'schedule.read',
    where: (ctx: Asking, { channel }: GivenReceipt) => onChannel(ctx, channel, null),
  },
  (ctx: Asking, given: GivenReceipt): Result<KeptReceipt> => {
    const { version, kind } = given;
    const channel = given.channel as ChannelId;
    if (!hasManifestVersion(ctx.store.rows, channel, version))
      return refuse('manifest.unknown', { version, newest: findManifest(ctx.store.rows, channel)?.version ?? 0 });
    return keepReceipt(ctx, { channel, version, kind, who: actorOf(ctx.caller) ?? 'nobody' });
  },
);

export interface Holder {
  /** 't-…', 'p-…'. */
  readonly id: string;
  readonly kind: ActorKind;
  /** null: erased, or the system. */
  readonly name: string | null;
  /** null: it never fetched anything. */
  readonly held: Held | null;
  /** The newest instant at which we heard of it, to some minutes; null: never. */
  readonly lastContact: string | null;
}

export interface ListedReceipts {
  /** The newest version; 0: nothing was published. */
  readonly newest: number;
  /** Those that hold the oldest version first, then those silent for longest. */
  readonly holders: readonly Holder[];
}

/** Every holder that ever said something, and the channel's own links that work and never did. Refuses with right.*, channel.unknown. */
export const listHolders = operation(
  {
    name: 'receipt.list',
    needs: 'air-log.read',
    where: (ctx: Asking, { channel }: Pick<GivenReceipt, 'channel'>) => onChannel(ctx, channel, null),
  },
  (ctx: Pick<Ctx, 'store'> & Asking, { channel }: Pick<GivenReceipt, 'channel'>): Result<ListedReceipts> => {
    const { rows } = ctx.store;
    const actor = actorsIn(rows);
    const tokens = loadTokens(rows);
    const said = new Map<string, [Receipt, ...Receipt[]]>();
    for (const { who, ...receipt } of listReceipts(rows, channel as ChannelId)) {
      const before = said.get(who);
      if (before === undefined) said.set(who, [receipt]);
      else before.push(receipt);
    }
    const silent = tokens.filter(
      (one) => one.channel === channel && one.revokedAt === null && !said.has(`${one.kind}:${one.id}`),
    );
    const lastUse = new Map<string, string | null>(tokens.map(({ id, usedAt }) => [id, usedAt]));
    const holders = [...said.keys(), ...silent.map(({ id, kind }) => `${kind}:${id}`)].map((who): Holder => {
      const receipts = said.get(who);
      const held = receipts === undefined ? null : heldBy(receipts);
      const { id, kind, name } = actor(who);
      return { id, kind, name, held, lastContact: newest(held?.lastAt ?? null, lastUse.get(id) ?? null) };
    });
    return ok({
      newest: findManifest(rows, channel as ChannelId)?.version ?? 0,
      holders: holders.toSorted(worstFirst),
    });
  },
);

const newest = (a: string | null, b: string | null): string | null => (a === null || (b !== null && b > a) ? b : a);

const worstFirst = (a: Holder, b: Holder): number =>
  (a.held?.version ?? 0) - (b.held?.version ?? 0) || ((a.lastContact ?? '') < (b.lastContact ?? '') ? -1 : 1);
