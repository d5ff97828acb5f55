import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '../../../../src/core/evidence/canonical.ts';
import type { ChannelId, SegmentId, SessionId, Sha256 } from '../../../../src/core/ids.ts';
import type { Playlist, PlaylistEntry } from '../../../../src/core/playlist/model.ts';
import { renderKey, renderSpec } from '../../../../src/core/playlist/render-spec.ts';
import type { LocalDate, LocalDateTime } from '../../../../src/core/time/local.ts';

const start = {
  local: '2025-04-07T05:00:00' as LocalDateTime,
  zone: 'Asia/Ho_Chi_Minh',
  instant: '2025-04-06T22:00:00Z',
};
const master = 'ab'.repeat(32) as Sha256;

const entry = (over: Partial<PlaylistEntry>): PlaylistEntry => ({
  id: 'ban-tin@2025-04-07T05:00:00',
  segment: 'ban-tin' as SegmentId,
  kind: 'sound',
  title: 'Bản tin',
  item: null,
  genre: null,
  strand: null,
  language: 'vi',
  run: 'first',
  campaign: null,
  contentGroup: null,
  cut: { master, samples: 96_000 },
  offset: 0,
  length: 96_000,
  fadeOut: 0,
  start,
  reasons: [],
  ...over,
});

const playlist = (entries: readonly PlaylistEntry[], over: Partial<Playlist> = {}): Playlist => ({
  channel: 'fm' as ChannelId,
  channelName: 'FM huyện',
  day: '2025-04-07' as LocalDate,
  session: 'buoi-sang' as SessionId,
  sessionName: 'Buổi sáng',
  start,
  profile: 'horn',
  length: 480_000,
  entries,
  absences: [],
  ...over,
});

/** A master as it is. */
const whole = { from: 0, sourceSamples: 96_000, gainDb: 0, fadeIn: 0, curve: 'linear' } as const;

describe('renderSpec', () => {
  test('keeps what is heard, in order of offset; silence and empty entries are left out', () => {
    const spec = renderSpec(
      playlist([
        entry({ offset: 200_000, length: 150_000, kind: 'filler', fadeOut: 48_000 }),
        entry({ offset: 96_000, length: 48_000, cut: null, kind: 'relay' }),
        entry({ offset: 150_000, length: 0 }),
        entry({}),
      ]),
      'mp3',
    );
    expect(spec).toEqual({
      recipe: 2,
      profile: { channels: 1, loudness: -18, tolerance: 0.5, truePeak: -2 },
      sampleRate: 48_000,
      length: 480_000,
      format: 'mp3',
      parts: [
        { master, offset: 0, length: 96_000, ...whole, fadeOut: 0 },
        { master, offset: 200_000, length: 150_000, ...whole, fadeOut: 48_000 },
      ],
      quiet: [{ offset: 96_000, length: 48_000 }],
    });
  });

  test('cue points, gain and fades of a cut come into its part', () => {
    const use = { from: 4800, gainDb: -3, fadeIn: 480, fadeOut: 960, segue: 0 };
    const { parts } = renderSpec(playlist([entry({ cut: { master, samples: 90_000, use }, length: 90_000 })]), 'mp3');
    expect(parts).toEqual([
      {
        master,
        offset: 0,
        length: 90_000,
        from: 4800,
        sourceSamples: 90_000,
        gainDb: -3,
        fadeIn: 480,
        fadeOut: 960,
        curve: 'linear',
      },
    ]);
  });

  test('two that cross overlap by as much as both ask, at equal power; a bed lies beneath', () => {
    const bed = { item: 'nhac' as never, cut: { master: 'cd'.repeat(32) as Sha256, samples: 48_000 }, underDb: 18 };
    const { parts } = renderSpec(
      playlist([
        entry({ crossfade: { in: 0, out: 24_000 } }),
        entry({ offset: 72_000, crossfade: { in: 24_000, out: 0 }, bed }),
      ]),
      'mp3',
    );
    expect(parts.map(({ offset, fadeIn, fadeOut, gainDb, curve }) => [offset, fadeIn, fadeOut, gainDb, curve])).toEqual(
      [
        [0, 0, 24_000, 0, 'power'],
        [72_000, 24_000, 0, 0, 'power'],
        [72_000, 24_000, 24_000, -18, 'linear'],
      ],
    );
  });

  test('the same item twice in a row is two parts', () => {
    const spec = renderSpec(playlist([entry({}), entry({ offset: 96_000 })]), 'wav');
    expect(spec.parts.map((part) => part.offset)).toEqual([0, 96_000]);
  });

  test.each<[string, Partial<PlaylistEntry>[], Partial<Playlist>]>([
    ['an unknown profile', [{}], { profile: 'tivi' }],
    ['parts that overlap', [{}, { offset: 95_999 }], {}],
    ['a part beyond the end', [{ offset: 400_000 }], {}],
    ['speech longer than its cut', [{ length: 96_001 }], {}],
    ['half a sample', [{ offset: 0.5 }], {}],
    ['a fade longer than the part', [{ fadeOut: 96_001 }], {}],
    ['a session of no length', [], { length: 0 }],
  ])('%s is a bug and is thrown', (_, entries, over) => {
    expect(() => renderSpec(playlist(entries.map(entry), over), 'mp3')).toThrow();
  });
});

describe('renderKey', () => {
  const key = (over: Partial<PlaylistEntry> = {}, list: Partial<Playlist> = {}, format: 'mp3' | 'wav' = 'mp3') =>
    renderKey(renderSpec(playlist([entry(over)], list), format));

  test('is SHA-256 of the canonical JSON, by another implementation too', () => {
    const spec = renderSpec(playlist([entry({})]), 'mp3');
    expect(key()).toBe(createHash('sha256').update(canonicalJson(spec)).digest('hex'));
    expect(canonicalJson(spec)).toBe(
      `{"format":"mp3","length":480000,"parts":[{"curve":"linear","fadeIn":0,"fadeOut":0,"from":0,"gainDb":0,"length":96000,"master":"${master}","offset":0,"sourceSamples":96000}],"profile":{"channels":1,"loudness":-18,"tolerance":0.5,"truePeak":-2},"quiet":[],"recipe":2,"sampleRate":48000}`,
    );
  });

  test('is the same for another channel, day, title or id with the same sound', () => {
    const other = { channel: 'loa-my-huong' as ChannelId, day: '2025-04-08' as LocalDate, sessionName: 'Khác' };
    expect(key({ title: 'Khác', id: 'x', language: 'km' }, other)).toBe(key());
  });

  test('differs with anything that is heard', () => {
    const keys = [
      key(),
      key({ offset: 1 }),
      key({ length: 95_999 }),
      key({ fadeOut: 1 }),
      key({ cut: { master: 'cd'.repeat(32) as Sha256, samples: 96_000 } }),
      key({}, { length: 480_001 }),
      key({}, { profile: 'web' }),
      key({}, {}, 'wav'),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
