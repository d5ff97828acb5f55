/**
 * The merger of 1 July 2025 on the schedules that ship with Loa: a day's answers are of that day, and June's stay the same
 * to the byte when July is written down.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSchedules, type WrittenFiles } from '../../../src/contract/schedule-file/index.ts';
import type { ChannelId, Sha256, UnitId } from '../../../src/core/ids.ts';
import { must } from '../../../src/core/result.ts';
import type { DatedUnit, Schedule } from '../../../src/core/schedule/model.ts';
import { addDays, type Dated, eachDay, holdsOn, type LocalDate } from '../../../src/core/time/local.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { applySchedule } from '../../../src/operations/apply-schedule.ts';
import { countByUnit } from '../../../src/operations/count-by-unit.ts';
import { planAhead } from '../../../src/operations/plan-ahead.ts';
import { recordAiring } from '../../../src/operations/record-airing.ts';
import { saveSound } from '../../../src/store/sounds.ts';
import { machineToken } from '../../support/credentials.ts';
import { REPOSITORY } from '../../support/process.ts';
import { bytes } from '../../support/schedules.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { type Asking, ask } from './asking.ts';

const JUNE = '2025-06-30' as LocalDate;
const JULY = '2025-07-01' as LocalDate;
/** Monday, 26 May: a calendar of five weeks ends on 30 June. */
const NOW = '2025-05-26T01:00:00Z';
const SHARED = 'my-tu' as ChannelId;

const whole = (): WrittenFiles => {
  const folder = join(REPOSITORY, 'schedules');
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return must(readSchedules(names.map((name) => ({ name, bytes: bytes(readFileSync(join(folder, name), 'utf8')) }))));
};

