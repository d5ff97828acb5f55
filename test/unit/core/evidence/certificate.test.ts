/** Certificates as openssl makes them, read as node:crypto reads them too; and others by hand, with each part changed or missing. */
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  type Certificate,
  calledBy,
  certificateIn,
  certificatesInPem,
  digestOf,
  isPlainKind,
} from '../../../../src/core/evidence/certificate.ts';
import { der, derIn, sequenceIn, TAG } from '../../../../src/core/evidence/der.ts';
import {
  authority,
  bits,
  type CertificateForm,
  called,
  certificate,
  checkByNode,
  extension,
  keyUsage,
  longTime,
  name,
  octets,
  pem,
  pointOf,
  root,
  shortTime,
  spkiOf,
  strange,
  TIME_STAMPING,
  uses,
} from '../../../support/made-certificates.ts';
import { P256_STAMP, P384_STAMP, RSA_STAMP } from '../../../support/stamp-samples.ts';
import { ascii, int, oid, seq } from '../../../support/stamp-token.ts';

const read = (form: CertificateForm): Certificate => {
  const one = certificateIn(certificate(form));
  if (one === null) throw new Error('does not read');
  return one;
};
const reads = (form: CertificateForm): boolean => certificateIn(certificate(form)) !== null;
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Those that a token brings along: the fourth part of its SignedData. */
const heldBy = (token: Uint8Array): readonly Certificate[] =>
  parts(sequenceIn(sequenceIn(token)?.[1]?.content)?.[3]?.content).flatMap((one) => certificateIn(one) ?? []);
const parts = (content: Uint8Array | undefined): readonly Uint8Array[] =>
  (sequenceIn(der(TAG.sequence, content ?? new Uint8Array())) ?? []).map(({ whole }) => whole);

describe('made by openssl', () => {
  const until = { root: '2126-11-05T18:41', stamps: '2036-11-26T18:41', between: '2046-11-24T18:41' };
  test.each([
    ['P-256', P256_STAMP, ['stamps', 'root', 'root'], 'sha256', { kind: 'ec', curve: 'P-256' }],
    ['RSA', RSA_STAMP, ['stamps', 'root', 'root'], 'sha256', { kind: 'rsa' }],
    ['P-384', P384_STAMP, ['stamps', 'between', 'root'], 'sha512', { kind: 'ec', curve: 'P-384' }],
  ] as const)('%s: read as node:crypto reads them, each signed by the next', (_, { token, ca }, kinds, digest, key) => {
    const all = [...heldBy(token), ...certificatesInPem(ca)];
    expect(all).toHaveLength(kinds.length);
    for (const [at, kind] of kinds.entries()) {
      const [one, next] = [all[at] as Certificate, (all[at + 1] ?? all[at]) as Certificate];
      const other = new X509Certificate(one.whole);
      const written = (moment: string) => new Date(moment).toISOString().slice(0, 19);
      expect([one.from, one.until]).toEqual([written(other.validFrom), written(other.validTo)]);
      expect(one.until.slice(0, 16)).toBe(until[kind]);
      expect(one.serial.toHex()).toContain(other.serialNumber.toLowerCase());
      expect(one.issuer).toEqual(next.subject);
      expect(one.key).toMatchObject(key);
      const signed = kind === 'stamps' ? digest : key.kind === 'rsa' || key.curve === 'P-256' ? 'sha256' : 'sha384';
      expect(one.digest).toBe(signed);
      expect(checkByNode(next.key as NonNullable<Certificate['key']>, signed, one.signed, one.signature)).toBe(true);
      expect(one.authority).toBe(other.ca);
      expect({ authority: one.authority, depth: one.depth, stamps: one.stamps, strange: one.strange }).toEqual({
        ...{ authority: kind !== 'stamps', depth: kind === 'between' ? 0 : null },
        ...{ stamps: kind === 'stamps', strange: false },
      });
    }
  });

  test('their keys are the very numbers', () => {
    for (const { ca } of [P256_STAMP, RSA_STAMP, P384_STAMP]) {
      const [one] = certificatesInPem(ca);
      const { n, e, x, y } = new X509Certificate(ca.trim()).publicKey.export({ format: 'jwk' });
      const bytes = (text = '') => Buffer.from(text, 'base64url').toString('hex');
      if (one?.key?.kind === 'rsa') {
        expect([one.key.modulus.toHex(), one.key.exponent.toHex()]).toEqual([`00${bytes(n)}`, bytes(e)]);
      } else expect(one?.key?.point.toHex()).toBe(`04${bytes(x)}${bytes(y)}`);
    }
  });

  test('a key of P-521', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-521' });
    const spki = new Uint8Array(publicKey.export({ format: 'der', type: 'spki' }));
    expect(read({ spki }).key).toMatchObject({ kind: 'ec', curve: 'P-521' });
  });
});

