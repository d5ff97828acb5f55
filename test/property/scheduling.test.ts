/** Laws of a day with edits, orders, priorities and guards over it (the schedule alone: planning.test.ts). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChannelId } from '../../src/core/ids.ts';
import { type DayPlan, planChannelDay } from '../../src/core/playlist/day.ts';
import { SAMPLE_RATE } from '../../src/core/playlist/profile.ts';
import { NO_ALTERATIONS } from '../../src/core/schedule/alterations.ts';
import type { Priority } from '../../src/core/schedule/model.ts';
import { prepare } from '../../src/core/schedule/prepare.ts';
import { resolveDay } from '../../src/core/schedule/resolve.ts';
import { addDays, eachDay } from '../../src/core/time/local.ts';
import { secondsBetween } from '../../src/core/time/zone.ts';
import { type AlteredWorld, alteredWorlds, FIRST_DAY } from '../support/altered-worlds.ts';

const SEED = 20251124;
const CHANNELS = ['k1', 'k2'] as ChannelId[];
const DAYS = eachDay(FIRST_DAY, addDays(FIRST_DAY, 3));
const RANK: Readonly<Record<Priority, number>> = { normal: 1, priority: 2, emergency: 3 };

const groundOf = (world: AlteredWorld) => prepare({ ...world, turns: new Map() });

interface Planned {
  readonly channel: ChannelId;
  readonly day: (typeof DAYS)[number];
  readonly plan: DayPlan;
}
const plansOf = (world: AlteredWorld): Planned[] => {
  const prepared = groundOf(world);
  return CHANNELS.flatMap((channel) =>
    DAYS.map((day) => ({ channel, day, plan: planChannelDay(prepared, channel, day) })),
  );
};

const law = (name: string, check: (plans: readonly Planned[], world: AlteredWorld) => void, numRuns = 120) =>
  test(name, () => {
    fc.assert(
      fc.property(alteredWorlds, (world) => {
        check(plansOf(world), world);
      }),
      { seed: SEED, numRuns },
    );
  });

describe('whatever people altered', () => {
  law('no two sounds at once on one channel, over midnight too', (plans) => {
    for (const channel of CHANNELS) {
      const sounds = plans
        .filter((one) => one.channel === channel)
        .flatMap(({ plan }) => plan.playlists)
        .flatMap(({ start, entries, session }) =>
          entries.map(({ offset, length, id }) => {
            const from = Temporal.Instant.from(start.instant).epochMilliseconds * 48 + offset;
            return { from, to: from + length, id: `${session} ${id}` };
          }),
        )
        .sort((a, b) => a.from - b.from);
      sounds.slice(1).forEach((next, n) => {
        expect(next.from, `${sounds[n]?.id} and ${next.id}`).toBeGreaterThanOrEqual(sounds[n]?.to ?? 0);
      });
    }
  });

  law('no airtime is invented: speech is whole, and everything heard was asked for', (plans, { schedule, sounds }) => {
    const masters = new Map([...sounds].map(([name, cut]) => [cut.master, name]));
    for (const { plan } of plans)
      for (const { entries } of plan.playlists)
        for (const entry of entries) {
          if (entry.cut !== null) expect(masters.has(entry.cut.master)).toBe(true);
          if (entry.kind === 'sound') expect([entry.length, entry.fadeOut]).toEqual([entry.cut?.samples, 0]);
          if (entry.item !== null) expect(schedule.items.some(({ id }) => id === entry.item)).toBe(true);
        }
  });

  law('no airtime is lost: every place is heard or says why not', (plans, world) => {
    const prepared = groundOf(world);
    for (const { channel, day, plan } of plans) {
      const told = new Set(
        plan.playlists.flatMap(({ entries, absences }) => [...entries, ...absences].map(({ id }) => id.split('#')[0])),
      );
      for (const { places } of resolveDay(prepared, channel, day).sessions)
        for (const { slot } of places) expect(told.has(slot), slot).toBe(true);
      for (const { absences } of plan.playlists) for (const { reason } of absences) expect(reason.code).not.toBe('');
    }
  });

  law('the highest claim wins, and what yields is never of higher rank', (plans) => {
    for (const { plan } of plans)
      for (const { state, kept, yields } of plan.conflicts) {
        const [winner, loser] = [RANK[kept.priority], RANK[yields.priority]];
        if (state === 'ranked') expect(winner).toBeGreaterThan(loser);
        else expect(winner).toBe(loser);
        if (state === 'open') expect(winner).toBeGreaterThan(1);
      }
  });

  law('every conflict is a real one: both wanted the time it names', (plans) => {
    for (const { plan } of plans)
      for (const { from, to } of plan.conflicts) expect(from < to, `${from} ${to}`).toBe(true);
  });

  law('a fixed start is kept by the clock, but for its own grace', (plans, { schedule }) => {
    for (const { plan } of plans)
      for (const { entries } of plan.playlists)
        for (const segment of schedule.segments) {
          const first = entries.find((entry) => entry.segment === segment.id);
          // In another session, or one that was moved or kept waiting, the clock time is another's.
          if (segment.start.kind !== 'hard' || first === undefined) continue;
          if (first.reasons.some(({ code }) => code === 'moved-here')) continue;
          const late = secondsBetween({ ...first.start, instant: first.start.instant }, first.start);
          expect(late).toBe(0);
          const wait = first.start.local.slice(11) > segment.start.at ? segment.graceSeconds : 0;
          const clock = (text: string) =>
            Number(text.slice(0, 2)) * 3600 + Number(text.slice(3, 5)) * 60 + Number(text.slice(6));
          const behind = (clock(first.start.local.slice(11)) - clock(segment.start.at) + 86_400) % 86_400;
          // An urgent place that does not fit before time that something stronger has may go on after it.
          if (plan.conflicts.length === 0 && plan.findings.length === 0) expect(behind).toBeLessThanOrEqual(wait);
        }
  });

  law(
    'planning is the same again, in any order of days and channels, and of what was written',
    (plans, world) => {
      const turned = {
        ...world,
        schedule: Object.fromEntries(
          Object.entries(world.schedule).map(([list, things]) => [list, things.toReversed()]),
        ) as unknown as AlteredWorld['schedule'],
        alterations: { ...world.alterations, edits: world.alterations.edits.toReversed() },
      };
      const prepared = groundOf(turned);
      for (const { channel, day, plan } of plans.toReversed())
        expect(planChannelDay(prepared, channel, day)).toEqual(plan);
      for (const { channel, day, plan } of plans.slice(0, 2))
        expect(planChannelDay(groundOf(world), channel, day)).toEqual(plan);
    },
    60,
  );

  law(
    'undone, it is as if it had never been',
    (plans, world) => {
      const last = world.alterations.edits.at(-1);
      if (last === undefined) return;
      const without = { ...world, alterations: { ...world.alterations, edits: world.alterations.edits.slice(0, -1) } };
      const other = { ...last, id: 99 };
      const again = plansOf({
        ...without,
        alterations: { ...without.alterations, edits: [...without.alterations.edits, other] },
      });
      const plain = (all: readonly Planned[]) =>
        JSON.stringify(all.map(({ plan }) => plan))
          .replace(/"alteration":\d+/g, '')
          .replace(/sua-\d+-/g, '');
      expect(plain(again)).toBe(plain(plans));
      if (world.alterations.edits.length === 1)
        expect(plansOf(without)).toEqual(plansOf({ ...world, alterations: NO_ALTERATIONS }));
    },
    60,
  );

  law(
    'a lifted order leaves the schedule exactly as it was',
    (_, world) => {
      const lifts = world.schedule.overlays.map(({ id }, n) => ({ id: n + 1, overlay: id, from: FIRST_DAY }));
      const lifted = plansOf({ ...world, alterations: { ...world.alterations, lifts } });
      expect(lifted).toEqual(plansOf({ ...world, schedule: { ...world.schedule, overlays: [] } }));
    },
    60,
  );

  law('nothing sounds outside the hours a guard allows, but an emergency with an authoriser', (plans, { schedule }) => {
    const [guard] = schedule.guards;
    if (guard === undefined || guard.hours.length === 0) return;
    for (const { plan } of plans)
      for (const { entries } of plan.playlists)
        for (const { start, length, segment } of entries) {
          const asked = schedule.segments.find(({ id }) => id === segment);
          if (asked?.priority === 'emergency' && asked.authorised !== null) continue;
          const from = start.local.slice(11);
          const end = Temporal.PlainDateTime.from(start.local).add({ seconds: Math.ceil(length / SAMPLE_RATE) });
          expect(from >= '05:00:00', `${segment} ${start.local}`).toBe(true);
          // Starts are told in whole seconds, rounded down.
          expect(Temporal.PlainDateTime.compare(end, `${start.local.slice(0, 10)}T05:25:01`)).toBeLessThanOrEqual(0);
        }
  });
});
