/** `loa check` finds what was done to a data folder behind Loa's back, and changes nothing itself. */
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { dataFaultText } from '../../../src/contract/sentences/data-faults.ts';
import { formatCheckpoint } from '../../../src/core/evidence/checkpoint.ts';
import { formatNote } from '../../../src/core/evidence/note.ts';
import { must, type Result } from '../../../src/core/result.ts';
import { type AirLog, openAirLog } from '../../../src/store/airlog.ts';
import { headAt } from '../../../src/store/backup/examine.ts';
import {
  append,
  backUp,
  bytesUnder,
  inBackupWorld,
  lookOver,
  pathOnShelf,
  putBack,
} from '../../support/backup-world.ts';
import { entryOf } from '../../support/store-entries.ts';

const raw = (data: string, name: string, work: (file: Database.Database) => void): void => {
  const file = new Database(join(data, name));
  work(file);
  file.close();
};
/** Does something to the log that its guards refuse, and puts them back as they were. */
const unguarded = (data: string, sql: string): void =>
  raw(data, 'airlog.db', (file) => {
    const guards = file.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all() as {
      name: string;
      sql: string;
    }[];
    for (const { name } of guards) file.exec(`DROP TRIGGER ${name}`);
    file.exec(sql);
    for (const guard of guards) file.exec(guard.sql);
  });
const whats = async (data: string, deep = true): Promise<string[]> =>
  (await lookOver(data, deep)).faults.map(({ what }) => what);

test('a sound folder has no fault, deep or not, and is as it was afterwards', () =>
  inBackupWorld(async ({ data }) => {
    const made = must(await backUp(data));
    const before = bytesUnder(data);
    const looked = await lookOver(data);
    expect(looked).toMatchObject({
      faults: [],
      sounds: { listed: 2, missing: 0 },
      airLog: made.record.airLog,
      leftovers: [],
    });
    expect(await whats(data, false)).toEqual([]);
    expect(bytesUnder(data)).toEqual(before);
  }));

test('a guard that is gone or says something else is named', () =>
  inBackupWorld(async ({ data }) => {
    raw(data, 'airlog.db', (file) => file.exec('DROP TRIGGER air_log_no_update'));
    raw(data, 'loa.db', (file) =>
      file.exec(
        'DROP TRIGGER audit_no_delete; CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT 1; END',
      ),
    );
    expect((await lookOver(data, false)).faults).toEqual([
      { what: 'trigger', file: 'airlog.db', name: 'air_log_no_update' },
      { what: 'trigger', file: 'loa.db', name: 'audit_no_delete' },
    ]);
  }));

test('the short form that a day is judged by is held against the day', () =>
  inBackupWorld(async ({ data }) => {
    raw(data, 'loa.db', (file) => {
      file.exec(`INSERT INTO rundown (channel, day, version, hash, playlists, conflicts, findings, planned_at)
        VALUES ('dai', '2026-11-20', 7, 'h', '[]', '[]', '[]', '2026-11-19T00:00:00Z');
        INSERT INTO rundown_airings (channel, day, version, airings) VALUES ('dai', '2026-11-20', 7, '[]')`);
    });
    expect((await lookOver(data)).faults).toEqual([]);
    raw(data, 'loa.db', (file) => file.exec("UPDATE rundown_airings SET airings = '[1]'"));
    const faults = [{ what: 'damaged', file: 'loa.db', detail: 'rundown_airings dai 2026-11-20 7' }];
    expect((await lookOver(data)).faults).toEqual(faults);
    expect((await lookOver(data, false)).faults).toEqual([]);
    raw(data, 'loa.db', (file) => file.exec("UPDATE rundown_airings SET airings = '[]', version = 8"));
    expect((await lookOver(data)).faults).toMatchObject([{ detail: 'rundown_airings dai 2026-11-20 8' }]);
  }));

test('what entries are found by is held against them; one id sent at two times is no fault', () =>
  inBackupWorld(async ({ data }) => {
    const airlog = must(openAirLog(data));
    const size = airlog.size();
    const statement = 'ab'.repeat(16);
    for (const channel of ['loa-a', 'loa-b'])
      must(airlog.append([{ ...entryOf({ title: 'một', channel }), statement }], []));
    airlog.close();
    expect((await lookOver(data)).faults).toEqual([]);
    const fault = (detail: string) => [{ what: 'damaged', file: 'airlog.db', detail }];
    unguarded(data, `UPDATE sent SET seq = 3 WHERE seq = ${size + 1}`);
    expect((await lookOver(data)).faults).toEqual(fault('sent'));
    unguarded(data, `UPDATE sent SET seq = ${size + 1}, id = '${'cd'.repeat(16)}' WHERE seq = ${size}`);
    expect((await lookOver(data)).faults).toEqual(fault(`sent ${size}`));
  }));

