/** The whole program over midnight, while somebody sets the clock of its machine ten years on: by libfaketime, in real time. */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { byStick } from '../../../src/contract/site-folder.ts';
import type { HoursOfDay, ManifestSession } from '../../../src/core/manifest/model.ts';
import { signManifest } from '../../../src/core/manifest/signed-manifest.ts';
import { must } from '../../../src/core/result.ts';
import { keepNote, keepSite, newSiteFolder, soundFolder } from '../../../src/site/folder.ts';
import { dayOf, manifestOf, sessionAt } from '../../support/manifests.ts';
import { REPOSITORY } from '../../support/process.ts';
import { CENTRE, sha256 } from '../../support/site-packages.ts';

const EVENING = '2026-11-30';
const MORNING = '2026-12-01';
/** Midnight at the place is 17:00 in UTC. */
const BEGUN = '2026-11-30 16:59:40';
const TEN_YEARS_ON = '2036-11-30 16:59:40';

/** Silence as a WAV: 48 kHz, mono, 16 bits. */
const wavOf = (seconds: number): Uint8Array => {
  const bytes = seconds * 96_000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  for (const [value, at] of [
    [1, 20],
    [1, 22],
    [2, 32],
    [16, 34],
  ] as const)
    head.writeUInt16LE(value, at);
  head.writeUInt32LE(48_000, 24);
  head.writeUInt32LE(96_000, 28);
  head.write('data', 36);
  head.writeUInt32LE(bytes, 40);
  return new Uint8Array(Buffer.concat([head, Buffer.alloc(bytes)]));
};

interface Row {
  readonly day: string;
  readonly kind: string;
  readonly started: string;
  readonly outcome?: string;
  readonly secondsHeard?: number;
  readonly clock: { readonly wall: string };
}

test('(i) a session over midnight and one after it sound in time, and are told by the time that was true', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-clock-'));
  const time = join(folder, 'faketimerc');
  const site = join(folder, 'diem-loa');
  const sessionOf = (day: string, clock: string, seconds: number): ManifestSession => {
    const bytes = wavOf(seconds);
    const sound = { sha256: sha256(bytes), bytes: bytes.length, format: 'wav', lengthMs: seconds * 1000 };
    writeFileSync(join(soundFolder(site), `${sound.sha256}.wav`), bytes);
    return sessionAt(day, clock, {
      sound,
      lengthMs: seconds * 1000,
      late: 'skip',
      titles: ['Nhạc hiệu', 'Bản tin đêm'],
    });
  };
  try {
    must(newSiteFolder(site));
    const days = [
      dayOf(EVENING, sessionOf(EVENING, '23:59:54', 10)),
      dayOf(MORNING, sessionOf(MORNING, '00:00:08', 4)),
    ];
    const hours = days.map(({ day }): HoursOfDay => ({ day, spans: [{ from: '00:00:00', to: '00:00:00' } as never] }));
    const manifest = manifestOf({ days, hours, origin: CENTRE.key.name });
    keepSite(site, byStick(manifest.site.id, CENTRE.vkey), null);
    keepNote(site, signManifest(manifest, CENTRE.key, CENTRE.sign));

    const preload = /^LD_PRELOAD=(.*)$/m.exec(execFileSync('faketime', ['-f', '+0', 'env'], { encoding: 'utf8' }))?.[1];
    if (preload === undefined) throw new Error('faketime says what it preloads');
    const set = (text: string): void => {
      writeFileSync(`${time}.new`, `@${text}\n`);
      renameSync(`${time}.new`, time);
    };
    set(BEGUN);
    const words = [
      'site',
      'run',
      '--folder',
      site,
      '--output',
      `file:${join(folder, 'da-phat.jsonl')}`,
      '--trust-clock',
    ];
    const child = spawn(process.execPath, ['src/loa.js', ...words], {
      cwd: REPOSITORY,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...{ PATH: process.env['PATH'], HOME: folder, TZ: 'UTC', LD_PRELOAD: preload },
        ...{ FAKETIME_TIMESTAMP_FILE: time, FAKETIME_NO_CACHE: '1' },
        ...{ FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' },
      },
    });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    const rows = (): Row[] => {
      const file = new Database(join(site, 'site.db'), { readonly: true, fileMustExist: true });
      try {
        return (file.prepare('SELECT body FROM row ORDER BY n').pluck().all() as string[]).map(
          (body) => JSON.parse(body) as Row,
        );
      } finally {
        file.close();
      }
    };
    const until = async (count: number): Promise<Row[]> => {
      for (let tries = 0; tries < 600; tries += 1) {
        await after(100);
        try {
          const all = rows();
          if (all.length >= count) return all;
        } catch {
          // The program has not begun.
        }
      }
      throw new Error(`${count} rows never came:\n${said}`);
    };
    await until(1);
    set(TEN_YEARS_ON);
    const all = await until(8);
    const gone = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    expect(await gone).toBe(0);

    const ends = all.filter(({ kind }) => kind === 'stopped');
    expect(ends.map(({ day, outcome }) => `${day} ${outcome}`)).toEqual([
      `${EVENING} aired`,
      `${EVENING} aired`,
      `${MORNING} aired`,
      `${MORNING} aired`,
    ]);
    const late = ends.map(({ started }, n) => {
      const due = ['16:59:54', '16:59:59', '17:00:08', '17:00:10'][n];
      return (Date.parse(started) - Date.parse(`${EVENING}T${due}Z`)) / 1000;
    });
    // Whole seconds, and a machine that is busy.
    for (const seconds of late) expect(Math.abs(seconds)).toBeLessThanOrEqual(1.9);
    expect(ends.at(-1)?.clock.wall.slice(0, 4)).toBe('2036');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
