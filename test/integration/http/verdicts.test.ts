import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VerdictRowJson, VerdictsJson } from '../../../src/contract/api-verdicts.ts';
import type { ChannelId } from '../../../src/core/ids.ts';
import { must, ok } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { listVerdicts } from '../../../src/operations/log/list-verdicts.ts';
import { type RecordAiring, recordAiring } from '../../../src/operations/record-airing.ts';
import { addRundown, findRundown, type RundownRow } from '../../../src/store/days.ts';
import { machineToken, siteLink } from '../../support/credentials.ts';
import { planDay } from '../../support/planned.ts';
import { entryOf } from '../../support/store-entries.ts';
import { CHANNEL, makeWorld, OTHER_CHANNEL, TODAY, type World } from '../../support/world.ts';
import { type Asking, ask, codeOf } from './asking.ts';

const PATH = '/api/v1/verdicts';
const SPAN = `${PATH}?from=${TODAY}&to=${TODAY}`;
const AFTERNOON = '2026-11-23T13:00:00Z';

let world: World;
let app: App;
let by: NonNullable<Asking['by']>;

const say = (about: Partial<RecordAiring>) =>
  must(
    recordAiring(world.ctx, {
      channel: CHANNEL,
      day: TODAY as LocalDate,
      session: 'buoi-sang',
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
      ...about,
    }),
  );

const answer = async (path: string, lang = 'vi'): Promise<VerdictsJson> => {
  const response = await ask(app, path, { by, headers: { 'accept-language': lang } });
  expect(response.status).toBe(200);
  return VerdictsJson.parse(await response.json());
};
/** 'channel title verdict seconds reason evidence' of each. */
const shortly = ({ verdicts }: Pick<VerdictsJson, 'verdicts'>): string[] =>
  verdicts.map(({ planned, verdict, secondsHeard, reason, evidence }) =>
    [planned.channel.id, planned.segment, verdict, secondsHeard, reason?.code ?? '–', evidence].join(' '),
  );

beforeAll(async () => {
  world = await makeWorld();
  for (const channel of [CHANNEL, OTHER_CHANNEL]) must(planDay(world.ctx, channel, TODAY as LocalDate));
  app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
  by = machineToken(world.ctx, { scopes: ['air-log.read', 'schedule.read'] });
});
afterAll(() => world.close());

