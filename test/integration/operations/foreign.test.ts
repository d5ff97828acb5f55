/** Ways into another unit's things that an attacker tried: each is shut, and the honest way beside it is open. */
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSchedules } from '../../../src/contract/schedule-file/index.ts';
import { must, type Result } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { addToken } from '../../../src/operations/accounts/tokens.ts';
import { whoAsks } from '../../../src/operations/accounts/who-asks.ts';
import { applySchedule } from '../../../src/operations/apply-schedule.ts';
import { approveDay } from '../../../src/operations/approve-day.ts';
import type { Ctx } from '../../../src/operations/context.ts';
import { type RecordAiring, recordAiring } from '../../../src/operations/record-airing.ts';
import { showDays } from '../../../src/operations/show-days.ts';
import { takeIn } from '../../../src/operations/take-in.ts';
import { asking, makeAccountsWorld } from '../../support/accounts-world.ts';
import { role, siteLink } from '../../support/credentials.ts';
import { planDay } from '../../support/planned.ts';
import { bytes } from '../../support/schedules.ts';
import type { World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeAccountsWorld();
  world.setNow('2026-11-23T12:00:00Z');
});
afterEach(() => world.close());

const day = '2026-11-23' as LocalDate;
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusals[0].code);
const written = (name: string, text: string) => must(readSchedules([{ name, bytes: bytes(text) }]));
const apply = (ctx: Ctx, name: string, text: string) => applySchedule(ctx, written(name, text), { dryRun: false });
const session = (id: string, channel: string, item = 'dai-hieu'): string =>
  `sessions:\n  - { id: ${id}, name: ${id}, channels: [${channel}], start: "11:00", maxMinutes: 5, from: 2026-11-01, segments: [{ id: muc-${id}, title: x, item: ${item} }] }\n`;
const said = (channel: string, more: Partial<RecordAiring> = {}): RecordAiring => ({
  channel,
  day,
  session: channel === 'loa-a' ? 'buoi-a' : 'buoi-b',
  entry: null,
  outcome: 'aired',
  reason: null,
  note: null,
  startedAt: null,
  secondsHeard: null,
  role: 'technician',
  by: null,
  corrects: null,
  statement: null,
  ...more,
});

describe('schedule files', () => {
  test('an editor writes for their own commune, and neither adds, changes nor removes for another', () => {
    const a = asking(world.ctx, { grants: [role('editor', 'xa-a')] });
    expect(code(apply(a, 'a.yaml', session('trua-a', 'loa-a')))).toBe('ok');
    expect(code(apply(a, 'a2.yaml', session('trua-b', 'loa-b')))).toBe('right.elsewhere');
    must(apply(world.ctx, 'b.yaml', session('trua-b', 'loa-b')));
    // The same file, now giving something else: what it gave before would go.
    expect(code(apply(a, 'b.yaml', session('toi-a', 'loa-a')))).toBe('right.elsewhere');
    expect(code(apply(a, 'a.yaml', session('trua-a', 'loa-b')))).toBe('right.elsewhere');
  });

  test('a channel is the centre’s to name: whoever names it anew would get its log', () => {
    const a = asking(world.ctx, { grants: [role('editor', 'xa-a')] });
    const channel =
      'channels: [{ id: loa-moi, name: x, station: dai-a, carrier: loudspeaker, units: [{ unit: xa-a }] }]\n';
    expect(code(apply(a, 'k.yaml', channel))).toBe('right.elsewhere');
    expect(code(apply(asking(world.ctx, { grants: [role('editor')] }), 'k.yaml', channel))).toBe('ok');
  });
});

test('a sound that another commune’s item waits for is not given by a stranger', async () => {
  must(
    apply(
      world.ctx,
      'b.yaml',
      `items: [{ id: tin-b, title: "Tin B", genre: newsItem, sound: tin-b.wav }]\n${session('trua-b', 'loa-b', 'tin-b')}`,
    ),
  );
  const path = join(world.folder, 'tin-b.wav');
  await copyFile(join(world.folder, 'dai-hieu.wav'), path);
  expect(code(await takeIn(asking(world.ctx, { grants: [role('editor', 'xa-a')] }), path, {}))).toBe('right.elsewhere');
  expect(code(await takeIn(asking(world.ctx, { grants: [role('editor', 'xa-b')] }), path, {}))).toBe('ok');
  // One name used in both: both have to be one's own.
  const both = join(world.folder, 'dai-hieu.wav');
  expect(code(await takeIn(asking(world.ctx, { grants: [role('editor', 'xa-a')] }), both, {}))).toBe('right.elsewhere');
});

