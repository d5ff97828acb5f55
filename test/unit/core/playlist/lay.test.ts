/** One stretch in samples: what fits, what is left out, and how music stretches. */
import { describe, expect, test } from 'vitest';
import type { Cut } from '../../../../src/core/playlist/cut.ts';
import { SAMPLE_RATE } from '../../../../src/core/playlist/profile.ts';
import { AS_IT_IS } from '../../../../src/core/playlist/render-spec.ts';
import type { Sounds } from '../../../../src/core/schedule/ground.ts';
import { absent, centre, laidOut, playlistsOf, scheduleOf, soundsOf } from '../../../support/schedules.ts';

const SECONDS = { a: 60, b: 60, c: 60, nhac: 50, dai: 300, ngan: 1, noi: 60 };
/** That of noi lets the next begin five seconds before its end. */
const sounds: Sounds = new Map(
  [...soundsOf(SECONDS)].map(([file, cut]): [string, Cut] => [
    file,
    file === 'noi.wav' ? { ...cut, use: { ...AS_IT_IS, segue: 5 * SAMPLE_RATE } } : cut,
  ]),
);
const items = `items:
${['a', 'b', 'c', 'dai', 'ngan', 'noi'].map((id) => `  - { id: ${id}, title: Tin ${id}, genre: newsItem, sound: ${id}.wav }\n`).join('')}  - { id: nhac, title: Nhạc, genre: music, sound: nhac.wav }
`;
const plan = (segments: string, { pauseMs = 0, maxMinutes = 10 } = {}) => {
  const session = `sessions:\n  - { id: s, name: S, channels: [k1], start: 05:00, maxMinutes: ${maxMinutes}, pauseMs: ${pauseMs}, from: 2025-04-07, segments: [${segments}] }\n`;
  const strands = 'strands: [{ id: t, name: T, items: [a, b, c] }]\n';
  return playlistsOf(scheduleOf(centre(session + strands + items)), sounds, '2025-04-07')[0];
};
const item = (id: string, of = id, rest = '') => `{ id: ${id}, title: ${id}, item: ${of}${rest} }`;
const NEWS = '{ id: news, title: Thời sự, relay: VOV1, minutes: 2, start: 05:05, fallback: nhac }';
const MUSIC = '{ id: nhac, title: Nhạc, filler: nhac }';

describe('music', () => {
  test('fills to the sample up to the next fixed start, and fades', () => {
    const playlist = plan(`${item('a')}, ${MUSIC}, ${NEWS}`, { pauseMs: 500 });
    expect(laidOut(playlist)).toEqual(['a 0+60', 'nhac 60.504+239.496', 'news 300+120']);
    expect(playlist?.entries.map(({ kind, fadeOut }) => [kind, fadeOut])).toEqual([
      ['sound', 0],
      ['filler', 72_000],
      ['relay', 72_000],
    ]);
    expect(playlist?.entries[1]?.reasons).toContainEqual({ code: 'fills-until', at: '05:05:00' });
  });

  test('in the middle leaves room for what follows it', () => {
    expect(laidOut(plan(`${MUSIC}, ${item('a')}, ${item('b')}, ${NEWS}`, { pauseMs: 1000 }))).toEqual([
      'nhac 0+177.992',
      'a 178.992+60',
      'b 240+60',
      'news 300+120',
    ]);
  });

  test('alone fills the whole gap, without a pause', () => {
    expect(laidOut(plan(`${MUSIC}, ${NEWS}`, { pauseMs: 1000 }))[0]).toBe('nhac 0+300');
  });

  test('that ends at its own end does not fade', () => {
    expect(plan(`${MUSIC}, ${NEWS}`)?.entries[0]?.fadeOut).toBe(0);
  });

  test.each([
    [
      'a gap of under three seconds',
      `${item('a')}, ${item('b')}, ${item('c')}, ${item('d', 'a')}, ${item('e', 'b', ', required: false')}, ${MUSIC}, ${NEWS}`,
    ],
    ['no fixed start after it', `${item('a')}, ${MUSIC}`],
  ])('finds nothing to fill in %s, and says so', (_, segments) => {
    const playlist = plan(segments);
    expect(playlist?.entries.some(({ kind }) => kind === 'filler')).toBe(false);
    expect(absent(playlist)).toEqual(['nhac no-gap']);
  });

  test('only the last of two plays, the other is told of', () => {
    const playlist = plan(`${MUSIC}, ${item('a')}, { id: nhac-2, title: N, filler: nhac }, ${NEWS}`);
    expect(laidOut(playlist)).toEqual(['a 0+60', 'nhac-2 60+240', 'news 300+120']);
    expect(absent(playlist)).toEqual(['nhac no-gap']);
  });
});

