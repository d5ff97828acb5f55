/** One stretch in samples: what fits, what is left out, and how music stretches. */
import { describe, expect, test } from 'vitest';
import { absent, centre, laidOut, playlistsOf, scheduleOf, soundsOf } from '../../../support/schedules.ts';

const sounds = soundsOf({ a: 60, b: 60, c: 60, nhac: 50, dai: 300, ngan: 1 });
const items = `items:
${['a', 'b', 'c', 'dai', 'ngan'].map((id) => `  - { id: ${id}, title: Tin ${id}, genre: newsItem, sound: ${id}.wav }\n`).join('')}  - { id: nhac, title: Nhạc, genre: music, sound: nhac.wav }
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
