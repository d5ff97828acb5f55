/**
 * Hostile media, one by one: what is refused and with which code, what is taken in all the same, and that neither opens a
 * socket nor leaves anything behind. Broken-off and disguised files of the usual kinds are in refused.test.ts.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { INTAKE_LIMITS } from '../../../src/audio/ingest.ts';
import { filesUnder } from '../../support/files-under.ts';
import { type Bench, bench, pcm, speak } from './sounds.ts';

let b: Bench;
let speech: string;
let sockets = 0;
const server = createServer((socket) => {
  sockets += 1;
  socket.destroy();
});
let port: number;
beforeAll(async () => {
  b = bench();
  speech = b.convert('speech48.wav', speak(b.path('speech.wav')), ['-ar', '48000']);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => {
  server.close();
  b.close();
});
afterEach(() => {
  expect(b.leftovers()).toEqual([]);
  expect(sockets).toBe(0);
});

const codeOf = async (path: string, limits = INTAKE_LIMITS): Promise<string> => {
  const kept = filesUnder(b.path('data/shelf/sha256')).length;
  const result = await b.audio.takeIn(path, 'tên.mp3', { limits });
  if (result.ok) return `taken in: ${result.value.originalFormat} ${result.value.channels}`;
  expect(filesUnder(b.path('data/shelf/sha256'))).toHaveLength(kept);
  return result.refusals.map(({ code }) => code).join(' ');
};
const ffmpeg = (name: string, args: readonly string[]): string => {
  execFileSync('ffmpeg', ['-nostdin', '-v', 'error', '-y', ...args, b.path(name)]);
  return b.path(name);
};
/** A graph without inputs, as a file. */
const made = (name: string, graph: string, options: readonly string[] = []): string =>
  ffmpeg(name, ['-filter_complex', `${graph}[o]`, '-map', '[o]', ...options]);