describe('a day of two channels', () => {
  test('before anybody has spoken: unknown, to come, and what the plan left out', async () => {
    const found = await answer(SPAN);
    expect(shortly(found)).toEqual([
      'dai-my-tu sang-dai-hieu unknown 0 unsaid L0',
      'dai-my-tu sang-khmer not-aired 0 waits-for-recording L0',
      'dai-my-tu sang-ban-tin unknown 0 unsaid L0',
      'dai-my-tu sang-ban-tin unknown 0 unsaid L0',
      'dai-my-tu chieu-dai-hieu unknown 0 to-come L0',
      'dai-my-tu chieu-phat-lai unknown 0 to-come L0',
      'dai-my-tu chieu-phat-lai unknown 0 to-come L0',
      'loa-hau-thanh sang-dai-hieu unknown 0 unsaid L0',
      'loa-hau-thanh sang-khmer not-aired 0 waits-for-recording L0',
      'loa-hau-thanh sang-ban-tin unknown 0 unsaid L0',
      'loa-hau-thanh sang-ban-tin unknown 0 unsaid L0',
    ]);
    expect(found.totals.total).toMatchObject({ planned: 11, unknown: 9, toCome: 3, notAired: 2, aired: 0 });
    expect(found.unplanned).toEqual([]);
  });

  test('what was said of it, the least of two, and the reason in words', async () => {
    const { first } = say({});
    say({ role: 'operator', outcome: 'not-aired', reason: 'power-cut' });
    world.setNow(AFTERNOON);
    say({ session: 'buoi-chieu', outcome: 'partly', reason: 'emergency', secondsHeard: 4 });
    const found = await answer(`${SPAN}&channel=${CHANNEL}`);
    expect(shortly(found)).toEqual([
      'dai-my-tu sang-dai-hieu not-aired 0 power-cut statement',
      'dai-my-tu sang-khmer not-aired 0 waits-for-recording L0',
      'dai-my-tu sang-ban-tin not-aired 0 power-cut statement',
      'dai-my-tu sang-ban-tin not-aired 0 power-cut statement',
      'dai-my-tu chieu-dai-hieu aired 2 – statement',
      expect.stringMatching(/^dai-my-tu chieu-phat-lai interrupted 1\.\d+ emergency statement$/),
      'dai-my-tu chieu-phat-lai not-aired 0 emergency statement',
    ]);
    expect(found.verdicts[0]).toMatchObject({ disagree: true, entries: [first, first + 3], decidedBy: first + 3 });
    expect(found.verdicts[0]?.reason?.text).toBe('mất điện');
    expect((await answer(SPAN, 'en')).verdicts[0]?.reason?.text).toBe('power cut');
  });

  test('a correction changes the verdict; nothing else does', async () => {
    const [wrong] = (await answer(SPAN)).verdicts;
    say({ role: 'operator', entry: wrong?.planned.id ?? '', corrects: wrong?.decidedBy ?? -1 });
    expect((await answer(SPAN)).verdicts[0]).toMatchObject({
      verdict: 'aired',
      disagree: false,
      evidence: 'statement',
    });
  });

  test('totals are those of the rows, in every grouping', async () => {
    const { verdicts, totals } = await answer(SPAN);
    const of = (verdict: string) => verdicts.filter((one) => one.verdict === verdict).length;
    expect(totals.total).toMatchObject({
      planned: verdicts.length,
      aired: of('aired'),
      interrupted: of('interrupted'),
      notAired: of('not-aired'),
      unknown: of('unknown'),
    });
    expect(totals.channels.map(({ id, planned }) => [id, planned])).toEqual([
      ['dai-my-tu', 7],
      ['loa-hau-thanh', 4],
    ]);
    expect(totals.units.map(({ unit, planned }) => [unit?.id, planned])).toEqual([['my-tu', 11]]);
    expect(totals.campaigns.map(({ campaign, week, planned }) => [campaign?.id ?? null, week, planned])).toEqual([
      ['nq57', TODAY, 6],
      [null, TODAY, 5],
    ]);
  });

  test.each([
    ['channel=loa-hau-thanh', 4],
    ['unit=my-tu', 11],
    ['campaign=nq57', 6],
    ['contentGroup=chu-truong', 6],
    ['language=km', 2],
    ['verdict=interrupted', 1],
    ['evidence=statement', 6],
    ['evidence=L4', 0],
  ])('%s: %d of them, and the totals of these', async (filter, count) => {
    const { verdicts, totals } = await answer(`${SPAN}&${filter}`);
    expect([verdicts.length, totals.total.planned]).toEqual([count, count]);
  });

  test('as NDJSON, one a line', async () => {
    for (const [path, accept] of [
      [SPAN, 'application/x-ndjson'],
      [`${SPAN}&format=ndjson`, '*/*'],
    ] as const) {
      const response = await ask(app, path, { by, headers: { accept } });
      expect(response.headers.get('content-type')).toBe('application/x-ndjson');
      const rows = (await response.text()).trim().split('\n');
      expect(rows.map((row) => VerdictRowJson.parse(JSON.parse(row)).inPlan)).toEqual(rows.map(() => true));
      expect(rows).toHaveLength(11);
    }
  });
});

test('what an entry names and no plan ever had is listed apart, and counted nowhere', async () => {
  const before = await answer(SPAN);
  const seq = must(
    world.ctx.airlog.append([entryOf({ title: 'Lạ', day: TODAY, channel: CHANNEL, campaign: null })], []),
  );
  const found = await answer(SPAN);
  expect(found.unplanned).toMatchObject([
    { inPlan: false, verdict: 'aired', decidedBy: seq, planned: { title: 'Lạ' } },
  ]);
  expect({ ...found, unplanned: [] }).toEqual(before);
});

