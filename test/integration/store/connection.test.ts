/** Every open of a data file sets what makes its rows durable, and reads it back. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { must, ok } from '../../../src/core/result.ts';
import { openAirLog } from '../../../src/store/airlog.ts';
import { connect } from '../../../src/store/connection.ts';
import { openStore } from '../../../src/store/database.ts';
import { entryOf, inFolder } from '../../support/store-entries.ts';

const WANTED = {
  journal_mode: 'wal',
  synchronous: 2,
  foreign_keys: 1,
  trusted_schema: 0,
  cell_size_check: 1,
  journal_size_limit: 67_108_864,
  secure_delete: 1,
};
const settingsOf = (read: (pragma: string) => unknown) =>
  Object.fromEntries(Object.keys(WANTED).map((pragma) => [pragma, read(pragma)]));
const nothing = () => ok(undefined);

describe('the settings of a connection', () => {
  test('hold on the first, second and third open of a file', () => {
    inFolder((folder) => {
      for (const _ of [1, 2, 3]) {
        const file = must(connect(join(folder, 'x.db'), nothing));
        expect(settingsOf((pragma) => file.pragma(pragma, { simple: true }))).toEqual(WANTED);
        expect(file.pragma('busy_timeout', { simple: true })).toBe(5000);
        file.exec('CREATE TABLE IF NOT EXISTS t (x); INSERT INTO t VALUES (1)');
        file.close();
      }
    });
  });

  test('are needed: the library alone opens a WAL file with synchronous=NORMAL', () => {
    inFolder((folder) => {
      must(connect(join(folder, 'x.db'), nothing))
        .exec('CREATE TABLE t (x)')
        .close();
      const bare = new Database(join(folder, 'x.db'));
      expect(bare.pragma('journal_mode', { simple: true })).toBe('wal');
      expect(bare.pragma('synchronous', { simple: true })).toBe(1);
      bare.close();
    });
  });

  test('hold in loa.db however often it was opened, also after a migration turned foreign keys off', () => {
    inFolder((folder) => {
      for (const _ of [1, 2, 3]) {
        const store = must(openStore(folder));
        const read = (pragma: string) => Object.values(store.rows.get<Record<string, unknown>>(`PRAGMA ${pragma}`))[0];
        expect(settingsOf(read)).toEqual(WANTED);
        store.close();
      }
    });
  });

  test('that do not hold are refused: a database in memory cannot keep a write-ahead log', () => {
    expect(connect(':memory:', nothing)).toMatchObject({
      refusals: [{ code: 'database.setting', params: { pragma: 'journal_mode', wanted: 'WAL', found: 'memory' } }],
    });
  });

  test('change no byte of a file that is refused when looked at', () => {
    inFolder((folder) => {
      const path = join(folder, 'x.db');
      new Database(path).exec('CREATE TABLE t (x)').close();
      const before = readFileSync(path);
      const looked = connect(path, () => ({ ok: false, refusals: [{ code: 'data.busy', params: { path } }] }));
      expect(looked.ok).toBe(false);
      expect(readFileSync(path).equals(before)).toBe(true);
    });
  });
});

test('what is erased leaves no trace in the bytes of the file', () => {
  inFolder((folder) => {
    const path = join(folder, 'airlog.db');
    const secret = 'Nguyễn Văn Không Ai, thôn Phước An';
    const airlog = must(openAirLog(folder));
    must(
      airlog.append(
        [entryOf({ title: 'x' })],
        [{ hash: 'f'.repeat(64) as never, salt: new Uint8Array(16), text: secret }],
      ),
    );
    airlog.close();
    expect(readFileSync(path).includes(secret)).toBe(true);
    const file = must(connect(path, nothing));
    file.exec('DELETE FROM erasable');
    file.close();
    expect(readFileSync(path).includes(secret)).toBe(false);
  });
});

describe('a damaged file', () => {
  const filled = (folder: string): string => {
    const airlog = must(openAirLog(folder));
    const entries = Array.from({ length: 200 }, (_, n) => entryOf({ title: `tin ${n}` }));
    must(airlog.append(entries, []));
    airlog.close();
    must(openStore(folder)).close();
    return folder;
  };
  /** Overwrites part of a file with bytes that are no database. */
  const spoil = (path: string, from: number, length: number): void => {
    const bytes = readFileSync(path);
    for (let n = from; n < from + length; n += 1) bytes[n] = (n * 7919 + (n >> 3) * 104_729) & 255;
    writeFileSync(path, bytes);
  };
  const codeOf = (folder: string, name: string) => {
    const opened = name === 'loa.db' ? openStore(folder) : openAirLog(folder);
    if (opened.ok) opened.value.close();
    return opened.ok ? 'ok' : opened.refusals[0].code;
  };

  for (const name of ['loa.db', 'airlog.db']) {
    const damages: readonly (readonly [what: string, damage: (path: string) => void])[] = [
      ['text', (path) => writeFileSync(path, 'Kính gửi Ban Tuyên giáo và Dân vận Huyện ủy Mỹ Tú\n'.repeat(200))],
      ['a short text', (path) => writeFileSync(path, 'xin chào')],
      ['random bytes from the start', (path) => spoil(path, 0, 4096)],
      ['random bytes in the middle', (path) => spoil(path, 4096 * 5, 4096)],
      ['the last page gone', (path) => writeFileSync(path, readFileSync(path).subarray(0, -4096))],
      ['the last half gone', (path) => writeFileSync(path, readFileSync(path).subarray(0, 4096 * 6))],
    ];
    test.each(damages)(`${name}: %s`, (_what, damage) => {
      inFolder((folder) => {
        const path = join(filled(folder), name);
        expect(codeOf(folder, name)).toBe('ok');
        damage(path);
        const damaged = readFileSync(path);
        expect(codeOf(folder, name)).toBe('database.damaged');
        // Kept as found: it may be all there is to restore from.
        expect(readFileSync(path).equals(damaged)).toBe(true);
      });
    });

    test(`${name}: an empty file is a new one`, () => {
      inFolder((folder) => {
        writeFileSync(join(folder, name), '');
        expect(codeOf(folder, name)).toBe('ok');
        expect(codeOf(folder, name)).toBe('ok');
      });
    });

    test(`${name}: somebody else's database is refused and left alone`, () => {
      inFolder((folder) => {
        const path = join(folder, name);
        new Database(path).exec('CREATE TABLE unit (id); INSERT INTO unit VALUES (1)').close();
        const before = readFileSync(path);
        expect(codeOf(folder, name)).toBe('database.damaged');
        expect(readFileSync(path).equals(before)).toBe(true);
      });
    });
  }
});
