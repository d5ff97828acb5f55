/** Files that must not be taken in: broken, disguised, too large, or not sound at all. */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { intakePlan, probeArguments } from '../../../src/audio/arguments/intake.ts';
import { argv } from '../../../src/audio/arguments/plan.ts';
import { INTAKE_LIMITS } from '../../../src/audio/ingest.ts';
import type { Refusal } from '../../../src/core/refusal.ts';
import { filesUnder } from '../../support/files-under.ts';
import { type Bench, bench, speak } from './sounds.ts';

let b: Bench;
let speech: string;
beforeAll(() => {
  b = bench();
  speech = b.convert('speech48.wav', speak(b.path('speech.wav')), ['-ar', '48000']);
});
afterAll(() => b.close());
afterEach(() => {
  expect(b.leftovers()).toEqual([]);
  expect(filesUnder(b.path('data/shelf/sha256'))).toEqual([]);
});

const refusalOf = async (path: string, name = 'tên.mp3', limits = INTAKE_LIMITS): Promise<Refusal> => {
  const result = await b.audio.takeIn(path, name, { limits });
  if (result.ok) throw new Error(`taken in: ${JSON.stringify(result.value)}`);
  return result.refusals[0];
};

describe('not sound', () => {
  test('an empty file', async () => {
    expect(await refusalOf(b.write('empty.mp3', ''))).toEqual({ code: 'media.empty', params: { name: 'tên.mp3' } });
  });
  test('a pipe that nobody writes to is refused at once, not waited for', async () => {
    const pipe = b.path('ong.mp3');
    execFileSync('mkfifo', [pipe]);
    expect((await refusalOf(pipe)).code).toBe('file.unreadable');
  });
  test('a WAV without a single sample', async () => {
    const whole = readFileSync(b.make('tone.wav', 'sine=440:duration=1'));
    const header = whole.subarray(0, whole.indexOf('data') + 8);
    header.writeUInt32LE(0, header.length - 4);
    expect((await refusalOf(b.write('header.wav', header))).code).toBe('media.empty');
  });
  test('a text called .mp3', async () => {
    expect((await refusalOf(b.write('text.mp3', 'Kính gửi Ban Tuyên giáo và Dân vận,\r\n'))).code).toBe(
      'media.not-sound',
    );
  });
  test('random bytes', async () => {
    const noise = Uint8Array.from({ length: 20_000 }, (_, i) => (i * 7919 + (i >> 3) * 104_729) & 255);
    expect((await refusalOf(b.write('noise.mp3', noise))).code).toBe('media.not-sound');
  });
  test('a picture', async () => {
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-y',
      '-filter_complex',
      'color=red:s=64x64[o]',
      '-map',
      '[o]',
      '-frames:v',
      '1',
      b.path('p.png'),
    ]);
    expect((await refusalOf(b.path('p.png'))).code).toBe('media.no-audio');
  });
  test('a video without sound', async () => {
    execFileSync('ffmpeg', [
      '-v',
      'error',
      '-y',
      '-filter_complex',
      'color=red:s=64x64:d=1[o]',
      '-map',
      '[o]',
      b.path('v.mp4'),
    ]);
    expect((await refusalOf(b.path('v.mp4'))).code).toBe('media.no-audio');
  });
  test('silence from one end to the other', async () => {
    expect((await refusalOf(b.make('silent.wav', 'anullsrc=r=48000:cl=mono:d=3'))).code).toBe('media.silent');
  });
  test('a folder, and a file that is not there', async () => {
    mkdirSync(b.path('folder'));
    expect((await refusalOf(b.path('folder'))).code).toBe('file.unreadable');
    expect(await refusalOf(b.path('gone.mp3'))).toEqual({
      code: 'file.unreadable',
      params: { path: b.path('gone.mp3'), reason: 'ENOENT' },
    });
  });
});