test('made by hand: every part where it belongs', () => {
  const whole = certificate();
  const [signed, , signature] = sequenceIn(whole) ?? [];
  expect(certificateIn(whole)).toEqual({
    ...{ whole, signed: signed?.whole, signature: signature?.content.slice(1), digest: 'sha256' },
    ...{ issuer: called('Root'), subject: called('Authority'), serial: int(7) },
    ...{ from: '2026-01-01T00:00:00', until: '2027-12-31T23:59:59' },
    key: { kind: 'ec', curve: 'P-256', point: pointOf(2) },
    ...{ authority: false, depth: null, stamps: true, strange: false },
  });
});

describe('no certificate', () => {
  const whole = certificate();
  const [signed, algorithm, signature] = parts(sequenceIn(seq(whole))?.[0]?.content) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ];
  test.each([
    ['nothing', new Uint8Array()],
    ['a byte too many', Uint8Array.of(...whole, 0)],
    ['an empty sequence', seq()],
    ['without a signature', seq(signed, algorithm)],
    ['with half a byte of signature', seq(signed, algorithm, der(TAG.bits, Uint8Array.of(4, 0x10)))],
    ['with an empty signature', seq(signed, algorithm, der(TAG.bits))],
    ['with a signature in octets', seq(signed, algorithm, octets(Uint8Array.of(0, 1)))],
    ['with nothing in it', seq(seq(), algorithm, signature)],
    ['with its version alone', seq(seq(der(TAG.context0, int(2))), algorithm, signature)],
    ['something else that is signed', seq(octets(signed), algorithm, signature)],
  ])('%s', (_, bytes) => expect(certificateIn(bytes)).toBeNull());

  const short = (text: string) => ({ from: shortTime(text) });
  const long = (text: string) => ({ until: longTime(text) });
  test.each<[string, CertificateForm]>([
    ['version 1, which says none', { version: null }],
    ['a version in other brackets', { version: der(TAG.context3, int(2)) }],
    ['a number that is none', { serial: octets(Uint8Array.of(7)) }],
    ['a day of other letters', short('2601010000Z')],
    ['a short time with the century', short('20260101000000Z')],
    ['a short time and more', short('260101000000Z0')],
    ['a short time in another zone', short('260101000000+0700')],
    ['a long time without the century', long('271231235959Z')],
    ['a long time with fractions', long('20271231235959.5Z')],
    ['a long time after something', long(' 20271231235959Z')],
    ['a beginning in octets', { from: octets(ascii('20260101000000Z')) }],
    ['an end in octets', { until: octets(ascii('20260101000000Z')) }],
    ['no end', { until: new Uint8Array() }],
    ['no times', { from: new Uint8Array(), until: new Uint8Array() }],
    ['an extension that is none', { extensions: [int(1)] }],
    ['an extension without a name', { extensions: [seq(int(1), octets())] }],
    ['an extension without a value', { extensions: [seq(oid('2a0304'))] }],
    ['an extension with another value', { extensions: [seq(oid('2a0304'), int(1))] }],
  ])('with %s', (_, form) => expect(reads(form)).toBe(false));

  test('with nothing after its times', () => {
    const bare = seq(
      der(TAG.context0, int(2)),
      int(7),
      algorithm,
      called('Root'),
      seq(shortTime('260101000000Z'), shortTime('270101000000Z')),
    );
    expect(certificateIn(seq(bare, algorithm, signature))).toBeNull();
  });
});

