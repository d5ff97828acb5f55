/**
 * A channel's ready days → the next version of its site's manifest, signed and stored; or the one that says it all already.
 *
 * What the sound needs is looked at first; one transaction then stores it, if nobody approved anything meanwhile. Nothing is
 * published that a site which holds the version before would not take.
 */
import { placeOfChannel, unitOfPlace } from '../../core/access/decide.ts';
import { actorOf } from '../../core/access/model.ts';
import { shortKey } from '../../core/evidence/key-chain.ts';
import { accept } from '../../core/manifest/accept.ts';
import { differences, type ManifestChange } from '../../core/manifest/difference.ts';
import type { HeldBack } from '../../core/manifest/held-back.ts';
import { hoursOfDays } from '../../core/manifest/lawful.ts';
import { nextManifest } from '../../core/manifest/make.ts';
import type { Manifest } from '../../core/manifest/model.ts';
import { ownManifest, signManifest } from '../../core/manifest/signed-manifest.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Channel, Station } from '../../core/schedule/model.ts';
import type { Rows } from '../../store/database.ts';
import { addManifest, findManifest, type ManifestRow } from '../../store/manifests.ts';
import { newestSiteKeyLink } from '../../store/site-keys.ts';
import type { Ctx } from '../context.ts';
import type { FoundChannel, PlanningGround } from './ground.ts';
import { note } from './note.ts';
import { approvalsAhead, type ReadyDays, readyDays } from './ready-days.ts';
import { scheduleSigner, signersOf } from './site-keys.ts';

/** For how long a manifest is valid, and how long before its end it is issued anew: a site may be cut off for a week at any time. */
const VALID_HOURS = 14 * 24;
const RENEW_HOURS = 7 * 24;
/** Beyond the end of every manifest. */
const FAR_AHEAD = '9999-12-31T00:00:00Z';

export interface Publication {
  readonly channel: Channel;
  readonly station: Station;
  /** The newest manifest, whether or not it is new. */
  readonly manifest: Manifest;
  readonly note: string;
  readonly publishedAt: string;
  /** Whether there was anything to publish. */
  readonly isNew: boolean;
  /** Against the version before. */
  readonly changes: readonly ManifestChange[];
  readonly heldBack: readonly HeldBack[];
}

const MOST_TRIES = 3;

/**
 * `above`: a version that sites may hold which is higher than any that we know of (a backup was restored), or 0. Refuses with
 * manifest.nothing (no day can go out), manifest.refused (a site would not take it), schedule-key.*, data.*.
 */
export const publishNow = async (
  ctx: Ctx,
  found: FoundChannel,
  ground: PlanningGround,
  above = 0,
): Promise<Result<Publication>> => {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const ready = await readyDays(ctx, found, ground);
    if (ready.days.length === 0) return nothingOf(found, ready);
    const published = ctx.store.transact((rows): Result<Publication | null> => {
      const still = JSON.stringify(approvalsAhead(ctx, found)) === JSON.stringify(ready.approvals);
      return still ? publishedIn(ctx, rows, { found, ready, above }) : ok(null);
    });
    if (!published.ok) return published;
    if (published.value !== null) return ok(published.value);
  }
  return refuse('data.busy', { path: ctx.store.path });
};

const nothingOf = ({ channel }: FoundChannel, { heldBack }: ReadyDays): Result<never> => {
  const [first] = heldBack;
  return refuse('manifest.nothing', { channel: channel.name, day: first?.day ?? null, why: first?.why ?? null });
};

interface Ready {
  readonly found: FoundChannel;
  readonly ready: ReadyDays;
  readonly above: number;
}

const publishedIn = (ctx: Ctx, rows: Rows, { found, ready, above }: Ready): Result<Publication> => {
  const { channel, station } = found;
  const { today, days, heldBack, rulesOf } = ready;
  const last = findManifest(rows, channel.id);
  const before = last === undefined ? null : { manifest: ownManifest(last.note), note: last.note };
  const signer = scheduleSigner(ctx, rows);
  if (!signer.ok) return signer;
  const { key, sign } = signer.value;
  const now = Temporal.Instant.from(ctx.clock.instant());
  const content = {
    origin: key.name,
    site: { id: channel.id, name: channel.name },
    zone: station.zone,
    hours: hoursOfDays(days[0]?.day ?? today, days.at(-1)?.day ?? today, rulesOf),
    days,
  };
  const manifest = nextManifest(before?.manifest ?? null, content, {
    issuedAt: now.toString(),
    validUntil: now.add({ hours: VALID_HOURS }).toString(),
    // What another key signed is issued anew, so that sites go on to this one.
    renewAfter:
      last === undefined || signersOf(last.note).includes(shortKey(key))
        ? now.add({ hours: RENEW_HOURS }).toString()
        : FAR_AHEAD,
    checkpoint: ctx.airlog.newestCheckpoint()?.note ?? null,
    above,
  });
  const about = { channel, station, heldBack };
  if (manifest === null && last !== undefined && before !== null) {
    const { publishedAt, changes } = last;
    return ok({ ...about, ...before, publishedAt, isNew: false, changes });
  }
  if (manifest === null) return refuse('manifest.nothing', { channel: channel.name, day: null, why: null });
  const signed = signManifest(manifest, key, sign);
  const taken = accept({ id: channel.id, origin: key.name }, before, { manifest, note: signed }, now.toString());
  if (!taken.ok) return taken;
  const row: ManifestRow = {
    channel: channel.id,
    version: manifest.version,
    note: signed,
    publishedAt: manifest.issuedAt,
    publishedBy: actorOf(ctx.caller) ?? 'nobody',
    validUntil: manifest.validUntil,
    changes: differences(before?.manifest ?? null, manifest, today),
  };
  addManifest(rows, row, days);
  note(ctx, rows, {
    operation: 'manifest.publish',
    unit: unitOfPlace(placeOfChannel(channel, station, today)),
    subject: `manifest/${channel.id}`,
    before: before === null ? null : { version: before.manifest.version },
    after: {
      version: row.version,
      days: days.map(({ day, version }) => ({ day, version })),
      changes: row.changes.length,
    },
  });
  return ok({ ...about, manifest, note: signed, publishedAt: row.publishedAt, isNew: true, changes: row.changes });
};

/** Whether the newest manifest holds the newest approved version of every day, long enough and by the key of now: then there is nothing to look at. */
export const saysItAll = (ctx: Pick<Ctx, 'store' | 'clock'>, found: FoundChannel): boolean => {
  const approvals = approvalsAhead(ctx, found);
  const last = findManifest(ctx.store.rows, found.channel.id);
  if (last === undefined) return approvals.length === 0;
  const renewAt = Temporal.Instant.from(ctx.clock.instant()).add({ hours: RENEW_HOURS }).toString();
  const { days, validUntil } = ownManifest(last.note);
  const newest = approvals.filter(({ day }, n) => approvals[n - 1]?.day !== day);
  const link = newestSiteKeyLink(ctx.store.rows, 'schedule');
  const signers = signersOf(last.note);
  return (
    validUntil > renewAt &&
    (link === undefined || signers.some((signer) => link.newKey.startsWith(`${signer}+`))) &&
    newest.every(({ day, version }) => days.some((one) => one.day === day && one.version === version))
  );
};
