/** `loa apply` on a real database: all or nothing, the same again is nothing, and nothing is wiped by silence. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readSchedules } from '../../../src/contract/schedule-file/index.ts';
import type { Caller } from '../../../src/core/access/model.ts';
import { must } from '../../../src/core/result.ts';
import type { Schedule } from '../../../src/core/schedule/model.ts';
import { applySchedule } from '../../../src/operations/apply-schedule.ts';
import { openStore, type Store } from '../../../src/store/database.ts';
import { loadSchedule, loadSources } from '../../../src/store/schedule.ts';
import { audit } from '../../../src/store/schema.ts';
import { bytes, centre, itemsOf, shortly } from '../../support/schedules.ts';

let folder: string;
let store: Store;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'loa-apply-'));
  store = must(openStore(folder));
});
afterEach(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

const caller: Caller = { kind: 'system', name: 'cli' };
const random = { bytes: (count: number) => new Uint8Array(count) };
const clock = { instant: () => '2025-04-03T01:00:00Z' };
type Files = Readonly<Record<string, string>>;
const apply = (files: Files, { dryRun = false, at = clock } = {}) => {
  const read = readSchedules(Object.entries(files).map(([name, text]) => ({ name, bytes: bytes(text) })));
  return read.ok ? applySchedule({ caller, clock: at, random, store }, read.value, { dryRun }) : read;
};
const changes = (files: Files, options?: Parameters<typeof apply>[1]): string[] =>
  must(apply(files, options)).changes.map(({ what, kind, id, fields }) =>
    [what, kind, id, ...fields.map(({ field }) => field)].join(' '),
  );
const refused = (files: Files): string[] => {
  const result = apply(files);
  return result.ok ? [] : shortly(result.refusals);
};
const stored = (): Schedule => loadSchedule(store.rows);
const audits = () => store.rows.select().from(audit).all();

const session = (id: string, segments: readonly string[]): string =>
  `  - { id: ${id}, name: ${id}, channels: [k1], start: 05:00, maxMinutes: 30, from: 2025-04-07, segments: [${segments.join(', ')}] }\n`;
const play = (id: string, item: string): string => `{ id: ${id}, title: ${id}, item: ${item} }`;
const CENTRE = centre('');
const ITEMS = itemsOf('a', 'b', 'c');
const SESSIONS = `sessions:\n${session('sang', [play('s1', 'a'), play('s2', 'b')])}`;
const ALL: Files = { 'don-vi.yaml': CENTRE, 'tin.yaml': ITEMS, 'buoi.yaml': SESSIONS };

describe('applying', () => {
  test('writes everything and one audit row in the same transaction', () => {
    expect(changes(ALL)).toHaveLength(10);
    expect(stored().segments.map(({ id }) => id)).toEqual(['s1', 's2']);
    expect(audits()).toMatchObject([
      {
        at: '2025-04-03T01:00:00Z',
        actor: 'system:cli',
        operation: 'schedule.apply',
        detail: { after: { files: ['don-vi.yaml', 'tin.yaml', 'buoi.yaml'] } },
      },
    ]);
    expect(audits().map(({ detail }) => (detail as { after: { changes: unknown[] } }).after.changes.length)).toEqual([
      10,
    ]);
  });

  test('the same again changes nothing and writes nothing', () => {
    must(apply(ALL));
    const before = stored();
    expect(changes(ALL)).toEqual([]);
    // One file of them, in other words for the same.
    expect(
      changes({ 'buoi.yaml': `# ghi chú\n${SESSIONS.replace('05:00', '"05:00:00"').replaceAll('\n', '\r\n')}` }),
    ).toEqual([]);
    expect(stored()).toEqual(before);
    expect(audits()).toHaveLength(1);
  });

  test('what is stored is what was read', () => {
    must(apply(ALL));
    const read = must(readSchedules(Object.entries(ALL).map(([name, text]) => ({ name, bytes: bytes(text) }))));
    expect(stored()).toEqual(read.schedule);
  });

  test('a dry run tells the difference and writes nothing', () => {
    must(apply(ALL));
    const before = stored();
    const edited = { 'tin.yaml': ITEMS.replace('Tin a', 'Tin mới') };
    expect(must(apply(edited, { dryRun: true }))).toMatchObject({
      dryRun: true,
      changes: [
        { kind: 'item', id: 'a', what: 'changed', fields: [{ field: 'title', before: 'Tin a', after: 'Tin mới' }] },
      ],
    });
    expect(stored()).toEqual(before);
    expect(audits()).toHaveLength(1);
    expect(changes(edited)).toEqual(['changed item a title']);
  });

  test('files may be applied one after the other when they refer to what is stored', () => {
    expect(refused({ 'buoi.yaml': SESSIONS })).toEqual([
      'schedule.reference buoi.yaml:2:40',
      'schedule.reference buoi.yaml:2:131',
      'schedule.reference buoi.yaml:2:163',
    ]);
    must(apply({ 'don-vi.yaml': CENTRE }));
    must(apply({ 'tin.yaml': ITEMS }));
    expect(changes({ 'buoi.yaml': SESSIONS })).toHaveLength(3);
  });
});

describe('removing', () => {
  beforeEach(() => {
    must(apply(ALL));
  });

  test('a file without a segment it had removes that alone', () => {
    expect(changes({ 'buoi.yaml': `sessions:\n${session('sang', [play('s1', 'a')])}` })).toEqual([
      'removed segment s2',
    ]);
    expect(stored().segments.map(({ id }) => id)).toEqual(['s1']);
    expect(stored().items).toHaveLength(3);
  });

  test('what is still needed by another file is in use, and nothing changes', () => {
    const before = stored();
    const result = apply({ 'tin.yaml': itemsOf('a', 'c', 'd') });
    expect(result.ok ? [] : result.refusals).toEqual([
      { code: 'schedule.in-use', params: { kind: 'item', id: 'b', by: 'segment s2' } },
    ]);
    expect(stored()).toEqual(before);
    expect(audits()).toHaveLength(1);
  });

  test('what nothing needs any more after the same applying goes, in an order that the database allows', () => {
    const moved = SESSIONS.replaceAll('sang', 'sang-som');
    expect(changes({ 'buoi.yaml': moved, 'tin.yaml': itemsOf('a', 'b') })).toEqual([
      'removed item c',
      'removed session sang',
      'added session sang-som',
      'changed segment s1 session',
      'changed segment s2 session',
    ]);
    expect(stored().sessions.map(({ id }) => id)).toEqual(['sang-som']);
  });

  test('a station may be renamed with its channels', () => {
    expect(changes({ 'don-vi.yaml': CENTRE.replaceAll('dai', 'dai-moi') })).toEqual([
      'removed station dai',
      'added station dai-moi',
      'changed channel k1 station',
      'changed channel k2 station',
    ]);
  });
});

describe('(h) silence', () => {
  test.each(['', '# chưa có gì\n', '{}\n', 'sessions: []\n'])('%j alone is refused and wipes nothing', (text) => {
    must(apply(ALL));
    const before = stored();
    const result = apply({ 'buoi.yaml': text });
    expect(result.ok ? [] : result.refusals).toEqual([{ code: 'schedule.empty', params: { files: 1 } }]);
    expect(stored()).toEqual(before);
  });

  test('a file cut to nothing among others is refused at its name', () => {
    must(apply(ALL));
    const before = stored();
    expect(refused({ ...ALL, 'buoi.yaml': '' })).toEqual(['schedule.empty buoi.yaml::']);
    expect(stored()).toEqual(before);
    // One that never said anything does no harm, and an empty list is a word.
    expect(changes({ ...ALL, 'moi.yaml': '# chưa có gì\n' })).toEqual([]);
    expect(changes({ ...ALL, 'buoi.yaml': 'sessions: []\n' })).toEqual([
      'removed session sang',
      'removed segment s1',
      'removed segment s2',
    ]);
  });

  test('no files at all are refused', () => {
    expect(refused({})).toEqual(['schedule.empty ::']);
  });
});

describe('one thing and two files', () => {
  test('moving it is told, and from then on it belongs to the other file', () => {
    must(apply({ ...ALL, 'tin.yaml': ITEMS }));
    const moved = { 'tin.yaml': itemsOf('a', 'b'), 'tin-2.yaml': itemsOf('c') };
    expect(must(apply(moved)).changes).toEqual([
      {
        kind: 'item',
        id: 'c',
        what: 'changed',
        name: 'Tin c',
        fields: [{ field: 'file', before: 'tin.yaml', after: 'tin-2.yaml' }],
      },
    ]);
    expect(changes(moved)).toEqual([]);
    expect(loadSources(store.rows).get('item/c')).toBe('tin-2.yaml');
    // The first file alone does not take it away again.
    expect(changes({ 'tin.yaml': itemsOf('a', 'b') })).toEqual([]);
    expect(stored().items.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });

  test('another file taking over an id is told with the file it takes it from', () => {
    must(apply(ALL));
    expect(changes({ 'khac.yaml': itemsOf('c').replace('Tin c', 'Của tôi') })).toEqual(['changed item c title file']);
    expect(changes({ 'tin.yaml': itemsOf('a', 'b') })).toEqual([]);
  });

  test('a renamed file takes its things along', () => {
    must(apply(ALL));
    expect(changes({ 'buoi-phat.yaml': SESSIONS })).toEqual([
      'changed session sang file',
      'changed segment s1 file',
      'changed segment s2 file',
    ]);
    expect(changes({ 'buoi-phat.yaml': SESSIONS })).toEqual([]);
  });

  test('a session that another file took over keeps what still lies in it', () => {
    must(apply(ALL));
    must(
      apply({ 'khac.yaml': `sessions:\n${session('sang', [play('s3', 'c')])}${session('toi', [play('s4', 'c')])}` }),
    );
    const result = apply({ 'khac.yaml': `sessions:\n${session('toi', [play('s4', 'c')])}` });
    expect(result.ok ? [] : result.refusals).toEqual([
      { code: 'schedule.in-use', params: { kind: 'session', id: 'sang', by: 'segment s1' } },
      { code: 'schedule.in-use', params: { kind: 'session', id: 'sang', by: 'segment s2' } },
    ]);
  });
});

describe('refusing', () => {
  test('all faults of all files, in order of file and line, and nothing is written', () => {
    const files = {
      'don-vi.yaml': CENTRE.replace('Asia/Ho_Chi_Minh', 'Asia/Hanoi'),
      'tin.yaml': `${itemsOf('a', 'b', 'a')}  - { id: e, title: E, genre: x, from: 2025-02-30, campain: z }\n`,
      'buoi.yaml':
        `sessions:\n${session('sang', [play('s1', 'aa'), play('s2', 'b'), '{ id: s3, title: C, relay: VOV1 }'])}`.replace(
          '05:00',
          '5h',
        ),
    };
    expect(refused(files)).toEqual([
      'time.zone don-vi.yaml:3:40',
      'schedule.id-double tin.yaml:4:11',
      'time.date tin.yaml:5:40',
      'schedule.field-unknown tin.yaml:5:52',
      'time.clock buoi.yaml:2:52',
      'schedule.reference buoi.yaml:2:128',
      'schedule.field-wrong buoi.yaml:2:166',
    ]);
    expect(stored().units).toEqual([]);
    expect(audits()).toEqual([]);
  });

  test('what follows from a fault is not told as another one', () => {
    const wrong = centre(`items: [{ id: a, title: A, genre: newsItem }]
sessions:
  - id: sang
    name: Sáng
    channels: k1
    start: 05:00
    maxMinutes: 30
    from: hôm nay
    segments:
      - { id: s1, title: A, item: Tin Một }
      - { id: s2, title: B }
      - { id: s3, title: C, relay: VOV }
      - { title: D, item: a }
      - { id: s5, title: E, repeat: s1, count: 2 }
`);
    expect(refused({ 'f.yaml': wrong })).toEqual([
      'schedule.field-wrong f.yaml:11:15',
      'time.date f.yaml:14:11',
      'schedule.field-wrong f.yaml:16:35',
      'schedule.field-wrong f.yaml:17:9',
      'schedule.field-wrong f.yaml:18:9',
      'schedule.field-missing f.yaml:19:9',
      'schedule.field-wrong f.yaml:20:48',
    ]);
  });

  test('a failure in the middle rolls all back', () => {
    must(apply(ALL));
    const before = stored();
    // The clock is asked again after the rows were written, for the audit row.
    const stopped = {
      instant: (): string => {
        if (stored().items.some(({ title }) => title === 'Tin mới')) throw new Error('điện tắt');
        return clock.instant();
      },
    };
    expect(() => apply({ 'tin.yaml': ITEMS.replace('Tin a', 'Tin mới') }, { at: stopped })).toThrow('điện tắt');
    expect(stored()).toEqual(before);
    expect(changes(ALL)).toEqual([]);
  });
});
