/** The air log: append-only, whole, apart from everything deletable, and found again by day, channel and campaign. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { entryBytes, type StatementEntry, saltedHash } from '../../../src/core/evidence/entry.ts';
import type { Sha256 } from '../../../src/core/ids.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { type AirLog, type AirLogFilter, type AirLogRow, openAirLog } from '../../../src/store/airlog.ts';
import { openStore } from '../../../src/store/database.ts';
import { entryOf, erasableOf, inFolder } from '../../support/store-entries.ts';

const DAY = '2025-04-07' as LocalDate;
const withLog = (use: (airlog: AirLog, folder: string) => void): void =>
  inFolder((folder) => {
    const airlog = must(openAirLog(folder));
    use(airlog, folder);
    airlog.close();
  });
/** Someone with another program: our own connection's settings do not hold here. */
const tamper = (folder: string, sql: string): void => {
  const file = new Database(join(folder, 'airlog.db'));
  try {
    file.exec(sql);
  } finally {
    file.close();
  }
};
const leavesOf = (folder: string): Buffer[] => {
  const file = new Database(join(folder, 'airlog.db'), { readonly: true });
  const leaves = file.prepare('SELECT leaf FROM air_log ORDER BY seq').pluck().all() as Buffer[];
  file.close();
  return leaves;
};
const titles = (airlog: AirLog, filter: Partial<Record<keyof AirLogFilter, string>> = {}): string[] =>
  airlog
    .select({ from: DAY, to: DAY, ...filter } as AirLogFilter)
    .map(({ entry }) => entry.planned.title)
    .toArray();

describe('rows that are there stay there', () => {
  const attacks: readonly (readonly [what: string, sql: string, says: string])[] = [
    ['a changed leaf', "UPDATE air_log SET leaf = x'00' WHERE seq = 1", 'append-only'],
    ['a changed number', 'UPDATE air_log SET seq = 9 WHERE seq = 2', 'append-only'],
    ['one deleted', 'DELETE FROM air_log WHERE seq = 1', 'append-only'],
    ['all deleted', 'DELETE FROM air_log', 'append-only'],
    ['a gap', "INSERT INTO air_log (seq, leaf) VALUES (4, x'7b7d')", 'seq must follow'],
    ['a number below 0', "INSERT INTO air_log (seq, leaf) VALUES (-1, x'7b7d')", 'seq must follow'],
    ['no number', "INSERT INTO air_log (leaf) VALUES (x'7b7d')", 'seq must follow'],
    ['a number given twice', "INSERT INTO air_log (seq, leaf) VALUES (1, x'7b7d')", 'seq must follow'],
    ['one replaced', "INSERT OR REPLACE INTO air_log (seq, leaf) VALUES (1, x'7b7d')", 'seq must follow'],
    ['one replaced by REPLACE', "REPLACE INTO air_log (seq, leaf) VALUES (2, x'7b7d')", 'seq must follow'],
    ['one replaced by changing', 'UPDATE OR REPLACE air_log SET seq = 1 WHERE seq = 2', 'append-only'],
    [
      'one changed by an insert',
      "INSERT INTO air_log (seq, leaf) VALUES (1, x'7b7d') ON CONFLICT DO UPDATE SET leaf = x'00'",
      'seq must follow',
    ],
  ];
  test.each(attacks)('%s', (_what, sql, says) => {
    withLog((airlog, folder) => {
      must(
        airlog.append(
          [0, 1, 2].map((n) => entryOf({ title: `tin ${n}` })),
          [],
        ),
      );
      const before = leavesOf(folder);
      expect(() => tamper(folder, sql)).toThrow(says);
      expect(() => tamper(folder, `PRAGMA recursive_triggers=OFF; ${sql}`)).toThrow(says);
      expect(leavesOf(folder)).toEqual(before);
      expect(airlog.append([entryOf({ title: 'tin 3' })], [])).toMatchObject({ value: 3 });
    });
  });
});

