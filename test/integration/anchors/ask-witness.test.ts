/** Asking a witness: the real one of this program in this process, and servers that answer something else. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askWitness } from '../../../src/anchors/ask-witness.ts';
import { signatureLine } from '../../../src/core/evidence/note.ts';
import { cosignText } from '../../../src/core/evidence/signed.ts';
import { parseVerifierKey, verifierKey, type WitnessKey } from '../../../src/core/evidence/verifier-key.ts';
import { must } from '../../../src/core/result.ts';
import { listen } from '../../../src/http/serve.ts';
import { initWitness } from '../../../src/witness/key-file.ts';
import { runWitness } from '../../../src/witness/run.ts';
import { signer } from '../../support/ed25519.ts';
import { memoryLog } from '../../support/memory-log.ts';
import { serving } from '../../support/time-stamp-authority.ts';

const ORIGIN = 'loa.example.vn/nhat-ky';
const log = memoryLog({ origin: ORIGIN, leaves: 60 });
const fork = memoryLog({ origin: ORIGIN, leaves: 60, forkedAt: 2 });
const refused = (code: string, params: object) => ({ ok: false, refusals: [{ code, params }] });

const folder = mkdtempSync(join(tmpdir(), 'loa-ask-witness-'));
const stop = new AbortController();
let key: WitnessKey;
let url = '';
let running: Promise<unknown>;
beforeAll(async () => {
  key = must(parseVerifierKey(must(initWitness(folder, 'van-hoa.example.vn')))) as WitnessKey;
  await new Promise<void>((ready) => {
    running = runWitness(
      { folder, logs: [log.vkey], host: '127.0.0.1', port: 0 },
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
  rmSync(folder, { recursive: true, force: true });
});

test('signs, is ahead of us and says where, and refuses what does not fit', async () => {
  const [line, ...more] = must(await askWitness({ url, key, body: log.request(0, 20) }));
  expect(more).toEqual([]);
  expect(line).toMatchObject({ name: 'van-hoa.example.vn', keyId: key.id });
  expect(must(await askWitness({ url: `${url}/`, key, body: log.request(20, 30) }))).toHaveLength(1);
  const ask = (body: string) => askWitness({ url, key, body });
  expect(await ask(log.request(20, 40))).toEqual(refused('witness.behind', { url, size: 30 }));
  expect(await ask(fork.request(30, 40))).toEqual(refused('witness.refused', { url, status: 422 }));
  expect(await ask(fork.request(30, 30))).toEqual(refused('witness.refused', { url, status: 409 }));
  const stranger = memoryLog({ origin: 'la.example.vn', leaves: 3 });
  expect(await ask(stranger.request(0, 3))).toEqual(refused('witness.refused', { url, status: 404 }));
  const thief = memoryLog({ origin: ORIGIN, leaves: 60, seed: 9 });
  expect(await ask(thief.request(30, 40))).toEqual(refused('witness.refused', { url, status: 403 }));
});

test('a witness that is not known by this key', async () => {
  const other = must(verifierKey('cosignature', key.name, signer(3).publicKey));
  const said = await askWitness({ url, key: other, body: log.request(30, 31) });
  expect(said).toEqual(refused('witness.unknown', { url, name: key.name }));
});

/** What a server that answers so makes of the question. */
const answering = async (listener: RequestListener, timeoutMs = 5000) => {
  const server = await serving(listener);
  const own = must(verifierKey('cosignature', 'w.example.vn', signer(4).publicKey));
  const said = await askWitness({ url: server.url, key: own, body: log.request(0, 9), timeoutMs });
  await server.close();
  return { said, url: server.url };
};
const own = must(verifierKey('cosignature', 'w.example.vn', signer(4).publicKey));
const lineFor = (size: number): string =>
  signatureLine(cosignText(own, log.note(size).text, 1_795_953_600, signer(4).sign));

test('its line among others is taken, and the others are left', async () => {
  const stranger = `— x.example.vn ${Buffer.alloc(76, 3).toString('base64')}\n`;
  const { said } = await answering((_, response) => response.end(`${stranger}${lineFor(9)}`));
  expect(must(said).map(({ name }) => name)).toEqual(['w.example.vn']);
});

test.each([
  ['a line for another checkpoint', lineFor(10)],
  ['a good line and a bad one by the same key', `${lineFor(9)}${lineFor(10)}`],
  ['nothing', ''],
  ['a page', '<!doctype html>'],
  ['a line that is not ended', lineFor(9).trimEnd()],
])('%s is no cosignature', async (_, text) => {
  const { said, url: at } = await answering((_request, response) => response.end(text));
  expect(said).toEqual(refused('witness.unknown', { url: at, name: 'w.example.vn' }));
});

test.each([
  ['a size in another form', 409, 'text/x.tlog.size', '007\n'],
  ['a size of another type', 409, 'text/plain', '7\n'],
  ['a redirect', 307, 'text/plain', ''],
  ['a fault', 500, 'text/plain', ''],
])('%s is a refusal', async (_, status, type, text) => {
  let asked = 0;
  const { said, url: at } = await answering((_request, response) => {
    asked += 1;
    response.writeHead(status, { 'content-type': type, location: '/elsewhere' }).end(text);
  });
  expect(said).toEqual(refused('witness.refused', { url: at, status }));
  expect(asked).toBe(1);
});

test('too much, too late, and nobody there', async () => {
  const much = await answering((_, response) => response.end(lineFor(9).repeat(2000)));
  expect(much.said).toEqual(refused('witness.unreachable', { url: much.url, why: 'length' }));
  const late = await answering(() => {}, 300);
  expect(late.said).toEqual(refused('witness.unreachable', { url: late.url, why: 'time' }));
  const gone = await askWitness({ url: late.url, key: own, body: log.request(0, 9) });
  expect(gone).toEqual(refused('witness.unreachable', { url: late.url, why: 'connection' }));
});