/** What was written down before anybody knew of the merger: nothing begins in July, and nothing ends in June. */
const beforeMerger = (written: WrittenFiles): WrittenFiles => {
  const stays = ({ from }: Dated): boolean => from !== JULY;
  const endless = <T extends Dated>(thing: T): T => (thing.to === JUNE ? { ...thing, to: null } : thing);
  const links = (all: readonly DatedUnit[]): DatedUnit[] => all.filter(stays).map(endless);
  const { schedule } = written;
  const units = schedule.units.filter(stays).map((unit) => ({
    ...endless(unit),
    parents: links(unit.parents),
    succeededBy: [] as UnitId[],
  }));
  const channels = schedule.channels.filter(stays).map((one) => ({ ...endless(one), units: links(one.units) }));
  const there = new Set(channels.map(({ id }) => id));
  const standing = new Set(units.map(({ id }) => id));
  const before: Schedule = {
    ...schedule,
    units,
    channels,
    stations: schedule.stations.map((station) => ({ ...station, responsible: links(station.responsible) })),
    campaigns: schedule.campaigns.map((campaign) => ({
      ...campaign,
      targets: campaign.targets.map((target) => ({ ...target, units: target.units.filter((id) => standing.has(id)) })),
    })),
    sessions: schedule.sessions.map((one) => ({ ...one, channels: one.channels.filter((id) => there.has(id)) })),
  };
  const known = new Set([...units.map(({ id }) => `unit/${id}`), ...channels.map(({ id }) => `channel/${id}`)]);
  const sources = [...written.sources].filter(([key]) => !/^(unit|channel)\//.test(key) || known.has(key));
  return { ...written, schedule: before, sources: new Map(sources) };
};

let world: World;
let app: App;
let by: NonNullable<Asking['by']>;
const answer = async (path: string): Promise<string> => {
  const response = await ask(app, path, { by });
  expect(response.status, path).toBe(200);
  return response.text();
};
const json = async <T>(path: string): Promise<T> => JSON.parse(await answer(path)) as T;
const apply = (written: WrittenFiles) => must(applySchedule(world.ctx, written, { dryRun: false }));

beforeAll(async () => {
  world = await makeWorld({ schedule: '', sounds: {}, now: NOW });
  app = createApp(world.ctx, { trace: (line) => expect.fail(line), startedAt: NOW });
  by = machineToken(world.ctx, { scopes: ['schedule.read', 'air-log.read'] });
  const names = readdirSync(join(REPOSITORY, 'media')).filter((name) => name.endsWith('.opus'));
  for (const [n, name] of names.entries()) {
    const hash = (n + 1).toString(16).padStart(64, '0') as Sha256;
    const row = {
      original: hash,
      originalBytes: 1,
      originalFormat: 'opus',
      master: hash,
      samples: (20 + n) * 48_000,
      channels: 1,
      integrated: -18,
      range: 3,
      truePeak: -3,
      silenceHead: 0,
      silenceTail: 0,
      measures: null,
      waveform: null,
      takenInAt: NOW,
    };
    must(
      world.ctx.store.transact((rows) => {
        saveSound(rows, row, name, NOW);
        return { ok: true, value: undefined };
      }),
    );
  }
});
afterAll(() => world.close());

describe('before anybody knew of July', () => {
  let answers: ReadonlyMap<string, string>;
  let paths: readonly string[];

  const junePaths = (channels: readonly string[]): string[] => {
    const days = eachDay('2025-06-01' as LocalDate, JUNE);
    const some = days.filter((_, n) => n % 13 === 0);
    return [
      ...days.map((day) => `/api/v1/units?day=${day}`),
      ...channels.flatMap((id) =>
        (id === SHARED ? days : some).flatMap((day) => [
          `/api/v1/channels/${id}/days/${day}`,
          `/api/v1/channels/${id}/days/${day}/playlist.json`,
        ]),
      ),
      ...channels.map((id) => `/api/v1/channels/${id}/calendar.ics`),
      `/api/v1/campaigns/nghi-quyet-57/coverage?from=2025-05-26&to=2025-06-29`,
      `/api/v1/campaigns/nghi-quyet-57/coverage?from=2025-05-26&to=2025-06-29&structure=2025-06-15`,
      `/api/v1/campaigns/nghi-quyet-57/make-goods?channel=${SHARED}&from=2025-05-26&to=${JUNE}`,
      `/api/v1/units/airings?from=2025-05-01&to=${JUNE}`,
      `/api/v1/units/airings?from=2025-05-01&to=${JUNE}&structure=2025-06-15`,
      `/api/v1/air-log?from=2025-05-01&to=${JUNE}`,
      '/api/v1/today',
    ];
  };
  const takeAll = async (): Promise<ReadonlyMap<string, string>> => {
    const taken = new Map<string, string>();
    for (const path of paths) taken.set(path, await answer(path));
    return taken;
  };

  beforeAll(async () => {
    apply(beforeMerger(whole()));
    // Some days are planned and spoken of; the others are worked out when they are asked for.
    world.setNow('2025-05-24T01:00:00Z');
    must(planAhead(world.ctx, 14));
    world.setNow(NOW);
    for (const [channel, outcome] of [
      ['loa-my-thuan', 'not-aired'],
      [SHARED, 'aired'],
    ] as const)
      must(
        recordAiring(world.ctx, {
          channel,
          day: '2025-05-25' as LocalDate,
          session: 'buoi-sang',
          entry: null,
          outcome,
          reason: outcome === 'aired' ? null : 'power-cut',
          note: null,
          startedAt: null,
          secondsHeard: null,
          role: 'technician',
          by: null,
          corrects: null,
          statement: null,
        }),
      );
    const { channels } = await json<{ channels: { id: string }[] }>('/api/v1/channels');
    expect(channels).toHaveLength(10);
    paths = junePaths(channels.map(({ id }) => id));
    answers = await takeAll();
  });

  test('merging on 1 July leaves every answer about June as it was, byte for byte', async () => {
    const { changes } = apply(whole());
    const merged = changes.filter(({ kind }) => kind === 'unit' || kind === 'channel');
    expect(merged.filter(({ what }) => what === 'added')).toHaveLength(7);
    expect(merged.filter(({ what }) => what === 'changed').length).toBeGreaterThan(15);
    const after = await takeAll();
    expect(paths.length).toBeGreaterThan(150);
    expect(paths.filter((path) => after.get(path) !== answers.get(path))).toEqual([]);
    // Planned again, the days to come are what they were: no new version.
    must(planAhead(world.ctx, 12));
    const again = await takeAll();
    expect(paths.filter((path) => again.get(path) !== answers.get(path))).toEqual([]);
  });
});

describe('the same question for 30 June and for 1 July', () => {
  type Units = { units: { kind: string; name: string; level: number; parents: string[] }[] };
  const unitsOn = async (day: LocalDate): Promise<Units['units']> =>
    (await json<Units>(`/api/v1/units?day=${day}`)).units;

  test('gives nine units under a district, and four communes under a city', async () => {
    const local = (units: Units['units'], parent: string) =>
      units.filter(({ kind, parents }) => ['xã', 'thị trấn'].includes(kind) && parents.includes(parent));
    const [june, july] = [await unitsOn(JUNE), await unitsOn(JULY)];
    expect(local(june, 'huyen-my-tu')).toHaveLength(9);
    expect(june.some(({ kind }) => kind === 'huyện')).toBe(true);
    expect(july.map(({ name }) => name)).toEqual([
      'Thành phố Cần Thơ',
      'Xã Mỹ Tú',
      'Xã Long Hưng',
      'Xã Mỹ Hương',
      'Xã Mỹ Phước',
    ]);
    expect(local(july, 'thanh-pho-can-tho')).toHaveLength(4);
  });

  test('tells who stood for a unit before, and who stands for it after', async () => {
    const standing = async (unit: string, day: LocalDate): Promise<string[]> =>
      (await json<Units>(`/api/v1/units?day=${day}&standingFor=${unit}`)).units.map(({ name }) => name);
    expect(await standing('xa-my-thuan', JULY)).toEqual(['Xã Mỹ Tú']);
    expect(await standing('xa-long-hung', JUNE)).toEqual(['Huyện Mỹ Tú', 'Xã Long Hưng', 'Xã Hưng Phú']);
    expect(await standing('huyen-my-tu', JULY)).toHaveLength(4);
    expect((await ask(app, `/api/v1/units?day=${JULY}&standingFor=khong-co`, { by })).status).toBe(404);
  });

  test('gives ten channels, and five', async () => {
    const { channels } = await json<{ channels: (Dated & { id: string })[] }>('/api/v1/channels');
    const on = (day: LocalDate) => channels.filter((one) => holdsOn(one, day)).length;
    expect([on(JUNE), on(JULY)]).toEqual([10, 5]);
  });

  test('counts airings of both months by the units of then, of June or of July: the total is one', async () => {
    world.setNow('2025-06-28T01:00:00Z');
    must(planAhead(world.ctx, 5));
    const span = { from: '2025-06-28' as LocalDate, to: addDays(JULY, 2) };
    const counted = (structure: 'then' | LocalDate) => must(countByUnit(world.ctx, { ...span, structure }));
    const [then, old, now] = [counted('then'), counted(JUNE), counted(JULY)];
    expect(then.total.planned).toBeGreaterThan(100);
    expect([old.total, now.total]).toEqual([then.total, then.total]);
    const told = ({ groups }: typeof then) =>
      groups.map(({ kind, units }) => `${kind} ${units.map(({ id }) => id).join('+')}`);
    expect(told(now)).toEqual([
      'unit xa-long-hung',
      'unit xa-my-huong',
      'unit xa-my-phuoc',
      'unit xa-my-tu',
      'apart huyen-my-tu',
    ]);
    expect(told(old)).toContain('together thi-tran-huynh-huu-nghia+xa-my-thuan+xa-my-tu-cu');
    // Wholly the successor's: June's three channels and July's own, and July's shared programme.
    const planned = ({ groups }: typeof then, ...ids: string[]) =>
      groups
        .filter(({ units }) => units.every(({ id }) => ids.includes(id)))
        .reduce((sum, one) => sum + one.planned, 0);
    expect(planned(now, 'xa-my-tu')).toBe(
      planned(then, 'xa-my-tu', 'thi-tran-huynh-huu-nghia', 'xa-my-thuan', 'xa-my-tu-cu'),
    );
    const named = await json<{ groups: { name: string }[] }>(
      `/api/v1/units/airings?from=${span.from}&to=${span.to}&structure=${JUNE}`,
    );
    expect(named.groups.map(({ name }) => name)).toContain('gồm: Thị trấn Huỳnh Hữu Nghĩa, Xã Mỹ Thuận, Xã Mỹ Tú');
  });
});
