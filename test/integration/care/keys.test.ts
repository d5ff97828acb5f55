/** Keys in backups: what was retired comes along, and a restored folder signs on or says what is missing. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../../../src/core/result.ts';
import { keyringIn, logKeyIn } from '../../../src/log-keys.ts';
import type { Ctx } from '../../../src/operations/context.ts';
import { rotateKey } from '../../../src/operations/log/rotate-key.ts';
import { sealLog } from '../../../src/operations/log/seal-log.ts';
import { openAirLog } from '../../../src/store/airlog.ts';
import { append, backUp, inBackupWorld, lookOver, putBack } from '../../support/backup-world.ts';

/** Asks with the log of a folder open. */
const inLog = <T>(data: string, ask: (ctx: Ctx) => T): T => {
  const airlog = must(openAirLog(data));
  try {
    const parts = { airlog, logKey: (log: typeof airlog) => logKeyIn(data, log), keyring: keyringIn(data) };
    const clock = { instant: () => '2026-11-29T11:38:49Z' };
    const random = { bytes: (count: number) => new Uint8Array(count).fill(5) };
    return ask({ caller: { kind: 'system', name: 'cli' }, clock, random, ...parts } as unknown as Ctx);
  } finally {
    airlog.close();
  }
};

test('with keys: the restored folder goes on signing; without: it says so; with an old one: it says which is wanted', () =>
  inBackupWorld(async ({ data }) => {
    expect((await lookOver(data)).signing).toEqual({ key: null, unfinished: false, refusals: [], lostAt: [] });
    expect(existsSync(join(data, 'keys'))).toBe(false);
    inLog(data, (ctx) => must(sealLog(ctx)));
    const { newKey, oldId } = inLog(data, (ctx) => must(rotateKey(ctx)));
    const short = newKey.split('+').slice(0, 2).join('+');
    expect((await lookOver(data)).signing).toEqual({ key: short, unfinished: false, refusals: [], lostAt: [] });
    const withKeys = must(await backUp(data, { withKeys: true }));
    const bare = must(await backUp(data, {}, '2026-11-29T12:00:00Z'));

    const into = join(dirname(data), 'moi');
    expect(must(await putBack(into, withKeys.path)).keys).toBe(true);
    expect(readdirSync(join(into, 'keys', 'retired')).sort()).toEqual([`${oldId}.pem`, `${oldId}.vkey`]);
    append(into, 1);
    expect(inLog(into, (ctx) => must(sealLog(ctx)))?.size).toBe(42);

    const without = join(dirname(data), 'khong-khoa');
    expect(must(await putBack(without, bare.path)).keys).toBe(false);
    expect(await lookOver(without)).toMatchObject({ signing: { refusals: [{ code: 'log-key.missing' }] } });
    append(without, 1);
    expect(inLog(without, (ctx) => sealLog(ctx))).toMatchObject({ refusals: [{ code: 'log-key.missing' }] });
    mkdirSync(join(without, 'keys'), { recursive: true });
    copyFileSync(join(data, 'keys', 'retired', `${oldId}.pem`), join(without, 'keys', 'air-log.pem'));
    expect((await lookOver(without)).signing.refusals).toMatchObject([
      { code: 'log-key.other', params: { wanted: short } },
    ]);
    copyFileSync(join(data, 'keys', 'air-log.pem'), join(without, 'keys', 'air-log.pem'));
    expect(inLog(without, (ctx) => must(sealLog(ctx)))?.size).toBe(42);
  }));

test('a log put back to before a change of keys wants the key of that time, which lies with the retired ones', () =>
  inBackupWorld(async ({ data }) => {
    inLog(data, (ctx) => must(sealLog(ctx)));
    const before = must(await backUp(data));
    const { oldId } = inLog(data, (ctx) => must(rotateKey(ctx)));
    must(await putBack(data, before.path, { force: true, acceptLoss: true }));
    append(data, 1);
    const wanted = expect.stringContaining(`+${oldId}`);
    expect(inLog(data, (ctx) => sealLog(ctx))).toMatchObject({
      refusals: [{ code: 'log-key.other', params: { wanted } }],
    });
    copyFileSync(join(data, 'keys', 'retired', `${oldId}.pem`), join(data, 'keys', 'air-log.pem'));
    expect(inLog(data, (ctx) => must(sealLog(ctx)))?.size).toBe(41);
    rmSync(before.path, { recursive: true });
  }));