test('UTCTime is of 1950 to 2049, GeneralizedTime of any year', () => {
  const { from, until } = read({ from: shortTime('491231235959Z'), until: shortTime('500102030405Z') });
  expect([from, until]).toEqual(['2049-12-31T23:59:59', '1950-01-02T03:04:05']);
  const long = read({ from: longTime('20500102030405Z'), until: longTime('99991231235959Z') });
  expect([long.from, long.until]).toEqual(['2050-01-02T03:04:05', '9999-12-31T23:59:59']);
});

test.each([
  ['2a864886f70d01010b', 'sha256'],
  ['2a864886f70d01010c', 'sha384'],
  ['2a864886f70d01010d', 'sha512'],
  ['2a8648ce3d040302', 'sha256'],
  ['2a8648ce3d040303', 'sha384'],
  ['2a8648ce3d040304', 'sha512'],
  ['608648016503040201', 'sha256'],
  ['608648016503040202', 'sha384'],
  ['608648016503040203', 'sha512'],
  // sha1WithRSAEncryption, RSASSA-PSS, Ed25519.
  ['2a864886f70d010105', null],
  ['2a864886f70d01010a', null],
  ['2b6570', null],
])('an algorithm %s hashes by %s', (kind, digest) => {
  const algorithm = seq(oid(kind));
  expect(digestOf(derIn(algorithm, TAG.sequence) ?? undefined)).toBe(digest);
  expect(read({ algorithm }).digest).toBe(digest);
  expect(isPlainKind(derIn(algorithm, TAG.sequence) ?? undefined)).toBe(false);
});

test('an algorithm that names a kind of key alone', () => {
  const plain = (algorithm: Uint8Array) => isPlainKind(derIn(algorithm, TAG.sequence) ?? undefined);
  for (const kind of ['2a864886f70d010101', '2a8648ce3d0201']) {
    expect(plain(seq(oid(kind), der(TAG.nothing)))).toBe(true);
    expect(plain(seq(octets(Uint8Array.fromHex(kind))))).toBe(false);
  }
  expect(plain(seq())).toBe(false);
  expect([isPlainKind(undefined), digestOf(undefined)]).toEqual([false, null]);
  expect(digestOf(derIn(seq(octets(Uint8Array.fromHex('2a8648ce3d040302'))), TAG.sequence) ?? undefined)).toBeNull();
});

describe('keys', () => {
  const rsa = (...numbers: readonly Uint8Array[]) =>
    seq(seq(oid('2a864886f70d010101'), der(TAG.nothing)), bits(seq(...numbers)));
  test('RSA is two numbers', () => {
    expect(read({ spki: rsa(int(0x80, 1), int(1, 0, 1)) }).key).toEqual({
      ...{ kind: 'rsa', modulus: Uint8Array.of(0, 0x80, 1), exponent: Uint8Array.of(1, 0, 1) },
    });
  });
  const curve = (kind: string, named: Uint8Array) => seq(seq(oid(kind), named), bits(pointOf(2)));
  test.each([
    ['RSA without an exponent', rsa(int(5))],
    ['RSA with another exponent', rsa(int(5), octets(Uint8Array.of(3)))],
    ['RSA with another modulus', rsa(octets(Uint8Array.of(5)), int(3))],
    ['RSA of nothing', rsa()],
    ['secp256k1', curve('2a8648ce3d0201', oid('2b8104000a'))],
    ['a curve that is written out', curve('2a8648ce3d0201', seq(int(1)))],
    ['a curve that is not named', curve('2a8648ce3d0201', new Uint8Array())],
    ['DSA of two numbers', seq(seq(oid('2a8648ce380401')), bits(seq(int(5), int(3))))],
    ['Ed25519', curve('2b6570', new Uint8Array())],
    [
      'of a kind in octets',
      seq(seq(octets(Uint8Array.fromHex('2a8648ce3d0201')), oid('2a8648ce3d030107')), bits(pointOf(2))),
    ],
    ['half a byte of point', seq(sequenceIn(spkiOf(2))?.[0]?.whole ?? seq(), der(TAG.bits, Uint8Array.of(1, 4)))],
    ['nothing', seq()],
    ['something else', octets()],
  ])('%s: none that is known, and a certificate all the same', (_, spki) => expect(read({ spki }).key).toBeNull());
});