describe('on opening, a log that was changed from outside is refused', () => {
  const without = (trigger: string, then: string): string => `DROP TRIGGER ${trigger}; ${then}`;
  const putBack =
    "CREATE TRIGGER air_log_no_delete BEFORE DELETE ON air_log BEGIN SELECT RAISE(ABORT, 'air_log is append-only'); END";
  const changes: readonly (readonly [what: string, sql: string, detail: string])[] = [
    ['a trigger dropped', without('air_log_no_update', ''), 'air_log_no_update'],
    [
      'a trigger made harmless',
      without('air_log_no_delete', 'CREATE TRIGGER air_log_no_delete BEFORE DELETE ON air_log BEGIN SELECT 1; END'),
      'air_log_no_delete',
    ],
    [
      'a trigger added that swallows entries',
      'CREATE TRIGGER quiet BEFORE INSERT ON air_log BEGIN SELECT RAISE(IGNORE); END',
      'quiet',
    ],
    ['a table dropped that entries are found by', 'DROP TABLE sent', 'sent'],
    ['a table added', 'CREATE TABLE notes (x)', 'notes'],
    ['the log itself dropped', 'DROP TABLE air_log', 'air_log'],
    [
      'a row taken out',
      without('air_log_no_delete', `DELETE FROM air_log WHERE seq = 1; ${putBack}`),
      'air_log 1: missing',
    ],
    [
      'the first row taken out',
      without('air_log_no_delete', `DELETE FROM air_log WHERE seq = 0; ${putBack}`),
      'air_log 0: missing',
    ],
  ];
  test.each(changes)('%s', (_what, sql, detail) => {
    withLog((airlog, folder) => {
      must(
        airlog.append(
          [0, 1, 2].map((n) => entryOf({ title: `tin ${n}` })),
          [],
        ),
      );
      tamper(folder, sql);
      const opened = openAirLog(folder);
      expect(opened).toMatchObject({ refusals: [{ code: 'database.damaged', params: { detail } }] });
    });
  });

  test('the last row taken away and all put back: the tree stands over it', () => {
    withLog((airlog, folder) => {
      must(airlog.append([entryOf({ title: 'một' }), entryOf({ title: 'hai' })], []));
      tamper(folder, `DROP TRIGGER air_log_no_delete; DELETE FROM air_log WHERE seq = 1; ${putBack}`);
      expect(openAirLog(folder)).toMatchObject({ refusals: [{ params: { detail: 'air_log 1–1: tree' } }] });
    });
  });

  test('a newer layout: not a byte of it changes', () => {
    inFolder((folder) => {
      must(openAirLog(folder)).close();
      tamper(folder, 'PRAGMA user_version = 5; CREATE TABLE later (x)');
      const path = join(folder, 'airlog.db');
      const before = readFileSync(path);
      expect(openAirLog(folder)).toEqual({
        ok: false,
        refusals: [{ code: 'database.newer', params: { path, found: 5, known: 4 } }],
      });
      expect(readFileSync(path).equals(before)).toBe(true);
    });
  });
});

