/**
 * A small whole centre in a temporary folder: real SQLite, real ffmpeg, a clock that stands still.
 *
 * Two channels of one station, a morning and an afternoon session a day, a campaign, a strand of two items, one
 * item that waits for its recording and is therefore absent. Sounds are pure tones, written here sample by sample.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anchors } from '../../src/anchors/anchors.ts';
import { createAudio } from '../../src/audio/engine.ts';
import { readScheduleFile } from '../../src/contract/schedule-file/read.ts';
import { toSchedule } from '../../src/contract/schedule-file/to-schedule.ts';
import type { ChannelId } from '../../src/core/ids.ts';
import { must } from '../../src/core/result.ts';
import { keyringIn, logKeyIn } from '../../src/log-keys.ts';
import { applySchedule } from '../../src/operations/apply-schedule.ts';
import type { Ctx } from '../../src/operations/context.ts';
import { listChannels } from '../../src/operations/list-channels.ts';
import { type RenderedSession, renderDay } from '../../src/operations/render-day.ts';
import { takeIn } from '../../src/operations/take-in.ts';
import { createSecrets } from '../../src/secrets/secrets.ts';
import { siteKeyIn, siteKeyringIn } from '../../src/site-keys.ts';
import { openAirLog } from '../../src/store/airlog.ts';
import { openStore } from '../../src/store/database.ts';

import { keepReady, layReady } from './ready-sounds.ts';

/** 08:00 on Monday in Asia/Ho_Chi_Minh: the morning session is over, the afternoon's is to come. */
export const NOW = '2026-11-23T01:00:00Z';
export const TODAY = '2026-11-23';
export const CHANNEL = 'dai-my-tu' as ChannelId;
export const OTHER_CHANNEL = 'loa-hau-thanh' as ChannelId;

/** Sounds of the schedule below: name and seconds. */
const SOUNDS = { 'dai-hieu.wav': 2, 'tin-1.wav': 3, 'tin-2.wav': 4 } as const;

const SCHEDULE = `
units:
  - { id: my-tu, name: "Mỹ Tú", kind: "xã" }
stations:
  - { id: tram-my-tu, name: "Đài Truyền thanh Mỹ Tú", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: my-tu }] }
channels:
  - { id: dai-my-tu, name: "Đài Mỹ Tú", station: tram-my-tu, carrier: fm, units: [{ unit: my-tu }] }
  - { id: loa-hau-thanh, name: "Loa ấp Hậu Thành", station: tram-my-tu, carrier: loudspeaker, units: [{ unit: my-tu }] }
campaigns:
  - id: nq57
    name: "Tuyên truyền Nghị quyết 57"
    owner: my-tu
    contentGroups: [{ id: chu-truong, name: "Chủ trương, chính sách" }]
items:
  - { id: dai-hieu, title: "Đài hiệu", genre: stationIdent, sound: dai-hieu.wav }
  - { id: tin-1, title: "Tin thứ nhất; có dấu, “ngoặc”", genre: newsItem, campaign: nq57, contentGroup: chu-truong, sound: tin-1.wav }
  - { id: tin-2, title: "Tin thứ hai", genre: newsItem, campaign: nq57, contentGroup: chu-truong, sound: tin-2.wav }
  - { id: tin-km, title: "Tin tiếng Khmer", genre: newsItem, versions: [{ language: km }] }
strands:
  - { id: ban-tin, name: "Bản tin 57", campaign: nq57, items: [tin-1, tin-2] }
sessions:
  - id: buoi-sang
    name: "Buổi phát sáng"
    channels: [dai-my-tu, loa-hau-thanh]
    start: "05:00"
    maxMinutes: 30
    from: 2026-11-01
    segments:
      - { id: sang-dai-hieu, title: "Đài hiệu", item: dai-hieu }
      - { id: sang-ban-tin, title: "Bản tin", strand: ban-tin, count: 2 }
      - { id: sang-khmer, title: "Tin tiếng Khmer", item: tin-km, language: km, required: false }
  - id: buoi-chieu
    name: "Buổi phát chiều"
    channels: [dai-my-tu]
    start: "17:00"
    maxMinutes: 30
    from: 2026-11-01
    segments:
      - { id: chieu-dai-hieu, title: "Đài hiệu", item: dai-hieu }
      - { id: chieu-phat-lai, title: "Phát lại bản tin", repeat: sang-ban-tin }
`;

