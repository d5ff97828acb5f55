/** The newest manifest of a channel's site, for reading; and as what a site fetches, which leaves a receipt. */
import { actorOf } from '../../core/access/model.ts';
import { formatVerifierKey } from '../../core/evidence/verifier-key.ts';
import type { ChannelId } from '../../core/ids.ts';
import type { ManifestChange } from '../../core/manifest/difference.ts';
import type { Manifest } from '../../core/manifest/model.ts';
import { manifestTag, ownManifest } from '../../core/manifest/signed-manifest.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { changesAfter, findManifest } from '../../store/manifests.ts';
import { siteKeyChain } from '../../store/site-keys.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { onChannel } from '../within/ground.ts';
import { keepReceipt } from '../within/receipts.ts';
import { scheduleSigner } from '../within/site-keys.ts';
import { urgentInForce } from '../within/urgent-in-force.ts';

export interface ShownManifest {
  readonly version: number;
  readonly manifest: Manifest;
  /** The signed note, whole, and a strong entity tag of it. */
  readonly note: string;
  readonly tag: string;
  readonly publishedAt: string;
  readonly changes: readonly ManifestChange[];
  /** Tag of the urgent notices that are in force for the channel. */
  readonly urgent: string;
}

interface Asked {
  readonly channel: string;
}

interface Reading extends Asked {
  /** Changes since this version, version by version; null: against the version before. */
  readonly since?: number | null;
}

const shown = (
  { store, clock }: Pick<Ctx, 'store' | 'clock'>,
  { channel, since = null }: Reading,
): Result<ShownManifest> => {
  const row = findManifest(store.rows, channel as ChannelId);
  if (row === undefined) return refuse('manifest.none', { channel });
  const { note, version, publishedAt } = row;
  const changes = since === null ? row.changes : changesAfter(store.rows, channel as ChannelId, since).flat();
  const tag = manifestTag(version, note);
  // A site that gets the note as it is needs nobody to read it out.
  return ok({
    get manifest() {
      return ownManifest(note);
    },
    ...{ version, note, tag, publishedAt, changes },
    urgent: urgentInForce({ store, clock }, channel as ChannelId).tag,
  });
};

const where = (ctx: Asking, { channel }: Asked) => onChannel(ctx, channel, null);

/** Refuses with right.*, channel.unknown, manifest.none. */
export const showManifest = operation(
  { name: 'manifest.show', needs: 'schedule.read', where },
  (ctx: Asking, reading: Reading): Result<ShownManifest> => shown(ctx, reading),
);

interface Fetching extends Asked {
  /** Whether what has this tag is sent to whoever asks, or they have it already. */
  readonly isSent: (tag: string) => boolean;
}

/** The same, and where it is sent, the receipt that whoever asks fetched it. Refuses with right.*, channel.unknown, manifest.none. */
export const fetchManifest = operation(
  { name: 'manifest.fetch', needs: 'schedule.read', where },
  (ctx: Asking, { channel, isSent }: Fetching): Result<ShownManifest> => {
    const found = shown(ctx, { channel });
    const who = actorOf(ctx.caller);
    if (!found.ok || who === null || !isSent(found.value.tag)) return found;
    // A full disk keeps no site from its schedule; and what a power cut takes of it is said again by the word that the site opened it.
    const receipt = { channel: channel as ChannelId, version: found.value.version, kind: 'fetched' as const, who };
    keepReceipt(ctx, receipt, ctx.store.byTheWay);
    return found;
  },
);

export interface ShownScheduleKey {
  /** The centre's name on every manifest. */
  readonly origin: string;
  /** C2SP verifier key. */
  readonly vkey: string;
  /** The same public key for openssl. */
  readonly pem: string;
  /** How sites come to it from the keys before it: signed notes, the oldest first. */
  readonly chain: readonly string[];
}

/** What sites are given once, on paper or at their enrolment. Makes the key where nothing was published. Refuses with right.*, schedule-key.*, data.*. */
export const showScheduleKey = operation(
  { name: 'schedule-key.show', needs: 'schedule.read' },
  (ctx: Asking & Pick<Ctx, 'scheduleKey'>): Result<ShownScheduleKey> =>
    ctx.store.transact((rows) => {
      const signer = scheduleSigner(ctx, rows);
      if (!signer.ok) return signer;
      const { key, pem } = signer.value;
      return ok({ origin: key.name, vkey: formatVerifierKey(key), pem, chain: siteKeyChain(rows, 'schedule') });
    }),
);