describe('what the log keeps', () => {
  test('(c) the same item twice in a row is two rows', () => {
    withLog((airlog, folder) => {
      const said = Array.from({ length: 3 }, () => entryOf({ title: 'Bản tin' }));
      expect(airlog.append(said.slice(0, 2), [])).toMatchObject({ value: 0 });
      expect(airlog.append(said.slice(2), [])).toMatchObject({ value: 2 });
      expect(airlog.size()).toBe(3);
      expect(titles(airlog)).toEqual(['Bản tin', 'Bản tin', 'Bản tin']);
      expect(leavesOf(folder).map((leaf, n) => said[n] !== undefined && leaf.equals(entryBytes(said[n])))).toEqual([
        true,
        true,
        true,
      ]);
    });
  });

  test('(e) deleting media, user, unit or schedule keeps its log rows, with their texts', () => {
    withLog((airlog, folder) => {
      const store = must(openStore(folder));
      store.rows.run(
        "INSERT INTO unit VALUES ('hkn', 'Thị trấn Huỳnh Hữu Nghĩa', 'thị trấn', '31567', NULL, NULL, '[]', '[]', 'x')",
      );
      store.rows.run(
        "INSERT INTO station (id, name, zone, day_start, responsible, profile, source) VALUES ('s', 'Đài', 'Asia/Ho_Chi_Minh', '00:00:00', '[]', 'horn', 'x')",
      );
      store.rows.run("INSERT INTO channel VALUES ('my-tu', 'Đài my-tu', 's', 'fm', NULL, NULL, '[]', 'x')");
      store.rows.run(
        "INSERT INTO session (id, name, channels, recurrence, start, max_seconds, pause_ms, source) VALUES ('buoi-sang', 'Buổi sáng', '[]', '{}', '05:00:00', 5400, 0, 'x')",
      );
      store.rows.run(
        "INSERT INTO item (id, title, search_key, genre, campaign, content_group, audiences, valid_from, valid_to, versions, source) VALUES ('nghi-quyet-57', 'Tin', 'tin', 'newsItem', NULL, NULL, '[]', NULL, NULL, '[]', 'x')",
      );
      store.rows.run("INSERT INTO sound VALUES ('a', 1, 'mp3', 'b', 1, 1, 0, 0, 0, 0, 0, 'x', NULL, NULL)");
      const by = erasableOf('Trần Thị B');
      must(airlog.append([entryOf({ title: 'Tin về Nghị quyết 57', by })], [by]));
      const before = [airlog.select({ from: DAY, to: DAY }).toArray(), leavesOf(folder)];
      const tables = store.rows.all<{ name: string }>(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
      );
      expect(tables.length).toBeGreaterThan(12);
      store.rows.run('PRAGMA foreign_keys=OFF');
      for (const { name } of tables) store.rows.run(`DELETE FROM "${name}"`);
      store.close();
      expect([airlog.select({ from: DAY, to: DAY }).toArray(), leavesOf(folder)]).toEqual(before);
      // Even with the whole of loa.db gone.
      rmSync(join(folder, 'loa.db'));
      airlog.close();
      const again = must(openAirLog(folder));
      expect(again.select({ from: DAY, to: DAY }).toArray()).toEqual(before[0]);
      expect((again.find(0) as StatementEntry).planned.units).toEqual([
        { id: 'hkn', name: 'Thị trấn Huỳnh Hữu Nghĩa' },
      ]);
      again.close();
    });
  });

  test('(i) a clock set back loses nothing: the order is that of writing', () => {
    withLog((airlog) => {
      const at = (recordedAt: string, title: string) => ({ ...entryOf({ title }), recordedAt });
      must(airlog.append([at('2030-01-01T00:00:00Z', 'một')], []));
      must(airlog.append([at('2025-04-07T00:00:00Z', 'hai')], []));
      must(airlog.append([at('1970-01-01T00:00:00Z', 'ba')], []));
      expect(titles(airlog)).toEqual(['một', 'hai', 'ba']);
      expect(airlog.find(1)?.recordedAt).toBe('2025-04-07T00:00:00Z');
    });
  });

  test('all of a batch or nothing of it', () => {
    withLog((airlog, folder) => {
      const text = erasableOf('Lê Văn C');
      must(airlog.append([entryOf({ title: 'một' })], [text]));
      // The same hash again breaks the batch after its entries were written.
      expect(() => airlog.append([entryOf({ title: 'hai' }), entryOf({ title: 'ba' })], [text])).toThrow(/UNIQUE/);
      // An entry that is no JSON breaks it among them.
      const broken = { ...entryOf({ title: 'năm' }), secondsHeard: Number.NaN };
      expect(() => airlog.append([entryOf({ title: 'bốn' }), broken], [])).toThrow('not a JSON number');
      expect(leavesOf(folder)).toHaveLength(1);
      expect(airlog.append([entryOf({ title: 'hai' })], [])).toMatchObject({ value: 1 });
      expect(airlog.append([], [])).toMatchObject({ value: 2 });
    });
  });

  test('a text that is erased leaves the entry as it is, and who has the text can still prove it', () => {
    withLog((airlog, folder) => {
      const [by, note] = [erasableOf('Trần Thị B', 1), erasableOf('mất điện từ 05:10', 2)];
      must(airlog.append([entryOf({ title: 'một', by, note })], [by, note]));
      expect(airlog.select({ from: DAY, to: DAY }).toArray()).toMatchObject([{ by: by.text, note: note.text }]);
      const before = leavesOf(folder);
      tamper(folder, `DELETE FROM erasable WHERE hash = '${by.hash}'`);
      expect(leavesOf(folder)).toEqual(before);
      const [row] = airlog.select({ from: DAY, to: DAY }).toArray();
      expect(row).toMatchObject({ by: null, note: note.text });
      expect(row?.entry.by).toBe(saltedHash(by.salt, 'Trần Thị B'));
      expect(row?.entry.by).not.toBe(saltedHash(by.salt, 'Trần Thị C'));
      expect(before[0]?.includes('Trần')).toBe(false);
      airlog.close();
      must(openAirLog(folder)).close();
    });
  });
});

