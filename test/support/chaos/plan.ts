/** What the sites of a run are to play: five days of manifests, made and signed here, and what somebody who wishes them ill sends instead. */
import { createHash } from 'node:crypto';
import type { Sha256 } from '../../../src/core/ids.ts';
import type { HoursOfDay, LatePolicy, Manifest, ManifestSession } from '../../../src/core/manifest/model.ts';
import { signManifest } from '../../../src/core/manifest/signed-manifest.ts';
import type { LocalDate, LocalTime } from '../../../src/core/time/local.ts';
import type { NamedSigner } from '../../../src/secrets/named-signer.ts';
import { dayOf, manifestOf, sessionAt } from '../manifests.ts';
import type { Chance } from './chance.ts';

export const DAY_MS = 86_400_000;
const OFFSET_MS = 7 * 3_600_000;
const DAYS = 6;
const POLICIES: readonly [LatePolicy, ...LatePolicy[]] = ['skip', 'from-start', 'join'];
const SPAN = { from: '04:30:00' as LocalTime, to: '22:00:00' as LocalTime };

/** The calendar day at the place, of a moment. */
const dayAt = (ms: number): LocalDate => new Date(ms + OFFSET_MS).toISOString().slice(0, 10) as LocalDate;

/** '05:00:07' at the place. */
export const clockAt = (ms: number): LocalTime => new Date(ms + OFFSET_MS).toISOString().slice(11, 19) as LocalTime;

export interface Planned {
  readonly manifest: Manifest;
  readonly note: string;
}

/** A channel's manifests in the order of their versions; the second has a session more on the third day. */
export interface Plans {
  readonly channel: string;
  readonly versions: readonly [Planned, Planned];
}

const soundOf = (name: string, lengthMs: number): ManifestSession['sound'] => ({
  sha256: createHash('sha256').update(name).digest('hex') as Sha256,
  ...{ bytes: 1_000_000, format: 'mp3', lengthMs },
});

/** `midnightMs`: the first day's beginning at the place. */
export const plansOf = (
  channel: string,
  {
    midnightMs,
    chance,
    signer,
    above,
  }: {
    readonly midnightMs: number;
    readonly chance: Chance;
    readonly signer: NamedSigner;
    /** Versions that the channel had before. */
    readonly above: number;
  },
): Plans => {
  const days = Array.from({ length: DAYS }, (_, n) => dayAt(midnightMs + n * DAY_MS));
  const at = (day: string, clock: string, more: Partial<ManifestSession> = {}): ManifestSession => {
    const plain = sessionAt(day, clock, { id: `buoi-${clock.slice(0, 2)}${clock.slice(3, 5)}`, ...more });
    return {
      ...plain,
      late: chance.pick(POLICIES),
      sound: soundOf(`${channel} ${day} ${clock}`, plain.lengthMs),
      items: plain.items.map((item, n) => ({ ...item, id: `${channel}-${day}-${clock.slice(0, 5)}-${n}` })),
    };
  };
  const order = { by: 'Chủ tịch Ủy ban nhân dân xã', reason: 'Bão', document: null };
  const sessionsOf = (day: string, n: number): ManifestSession[] => [
    // A relay that somebody planned for the night: the place sleeps.
    ...(chance.is(0.3) ? [at(day, '03:15:00')] : []),
    at(day, '05:00:00'),
    at(day, '11:00:00'),
    at(day, '17:00:00'),
    ...(n === 1 && chance.is(0.5) ? [at(day, '23:10:00', { authorised: order })] : []),
  ];
  const hours = days.map((day): HoursOfDay => ({ day, spans: [SPAN] }));
  const first = days.map((day, n) => dayOf(day, ...sessionsOf(day, n)));
  const second = first.map((one, n) => {
    if (n !== 2) return one;
    const sessions = [...one.sessions, at(one.day, '13:30:00')];
    return { ...one, sessions: sessions.toSorted((a, b) => (a.start.instant < b.start.instant ? -1 : 1)) };
  });
  const versioned = (version: number, planned: Manifest['days']): Planned => {
    const manifest = manifestOf({
      ...{ origin: signer.key.name, site: { id: channel, name: `Loa ${channel}` }, version, hours, days: planned },
      issuedAt: instant(midnightMs),
      validUntil: instant(midnightMs + 14 * DAY_MS),
    });
    return { manifest, note: signManifest(manifest, signer.key, signer.sign) };
  };
  return { channel, versions: [versioned(above + 1, first), versioned(above + 2, second)] };
};

export const instant = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/**
 * What may come in place of a manifest: another site's, one of before, one that is empty, one with a byte changed, and a newer one that
 * somebody else signed under the centre's name, with a sound of their own.
 */
export const illWill = (
  { channel, versions }: Plans,
  other: Plans,
  { signer, thief, chance }: { readonly signer: NamedSigner; readonly thief: NamedSigner; readonly chance: Chance },
): string => {
  const [first, second] = versions;
  const { manifest } = second;
  const forged = (): string => {
    const days = manifest.days.map((one) => ({
      ...one,
      sessions: one.sessions.map((session) => ({
        ...session,
        sound: soundOf(`kẻ gian ${channel} ${session.start.instant}`, session.lengthMs),
      })),
    }));
    return signManifest({ ...manifest, version: manifest.version + 1, days }, signer.key, thief.sign);
  };
  return chance.pick<() => string>([
    () => other.versions[1].note,
    () => first.note,
    () => signManifest({ ...manifest, version: manifest.version + 1, days: [] }, signer.key, signer.sign),
    () => second.note.replace('"graceSeconds":180', '"graceSeconds":190'),
    forged,
  ])();
};
