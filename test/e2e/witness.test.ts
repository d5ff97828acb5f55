/** `loa witness` as another office runs it: what it signs, what it refuses, and that it never signs two stories. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseCheckpoint } from '../../src/core/evidence/checkpoint.ts';
import { type Note, parseNote, parseSignatures } from '../../src/core/evidence/note.ts';
import { verified } from '../../src/core/evidence/signed.ts';
import { openCheckpoint } from '../../src/core/evidence/trust.ts';
import { parseVerifierKey, type WitnessKey } from '../../src/core/evidence/verifier-key.ts';
import { must } from '../../src/core/result.ts';
import { ed25519 } from '../support/ed25519.ts';
import { type MemoryLog, memoryLog } from '../support/memory-log.ts';
import { loa, type Service, startService } from '../support/process.ts';

const ORIGIN = 'loa.example.vn/nhat-ky';
const NAME = 'van-hoa.example.vn/loa';
const LEAVES = 300;

const root = mkdtempSync(join(tmpdir(), 'loa-witness-'));
const log = memoryLog({ origin: ORIGIN, leaves: LEAVES });
const services = new Set<Service>();

afterAll(async () => {
  await Promise.all([...services].map((service) => service.stop()));
  rmSync(root, { recursive: true, force: true });
});

interface Office {
  readonly data: string;
  readonly key: WitnessKey;
}

const newOffice = async (name: string): Promise<Office> => {
  const data = join(root, name);
  const made = await loa(data, ['witness', 'init', '--name', NAME]);
  expect(made).toMatchObject({ code: 0, err: '' });
  return { data, key: must(parseVerifierKey(made.out.trimEnd())) as WitnessKey };
};

interface Running {
  readonly url: string;
  readonly service: Service;
}

const start = async ({ data }: Office, logs: readonly MemoryLog[] = [log]): Promise<Running> => {
  const words = ['src/loa.js', 'witness', 'run', '--port', '0', ...logs.flatMap(({ vkey }) => ['--log', vkey])];
  const service = startService(process.execPath, words, { env: { ...process.env, LOA_DATA: data } });
  services.add(service);
  const [, url = ''] = await service.says(/tại (http:\/\/127\.0\.0\.1:\d+)/, 60);
  return { url, service };
};

const stop = async ({ service }: Running): Promise<void> => {
  expect(await service.stop()).toBe(0);
  services.delete(service);
};

interface Said {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
}

const add = async ({ url }: Running, body: string | Uint8Array): Promise<Said> => {
  const sent = typeof body === 'string' ? body : Uint8Array.from(body);
  const answer = await fetch(`${url}/add-checkpoint`, { method: 'POST', body: sent });
  return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
};

/** A policy of the log's key and this witness is content with the note and the lines that came back. */
const expectCosigned = (said: Said, { key }: Office, note: Note, of: MemoryLog = log): void => {
  expect(said.status).toBe(200);
  const lines = must(parseSignatures(said.text));
  const trust = { origin: of.key.name, log: [of.key], witnesses: [key], quorum: 1 };
  const sealed = must(
    verified(openCheckpoint({ ...note, signatures: [...note.signatures, ...lines] }, trust), ed25519),
  );
  const [time] = sealed.signed.flatMap((signed) => (signed.time === null ? [] : [signed.time]));
  expect(Math.abs((time ?? 0) - Date.now() / 1000)).toBeLessThan(60);
};

const size = (known: number): Said => ({ status: 409, type: 'text/x.tlog.size', text: `${known}\n` });