export interface World {
  readonly ctx: Ctx;
  /** The data folder. */
  readonly folder: string;
  /** Sets the clock; RFC 3339 in UTC. */
  readonly setNow: (instant: string) => void;
  /** Plans and renders a day of a channel. */
  readonly render: (channel?: ChannelId, day?: string) => Promise<readonly RenderedSession[]>;
  readonly close: () => Promise<void>;
}

export interface WorldOptions {
  readonly now?: string;
  /** A schedule file's text; '' for a centre that has none yet. */
  readonly schedule?: string;
  /** Sounds to take in: name → seconds of tone. */
  readonly sounds?: Readonly<Record<string, number>>;
}

/** A world with its schedule applied and its sounds taken in, nothing planned yet. Close it when done. */
export const makeWorld = async (options: WorldOptions = {}): Promise<World> => {
  const folder = await mkdtemp(join(tmpdir(), 'loa-world-'));
  let now = options.now ?? NOW;
  const store = must(openStore(folder));
  const airlog = must(openAirLog(folder));
  const random = { bytes: counted() };
  const ctx: Ctx = {
    caller: { kind: 'system', name: 'cli' },
    clock: { instant: () => now },
    random,
    store,
    airlog,
    audio: createAudio({ dataDir: folder }),
    secrets: createSecrets({ random }),
    anchors,
    logKey: (log) => logKeyIn(folder, log),
    scheduleKey: (told) => siteKeyIn(folder, 'schedule', told),
    urgentKey: (told) => siteKeyIn(folder, 'urgent', told),
    keyring: keyringIn(folder),
    siteKeyring: siteKeyringIn(folder),
  };
  const schedule = options.schedule ?? SCHEDULE;
  if (schedule !== '') {
    const read = must(readScheduleFile('world.yaml', new TextEncoder().encode(schedule)));
    must(applySchedule(ctx, { ...toSchedule([read]), files: ['world.yaml'] }, { dryRun: false }));
  }
  const sounds = options.sounds ?? SOUNDS;
  await layReady(sounds, folder);
  for (const [n, [name, seconds]] of Object.entries(sounds).entries()) {
    const path = join(folder, name);
    await writeFile(path, toneWav(220 + 110 * n, seconds));
    must(await takeIn(ctx, path, {}));
  }
  await keepReady(sounds, folder);
  return {
    ctx,
    folder,
    setNow: (instant) => {
      now = instant;
    },
    render: async (channel = CHANNEL, day = today(ctx)) =>
      must(await renderDay(ctx, channel, day as Parameters<typeof renderDay>[2], { format: 'mp3' })),
    close: async () => {
      airlog.close();
      store.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const today = (ctx: Ctx): string => listChannels(ctx)[0]?.today ?? TODAY;

/** Bytes that differ at every call and are the same in every run. */
const counted = (): Ctx['random']['bytes'] => {
  let calls = 0;
  return (count) => {
    calls += 1;
    return Uint8Array.from({ length: count }, (_, n) => ((calls >>> (8 * (n % 4))) + n * 7) % 256);
  };
};

const RATE = 48_000;

/** A mono 16-bit WAV of a sine at a quarter of full scale; of 0 Hz it is silence. */
export const toneWav = (hertz: number, seconds: number): Uint8Array => {
  const samples = Math.round(seconds * RATE);
  const bytes = new DataView(new ArrayBuffer(44 + samples * 2));
  const ascii = (at: number, text: string): void => {
    for (const [n, letter] of [...text].entries()) bytes.setUint8(at + n, letter.charCodeAt(0));
  };
  ascii(0, 'RIFF');
  bytes.setUint32(4, 36 + samples * 2, true);
  ascii(8, 'WAVEfmt ');
  bytes.setUint32(16, 16, true);
  bytes.setUint16(20, 1, true);
  bytes.setUint16(22, 1, true);
  bytes.setUint32(24, RATE, true);
  bytes.setUint32(28, RATE * 2, true);
  bytes.setUint16(32, 2, true);
  bytes.setUint16(34, 16, true);
  ascii(36, 'data');
  bytes.setUint32(40, samples * 2, true);
  for (let n = 0; n < samples; n += 1)
    bytes.setInt16(44 + n * 2, Math.round(8192 * Math.sin((2 * Math.PI * hertz * n) / RATE)), true);
  return new Uint8Array(bytes.buffer);
};