test('an entry changed behind the guards no longer has the root that a backup has seen', () =>
  inBackupWorld(async ({ data }) => {
    must(await backUp(data));
    append(data, 2);
    unguarded(
      data,
      `UPDATE air_log SET leaf = CAST(replace(CAST(leaf AS TEXT), 'tin 7"', 'tin 8"') AS BLOB) WHERE seq = 7`,
    );
    expect((await lookOver(data)).faults).toEqual([
      { what: 'root', size: 40, source: 'loa-20261129-113849Z' },
      { what: 'damaged', file: 'airlog.db', detail: 'air_log 6–7: tree' },
    ]);
  }));

test('the log is held against the checkpoint that left it, and against those that it keeps', () =>
  inBackupWorld(async ({ data }) => {
    const noteOf = (size: number): string =>
      formatNote({
        text: formatCheckpoint({
          origin: 'loa.vn',
          size,
          root: Uint8Array.fromBase64(headAt(data, size).root),
          extensions: [],
        }),
        signatures: [{ name: 'loa.vn', keyId: '00000001', bytes: new Uint8Array(64) }],
      });
    mkdirSync(join(data, 'keys'));
    writeFileSync(join(data, 'keys', 'newest-checkpoint'), noteOf(30));
    raw(data, 'airlog.db', (file) => {
      file.exec(
        'CREATE TABLE IF NOT EXISTS checkpoint (size INTEGER PRIMARY KEY, made_at TEXT NOT NULL, note TEXT NOT NULL)',
      );
      file.prepare('INSERT INTO checkpoint VALUES (?, ?, ?)').run(20, '2026-11-29T00:00:00Z', noteOf(20));
    });
    expect(await whats(data)).toEqual([]);
    unguarded(
      data,
      `UPDATE air_log SET leaf = CAST(replace(CAST(leaf AS TEXT), 'tin 7"', 'tin 8"') AS BLOB) WHERE seq = 7`,
    );
    expect((await lookOver(data)).faults).toEqual([
      { what: 'root', size: 20, source: 'loa.vn 20' },
      { what: 'root', size: 30, source: 'loa.vn 30' },
      { what: 'damaged', file: 'airlog.db', detail: 'air_log 6–7: tree' },
    ]);
  }));

test('an entry that is not as Loa writes it, one that is missing, a cut tail', () =>
  inBackupWorld(async ({ data }) => {
    must(await backUp(data));
    unguarded(data, `UPDATE air_log SET leaf = CAST(' ' || CAST(leaf AS TEXT) AS BLOB) WHERE seq = 3`);
    expect(await whats(data)).toEqual(['leaf', 'root', 'damaged']);
    unguarded(data, 'DELETE FROM air_log WHERE seq > 37');
    expect((await lookOver(data)).faults).toContainEqual({
      what: 'rolled-back',
      size: 38,
      known: 40,
      source: 'loa-20261129-113849Z',
    });
    unguarded(data, 'DELETE FROM air_log WHERE seq = 20');
    expect((await lookOver(data)).faults).toContainEqual({ what: 'gap', seq: 20 });
  }));

test('sound that is missing is found at once, one with a flipped bit when all is read', () =>
  inBackupWorld(async ({ data, sounds: [original, master] }) => {
    rmSync(pathOnShelf(data, original));
    const bytes = readFileSync(pathOnShelf(data, master));
    bytes[3] = (bytes[3] ?? 0) ^ 4;
    writeFileSync(pathOnShelf(data, master), bytes);
    const missing = { what: 'sound-missing', hash: original, uses: ['original'] };
    expect((await lookOver(data, false)).faults).toEqual([missing]);
    const { faults } = await lookOver(data, true);
    expect(faults).toHaveLength(2);
    expect(faults).toEqual(
      expect.arrayContaining([missing, { what: 'sound-damaged', hash: master, uses: ['master'] }]),
    );
  }));

