/** Conflicts with ways out that really lead out, and the word of a person on which of two goes first. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PersonId } from '../../../../src/core/ids.ts';
import { must } from '../../../../src/core/result.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { decideConflict, listConflicts } from '../../../../src/operations/alterations/conflicts.ts';
import { editSchedule } from '../../../../src/operations/alterations/edit-schedule.ts';
import { undoAlteration } from '../../../../src/operations/alterations/undo-alteration.ts';
import { approveDay } from '../../../../src/operations/approve-day.ts';
import { addPerson } from '../../../../src/store/people.ts';
import {
  CHO,
  DAI,
  EDITS_SCHEDULE,
  edit,
  makeEditsWorld,
  ofSession,
  TOMORROW,
  told,
  toTime,
  versionOf,
} from '../../../support/edits-world.ts';
import { personWith } from '../../../support/matrix-world.ts';
import { NOW, type World } from '../../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeEditsWorld();
});
afterEach(() => world.close());

const tomorrow = { channel: DAI, from: TOMORROW, to: TOMORROW };
const conflicts = () => must(listConflicts(world.ctx, tomorrow));
const codes = (result: { ok: true } | { ok: false; refusals: readonly { code: string }[] }): string[] =>
  result.ok ? [] : result.refusals.map(({ code }) => code);

/** The afternoon's 30 minutes on the 41 minutes of noon. */
const collide = () => edit(world.ctx, ofSession('buoi-chieu', TOMORROW, toTime('11:30'), { evenSo: true }));

describe('ways out', () => {
  test('a day without a conflict has none', () => {
    expect(conflicts()).toEqual([]);
  });
  test('what is optional is left out, a session is shortened, moved earlier or later, or taken to a free channel', () => {
    collide();
    const [conflict, ...more] = conflicts();
    expect(more).toEqual([]);
    expect(conflict).toMatchObject({
      state: 'clash',
      day: TOMORROW,
      channel: { id: DAI, name: 'Đài Mỹ Tú' },
      kept: { slot: 'buoi-trua@2026-11-24T11:00:00' },
      yields: { slot: 'buoi-chieu@2026-11-24T17:00:00' },
      from: '2026-11-24T11:30:00',
      decided: null,
    });
    const ways = conflict?.ways ?? [];
    expect(ways.map((way) => [way.kind, way.kind === 'first' ? '' : way.title, 'to' in way ? way.to : ''])).toEqual([
      ['drop', 'Buổi trưa', ''],
      ['shorten', 'Buổi trưa', ''],
      ['move', 'Buổi chiều', '2026-11-24T10:30:00'],
      ['move', 'Buổi chiều', '2026-11-24T11:45:00'],
      ['move', 'Buổi trưa', '2026-11-24T10:45:00'],
      ['move', 'Buổi trưa', '2026-11-24T12:00:00'],
      ['channel', 'Buổi chiều', ''],
      ['channel', 'Buổi trưa', ''],
    ]);
  });
  test('each of them, made, leaves no conflict behind', async () => {
    collide();
    const ways = conflicts()[0]?.ways ?? [];
    expect(ways.length).toBeGreaterThan(4);
    for (const way of ways) {
      if (way.kind === 'first') throw new Error('nobody has to decide about normal sessions');
      const made = way.edits.map((one) =>
        must(editSchedule(world.ctx, { ...one, reason: 'Xử lý trùng giờ', evenSo: false })),
      );
      expect(conflicts(), `${way.kind} ${way.title}`).toEqual([]);
      for (const { id } of made) must(undoAlteration(world.ctx, { id, reason: 'Thử cách khác' }));
      expect(conflicts()).toHaveLength(1);
    }
  });
  test('nothing is moved into the past, nor onto something else', () => {
    // Noon of today, looked at from just before it: only later is left, and 17:00 and 19:00 are taken.
    world.setNow('2026-11-23T03:50:00Z');
    edit(world.ctx, ofSession('buoi-chieu', '2026-11-23', toTime('11:10'), { evenSo: true }));
    const [conflict] = must(
      listConflicts(world.ctx, { channel: DAI, from: '2026-11-23' as LocalDate, to: '2026-11-23' as LocalDate }),
    );
    const times = (conflict?.ways ?? []).flatMap((way) => (way.kind === 'move' ? [way.to.slice(11, 16)] : []));
    expect(times.length).toBeGreaterThan(0);
    for (const time of times) expect(time > '10:50').toBe(true);
  });
  test('are for who may change the schedule there; the conflict is told to who may read it', () => {
    collide();
    const reader = { ...world.ctx, caller: personWith([{ role: 'operator', unit: 'my-tu' as never }]) };
    const [conflict] = must(listConflicts(reader, tomorrow));
    expect(conflict?.ways).toEqual([]);
    const stranger = { ...world.ctx, caller: personWith([{ role: 'editor', unit: 'hau-thanh' as never }]) };
    expect(must(listConflicts(stranger, { ...tomorrow, channel: null }))).toEqual([]);
    expect(codes(listConflicts(stranger, tomorrow))).toEqual(['channel.unknown']);
  });
  test('are asked for two months at most, and not backwards', () => {
    expect(codes(listConflicts(world.ctx, { ...tomorrow, to: '2027-02-01' as LocalDate }))).toEqual([
      'time.range-long',
    ]);
    expect(codes(listConflicts(world.ctx, { ...tomorrow, to: '2026-11-01' as LocalDate }))).toEqual(['time.range']);
  });
});

