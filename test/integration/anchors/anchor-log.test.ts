/** The whole way out: a real log's checkpoint, cosigned by a real witness and stamped by a real authority of openssl. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parseNote } from '../../../src/core/evidence/note.ts';
import { verified } from '../../../src/core/evidence/signed.ts';
import { openCheckpoint } from '../../../src/core/evidence/trust.ts';
import { type LogKey, parseVerifierKey, type WitnessKey } from '../../../src/core/evidence/verifier-key.ts';
import { must } from '../../../src/core/result.ts';
import { listen } from '../../../src/http/serve.ts';
import { logKeyIn } from '../../../src/log-keys.ts';
import { anchorLog } from '../../../src/operations/log/anchor-log.ts';
import { showSeal } from '../../../src/operations/log/show-seal.ts';
import { verifyEd25519 } from '../../../src/secrets/ed25519.ts';
import { openAirLog } from '../../../src/store/airlog.ts';
import { initWitness } from '../../../src/witness/key-file.ts';
import { runWitness } from '../../../src/witness/run.ts';
import { entryOf } from '../../support/store-entries.ts';
import { timeStampAuthority } from '../../support/time-stamp-authority.ts';
import { makeWorld, type World } from '../../support/world.ts';

const folder = mkdtempSync(join(tmpdir(), 'loa-anchor-'));
const stop = new AbortController();
let world: World;
let vkey = '';
let url = '';
let running: Promise<unknown>;
const say = (titles: readonly string[]) =>
  must(
    world.ctx.airlog.append(
      titles.map((title) => entryOf({ title })),
      [],
    ),
  );

beforeAll(async () => {
  world = await makeWorld({ sounds: {} });
  const log = must(showSeal(world.ctx)).vkey;
  vkey = must(initWitness(folder, 'van-hoa.example.vn'));
  await new Promise<void>((ready) => {
    running = runWitness(
      { folder, logs: [log], host: '127.0.0.1', port: 0 },
      {
        listen,
        now: () => '2026-11-29T12:00:00Z',
        lang: 'en',
        signal: stop.signal,
        say: (line) => {
          url = /http:\S+/.exec(line)?.[0] ?? url;
          if (url !== '') ready();
        },
      },
    );
  });
});
afterAll(async () => {
  stop.abort();
  await running;
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

test('an empty log has nothing to take out', async () => {
  expect(must(await anchorLog(world.ctx, { witness: { url, vkey }, authority: null }))).toBeNull();
});

test('cosigned at its first size and as it grows, without remembering where the witness stood', async () => {
  const key = must(parseVerifierKey(vkey)) as WitnessKey;
  for (const titles of [['một'], ['hai', 'ba'], [], Array.from({ length: 40 }, (_, n) => `tin ${n}`)]) {
    if (titles.length > 0) say(titles);
    const anchored = must(await anchorLog(world.ctx, { witness: { url, vkey }, authority: null }));
    const size = world.ctx.airlog.size();
    const log = must(parseVerifierKey(must(showSeal(world.ctx)).vkey)) as LogKey;
    const trust = { origin: log.name, log: [log], witnesses: [key], quorum: 1 };
    const sealed = must(verified(openCheckpoint(must(parseNote(anchored?.checkpoint ?? '')), trust), verifyEd25519));
    expect(sealed.checkpoint.size).toBe(size);
    expect(sealed.signed.map(({ time }) => time)).toEqual([null, Date.parse('2026-11-29T12:00:00Z') / 1000]);
  }
});

test('a log that is an older copy is not cosigned, and says that the witness knows more', async () => {
  const older = mkdtempSync(join(folder, 'older-'));
  const airlog = must(openAirLog(older));
  must(airlog.append([entryOf({ title: 'một' })], []));
  const ctx = { ...world.ctx, airlog, logKey: () => logKeyIn(world.folder, world.ctx.airlog) };
  expect(await anchorLog(ctx, { witness: { url, vkey }, authority: null })).toMatchObject({
    refusals: [{ code: 'witness.behind', params: { size: world.ctx.airlog.size() } }],
  });
  airlog.close();
});

test('stamped by an authority, checked by openssl, and not believed under other certificates', async () => {
  const authority = await timeStampAuthority();
  try {
    const ask = (caFile: string | null) =>
      anchorLog(world.ctx, { witness: null, authority: { url: authority.url, caFile } });
    const stamp = must(await ask(authority.caFile))?.stamp;
    expect(Math.abs(Date.parse(stamp?.time ?? '') - Date.now())).toBeLessThan(60_000);
    expect(must(await ask(null))?.stamp?.token.length).toBeGreaterThan(500);
    expect(await ask(join(folder, 'none.pem'))).toMatchObject({ refusals: [{ code: 'timestamp.unchecked' }] });
  } finally {
    await authority.close();
  }
});

test('somebody else’s key, and nobody there', async () => {
  const other = must(showSeal(world.ctx)).vkey;
  const ask = (witness: { url: string; vkey: string }) => anchorLog(world.ctx, { witness, authority: null });
  expect(await ask({ url, vkey: other })).toMatchObject({ refusals: [{ code: 'proof.unreadable' }] });
  expect(await ask({ url: 'http://127.0.0.1:9', vkey })).toMatchObject({ refusals: [{ code: 'witness.unreachable' }] });
});
