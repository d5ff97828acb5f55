/** Laws of planning: nothing overlaps, nothing vanishes, a fixed start is fixed, and order of writing is no matter. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sha256 } from '../../src/core/ids.ts';
import type { Cut, Playlist } from '../../src/core/playlist/model.ts';
import { SAMPLE_RATE } from '../../src/core/playlist/profile.ts';
import { renderSpec } from '../../src/core/playlist/render-spec.ts';
import type { Sounds } from '../../src/core/schedule/ground.ts';
import type { Schedule, Segment, Session } from '../../src/core/schedule/model.ts';
import type { LocalDate, LocalTime } from '../../src/core/time/local.ts';
import { place, secondsBetween } from '../../src/core/time/zone.ts';
import { centre, itemsOf, playlistsOf, scheduleOf } from '../support/schedules.ts';

const SEED = 20250403;
const IDS = ['a', 'b', 'c', 'd', 'e'];
const DAYS = ['2025-04-07', '2026-03-29', '2026-10-25', '2025-12-31'] as LocalDate[];

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

interface SegmentDraw {
  readonly content: string;
  readonly required: boolean;
  readonly fixed: number | null;
  readonly crossfade: number;
  readonly bed: string;
}
const segmentDraw = fc.record({
  content: fc.constantFrom(
    ...IDS.map((id) => `item: ${id}`),
    'item: khong-am',
    'strand: t, count: 2',
    'strand: t, count: 4',
    'filler: e',
    'filler: e',
    'relay: VOV1, minutes: 2, fallback: e',
    'relay: VOV1, minutes: 3',
  ),
  required: fc.boolean(),
  fixed: fc.option(fc.integer({ min: -10, max: 70 }), { freq: 3 }),
  crossfade: fc.constantFrom(0, 0, 5, 700, 2000, 8000),
  bed: fc.constantFrom('', '', ', bed: { item: e }', ', bed: { item: khong-am }'),
});
const sessionDraw = fc.record({
  start: fc.integer({ min: 0, max: 1439 }),
  maxMinutes: fc.integer({ min: 1, max: 60 }),
  pauseMs: fc.constantFrom(0, 500, 777),
  segments: fc.array(segmentDraw, { minLength: 1, maxLength: 8 }),
});

const worlds = fc
  .record({
    sessions: fc.array(sessionDraw, { minLength: 1, maxLength: 4 }),
    segues: fc.array(fc.constantFrom(0, 0, 0, 1000, 30_000), { minLength: 5, maxLength: 5 }),
    lengths: fc.array(fc.integer({ min: 1, max: 300 * SAMPLE_RATE }), { minLength: 5, maxLength: 5 }),
    zone: fc.constantFrom('Asia/Ho_Chi_Minh', 'Europe/Berlin'),
    dayStart: fc.constantFrom('00:00', '03:00'),
    day: fc.constantFrom(...DAYS),
  })
  .map(({ sessions, lengths, segues, zone, dayStart, day }) => {
    const segments = (drawn: readonly SegmentDraw[], n: number, start: number) =>
      drawn.map(({ content, required, fixed, crossfade, bed }, m) => {
        const at = fixed === null ? '' : `, start: "${clock(start + fixed + 1440)}"`;
        return `{ id: s${n}-${m}, title: T, ${content}, required: ${required}, crossfadeMs: ${crossfade}${at}${bed} }`;
      });
    const text = sessions.map(
      ({ start, maxMinutes, pauseMs, segments: drawn }, n) =>
        `  - { id: s${n}, name: S${n}, channels: [k1], start: "${clock(start)}", maxMinutes: ${maxMinutes}, pauseMs: ${pauseMs}, from: 2025-04-07, segments: [${segments(drawn, n, start).join(', ')}] }\n`,
    );
    const strands = 'strands: [{ id: t, name: T, items: [a, khong-am, b, c] }]\n';
    const schedule = scheduleOf(
      centre(`sessions:\n${text.join('')}${strands}${itemsOf(...IDS, 'khong-am')}`, { zone, dayStart }),
    );
    const sounds: Sounds = new Map(
      IDS.map((id, n): [string, Cut] => [
        `${id}.wav`,
        {
          master: String(n).padStart(64, '0') as Sha256,
          samples: lengths[n] ?? 1,
          use: { from: 0, gainDb: 0, fadeIn: 0, fadeOut: 0, segue: segues[n] ?? 0 },
        },
      ]),
    );
    return { schedule, sounds, day };
  });

const planned = ({
  schedule,
  sounds,
  day,
}: {
  schedule: Schedule;
  sounds: Sounds;
  day: LocalDate;
}): readonly Playlist[] => playlistsOf(schedule, sounds, day);
const byId = <T extends { id: string }>(things: readonly T[], id: string): T => {
  const found = things.find((thing) => thing.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const law = (
  name: string,
  check: (
    playlists: readonly Playlist[],
    schedule: Schedule,
    world: { schedule: Schedule; sounds: Sounds; day: LocalDate },
  ) => void,
) =>
  test(name, () => {
    fc.assert(
      fc.property(worlds, (world) => {
        check(planned(world), world.schedule, world);
      }),
      { seed: SEED, numRuns: 150 },
    );
  });

describe('for any day of any schedule', () => {
  law(
    'entries follow each other with the pause between, to the next frame, and none reaches beyond the limit',
    (playlists, schedule) => {
      for (const { entries, session, length } of playlists) {
        const { maxSeconds, pauseMs } = byId<Session>(schedule.sessions, session);
        const pause = Math.round((pauseMs / 1000) * SAMPLE_RATE);
        const fixed = new Set(
          schedule.segments.flatMap((segment) =>
            segment.session === session && segment.start.kind === 'hard' ? [segment.start.at] : [],
          ),
        );
        entries.forEach((entry, n) => {
          expect(entry.length).toBeGreaterThan(0);
          expect(Number.isInteger(entry.offset) && Number.isInteger(entry.length)).toBe(true);
          expect(entry.offset + entry.length).toBeLessThanOrEqual(maxSeconds * SAMPLE_RATE);
          const next = entries[n + 1];
          if (next === undefined) return;
          const gap = next.offset - entry.offset - entry.length;
          // At a fixed start a new stretch begins, whatever became of the segment that asked for it.
          const { local, zone } = next.start;
          const isNow = (clock: LocalTime): boolean =>
            place(`${local.slice(0, 10)}T${clock}` as typeof local, zone).moment.local === local;
          const atFixed = next.offset % SAMPLE_RATE === 0 && [...fixed].some(isNow);
          const crossfade = byId<Segment>(schedule.segments, next.segment).crossfadeMs * (SAMPLE_RATE / 1000);
          const segue = entry.kind === 'sound' ? (entry.cut?.use?.segue ?? 0) : 0;
          const joined = [entry, next].every(({ kind }) => kind !== 'relay') && (crossfade > 0 || segue > 0);
          if (atFixed) expect(gap).toBeGreaterThanOrEqual(0);
          // Both ask for just the overlap there is, and it is what was asked for to less than a frame.
          else if (joined) {
            const half = Math.min(entry.length, next.length) / 2;
            const overlap = Math.max(0, -gap);
            expect(overlap).toBeLessThanOrEqual(Math.min(crossfade || segue, half));
            const music = [entry, next].some(({ kind }) => kind === 'filler') ? 1.5 * SAMPLE_RATE : half;
            expect(-gap).toBeGreaterThan(Math.min(crossfade || segue, half - 1, music) - 1152);
            expect([entry.crossfade?.out ?? 0, next.crossfade?.in ?? 0]).toEqual(
              crossfade > 0 ? [overlap, overlap] : [0, 0],
            );
            expect(entry.segue ?? 0).toBe(crossfade > 0 ? 0 : overlap);
          }
          // What follows begins on the encoder's next frame, counted from where the stretch began.
          else {
            expect(gap).toBeGreaterThanOrEqual(pause);
            expect(gap).toBeLessThan(pause + 1152);
          }
        });
        expect(length).toBe(Math.max(0, ...entries.map((entry) => entry.offset + entry.length)));
      }
    },
  );

  law('every playlist can be rendered', (playlists) => {
    for (const playlist of playlists) if (playlist.length > 0) expect(() => renderSpec(playlist, 'mp3')).not.toThrow();
  });

  law('music lies under all that its segment plays, once, and under nothing else', (playlists, schedule) => {
    for (const playlist of playlists) {
      const beds = schedule.segments.flatMap((segment) => {
        const spoken = playlist.entries.filter(
          ({ segment: id, kind, reasons }) =>
            id === segment.id && kind === 'sound' && !reasons.some(({ code }) => code === 'bed-missing'),
        );
        const [first, last] = [spoken[0], spoken.at(-1)];
        if (segment.bed === null || first === undefined || last === undefined) return [];
        return [`${first.offset} ${last.offset + last.length}`];
      });
      const under = playlist.length === 0 ? [] : renderSpec(playlist, 'mp3').parts.filter(({ gainDb }) => gainDb < 0);
      expect(under.map(({ offset, length }) => `${offset} ${offset + length}`).sort()).toEqual(beds.sort());
    }
  });

  law('a fixed start begins at its sample, by the wall clock', (playlists, schedule) => {
    for (const playlist of playlists)
      for (const segment of schedule.segments) {
        const first = playlist.entries.find((entry) => entry.segment === segment.id);
        if (segment.start.kind !== 'hard' || first === undefined) continue;
        // An hour that a clock change took away is the one behind it.
        const asked = `${first.start.local.slice(0, 10)}T${segment.start.at}` as typeof first.start.local;
        expect(first.start.local).toBe(place(asked, first.start.zone).moment.local);
        const { moment } = place(first.start.local, first.start.zone);
        expect(first.offset).toBe(secondsBetween(playlist.start, moment) * SAMPLE_RATE);
      }
  });

  law('every place is an entry or an absence with a reason', (playlists, schedule) => {
    for (const playlist of playlists)
      for (const segment of schedule.segments.filter(({ session }) => session === playlist.session)) {
        const entries = playlist.entries.filter((entry) => entry.segment === segment.id).length;
        const absences = playlist.absences.filter((absence) => absence.segment === segment.id).length;
        expect(entries + absences).toBeGreaterThan(0);
        // A strand's pieces are each accounted for, unless the whole place was refused as one.
        const whole = playlist.absences.some(
          ({ reason, segment: of }) =>
            of === segment.id && ['session-clash', 'fixed-start-passed'].includes(reason.code),
        );
        if (segment.content.kind === 'strand' && !whole)
          expect(entries + absences).toBe(Math.min(segment.content.count, 3));
      }
  });

  law('ids are unique, and an entry’s moment is its offset', (playlists) => {
    const ids = playlists.flatMap(({ entries }) => entries.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { entries, start } of playlists)
      for (const entry of entries)
        expect(secondsBetween(start, entry.start)).toBe(Math.floor(entry.offset / SAMPLE_RATE));
  });

  law('a stretch with music ends at the next fixed start', (playlists, schedule) => {
    for (const { entries } of playlists)
      entries.forEach((entry, n) => {
        if (entry.kind !== 'filler') return;
        const fixed = entries.findIndex(
          (later, m) => m > n && byId<Segment>(schedule.segments, later.segment).start.kind === 'hard',
        );
        const before = entries[fixed - 1];
        // The fixed start itself may have been left out for want of room; then nothing is there to compare with.
        if (fixed < 0 || before === undefined) return;
        const gapSegments = entries.slice(n + 1, fixed);
        if (gapSegments.some(({ kind }) => kind === 'filler')) return;
        expect(before.offset + before.length).toBeLessThanOrEqual(entries[fixed]?.offset ?? 0);
        expect(entry.length).toBeGreaterThanOrEqual(3 * SAMPLE_RATE);
      });
  });

  law('what is required is left out only when nothing optional is left in its stretch', (playlists, schedule) => {
    for (const { absences, entries, session } of playlists) {
      const segments = schedule.segments
        .filter((segment) => segment.session === session)
        .sort((a, b) => a.position - b.position);
      // One stretch: no fixed starts at all.
      if (segments.some(({ start }) => start.kind === 'hard')) continue;
      const required = absences.some(
        ({ reason, segment }) => reason.code === 'no-room' && byId<Segment>(segments, segment).required,
      );
      if (required) expect(entries.every((entry) => byId<Segment>(segments, entry.segment).required)).toBe(true);
    }
  });

  law('no two sessions sound at once', (playlists) => {
    const sounding = playlists.filter(({ length }) => length > 0);
    sounding.forEach((playlist, n) => {
      const next = sounding[n + 1];
      if (next !== undefined)
        expect(secondsBetween(playlist.start, next.start) * SAMPLE_RATE).toBeGreaterThanOrEqual(playlist.length);
    });
  });

  law('speech is whole', (playlists) => {
    for (const { entries } of playlists)
      for (const entry of entries.filter(({ kind }) => kind === 'sound'))
        expect([entry.length, entry.fadeOut]).toEqual([entry.cut?.samples, 0]);
  });

  law('the plan is the same again, and whatever order things were written in', (playlists, schedule, world) => {
    expect(planned(world)).toEqual(playlists);
    const turned = Object.fromEntries(
      Object.entries(schedule).map(([list, things]) => [list, things.toReversed()]),
    ) as unknown as Schedule;
    expect(planned({ ...world, schedule: turned })).toEqual(playlists);
  });
});

test('every clock time asked for is one session of its day, over clock changes and days that begin at 03:00', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1439 }),
      fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Ho_Chi_Minh'),
      fc.constantFrom('00:00', '03:00'),
      fc.constantFrom<LocalDate>(
        ...DAYS,
        '2026-03-08' as LocalDate,
        '2026-11-01' as LocalDate,
        '2026-04-05' as LocalDate,
      ),
      (minute, zone, dayStart, day) => {
        const text = `sessions:\n  - { id: s, name: S, channels: [k1], start: "${clock(minute)}", maxMinutes: 5, from: 2025-04-01, segments: [{ id: s1, title: T, item: a }] }\n${itemsOf('a')}`;
        const schedule = scheduleOf(centre(text, { zone, dayStart }));
        const sounds: Sounds = new Map([['a.wav', { master: '0'.repeat(64) as Sha256, samples: SAMPLE_RATE }]]);
        const playlists = planned({ schedule, sounds, day });
        expect(playlists).toHaveLength(1);
        expect(playlists[0]?.entries[0]?.id.slice(-8)).toBe(`${clock(minute)}:00` as LocalTime);
        const moved = playlists[0]?.start.local.slice(11) !== `${clock(minute)}:00`;
        expect(playlists[0]?.entries[0]?.reasons.some(({ code }) => code === 'hour-moved')).toBe(moved);
      },
    ),
    { seed: SEED, numRuns: 300 },
  );
});
