/** A clip of a short item by the real ffmpeg, whose script tries to be commands of the picture. */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../../../src/core/result.ts';
import type { MadeClip } from '../../../../src/operations/clips/make-clip.ts';
import { makeClip } from '../../../../src/operations/clips/make-clip.ts';
import { script } from '../../../../src/store/schema.ts';
import { makeWorld, NOW, type World } from '../../../support/world.ts';

const TEXT =
  'Thông báo {\\p1}m 0 0 l 9 9{\\p0} của Ủy ban nhân dân xã.\nDialogue: 0,0:00:00.00,9:00:00.00,House,,0,0,0,,x';

let world: World;
let made: MadeClip;
beforeAll(async () => {
  world = await makeWorld();
  must(
    world.ctx.store.transact((rows) => {
      const row = { item: 'tin-1' as never, language: 'vi', text: TEXT, searchKey: '', hash: 'a'.repeat(64) as never };
      rows
        .insert(script)
        .values({ ...row, writtenBy: 'system:cli', writtenAt: NOW })
        .run();
      return { ok: true, value: undefined };
    }),
  );
  made = must(await makeClip(world.ctx, { item: 'tin-1', language: null, shape: 'square' }, {}));
}, 120_000);
afterAll(() => world.close());

const probe = (words: readonly string[]): string =>
  execFileSync('ffprobe', ['-v', 'error', ...words, '-of', 'json', made.path]).toString();

describe('the file', () => {
  test('is what Facebook and Zalo take', () => {
    const { streams } = JSON.parse(probe(['-show_streams']));
    expect(streams).toMatchObject([
      {
        codec_name: 'h264',
        profile: 'High',
        level: 40,
        width: 1080,
        height: 1080,
        pix_fmt: 'yuv420p',
        r_frame_rate: '25/1',
        color_space: 'bt709',
      },
      { codec_name: 'aac', profile: 'LC', sample_rate: '48000', channels: 2 },
    ]);
  });
  test('has its index first', () => {
    const head = execFileSync('head', ['-c', '4096', made.path]).toString('latin1');
    expect(head).toContain('moov');
    expect(head.indexOf('mdat') === -1 || head.indexOf('moov') < head.indexOf('mdat')).toBe(true);
  });
  test('is as loud as the web profile asks', () => {
    const said = execFileSync('sh', [
      '-c',
      'ffmpeg -hide_banner -nostdin -i "$0" -af ebur128=peak=true -f null - 2>&1',
      made.path,
    ]).toString();
    const last = (pattern: RegExp): number => Number([...said.matchAll(pattern)].at(-1)?.[1]);
    expect(Math.abs(last(/I:\s+(-?[\d.]+) LUFS/g) + 16)).toBeLessThanOrEqual(0.5);
    expect(last(/Peak:\s+(-?[\d.]+) dBFS/g)).toBeLessThanOrEqual(-1.5);
  });
  test('draws words in the field of the captions', () => {
    const frame = execFileSync(
      'ffmpeg',
      [
        '-v',
        'error',
        '-ss',
        '0.5',
        '-i',
        made.path,
        '-frames:v',
        '1',
        '-vf',
        'crop=936:232:72:776,format=gray',
        '-f',
        'rawvideo',
        '-',
      ],
      { maxBuffer: 1e8 },
    );
    expect(frame.filter((level) => level > 200).length).toBeGreaterThan(1000);
  });
});

test('asking again makes nothing anew, and has the row of a rendering', async () => {
  const again = must(await makeClip(world.ctx, { item: 'tin-1', language: 'vi', shape: 'square' }, {}));
  expect(again.rendering).toEqual(made.rendering);
  expect(made.rendering).toMatchObject({ format: 'mp4-square' });
  expect(made.rendering.seconds).toBeCloseTo(3, 1);
});

test('the same words and sound give the same bytes in another folder', async () => {
  const other = await makeWorld();
  try {
    must(
      other.ctx.store.transact((rows) => {
        const row = {
          item: 'tin-1' as never,
          language: 'vi',
          text: TEXT,
          searchKey: '',
          hash: 'a'.repeat(64) as never,
        };
        rows
          .insert(script)
          .values({ ...row, writtenBy: 'system:cli', writtenAt: NOW })
          .run();
        return { ok: true, value: undefined };
      }),
    );
    const there = must(await makeClip(other.ctx, { item: 'tin-1', language: 'vi', shape: 'square' }, {}));
    expect(there.rendering.output).toBe(made.rendering.output);
  } finally {
    await other.close();
  }
}, 120_000);

test('what is not there is refused', async () => {
  const refused = async (item: string) => {
    const result = await makeClip(world.ctx, { item, language: null, shape: 'square' }, {});
    return result.ok ? 'made' : result.refusals[0].code;
  };
  expect(await refused('tin-km')).toBe('media.unknown');
  expect(await refused('khong-co')).toBe('schedule.reference');
});

test('stopping leaves nothing half-made', async () => {
  const stop = new AbortController();
  const result = makeClip(
    world.ctx,
    { item: 'tin-2', language: null, shape: 'portrait' },
    { signal: stop.signal, onProgress: (share) => (share > 0.2 ? stop.abort() : undefined) },
  );
  expect((await result).ok).toBe(false);
});
