/** What machines report, over HTTP with real tokens: receipts, gaps, equivocation, all or nothing, and what verdicts make of it. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AirLogEntryJson } from '../../../src/contract/air-log-entry.ts';
import { ReportReceiptJson } from '../../../src/contract/air-log-report.ts';
import { VerdictsJson } from '../../../src/contract/api-verdicts.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { sealLog } from '../../../src/operations/log/seal-log.ts';
import { type Held, machineToken, role, signedIn, siteLink } from '../../support/credentials.ts';
import { planDay } from '../../support/planned.ts';
import { CHANNEL, makeWorld, OTHER_CHANNEL, TODAY, type World } from '../../support/world.ts';
import { ask, codeOf, postJson } from './asking.ts';

const PATH = '/api/v1/air-log';
const REPORTS = `${PATH}/reports`;
let world: World;
let app: App;
let player: Held;
let reader: Held;
/** Ids of the morning's airings, in order. */
let morning: readonly string[];

beforeAll(async () => {
  world = await makeWorld();
  must(planDay(world.ctx, CHANNEL, TODAY as LocalDate));
  app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
  player = machineToken(world.ctx, { scopes: ['airing.report'], unit: 'my-tu' });
  reader = machineToken(world.ctx, { scopes: ['air-log.read', 'schedule.read'] });
  const { verdicts } = await verdictsNow();
  morning = verdicts
    .filter(({ planned }) => planned.session.id === 'buoi-sang' && planned.seconds !== null)
    .map(({ planned }) => planned.id);
});
afterAll(() => world.close());

const verdictsNow = async (): Promise<VerdictsJson> =>
  VerdictsJson.parse(
    await (await ask(app, `/api/v1/verdicts?from=${TODAY}&to=${TODAY}&channel=${CHANNEL}`, { by: reader })).json(),
  );
const verdictOf = async (id: string) => {
  const { verdicts, unplanned } = await verdictsNow();
  return [...verdicts, ...unplanned].filter(({ planned }) => planned.id === id);
};
const clock = { wall: '2026-11-22T22:00:05.250Z', monotonicMs: 5000, offsetMs: 120, errorMs: 80 };
const rowOf = (row: number, about: Record<string, unknown>) => ({
  ...{ device: 'may-my-tu', boot: 'b1', row, channel: CHANNEL, day: TODAY, clock },
  ...about,
});
const send = (rows: readonly unknown[], by: Held = player) => postJson(app, REPORTS, { rows }, { by });
const sent = async (rows: readonly unknown[], by?: Held) => {
  const response = await send(rows, by);
  expect(response.status, await response.clone().text()).toBe(200);
  return ReportReceiptJson.parse(await response.json());
};
const entryAt = async (seq: number) =>
  AirLogEntryJson.parse(await (await ask(app, `${PATH}/entries/${seq}`, { by: reader })).json());

test('started alone is part of it, with no second that is certain; the end settles it, and on time', async () => {
  const [first = ''] = morning;
  const started = rowOf(0, { entry: first, kind: 'started', started: '2026-11-22T22:00:05Z' });
  const { receipts, missing, checkpoint } = await sent([started]);
  expect(receipts).toEqual([{ device: 'may-my-tu', boot: 'b1', row: 0, seq: 0, isNew: true }]);
  expect([missing, checkpoint]).toEqual([[], null]);
  expect(await verdictOf(first)).toMatchObject([{ verdict: 'partly', secondsHeard: 0, evidence: 'L2', onTime: true }]);
  await sent([
    rowOf(1, { entry: first, kind: 'stopped', outcome: 'aired', secondsHeard: 2, stopped: '2026-11-22T22:00:07Z' }),
  ]);
  expect(await verdictOf(first)).toMatchObject([
    { verdict: 'aired', secondsHeard: 2, evidence: 'L2', onTime: true, entries: [1], decidedBy: 1 },
  ]);
  const entry = await entryAt(0);
  expect(entry).toMatchObject({
    kind: 'started',
    clock: { quality: 'A' },
    planned: { rundownVersion: 1, rule: expect.any(String) },
  });
});