describe('what it is for', () => {
  const told = (...extensions: readonly Uint8Array[]) => {
    const { authority: signs, depth, stamps, strange: asks } = read({ extensions });
    return { signs, depth, stamps, asks };
  };
  const nothing = { signs: false, depth: null as number | null, stamps: false, asks: false };
  const basic = (...values: readonly Uint8Array[]) => extension('551d13', seq(...values));
  const BER_TRUE = der(TAG.boolean, Uint8Array.of(1));

  test.each<[string, readonly Uint8Array[], Partial<typeof nothing>]>([
    ['no extensions', [], {}],
    ['an authority', [authority()], { signs: true }],
    ['an authority above none', [authority(0)], { signs: true, depth: 0 }],
    ['an authority above one', [authority(1)], { signs: true, depth: 1 }],
    ['an authority above 200', [authority(200)], { signs: true, depth: 200 }],
    [
      'an authority that says it uncritically',
      [extension('551d13', seq(der(TAG.boolean, Uint8Array.of(255))), false)],
      { signs: true },
    ],
    ['constraints of none', [basic()], {}],
    ['constraints that say no', [basic(der(TAG.boolean, Uint8Array.of(0)))], {}],
    ['constraints that say yes in another way', [basic(BER_TRUE)], {}],
    ['constraints in octets', [basic(octets(Uint8Array.of(255)))], {}],
    [
      'constraints with another depth',
      [basic(der(TAG.boolean, Uint8Array.of(255)), octets(Uint8Array.of(3)))],
      { signs: true },
    ],
    ['constraints that do not read', [extension('551d13', int(1))], {}],
    ['an authority whose key signs certificates', [authority(), keyUsage(2, 0x04)], { signs: true }],
    ['an authority whose key signs certificates and lists', [keyUsage(1, 0x06), authority()], { signs: true }],
    ['an authority whose key does not', [authority(), keyUsage(1, 0x02)], {}],
    ['an authority whose key enciphers only', [authority(), keyUsage(0, 0x01)], {}],
    ['an authority whose key is for nothing', [authority(), keyUsage(0)], {}],
    ['an authority whose key usage is none', [authority(), extension('551d0f', octets(Uint8Array.of(2, 4)))], {}],
    ['time stamps', [uses()], { stamps: true }],
    ['time stamps, uncritically', [uses([TIME_STAMPING], false)], {}],
    [
      'time stamps in another way of saying critical',
      [seq(oid('551d25'), BER_TRUE, octets(seq(oid(TIME_STAMPING))))],
      {},
    ],
    [
      'time stamps in octets for critical',
      [seq(oid('551d25'), octets(Uint8Array.of(255)), octets(seq(oid(TIME_STAMPING))))],
      {},
    ],
    ['time stamps and servers', [uses([TIME_STAMPING, '2b06010505070301'])], {}],
    ['servers', [uses(['2b06010505070301'])], {}],
    ['no use at all', [uses([])], {}],
    ['uses that do not read', [extension('551d25', int(1))], {}],
    ['time stamps by digitalSignature', [uses(), keyUsage(7, 0x80)], { stamps: true }],
    ['time stamps by nonRepudiation', [keyUsage(6, 0x40), uses()], { stamps: true }],
    ['time stamps by both', [uses(), keyUsage(6, 0xc0)], { stamps: true }],
    ['time stamps by keyEncipherment', [uses(), keyUsage(5, 0x20)], {}],
    ['time stamps by keyEncipherment too', [uses(), keyUsage(5, 0xa0)], {}],
    ['time stamps by decipherOnly too', [uses(), keyUsage(7, 0x80, 0x80)], {}],
    ['time stamps by a key for nothing', [uses(), keyUsage(0)], {}],
    ['a critical one that nobody knows', [strange()], { asks: true }],
    ['an uncritical one that nobody knows', [strange(false)], {}],
    [
      'one that says outright that it is not critical',
      [seq(oid('2a0304'), der(TAG.boolean, Uint8Array.of(0)), octets())],
      {},
    ],
    ['several', [strange(), uses(), authority(3), keyUsage(2, 0x84)], { asks: true, signs: true, depth: 3 }],
  ])('%s', (_, extensions, expected) => expect(told(...extensions)).toEqual({ ...nothing, ...expected }));
});

