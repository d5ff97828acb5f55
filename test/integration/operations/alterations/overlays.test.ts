/** Orders over the schedule: what they take away, lifting them, and that files and hands agree on them. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSchedules } from '../../../../src/contract/schedule-file/index.ts';
import type { ChannelId, UnitId } from '../../../../src/core/ids.ts';
import { must } from '../../../../src/core/result.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { listAlterations } from '../../../../src/operations/alterations/list-alterations.ts';
import {
  addOverlay,
  liftOverlay,
  listOverlays,
  type NewOverlay,
} from '../../../../src/operations/alterations/overlays.ts';
import { undoAlteration } from '../../../../src/operations/alterations/undo-alteration.ts';
import { applySchedule } from '../../../../src/operations/apply-schedule.ts';
import { AP, DAI, EDITS_SCHEDULE, makeEditsWorld, TOMORROW, told } from '../../../support/edits-world.ts';
import { personWith } from '../../../support/matrix-world.ts';
import type { World } from '../../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeEditsWorld();
});
afterEach(() => world.close());

const codes = (result: { ok: true } | { ok: false; refusals: readonly { code: string }[] }): string[] =>
  result.ok ? [] : result.refusals.map(({ code }) => code);
const day = (text: string): LocalDate => text as LocalDate;
const order = (more: Partial<NewOverlay> = {}): NewOverlay => ({
  id: null,
  name: 'Quốc tang',
  kind: 'mourning',
  from: TOMORROW,
  to: day('2026-11-25'),
  units: [],
  channels: [],
  genres: ['music'],
  replacement: null,
  authority: 'Ban Bí thư',
  document: '120-QĐ/TW',
  reason: 'Quốc tang theo thông báo',
  ...more,
});
const song = (channel: ChannelId, on: string): boolean => told(world.ctx, channel, on)[0]?.includes('Ca khúc') ?? false;

test('an order takes away what it names, everywhere, and the planned days follow at once', () => {
  expect(must(addOverlay(world.ctx, order()))).toEqual({ id: 'quoc-tang' });
  expect([DAI, AP].map((one) => song(one, TOMORROW))).toEqual([false, false]);
  expect(['2026-11-23', '2026-11-26'].map((on) => song(DAI, on))).toEqual([true, true]);
  expect(listOverlays(world.ctx)).toMatchObject([{ id: 'quoc-tang', state: 'coming', file: null, lifted: null }]);
  world.setNow('2026-11-25T01:00:00Z');
  expect(listOverlays(world.ctx)[0]?.state).toBe('standing');
  world.setNow('2026-11-26T01:00:00Z');
  expect(listOverlays(world.ctx)[0]?.state).toBe('over');
});

test('the same name again has an id of its own; the same id is refused, and so is what is not there', () => {
  must(addOverlay(world.ctx, order()));
  expect(must(addOverlay(world.ctx, order({ from: day('2026-12-01'), to: day('2026-12-01') })))).toEqual({
    id: 'quoc-tang-2',
  });
  expect(codes(addOverlay(world.ctx, order({ id: 'quoc-tang' as never })))).toEqual(['schedule.id-double']);
  const wrong = order({
    name: 'Sai',
    from: day('2026-12-02'),
    to: day('2026-12-01'),
    replacement: 'khong-co' as never,
  });
  expect(addOverlay(world.ctx, wrong)).toMatchObject({
    ok: false,
    refusals: [
      { code: 'time.range', place: { pointer: '/to' } },
      { code: 'schedule.reference', place: { pointer: '/replacement' } },
    ],
  });
  expect(codes(addOverlay(world.ctx, order({ name: 'Không lý do', reason: ' ' })))).toEqual(['reason.missing']);
  expect(listOverlays(world.ctx)).toHaveLength(2);
});

test('it needs the right wherever it reaches: for everybody, that of the whole centre', () => {
  const as = (unit: string | null) => ({
    ...world.ctx,
    caller: personWith([{ role: 'editor', unit: unit as UnitId | null }]),
  });
  expect(codes(addOverlay(as('my-tu'), order()))).toEqual(['right.elsewhere']);
  expect(codes(addOverlay(as('hau-thanh'), order({ channels: [AP, DAI] })))).toEqual(['right.elsewhere']);
  must(addOverlay(as('hau-thanh'), order({ name: 'Riêng ấp', channels: [AP] })));
  expect([DAI, AP].map((one) => song(one, TOMORROW))).toEqual([true, false]);
  must(addOverlay(as('my-tu'), order({ name: 'Cả xã', units: ['my-tu' as UnitId] })));
  expect([DAI, AP].map((one) => song(one, TOMORROW))).toEqual([false, false]);
  must(addOverlay(as(null), order()));
  // Each sees what reaches them; the whole centre's is everybody's.
  expect(listOverlays(as('hau-thanh')).map(({ id }) => id)).toEqual(['quoc-tang', 'rieng-ap']);
  const lift = (unit: string, overlay: string) =>
    codes(liftOverlay(as(unit), { overlay, from: TOMORROW, reason: 'Hết' }));
  expect(lift('hau-thanh', 'ca-xa')).toEqual(['overlay.unknown']);
  expect(lift('hau-thanh', 'quoc-tang')).toEqual(['right.elsewhere']);
  expect(lift('hau-thanh', 'rieng-ap')).toEqual([]);
});

test('lifted from a day on, the schedule is what it was; undone, the order holds again', () => {
  must(addOverlay(world.ctx, order()));
  const lift = (from: string, overlay = 'quoc-tang', reason = 'Kết thúc sớm') =>
    liftOverlay(world.ctx, { overlay, from: day(from), reason });
  expect(codes(lift('2026-11-26'))).toEqual(['overlay.over']);
  expect(codes(lift('2026-11-22'))).toEqual(['request.wrong']);
  expect(codes(lift('2026-11-25', 'quoc-tang', ''))).toEqual(['reason.missing']);
  expect(codes(lift('2026-11-25', 'khong-co'))).toEqual(['overlay.unknown']);
  const { id } = must(lift('2026-11-25'));
  expect([TOMORROW, '2026-11-25'].map((on) => song(DAI, on))).toEqual([false, true]);
  expect(listOverlays(world.ctx)).toMatchObject([
    { state: 'coming', lifted: { id, from: '2026-11-25', reason: 'Kết thúc sớm', by: { kind: 'system' } } },
  ]);
  expect(codes(lift('2026-11-25'))).toEqual(['overlay.over']);
  const earlier = must(lift(TOMORROW));
  expect(song(DAI, TOMORROW)).toBe(true);
  must(undoAlteration(world.ctx, { id: earlier.id, reason: 'Nhầm' }));
  must(undoAlteration(world.ctx, { id, reason: 'Nhầm' }));
  expect([TOMORROW, '2026-11-25'].map((on) => song(DAI, on))).toEqual([false, false]);
  expect(listAlterations(world.ctx, { kind: 'lift' }).map(({ about, undone }) => [about, undone?.reason])).toEqual([
    ['Quốc tang', 'Nhầm'],
    ['Quốc tang', 'Nhầm'],
  ]);
});

test('one that a file gives can be lifted by hand, and stays lifted when the file is applied again', () => {
  const text = `overlays: [{ id: tang-le, name: "Lễ tang", kind: mourning, from: ${TOMORROW}, to: 2026-11-25, authority: "Tỉnh ủy", reason: "Quốc tang" }]\n`;
  const apply = (name: string, written: string) =>
    must(
      applySchedule(world.ctx, must(readSchedules([{ name, bytes: new TextEncoder().encode(written) }])), {
        dryRun: false,
      }),
    );
  apply('lenh.yaml', text);
  expect(listOverlays(world.ctx)).toMatchObject([
    { id: 'tang-le', file: 'lenh.yaml', genres: ['music', 'entertainment'] },
  ]);
  must(liftOverlay(world.ctx, { overlay: 'tang-le', from: TOMORROW, reason: 'Đã kết thúc' }));
  apply('lenh.yaml', text.replace('Lễ tang', 'Lễ quốc tang'));
  expect(listOverlays(world.ctx)).toMatchObject([{ name: 'Lễ quốc tang', lifted: { from: TOMORROW } }]);
  expect(song(DAI, TOMORROW)).toBe(true);
  // What was written by hand outlives the files, which know nothing of it.
  must(addOverlay(world.ctx, order({ name: 'Viết tay' })));
  apply('world.yaml', EDITS_SCHEDULE);
  expect(listOverlays(world.ctx).map(({ id, file }) => [id, file])).toEqual([
    ['tang-le', 'lenh.yaml'],
    ['viet-tay', null],
  ]);
});

test('a kind of item that nobody knows is refused, with one that is near; and so is an order that is over already', () => {
  expect(addOverlay(world.ctx, order({ genres: ['music', 'musik'] }))).toMatchObject({
    ok: false,
    refusals: [
      {
        code: 'request.wrong',
        params: { field: 'genres: musik', expected: 'music' },
        place: { pointer: '/genres/1' },
      },
    ],
  });
  expect(addOverlay(world.ctx, order({ genres: ['xyz'] }))).toMatchObject({
    refusals: [{ code: 'request.wrong', params: { expected: expect.stringContaining('newsItem | article') } }],
  });
  const past = order({ from: day('2026-11-20'), to: day('2026-11-22') });
  expect(addOverlay(world.ctx, past)).toMatchObject({
    ok: false,
    refusals: [{ code: 'request.wrong', params: { field: 'to', expected: 'not-past' } }],
  });
  expect(listOverlays(world.ctx)).toEqual([]);
  must(addOverlay(world.ctx, order({ from: day('2026-11-20'), to: day('2026-11-23') })));
});