test('what a later version of a day first planned afterwards has dropped was planned all the same', () => {
  const day = '2026-11-20' as LocalDate;
  const [row] = must(planDay(world.ctx, CHANNEL, day)).playlists;
  const entry = row?.entries[0]?.id ?? '';
  say({ day, entry });
  const asked = { from: day, to: day };
  const { verdicts } = must(listVerdicts(world.ctx, asked));
  world.ctx.store.rows.run(
    `INSERT INTO rundown (channel, day, version, hash, playlists, conflicts, findings, planned_at) SELECT channel, day, version + 1, hash, '[]', '[]', '[]', planned_at FROM rundown WHERE day = '${day}'`,
  );
  const after = must(listVerdicts(world.ctx, asked));
  expect(after.verdicts).toMatchObject(verdicts.filter(({ planned }) => planned.id === entry));
  expect(after.unplanned).toEqual([]);
});

test('days planned before there was a short form of them are judged by their playlists', async () => {
  const before = await answer(SPAN);
  world.ctx.store.rows.run('DELETE FROM rundown_airings');
  expect(await answer(SPAN)).toEqual(before);
});

test('what aired at a place where the newest plan leaves something out is judged beside it', () => {
  const day = '2026-11-21' as LocalDate;
  must(planDay(world.ctx, CHANNEL, day));
  const { rows } = world.ctx.store;
  const aired = findRundown(rows, CHANNEL as ChannelId, day)?.playlists[0]?.entries[0];
  if (aired === undefined) throw new Error('nothing planned');
  say({ day, session: 'buoi-sang', entry: aired.id });
  const newest = findRundown(rows, CHANNEL as ChannelId, day) as RundownRow;
  const playlists = newest.playlists.map((playlist) => ({
    ...playlist,
    entries: [],
    absences: playlist.absences.map((absence) => ({ ...absence, id: aired.id })),
  }));
  must(world.ctx.store.transact((into) => ok(addRundown(into, { ...newest, version: newest.version + 1, playlists }))));
  const { verdicts } = must(listVerdicts(world.ctx, { from: day, to: day, channel: CHANNEL }));
  expect(verdicts.filter(({ planned }) => planned.id === aired.id).map(({ verdict }) => verdict)).toEqual(
    expect.arrayContaining(['aired', 'not-aired']),
  );
});

describe('refused', () => {
  const of = async (path: string, asking: Asking = { by }) => {
    const response = await ask(app, path, asking);
    return [response.status, await codeOf(response)];
  };
  test.each([
    [`${PATH}?from=2026-11-24&to=2026-11-23`, 422, 'time.range'],
    [`${PATH}?from=2025-01-01&to=2026-11-23`, 422, 'time.range-long'],
    [`${SPAN}&channel=khong-co`, 404, 'channel.unknown'],
    [`${SPAN}&unit=khong-co`, 404, 'unit.unknown'],
    [`${SPAN}&campaign=khong-co`, 404, 'campaign.unknown'],
    [`${SPAN}&verdict=maybe`, 422, 'request.wrong'],
  ])('%s', async (path, status, code) => {
    expect(await of(path)).toEqual([status, code]);
  });

  test('who may not read the air log; a telephone has its own channel', async () => {
    expect(await of(SPAN, { by: { headers: {} } })).toEqual([401, 'sign-in.needed']);
    expect(await of(SPAN, { by: machineToken(world.ctx, { scopes: ['schedule.read'] }) })).toEqual([
      403,
      'right.missing',
    ]);
    const site = siteLink(world.ctx, OTHER_CHANNEL);
    const own = VerdictsJson.parse(await (await ask(app, SPAN, { by: site })).json());
    expect(new Set(own.verdicts.map(({ planned }) => planned.channel.id))).toEqual(new Set([OTHER_CHANNEL]));
    expect(own.unseen).toBe(1);
  });
});
