/** Laws of make-goods: an offer breaks nothing, and one that is taken mends the shortfall that it was for. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Airing } from '../../src/core/campaign/airing.ts';
import { coverageOf } from '../../src/core/campaign/coverage.ts';
import { lostAirings, withoutMadeGood } from '../../src/core/campaign/lost.ts';
import { makeGoodsFor } from '../../src/core/campaign/make-goods.ts';
import { airingKey, type Standing } from '../../src/core/evidence/standing.ts';
import type { ChannelId } from '../../src/core/ids.ts';
import { type DayPlan, planChannelDay } from '../../src/core/playlist/day.ts';
import { SAMPLE_RATE } from '../../src/core/playlist/profile.ts';
import type { Prepared } from '../../src/core/schedule/prepare.ts';
import { addDays, eachDay, type LocalDate } from '../../src/core/time/local.ts';
import { groundOf, scheduleOf, soundsOf } from '../support/schedules.ts';

const SEED = 20251125;
/** A Monday. */
const FIRST = '2025-04-07' as LocalDate;
const DAYS = eachDay(FIRST, addDays(FIRST, 4));
const NOW = `${addDays(FIRST, 1)}T03:00:00Z`;
const IDS = ['a', 'b', 'c', 'd'];
const CHANNELS = ['k1', 'k2'] as ChannelId[];

const clock = (minutes: number): string =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

const segmentDraw = fc.record({
  content: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('item: a', 'item: b', 'strand: t, count: 2', 'strand: t, count: 1') },
    { weight: 3, arbitrary: fc.constantFrom('filler: nhac', 'relay: VOV1, minutes: 3, fallback: nhac', 'item: chao') },
  ),
  required: fc.boolean(),
  fixed: fc.option(fc.integer({ min: 5, max: 40 }), { freq: 2 }),
  rule: fc.option(fc.constantFrom('FREQ=WEEKLY;BYDAY=MO', 'FREQ=DAILY;INTERVAL=2'), { freq: 4 }),
});
const sessionDraw = fc.record({
  start: fc.integer({ min: 0, max: 1439 }),
  maxMinutes: fc.integer({ min: 10, max: 60 }),
  grace: fc.constantFrom(0, 10),
  pauseMs: fc.constantFrom(0, 500),
  both: fc.boolean(),
  segments: fc.array(segmentDraw, { minLength: 1, maxLength: 6 }),
});
type SessionDraw = typeof sessionDraw extends fc.Arbitrary<infer T> ? T : never;

const sessionText = ({ start, maxMinutes, grace, pauseMs, both, segments }: SessionDraw, n: number): string => {
  const lines = segments.map(({ content, required, fixed, rule }, m) => {
    const at = fixed === null ? '' : `, start: "${clock(start + fixed)}"`;
    const own = rule === null ? '' : `, rule: "${rule}"`;
    return `{ id: s${n}-${m}, title: T, ${content}, required: ${required}${at}${own} }`;
  });
  return `  - { id: s${n}, name: S${n}, channels: [k1${both ? ', k2' : ''}], start: "${clock(start)}", maxMinutes: ${maxMinutes}, graceSeconds: ${grace * 60}, pauseMs: ${pauseMs}, from: 2025-04-07, segments: [${lines.join(', ')}] }\n`;
};

const worlds = fc
  .record({
    sessions: fc.array(sessionDraw, { minLength: 1, maxLength: 4 }),
    seconds: fc.array(fc.integer({ min: 5, max: 300 }), { minLength: 4, maxLength: 4 }),
    lost: fc.nat(),
  })
  .map(({ sessions, seconds, lost }) => {
    const items = IDS.map(
      (id) => `  - { id: ${id}, title: Tin ${id}, genre: newsItem, campaign: dot, sound: ${id}.wav }\n`,
    );
    const schedule = scheduleOf(`
units: [{ id: xa, name: Xã Mỹ Tú, kind: xã }]
stations: [{ id: dai, name: Đài, zone: Asia/Ho_Chi_Minh, responsible: [{ unit: xa }] }]
channels:
  - { id: k1, name: Kênh 1, station: dai, carrier: loudspeaker, units: [{ unit: xa }] }
  - { id: k2, name: Kênh 2, station: dai, carrier: loudspeaker, units: [{ unit: xa }] }
campaigns:
  - { id: dot, name: Đợt, owner: xa, from: ${FIRST}, to: ${addDays(FIRST, 4)}, contentGroups: [{ id: g, name: G }], targets: [{ measure: airings, amount: 100 }] }
items:
${items.join('')}  - { id: nhac, title: Nhạc, genre: music, sound: nhac.wav }
  - { id: chao, title: Chào, genre: signOff, sound: chao.wav }
strands: [{ id: t, name: T, items: [a, b, c, d] }]
sessions:
${sessions.map(sessionText).join('')}`);
    const [a = 1, b = 1, c = 1, d = 1] = seconds;
    return { schedule, sounds: soundsOf({ a, b, c, d, nhac: 90, chao: 4 }), lost };
  });

const plans = (prepared: Prepared): Map<string, DayPlan> =>
  new Map(
    CHANNELS.flatMap((channel) => DAYS.map((day) => [`${channel} ${day}`, planChannelDay(prepared, channel, day)])),
  );

/** Everything planned on k1, as if all that has begun had aired but what is lost. */
const airingsOf = (prepared: Prepared, lost: ReadonlySet<string>): Airing[] =>
  DAYS.flatMap((day) => planChannelDay(prepared, 'k1' as ChannelId, day).playlists).flatMap(
    ({ channel, day, entries }) =>
      entries
        .filter(({ kind }) => kind === 'sound')
        .map((entry): Airing => {
          const key = airingKey(channel, entry.id);
          const state = lost.has(key) ? 'not-aired' : entry.start.instant <= NOW ? 'aired' : 'to-come';
          const { item, campaign, contentGroup, language, run } = entry;
          return {
            key,
            channel,
            day,
            at: entry.start.instant,
            units: [],
            item,
            campaign,
            contentGroup,
            language,
            run,
            state,
            ms: 1,
          };
        }),
  );

