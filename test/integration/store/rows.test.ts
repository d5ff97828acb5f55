/** What the schedule, the planned days and the sound library write is what they read. */
import { describe, expect, test } from 'vitest';
import type { ChannelId, ItemId, Sha256, StationId, UnitId } from '../../../src/core/ids.ts';
import { must, ok } from '../../../src/core/result.ts';
import { diffSchedules } from '../../../src/core/schedule/diff.ts';
import type { Channel, Item, Schedule, Station, Unit } from '../../../src/core/schedule/model.ts';
import type { LocalDate, LocalTime } from '../../../src/core/time/local.ts';
import { DEFAULT_CLOCK_CHANGE } from '../../../src/core/time/zone.ts';
import { openStore, type Rows } from '../../../src/store/database.ts';
import {
  addRendering,
  addRundown,
  findRenderingByOutput,
  findRenderings,
  findRundown,
  type RenderingRow,
} from '../../../src/store/days.ts';
import { loadSchedule, loadSources, saveSchedule } from '../../../src/store/schedule.ts';
import { findSound, findSoundName, loadCuts, type SoundRow, saveSound } from '../../../src/store/sounds.ts';
import { inFolder } from '../../support/store-entries.ts';

const withRows = (use: (rows: Rows) => void): void =>
  inFolder((folder) => {
    const store = must(openStore(folder));
    must(store.transact((rows) => ok(use(rows))));
    store.close();
  });

const NOTHING: Schedule = {
  units: [],
  stations: [],
  channels: [],
  sessions: [],
  strands: [],
  items: [],
  segments: [],
  campaigns: [],
  festivals: [],
  overlays: [],
  guards: [],
};
const unit = (id: string): Unit => ({
  id: id as UnitId,
  name: 'Thị trấn Huỳnh Hữu Nghĩa',
  kind: 'thị trấn',
  code: '31567',
  from: null,
  to: '2025-06-30' as LocalDate,
  parents: [{ unit: 'my-tu' as UnitId, from: null, to: null }],
  succeededBy: [],
});
const station = (id: string): Station => ({
  id: id as StationId,
  name: id,
  zone: 'Asia/Ho_Chi_Minh',
  dayStart: '00:00:00' as LocalTime,
  clockChange: DEFAULT_CLOCK_CHANGE,
  responsible: [],
  profile: 'horn',
  phone: null,
});
const channel = (id: string, of: string): Channel => ({
  id: id as ChannelId,
  name: id,
  station: of as StationId,
  carrier: 'fm',
  from: null,
  to: null,
  units: [],
});
const item = (id: string): Item => ({
  id: id as ItemId,
  title: 'Nghị quyết 57',
  genre: 'newsItem',
  campaign: null,
  contentGroup: null,
  audiences: ['đảng viên'],
  notBefore: null,
  notFrom: null,
  draft: false,
  from: null,
  to: null,
  versions: [{ language: 'km', script: null, sound: null, synthetic: false }],
});
const save = (rows: Rows, after: Schedule, file = 'a.yaml'): void =>
  saveSchedule(rows, after, diffSchedules(loadSchedule(rows), after), () => file);

describe('a schedule', () => {
  test('comes out as it went in, and each thing with the file that wrote it last', () => {
    withRows((rows) => {
      const schedule = { ...NOTHING, units: [unit('u1')], stations: [station('s1')], items: [item('i1')] };
      save(rows, schedule);
      expect(loadSchedule(rows)).toEqual(schedule);
      save(rows, { ...schedule, stations: [{ ...station('s1'), name: 'Đài khác' }] }, 'b.yaml');
      expect(Object.fromEntries(loadSources(rows))).toEqual({
        'unit/u1': 'a.yaml',
        'item/i1': 'a.yaml',
        'station/s1': 'b.yaml',
      });
    });
  });

  test('lets a channel move to another station while its old one goes', () => {
    withRows((rows) => {
      save(rows, { ...NOTHING, stations: [station('old')], channels: [channel('c', 'old')] });
      const after = { ...NOTHING, stations: [station('new')], channels: [channel('c', 'new')] };
      save(rows, after);
      expect(loadSchedule(rows)).toEqual(after);
    });
  });

  test('goes with all that belongs to it, children first', () => {
    withRows((rows) => {
      save(rows, { ...NOTHING, stations: [station('s')], channels: [channel('c', 's')] });
      save(rows, NOTHING);
      expect(loadSchedule(rows)).toEqual(NOTHING);
    });
  });
});