test('the key: to be read by its owner only, in a folder of its own, and never written over', async () => {
  const { data, key } = await newOffice('key');
  const [folder, file] = [join(data, 'witness'), join(data, 'witness/witness.pem')];
  expect([statSync(folder).mode & 0o777, statSync(file).mode & 0o777]).toEqual([0o700, 0o600]);
  expect(readdirSync(folder)).toEqual(['witness.pem']);
  expect(key).toMatchObject({ kind: 'cosignature', name: NAME });
  const before = readFileSync(file, 'utf8');
  const again = await loa(data, ['witness', 'init', '--name', 'other.example.vn']);
  expect([again.code, again.out]).toEqual([1, '']);
  expect(again.err).toContain('[witness.key]');
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('what was mistyped or is missing is said, and nothing runs', async () => {
  const { data } = await newOffice('typed');
  const run = (...words: readonly string[]) => loa(data, ['witness', 'run', '--port', '0', ...words]);
  expect(await run()).toMatchObject({ code: 2, out: '' });
  expect(await run('--log', 'khong-phai-khoa')).toMatchObject({
    code: 2,
    err: expect.stringContaining('[config.wrong]'),
  });
  const own = readFileSync(join(data, 'witness/witness.pem'), 'utf8').split('\n')[0] ?? '';
  expect(await run('--log', own)).toMatchObject({ code: 2, err: expect.stringContaining('[config.wrong]') });
  const nowhere = await run('--log', log.vkey, '--folder', join(data, 'nowhere'));
  expect(nowhere).toMatchObject({ code: 1, err: expect.stringContaining('loa witness init') });
  const pem = join(data, 'witness/witness.pem');
  writeFileSync(pem, readFileSync(pem, 'utf8').replace(NAME, 'another.example.vn'));
  expect(await run('--log', log.vkey)).toMatchObject({ code: 1, err: expect.stringContaining('[witness.key]') });
});

describe('one witness', () => {
  let office: Office;
  let running: Running;
  const other = memoryLog({ origin: 'tram.example.vn/nhat-ky', leaves: 20, seed: 8 });
  const fork = memoryLog({ origin: ORIGIN, leaves: LEAVES, forkedAt: 90 });
  beforeAll(async () => {
    office = await newOffice('one');
    running = await start(office, [log, other]);
  });

  test('first head, growth, the same head again, and further growth', async () => {
    for (const [old, to] of [
      [0, 1],
      [1, 64],
      [64, 64],
      [64, 100],
    ] as const)
      expectCosigned(await add(running, log.request(old, to)), office, log.note(to));
  });

  test('another size than the one it signed last: it says which', async () => {
    expect(await add(running, log.request(0, 120))).toEqual(size(100));
    expect(await add(running, log.request(64, 120))).toEqual(size(100));
    expect(await add(running, log.request(110, 120))).toEqual(size(100));
  });

  test('a rollback is refused, also when it comes with the right old size', async () => {
    expect(await add(running, log.request(0, 50))).toEqual(size(100));
    expect(await add(running, log.request(50, 50))).toEqual(size(100));
    const back = log.request(50, 50).replace('old 50\n', 'old 100\n');
    expect(await add(running, back)).toMatchObject({ status: 400 });
  });

  test('a head that does not grow out of the last one is refused, whatever path comes with it', async () => {
    expect(await add(running, fork.request(100, 200))).toMatchObject({ status: 422 });
    const [path = ''] = log.request(100, 200).split('\n\n');
    const [, forked = ''] = fork.request(100, 200).split(/\n\n(.*)/s);
    expect(await add(running, `${path}\n\n${forked}`)).toMatchObject({ status: 422 });
    expect(await add(running, `old 100\n\n${forked}`)).toMatchObject({ status: 422 });
    await running.service.says(/KHÔNG KÝ “loa\.example\.vn\/nhat-ky”, 200 dòng/, 10);
  });

  test('another root of the same size is a split view: refused, told loudly, kept as proof', async () => {
    const said = await add(running, fork.request(100, 100));
    expect(said.status).toBe(409);
    expect(said.type).not.toContain('tlog.size');
    await running.service.says(/\*\*\* HAI BẢN TRÁI NHAU \*\*\* “loa\.example\.vn\/nhat-ky”, 100 dòng/, 10);
    // From another old size it is told the size, and it is the same proof.
    expect(await add(running, fork.request(95, 100))).toEqual(size(100));
    const folder = join(office.data, 'witness/split');
    const kept = readdirSync(folder).sort();
    expect(kept.map((name) => name.replace(/^[0-9a-f]{16}/, ''))).toEqual(['.cosigned', '.offered']);
    const [cosigned, offered] = kept.map((name) => must(parseNote(readFileSync(join(folder, name), 'utf8'))));
    const trust = { origin: ORIGIN, log: [log.key], witnesses: [office.key], quorum: 0 };
    const heads = [cosigned, offered].map((note) => must(verified(openCheckpoint(note as Note, trust), ed25519)));
    expect(heads.map(({ checkpoint, signed }) => [checkpoint.size, signed.length])).toEqual([
      [100, 2],
      [100, 1],
    ]);
    expect(heads[0]?.checkpoint.root).toEqual(log.root(100));
    expect(heads[1]?.checkpoint.root).toEqual(fork.root(100));
  });

  test('an unknown log, and a known one signed by another key', async () => {
    const stranger = memoryLog({ origin: 'la.example.vn/nhat-ky', leaves: 5 });
    expect(await add(running, stranger.request(0, 5))).toMatchObject({ status: 404 });
    const thief = memoryLog({ origin: ORIGIN, leaves: LEAVES, seed: 9 });
    expect(await add(running, thief.request(100, 120))).toMatchObject({ status: 403 });
    // The key of the one log says nothing of the other.
    const mixed = memoryLog({ origin: ORIGIN, leaves: LEAVES, seed: 8 });
    expect(await add(running, mixed.request(100, 120))).toMatchObject({ status: 403 });
    const changed = log.request(100, 120).replace(/(— \S+ \S{20})./, (_, kept: string) => `${kept}0`);
    expect(await add(running, changed)).toMatchObject({ status: 403 });
  });

  test('lines of unknown keys beside the log’s are passed over, and not kept', async () => {
    const note = log.note(110);
    const line = `— nobody.example.vn ${Buffer.alloc(72, 5).toString('base64')}\n`;
    expectCosigned(await add(running, `${log.request(100, 110)}${line}`), office, note);
    expect(await (await fetch(running.url)).text()).not.toContain('nobody.example.vn');
  });

  test('what does not read', async () => {
    for (const body of ['', 'old 110\n', log.request(110, 120).replace('\n\n', '\n'), `${log.request(110, 120)}x`])
      expect(await add(running, body)).toMatchObject({ status: 400 });
    expect(await add(running, Uint8Array.of(0xff, 0xfe, 0x0a))).toMatchObject({ status: 400 });
    expect(
      await add(running, Buffer.concat([Buffer.from('\ufeff'), Buffer.from(log.request(110, 120))])),
    ).toMatchObject({
      status: 400,
    });
    expect((await fetch(`${running.url}/add-checkpoint`)).status).toBe(404);
    expect((await fetch(`${running.url}/add-checkpoint/x`, { method: 'POST' })).status).toBe(404);
  });

  test('too much is not read to its end, with a length and without', async () => {
    const long = 'x'.repeat(600 * 1024);
    expect(await add(running, long)).toMatchObject({ status: 413 });
    const stream = new Blob([long]).stream();
    const answer = await fetch(`${running.url}/add-checkpoint`, { method: 'POST', body: stream, duplex: 'half' });
    expect(answer.status).toBe(413);
  });

  test('two logs do not disturb each other', async () => {
    expectCosigned(await add(running, other.request(0, 20)), office, other.note(20), other);
    expectCosigned(await add(running, log.request(110, 128)), office, log.note(128));
  });

  test('of many at once just one is signed, and the others are told where it stands', async () => {
    const many = await Promise.all(Array.from({ length: 20 }, (_, n) => add(running, log.request(128, 130 + n))));
    const signed = many.flatMap(({ status }, n) => (status === 200 ? [130 + n] : []));
    expect(signed).toHaveLength(1);
    expect(many.filter(({ status }) => status !== 200)).toEqual(Array.from({ length: 19 }, () => size(signed[0] ?? 0)));
    expectCosigned(await add(running, log.request(signed[0] ?? 0, 150)), office, log.note(150));
  });

  test('the page says what it is, in two languages, without a script', async () => {
    const page = await fetch(running.url);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const text = await page.text();
    expect(text).toContain('Bên đồng ký');
    expect(text).toContain('signature');
    expect(text).toContain(log.vkey);
    expect(text).toContain(log.note(150).text);
    expect(text).toContain('1 checkpoints contradict');
    expect(text).not.toMatch(/<script|https?:\/\/(?!127)/);
  });

  test('a second witness on the same folder does not start', async () => {
    const second = await loa(office.data, ['witness', 'run', '--port', '0', '--log', log.vkey]);
    expect(second).toMatchObject({ code: 1, err: expect.stringContaining('[data.busy]') });
  });

  test('it stops at a signal and knows everything after a restart', async () => {
    await stop(running);
    running = await start(office, [log, other]);
    expect(await add(running, log.request(0, 160))).toEqual(size(150));
    expect(await add(running, other.request(0, 20))).toEqual(size(20));
    expect((await add(running, fork.request(150, 150))).status).toBe(409);
    expectCosigned(await add(running, log.request(150, LEAVES)), office, log.note(LEAVES));
    await stop(running);
  });

  test('a memory that was changed is found at the start', async () => {
    const file = join(office.data, 'witness/seen.db');
    const bytes = readFileSync(file);
    const at = bytes.indexOf(`\n${LEAVES}\n`);
    expect(at).toBeGreaterThan(0);
    bytes.write('299', at + 1);
    writeFileSync(file, bytes);
    const refused = await loa(office.data, ['witness', 'run', '--port', '0', '--log', log.vkey]);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('[database.damaged]') });
  });
});