describe('what does not fit', () => {
  test('is left out from the end, optional before required', () => {
    const many = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7'].map((id, n) =>
      item(id, 'a', n === 1 || n === 3 ? ', required: false' : ''),
    );
    const playlist = plan(`${many.join(', ')}, ${NEWS}`);
    expect(laidOut(playlist).map((line) => line.split(' ')[0])).toEqual(['a1', 'a3', 'a5', 'a6', 'a7', 'news']);
    expect(absent(playlist)).toEqual(['a2 no-room', 'a4 no-room']);
    const eight = plan(`${many.join(', ')}, ${item('a8', 'a')}, ${NEWS}`);
    expect(laidOut(eight).map((line) => line.split(' ')[0])).toEqual(['a1', 'a3', 'a5', 'a6', 'a7', 'news']);
    expect(absent(eight)).toEqual(['a2 no-room', 'a4 no-room', 'a8 no-room']);
  });

  test('is told by its item, its length and the room there was', () => {
    const playlist = plan(`${item('a')}, { id: dai, title: Dài, item: dai }, ${NEWS}`, { pauseMs: 500 });
    expect(playlist?.absences).toEqual([
      {
        id: 'dai@2025-04-07T05:00:00',
        segment: 'dai',
        title: 'Tin dai',
        item: 'dai',
        language: 'vi',
        reason: { code: 'no-room', needed: 300, left: 239 },
      },
    ]);
  });

  test('of a strand loses its last items, not all of them', () => {
    const playlist = plan(
      `${item('a')}, ${item('b')}, ${item('d', 'a')}, { id: t, title: T, strand: t, count: 3 }, ${NEWS}`,
    );
    expect(laidOut(playlist)).toEqual(['a 0+60', 'b 60+60', 'd 120+60', 't 180+60', 't 240+60', 'news 300+120']);
    expect(playlist?.absences.map(({ item: of, reason }) => [of, reason.code])).toEqual([['c', 'no-room']]);
  });

  test('just fits when it fits to the sample', () => {
    const full = ['a1', 'a2', 'a3', 'a4', 'a5'].map((id) => item(id, 'a')).join(', ');
    expect(absent(plan(`${full}, ${NEWS}`))).toEqual([]);
    expect(absent(plan(`${full}, ${NEWS}`, { pauseMs: 1 }))).toEqual(['a5 no-room']);
  });

  test('a relay too long for the session is left out with its own title', () => {
    const playlist = plan('{ id: news, title: Thời sự, relay: VOV1, minutes: 11, fallback: nhac }');
    expect(playlist?.absences).toMatchObject([{ title: 'Thời sự', item: null, reason: { needed: 660, left: 600 } }]);
    expect(playlist?.length).toBe(0);
  });
});

test('pauses stand between sounds, not before a fixed start nor at the ends', () => {
  expect(laidOut(plan(`${item('a')}, ${item('b')}, ${NEWS}, ${item('c')}`, { pauseMs: 2000 }))).toEqual([
    'a 0+60',
    'b 62.016+60',
    'news 300+120',
    'c 422.016+60',
  ]);
});

test('speech is never faded or cut', () => {
  const playlist = plan(`${item('a')}, ${item('b')}, ${MUSIC}, ${NEWS}, ${item('c')}`);
  const speech = playlist?.entries.filter(({ kind }) => kind === 'sound') ?? [];
  expect(speech.map(({ length, fadeOut, cut }) => length === cut?.samples && fadeOut === 0)).toEqual([
    true,
    true,
    true,
  ]);
});