test('the same row again is answered with its first receipt, and writes nothing', async () => {
  const [first = ''] = morning;
  const again = rowOf(0, { entry: first, kind: 'started', started: '2026-11-22T22:00:05Z' });
  must(sealLog({ ...world.ctx, caller: { kind: 'system', name: 'service' } }));
  const size = world.ctx.airlog.size();
  const { receipts, checkpoint } = await sent([again, again]);
  expect(receipts.map(({ seq, isNew }) => [seq, isNew])).toEqual([
    [0, false],
    [0, false],
  ]);
  expect(checkpoint).toContain(`\n${size}\n`);
  expect(world.ctx.airlog.size()).toBe(size);
});

test('other content under the same number: 409, told once in the log, never written over', async () => {
  const [first = ''] = morning;
  const before = world.ctx.airlog.leaf(1);
  const other = rowOf(1, { entry: first, kind: 'stopped', outcome: 'partly', reason: 'power-cut', secondsHeard: 1 });
  const fresh = rowOf(9, { entry: first, kind: 'missed', reason: 'power-cut' });
  const size = world.ctx.airlog.size();
  for (const _twice of [1, 2]) {
    const refused = await send([fresh, other]);
    expect(refused.status).toBe(409);
    const problem = (await refused.json()) as { code: string; errors?: readonly { pointer?: string }[] };
    expect(JSON.stringify(problem)).toContain('log.row-other');
    expect(JSON.stringify(problem)).toContain('/rows/1');
  }
  // One event, and not the fresh row beside it.
  expect(world.ctx.airlog.size()).toBe(size + 1);
  expect(await entryAt(size)).toMatchObject({
    kind: 'equivocation',
    facts: { device: 'may-my-tu', boot: 'b1', row: 1, entry: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  expect(Buffer.compare(world.ctx.airlog.leaf(1) ?? new Uint8Array(), before ?? new Uint8Array())).toBe(0);
  // Who reads a unit's log only does not read events.
  const ofUnit = machineToken(world.ctx, { scopes: ['air-log.read'], unit: 'my-tu' });
  expect(await codeOf(await ask(app, `${PATH}/entries/${size}`, { by: ofUnit }))).toBe('log.entry-unknown');
});

test('gaps are told, age is no reason to refuse, and clocks have their letters', async () => {
  const [, second = ''] = morning;
  const old = { ...clock, wall: '2016-01-01T00:00:00Z', offsetMs: 40_000_000 };
  const { missing } = await sent([
    rowOf(4, { entry: second, kind: 'missed', reason: 'power-cut' }),
    rowOf(7, { entry: second, kind: 'missed', reason: 'power-cut', clock: { ...old, monotonicMs: 0 } }),
    rowOf(0, {
      boot: 'b2',
      entry: second,
      kind: 'missed',
      reason: 'power-cut',
      clock: { wall: '2026-11-23T00:00:00Z', monotonicMs: 1 },
    }),
  ]);
  expect(missing).toEqual([
    { device: 'may-my-tu', boot: 'b1', from: 2, to: 3 },
    { device: 'may-my-tu', boot: 'b1', from: 5, to: 6 },
  ]);
  const size = world.ctx.airlog.size();
  const letters = [size - 3, size - 2, size - 1].map(
    (seq) => JSON.parse(new TextDecoder().decode(world.ctx.airlog.leaf(seq))).clock.quality,
  );
  expect(letters).toEqual(['A', 'D', 'D']);
  expect(await verdictOf(second)).toMatchObject([
    { verdict: 'not-aired', reason: { code: 'power-cut' }, onTime: null },
  ]);
});

test('what stands in no plan is recorded as the device says, and listed apart', async () => {
  await sent([
    rowOf(8, {
      entry: 'live@1',
      title: 'Thông báo mất nước',
      kind: 'stopped',
      outcome: 'aired',
      secondsHeard: 33.5,
      started: '2026-11-22T23:00:00Z',
    }),
  ]);
  const { unplanned, totals } = await verdictsNow();
  expect(unplanned).toMatchObject([
    {
      verdict: 'aired',
      secondsHeard: 33.5,
      planned: { id: 'live@1', title: 'Thông báo mất nước', rundownVersion: 0, units: [{ id: 'my-tu' }] },
    },
  ]);
  expect(totals.total).toMatchObject({ planned: 7, aired: 1, onTime: 1 });
});

test('a microphone outweighs the player, for a token of that level only', async () => {
  const [first = ''] = morning;
  const heard = rowOf(0, {
    device: 'may-ghi',
    entry: first,
    kind: 'heard',
    evidence: 'L4',
    outcome: 'partly',
    reason: 'line-fault',
    secondsHeard: 1.5,
  });
  const refused = await send([heard]);
  expect([refused.status, await codeOf(refused)]).toEqual([403, 'right.missing']);
  const recorder = machineToken(world.ctx, { scopes: ['airing.report', 'airing.report-l4'], unit: 'my-tu' });
  await sent([heard], recorder);
  expect(await verdictOf(first)).toMatchObject([
    { verdict: 'partly', secondsHeard: 1.5, evidence: 'L4', disagree: true, onTime: null },
  ]);
  // Whoever asks for a machine's evidence need not know that it stands in no statement.
  const asked = await ask(app, `${PATH}?from=${TODAY}&to=${TODAY}&evidence=L4`, { by: reader });
  expect(await asked.json()).toMatchObject({ entries: [{ kind: 'heard', evidence: 'L4' }] });
});

test('all or nothing: the row that is wrong is named, and nothing of the batch is written', async () => {
  const [first = ''] = morning;
  const good = rowOf(20, { entry: first, kind: 'missed', reason: 'power-cut' });
  const size = world.ctx.airlog.size();
  const wrong: readonly (readonly [Record<string, unknown>, string])[] = [
    [{ kind: 'missed' }, '/rows/1/reason'],
    [{ kind: 'started' }, '/rows/1/started'],
    [{ kind: 'stopped', outcome: 'aired' }, '/rows/1/secondsHeard'],
    [{ kind: 'heard', outcome: 'not-aired' }, '/rows/1/evidence'],
    [{ kind: 'missed', reason: 'power-cut', clock: { wall: 'hôm qua', monotonicMs: 0 } }, '/rows/1/clock/wall'],
    [{ kind: 'missed', reason: 'power-cut', row: -1 }, '/rows/1/row'],
    [{ kind: 'missed', reason: 'weather', row: 20 }, '/rows/1/row'],
  ];
  for (const [about, pointer] of wrong) {
    const refused = await send([good, rowOf(21, { entry: first, ...about })]);
    expect(refused.status, pointer).toBe(422);
    expect(await refused.text()).toContain(`"${pointer}"`);
  }
  const elsewhere = machineToken(world.ctx, { scopes: ['airing.report'], unit: 'noi-khac' });
  expect(await codeOf(await send([good], elsewhere))).toBe('right.elsewhere');
  expect(
    await codeOf(
      await send([{ ...good, channel: 'khong-co' }], machineToken(world.ctx, { scopes: ['airing.report'] })),
    ),
  ).toBe('channel.unknown');
  expect((await send(Array.from({ length: 501 }, (_, n) => ({ ...good, row: 100 + n })))).status).toBe(422);
  expect(world.ctx.airlog.size()).toBe(size);
  // A whole batch of 500 fits.
  expect((await sent(Array.from({ length: 500 }, (_, n) => ({ ...good, boot: 'b3', row: n })))).receipts).toHaveLength(
    500,
  );
});

test('nobody’s hat reports; a person is told so', async () => {
  const technician = signedIn(world.ctx, { grants: [role('technician')] });
  expect(await codeOf(await send([rowOf(30, { entry: 'x', kind: 'missed', reason: 'weather' })], technician))).toBe(
    'right.missing',
  );
});

test('an objection stands beside its entry, is sent twice and made once, and changes no verdict', async () => {
  const [first = ''] = morning;
  const officer = signedIn(world.ctx, { name: 'Thạch Sa', grants: [role('boardOfficer', 'my-tu')] });
  const [before] = await verdictOf(first);
  const statement = 'ab'.repeat(16);
  const object = (seq: number | string, by: Held, note = 'Loa ấp không kêu') =>
    postJson(app, `${PATH}/entries/${seq}/objections`, { note, statement }, { by });
  const made = await object(1, officer);
  expect(made.status).toBe(201);
  const objection = (await made.json()) as { seq: number; by: string; note: string; disputes: number };
  expect(objection).toMatchObject({ by: 'Thạch Sa', note: 'Loa ấp không kêu', disputes: 1 });
  expect(await (await object(1, officer)).json()).toEqual(objection);
  const text = JSON.stringify(await entryAt(objection.seq));
  expect(text).not.toContain('Thạch');
  expect(text).not.toContain('Loa ấp');
  const [after] = await verdictOf(first);
  expect(after).toEqual({ ...before, disputedBy: [objection.seq] });
  expect((await verdictsNow()).totals.total.disputed).toBe(1);
  // The same id for another entry of that airing; no reason; an event; what is not theirs to read; no right.
  expect(await codeOf(await object(0, officer))).toBe('request.wrong');
  expect(await codeOf(await object(1, officer, ' '))).toBe('request.wrong');
  const event = [...Array(world.ctx.airlog.size()).keys()].find(
    (seq) => world.ctx.airlog.find(seq)?.kind === 'equivocation',
  );
  expect(await codeOf(await object(event ?? -1, signedIn(world.ctx, { grants: [role('operator')] })))).toBe(
    'log.entry-unknown',
  );
  expect(await codeOf(await object(1, signedIn(world.ctx, { grants: [role('boardOfficer', 'noi-khac')] })))).toBe(
    'log.entry-unknown',
  );
  expect(await codeOf(await object(1, signedIn(world.ctx, { grants: [role('administrator')] })))).toBe('right.missing');
  // Erased, the entry is whole and says no name.
  const size = world.ctx.airlog.size();
  expect(must(world.ctx.airlog.eraseNames(`person:${officer.id}`))).toBe(1);
  expect([world.ctx.airlog.size(), world.ctx.airlog.faultIn('all')]).toEqual([size, null]);
});

test('a file that a person takes away is an event with who; a program that looks is none', async () => {
  const size = world.ctx.airlog.size();
  await ask(app, `${PATH}?from=${TODAY}&to=${TODAY}&format=csv`, { by: reader });
  expect(world.ctx.airlog.size()).toBe(size);
  const officer = signedIn(world.ctx, { grants: [role('boardOfficer')] });
  expect((await ask(app, `${PATH}?from=${TODAY}&to=${TODAY}&format=csv`, { by: officer })).status).toBe(200);
  expect(await entryAt(size)).toMatchObject({
    kind: 'export',
    actor: `person:${officer.id}`,
    by: expect.stringMatching(/^[0-9a-f]{64}$/),
    facts: { what: 'air-log.csv', from: TODAY, to: TODAY, entries: null, sha256: null },
  });
});

test('a site’s link reports as the player of its own page: by names that no machine has, of its own channel, no higher than L2', async () => {
  const [first = ''] = morning;
  const link = siteLink(world.ctx, CHANNEL);
  const row = {
    ...rowOf(0, { entry: first, kind: 'started', started: '2026-11-22T22:00:05Z' }),
    device: 'web-1a2b3c4d',
  };
  const { receipts } = await sent([row], link);
  expect(await entryAt(receipts[0]?.seq ?? -1)).toMatchObject({
    evidence: 'L2',
    actor: `site:${link.id}`,
    source: { device: 'web-1a2b3c4d' },
  });
  expect((await sent([row], link)).receipts).toMatchObject([{ seq: receipts[0]?.seq, isNew: false }]);
  const csv = await (await ask(app, `${PATH}?from=${TODAY}&to=${TODAY}&format=csv&evidence=L2`, { by: reader })).text();
  expect(csv).toContain('trang điện thoại báo đã phát');
  const size = world.ctx.airlog.size();
  const wrong = [
    [{ ...row, device: 'may-my-tu' }, link, 422],
    [row, player, 422],
    [{ ...row, row: 1, channel: OTHER_CHANNEL }, link, 403],
    [{ ...row, row: 1, kind: 'heard', evidence: 'L4', outcome: 'aired', secondsHeard: 1 }, link, 403],
  ] as const;
  for (const [one, by, status] of wrong) expect((await send([one], by)).status).toBe(status);
  expect(world.ctx.airlog.size()).toBe(size);
});