describe('planned days', () => {
  const day = '2025-04-07' as LocalDate;
  const rundown = (version: number) => ({
    channel: 'c' as ChannelId,
    day,
    version,
    hash: `h${version}` as Sha256,
    playlists: [],
    conflicts: [],
    findings: [],
    plannedAt: 'x',
  });
  const rendering = (key: string, output: string): RenderingRow => ({
    key: key as Sha256,
    format: 'mp3',
    output: output as Sha256,
    bytes: 1,
    samples: 48_000,
    seconds: 1,
    integrated: -18.01,
    truePeak: null,
    longestSilence: null,
    proof: 'p' as Sha256,
    renderedAt: 'x',
  });

  test('the newest version counts, and a version is written once', () => {
    withRows((rows) => {
      expect(findRundown(rows, 'c' as ChannelId, day)).toBeUndefined();
      for (const version of [1, 10, 2]) addRundown(rows, rundown(version));
      expect(findRundown(rows, 'c' as ChannelId, day)).toEqual(rundown(10));
      expect(findRundown(rows, 'd' as ChannelId, day)).toBeUndefined();
      expect(() => addRundown(rows, rundown(2))).toThrow(/UNIQUE/);
    });
  });

  test('renderings are found by their keys, many or none', () => {
    withRows((rows) => {
      addRendering(rows, rendering('k1', 'o1'));
      addRendering(rows, rendering('k2', 'o2'));
      expect(findRenderings(rows, [])).toEqual(new Map());
      expect([...findRenderings(rows, ['k2', 'k3'] as Sha256[]).keys()]).toEqual(['k2']);
      expect(findRenderingByOutput(rows, 'o1' as Sha256)).toEqual(rendering('k1', 'o1'));
    });
  });

  test('a sound rendered again because its file was gone is the one that is found', () => {
    withRows((rows) => {
      addRendering(rows, rendering('k', 'lost'));
      addRendering(rows, rendering('k', 'made again'));
      expect(findRenderings(rows, ['k' as Sha256]).get('k' as Sha256)?.output).toBe('made again');
      expect(findRenderingByOutput(rows, 'lost' as Sha256)).toBeUndefined();
    });
  });
});

describe('the sound library', () => {
  const sound = (original: string, samples: number): SoundRow => ({
    original: original as Sha256,
    originalBytes: 9,
    originalFormat: 'mp3',
    master: `m-${original}` as Sha256,
    samples,
    channels: 1,
    integrated: -18,
    range: 3.5,
    truePeak: -2,
    silenceHead: 0,
    silenceTail: 0.25,
    measures: null,
    waveform: null,
    takenInAt: 'x',
  });

  test('the newest taking-in of a name wins; the older sound stays', () => {
    withRows((rows) => {
      saveSound(rows, sound('a', 1), 'bản tin.mp3', '1');
      saveSound(rows, sound('b', 2), 'bản tin.mp3', '2');
      saveSound(rows, sound('a', 1), 'tên khác.mp3', '3');
      expect(findSoundName(rows, 'bản tin.mp3')).toBe('b');
      expect(findSoundName(rows, 'không có.mp3')).toBeUndefined();
      expect(findSound(rows, 'a' as Sha256)).toEqual(sound('a', 1));
      expect(Object.fromEntries(loadCuts(rows))).toEqual({
        'bản tin.mp3': { master: 'm-b', samples: 2 },
        'tên khác.mp3': { master: 'm-a', samples: 1 },
      });
    });
  });
});
