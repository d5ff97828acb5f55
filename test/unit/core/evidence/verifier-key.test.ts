/** Keys to check with: the text form of others, and the keys under which anything would be signed. */
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { formatVerifierKey, parseVerifierKey, verifierKey } from '../../../../src/core/evidence/verifier-key.ts';
import { must } from '../../../../src/core/result.ts';
import { signer } from '../../../support/ed25519.ts';
import { ARCHE, GO_SUM, NEUMANN } from '../../../support/published-notes.ts';

const refused = (part: string) => ({
  ok: false,
  refusals: [{ code: 'proof.unreadable', params: { what: 'key', part } }],
});
const own = signer(1);
const text = formatVerifierKey(must(verifierKey('note', 'loa.example.vn/log', own.publicKey)));

describe('the text form', () => {
  test.each([
    [NEUMANN.key, 'note', 'PeterNeumann'],
    [GO_SUM.key, 'note', 'sum.golang.org'],
    [ARCHE.key, 'note', ARCHE.origin],
    [ARCHE.witness, 'cosignature', 'remora.n621.de'],
    ['example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k', 'note', 'example.com/foo'],
  ])('%s', (vkey, kind, name) => {
    const key = must(parseVerifierKey(vkey));
    expect(key).toMatchObject({ kind, name, id: vkey.split('+')[1] });
    expect(key.publicKey).toHaveLength(32);
    expect(formatVerifierKey(key)).toBe(vkey);
  });

  test('a key with a plus in its base64 is parted at the first two', () => {
    const key = Array.from({ length: 40 }, (_, seed) => signer(seed).publicKey)
      .map((publicKey) => formatVerifierKey(must(verifierKey('note', 'log', publicKey))))
      .find((vkey) => vkey.split('+').length > 3);
    expect(formatVerifierKey(must(parseVerifierKey(key ?? '')))).toBe(key);
  });

  test('the id binds name, type and key', () => {
    for (const [kind, type] of [
      ['note', 1],
      ['cosignature', 4],
    ] as const) {
      const hash = createHash('sha256')
        .update('trạm\n')
        .update(Uint8Array.of(type))
        .update(own.publicKey)
        .digest('hex');
      expect(must(verifierKey(kind, 'trạm', own.publicKey))).toEqual({
        kind,
        name: 'trạm',
        id: hash.slice(0, 8),
        publicKey: own.publicKey,
      });
    }
  });

  test.each([
    ['nothing', '', 'layout'],
    ['two parts', text.slice(0, text.lastIndexOf('+')), 'layout'],
    ['no key', text.slice(0, text.lastIndexOf('+') + 1), 'public-key'],
    ['no name', text.slice(text.indexOf('+')), 'name'],
    ['a space in the name', text.replace('/log', ' log'), 'name'],
    ['another name', text.replace('/log', '/lgo'), 'id'],
    ['another id', text.replace(/\+(.)/, (_, digit) => (digit === '0' ? '+1' : '+0')), 'id'],
    ['a shorter id', text.replace(/\+./, '+'), 'id'],
    ['an id in capitals', text.replace(/\+([0-9a-f]{8})\+/, (_, id) => `+${id.toUpperCase()}+`), 'id'],
    ['a line feed behind', `${text}\n`, 'public-key'],
    ['a space behind', `${text} `, 'public-key'],
    ['a type that we do not take', 'rekor.sigstore.dev+12345678+AwEB', 'public-key'],
    ['a key that is too short', 'log+12345678+AQEB', 'public-key'],
  ])('with %s it is refused', (_, vkey, part) => {
    expect(parseVerifierKey(vkey)).toEqual(refused(part));
  });

  test.each([0, 2, 3, 5, 6, 255])('a key of type %d is refused, whatever its id', (type) => {
    const typed = Uint8Array.of(type, ...own.publicKey);
    for (const kind of [type, 1, 4]) {
      const hash = createHash('sha256').update('log\n').update(typed.with(0, kind)).digest('hex');
      expect(parseVerifierKey(`log+${hash.slice(0, 8)}+${typed.toBase64()}`)).toEqual(refused('public-key'));
    }
  });

  test('a key cut short or lengthened is refused', () => {
    for (const length of [0, 31, 33])
      expect(verifierKey('note', 'log', new Uint8Array(length).fill(9))).toEqual(refused('public-key'));
  });
});

