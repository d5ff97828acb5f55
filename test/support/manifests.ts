/** Manifests for whoever tests what is done with them. */
import type { Sha256 } from '../../src/core/ids.ts';
import type { Manifest, ManifestDay, ManifestSession } from '../../src/core/manifest/model.ts';
import type { LocalDate, LocalDateTime, LocalTime } from '../../src/core/time/local.ts';

const ZONE = 'Asia/Ho_Chi_Minh';

/** 'clock' is '05:00:00' at the place; Viet Nam has one offset all year. */
export const sessionAt = (
  day: string,
  clock: string,
  more: Partial<ManifestSession> & { readonly titles?: readonly string[] } = {},
): ManifestSession => {
  const { titles = ['Nhạc hiệu', 'Bản tin sáng'], ...rest } = more;
  const local = `${day}T${clock}`;
  const instant = `${new Date(`${local}+07:00`).toISOString().slice(0, 19)}Z`;
  const lengthMs = rest.lengthMs ?? titles.length * 60_000;
  return {
    id: `buoi-${clock.slice(0, 2)}`,
    name: `Buổi ${clock.slice(0, 5)}`,
    start: { local: local as LocalDateTime, zone: ZONE, instant },
    lengthMs,
    sound: { sha256: 'ab'.repeat(32) as Sha256, bytes: 1_000_000, format: 'mp3', lengthMs },
    late: 'from-start',
    graceSeconds: 180,
    volume: null,
    authorised: null,
    items: titles.map((title, n) => ({
      id: `${title}@${local}#${n}`,
      title,
      kind: 'sound',
      language: 'vi',
      offsetMs: Math.floor((n * lengthMs) / titles.length),
      lengthMs: Math.floor(lengthMs / titles.length),
    })),
    ...rest,
  };
};

export const dayOf = (day: string, ...sessions: readonly ManifestSession[]): ManifestDay => ({
  day: day as LocalDate,
  version: 1,
  hash: 'cd'.repeat(32) as Sha256,
  sessions,
});

export const manifestOf = (more: Partial<Manifest> = {}): Manifest => ({
  format: 'loa-manifest/1',
  origin: 'loa-3fa94c1b/lich',
  site: { id: 'my-tu', name: 'Loa xã Mỹ Tú' },
  zone: ZONE,
  version: 3,
  issuedAt: '2026-11-29T10:00:00Z',
  validUntil: '2026-12-13T10:00:00Z',
  hours: ['2026-11-30', '2026-12-01'].map((day) => ({
    day: day as LocalDate,
    spans: [{ from: '04:30:00' as LocalTime, to: '22:00:00' as LocalTime }],
  })),
  days: [dayOf('2026-11-30', sessionAt('2026-11-30', '05:00:00'), sessionAt('2026-11-30', '17:00:00'))],
  checkpoint: null,
  ...more,
});
