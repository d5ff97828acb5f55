/** Time stamps of a real authority, checked by openssl and by the core, which must agree; and of servers that answer something else. */
import { createHash, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askTimeStamp } from '../../../src/anchors/ask-time-stamp.ts';
import { certificatesIn, verifyTimeStamp } from '../../../src/anchors/verify-time-stamp.ts';
import { checkStampSignature } from '../../../src/core/evidence/stamp-signature.ts';
import { must } from '../../../src/core/result.ts';
import { checkByNode } from '../../support/made-certificates.ts';
import { type Authority, serving, timeStampAuthority } from '../../support/time-stamp-authority.ts';

const data = new TextEncoder().encode('loa.example.vn/nhat-ky\n1204\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n');
const digest = new Uint8Array(createHash('sha256').update(data).digest());
const nonce = (seed: number): Uint8Array => new Uint8Array(16).map((_, n) => seed + n * 13);
const wrong = (fault: string) => ({ ok: false, refusals: [{ code: 'timestamp.wrong', params: { fault } }] });
const silent = (url: string, why: string) => ({
  ok: false,
  refusals: [{ code: 'timestamp.unreachable', params: { url, why } }],
});

const byCore = ({ token, ca: believed }: { readonly token: Uint8Array; readonly ca: string }, time: string) =>
  checkStampSignature({
    token,
    time,
    ca: believed,
    check: checkByNode,
    decode: (bytes) => new TextDecoder().decode(bytes),
  });

let authority: Authority;
let ca: string;
beforeAll(async () => {
  authority = await timeStampAuthority();
  ca = must(certificatesIn(authority.caFile));
});
afterAll(() => authority.close());

describe('a real authority', () => {
  test('stamps, names the time, and openssl believes the token', async () => {
    for (const seed of [0, 0x7f, 0x80, 0xff]) {
      const stamp = must(await askTimeStamp({ url: authority.url, digest, nonce: nonce(seed) }));
      expect(Math.abs(Date.parse(stamp.time) - Date.now())).toBeLessThan(60_000);
      expect(await verifyTimeStamp({ token: stamp.token, data, ca })).toEqual({
        ok: true,
        value: undefined,
      });
      expect(byCore({ token: stamp.token, ca }, stamp.time)).toEqual({ signature: 'good', authority: 'Authority' });
    }
  });

  test.each([
    ['RSA', { key: 'RSA' }, 'good'],
    ['P-384, through a certificate between', { key: 'P-384', between: true }, 'good'],
    ['a certificate for something else too', { usage: 'critical,timeStamping,serverAuth' }, 'bad'],
  ] as const)(
    '%s: openssl and the core say the same, by its own certificates and by another’s',
    async (_, form, said) => {
      const other = await timeStampAuthority(form);
      try {
        const stamp = await askTimeStamp({ url: other.url, digest, nonce: nonce(2) });
        // openssl itself gives no stamp by such a certificate; the one that it believes is then the only one to ask about.
        if (!stamp.ok) return expect(said).toBe('bad');
        const { token, time } = stamp.value;
        for (const [believed, expected] of [
          [must(certificatesIn(other.caFile)), said],
          [ca, 'bad'],
        ] as const) {
          const proof = { token, data, ca: believed };
          expect((await verifyTimeStamp(proof)).ok).toBe(expected === 'good');
          expect(byCore(proof, time).signature).toBe(expected);
        }
        expect(byCore({ token, ca: must(certificatesIn(other.caFile)) }, '2001-01-01T00:00:00Z').signature).toBe('bad');
      } finally {
        await other.close();
      }
    },
  );

  test('of other bytes, a changed token or another root, openssl does not believe it', async () => {
    const { token, time } = must(await askTimeStamp({ url: authority.url, digest, nonce: nonce(1) }));
    const other = await timeStampAuthority();
    try {
      const changed = token.with(token.length - 5, (token.at(-5) ?? 0) ^ 1);
      for (const proof of [
        { token, data: data.with(0, 0), ca },
        { token: changed, data, ca },
        { token: token.slice(0, -1), data, ca },
        { token, data, ca: must(certificatesIn(other.caFile)) },
      ]) {
        expect(await verifyTimeStamp(proof)).toEqual(wrong('signature'));
        // Which bytes were stamped, the core asks elsewhere.
        if (proof.data === data) expect(byCore(proof, time).signature).toBe('bad');
      }
      // One bit anywhere, but in the token's own copy of the root and in what nobody signs: versions, lists of algorithms.
      const root = new X509Certificate(ca).raw;
      const from = Buffer.from(token).indexOf(root);
      const held = Array.from({ length: token.length }, (_, at) => at).filter(
        (at) =>
          (at < from || at >= from + root.length) &&
          byCore({ token: token.with(at, (token[at] ?? 0) ^ 4), ca }, time).signature === 'good',
      );
      const info = Buffer.from(token).indexOf(digest);
      expect(from).toBeGreaterThan(info);
      expect(held.filter((at) => at > 42).length).toBeLessThan(10);
    } finally {
      await other.close();
    }
  });

  test('a file of certificates that is not there is said', () => {
    expect(certificatesIn(`${authority.caFile}.missing`)).toEqual({
      ok: false,
      refusals: [{ code: 'timestamp.unchecked', params: { tool: 'openssl' } }],
    });
  });

  test('one that does not take SHA-256 refuses, and says why', async () => {
    const old = await timeStampAuthority({ digests: 'sha1' });
    try {
      // Bit 0 of PKIFailureInfo: badAlg.
      expect(await askTimeStamp({ url: old.url, digest, nonce: nonce(3) })).toEqual({
        ok: false,
        refusals: [{ code: 'timestamp.refused', params: { status: 2, failures: '0' } }],
      });
    } finally {
      await old.close();
    }
  });
});