describe('finding', () => {
  test('by day, channel and campaign, in the order of writing', () => {
    withLog((airlog) => {
      const told = [
        { title: 'a', day: '2025-04-08', channel: 'my-tu' },
        { title: 'b', day: '2025-04-07', channel: 'long-hung' },
        { title: 'c', day: '2025-04-07', channel: 'my-tu', campaign: null },
        { title: 'd', day: '2025-04-07', channel: 'my-tu' },
        { title: 'e', day: '2025-04-09', channel: 'my-tu' },
        { title: 'f', day: '2025-04-07', channel: 'my-tu', campaign: 'bau-cu' },
      ];
      must(airlog.append(told.map(entryOf), []));
      expect(titles(airlog)).toEqual(['b', 'c', 'd', 'f']);
      expect(titles(airlog, { from: '2025-04-07', to: '2025-04-09' })).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
      expect(titles(airlog, { from: '2025-04-08', to: '2025-04-08' })).toEqual(['a']);
      expect(titles(airlog, { channel: 'my-tu' })).toEqual(['c', 'd', 'f']);
      expect(titles(airlog, { channel: 'my-tu', campaign: 'kh-114' })).toEqual(['d']);
      expect(titles(airlog, { campaign: 'bau-cu', to: '2025-12-31' })).toEqual(['f']);
      expect(titles(airlog, { from: '2025-04-10', to: '2025-04-30' })).toEqual([]);
      expect(titles(airlog, { from: '2025-04-09', to: '2025-04-07' })).toEqual([]);
      expect(titles(airlog, { channel: "my-tu' OR 1=1 --" })).toEqual([]);
      expect(
        airlog
          .select({ from: DAY, to: DAY })
          .map(({ seq }) => seq)
          .toArray(),
      ).toEqual([1, 2, 3, 5]);
    });
  });

  test('one by its number, with every sign as it was written', () => {
    withLog((airlog) => {
      const title = 'Tin "nóng" về xã Mỹ Hương\n\t\u0000\u2028 ភាសាខ្មែរ 🔔 \\ ủy uỷ';
      const entry = entryOf({ title });
      must(airlog.append([entry], []));
      expect(airlog.find(0)).toEqual(entry);
      expect(titles(airlog)).toEqual([title]);
      for (const seq of [1, -1, 0.5, Number.NaN, 2 ** 53]) expect(airlog.find(seq)).toBeUndefined();
    });
  });

  test('while it is read, rows may be added: what was asked for does not change', () => {
    withLog((airlog) => {
      must(airlog.append([entryOf({ title: 'một' }), entryOf({ title: 'hai' })], []));
      const reading = airlog.select({ from: DAY, to: DAY });
      expect((reading.next().value as AirLogRow).entry.planned.title).toBe('một');
      must(airlog.append([entryOf({ title: 'ba' })], []));
      expect(reading.map(({ entry }) => entry.planned.title).toArray()).toEqual(['hai']);
    });
  });

  test('an entry is given back with its hash names typed as they are', () => {
    withLog((airlog) => {
      const by: Sha256 = erasableOf('x').hash;
      must(airlog.append([{ ...entryOf({ title: 'một' }), by }], []));
      // Never given: the hash stands, the text is not known.
      expect(airlog.select({ from: DAY, to: DAY }).toArray()).toMatchObject([{ by: null, entry: { by } }]);
    });
  });
});