/** A WAV of 32-bit floats (format 3), one channel. */
const floats = (name: string, values: readonly number[]): string => {
  const bytes = Buffer.alloc(44 + values.length * 4);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(3, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(48_000, 24);
  bytes.writeUInt32LE(192_000, 28);
  bytes.writeUInt16LE(4, 32);
  bytes.writeUInt16LE(32, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(values.length * 4, 40);
  for (const [n, value] of values.entries()) bytes.writeFloatLE(value, 44 + n * 4);
  return b.write(name, bytes);
};
const tone = (n: number): number => 0.2 * Math.sin((2 * Math.PI * 440 * n) / 48_000);
const wave = (odd: (n: number) => number): number[] => Array.from({ length: 96_000 }, (_, n) => odd(n));

describe('what points elsewhere', () => {
  const at = (): string => `127.0.0.1:${port}`;
  const MASKS: readonly (readonly [string, () => string | Uint8Array])[] = [
    ['an HLS playlist to http', () => `#EXTM3U\n#EXTINF:10,\nhttp://${at()}/a.ts\n`],
    ['the same after a byte order mark', () => `\ufeff#EXTM3U\n#EXTINF:10,\nhttp://${at()}/a.ts\n`],
    [
      'an HLS playlist whose key is elsewhere',
      () => `#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI="http://${at()}/k"\n#EXTINF:1,\na.ts\n`,
    ],
    ['an ffconcat to http', () => `ffconcat version 1.0\nfile 'http://${at()}/a.mp3'\n`],
    ['an ffconcat to a file', () => `ffconcat version 1.0\nfile '/etc/passwd'\n`],
    ['a DASH manifest', () => `<?xml version="1.0"?><MPD><Period><BaseURL>http://${at()}/</BaseURL></Period></MPD>`],
    [
      'a session description',
      () => `v=0\r\no=- 0 0 IN IP4 127.0.0.1\r\ns=x\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio ${port} RTP/AVP 0\r\n`,
    ],
    ['a PLS', () => `[playlist]\nFile1=http://${at()}/a.mp3\nNumberOfEntries=1\n`],
    [
      'an XSPF',
      () =>
        `<?xml version="1.0"?><playlist><trackList><track><location>http://${at()}/</location></track></trackList></playlist>`,
    ],
    ['a bare address', () => `http://${at()}/a.mp3\n`],
    ['a list of a protocol of ffmpeg', () => `concat:/etc/passwd|/etc/hostname\n`],
  ];
  test.each(MASKS)('%s', async (_, text) => {
    expect(await codeOf(b.write('mask.mp3', text()))).toBe('media.playlist');
  });
  test('chapters of ffmpeg (ffmetadata) are a text', async () => {
    expect(await codeOf(b.write('mask.mp3', ';FFMETADATA1\ntitle=x\n[CHAPTER]\nSTART=0\nEND=1\n'))).toBe(
      'media.not-sound',
    );
  });
  test('a playlist behind bytes that are no text', async () => {
    const text = `#EXTM3U\n#EXTINF:10,\nhttp://${at()}/a.ts\n`;
    expect(await codeOf(b.write('mask.mp3', Buffer.concat([Buffer.from([0, 1, 2]), Buffer.from(text)])))).toBe(
      'media.not-sound',
    );
  });
  test('a film whose sound lies in another file (an external data reference)', async () => {
    const bytes = readFileSync(ffmpeg('whole.m4a', ['-i', speech]));
    const url = bytes.indexOf('url ');
    // Flag 1 says "in this same file"; without it the box's text is an address.
    bytes.writeUInt32BE(0, url + 4);
    expect(await codeOf(b.write('film.m4a', bytes))).toMatch(/^taken in: mp4|^media\./);
  });
});

describe('what is no sound', () => {
  test.each([
    [
      'a zip',
      () => b.write('a.zip', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')),
      'media.not-sound',
    ],
    ['a PDF', () => b.write('a.mp3', Buffer.from('%PDF-1.7\n%\u00e2\u0003\n', 'latin1')), 'media.not-sound'],
    ['a program', () => b.write('a.mp3', readFileSync(process.execPath).subarray(0, 100_000)), 'media.not-sound'],
    [
      'a JPEG',
      () => ffmpeg('a.jpg', ['-filter_complex', 'color=red:s=64x64[o]', '-map', '[o]', '-frames:v', '1']),
      'media.no-audio',
    ],
    ['a text', () => b.write('a.mp3', 'Kính gửi Ban Tuyên giáo,\n'), 'media.not-sound'],
    ['nothing', () => b.write('a.mp3', ''), 'media.empty'],
    ['a film without sound', () => made('v.mp4', 'color=red:s=64x64:d=1'), 'media.no-audio'],
    ['a Matroska film without sound', () => made('v.mkv', 'color=red:s=64x64:d=1'), 'media.no-audio'],
    [
      'a folder',
      () => {
        mkdirSync(b.path('d.mp3'));
        return b.path('d.mp3');
      },
      'file.unreadable',
    ],
    [
      'a pipe',
      () => {
        execFileSync('mkfifo', [b.path('p.mp3')]);
        return b.path('p.mp3');
      },
      'file.unreadable',
    ],
    ['a device', () => '/dev/zero', 'file.unreadable'],
    [
      'a link that leads to itself',
      () => {
        symlinkSync(b.path('l.mp3'), b.path('l.mp3'));
        return b.path('l.mp3');
      },
      'file.unreadable',
    ],
    ['a FLAC without a frame', () => b.cut('n.flac', ffmpeg('n0.flac', ['-i', speech]), 0.02), 'media.truncated'],
    ['an M4A of no length', () => made('z.m4a', 'sine=440:d=1,atrim=end_sample=0'), 'media.not-sound'],
  ])('%s', async (_, make, code) => {
    expect(await codeOf(make())).toBe(code);
  });
});

describe('bombs', () => {
  test.each(['flac', 'opus'])(
    'hours of silence as a small %s are judged by what is decoded, and soon',
    async (kind) => {
      const options = kind === 'opus' ? ['-b:a', '6k', '-frame_duration', '60'] : ['-compression_level', '0'];
      // Less than a day, so that making it does not outlast judging it; the limit is smaller too.
      const path = made(`bomb.${kind}`, `anullsrc=r=8000:cl=mono:d=${kind === 'opus' ? 1200 : 14_400}`, options);
      const began = process.hrtime.bigint();
      expect(await codeOf(path, { ...INTAKE_LIMITS, seconds: 600 })).toBe('media.too-long');
      expect(Number(process.hrtime.bigint() - began) / 1e9).toBeLessThan(60);
    },
  );
  test('a WAV that claims 4 GB', async () => {
    const bytes = readFileSync(speech).subarray(0, 8192);
    bytes.writeUInt32LE(0xfffffff0, 4);
    bytes.writeUInt32LE(0xffffff00, bytes.indexOf('data') + 4);
    expect(await codeOf(b.write('claims.wav', bytes))).toBe('media.truncated');
  });
  test('an RF64 that claims more than there are atoms', async () => {
    const bytes = readFileSync(ffmpeg('rf.wav', ['-i', speech, '-rf64', 'always']));
    bytes.writeBigUInt64LE(2n ** 63n, bytes.indexOf('ds64') + 16);
    expect(await codeOf(b.write('rf64.wav', bytes))).toMatch(/^media\.(?:truncated|not-sound)$/);
  });
});

describe('cut off in the middle', () => {
  test.each([
    ['wav', []],
    ['mp3', []],
    ['m4a', []],
    ['ogg', ['-c:a', 'libvorbis']],
    ['opus', []],
    ['flac', []],
    ['webm', ['-c:a', 'libopus']],
    ['mkv', ['-c:a', 'aac']],
    ['w64', []],
    ['aiff', []],
  ] as const)('%s', async (kind, options) => {
    const whole = ffmpeg(`whole-${kind}.${kind}`, ['-i', speech, ...options]);
    expect(await codeOf(b.cut(`cut.${kind}`, whole, 0.6))).toBe('media.truncated');
  });
});

describe('odd, and sound all the same', () => {
  test.each([
    [
      'with a cover picture',
      'mp3/mp3 1',
      () => {
        const cover = ffmpeg('cover.png', ['-filter_complex', 'color=red:s=64x64[o]', '-map', '[o]', '-frames:v', '1']);
        return ffmpeg('cover.mp3', [
          '-i',
          speech,
          '-i',
          cover,
          '-map',
          '0:a',
          '-map',
          '1:v',
          '-c:v',
          'copy',
          '-disposition:v',
          'attached_pic',
        ]);
      },
    ],
    [
      'of a film',
      'mp4/aac 1',
      () =>
        ffmpeg('film.mp4', ['-i', speech, '-filter_complex', 'color=red:s=64x64:d=2[v]', '-map', '[v]', '-map', '0:a']),
    ],
    [
      'of a Matroska film',
      'matroska/vorbis 1',
      () =>
        ffmpeg('film.mkv', [
          '-i',
          speech,
          '-filter_complex',
          'color=red:s=64x64:d=2[v]',
          '-map',
          '[v]',
          '-map',
          '0:a',
          '-c:a',
          'libvorbis',
        ]),
    ],
    ['under a wrong ending', 'flac/flac 1', () => b.write('flac.mp3', readFileSync(ffmpeg('x.flac', ['-i', speech])))],
    [
      'of 8 channels',
      'wav/pcm_s16le 2',
      () => ffmpeg('eight.wav', ['-i', speech, '-af', 'pan=7.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0|c6=c0|c7=c0']),
    ],
    ['of 8,000 Hz', 'wav/pcm_s16le 1', () => ffmpeg('r8.wav', ['-i', speech, '-ar', '8000'])],
    ['of 11,025 Hz', 'wav/pcm_s16le 1', () => ffmpeg('r11.wav', ['-i', speech, '-ar', '11025'])],
    ['of 96,000 Hz', 'flac/flac 1', () => ffmpeg('r96.flac', ['-i', speech, '-ar', '96000', '-sample_fmt', 's32'])],
    [
      'of 192,000 Hz',
      'wav/pcm_s24le 1',
      () => ffmpeg('r192.wav', ['-i', speech, '-ar', '192000', '-c:a', 'pcm_s24le']),
    ],
    [
      'of floats that are no numbers',
      'wav/pcm_f32le 1',
      () =>
        floats(
          'nan.wav',
          wave((n) => (n % 1000 === 0 ? Number.NaN : tone(n))),
        ),
    ],
    [
      'of infinite floats',
      'wav/pcm_f32le 1',
      () =>
        floats(
          'inf.wav',
          wave((n) => (n % 1000 === 0 ? Number.POSITIVE_INFINITY : tone(n))),
        ),
    ],
    [
      'of floats far too loud',
      'wav/pcm_f32le 1',
      () =>
        floats(
          'loud.wav',
          wave((n) => 1e30 * tone(n)),
        ),
    ],
    [
      'under a name of a quote and a line end',
      'wav/pcm_s16le 1',
      () => b.write(`a'b"\nfile '|x.wav`, readFileSync(speech)),
    ],
  ] as const)('%s', async (_, format, make) => {
    expect(await codeOf(make())).toBe(`taken in: ${format}`);
  });
  test.each([
    ['no number', Number.NaN],
    ['endless', Number.POSITIVE_INFINITY],
    ['endless downwards', Number.NEGATIVE_INFINITY],
  ])('single samples that are %s do not become clicks', async (_, odd) => {
    const path = floats(
      'scattered.wav',
      wave((n) => (n % 1000 === 500 ? odd : tone(n))),
    );
    const { master, loudness } = await b.take(path);
    const heard = pcm(b.audio.shelf.pathOf(master));
    expect(heard).toHaveLength(96_000);
    // The tone itself goes to 0.2 of full scale.
    expect(heard.reduce((most, one) => Math.max(most, Math.abs(one)), 0)).toBe(6554);
    expect(heard[500]).toBe(0);
    expect(loudness.truePeak).toBeLessThan(-12);
  });
  test('nothing but what is no number: as silence', async () => {
    expect(
      await codeOf(
        floats(
          'all-nan.wav',
          wave(() => Number.NaN),
        ),
      ),
    ).toBe('media.silent');
  });
});