describe('servers that answer something else', () => {
  /** Asks one that passes the question on with `change`d bytes to the real authority, and answers what that said. */
  const changing = async (change: (query: Buffer) => Buffer) => {
    const server = await serving(async (request, response) => {
      const asked = change(Buffer.concat(await request.toArray()));
      const reply = await fetch(authority.url, { method: 'POST', body: Uint8Array.from(asked) });
      response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
      response.end(Buffer.from(await reply.arrayBuffer()));
    });
    const said = await askTimeStamp({ url: server.url, digest, nonce: nonce(4) });
    await server.close();
    return said;
  };
  const replaced = (query: Buffer, what: Uint8Array): Buffer => {
    const at = query.indexOf(what);
    expect(at).toBeGreaterThan(0);
    return Buffer.from(query.with(at + 3, (query[at + 3] ?? 0) ^ 1));
  };

  test('unchanged, it is taken', async () => expect((await changing((query) => query)).ok).toBe(true));
  test('a stamp in answer to another nonce', async () =>
    expect(await changing((query) => replaced(query, nonce(4)))).toEqual(wrong('nonce')));
  test('a stamp of another digest', async () =>
    expect(await changing((query) => replaced(query, digest))).toEqual(wrong('imprint')));

  const REPLY = 'application/timestamp-reply';
  test.each([
    ['garbage', 200, REPLY, 'khong phai DER', wrong('unreadable')],
    ['nothing', 200, REPLY, '', wrong('unreadable')],
    ['a page', 200, 'text/html', '<!doctype html>', 'answer'],
    ['a fault', 500, REPLY, 'x', 'answer'],
    ['a redirect', 302, REPLY, 'x', 'answer'],
    ['too much', 200, REPLY, 'x'.repeat(70_000), 'length'],
  ] as const)('%s', async (_, status, type, body, expected) => {
    let asked = 0;
    const server = await serving((_request, response) => {
      asked += 1;
      response.writeHead(status, { 'content-type': type, location: authority.url }).end(body);
    });
    const said = await askTimeStamp({ url: server.url, digest, nonce: nonce(5) });
    await server.close();
    expect(said).toEqual(typeof expected === 'string' ? silent(server.url, expected) : expected);
    expect(asked).toBe(1);
  });

  test('one that does not answer, and none', async () => {
    const server = await serving(() => {});
    const mute = await askTimeStamp({ url: server.url, digest, nonce: nonce(6), timeoutMs: 300 });
    expect(mute).toEqual(silent(server.url, 'time'));
    await server.close();
    expect(await askTimeStamp({ url: server.url, digest, nonce: nonce(6) })).toEqual(silent(server.url, 'connection'));
    expect(await askTimeStamp({ url: 'khong-phai', digest, nonce: nonce(6) })).toEqual(
      silent('khong-phai', 'connection'),
    );
  });

  test('one that never ends', async () => {
    const server = await serving((_request, response) => {
      response.writeHead(200, { 'content-type': REPLY }).write('x');
    });
    const said = await askTimeStamp({ url: server.url, digest, nonce: nonce(7), timeoutMs: 300 });
    await server.close();
    expect(said).toEqual(silent(server.url, 'time'));
  });
});

test('an openssl that cannot be started is said, not taken for a bad stamp', async () => {
  const { token } = must(await askTimeStamp({ url: authority.url, digest, nonce: nonce(8) }));
  const path = process.env['PATH'];
  process.env['PATH'] = '/nonexistent';
  try {
    const said = await verifyTimeStamp({ token, data, ca });
    expect(said).toMatchObject({ refusals: [{ code: 'timestamp.unchecked' }] });
  } finally {
    process.env['PATH'] = path;
  }
});
