/** Air-log entries, and folders to keep them in, for whoever tests the store. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AirLogEntry, isOfAiring, type StatementEntry, saltedHash } from '../../src/core/evidence/entry.ts';
import type { LocalDateTime } from '../../src/core/time/local.ts';
import type { Erasable } from '../../src/store/airlog.ts';

export interface Told {
  /** What tells this entry from every other: it becomes the title. */
  readonly title: string;
  readonly day?: string;
  readonly channel?: string;
  readonly campaign?: string | null;
  readonly by?: Erasable | null;
  readonly note?: Erasable | null;
  readonly corrects?: number | null;
}

export const entryOf = (told: Told): StatementEntry => {
  const { title, day = '2025-04-07', channel = 'my-tu', campaign = 'kh-114' } = told;
  const start = { local: `${day}T05:00:00` as LocalDateTime, zone: 'Asia/Ho_Chi_Minh', instant: `${day}T05:00:00Z` };
  return {
    format: 'loa-air-log/1',
    kind: 'statement',
    recordedAt: '2025-04-07T00:10:00Z',
    evidence: 'statement',
    statement: randomBytes(16).toString('hex'),
    actor: 'system:cli',
    role: 'operator',
    scope: 'item',
    outcome: 'aired',
    reason: null,
    started: start,
    secondsHeard: 61.5,
    by: told.by?.hash ?? null,
    note: told.note?.hash ?? null,
    corrects: told.corrects ?? null,
    planned: {
      id: `tin-sang@${start.local}`,
      channel: { id: channel, name: `Đài ${channel}` },
      units: [{ id: 'hkn', name: 'Thị trấn Huỳnh Hữu Nghĩa' }],
      day,
      session: { id: 'buoi-sang', name: 'Buổi sáng' },
      segment: 'tin-sang',
      title,
      kind: 'sound',
      item: 'nghi-quyet-57',
      genre: 'newsItem',
      language: 'vi',
      run: 'first',
      campaign: campaign === null ? null : { id: campaign, name: 'Kế hoạch 114-KH/HU' },
      contentGroup: null,
      start,
      seconds: 61.5,
      cut: null,
      rundownVersion: 1,
    },
  };
};

export const erasableOf = (text: string, salt = 7): Erasable => {
  const bytes = new Uint8Array(16).fill(salt);
  return { hash: saltedHash(bytes, text), salt: bytes, text };
};

/** A folder of its own for `use`, gone afterwards. */
export const inFolder = <T>(use: (folder: string) => T): T => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-store-'));
  const clean = (): void => rmSync(folder, { recursive: true, force: true });
  let result: T;
  try {
    result = use(folder);
  } catch (error) {
    clean();
    throw error;
  }
  if (result instanceof Promise) return result.finally(clean) as T;
  clean();
  return result;
};

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export const seeded = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** The title of the airing that an entry is about; undefined: there is no such entry, or it is about none. */
export const titleIn = (entry: AirLogEntry | undefined): string | undefined =>
  entry !== undefined && isOfAiring(entry) ? entry.planned.title : undefined;
