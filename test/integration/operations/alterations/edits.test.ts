/** Edits like in a calendar: what they do to planned days, what they refuse, and that they can be taken back. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ItemId, SegmentId, SessionId, UnitId } from '../../../../src/core/ids.ts';
import { must } from '../../../../src/core/result.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { editSchedule, previewEdit } from '../../../../src/operations/alterations/edit-schedule.ts';
import { listAlterations } from '../../../../src/operations/alterations/list-alterations.ts';
import { undoAlteration } from '../../../../src/operations/alterations/undo-alteration.ts';
import { listAudit } from '../../../../src/operations/list-audit.ts';
import { loadAlterations } from '../../../../src/store/alterations.ts';
import {
  AP,
  CHO,
  DAI,
  edit,
  makeEditsWorld,
  ofSegment,
  ofSession,
  TOMORROW,
  told,
  toTime,
  versionOf,
} from '../../../support/edits-world.ts';
import { personWith } from '../../../support/matrix-world.ts';
import type { World } from '../../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeEditsWorld();
});
afterEach(() => world.close());

const codes = (result: { ok: true } | { ok: false; refusals: readonly { code: string }[] }): string[] =>
  result.ok ? [] : result.refusals.map(({ code }) => code);

const PLAIN = [
  '05:00 buoi-sang: Bài ba, Ca khúc, Tiếp âm tỉnh',
  '11:00 buoi-trua: Tiếp âm thời sự, Tiếp âm thêm',
  '17:00 buoi-chieu: Tiếp âm chiều',
  '19:00 tin-huyen: Tin ưu tiên của huyện',
  '20:00 tin-xa: Tin ưu tiên của xã',
];

describe('what an edit does', () => {
  test('a day as the schedule has it', () => {
    expect(told(world.ctx, DAI, TOMORROW)).toEqual(PLAIN);
  });
  test('one occurrence moves, its neighbours stay, and the planned day has a new version at once', () => {
    const { id, changes, replanned } = edit(world.ctx, ofSession('buoi-chieu', TOMORROW, toTime('14:00')));
    expect(id).toBe(1);
    expect(changes.map(({ channel, day, sessions }) => [channel.id, day, sessions.map((one) => one.session)])).toEqual([
      [DAI, TOMORROW, ['buoi-chieu']],
    ]);
    expect(changes[0]?.sessions[0]).toMatchObject({
      name: 'Buổi chiều',
      before: { start: '2026-11-24T17:00:00', seconds: 1800 },
      after: { start: '2026-11-24T14:00:00', seconds: 1800 },
      added: [],
      left: [],
    });
    expect(told(world.ctx, DAI, TOMORROW)).toContain('14:00 buoi-chieu: Tiếp âm chiều');
    expect(told(world.ctx, DAI, '2026-11-27')).toContain('17:00 buoi-chieu: Tiếp âm chiều');
    // Seven days on three channels are planned; one of them had to be planned again.
    expect(replanned).toEqual({
      changed: [{ channel: DAI, day: TOMORROW, version: 2 }],
      planned: 1,
      all: 21,
      left: 0,
    });
    expect(versionOf(world.ctx, DAI, '2026-11-25')).toBe(1);
  });
  test('one occurrence moves to another day', () => {
    const { changes } = edit(world.ctx, ofSession('buoi-chieu', TOMORROW, toTime('15:00', '2026-11-25')));
    expect(
      changes.map(({ day, sessions }) => [day, sessions[0]?.before?.seconds, sessions[0]?.after?.seconds]),
    ).toEqual([
      [TOMORROW, 1800, 0],
      ['2026-11-25', undefined, 1800],
    ]);
    expect(told(world.ctx, DAI, '2026-11-25')).toContain('15:00 buoi-chieu: Tiếp âm chiều');
    expect(told(world.ctx, DAI, TOMORROW)).toContain('17:00 buoi-chieu: ');
  });
  test('cancelled: this one, this and those after it, all of them', () => {
    const silent = (day: string): boolean => told(world.ctx, DAI, day).includes('11:00 buoi-trua: ');
    const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'];
    const undo = (id: number) => must(undoAlteration(world.ctx, { id, reason: 'Nhầm' }));
    const one = edit(world.ctx, ofSession('buoi-trua', '2026-11-24', { kind: 'cancel' }));
    expect(days.map(silent)).toEqual([false, true, false, false]);
    undo(one.id);
    const later = edit(world.ctx, ofSession('buoi-trua', '2026-11-25', { kind: 'cancel' }, { scope: 'following' }));
    expect(days.map(silent)).toEqual([false, false, true, true]);
    expect(later.looked).toMatchObject({ from: '2026-11-25', whole: false });
    undo(later.id);
    edit(world.ctx, ofSession('buoi-trua', '2026-11-25', { kind: 'cancel' }, { scope: 'all' }));
    expect(days.map(silent)).toEqual([true, true, true, true]);
  });
  test('a strand gives the next session the item that a cancelled one would have had, on all its channels', () => {
    expect(told(world.ctx, AP, '2026-11-25')).toEqual(['05:00 buoi-sang: Bài một, Ca khúc, Tiếp âm tỉnh']);
    edit(world.ctx, ofSession('buoi-sang', TOMORROW, { kind: 'cancel' }));
    expect(told(world.ctx, AP, '2026-11-25')).toEqual(['05:00 buoi-sang: Bài ba, Ca khúc, Tiếp âm tỉnh']);
    expect(told(world.ctx, DAI, '2026-11-26')[0]).toBe('05:00 buoi-sang: Bài một, Ca khúc, Tiếp âm tỉnh');
  });
  test('an added notice, a replaced item, a segment moved to another session, a shorter session, another channel', () => {
    const item = (id: string) => ({ kind: 'item', item: id as ItemId }) as const;
    edit(
      world.ctx,
      ofSession('buoi-trua', TOMORROW, {
        kind: 'add',
        after: null,
        title: 'Thông báo tiêm phòng',
        content: item('bai-1'),
        language: 'vi',
      }),
    );
    expect(told(world.ctx, DAI, TOMORROW)[1]).toBe('11:00 buoi-trua: Bài một, Tiếp âm thời sự, Tiếp âm thêm');
    edit(world.ctx, ofSegment('sang-nhac', TOMORROW, { kind: 'replace', content: item('bai-2'), title: null }));
    expect(told(world.ctx, AP, TOMORROW)).toEqual(['05:00 buoi-sang: Bài ba, Bài hai, Tiếp âm tỉnh']);
    const after = 'chieu-tin' as SegmentId;
    edit(world.ctx, ofSegment('trua-them', TOMORROW, { kind: 'move', session: 'buoi-chieu' as SessionId, after }));
    expect(told(world.ctx, DAI, TOMORROW)[2]).toBe('17:00 buoi-chieu: Tiếp âm chiều, Tiếp âm thêm');
    edit(world.ctx, ofSession('buoi-chieu', TOMORROW, { kind: 'length', maxSeconds: 1800 }));
    expect(told(world.ctx, DAI, TOMORROW)[2]).toBe('17:00 buoi-chieu: Tiếp âm chiều');
    edit(world.ctx, ofSession('buoi-chieu', TOMORROW, { kind: 'channels', channels: [CHO] }));
    expect(told(world.ctx, CHO, TOMORROW)).toEqual(['17:00 buoi-chieu: Tiếp âm chiều']);
    expect(told(world.ctx, DAI, TOMORROW)[2]).toBe('17:00 buoi-chieu: ');
  });
  test('what a file takes away later takes its edits with it, and brings them back', async () => {
    edit(world.ctx, ofSegment('trua-them', TOMORROW, { kind: 'cancel' }));
    world.ctx.store.rows.run("DELETE FROM segment WHERE id = 'trua-them'" as never);
    expect(codes(previewEdit(world.ctx, ofSession('buoi-trua', TOMORROW, { kind: 'cancel' })))).toEqual([]);
    expect(listAlterations(world.ctx, {}).map(({ about }) => about)).toEqual(['trua-them']);
  });
});

describe('a preview', () => {
  test('tells what would change and changes nothing', () => {
    const asked = ofSession('buoi-trua', TOMORROW, { kind: 'length', maxSeconds: 1200 });
    const { changes, conflicts } = must(previewEdit(world.ctx, { ...asked, reason: '' }));
    expect(changes[0]?.sessions[0]).toMatchObject({
      before: { seconds: 2401 },
      after: { seconds: 1200 },
      left: [{ title: 'Tiếp âm thêm', reason: { code: 'no-room' } }],
    });
    expect(conflicts).toEqual([]);
    expect(loadAlterations(world.ctx.store.rows).edits).toEqual([]);
    expect(told(world.ctx, DAI, TOMORROW)).toEqual(PLAIN);
  });
});

describe('overlap', () => {
  test('an edit that makes a conflict is refused, and made when the conflict is accepted', () => {
    const asked = ofSession('buoi-chieu', TOMORROW, toTime('11:10'));
    const refused = editSchedule(world.ctx, asked);
    expect(refused).toMatchObject({
      ok: false,
      refusals: [
        {
          code: 'edit.clashes',
          params: {
            channel: 'Đài Mỹ Tú',
            first: 'Buổi trưa',
            second: 'Buổi chiều',
            from: '2026-11-24T11:10:00',
            more: 0,
          },
        },
      ],
    });
    expect(loadAlterations(world.ctx.store.rows).edits).toEqual([]);
    expect(edit(world.ctx, { ...asked, evenSo: true }).conflicts).toMatchObject([{ state: 'clash' }]);
  });
  test('back to back is no conflict, and neither is another channel', () => {
    edit(world.ctx, ofSession('buoi-chieu', TOMORROW, toTime('18:30')));
    edit(world.ctx, ofSession('buoi-chieu', '2026-11-27', { kind: 'channels', channels: [CHO] }));
    edit(world.ctx, ofSession('buoi-chieu', '2026-11-27', toTime('11:00')));
  });
  test('(p) an edited instance is still checked for overlap, by whatever is edited after it', () => {
    edit(world.ctx, ofSession('buoi-chieu', TOMORROW, toTime('13:00')));
    // The moved one is where it is now, for another edit of another session …
    expect(codes(editSchedule(world.ctx, ofSession('buoi-trua', TOMORROW, toTime('13:10'))))).toEqual(['edit.clashes']);
    expect(codes(editSchedule(world.ctx, ofSession('buoi-trua', TOMORROW, toTime('16:45'))))).toEqual([]);
    // … and is checked itself when it is edited again, against what was edited meanwhile.
    expect(codes(editSchedule(world.ctx, ofSession('buoi-chieu', TOMORROW, toTime('17:00'))))).toEqual([
      'edit.clashes',
    ]);
    expect(codes(editSchedule(world.ctx, ofSession('buoi-chieu', TOMORROW, toTime('11:00'))))).toEqual([]);
    // An edit of all of a session's occurrences meets the one that was moved.
    const all = ofSession('tin-huyen', TOMORROW, toTime('16:30'), { scope: 'all' });
    expect(codes(editSchedule(world.ctx, all))).toEqual(['edit.clashes']);
  });
});

describe('what is refused', () => {
  const refused = (...asked: Parameters<typeof ofSession>): string[] =>
    codes(editSchedule(world.ctx, ofSession(...asked)));
  test('a day without an occurrence names the nearest ones', () => {
    const answer = editSchedule(world.ctx, ofSession('buoi-chieu', '2026-11-26', { kind: 'cancel' }));
    expect(answer).toMatchObject({
      ok: false,
      refusals: [
        {
          code: 'edit.nothing',
          params: { what: 'Buổi chiều', near: '2026-11-23 2026-11-24 2026-11-27 2026-11-30' },
        },
      ],
    });
  });
  test('what another edit cancels names that edit, until it is undone', () => {
    const whole = edit(world.ctx, ofSession('buoi-trua', TOMORROW, { kind: 'cancel' })).id;
    const nothing = (by: number) => ({ ok: false, refusals: [{ code: 'edit.nothing', params: { cancelledBy: by } }] });
    expect(editSchedule(world.ctx, ofSession('buoi-trua', TOMORROW, toTime('12:00')))).toMatchObject(nothing(whole));
    expect(editSchedule(world.ctx, ofSegment('trua-them', TOMORROW, { kind: 'cancel' }))).toMatchObject(nothing(whole));
    must(undoAlteration(world.ctx, { id: whole, reason: 'Nhầm' }));
    const part = edit(world.ctx, ofSegment('trua-them', TOMORROW, { kind: 'cancel' })).id;
    expect(editSchedule(world.ctx, ofSegment('trua-them', TOMORROW, { kind: 'cancel' }))).toMatchObject(nothing(part));
    edit(world.ctx, ofSession('buoi-trua', TOMORROW, toTime('12:00')));
  });
  test('a preview speaks of the number that the edit will have, those undone counted', () => {
    const undone = edit(world.ctx, ofSession('buoi-trua', TOMORROW, { kind: 'cancel' })).id;
    must(undoAlteration(world.ctx, { id: undone, reason: 'Nhầm' }));
    const asked = ofSession('buoi-trua', TOMORROW, { kind: 'cancel' });
    const told = JSON.stringify(must(previewEdit(world.ctx, asked)).changes);
    const { id } = edit(world.ctx, asked);
    expect(told).toContain(`"alteration":${id}`);
    expect(id).toBe(undone + 2 - 1);
  });
  test('what has begun, a time that has passed, no reason, things that are not there', () => {
    expect(refused('buoi-sang', '2026-11-23', { kind: 'cancel' })).toEqual(['edit.begun']);
    expect(refused('buoi-sang', '2026-11-23', { kind: 'cancel' }, { scope: 'following' })).toEqual(['edit.begun']);
    expect(refused('buoi-trua', '2026-11-23', toTime('07:59'))).toEqual(['edit.past']);
    expect(refused('buoi-trua', TOMORROW, { kind: 'cancel' }, { reason: '  ' })).toEqual(['reason.missing']);
    expect(refused('khong-co', TOMORROW, { kind: 'cancel' })).toEqual(['session.unknown']);
    expect(codes(editSchedule(world.ctx, ofSegment('khong-co', TOMORROW, { kind: 'cancel' })))).toEqual([
      'segment.unknown',
    ]);
    expect(refused('buoi-trua', TOMORROW, { kind: 'channels', channels: ['kenh-la' as never] })).toEqual([
      'channel.unknown',
    ]);
    const content = { kind: 'item', item: 'bai-9' as ItemId } as const;
    const add = { kind: 'add', after: 'sang-bai' as SegmentId, title: 'Thêm', content, language: 'vi' } as const;
    expect(refused('buoi-trua', TOMORROW, add)).toEqual(['schedule.reference', 'schedule.reference']);
    expect(refused('buoi-trua', TOMORROW, toTime('12:00', '2026-11-25'), { scope: 'following' })).toEqual([
      'request.wrong',
    ]);
  });
  test('what has begun stays as it was under an edit of all', () => {
    edit(world.ctx, ofSession('buoi-sang', TOMORROW, { kind: 'cancel' }, { scope: 'all' }));
    expect(told(world.ctx, DAI, '2026-11-23')[0]).toBe('05:00 buoi-sang: Bài hai, Ca khúc, Tiếp âm tỉnh');
    expect(told(world.ctx, DAI, TOMORROW)[0]).toBe('05:00 buoi-sang: ');
  });
  test('the right is needed at every channel touched, also at the new ones', () => {
    const as = (unit: string) => ({
      ...world.ctx,
      caller: personWith([{ role: 'editor', unit: unit as UnitId }]),
    });
    const cancel = { kind: 'cancel' } as const;
    const [hamlet, commune] = [as('hau-thanh'), as('my-tu')];
    expect(codes(editSchedule(hamlet, ofSession('buoi-sang', TOMORROW, cancel)))).toEqual(['right.elsewhere']);
    expect(codes(previewEdit(hamlet, ofSession('buoi-trua', TOMORROW, cancel)))).toEqual(['right.elsewhere']);
    expect(codes(editSchedule(commune, ofSession('buoi-sang', TOMORROW, cancel)))).toEqual([]);
    must(editSchedule(commune, ofSession('buoi-trua', TOMORROW, { kind: 'channels', channels: [AP] })));
    // Now it is on the hamlet's channel and the station's: both have to be theirs.
    expect(codes(editSchedule(hamlet, ofSession('buoi-trua', TOMORROW, cancel)))).toEqual(['right.elsewhere']);
  });
});

describe('undoing', () => {
  test('an edit that later edits build on: they hold in the order of their numbers', () => {
    const first = edit(world.ctx, ofSession('buoi-chieu', TOMORROW, toTime('14:00')));
    edit(world.ctx, ofSession('buoi-chieu', TOMORROW, toTime('15:00')));
    must(undoAlteration(world.ctx, { id: first.id, reason: 'Không cần nữa' }));
    expect(told(world.ctx, DAI, TOMORROW)).toContain('15:00 buoi-chieu: Tiếp âm chiều');
  });
  test('gives the day back as it was, is told in the history, and is done once', () => {
    const { id } = edit(world.ctx, ofSession('buoi-trua', TOMORROW, { kind: 'cancel' }));
    const { changes, replanned } = must(undoAlteration(world.ctx, { id, reason: 'Vẫn phát' }));
    expect(changes[0]?.sessions[0]).toMatchObject({ session: 'buoi-trua', before: { seconds: 0 } });
    expect(replanned?.changed).toEqual([{ channel: DAI, day: TOMORROW, version: 3 }]);
    expect(told(world.ctx, DAI, TOMORROW)).toEqual(PLAIN);
    expect(codes(undoAlteration(world.ctx, { id, reason: 'Lần nữa' }))).toEqual(['alteration.undone']);
    expect(codes(undoAlteration(world.ctx, { id: 99, reason: 'Không có' }))).toEqual(['alteration.unknown']);
    expect(listAlterations(world.ctx, {})).toMatchObject([
      { id, kind: 'edit', about: 'Buổi trưa', by: { kind: 'system' }, undone: { reason: 'Vẫn phát' } },
    ]);
    const { rows } = must(listAudit(world.ctx, { limit: 10 }));
    const mine = rows.filter(({ operation }) => /^(edit|alteration)/.test(operation));
    expect(mine.map(({ operation, subject, words }) => [operation, subject, words])).toEqual([
      ['alteration.undo', `alteration/${id}`, 'Vẫn phát'],
      ['edit.make', `alteration/${id}`, 'Họp dân ở nhà văn hóa'],
    ]);
  });
  test('needs a reason, and what has begun stays as it was', () => {
    const { id } = edit(world.ctx, ofSession('buoi-trua', '2026-11-23', { kind: 'cancel' }));
    expect(codes(undoAlteration(world.ctx, { id, reason: '' }))).toEqual(['reason.missing']);
    world.setNow('2026-11-23T04:00:01Z');
    expect(codes(undoAlteration(world.ctx, { id, reason: 'Muộn rồi' }))).toEqual(['edit.begun']);
  });
});

test('the history can be asked by day, channel, kind and whether it counts', () => {
  const one = edit(world.ctx, ofSession('buoi-trua', TOMORROW, { kind: 'cancel' }));
  const two = edit(world.ctx, ofSession('buoi-sang', '2026-11-26', { kind: 'cancel' }, { scope: 'following' }));
  must(undoAlteration(world.ctx, { id: one.id, reason: 'Nhầm' }));
  const ids = (filter: Parameters<typeof listAlterations>[1]) => listAlterations(world.ctx, filter).map(({ id }) => id);
  expect(ids({})).toEqual([two.id, one.id]);
  expect(ids({ channel: AP })).toEqual([two.id]);
  expect(ids({ undone: false })).toEqual([two.id]);
  expect(ids({ undone: true })).toEqual([one.id]);
  expect(ids({ to: '2026-11-25' as LocalDate })).toEqual([one.id]);
  expect(ids({ from: '2027-01-01' as LocalDate })).toEqual([two.id]);
  expect(ids({ kind: 'decision' })).toEqual([]);
});