/** Resolves when something is written to a file. */
const changed = (path: string): Promise<void> =>
  new Promise((resolve) => {
    const watcher = watch(path, () => {
      watcher.close();
      resolve();
    });
  });

test('killed 30 times between request and answer, it never signs two roots of one size, nor forgets what it signed', async () => {
  const KILLS = 30;
  const office = await newOffice('killed');
  const stories = [log, memoryLog({ origin: ORIGIN, leaves: LEAVES, forkedAt: 0 })] as const;
  /** 'size' → roots for which a signature came out. */
  const signed = new Map<number, Set<string>>();
  const remember = (said: Said, note: Note): void => {
    if (said.status !== 200) return;
    expectCosigned(said, office, note);
    const { size: of, root: top } = must(parseCheckpoint(note.text));
    signed.set(of, (signed.get(of) ?? new Set()).add(top.toBase64()));
  };
  let [known, unanswered, keptUnanswered, state] = [0, 0, 0, 0x2545f491];
  /** xorshift32: when to kill is scattered, and the same in every run. */
  const next = (below: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
  // Whichever story is signed first is the true one from then on; the other is tried at every size.
  let [truth, lie]: readonly [MemoryLog, MemoryLog] = stories;
  let running = await start(office);
  for (let kill = 0; kill < KILLS; kill += 1) {
    const wanted = known + 1 + next(5);
    // The first request of a process takes longer than any later one, and would always be the one that is cut.
    await fetch(running.url);
    const asked = add(running, truth.request(known, wanted)).then(
      (said) => remember(said, truth.note(wanted)),
      () => {
        unanswered += 1;
      },
    );
    // By turns: at any moment, at the first change on the disk, and a little after it, when the answer may be on its way.
    if (kill % 3 > 0) await changed(join(office.data, 'witness/seen.db'));
    if (kill % 3 !== 1) await new Promise((resolve) => setTimeout(resolve, next(kill % 3 === 0 ? 40 : 8)));
    process.kill(-running.service.pid, 'SIGKILL');
    await running.service.ended;
    services.delete(running.service);
    await asked;
    running = await start(office);
    // The other story, of the size that was perhaps signed just now.
    for (const from of [known, wanted]) remember(await add(running, lie.request(from, wanted)), lie.note(wanted));
    if (signed.get(wanted)?.has(lie.root(wanted).toBase64()) === true) [truth, lie] = [lie, truth];
    const stands = Number((await add(running, truth.request(LEAVES, LEAVES))).text);
    expect(stands).toBeGreaterThanOrEqual(Math.max(0, ...signed.keys()));
    expect([known, wanted]).toContain(stands);
    if (stands === wanted && !signed.has(wanted)) keptUnanswered += 1;
    if (stands === wanted) remember(await add(running, truth.request(wanted, wanted)), truth.note(wanted));
    known = stands;
  }
  await stop(running);
  expect([...signed].filter(([, roots]) => roots.size !== 1)).toEqual([]);
  expect(signed.size).toBeGreaterThan(3);
  expect(unanswered).toBeGreaterThan(3);
  // What this test is for: the disk had it, and nobody had been told.
  expect(keptUnanswered).toBeGreaterThan(0);
});