const reached = (prepared: Prepared, lost: ReadonlySet<string>): number => {
  const [campaign] = prepared.schedule.campaigns;
  if (campaign === undefined) throw new Error('no campaign');
  const airings = airingsOf(prepared, lost);
  const today = addDays(FIRST, 1);
  const [row] = coverageOf({ campaign, airings, units: [], today, plannedTo: addDays(FIRST, 4) }, FIRST, today);
  return (row?.counts.done ?? 0) + (row?.counts.toCome ?? 0);
};

let offered = 0;
let nowhere = 0;

test('whatever is lost, an offer plans it and changes nothing else; taken, it makes the figure whole', () => {
  fc.assert(
    fc.property(worlds, ({ schedule, sounds, lost: pick }) => {
      const prepared = groundOf(schedule, sounds);
      const first = planChannelDay(prepared, 'k1' as ChannelId, FIRST).playlists;
      const spoken = first.flatMap(({ entries }) => entries.filter(({ campaign }) => campaign === 'dot'));
      const chosen = spoken[pick % Math.max(1, spoken.length)];
      if (chosen === undefined) return;
      const key = airingKey('k1', chosen.id);
      const words = new Map([[key, { outcome: 'not-aired', reason: 'power-cut' } as Standing]]);
      const losses = lostAirings(prepared, first, words).filter(({ why }) => why.kind === 'said');
      expect(losses.map(({ id, item }) => [id, item])).toEqual([[chosen.id, chosen.item]]);
      const [missed] = losses;
      if (missed === undefined) return;

      const before = plans(prepared);
      const offers = makeGoodsFor(prepared, { channel: 'k1' as ChannelId, days: DAYS, now: NOW }, missed);
      offered += offers.length;
      if (offers.length === 0) nowhere += 1;
      expect(offers.length).toBeLessThanOrEqual(5);
      expect(offers.map(({ start }) => start.instant)).toEqual(offers.map(({ start }) => start.instant).toSorted());
      for (const offer of offers) {
        const taken = groundOf(schedule, sounds, { alterations: { edits: [{ ...offer.edit, id: 7 }] } });
        const after = plans(taken);
        for (const [name, was] of before) {
          const is = after.get(name);
          if (is === undefined) throw new Error(name);
          const [channel = '', day] = name.split(' ');
          const here = day === offer.day && offer.channels.some((id) => id === channel);
          if (!here) {
            expect(is, name).toEqual(was);
            continue;
          }
          unbroken(was, is, schedule);
          const added = is.playlists.flatMap(({ entries }) => entries).filter(({ segment }) => segment === 'sua-7-');
          expect(added.map(({ item }) => item)).toEqual([missed.item]);
          if (channel === 'k1') expect(added[0]?.start).toEqual(offer.start);
        }
        expect(offer.start.instant > NOW).toBe(true);
        // What it was for: one airing was missing, and none is.
        expect(reached(taken, new Set([key]))).toBe(reached(prepared, new Set()));
        expect(reached(prepared, new Set([key]))).toBe(reached(prepared, new Set()) - 1);
        const all = DAYS.flatMap((day) => planChannelDay(taken, 'k1' as ChannelId, day).playlists);
        expect(withoutMadeGood(taken, losses, all, words)).toEqual([]);
        // And when that did not air either, both are open again: the loss, and the make-good that was lost.
        const again = new Map([
          ...words,
          [
            airingKey('k1', `sua-7-@${offer.edit.day}T${sessionStart(schedule, offer.session)}`),
            [...words.values()][0] as Standing,
          ],
        ]);
        const both = lostAirings(taken, all, again).filter(({ why }) => why.kind === 'said');
        expect(withoutMadeGood(taken, both, all, again)).toHaveLength(2);
      }
    }),
    { seed: SEED, numRuns: 150 },
  );
  // The law is about something: there were offers, and days without any room.
  expect(offered).toBeGreaterThan(150);
  expect(nowhere).toBeGreaterThan(5);
});

const sessionStart = (schedule: Prepared['schedule'], id: string): string =>
  schedule.sessions.find((session) => session.id === id)?.start ?? '';

const unbroken = (was: DayPlan, is: DayPlan, schedule: Prepared['schedule']): void => {
  expect(is.conflicts).toEqual(was.conflicts);
  expect(is.findings).toEqual(was.findings);
  expect(is.playlists.map(({ session, start }) => [session, start])).toEqual(
    was.playlists.map(({ session, start }) => [session, start]),
  );
  is.playlists.forEach((playlist, n) => {
    const old = was.playlists[n];
    const limit = schedule.sessions.find(({ id }) => id === playlist.session)?.maxSeconds ?? 0;
    expect(playlist.absences).toEqual(old?.absences);
    let end = 0;
    for (const { offset, length } of playlist.entries) {
      expect(offset).toBeGreaterThanOrEqual(end);
      end = offset + length;
    }
    expect(end).toBeLessThanOrEqual(limit * SAMPLE_RATE);
    for (const entry of old?.entries ?? []) {
      const kept = playlist.entries.find(({ id }) => id === entry.id);
      expect(kept, entry.id).toMatchObject({ item: entry.item, kind: entry.kind, run: entry.run });
      if (entry.kind !== 'filler') expect(kept?.length).toBe(entry.length);
      if (schedule.segments.find(({ id }) => id === entry.segment)?.start.kind === 'hard')
        expect(kept?.start).toEqual(entry.start);
    }
  });
};
