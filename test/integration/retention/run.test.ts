/** What goes under a rule and what stays: real rows, real files, a clock far ahead. */
import { existsSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { saltedHash } from '../../../src/core/evidence/entry.ts';
import type { Sha256 } from '../../../src/core/ids.ts';
import { must, ok } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { erasePerson } from '../../../src/operations/accounts/erase-person.ts';
import { liftHold, listHolds, placeHold } from '../../../src/operations/retention/holds.ts';
import { setRetention, showRetention } from '../../../src/operations/retention/rules.ts';
import { runRetention } from '../../../src/operations/retention/run-retention.ts';
import { addLink } from '../../../src/store/links.ts';
import { oneTimeLink, rundown, sound } from '../../../src/store/schema.ts';
import { saveSound } from '../../../src/store/sounds.ts';
import { asking } from '../../support/accounts-world.ts';
import { planDay } from '../../support/planned.ts';
import { entryOf } from '../../support/store-entries.ts';
import { CHANNEL, makeWorld, TODAY, type World } from '../../support/world.ts';

/** Later than any file that a test has just written. */
const LATER = '2060-06-01T01:00:00Z';
const WHY = 'Quyết định 12/QĐ-TTVH';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const run = async () => must(await runRetention(world.ctx, { dryRun: false, byItself: false }));
const rule = (record: string, keepDays: number | null) => setRetention(world.ctx, { record, keepDays, reason: WHY });
const originals = (): string[] =>
  world.ctx.store.rows
    .select()
    .from(sound)
    .all()
    .map(({ original }) => original);
/** A sound that has no name, as when another has taken it. */
const unnamed = async (text: string, takenInAt: string): Promise<Sha256> => {
  const { store, audio } = world.ctx;
  const { hash } = must(await audio.shelf.putText(text));
  const row = {
    ...{ original: hash, originalBytes: 1, originalFormat: 'wav', master: hash, samples: 48_000, channels: 1 },
    ...{ integrated: -18, range: 1, truePeak: -3, silenceHead: 0, silenceTail: 0, measures: null, waveform: null },
    takenInAt,
  };
  must(store.transact((rows) => ok(saveSound(rows, row, `${text}.wav`, takenInAt))));
  return hash;
};
const entries = () => Array.from({ length: world.ctx.airlog.size() }, (_, n) => world.ctx.airlog.find(n));
const onShelf = (hash: Sha256): boolean => existsSync(world.ctx.audio.shelf.pathOf(hash));

test('without a rule nothing goes, and a rule too short or of an unknown kind is refused', async () => {
  world.setNow(LATER);
  const before = originals();
  expect(await run()).toMatchObject({ due: [], removed: [] });
  expect(originals()).toEqual(before);
  expect(rule('sound', 30)).toMatchObject({ refusals: [{ code: 'request.wrong', params: { field: 'days' } }] });
  for (const kind of ['air-log', 'audit', 'person', 'rundown'])
    expect(rule(kind, 4000)).toMatchObject({ refusals: [{ code: 'request.wrong', params: { field: 'record' } }] });
  expect(setRetention(world.ctx, { record: 'sound', keepDays: 4000, reason: ' ' })).toMatchObject({
    refusals: [{ code: 'reason.missing' }],
  });
});

test('a sound that nothing uses goes, told before; what items, plans and recent entries use stays', async () => {
  const library = originals();
  const gone = await unnamed('cũ', '2026-11-23T01:00:00Z');
  const [aired, planned] = [
    await unnamed('đã phát', '2026-11-23T01:00:00Z'),
    await unnamed('sẽ phát', '2026-11-23T01:00:00Z'),
  ];
  const young = await unnamed('mới', '2060-05-01T01:00:00Z');
  const entry = entryOf({ title: 'x', day: '2060-01-10' });
  must(world.ctx.airlog.append([{ ...entry, planned: { ...entry.planned, cut: aired } }], []));
  world.setNow(LATER);
  must(rule('sound', 400));
  // A plan of a coming day names the master of an item; here it is made to name this one.
  planDay(world.ctx, CHANNEL, '2060-06-02' as LocalDate);
  const plan = world.ctx.store.rows.select().from(rundown).all().at(-1);
  const master = plan?.playlists[0]?.entries[0]?.cut?.master ?? '';
  const changed = JSON.parse(JSON.stringify(plan?.playlists).replaceAll(master, planned));
  world.ctx.store.rows.update(rundown).set({ playlists: changed }).run();
  const [shown] = must(await showRetention(world.ctx)).rules;
  // What is planned is of use to the day; the item whose place was taken is old, and the library asks for it.
  expect(shown).toMatchObject({ record: 'sound', keepDays: 400, due: 1, held: 0, needed: 1 });
  expect(must(await runRetention(world.ctx, { dryRun: true, byItself: false }))).toMatchObject({ due: [{ count: 1 }] });
  expect(onShelf(gone)).toBe(true);
  const size = world.ctx.airlog.size();
  expect(await run()).toMatchObject({ removed: [{ record: 'sound', removed: 1, entry: size }] });
  expect(originals().sort()).toEqual([...library, aired, planned, young].sort());
  expect([gone, aired, planned, young].map(onShelf)).toEqual([false, true, true, true]);
  expect(entries().at(-1)).toMatchObject({
    kind: 'retention',
    actor: 'system:cli',
    facts: {
      record: 'sound',
      rule: 'rule-1/removal-1',
      keepDays: 400,
      removed: 1,
      oldest: '2026-11-23',
      newest: '2026-11-23',
    },
  });
  expect(await run()).toMatchObject({ due: [], removed: [] });
  expect(world.ctx.airlog.size()).toBe(size + 1);
});

test('a hold stops what it touches until it is lifted, and both are in the log', async () => {
  const gone = await unnamed('cũ', '2026-11-23T01:00:00Z');
  const word = { salt: new Uint8Array(16), text: 'Bà Ba', hash: saltedHash(new Uint8Array(16), 'Bà Ba') };
  must(world.ctx.airlog.append([entryOf({ title: 'x', day: TODAY, by: word })], [word]));
  must(
    world.ctx.store.transact((rows) =>
      ok(
        addLink(rows, {
          ...{ token: '0'.repeat(64) as Sha256, person: null, createdBy: 'system:cli', usedAt: null },
          createdAt: '2026-01-01T00:00:00Z',
          expiresAt: '2026-01-02T00:00:00Z',
        }),
      ),
    ),
  );
  world.setNow(LATER);
  for (const kind of ['sound', 'link', 'log-words']) must(rule(kind, 400));
  const days = { from: '2026-11-23' as LocalDate, to: '2026-11-24' as LocalDate };
  const placed = must(placeHold(world.ctx, { name: 'Thanh tra', ...days, channel: null, reason: WHY }));
  // The link is of other days.
  expect((await run()).removed).toMatchObject([{ record: 'link', removed: 1 }]);
  expect([onShelf(gone), world.ctx.airlog.wordsBefore('2060-01-01' as LocalDate).length]).toEqual([true, 1]);
  expect(world.ctx.store.rows.select().from(oneTimeLink).all()).toEqual([]);
  expect(must(listHolds(world.ctx))).toMatchObject([{ id: placed.id, name: 'Thanh tra', lifted: null }]);
  must(liftHold(world.ctx, { id: placed.id, reason: 'Xong' }));
  expect(liftHold(world.ctx, { id: placed.id, reason: 'Xong' })).toMatchObject({
    refusals: [{ code: 'hold.unknown' }],
  });
  expect((await run()).removed.map(({ record }) => record).sort()).toEqual(['log-words', 'sound']);
  expect([onShelf(gone), world.ctx.airlog.wordsBefore('2060-01-01' as LocalDate).length]).toEqual([false, 0]);
  expect(entries().filter((entry) => entry?.kind === 'hold')).toMatchObject([
    { facts: { hold: placed.id, placed: true, ...days } },
    { facts: { hold: placed.id, placed: false, ...days } },
  ]);
  expect(world.ctx.airlog.faultIn('all')).toBeNull();
});

test('a person is not erased while a hold is in force, and the sentence names it', () => {
  const administrator = asking(world.ctx, { grants: [{ role: 'administrator', unit: null }] });
  const other = asking(world.ctx, { grants: [{ role: 'editor', unit: null }] });
  const days = { from: '2026-11-23' as LocalDate, to: '2026-11-24' as LocalDate };
  const { id } = must(placeHold(world.ctx, { name: 'Thanh tra', ...days, channel: null, reason: WHY }));
  const erase = () => erasePerson(administrator, { person: other.self, why: WHY });
  expect(erase()).toMatchObject({ refusals: [{ code: 'hold.in-force', params: { name: 'Thanh tra', id } }] });
  must(liftHold(administrator, { id, reason: 'Xong' }));
  expect(erase()).toEqual(ok(undefined));
});

test('by itself it looks once a day, and not when the date has leapt', async () => {
  const byItself = async () => must(await runRetention(world.ctx, { dryRun: false, byItself: true })).skipped;
  expect([await byItself(), await byItself()]).toEqual([null, 'today']);
  world.setNow('2026-11-24T01:00:00Z');
  expect(await byItself()).toBeNull();
  world.setNow(LATER);
  expect(await byItself()).toBe('clock');
  world.setNow('2016-11-24T01:00:00Z');
  expect(await byItself()).toBe('clock');
  world.setNow(LATER);
  await run();
  expect(await byItself()).toBe('today');
});
