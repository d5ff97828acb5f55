/** Broadcast WAV read by programs that are not ours: ffprobe, mediainfo, Python's wave. */
import { spawnSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bextChunk } from '../../../src/core/container/bext.ts';
import { cartChunk } from '../../../src/core/container/cart.ts';
import { type WavFormat, wavEnd, wavHeader } from '../../../src/core/container/wav.ts';
import { BEXT, CART } from '../../support/broadcast-wav.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-wav-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const answer = (program: string, words: readonly string[]): string => {
  const run = spawnSync(program, words, { encoding: 'utf8' });
  expect(`${run.error?.message ?? ''}${run.status === 0 ? '' : run.stderr}`).toBe('');
  return run.stdout;
};

const CHUNKS = [bextChunk(BEXT), cartChunk({ ...CART, tagText: 'lẻ' })];

const written = (name: string, format: WavFormat): string => {
  const path = join(folder, name);
  const pcm = new Uint8Array(format.samples * format.channels * (format.bits / 8)).fill(1);
  writeFileSync(path, Buffer.concat([wavHeader(format, CHUNKS), pcm, wavEnd(format)]));
  return path;
};

/** The cart chunk as Python's struct reads it, by the table of AES46. */
const CART_READ = `
import json, struct, sys
data = open(sys.argv[1], 'rb').read()
at = 12
while data[at:at + 4] != b'cart':
    size = struct.unpack('<I', data[at + 4:at + 8])[0]
    at += 8 + size + size % 2
body = data[at + 8:]
one = struct.unpack('<4s64s64s64s64s64s64s64s10s8s10s8s64s64s64si' + '4sI' * 8 + '276s1024s', body[:2048])
print(json.dumps([x.rstrip(b'\\0').decode('ascii') if isinstance(x, bytes) else x for x in one]))
`;

const FORMATS: readonly WavFormat[] = [
  { sampleRate: 48_000, channels: 1, bits: 16, samples: 48_001 },
  { sampleRate: 48_000, channels: 2, bits: 16, samples: 4800 },
  { sampleRate: 48_000, channels: 1, bits: 24, samples: 4801 },
  { sampleRate: 48_000, channels: 2, bits: 24, samples: 4801 },
];

test.each(FORMATS)('$bits bits, $channels channels: every reader finds the samples and the words', (format) => {
  const path = written(`${format.bits}-${format.channels}.wav`, format);
  const probe = JSON.parse(
    answer('ffprobe', ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', path]),
  ) as { streams: Record<string, unknown>[]; format: { tags: Record<string, string> } };
  expect(probe.streams[0]).toMatchObject({
    codec_name: `pcm_s${format.bits}le`,
    channels: format.channels,
    duration_ts: format.samples,
  });
  expect(probe.format.tags).toMatchObject({
    comment: 'Buoi phat sang 23/11/2026 - Dai My Tu',
    encoded_by: 'Dai Truyen thanh My Tu',
    originator_reference: 'LOA0123456789abcdef',
    date: '2026-11-22',
    creation_time: '23:59:58',
    time_reference: String(BEXT.timeReference),
    coding_history: 'A=PCM,F=48000,W=16,M=mono,T=Loa\r\n',
  });
  const python = `import wave,sys\nw=wave.open(sys.argv[1])\nprint(w.getnframes(),w.getnchannels(),w.getsampwidth()*8,w.getframerate())`;
  expect(answer('python3', ['-c', python, path]).trim()).toBe(
    `${format.samples} ${format.channels} ${format.bits} 48000`,
  );
  const cart = JSON.parse(answer('python3', ['-c', CART_READ, path])) as (string | number)[];
  expect(cart.slice(0, 4)).toEqual(['0101', 'Buoi phat sang', 'Dai Truyen thanh My Tu', '20261123-0500']);
  expect(cart.slice(8, 12)).toEqual(['2026-11-23', '05:00:00', '2026-11-23', '05:10:00']);
  expect(cart.slice(15, 24)).toEqual([32_768, 'AUDs', 4800, 'AUDe', 480_000, 'SEGs', 480_000, 'EOD ', 528_000]);
  const told = JSON.parse(answer('mediainfo', ['--Output=JSON', path])) as {
    media: { track: Record<string, string>[] };
  };
  const [general] = told.media.track;
  expect(general).toMatchObject({
    Description: 'Buoi phat sang 23/11/2026 - Dai My Tu',
    Producer: 'Dai Truyen thanh My Tu',
  });
});

test('more than four gibibytes are read to their last sample', () => {
  const format = { sampleRate: 48_000, channels: 2, bits: 24, samples: 15 * 2 ** 26 } as const;
  const header = wavHeader(format, CHUNKS);
  const path = join(folder, 'large.wav');
  // Nothing but the header lies on the disk: the samples are a hole.
  const file = openSync(path, 'w');
  writeSync(file, header);
  ftruncateSync(file, header.length + format.samples * 6);
  closeSync(file);
  const asked = ['-v', 'error', '-show_entries', 'stream=duration_ts,codec_name', '-of', 'csv=p=0', path];
  expect(answer('ffprobe', asked).trim()).toBe(`pcm_s24le,${format.samples}`);
});