describe('keys that nobody may have', () => {
  // edwards25519 (RFC 8032 §5.1) in big integers.
  const P = 2n ** 255n - 19n;
  const mod = (value: bigint): bigint => ((value % P) + P) % P;
  const power = (base: bigint, exponent: bigint): bigint => {
    let [result, square] = [1n, mod(base)];
    for (let rest = exponent; rest > 0n; rest >>= 1n) {
      if (rest & 1n) result = mod(result * square);
      square = mod(square * square);
    }
    return result;
  };
  const over = (a: bigint, b: bigint): bigint => mod(a * power(b, P - 2n));
  const D = over(-121_665n, 121_666n);
  type Point = readonly [bigint, bigint];
  const plus = ([x1, y1]: Point, [x2, y2]: Point): Point => {
    const product = mod(D * x1 * x2 * y1 * y2);
    return [over(x1 * y2 + x2 * y1, 1n + product), over(y1 * y2 + x1 * x2, 1n - product)];
  };
  const encoded = (y: bigint, sign: number): Uint8Array => {
    const bytes = Uint8Array.from({ length: 32 }, (_, n) => Number((y >> BigInt(8 * n)) & 0xffn));
    bytes[31]! |= sign << 7;
    return bytes;
  };
  const isNeutral = ([x, y]: Point): boolean => x === 0n && y === 1n;
  const times8 = (point: Point): Point => {
    const twice = plus(point, point);
    const four = plus(twice, twice);
    return plus(four, four);
  };

  /** A root of x² = (y² − 1)/(dy² + 1); null when y is on no point. */
  const xOf = (y: bigint): bigint | null => {
    const square = over(y * y - 1n, D * y * y + 1n);
    const root = power(square, (P + 3n) / 8n);
    for (const x of [root, mod(root * power(2n, (P - 1n) / 4n))]) if (mod(x * x) === square) return x;
    return null;
  };

  // Any point times the order of the base point is of small order: some points give all eight.
  const ORDER = 2n ** 252n + 27_742_317_777_372_353_535_851_937_790_883_648_493n;
  const multiple = (point: Point, by: bigint): Point => {
    let [sum, double]: [Point, Point] = [[0n, 1n], point];
    for (let rest = by; rest > 0n; rest >>= 1n) {
      if (rest & 1n) sum = plus(sum, double);
      double = plus(double, double);
    }
    return sum;
  };
  const small = new Map<string, Point>();
  for (let y = 2n; small.size < 8; y += 1n) {
    const x = xOf(y);
    if (x === null) continue;
    const point = multiple([x, y], ORDER);
    for (let [at, times]: [Point, number] = [point, 0]; times < 8; [at, times] = [plus(at, point), times + 1])
      small.set(at.join(), at);
  }
  /** Every way to write one of the eight: its y, or y + p where 255 bits hold that, under either sign. */
  const encodings = [...small.values()].flatMap(([, y]) =>
    [y, y + P].filter((value) => value < 2n ** 255n).flatMap((value) => [encoded(value, 0), encoded(value, 1)]),
  );
  const distinct = new Set(encodings.map((bytes) => Buffer.from(bytes).toString('hex')));

  test('there are eight such points, written in fourteen ways', () => {
    expect(small.size).toBe(8);
    for (const point of small.values()) expect(isNeutral(times8(point))).toBe(true);
    expect(distinct.size).toBe(14);
  });

  test.each([...distinct])('%s is refused', (hex) => {
    const publicKey = new Uint8Array(Buffer.from(hex, 'hex'));
    expect(verifierKey('note', 'log', publicKey)).toEqual(refused('public-key'));
    expect(verifierKey('cosignature', 'log', publicKey)).toEqual(refused('public-key'));
    const typed = Uint8Array.of(1, ...publicKey);
    const id = createHash('sha256').update('log\n').update(typed).digest('hex').slice(0, 8);
    expect(parseVerifierKey(`log+${id}+${typed.toBase64()}`)).toEqual(refused('public-key'));
  });

  test('an encoding that is not canonical is refused, the ones next to it are not', () => {
    for (let y = P; y < 2n ** 255n; y += 1n)
      for (const sign of [0, 1]) expect(verifierKey('note', 'log', encoded(y, sign))).toEqual(refused('public-key'));
    for (const y of [2n, 3n, P - 2n, P - 3n])
      for (const sign of [0, 1]) expect(verifierKey('note', 'log', encoded(y, sign)).ok).toBe(true);
  });

  test('keys that people make are taken', () => {
    for (let seed = 0; seed < 64; seed += 1) expect(verifierKey('note', 'log', signer(seed).publicKey).ok).toBe(true);
  });
});
