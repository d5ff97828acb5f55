/**
 * What goes to a site by stick or messenger: the newest manifest as it was signed, and for some of its days the sound and the plan
 * that a second person approved. Makes no file: reports/pack.ts does.
 *
 * Sound is read once to be hashed and once to be sent: a package that a site would have to refuse is not begun.
 */
import type { Opened } from '../../audio/shelf.ts';
import { isOfAiring } from '../../core/evidence/entry.ts';
import { isPageDevice } from '../../core/evidence/report.ts';
import { formatVerifierKey } from '../../core/evidence/verifier-key.ts';
import type { ChannelId } from '../../core/ids.ts';
import type { ManifestSession, ManifestSound } from '../../core/manifest/model.ts';
import { PACKAGE_BYTES, type PackedDays } from '../../core/manifest/package.ts';
import { type LoggedRow, type RowReceipts, rowRuns, signReceipts } from '../../core/manifest/row-receipts.ts';
import { ownManifest } from '../../core/manifest/signed-manifest.ts';
import type { Playlist } from '../../core/playlist/model.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { asciiSlug } from '../../core/text.ts';
import { addDays, type LocalDate, timeOf } from '../../core/time/local.ts';
import type { Position } from '../../store/airlog-index-read.ts';
import { findRundownVersion } from '../../store/days.ts';
import { findManifest } from '../../store/manifests.ts';
import { loadChannels, loadStations } from '../../store/schedule.ts';
import { siteKeyChain } from '../../store/site-keys.ts';
import { type Ctx, todayAt } from '../context.ts';
import { operation } from '../operation.ts';
import { findChannel, onChannel } from '../within/ground.ts';
import { scheduleSigner } from '../within/site-keys.ts';

export const MOST_SITE_DAYS = 31;

export interface PackedSiteSound extends ManifestSound {
  /** Path in the package. */
  readonly name: string;
  readonly stream: () => ReadableStream<Uint8Array>;
}

export interface PackedSite extends PackedDays {
  readonly sounds: readonly PackedSiteSound[];
}

export interface AskedSitePack {
  readonly channel: string;
  /** From today on, 1–31. */
  readonly days: number;
  /** Bytes that the package may have; PACKAGE_BYTES when not given. */
  readonly most?: number;
  /** Log entries that are read at once for the receipts; AT_ONCE when not given. */
  readonly atOnce?: number;
}

/**
 * Refuses with right.*, channel.unknown, manifest.none (nothing was published), manifest.nothing (no day of it is still to come),
 * package.sound-gone, package.too-large, schedule-key.*, data.*.
 */