describe('what overlaps', () => {
  /** Seconds for which each entry sounds with its neighbours: crossfades in and out, and the segue at its end. */
  const overlaps = (segments: string, options?: { pauseMs?: number; maxMinutes?: number }) => {
    const playlist = plan(segments, options);
    return {
      at: laidOut(playlist),
      joins: playlist?.entries.map(({ crossfade = { in: 0, out: 0 }, segue = 0 }) =>
        [crossfade.in, crossfade.out, segue].map((samples) => samples / SAMPLE_RATE),
      ),
    };
  };
  const cross = ', crossfadeMs: 2000';

  test('two that cross begin as asked, to the next frame, and both for as long as they do; in place of the pause', () => {
    expect(overlaps(`${item('a')}, ${item('b', 'b', cross)}`, { pauseMs: 1000 })).toEqual({
      at: ['a 0+60', 'b 58.008+60'],
      joins: [
        [0, 1.992, 0],
        [1.992, 0, 0],
      ],
    });
  });

  test('one between two that cross does so at both ends', () => {
    const { at, joins } = overlaps(`${item('a')}, ${item('b', 'b', cross)}, ${item('d', 'a', cross)}`);
    expect(at).toEqual(['a 0+60', 'b 58.008+60', 'd 116.016+60']);
    expect(joins).toEqual([
      [0, 1.992, 0],
      [1.992, 1.992, 0],
      [1.992, 0, 0],
    ]);
  });

  test('never across a fixed start: it begins at its second, and what is before it ends as it would', () => {
    const fixed = item('b', 'b', `${cross}, start: "05:01:01"`);
    expect(overlaps(`${item('a')}, ${fixed}`)).toEqual({
      at: ['a 0+60', 'b 61+60'],
      joins: [
        [0, 0, 0],
        [0, 0, 0],
      ],
    });
    // A segue does not reach over it either.
    expect(overlaps(`${item('noi')}, ${item('b', 'b', ', start: 05:01')}`).joins?.flat()).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test('never with a relay, on either side', () => {
    const relay = '{ id: news, title: Thời sự, relay: VOV1, minutes: 2, crossfadeMs: 2000 }';
    const { at, joins } = overlaps(`${item('a')}, ${relay}, ${item('b', 'b', cross)}`);
    expect(at).toEqual(['a 0+60', 'news 60+120', 'b 180+60']);
    expect(joins?.flat().every((one) => one === 0)).toBe(true);
  });

  test('by half of the shorter one at most', () => {
    const { at, joins } = overlaps(`${item('a')}, ${item('ngan', 'ngan', cross)}`);
    expect(at).toEqual(['a 0+60', 'ngan 59.52+1']);
    expect(joins).toEqual([
      [0, 0.48, 0],
      [0.48, 0, 0],
    ]);
  });

  test('a sound that lets the next begin is heard as it is to its end, and so is the next', () => {
    const playlist = plan(`${item('noi')}, ${item('b')}`, { pauseMs: 1000 });
    expect(laidOut(playlist)).toEqual(['noi 0+60', 'b 55.008+60']);
    expect(playlist?.entries.map(({ segue, crossfade, fadeOut }) => [segue, crossfade, fadeOut])).toEqual([
      [4.992 * SAMPLE_RATE, undefined, 0],
      [undefined, undefined, 0],
    ]);
  });

  test('a crossfade that is asked for goes before the sound’s own segue', () => {
    expect(overlaps(`${item('noi')}, ${item('b', 'b', cross)}`).joins).toEqual([
      [0, 1.992, 0],
      [1.992, 0, 0],
    ]);
  });

  test('music that stretches crosses with both, and still ends at the fixed start', () => {
    const music = '{ id: nhac, title: Nhạc, filler: nhac, crossfadeMs: 2000 }';
    const { at, joins } = overlaps(`${item('a')}, ${music}, ${item('b', 'b', cross)}, ${NEWS}`);
    expect(at).toEqual(['a 0+60', 'nhac 58.008+183.992', 'b 240+60', 'news 300+120']);
    expect(joins).toEqual([
      [0, 1.992, 0],
      [1.992, 2, 0],
      [2, 0, 0],
      [0, 0, 0],
    ]);
  });

  test('makes room: what crosses fits where it would not end to end', () => {
    const five = ['a1', 'a2', 'a3', 'a4', 'a5'].map((id, n) => item(id, 'a', n === 0 ? '' : cross)).join(', ');
    const six = `${five}, ${item('ngan', 'ngan')}`;
    expect(absent(plan(`${six}, ${NEWS}`))).toEqual([]);
    expect(absent(plan(`${six.replaceAll(cross, '')}, ${NEWS}`))).toEqual(['ngan no-room']);
  });
});
