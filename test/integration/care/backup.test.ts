/** Backups that restore: the drill, damage of every file, rollback refused, a kill at any moment, old ones making room. */
import { spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { formatCheckpoint } from '../../../src/core/evidence/checkpoint.ts';
import { formatNote } from '../../../src/core/evidence/note.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { openAirLog } from '../../../src/store/airlog.ts';
import { indexPath } from '../../../src/store/airlog-index.ts';
import { headAt } from '../../../src/store/backup/examine.ts';
import { wire } from '../../../src/wiring.ts';
import {
  append,
  backUp,
  bytesUnder,
  inBackupWorld,
  lookOver,
  pathOnShelf,
  putBack,
} from '../../support/backup-world.ts';
import { REPOSITORY } from '../../support/process.ts';
import { entryOf, seeded, titleIn } from '../../support/store-entries.ts';
import { writer } from '../../support/store-processes.ts';

const codes = (result: { ok: boolean; refusals?: readonly { code: string }[] }): string[] =>
  (result.refusals ?? []).map(({ code }) => code);
const visible = (folder: string): string[] => readdirSync(folder).filter((name) => name.startsWith('loa-2'));

/** A checkpoint as a signed note, with a signature of nobody's. */
const noteOf = ({ size, root }: { size: number; root: string }) =>
  formatNote({
    text: formatCheckpoint({ origin: 'loa.vn/nhat-ky', size, root: Uint8Array.fromBase64(root), extensions: [] }),
    signatures: [{ name: 'loa.vn/nhat-ky', keyId: '00000001', bytes: new Uint8Array(64) }],
  });

describe('the index of the air log', () => {
  const EVER = { from: '2000-01-01' as LocalDate, to: '2199-12-31' as LocalDate };
  const seqsIn = (folder: string): number[] => {
    const airlog = must(openAirLog(folder));
    const found = must(airlog.index.read((index) => index.page(EVER, null, 10_000)));
    airlog.close();
    return found.map(({ seq }) => seq).sort((a, b) => a - b);
  };

  test('is in no backup, and one that lies beside another log is not believed', () =>
    inBackupWorld(async ({ data }) => {
      const before = seqsIn(data);
      const made = must(await backUp(data, { withSound: true }));
      expect(Object.keys(bytesUnder(made.path)).some((name) => name.includes('airlog-index'))).toBe(false);
      const log = must(openAirLog(data));
      must(log.append([entryOf({ title: 'sau khi sao lưu' })], []));
      log.close();
      expect(seqsIn(data)).toHaveLength(before.length + 1);
      const into = join(data, '..', 'new');
      must(await putBack(into, made.path));
      expect(readdirSync(into).filter((name) => name.includes('index'))).toEqual([]);
      copyFileSync(indexPath(data), indexPath(into));
      expect(seqsIn(into)).toEqual(before);
      expect((await lookOver(into)).faults).toEqual([]);
    }));
});

describe('the drill', () => {
  test('what was acknowledged before a backup, while another process writes, is there after it; numbering goes on', () =>
    inBackupWorld(async ({ data, sounds }) => {
      const { child, speaks, ended, lines } = writer(['append-both', data, 'w7']);
      await speaks;
      await pause(150);
      const acknowledged = lines();
      const made = must(await backUp(data, { withSound: true }));
      child.kill('SIGKILL');
      await ended;
      const after = lines();
      expect(after.length).toBeGreaterThan(acknowledged.length);

      const into = join(data, '..', 'new');
      const restored = must(await putBack(into, made.path));
      expect(restored).toMatchObject({ lost: null, aside: null, sounds: { carried: 2, missing: 0 } });
      for (const hash of sounds)
        expect(readFileSync(pathOnShelf(into, hash))).toEqual(readFileSync(pathOnShelf(data, hash)));
      expect((await lookOver(into)).faults).toEqual([]);

      const { ctx, close } = must(wire({ dataDir: into }));
      const said = acknowledged.filter((line) => line.startsWith('log'));
      expect(said.length).toBeGreaterThan(3);
      for (const line of said) {
        const [, first, count, tag] = line.split(' ');
        for (let n = 0; n < Number(count); n += 1)
          expect(titleIn(ctx.airlog.find(Number(first) + n))).toBe(`${tag}/${n}`);
      }
      const { size } = made.record.airLog;
      expect(ctx.airlog.size()).toBe(size);
      expect(must(ctx.airlog.append([entryOf({ title: 'sau khôi phục' })], []))).toBe(size);
      const operations = ctx.store.rows
        .all<{ operation: string }>('SELECT operation FROM audit')
        .map(({ operation }) => operation);
      for (const line of acknowledged.filter((one) => one.startsWith('audit')))
        expect(operations).toContain(line.split(' ')[1]);
      expect(operations).toContain('backup.restore');
      close();
    }));

  test('files are their owner’s alone, keys stay out unless asked for, and the same sound is carried once', () =>
    inBackupWorld(async ({ data }) => {
      mkdirSync(join(data, 'keys'));
      writeFileSync(join(data, 'keys', 'air-log.pem'), 'bí mật');
      const first = must(await backUp(data, { withSound: true }));
      const second = must(await backUp(data, { withSound: true, withKeys: true }, '2026-11-29T11:38:50Z'));
      expect([first.carried, second.carried]).toEqual([2, 0]);
      expect(existsSync(join(first.path, 'keys'))).toBe(false);
      expect(readFileSync(join(second.path, 'keys', 'air-log.pem'), 'utf8')).toBe('bí mật');
      for (const path of Object.keys(bytesUnder(second.path))) expect(statSync(path).mode & 0o777, path).toBe(0o600);
      expect(statSync(second.path).mode & 0o777).toBe(0o700);
      const into = join(data, '..', 'new');
      expect(must(await putBack(into, second.path)).keys).toBe(true);
      expect(readFileSync(join(into, 'keys', 'air-log.pem'), 'utf8')).toBe('bí mật');
    }));

  test('with force what was there is moved aside byte for byte, and no backup goes', () =>
    inBackupWorld(async ({ data }) => {
      const made = must(await backUp(data));
      const before = bytesUnder(made.path);
      expect(codes(await putBack(data, made.path))).toEqual(['restore.occupied']);
      const log = readFileSync(join(data, 'airlog.db'));
      const { aside, lost } = must(await putBack(data, made.path, { force: true }));
      expect(lost).toMatchObject({ lost: 0 });
      expect(headAt(aside ?? '', 40)).toEqual(made.record.airLog);
      expect(readFileSync(join(aside ?? '', 'airlog.db')).length).toBe(log.length);
      expect(bytesUnder(made.path)).toEqual(before);
    }));

  test('while somebody has the data open it is busy', () =>
    inBackupWorld(async ({ data }) => {
      const made = must(await backUp(data));
      const open = must(openAirLog(data));
      expect(codes(await putBack(data, made.path, { force: true }))).toEqual(['data.busy']);
      open.close();
      expect(codes(await putBack(data, made.path, { force: true }))).toEqual([]);
    }));
});

describe('a damaged backup', () => {
  const HARM: Readonly<Record<string, (path: string) => void>> = {
    flipped: (path) => {
      const bytes = readFileSync(path);
      const at = Math.floor(bytes.length / 2);
      bytes[at] = (bytes[at] ?? 0) ^ 1;
      writeFileSync(path, bytes);
    },
    cut: (path) => truncateSync(path, Math.floor(statSync(path).size / 2)),
    missing: (path) => rmSync(path),
  };
  test.each(['airlog.db', 'loa.db', 'sounds.json', 'backup.json', 'sounds'])('%s: flipped, cut, missing', (name) =>
    inBackupWorld(async ({ data, sounds: [hash] }) => {
      const made = must(await backUp(data, { withSound: true, folder: join(data, '..', 'disk') }));
      const path = name === 'sounds' ? join(made.path, '..', 'sounds', hash.slice(0, 2), hash) : join(made.path, name);
      const whole = readFileSync(path);
      for (const [how, harm] of Object.entries(HARM)) {
        // A link shares its bytes with the shelf: the harm is done to a file of its own.
        rmSync(path);
        writeFileSync(path, whole);
        harm(path);
        const into = join(data, '..', `new-${how}`);
        const refused = await putBack(into, made.path);
        expect(codes(refused), how).toEqual(['backup.damaged']);
        const told = refused.ok ? '' : JSON.stringify(refused.refusals[0].params);
        expect(told, how).toContain(name === 'sounds' ? hash : name);
        expect(existsSync(into), how).toBe(false);
      }
      writeFileSync(path, whole);
      expect(codes(await putBack(join(data, '..', 'new'), made.path))).toEqual([]);
    }),
  );

  test('a damaged source gives no backup and leaves nothing', () =>
    inBackupWorld(async ({ data }) => {
      const bytes = readFileSync(join(data, 'airlog.db'));
      bytes.fill(0x41, 4096 * 2, 4096 * 4);
      writeFileSync(join(data, 'airlog.db'), bytes);
      expect(codes(await backUp(data))).toEqual(['database.damaged']);
      expect(readdirSync(join(data, 'backups'))).toEqual([]);
    }));
});

describe('numbers are not given twice', () => {
  test('a backup that lacks entries of the present log is refused, and with the loss accepted it is told to the entry', () =>
    inBackupWorld(async ({ data }) => {
      const made = must(await backUp(data));
      append(data, 3);
      const before = headAt(data, 43);
      const refused = await putBack(data, made.path, { force: true });
      expect(refused).toMatchObject({
        refusals: [{ code: 'restore.rollback', params: { backup: 40, lost: 3, source: 'airlog.db' } }],
      });
      expect(headAt(data, 43)).toEqual(before);
      const restored = must(await putBack(data, made.path, { force: true, acceptLoss: true }));
      expect(restored.lost).toEqual({ first: 40, lost: 3 });
      expect(headAt(restored.aside ?? '', 43)).toEqual(before);
      expect(append(data, 1)).toBe(40);
    }));

  test('also when the present log went another way and is no longer than the backup', () =>
    inBackupWorld(async ({ data }) => {
      const early = must(await backUp(data));
      append(data, 5);
      const late = must(await backUp(data, {}, '2026-11-29T12:00:00Z'));
      must(await putBack(data, early.path, { force: true, acceptLoss: true }));
      append(data, 2);
      expect(await putBack(data, late.path, { force: true })).toMatchObject({
        refusals: [{ code: 'restore.rollback', params: { backup: 45, lost: 2 } }],
      });
    }));

  test('a size or a checkpoint from outside is believed over an empty folder', () =>
    inBackupWorld(async ({ data }) => {
      const made = must(await backUp(data));
      append(data, 2);
      const into = join(data, '..', 'new');
      expect(codes(await putBack(into, made.path, { knownSize: 41 }))).toEqual(['restore.rollback']);
      expect(codes(await putBack(into, made.path, { knownCheckpoint: noteOf(headAt(data, 42)) }))).toEqual([
        'restore.rollback',
      ]);
      const forged = { size: 30, root: headAt(data, 31).root };
      expect(codes(await putBack(into, made.path, { knownCheckpoint: noteOf(forged) }))).toEqual(['proof.wrong']);
      expect(existsSync(into)).toBe(false);
      expect(must(await putBack(into, made.path, { knownCheckpoint: noteOf(headAt(data, 30)) })).lost).toMatchObject({
        lost: 0,
      });
    }));
});

describe('the newest checkpoint beside the keys', () => {
  test('is no key and stays out; it refuses an older log, and goes aside with the loss that is accepted', () =>
    inBackupWorld(async ({ data }) => {
      const newest = join(data, 'keys', 'newest-checkpoint');
      mkdirSync(join(data, 'keys'));
      append(data, 3);
      writeFileSync(newest, noteOf(headAt(data, 40)));
      const made = must(await backUp(data, { withKeys: true }));
      expect(existsSync(join(made.path, 'keys'))).toBe(false);
      append(data, 2);
      writeFileSync(newest, noteOf(headAt(data, 45)));
      for (const name of ['airlog.db', 'loa.db']) rmSync(join(data, name));
      expect(await putBack(data, made.path)).toMatchObject({
        refusals: [{ code: 'restore.rollback', params: { backup: 43, lost: 2, source: 'loa.vn/nhat-ky 45' } }],
      });
      const restored = must(await putBack(data, made.path, { acceptLoss: true }));
      expect(restored.lost).toEqual({ first: 43, lost: 2 });
      expect(existsSync(newest)).toBe(false);
      expect(existsSync(join(restored.aside ?? '', 'keys', 'newest-checkpoint'))).toBe(true);
    }));
});

describe('rotation', () => {
  test('old whole ones make room; a broken one is told and stays, and takes no place; other things are not touched', () =>
    inBackupWorld(async ({ data }) => {
      const folder = join(data, '..', 'disk');
      const keep = { daily: 2, weekly: 0, monthly: 0 };
      for (const day of ['20', '21', '22', '23']) must(await backUp(data, { folder }, `2026-11-${day}T01:00:00Z`));
      writeFileSync(join(folder, 'loa-20261123-010000Z', 'loa.db'), 'hỏng');
      mkdirSync(join(folder, 'loa-20200101-000000Z'));
      writeFileSync(join(folder, 'ghi-chu.txt'), 'của tôi');
      const made = must(await backUp(data, { folder, keep }, '2026-11-24T01:00:00Z'));
      expect(made.removed).toEqual(['loa-20261121-010000Z', 'loa-20261120-010000Z']);
      expect(made.broken).toEqual(['loa-20261123-010000Z', 'loa-20200101-000000Z']);
      expect(readdirSync(folder).sort()).toEqual([
        'ghi-chu.txt',
        'loa-20200101-000000Z',
        'loa-20261122-010000Z',
        'loa-20261123-010000Z',
        'loa-20261124-010000Z',
      ]);
    }));

  test('the one just made stays, also when the clock has been set back', () =>
    inBackupWorld(async ({ data }) => {
      must(await backUp(data));
      const keep = { daily: 1, weekly: 0, monthly: 0 };
      expect(must(await backUp(data, { keep }, '2026-11-01T00:00:00Z')).removed).toEqual([]);
      expect(visible(join(data, 'backups'))).toHaveLength(2);
    }));

  test('cancelled at any step it leaves nothing', () =>
    inBackupWorld(async ({ data }) => {
      for (const at of ['airlog.db', 'loa.db', 'sounds', 'checking'] as const) {
        const stop = new AbortController();
        const onStep = (step: string): void => void (step === at && stop.abort());
        const asked = { withSound: true, signal: stop.signal, onStep };
        expect(codes(await backUp(data, asked)), at).toEqual(['audio.cancelled']);
        expect(
          readdirSync(join(data, 'backups')).filter((name) => name !== 'sounds'),
          at,
        ).toEqual([]);
      }
    }));
});

/** Starts `loa backup` and waits until it has begun to write. */
const begunIn = async (data: string) => {
  const folder = join(data, 'backups');
  const child = spawn(process.execPath, ['src/loa.js', 'backup', '--keep-all'], {
    cwd: REPOSITORY,
    stdio: 'ignore',
    env: { ...process.env, LOA_DATA: data },
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const writes = (): boolean => existsSync(folder) && readdirSync(folder).some((name) => name.startsWith('.loa-'));
  while (child.exitCode === null && !writes()) await pause(2);
  return { child, ended };
};

test('killed at any moment, 20 times: what is visible is whole, and what is half goes with the next', () =>
  inBackupWorld(async ({ data }) => {
    const folder = join(data, 'backups');
    // How long it writes on this machine; the moments of the kills are spread over that and most of it again.
    const { ended } = await begunIn(data);
    const begun = performance.now();
    await ended;
    const writing = performance.now() - begun;
    expect(visible(folder)).toHaveLength(1);
    rmSync(folder, { recursive: true });

    const random = seeded(20);
    let [whole, halves] = [0, 0];
    for (let kill = 0; kill < 20; kill += 1) {
      append(data, 10);
      const { child, ended } = await begunIn(data);
      await pause(random() * writing * 1.8);
      child.kill('SIGKILL');
      await ended;
      halves += readdirSync(folder).filter((name) => name.endsWith('.half')).length;
      for (const name of visible(folder)) {
        const into = join(data, '..', 'drill');
        expect(codes(await putBack(into, join(folder, name))), name).toEqual([]);
        rmSync(into, { recursive: true });
        rmSync(join(folder, name), { recursive: true });
        whole += 1;
      }
    }
    expect([halves > 0, whole > 0], `${halves} half, ${whole} whole`).toEqual([true, true]);
    const last = must(await backUp(data, {}, '2026-11-30T00:00:00Z'));
    expect(readdirSync(folder)).toEqual([last.path.slice(folder.length + 1)]);
  }));