export const packSite = operation(
  {
    name: 'manifest.pack',
    needs: 'schedule.read',
    where: (ctx: Ctx, { channel }: AskedSitePack) => onChannel(ctx, channel, null),
  },
  async (
    ctx: Ctx,
    { channel: id, days, most = PACKAGE_BYTES, atOnce = AT_ONCE }: AskedSitePack,
  ): Promise<Result<PackedSite>> => {
    const { rows } = ctx.store;
    const found = findChannel({ channels: loadChannels(rows), stations: loadStations(rows) }, id);
    if (!found.ok) return found;
    const { channel, station } = found.value;
    const row = findManifest(rows, channel.id);
    if (row === undefined) return refuse('manifest.none', { channel: id });
    const signer = ctx.store.transact((now) => scheduleSigner(ctx, now));
    if (!signer.ok) return signer;
    const manifest = ownManifest(row.note);
    const today = todayAt(ctx, station);
    const packed = manifest.days
      .filter(({ day }) => day >= today && day < addDays(today, days))
      .map(({ day, version, hash, sessions }) => {
        const plan = findRundownVersion(rows, channel.id, day, version);
        return { day, hash, sessions: named(day, sessions, plan?.playlists ?? []) };
      });
    if (packed.length === 0) return refuse('manifest.nothing', { channel: channel.name, day: null, why: null });
    const wanted = packed.flatMap(({ sessions }) =>
      sessions.flatMap(({ session: { sound }, stem }) =>
        sound === null ? [] : [{ ...sound, name: `${stem}.${sound.format}` }],
      ),
    );
    const bytes = wanted.reduce((sum, sound) => sum + sound.bytes, 0);
    if (bytes > most) return refuse('package.too-large', { bytes, most, days: packed.length });
    const opened = new Map<string, Opened>();
    const gone: string[] = [];
    for (const { sha256, name } of wanted) {
      const file =
        opened.has(sha256) || !(await ctx.audio.shelf.verify(sha256)) ? null : await ctx.audio.shelf.open(sha256);
      if (file !== null) opened.set(sha256, file);
      if (!opened.has(sha256)) gone.push(name);
    }
    if (gone.length > 0) return refuse('package.sound-gone', { channel: channel.name, sessions: gone });
    const sounds = wanted.map((sound): PackedSiteSound => {
      const file = opened.get(sound.sha256);
      if (file === undefined) throw new Error(`${sound.name} was there a moment ago`);
      return { ...sound, stream: () => file.stream() };
    });
    const receipts = receiptsFor(ctx, { channel: channel.id, today, atOnce });
    if (!receipts.ok) return receipts;
    const { note, version, validUntil } = row;
    return ok({
      channel,
      station,
      version,
      validUntil,
      note,
      vkey: formatVerifierKey(signer.value.key),
      chain: siteKeyChain(rows, 'schedule'),
      receipts: signReceipts(receipts.value, signer.value.key, signer.value.sign),
      days: packed,
      sounds,
    });
  },
);

/** Of broadcast days longer ago the site has its receipts, or goes on keeping its rows. */
const RECEIPT_DAYS = 400;
/** Entries that are read at once: of all of them only what a receipt says is kept. */
const AT_ONCE = 10_000;

/** The rows of machines that the log has for a channel. Pages of the site report for themselves. */
const receiptsFor = (
  { airlog }: Pick<Ctx, 'airlog'>,
  { channel, today, atOnce }: { readonly channel: ChannelId; readonly today: LocalDate; readonly atOnce: number },
): Result<RowReceipts> => {
  // A site whose clock runs ahead plays days that are still to come.
  const span = { from: addDays(today, -RECEIPT_DAYS), to: addDays(today, MOST_SITE_DAYS), channel, evidence: 'L2' };
  const pageAfter = (after: Position | null): Result<Position[]> =>
    airlog.index.read((index) => index.page(span, after, atOnce));
  const logged: LoggedRow[] = [];
  let last: Position | null = null;
  for (let isMore = true; isMore; ) {
    const found = pageAfter(last);
    if (!found.ok) return found;
    for (const { seq, entry } of airlog.rows(found.value.map((one) => one.seq)))
      if (isOfAiring(entry) && 'source' in entry && !isPageDevice(entry.source.device))
        logged.push({ ...entry.source, seq });
    last = found.value.at(-1) ?? null;
    isMore = found.value.length === atOnce;
  }
  return ok({ channel, runs: rowRuns(logged) });
};

const LONGEST_SLUG = 40;

/** Names by time and session; two of one minute and name are told apart. */
const named = (
  day: LocalDate,
  sessions: readonly ManifestSession[],
  playlists: readonly Playlist[],
): PackedDays['days'][number]['sessions'] => {
  const used = new Map<string, number>();
  return sessions.map((session) => {
    const clock = timeOf(session.start.local).slice(0, 5).replace(':', '');
    const stem = `${day}/${clock}-${asciiSlug(session.id, LONGEST_SLUG)}`;
    const count = (used.get(stem) ?? 0) + 1;
    used.set(stem, count);
    const playlist = playlists.find((one) => one.session === session.id) ?? null;
    return { session, playlist, stem: count === 1 ? stem : `${stem}-${count}` };
  });
};
