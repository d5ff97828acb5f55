/**
 * What goes to a site by stick or messenger: the newest manifest as it was signed, and for some of its days the sound and the plan
 * that a second person approved. Makes no file: reports/pack.ts does.
 *
 * Sound is read once to be hashed and once to be sent: a package that a site would have to refuse is not begun.
 */
import type { Opened } from '../../audio/shelf.ts';
import { formatVerifierKey } from '../../core/evidence/verifier-key.ts';
import type { Sha256 } from '../../core/ids.ts';
import type { ManifestSession, ManifestSound } from '../../core/manifest/model.ts';
import { PACKAGE_BYTES } from '../../core/manifest/package.ts';
import { ownManifest } from '../../core/manifest/signed-manifest.ts';
import type { Playlist } from '../../core/playlist/model.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Channel, Station } from '../../core/schedule/model.ts';
import { asciiSlug } from '../../core/text.ts';
import { addDays, type LocalDate, timeOf } from '../../core/time/local.ts';
import { findRundownVersion } from '../../store/days.ts';
import { findManifest, findNewestManifest } from '../../store/manifests.ts';
import { loadChannels, loadStations } from '../../store/schedule.ts';
import { type Ctx, todayAt } from '../context.ts';
import { operation } from '../operation.ts';
import { findChannel, onChannel } from '../within/ground.ts';

export const MOST_SITE_DAYS = 31;

interface PackedSession {
  /** As it was approved; null: that version is no longer kept. */
  readonly playlist: Playlist | null;
  readonly session: ManifestSession;
  /** In the package, without its ending: '2026-11-30/0500-buoi-sang'. */
  readonly stem: string;
}

export interface PackedSiteSound extends ManifestSound {
  /** Path in the package. */
  readonly name: string;
  readonly stream: () => ReadableStream<Uint8Array>;
}

export interface PackedSite {
  readonly channel: Channel;
  readonly station: Station;
  readonly version: number;
  readonly validUntil: string;
  readonly note: string;
  readonly vkey: string;
  readonly days: readonly {
    readonly day: LocalDate;
    readonly hash: Sha256;
    readonly sessions: readonly PackedSession[];
  }[];
  readonly sounds: readonly PackedSiteSound[];
}

export interface AskedSitePack {
  readonly channel: string;
  /** From today on, 1–31. */
  readonly days: number;
  /** Bytes that the package may have; PACKAGE_BYTES when not given. */
  readonly most?: number;
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
  async (ctx: Ctx, { channel: id, days, most = PACKAGE_BYTES }: AskedSitePack): Promise<Result<PackedSite>> => {
    const { rows } = ctx.store;
    const found = findChannel({ channels: loadChannels(rows), stations: loadStations(rows) }, id);
    if (!found.ok) return found;
    const { channel, station } = found.value;
    const row = findManifest(rows, channel.id);
    if (row === undefined) return refuse('manifest.none', { channel: id });
    const signer = ctx.store.transact((now) => ctx.scheduleKey(findNewestManifest(now)?.note ?? null));
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
    const { note, version, validUntil } = row;
    return ok({
      channel,
      station,
      version,
      validUntil,
      note,
      vkey: formatVerifierKey(signer.value.key),
      days: packed,
      sounds,
    });
  },
);

const LONGEST_SLUG = 40;

/** Names by time and session; two of one minute and name are told apart. */
const named = (
  day: LocalDate,
  sessions: readonly ManifestSession[],
  playlists: readonly Playlist[],
): PackedSession[] => {
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
