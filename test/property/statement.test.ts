/** Laws of statements: seconds add up, nothing is claimed twice or beyond the plan. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { observe, type Statement } from '../../src/core/evidence/statement.ts';
import type { Playlist } from '../../src/core/playlist/model.ts';
import { SAMPLE_RATE } from '../../src/core/playlist/profile.ts';
import { plusSeconds } from '../../src/core/time/zone.ts';
import { centre, itemsOf, playlistsOf, scheduleOf, soundsOf } from '../support/schedules.ts';

const SEED = 20250403;
const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const schedule = (count: number, pauseMs: number) =>
  scheduleOf(
    centre(`sessions:
  - { id: s, name: S, channels: [k1], start: 05:50, maxMinutes: 600, pauseMs: ${pauseMs}, from: 2025-04-07, segments: [${IDS.slice(
    0,
    count,
  )
    .map((id) => `{ id: s-${id}, title: ${id}, item: ${id} }`)
    .join(', ')}] }
${itemsOf(...IDS)}`),
  );

const playlists = fc
  .tuple(fc.array(fc.integer({ min: 1, max: 600_000 }), { minLength: 1, maxLength: 6 }), fc.constantFrom(0, 500, 1234))
  .map(([lengths, pauseMs]) => {
    const sounds = soundsOf(Object.fromEntries(lengths.map((ms, n) => [IDS[n] ?? '', ms / 1000])));
    return playlistsOf(schedule(lengths.length, pauseMs), sounds, '2025-04-07')[0] as Playlist;
  });
const plannedSeconds = ({ length }: Playlist): number => length / SAMPLE_RATE;
const base: Statement = { outcome: 'partly', reason: 'power-cut', note: null, started: null, secondsHeard: null };

test('a part heard: each share lies in its entry, and together they are no more than was heard', () => {
  fc.assert(
    fc.property(
      playlists,
      fc.integer({ min: -600, max: 4000 }),
      fc.double({ min: 0.001, max: 4000, noNaN: true }),
      (playlist, late, heard) => {
        const started = plusSeconds(playlist.start, late);
        const result = observe(
          playlist,
          playlist.entries,
          { ...base, started, secondsHeard: heard },
          '2026-01-01T00:00:00Z',
        );
        if (!result.ok) {
          const [{ code }] = result.refusals;
          expect(code).toBe(heard > plannedSeconds(playlist) + 60 ? 'log.seconds' : 'log.outside');
          // Outside means that no entry has even half a millisecond in it.
          const shares = playlist.entries.map(({ offset, length }) => {
            const [begins, ends] = [offset / SAMPLE_RATE, (offset + length) / SAMPLE_RATE];
            return Math.min(ends, late + heard) - Math.max(begins, late);
          });
          if (code === 'log.outside') expect(Math.max(...shares)).toBeLessThan(0.0006);
          return;
        }
        expect(result.value.map(({ entry }) => entry.id)).toEqual(playlist.entries.map(({ id }) => id));
        const sum = result.value.reduce((total, { secondsHeard }) => total + secondsHeard, 0);
        // Rounding to the millisecond is half of one for each entry.
        expect(sum).toBeLessThanOrEqual(heard + 0.0005 * result.value.length + 1e-9);
        expect(sum).toBeGreaterThan(0);
        for (const { entry, outcome, started: began, secondsHeard } of result.value) {
          expect(secondsHeard).toBeGreaterThanOrEqual(0);
          expect(secondsHeard).toBeLessThanOrEqual(entry.length / SAMPLE_RATE + 0.0005);
          expect(began === null).toBe(outcome === 'not-aired');
          if (outcome === 'not-aired') expect(secondsHeard).toBe(0);
          if (outcome === 'aired') expect(secondsHeard).toBeCloseTo(entry.length / SAMPLE_RATE, 3);
        }
      },
    ),
    { seed: SEED, numRuns: 500 },
  );
});

test('all of it heard from its start is all aired, as if “aired” had been said', () => {
  fc.assert(
    fc.property(playlists, (playlist) => {
      const now = '2026-01-01T00:00:00Z';
      const part = observe(
        playlist,
        playlist.entries,
        { ...base, secondsHeard: plannedSeconds(playlist) + 0.001 },
        now,
      );
      const whole = observe(playlist, playlist.entries, { ...base, outcome: 'aired', reason: null }, now);
      expect(part).toEqual(whole);
      expect(whole.ok && whole.value.length).toBe(playlist.entries.length);
    }),
    { seed: SEED, numRuns: 200 },
  );
});
