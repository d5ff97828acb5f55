/** Music under a segment: planned, and what is rendered of it; where it is missing, the speech airs all the same. */
import { describe, expect, test } from 'vitest';
import { SAMPLE_RATE } from '../../../../src/core/playlist/profile.ts';
import { renderSpec } from '../../../../src/core/playlist/render-spec.ts';
import { absent, centre, laidOut, playlistsOf, scheduleOf, soundsOf } from '../../../support/schedules.ts';

const DAY = '2025-04-07';
const library = { a: 60, b: 30, c: 45, nhac: 50, dai: 300 };
const things = `strands: [{ id: t, name: T, items: [a, b, c] }]
items:
  - { id: a, title: Tin a, genre: newsItem, sound: a.wav }
  - { id: b, title: Tin b, genre: newsItem, sound: b.wav }
  - { id: c, title: Tin c, genre: newsItem, sound: c.wav }
  - { id: nhac, title: Nhạc, genre: music, sound: nhac.wav }
  - { id: dai, title: Nhạc dài, genre: music, sound: dai.wav }
  - { id: trang, title: Nhạc trang nghiêm, genre: signatureTune, sound: dai.wav }
`;
const plan = (segments: string, { orders = '', sounds = library }: { orders?: string; sounds?: object } = {}) => {
  const session = `sessions:\n  - { id: s, name: S, channels: [k1], start: 05:00, maxMinutes: 10, pauseMs: 480, from: ${DAY}, segments: [${segments}] }\n`;
  return playlistsOf(scheduleOf(centre(session + orders + things)), soundsOf({ ...sounds }), DAY)[0];
};
type Planned = ReturnType<typeof plan>;
const segment = (content: string, bed = 'nhac') => `{ id: tin, title: Bản tin, ${content}, bed: { item: ${bed} } }`;
const order = (genres: string, more = '') =>
  `overlays: [{ id: lenh, name: Lệnh, kind: other, from: ${DAY}, to: ${DAY}, genres: [${genres}], authority: Cấp trên, reason: Việc chung${more} }]\n`;
const reasons = (playlist: Planned) => playlist?.entries.map(({ reasons: all }) => all.map(({ code }) => code));
/** 'offset+length under fadeIn/fadeOut' of everything that lies under something, in seconds and dB. */
const beds = (playlist: Planned) =>
  playlist === undefined
    ? []
    : renderSpec(playlist, 'wav')
        .parts.filter(({ gainDb }) => gainDb < 0)
        .map(({ offset, length, gainDb, fadeIn, fadeOut, sourceSamples, from }) => {
          const [at, long, fadesIn, fadesOut, source] = [offset, length, fadeIn, fadeOut, sourceSamples].map(
            (samples) => samples / SAMPLE_RATE,
          );
          return `${at}+${long} ${gainDb} ${fadesIn}/${fadesOut} of ${source} from ${from}`;
        });

describe('music', () => {
  test('longer than the speech lasts as long as it does, faded at both ends, 18 dB under its own level', () => {
    expect(beds(plan(segment('item: a', 'dai')))).toEqual(['0+60 -18 1/1 of 300 from 0']);
  });

  test('shorter than the speech repeats', () => {
    expect(beds(plan(segment('item: a')))).toEqual(['0+60 -18 1/1 of 50 from 0']);
  });

  test('goes on over what the segment plays, with the pauses between', () => {
    const playlist = plan(`${segment('strand: t, count: 3', 'dai')}, { id: sau, title: Sau, item: b }`);
    expect(laidOut(playlist)).toEqual(['tin 0+60', 'tin 60.48+30', 'tin 90.96+45', 'sau 136.44+30']);
    expect(beds(playlist)).toEqual(['0+135.96 -18 1/1 of 300 from 0']);
    expect(playlist?.entries.map(({ bed }) => bed?.item)).toEqual(['dai', 'dai', 'dai', undefined]);
  });

  test('of another segment begins anew, at its own level', () => {
    const other = '{ id: sau, title: Sau, item: b, bed: { item: nhac, underDb: 12.5 } }';
    expect(beds(plan(`${segment('item: a')}, ${other}`))).toEqual([
      '0+60 -18 1/1 of 50 from 0',
      '60.48+30 -12.5 1/1 of 50 from 0',
    ]);
  });

  test('goes on where the segment’s items cross', () => {
    const crossing = segment('strand: t, count: 2, crossfadeMs: 2000', 'dai');
    expect(beds(plan(crossing))).toEqual(['0+88.008 -18 1/1 of 300 from 0']);
  });

  test('under a sting fades within a quarter of it', () => {
    expect(beds(plan(segment('item: a'), { sounds: { ...library, a: 2 } }))).toEqual(['0+2 -18 0.5/0.5 of 50 from 0']);
  });
});

describe('without it', () => {
  const bare = (playlist: Planned, order?: string) => {
    expect(laidOut(playlist)).toEqual(['tin 0+60']);
    expect(absent(playlist)).toEqual([]);
    // To the sample what it is where nobody asked for music.
    const plain = plan('{ id: tin, title: Bản tin, item: a }');
    expect(playlist && renderSpec(playlist, 'mp3')).toEqual(plain && renderSpec(plain, 'mp3'));
    const about = { code: 'bed-missing', bed: 'Nhạc', ...(order === undefined ? {} : { order }) };
    expect(playlist?.entries[0]?.reasons).toContainEqual(about);
  };

  test('speech airs, and says so, when the music has no sound', () => {
    const { nhac: _, ...sounds } = library;
    bare(plan(segment('item: a'), { sounds }));
  });

  test('when an order removes music: it names the order', () => {
    bare(plan(segment('item: a'), { orders: order('music') }), 'Lệnh');
  });

  test('nothing is left of a segment that an order removes, neither speech nor music', () => {
    const playlist = plan(segment('item: a'), { orders: order('newsItem') });
    expect(laidOut(playlist)).toEqual([]);
    expect(absent(playlist)).toEqual(['tin suspended']);
    expect(playlist?.length).toBe(0);
  });

  test('what an order puts in the place of speech has the segment’s music, unless that is removed too', () => {
    const instead = ', replacement: trang';
    const only = plan(segment('item: a'), { orders: order('newsItem', instead) });
    expect([laidOut(only), reasons(only)]).toEqual([['tin 0+300'], [['replaced']]]);
    expect(beds(only)).toEqual(['0+300 -18 1/1 of 50 from 0']);
    const both = plan(segment('item: a'), { orders: order('newsItem, music', instead) });
    expect([beds(both), reasons(both)]).toEqual([[], [['replaced', 'bed-missing']]]);
  });

  test('the segment’s speech left out for want of room takes its music along', () => {
    const playlist = plan(`${segment('item: a')}, { id: gio, title: Giờ, item: b, start: "05:00:30" }`);
    expect(laidOut(playlist)).toEqual(['gio 30+30']);
    expect(beds(playlist)).toEqual([]);
  });
});