describe('what has to air', () => {
  const GUARDED = EDITS_SCHEDULE.replace('start: "11:00"', 'start: "06:00"').replace(
    '{ id: trua-tin, title: "Tiếp âm thời sự", relay: "VOV1", minutes: 20 }',
    '{ id: trua-tin, title: "Tiếp âm thời sự", relay: "VOV1", minutes: 20, start: "06:00" }',
  );
  test('is not lost by a way out: the relay at its fixed time stays, its session is neither moved nor gutted', async () => {
    await world.close();
    world = await makeEditsWorld(GUARDED);
    edit(world.ctx, ofSession('buoi-chieu', TOMORROW, toTime('06:10'), { evenSo: true }));
    const ways = conflicts()[0]?.ways ?? [];
    expect(ways.map((way) => [way.kind, way.title])).toEqual([
      ['move', 'Buổi chiều'],
      ['move', 'Buổi chiều'],
      ['channel', 'Buổi chiều'],
      ['channel', 'Buổi trưa'],
    ]);
  });
  test('is told when a person’s word would lose it', async () => {
    await world.close();
    // With the commune’s news the district’s still has its fixed relay: one session too many, and the last is silent.
    const late = `  - id: buoi-toi
    name: "Buổi tối"
    channels: [dai-my-tu]
    start: "21:00"
    maxMinutes: 30
    from: 2026-11-01
    segments:
      - { id: toi-tin, title: "Tiếp âm tối", relay: "VOV1", minutes: 20 }
`;
    const two = EDITS_SCHEDULE.replace(
      'relay: "Huyện", minutes: 20, priority: priority }',
      'relay: "Huyện", minutes: 20, priority: priority }\n      - { id: huyen-them, title: "Tin thêm của huyện", relay: "Huyện", minutes: 10, start: "19:40" }',
    ).replace('start: "19:00"\n    maxMinutes: 30', 'start: "19:00"\n    maxMinutes: 60');
    world = await makeEditsWorld(`${two}${late}guards:
  - { id: loa, name: "Quy chế loa", units: [my-tu], from: 2026-01-01, maxSessions: 5 }
`);
    edit(world.ctx, ofSession('tin-xa', TOMORROW, toTime('19:10'), { evenSo: true }));
    const firsts = conflicts()[0]?.ways.filter(({ kind }) => kind === 'first');
    expect(firsts).toMatchObject([
      { title: 'Tin của huyện', loses: [] },
      { title: 'Tin của xã', loses: [{ title: 'Buổi tối', reason: { code: 'guard-sessions', most: 5 } }] },
    ]);
  });
  test('a channel that is heard elsewhere is no way out', async () => {
    await world.close();
    world = await makeEditsWorld(
      EDITS_SCHEDULE.replace(
        '{ id: loa-cho, name: "Loa chợ", station: tram-my-tu, carrier: loudspeaker, units: [{ unit: my-tu }] }',
        '{ id: loa-cho, name: "Loa chợ", station: tram-my-tu, carrier: loudspeaker, units: [{ unit: hau-thanh }] }',
      ),
    );
    collide();
    expect(conflicts()[0]?.ways.filter(({ kind }) => kind === 'channel')).toEqual([]);
  });
});

