/** A delivered session as other people's programs read it: ffprobe, mediainfo, mutagen. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ChannelId } from '../../../src/core/ids.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { type RenderedSession, renderDay } from '../../../src/operations/render-day.ts';
import { machineToken } from '../../support/credentials.ts';
import { CHANNEL, makeWorld, TODAY, type World } from '../../support/world.ts';
import { type Asking, ask, codeOf } from './asking.ts';

const PATH = `/api/v1/channels/${CHANNEL}/days/${TODAY}/sessions/buoi-chieu/sound`;
const CHAPTERS = ['Đài hiệu', 'Tin thứ nhất; có dấu, “ngoặc”', 'Tin thứ hai'];
const folder = mkdtempSync(join(tmpdir(), 'loa-session-'));

let world: World;
let app: App;
let by: NonNullable<Asking['by']>;
let mp3: RenderedSession | undefined;
let wav: RenderedSession | undefined;

const run = (program: string, words: readonly string[]): string => {
  const done = spawnSync(program, words, { encoding: 'utf8', timeout: 60_000 });
  expect(`${done.error?.message ?? ''}${done.status === 0 ? '' : done.stderr + done.stdout}`).toBe('');
  return done.stdout;
};
const got = async (format: string): Promise<{ readonly path: string; readonly response: Response }> => {
  const response = await ask(app, `${PATH}.${format}`, { by });
  expect(response.status).toBe(200);
  const path = join(folder, `sound.${format}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  writeFileSync(path, bytes);
  const hash = createHash('sha256').update(bytes).digest('hex');
  expect(response.headers.get('etag')).toBe(`"${hash}"`);
  expect(response.headers.get('content-length')).toBe(String(bytes.length));
  return { path, response };
};

beforeAll(async () => {
  world = await makeWorld();
  by = machineToken(world.ctx);
  app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
  expect(await codeOf(await ask(app, `${PATH}.mp3`, { by }))).toBe('playlist.not-rendered');
  const of = ({ playlist }: RenderedSession): boolean => playlist.session === 'buoi-chieu';
  mp3 = (await world.render()).find(of);
  expect(await codeOf(await ask(app, `${PATH}.wav`, { by }))).toBe('playlist.not-rendered');
  wav = must(await renderDay(world.ctx, CHANNEL as ChannelId, TODAY as LocalDate, { format: 'wav' })).find(of);
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

test('MP3: chapters before the frames, the sound of the shelf behind them, and a part is a part of both', async () => {
  const { path, response } = await got('mp3');
  const bytes = readFileSync(path);
  const shelf = readFileSync(mp3?.path ?? '');
  expect(bytes.subarray(-shelf.length).equals(shelf)).toBe(true);
  const told = JSON.parse(run('ffprobe', ['-v', 'error', '-show_chapters', '-of', 'json', path]));
  expect(told.chapters.map((one: { tags: { title: string } }) => one.tags.title)).toEqual(CHAPTERS);
  const READ = `import mutagen.id3,sys\nt=mutagen.id3.ID3(sys.argv[1],translate=False)\nprint(t.version[1],len(t.getall('CHAP')),t['TXXX:LOA_SOUND_SHA256'].text[0])`;
  expect(run('/usr/bin/python3', ['-c', READ, path]).trim()).toBe(`3 3 ${mp3?.rendering.output}`);
  const etag = response.headers.get('etag') ?? '';
  const start = bytes.length - shelf.length - 10;
  const part = await ask(app, `${PATH}.mp3`, {
    by,
    headers: { range: `bytes=${start}-${start + 99}`, 'if-range': etag },
  });
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer()).equals(bytes.subarray(start, start + 100))).toBe(true);
});

test('WAV: bext for its second of the day, cart, and the very samples that were rendered', async () => {
  const { path } = await got('wav');
  const told = JSON.parse(run('ffprobe', ['-v', 'error', '-show_format', '-show_streams', '-of', 'json', path]));
  expect(told.streams[0]).toMatchObject({ codec_name: 'pcm_s16le', duration_ts: wav?.rendering.samples });
  expect(told.format.tags).toMatchObject({
    comment: 'Buoi phat chieu 23/11/2026 - Dai My Tu',
    encoded_by: 'Dai Truyen thanh My Tu',
    originator_reference: `LOA${wav?.rendering.output.slice(0, 29)}`,
    date: '2026-11-23',
    creation_time: '08:00:00',
    time_reference: String(17 * 3600 * 48_000),
  });
  const info = JSON.parse(run('mediainfo', ['--Output=JSON', path]));
  expect(info.media.track[0]).toMatchObject({ Producer: 'Dai Truyen thanh My Tu' });
  expect(readFileSync(path).includes('20261123-1700')).toBe(true);
  const samples = (file: string): string => run('ffmpeg', ['-v', 'error', '-i', file, '-f', 'md5', '-']);
  expect(samples(path)).toBe(samples(wav?.path ?? ''));
});

test('another session, another form and nobody are refused', async () => {
  expect(await codeOf(await ask(app, `${PATH.replace('buoi-chieu', 'buoi-la')}.mp3`, { by }))).toBe('session.unknown');
  expect(await codeOf(await ask(app, `${PATH}.flac`, { by }))).toBe('playlist.not-rendered');
  expect(await codeOf(await ask(app, `${PATH}.mp3`))).toBe('sign-in.needed');
});
