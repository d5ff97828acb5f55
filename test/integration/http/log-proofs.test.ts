/** The log's entries, proofs and checkpoint over HTTP: exact bytes, for whom they concern, checked by the core alone. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../../src/core/result.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { verifyProof } from '../../../src/operations/log/verify-evidence.ts';
import { verifyEd25519 as verify } from '../../../src/secrets/ed25519.ts';
import { machineToken, role, signedIn } from '../../support/credentials.ts';
import { makeWorld, TODAY, type World } from '../../support/world.ts';
import { type Asking, ask, codeOf, postJson } from './asking.ts';

const PATH = '/api/v1/air-log';
let world: World;
let app: App;
let by: NonNullable<Asking['by']>;
beforeAll(async () => {
  world = await makeWorld();
  await world.render();
  app = createApp(world.ctx, { trace: (line) => expect(line).toBe('') });
  by = machineToken(world.ctx, { scopes: ['airing.record', 'air-log.read', 'schedule.read'] });
  const said = { channel: 'dai-my-tu', day: TODAY, session: 'buoi-sang', outcome: 'aired', role: 'technician' };
  expect((await postJson(app, PATH, { ...said, note: 'Ghi chú riêng' }, { by })).status).toBe(201);
});
afterAll(() => world.close());

test('an entry’s bytes, its proof and the key fit together', async () => {
  const entry = await ask(app, `${PATH}/entries/1`, { by });
  expect(entry.headers.get('content-type')).toBe('application/json');
  const bytes = new Uint8Array(await entry.arrayBuffer());
  expect(Buffer.compare(bytes, world.ctx.airlog.leaf(1) ?? new Uint8Array())).toBe(0);
  // What people typed is not in it.
  expect(new TextDecoder().decode(bytes)).not.toContain('Ghi chú riêng');
  const proof = await ask(app, `${PATH}/entries/1/proof`, { by });
  expect(proof.headers.get('content-disposition')).toContain('1.tlog-proof');
  const checkpoint = await ask(app, `${PATH}/checkpoint`, { by });
  const vkey = checkpoint.headers.get('x-log-key') ?? '';
  const text = await proof.text();
  expect(must(verifyProof({ entry: bytes, proof: text, vkey, verify }))).toMatchObject({ index: 1 });
  expect(text.endsWith(`\n\n${await checkpoint.text()}`)).toBe(true);
});

test('the bundle of a span is a ZIP of announced size, the same twice; one without entries is not found', async () => {
  const path = `${PATH}/bundle?from=${TODAY}&to=${TODAY}`;
  const [one, two] = [await ask(app, path, { by }), await ask(app, path, { by })];
  expect(one.headers.get('content-type')).toBe('application/zip');
  expect(one.headers.get('content-disposition')).toMatch(/^attachment; filename="bang-chung-\d{8}-\d{8}\.zip"$/);
  const [first, second] = [Buffer.from(await one.arrayBuffer()), Buffer.from(await two.arrayBuffer())];
  expect(first.equals(second)).toBe(true);
  expect(String(first.length)).toBe(one.headers.get('content-length'));
  expect(await codeOf(await ask(app, `${PATH}/bundle?from=2024-01-01&to=2024-01-31`, { by }))).toBe('bundle.empty');
  expect(await codeOf(await ask(app, `${PATH}/bundle?from=2020-01-01&to=2024-01-31`, { by }))).toBe('time.range-long');
  expect((await ask(app, path)).status).toBe(401);
});

test('the daily log as paper: a PDF of a day, one channel of it, and what is no day', async () => {
  const sheet = await ask(app, `${PATH}/days/${TODAY}.pdf?channel=dai-my-tu`, { by });
  expect([sheet.status, sheet.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(sheet.headers.get('content-disposition')).toMatch(/^inline; filename="[\w-]+\.pdf"$/);
  expect(
    Buffer.from(await sheet.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
  expect(await codeOf(await ask(app, `${PATH}/days/${TODAY}.pdf?channel=khong`, { by }))).toBe('channel.unknown');
  expect(await codeOf(await ask(app, `${PATH}/days/2026-02-30.pdf`, { by }))).toBe('time.date');
  expect((await ask(app, `${PATH}/days/${TODAY}.pdf`)).status).toBe(401);
});

test('whoever only asks what a bundle or a file would be takes nothing away, and nothing is told', async () => {
  const person = signedIn(world.ctx, { grants: [role('boardOfficer')] });
  const exports = (): number => world.ctx.airlog.events({ kinds: ['export'] }).length;
  const span = `from=${TODAY}&to=${TODAY}`;
  for (const path of [`${PATH}/bundle?${span}`, `${PATH}?${span}&format=xlsx`, `${PATH}?${span}&format=csv`]) {
    const before = exports();
    const head = await ask(app, path, { by: person, method: 'HEAD' });
    expect([head.status, (await head.arrayBuffer()).byteLength, exports()], path).toEqual([200, 0, before]);
    const got = await ask(app, path, { by: person });
    expect((await got.arrayBuffer()).byteLength, path).toBeGreaterThan(0);
    expect(exports(), path).toBe(before + 1);
    for (const name of ['content-type', 'content-disposition', 'content-length'])
      expect(head.headers.get(name), name).toBe(got.headers.get(name));
  }
});

test('what is not there, what is no number, and whom it does not concern', async () => {
  expect(await codeOf(await ask(app, `${PATH}/entries/3000`, { by }))).toBe('log.entry-unknown');
  for (const seq of ['-1', '1.5', '01', 'x', '9'.repeat(20)])
    expect((await ask(app, `${PATH}/entries/${seq}/proof`, { by })).status, seq).toBe(422);
  for (const path of ['entries/1', 'entries/1/proof', 'checkpoint'])
    expect((await ask(app, `${PATH}/${path}`)).status, path).toBe(401);
  const elsewhere = signedIn(world.ctx, { grants: [role('boardOfficer', 'noi-khac')] });
  expect(await codeOf(await ask(app, `${PATH}/entries/1`, { by: elsewhere }))).toBe('log.entry-unknown');
});