describe('statements', () => {
  beforeEach(() => {
    for (const channel of ['loa-a', 'loa-b']) must(planDay(world.ctx, channel as never, day));
  });
  const phone = (): Ctx => {
    const { token } = siteLink(world.ctx, 'loa-a');
    return { ...world.ctx, caller: must(whoAsks(world.ctx, { kind: 'site', token })) };
  };

  test('a telephone speaks as the operator, and does not take back what the technician said', () => {
    const technician = asking(world.ctx, { grants: [role('technician', 'xa-a')] });
    const { first } = must(recordAiring(technician, said('loa-a')));
    const denied = { outcome: 'not-aired', reason: 'power-cut', corrects: first } as const;
    expect(code(recordAiring(phone(), said('loa-a', denied)))).toBe('log.role-not-yours');
    expect(code(recordAiring(phone(), said('loa-a', { ...denied, role: 'operator' })))).toBe('log.corrects-other');
    expect(code(recordAiring(phone(), said('loa-a', { role: 'operator' })))).toBe('ok');
    expect(code(recordAiring(technician, said('loa-a', denied)))).toBe('ok');
    expect(code(recordAiring(phone(), said('loa-b', { role: 'operator' })))).toBe('channel.unknown');
  });

  test('an entry of another channel is not corrected from here', () => {
    const { first } = must(recordAiring(world.ctx, said('loa-b')));
    expect(code(recordAiring(world.ctx, said('loa-a', { corrects: first, session: 'buoi-a' })))).toBe(
      'log.corrects-other',
    );
  });

  test('one id sent for two channels is two statements, and each sent again is itself', () => {
    const statement = 'ab'.repeat(16);
    const [b, a] = ['loa-b', 'loa-a'].map((channel) => must(recordAiring(world.ctx, said(channel, { statement }))));
    expect(must(recordAiring(world.ctx, said('loa-a', { statement }))).first).toBe(a?.first);
    expect(must(recordAiring(world.ctx, said('loa-b', { statement }))).first).toBe(b?.first);
    expect(world.ctx.airlog.size()).toBe(2);
  });
});

describe('author and approver', () => {
  const grants = [role('editor', 'xa-a'), role('approver', 'xa-a'), role('administrator', 'xa-a')];
  const approve = (ctx: Ctx, on: LocalDate) =>
    approveDay(ctx, {
      channel: 'loa-a',
      day: on,
      version: must(planDay(world.ctx, 'loa-a' as never, on)).version ?? 0,
    });

  test('one’s own work stays one’s own after two months, until a second person has seen it', () => {
    const author = asking(world.ctx, { grants });
    must(apply(author, 'a.yaml', session('trua-a', 'loa-a')));
    world.setNow('2027-01-25T01:00:00Z');
    const again = asking(world.ctx, { grants: [role('approver', 'xa-a')] });
    const same: Ctx = {
      ...author,
      caller: { ...author.caller, secondFactorAt: '2027-01-25T01:00:00Z' } as Ctx['caller'],
    };
    expect(code(approve(same, '2027-01-25' as LocalDate))).toBe('approval.own-work');
    expect(code(approve(again, '2027-01-25' as LocalDate))).toBe('ok');
    world.setNow('2027-01-25T01:05:00Z');
    expect(code(approve(same, '2027-01-26' as LocalDate))).toBe('ok');
  });

  test('work done through one’s own token is one’s own', () => {
    const author = asking(world.ctx, { grants });
    const { token } = must(
      addToken(author, { name: 'máy', scopes: ['schedule.write', 'schedule.read'], unit: 'xa-a', days: 1 }),
    );
    const machine: Ctx = { ...world.ctx, caller: must(whoAsks(world.ctx, { kind: 'bearer', token })) };
    must(apply(machine, 'a.yaml', session('trua-a', 'loa-a')));
    expect(code(approve(author, '2026-11-24' as LocalDate))).toBe('approval.own-work');
  });
});

test('a span of days shows only those that one may read', () => {
  const b = asking(world.ctx, { grants: [role('boardOfficer', 'xa-b')] });
  const shown = must(showDays(b, { from: day, to: day, channel: null }));
  expect(shown.map(({ channel }) => channel.id)).toEqual(['loa-b']);
});
