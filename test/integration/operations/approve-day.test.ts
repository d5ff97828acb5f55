/** Approving a day: by somebody who had no hand in it, for the version they looked at. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSchedules } from '../../../src/contract/schedule-file/index.ts';
import type { ChannelId } from '../../../src/core/ids.ts';
import type { Result } from '../../../src/core/result.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { endException, setException } from '../../../src/operations/accounts/exceptions.ts';
import { applySchedule } from '../../../src/operations/apply-schedule.ts';
import { approveDay } from '../../../src/operations/approve-day.ts';
import type { Ctx } from '../../../src/operations/context.ts';
import { listAudit } from '../../../src/operations/list-audit.ts';
import { showApproval } from '../../../src/operations/show-approval.ts';
import { approval } from '../../../src/store/schema.ts';
import { asking, makeAccountsWorld } from '../../support/accounts-world.ts';
import { role } from '../../support/credentials.ts';
import { planDay } from '../../support/planned.ts';
import type { World } from '../../support/world.ts';

const LOA_A = 'loa-a' as ChannelId;
const DAY = '2026-11-24' as LocalDate;
const asked = (version: number) => ({ channel: 'loa-a', day: DAY, version });

let world: World;
let ctx: Ctx;
beforeEach(async () => {
  world = await makeAccountsWorld();
  ctx = world.ctx;
});
afterEach(() => world.close());

const code = (answer: Result<unknown>): string => (answer.ok ? 'ok' : answer.refusals.map((one) => one.code).join(' '));
/** `who` changes what airs at commune A: a session at another clock time. */
const write = (who: Ctx, start: string): void => {
  const text = `sessions:\n  - { id: buoi-them, name: "Buổi thêm", channels: [loa-a], start: "${start}", maxMinutes: 5, from: 2026-11-24, segments: [{ id: muc-them, title: "Mục thêm", item: dai-hieu }] }\n`;
  const read = must(readSchedules([{ name: 'them.yaml', bytes: new TextEncoder().encode(text) }]));
  must(applySchedule(who, read, { dryRun: false }));
};
const plan = (): number => must(planDay(ctx, LOA_A, DAY)).version ?? 0;
/** So many minutes after the world's own clock. */
const at = (minutes: number): void =>
  world.setNow(Temporal.Instant.from('2026-11-23T01:00:00Z').add({ minutes }).toString());
/** Somebody who writes and approves at commune A, in one of the two hats or in both. */
const one = (name: string, ...roles: readonly ('editor' | 'approver')[]) =>
  asking(ctx, { name, grants: roles.map((each) => role(each, 'xa-a')) });

test('a second person approves; it is shown with their name and recorded', () => {
  const version = plan();
  expect(must(showApproval(ctx, { channel: 'loa-a', day: DAY }))).toBeNull();
  const lan = one('Nguyễn Thị Lan', 'approver');
  const approved = must(approveDay(lan, asked(version)));
  expect(approved).toMatchObject({ version, approver: { id: lan.self, name: 'Nguyễn Thị Lan' }, exception: null });
  expect(must(showApproval(ctx, { channel: 'loa-a', day: DAY }))).toEqual(approved);
  expect(must(listAudit(ctx, { limit: 1 })).rows).toMatchObject([
    {
      actor: { id: lan.self },
      unit: { id: 'xa-a' },
      operation: 'day.approve',
      subject: `day/loa-a/${DAY}`,
      detail: { after: { version, hash: approved.hash, authors: [], exception: null } },
    },
  ]);
  expect(code(approveDay(one('Người khác', 'approver'), asked(version)))).toBe('approval.already');
});

test('nothing planned, an older or a future version, another commune’s, and what is no person', () => {
  const lan = one('Lan', 'approver');
  expect(code(approveDay(lan, asked(1)))).toBe('playlist.nothing');
  const version = plan();
  expect(approveDay(lan, asked(version + 1))).toMatchObject({
    refusals: [{ code: 'approval.changed', params: { version } }],
  });
  write(ctx, '18:00');
  expect(plan()).toBe(version + 1);
  expect(code(approveDay(lan, asked(version)))).toBe('approval.changed');
  const ofB = asking(ctx, { grants: [role('approver', 'xa-b')] });
  expect(code(approveDay(ofB, asked(version + 1)))).toBe('channel.unknown');
  expect(code(approveDay(ctx, asked(version + 1)))).toBe('right.not-yours');
  expect(code(approveDay(one('Biên tập', 'editor'), asked(version + 1)))).toBe('right.missing');
  const stale = asking(ctx, { grants: [role('approver', 'xa-a')], secondFactor: false });
  expect(code(approveDay(stale, asked(version + 1)))).toBe('second-factor.missing');
  expect(ctx.store.rows.select().from(approval).all()).toEqual([]);
});

test('an approval is of its version: a change takes it away', () => {
  const version = plan();
  const lan = one('Lan', 'approver');
  must(approveDay(lan, asked(version)));
  at(1);
  write(ctx, '18:00');
  expect(plan()).toBe(version + 1);
  expect(must(showApproval(ctx, { channel: 'loa-a', day: DAY }))).toBeNull();
  expect(code(approveDay(lan, asked(version + 1)))).toBe('ok');
});

test('whoever wrote does not approve; another person does', () => {
  const both = one('Cả hai', 'editor', 'approver');
  at(1);
  write(both, '18:00');
  at(2);
  const version = plan();
  expect(code(approveDay(both, asked(version)))).toBe('approval.own-work');
  expect(code(approveDay(one('Lan', 'approver'), asked(version)))).toBe('ok');
  expect(ctx.store.rows.select().from(approval).all()).toMatchObject([{ authors: [both.self] }]);
});

test('what was written and approved before counts no more, what was written after the planning not yet', () => {
  const both = one('Cả hai', 'editor', 'approver');
  at(1);
  write(both, '18:00');
  at(2);
  must(approveDay(one('Lan', 'approver'), asked(plan())));
  at(3);
  write(one('Hoa', 'editor'), '18:10');
  at(4);
  const second = plan();
  at(5);
  write(both, '18:20');
  expect(code(approveDay(both, asked(second)))).toBe('ok');
  at(6);
  expect(code(approveDay(both, asked(plan())))).toBe('approval.own-work');
});

test('a small change by somebody else in between does not make one’s own work another’s', () => {
  const both = one('Cả hai', 'editor', 'approver');
  at(1);
  write(both, '18:00');
  at(2);
  plan();
  at(3);
  write(one('Hoa', 'editor'), '18:10');
  at(4);
  expect(code(approveDay(both, asked(plan())))).toBe('approval.own-work');
});

test('a unit’s exception lets an author approve, with its reason beside the approval', () => {
  const both = one('Cả hai', 'editor', 'approver');
  at(1);
  write(both, '18:00');
  at(2);
  const version = plan();
  must(setException(ctx, { unit: 'xa-b', reason: 'Xã khác' }));
  expect(code(approveDay(both, asked(version)))).toBe('approval.own-work');
  const { id } = must(setException(ctx, { unit: 'xa-a', reason: 'Xã chỉ có một cán bộ' }));
  expect(must(approveDay(both, asked(version)))).toMatchObject({ exception: 'Xã chỉ có một cán bộ' });
  const [noted] = must(listAudit(ctx, { limit: 1 })).rows;
  expect(noted).toMatchObject({ words: 'Xã chỉ có một cán bộ', detail: { after: { exception: id } } });
  must(endException(ctx, { id }));
  at(3);
  write(both, '18:10');
  at(4);
  expect(code(approveDay(both, asked(plan())))).toBe('approval.own-work');
});