describe('two priority items', () => {
  const open = () => edit(world.ctx, ofSession('tin-xa', TOMORROW, toTime('19:10'), { evenSo: true }));
  const HUYEN = 'tin-huyen@2026-11-24T19:00:00';
  const XA = 'tin-xa@2026-11-24T20:00:00';
  const decide = (first: string, second: string, reason = 'Tin của xã gấp hơn') =>
    decideConflict(world.ctx, { channel: DAI, day: TOMORROW, first, second, reason });

  test('are a person’s to decide, who and why is kept, and the newest word holds', () => {
    open();
    const [conflict] = conflicts();
    expect(conflict).toMatchObject({ state: 'open', kept: { slot: HUYEN }, yields: { slot: XA } });
    expect(conflict?.ways.filter(({ kind }) => kind === 'first')).toEqual([
      { kind: 'first', title: 'Tin của huyện', other: 'Tin của xã', first: HUYEN, second: XA, loses: [] },
      { kind: 'first', title: 'Tin của xã', other: 'Tin của huyện', first: XA, second: HUYEN, loses: [] },
    ]);
    const before = versionOf(world.ctx, DAI, TOMORROW);
    const { id } = must(decide(XA, HUYEN));
    expect(versionOf(world.ctx, DAI, TOMORROW)).toBe(before + 1);
    expect(told(world.ctx, DAI, TOMORROW)).toContain('19:10 tin-xa: Tin ưu tiên của xã');
    expect(conflicts()).toMatchObject([
      { state: 'decided', decision: id, decided: { by: { kind: 'system' }, reason: 'Tin của xã gấp hơn' }, ways: [] },
    ]);
    must(decide(HUYEN, XA, 'Họp huyện'));
    expect(told(world.ctx, DAI, TOMORROW)).toContain('19:00 tin-huyen: Tin ưu tiên của huyện');
    must(undoAlteration(world.ctx, { id: id + 1, reason: 'Nhầm' }));
    expect(codes(undoAlteration(world.ctx, { id, reason: 'Nhầm' }))).toEqual(['alteration.undone']);
    expect(conflicts()).toMatchObject([{ state: 'open' }]);
  });
  test('what is no conflict cannot be decided, nor without a reason', () => {
    expect(codes(decide(XA, HUYEN))).toEqual(['conflict.unknown']);
    open();
    expect(codes(decide(XA, HUYEN, ' '))).toEqual(['reason.missing']);
    expect(codes(decide(XA, XA))).toEqual(['conflict.unknown']);
    expect(
      codes(decideConflict(world.ctx, { channel: CHO, day: TOMORROW, first: XA, second: HUYEN, reason: 'x' })),
    ).toEqual(['conflict.unknown']);
  });
  test('the day cannot be approved before', () => {
    open();
    const person = 'p-00000000000000aa' as PersonId;
    must(
      world.ctx.store.transact((rows) => {
        addPerson(rows, {
          id: person,
          login: 'duyet',
          name: 'Người duyệt',
          passphrase: null,
          passphraseAt: null,
          totpSecret: null,
          totpSince: null,
          totpStep: null,
          recovery: [],
          createdAt: NOW,
          createdBy: 'system:cli',
          disabledAt: null,
          erasedAt: null,
        });
        return { ok: true as const, value: undefined };
      }),
    );
    const approver = { ...world.ctx, caller: personWith([{ role: 'approver', unit: null }]) };
    const approve = () =>
      approveDay(approver, { channel: DAI, day: TOMORROW, version: versionOf(world.ctx, DAI, TOMORROW) });
    expect(approve()).toMatchObject({
      ok: false,
      refusals: [
        { code: 'conflict.open', params: { first: 'Tin của huyện', second: 'Tin của xã', at: '2026-11-24T19:10:00' } },
      ],
    });
    must(decide(HUYEN, XA));
    expect(codes(approve())).toEqual([]);
  });
  test('whoever edits or decides is an author, and does not approve it', () => {
    const both = {
      ...world.ctx,
      caller: personWith([
        { role: 'editor', unit: null },
        { role: 'approver', unit: null },
      ]),
    };
    must(editSchedule(both, ofSession('buoi-trua', TOMORROW, { kind: 'cancel' })));
    const version = versionOf(world.ctx, DAI, TOMORROW);
    expect(codes(approveDay(both, { channel: DAI, day: TOMORROW, version }))).toEqual(['approval.own-work']);
  });
});
