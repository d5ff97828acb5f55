/** A site without a centre, with sessions at given moments of the real clock, played by the real program. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ManifestItem, ManifestSession } from '../../src/core/manifest/model.ts';
import { must } from '../../src/core/result.ts';
import type { LocalDate, LocalTime } from '../../src/core/time/local.ts';
import { importPackage } from '../../src/site/import-package.ts';
import { dayOf, sessionAt } from './manifests.ts';
import { type Service, startService } from './process.ts';
import { CENTRE, packageOf, sha256 } from './site-packages.ts';

export interface PlannedSession {
  readonly id: string;
  /** Milliseconds since 1970, a whole second. */
  readonly startMs: number;
  readonly seconds: number;
  /** A whole sound file of ours. */
  readonly wav: Uint8Array;
  /** A name that is relayed for all of it; absent: it is the sound alone. */
  readonly relay?: string;
}

/** What a row of the site says. */
export interface SiteRow {
  readonly kind: string;
  /** The planned airing's: begins with the session's id and '@'. */
  readonly entry: string;
  readonly outcome?: string;
  readonly reason?: string;
  readonly secondsHeard?: number;
  readonly clock: { readonly wall: string; readonly offsetMs?: number };
}

export interface SiteProgram {
  readonly folder: string;
  readonly run: (words: readonly string[], env?: NodeJS.ProcessEnv) => Service;
  readonly rows: () => readonly SiteRow[];
  readonly close: () => void;
}

const ZONE_MS = 7 * 3_600_000;

const placed = ({ id, startMs, seconds, wav, relay }: PlannedSession): readonly [string, ManifestSession] => {
  const local = new Date(startMs + ZONE_MS).toISOString().slice(0, 19);
  const [day = '', clock = ''] = local.split('T');
  const lengthMs = seconds * 1000;
  const session = sessionAt(day, clock, {
    ...{ id, lengthMs, titles: [id] },
    sound: { sha256: sha256(wav), bytes: wav.length, format: 'wav', lengthMs },
  });
  const items: ManifestItem[] =
    relay === undefined ? [...session.items] : session.items.map((one) => ({ ...one, kind: 'relay', source: relay }));
  return [day, { ...session, items }];
};

/** `sessions`: in order. It may sound all day. */
export const siteProgram = async (sessions: readonly PlannedSession[]): Promise<SiteProgram> => {
  const root = mkdtempSync(join(tmpdir(), 'loa-site-program-'));
  const folder = join(root, 'diem-loa');
  const byDay = Map.groupBy(sessions.map(placed), ([day]) => day);
  const days = [...byDay].map(([day, all]) => dayOf(day, ...all.map(([, session]) => session)));
  const sounds = new Map(sessions.map(({ wav }) => [sha256(wav), wav]));
  const now = new Date();
  const made = await packageOf({
    manifest: {
      days,
      issuedAt: `${now.toISOString().slice(0, 19)}Z`,
      validUntil: `${new Date(now.getTime() + 86_400_000).toISOString().slice(0, 19)}Z`,
      hours: [...byDay.keys()].map((day) => ({
        day: day as LocalDate,
        spans: [{ from: '00:00:00' as LocalTime, to: '00:00:00' as LocalTime }],
      })),
    },
    sounds: Object.fromEntries([...sounds.values()].map((wav, n) => [`${String(n).padStart(2, '0')}:00:00`, wav])),
  });
  const path = join(root, 'goi.zip');
  writeFileSync(path, made.bytes);
  must(await importPackage({ path, folder, key: CENTRE.vkey, now: null }));
  return {
    folder,
    run: (words, env = {}) =>
      startService(process.execPath, ['src/loa.js', 'site', 'run', '--folder', folder, '--trust-clock', ...words], {
        env: { ...process.env, LOA_DATA: join(root, 'var'), ...env },
      }),
    rows: () => {
      const db = new Database(join(folder, 'site.db'), { readonly: true });
      try {
        const all = db.prepare('SELECT body FROM row ORDER BY n').all() as { body: string }[];
        return all.map(({ body }) => JSON.parse(body) as SiteRow);
      } finally {
        db.close();
      }
    },
    close: () => rmSync(root, { recursive: true, force: true }),
  };
};