test('a backup with sound mends what the shelf has lost', () =>
  inBackupWorld(async ({ data, sounds: [original] }) => {
    const made = must(await backUp(data, { withSound: true }));
    rmSync(pathOnShelf(data, original));
    expect(must(await putBack(data, made.path, { force: true })).sounds).toEqual({ carried: 1, missing: 0 });
    expect(await whats(data)).toEqual([]);
  }));

test('a torn page, a missing file, rows that refer to nothing, a newer layout', () =>
  inBackupWorld(async ({ data }) => {
    raw(data, 'loa.db', (file) => {
      file.pragma('foreign_keys=OFF');
      file.exec(`UPDATE sound_name SET original = '${'0'.repeat(64)}'`);
    });
    raw(data, 'airlog.db', (file) => file.pragma('user_version=99'));
    expect((await lookOver(data, false)).faults).toEqual([
      { what: 'newer', file: 'airlog.db', found: 99, known: expect.any(Number) },
      { what: 'reference', file: 'loa.db', table: 'sound_name', parent: 'sound', rows: 1 },
    ]);
    rmSync(join(data, 'loa.db'));
    writeFileSync(join(data, 'airlog.db'), 'x'.repeat(8192));
    expect(
      (await lookOver(data, false)).faults.map((fault) => [fault.what, 'file' in fault ? fault.file : '']),
    ).toEqual([
      ['damaged', 'airlog.db'],
      ['missing', 'loa.db'],
    ]);
  }));

test('what a dead process left half-written is told, and is no fault', () =>
  inBackupWorld(async ({ data }) => {
    mkdirSync(join(data, 'shelf', 'tmp', '999999999-abcdef'), { recursive: true });
    mkdirSync(join(data, 'backups', '.loa-20261129-113849Z.999999999.half'), { recursive: true });
    chmodSync(data, 0o700);
    const { faults, leftovers } = await lookOver(data, false);
    expect(faults).toEqual([]);
    expect(leftovers).toEqual([
      join('shelf', 'tmp', '999999999-abcdef'),
      join(data, 'backups', '.loa-20261129-113849Z.999999999.half'),
    ]);
  }));

test('what others signed last and how old it is; a witness that disputes the log is a fault until it signs again or is asked no more', () =>
  inBackupWorld(async ({ data }) => {
    expect((await lookOver(data, false)).outside).toEqual({ newest: null, disputes: [], former: [] });
    const [vkey, url] = ['van-hoa.example.vn+00000000+AA==', 'http://10.0.0.8:8067'];
    const anchored = (work: (anchors: AirLog['anchors']) => Result<void>): void => {
      const airlog = must(openAirLog(data));
      must(work(airlog.anchors));
      airlog.close();
    };
    anchored(({ keepCosignature }) =>
      keepCosignature({ size: 1, vkey, madeAt: '2026-11-29T10:38:49Z', line: '— x\n' }),
    );
    const newest = { size: 1, madeAt: '2026-11-29T10:38:49Z', ageSeconds: 3600 };
    expect(await lookOver(data, false)).toMatchObject({ faults: [], outside: { newest, disputes: [] } });
    const dispute = { size: 2, vkey, url, madeAt: '2026-11-29T11:00:00Z' };
    anchored(({ keepDispute }) => keepDispute(dispute));
    // A shell without the service's settings knows of no witness: then each counts.
    for (const asked of [[], [vkey]]) {
      const { faults, outside } = await lookOver(data, false, asked);
      expect([faults, outside.disputes, outside.former]).toMatchObject([
        [{ what: 'disputed', url, size: 2 }],
        [dispute],
        [],
      ]);
      for (const lang of ['vi', 'en'] as const)
        for (const fault of faults) expect(dataFaultText(fault, lang)).toMatch(/10\.0\.0\.8.*2026-11-29T11:00:00Z/);
    }
    const other = await lookOver(data, false, ['tinh.example.vn+00000000+AA==']);
    expect([other.faults, other.outside.former]).toEqual([[], [dispute]]);
    anchored(({ keepCosignature }) =>
      keepCosignature({ size: 2, vkey, madeAt: '2026-11-29T11:30:00Z', line: '— y\n' }),
    );
    expect(await lookOver(data, false)).toMatchObject({ faults: [], outside: { newest: { size: 2 }, disputes: [] } });
  }));
