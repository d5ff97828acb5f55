/** Incremental = full: days that an alteration does not touch are planned with it just as without it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChannelId, StrandId } from '../../src/core/ids.ts';
import { planChannelDay } from '../../src/core/playlist/day.ts';
import type { Alterations, Edit } from '../../src/core/schedule/alterations.ts';
import type { Schedule } from '../../src/core/schedule/model.ts';
import { prepare } from '../../src/core/schedule/prepare.ts';
import { type Touched, touchedByDecision, touchedByEdit, touchedByOverlay } from '../../src/core/schedule/touched.ts';
import { addDays, eachDay, type LocalDate } from '../../src/core/time/local.ts';
import { type AlteredWorld, alteredWorlds, FIRST_DAY } from '../support/altered-worlds.ts';

const SEED = 20251125;
const CHANNELS = ['k1', 'k2'] as ChannelId[];
const DAYS = eachDay(addDays(FIRST_DAY, -8), addDays(FIRST_DAY, 12));

const groundOf = (world: AlteredWorld) => prepare({ ...world, turns: new Map() });

interface Seen {
  /** Channel-days that were not touched, and how many of all really changed. */
  free: number;
  changed: number;
}

/** Holds every channel-day that is not touched against itself; answers how many there were. */
const compare = (before: AlteredWorld, after: AlteredWorld, touched: readonly Touched[], seen: Seen): void => {
  const [was, is] = [groundOf(before), groundOf(after)];
  for (const channel of CHANNELS)
    for (const day of DAYS) {
      const [old, now] = [planChannelDay(was, channel, day), planChannelDay(is, channel, day)];
      const inside = touched.some(
        ({ channels, from, to }) => channels.includes(channel) && from <= day && (to === null || day <= to),
      );
      if (JSON.stringify(old) !== JSON.stringify(now)) seen.changed += 1;
      if (inside) continue;
      seen.free += 1;
      expect(now, `${channel} ${day} is not among ${JSON.stringify(touched)}`).toEqual(old);
    }
};

/** Every other item or strand that an edit brings in is the strand. */
const withStrand = (edit: Edit): Edit =>
  edit.action.kind === 'add' || edit.action.kind === 'replace'
    ? ({
        ...edit,
        action: { ...edit.action, content: { kind: 'strand', strand: 't' as StrandId, count: 1 } },
      } as Edit)
    : edit;

/** Items that may not air at every time make a strand's turns depend on when it airs. */
const withEmbargo = (schedule: Schedule): Schedule => ({
  ...schedule,
  items: schedule.items.map((item) =>
    item.id === 'b' ? { ...item, notBefore: '2025-04-08T05:05:00' as never, to: '2025-04-12' as LocalDate } : item,
  ),
});

describe('what an alteration does not touch is planned as before', () => {
  test('an edit', () => {
    const seen: Seen = { free: 0, changed: 0 };
    fc.assert(
      fc.property(alteredWorlds, fc.boolean(), fc.boolean(), (drawn, strand, embargo) => {
        const world = embargo ? { ...drawn, schedule: withEmbargo(drawn.schedule) } : drawn;
        const edits = strand ? world.alterations.edits.map(withStrand) : world.alterations.edits;
        const last = edits.at(-1);
        if (last === undefined) return;
        const alterations = (kept: readonly Edit[]): Alterations => ({ ...world.alterations, edits: kept });
        const after = { ...world, alterations: alterations(edits) };
        const before = { ...world, alterations: alterations(edits.slice(0, -1)) };
        compare(before, after, touchedByEdit(groundOf(after), last), seen);
      }),
      { seed: SEED, numRuns: 300 },
    );
    // The law says something only where there is something untouched, and edits that do something.
    expect(seen.free).toBeGreaterThan(1000);
    expect(seen.changed).toBeGreaterThan(1000);
  });

  test('an undone edit that later edits build on', () => {
    const seen: Seen = { free: 0, changed: 0 };
    fc.assert(
      fc.property(alteredWorlds, (world) => {
        const [first, ...rest] = world.alterations.edits;
        if (first === undefined) return;
        const undone = { ...world, alterations: { ...world.alterations, edits: rest } };
        compare(world, undone, touchedByEdit(groundOf(world), first), seen);
      }),
      { seed: SEED + 1, numRuns: 150 },
    );
    expect(Math.min(seen.free, seen.changed)).toBeGreaterThan(200);
  });

  test('an order, and lifting it', () => {
    const seen: Seen = { free: 0, changed: 0 };
    fc.assert(
      fc.property(alteredWorlds, fc.integer({ min: 0, max: 3 }), (world, later) => {
        const [overlay] = world.schedule.overlays;
        if (overlay === undefined) return;
        const without = { ...world, schedule: { ...world.schedule, overlays: [] } };
        compare(without, world, touchedByOverlay(groundOf(world), overlay, overlay.from), seen);
        const from = addDays(FIRST_DAY, later);
        const lifts = [{ id: 50, overlay: overlay.id, from }];
        const lifted = { ...world, alterations: { ...world.alterations, lifts } };
        compare(world, lifted, touchedByOverlay(groundOf(world), overlay, from), seen);
      }),
      { seed: SEED + 2, numRuns: 150 },
    );
    expect(Math.min(seen.free, seen.changed)).toBeGreaterThan(200);
  });

  test('a decision', () => {
    const seen: Seen = { free: 0, changed: 0 };
    fc.assert(
      fc.property(alteredWorlds, (world) => {
        const prepared = groundOf(world);
        for (const channel of CHANNELS)
          for (const day of DAYS.slice(7, 12)) {
            const [open] = planChannelDay(prepared, channel, day).conflicts.filter(({ state }) => state !== 'ranked');
            if (open === undefined) continue;
            const decision = { id: 70, channel, day, first: open.yields.slot, second: open.kept.slot };
            const after = { ...world, alterations: { ...world.alterations, decisions: [decision] } };
            compare(world, after, touchedByDecision(groundOf(after), decision), seen);
          }
      }),
      { seed: SEED + 3, numRuns: 200 },
    );
    expect(seen.free).toBeGreaterThan(1000);
    expect(seen.changed).toBeGreaterThan(10);
  });
});