describe('cut off', () => {
  const truncated = async (path: string) => {
    const refusal = await refusalOf(path);
    if (refusal.code !== 'media.truncated') throw new Error(JSON.stringify(refusal));
    return refusal.params;
  };
  test('WAV: the data chunk promises more than there is', async () => {
    const { declared, decoded } = await truncated(b.cut('cut.wav', speech, 0.5));
    expect(decoded / declared).toBeCloseTo(0.5, 1);
  });
  test('an 8 kB WAV that claims 4 GB', async () => {
    const bytes = readFileSync(speech).subarray(0, 8192);
    bytes.writeUInt32LE(0xfffffff0, 4);
    bytes.writeUInt32LE(0xffffff00, bytes.indexOf('data') + 4);
    const { declared, decoded } = await truncated(b.write('claims.wav', bytes));
    expect(declared).toBeGreaterThan(40_000);
    expect(decoded).toBeLessThan(0.1);
  });
  test('MP3 with a Xing header', async () => {
    const { declared, decoded } = await truncated(b.cut('cut.mp3', b.convert('whole.mp3', speech), 0.6));
    expect(decoded).toBeGreaterThan(declared * 0.5);
    expect(decoded).toBeLessThan(declared * 0.7);
  });
  test('FLAC', async () => {
    await truncated(b.cut('cut.flac', b.convert('whole.flac', speech), 0.7));
  });
  test('M4A whose index, written last, is missing', async () => {
    expect(await truncated(b.cut('cut.m4a', b.convert('whole.m4a', speech), 0.6))).toMatchObject({ decoded: 0 });
  });
  test('M4A whose index, written first, outlives its sound', async () => {
    const { declared, decoded } = await truncated(
      b.cut('cut2.m4a', b.convert('fast.m4a', speech, ['-movflags', 'faststart']), 0.6),
    );
    expect(decoded).toBeLessThan(declared * 0.8);
  });
  test('Opus and Vorbis without their last page', async () => {
    await truncated(b.cut('cut.opus', b.convert('whole.opus', speech), 0.6));
    await truncated(b.cut('cut.ogg', b.convert('whole.ogg', speech, ['-c:a', 'libvorbis']), 0.95));
  });
  test('WebM', async () => {
    await truncated(b.cut('cut.webm', b.convert('whole.webm', speech, ['-c:a', 'libopus']), 0.6));
  });
});

describe('too much', () => {
  test('larger than the limit', async () => {
    const limits = { bytes: 1000, seconds: 100 };
    expect(await refusalOf(speech, 'a', limits)).toEqual({
      code: 'media.too-large',
      params: { name: 'a', limitBytes: 1000 },
    });
  });
  test('longer than the limit, judged by decoding and not by what the header says', async () => {
    const long = readFileSync(b.make('long.wav', 'sine=440:duration=30'));
    long.writeUInt32LE(0xffffffff, long.indexOf('data') + 4);
    const limits = { bytes: 1e9, seconds: 10 };
    expect(await refusalOf(b.write('long2.wav', long), 'a', limits)).toEqual({
      code: 'media.too-long',
      params: { name: 'a', limitSeconds: 10 },
    });
  });
});

describe('playlists in disguise', () => {
  let requests = 0;
  const server = createServer((_, response) => {
    requests++;
    response.end();
  });
  let at: string;
  beforeAll(async () => {
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  const SIX: readonly (readonly [string, string, () => string])[] = [
    ['HLS to http', 'M3U', () => `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${at}/a.ts\n#EXT-X-ENDLIST\n`],
    [
      'HLS to a file',
      'M3U',
      () => `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n`,
    ],
    ['ffconcat to an absolute path', 'ffconcat', () => `ffconcat version 1.0\nfile '${speech}'\n`],
    ['ffconcat to http', 'ffconcat', () => `ffconcat version 1.0\nfile '${at}/a.mp3'\n`],
    [
      'DASH',
      'DASH',
      () =>
        `<?xml version="1.0"?>\n<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT10S" profiles="urn:mpeg:dash:profile:isoff-on-demand:2011"><Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1"><BaseURL>${at}/a.mp4</BaseURL><SegmentBase indexRange="0-100"/></Representation></AdaptationSet></Period></MPD>`,
    ],
    [
      'SDP',
      'SDP',
      () => `v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 5004 RTP/AVP 0\r\n`,
    ],
  ];

  test.each(SIX)('%s is refused by its first bytes', async (name, format, text) => {
    expect(await refusalOf(b.write('disguised.mp3', text()), name)).toEqual({
      code: 'media.playlist',
      params: { name, format },
    });
    expect(requests).toBe(0);
  });

  test.each(SIX)('%s is refused by the arguments alone, without the look and without the locks', (_, __, text) => {
    const source = b.write('disguised.mp3', text());
    const plan = intakePlan({
      source,
      master: b.path('out.flac'),
      channels: 1,
      floats: false,
      limitSeconds: 10,
      limitBytes: 1e7,
    });
    expect(spawnSync('ffprobe', probeArguments(source)).status).not.toBe(0);
    expect(spawnSync('ffmpeg', argv(plan), { timeout: 20_000 }).status).not.toBe(0);
    expect(requests).toBe(0);
  });

  test('the same arguments do open a real sound', () => {
    const plan = intakePlan({
      source: speech,
      master: b.path('out.flac'),
      channels: 1,
      floats: false,
      limitSeconds: 10,
      limitBytes: 1e7,
    });
    expect(spawnSync('ffprobe', probeArguments(speech)).status).toBe(0);
    expect(spawnSync('ffmpeg', argv(plan), { timeout: 20_000 }).status).toBe(0);
  });

  test('the server does hear of it when the lock is left open: the test can fail', async () => {
    const source = b.write('open.m3u8', `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${at}/a.ts\n#EXT-X-ENDLIST\n`);
    const { spawn } = await import('node:child_process');
    const open = spawn('ffprobe', ['-v', 'quiet', '-protocol_whitelist', 'file,http,tcp', '-i', source]);
    await new Promise((ended) => open.on('close', ended));
    expect(requests).toBeGreaterThan(0);
    requests = 0;
  });
});