describe('PEM', () => {
  const [one, other] = [root(), certificate()];
  test('every one that reads, whatever stands between', () => {
    const text = `Root\n${pem(one)}# next\n${pem(seq(int(1)))}${pem(other)}`;
    expect(certificatesInPem(text).map(({ whole }) => whole)).toEqual([one, other]);
    expect(certificatesInPem(text.replaceAll('\n', '\r\n'))).toHaveLength(2);
  });
  test.each([
    ['nothing', ''],
    ['no end', pem(one).replace('-----END', '----END')],
    ['a key', pem(one).replaceAll('CERTIFICATE', 'PUBLIC KEY')],
    ['nothing between', '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----'],
    ['other letters', pem(one).replace('A', '*')],
    ['base64 that breaks off', pem(one).replace(/.=*\n-----END/, '\n-----END')],
  ])('%s: none', (_, text) => expect(certificatesInPem(text)).toEqual([]));
});

describe('what a name is called by', () => {
  const text = (kind: string, value: string, tag = 0x0c) => [kind, der(tag, ascii(value))] as const;
  const [cn, o] = ['550403', '55040a'];
  test.each([
    ['its common name', name(text(o, 'Sở'), text(cn, 'Dấu')), 'Dấu'],
    ['or else its organization', name(text('550406', 'VN', 0x13), text(o, 'Sở')), 'Sở'],
    ['printable letters', name(text(cn, 'TSA', 0x13)), 'TSA'],
    ['ASCII', name(text(cn, 'TSA', 0x16)), 'TSA'],
    ['letters that are not known, by its organization', name(text(cn, 'T', 0x1e), text(o, 'Sở')), 'Sở'],
    ['neither', name(text('550406', 'VN', 0x13)), null],
    ['nothing', seq(), null],
    ['no name', octets(), null],
    [
      'several parts in one set',
      seq(der(TAG.set, seq(oid(o), der(0x0c, ascii('Sở'))), seq(oid(cn), der(0x0c, ascii('Dấu'))))),
      'Dấu',
    ],
    ['a part without a value', seq(der(TAG.set, seq(oid(cn)))), null],
    ['an empty part', seq(der(TAG.set, seq()), der(TAG.set, seq(oid(cn), der(0x0c, ascii('Dấu'))))), 'Dấu'],
    [
      'a set that does not read',
      seq(der(TAG.set, Uint8Array.of(0x30, 5)), der(TAG.set, seq(oid(cn), der(0x0c, ascii('Dấu'))))),
      'Dấu',
    ],
  ])('%s', (_, bytes, expected) => expect(calledBy(bytes, decode)).toBe(expected));

  test('the letters are read by who asks', () => expect(calledBy(called('TSA'), () => null)).toBeNull());
});
