/** A person erased: their name is gone from beside the air log, and every entry is byte for byte what it was. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Caller } from '../../../../src/core/access/model.ts';
import { entryBytes } from '../../../../src/core/evidence/entry.ts';
import type { PersonId, SignInId } from '../../../../src/core/ids.ts';
import { must } from '../../../../src/core/result.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { addPerson } from '../../../../src/operations/accounts/add-person.ts';
import { erasePerson } from '../../../../src/operations/accounts/erase-person.ts';
import { listAirings } from '../../../../src/operations/list-airings.ts';
import { type RecordAiring, recordAiring } from '../../../../src/operations/record-airing.ts';
import { planDay } from '../../../support/planned.ts';
import { CHANNEL, makeWorld, OTHER_CHANNEL, TODAY, type World } from '../../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const day = TODAY as LocalDate;
const said = (channel: string): RecordAiring => ({
  channel,
  day,
  session: 'buoi-sang',
  entry: null,
  outcome: 'aired',
  reason: null,
  note: 'Loa số 3 rè',
  startedAt: null,
  secondsHeard: null,
  role: 'operator',
  by: 'Ai đó',
  corrects: null,
  statement: null,
});

test('names of the erased go, of others stay, entries stay as they were', () => {
  const { ctx } = world;
  for (const channel of [CHANNEL, OTHER_CHANNEL]) must(planDay(ctx, channel, day));
  const { id } = must(addPerson(ctx, { login: 'lan', name: 'Lý Thị Lan', role: 'operator', unit: 'my-tu' }));
  const lan: Caller = {
    kind: 'person',
    id: id as PersonId,
    name: 'Lý Thị Lan',
    grants: [{ role: 'operator', unit: 'my-tu' as never }],
    signIn: 's-0000000000000001' as SignInId,
    hasSecondFactor: false,
    secondFactorAt: null,
  };
  must(recordAiring({ ...ctx, caller: lan }, said(CHANNEL)));
  must(recordAiring(ctx, said(OTHER_CHANNEL)));
  const rows = () => must(listAirings(ctx, { from: day, to: day })).toArray();
  const before = rows().map(({ entry }) => entryBytes(entry));
  // Who has signed in speaks in their own name, whatever was typed.
  expect(new Set(rows().map(({ by }) => by))).toEqual(new Set(['Lý Thị Lan', 'Ai đó']));
  expect(new Set(rows().map(({ entry }) => entry.actor))).toEqual(new Set([`person:${id}`, 'system:cli']));

  must(erasePerson(ctx, { person: id, why: 'Theo yêu cầu' }));
  expect(new Set(rows().map(({ by }) => by))).toEqual(new Set([null, 'Ai đó']));
  expect(rows().every(({ note }) => note === 'Loa số 3 rè')).toBe(true);
  expect(rows().map(({ entry }) => entryBytes(entry))).toEqual(before);
  expect(JSON.stringify(before.map((bytes) => new TextDecoder().decode(bytes)))).not.toContain('Lan');
});
