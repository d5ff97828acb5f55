/** Whose time stamp it is: tokens of real authorities, and others by hand that openssl would not sign. */
import { describe, expect, test } from 'vitest';
import { der, derIn, TAG } from '../../../../src/core/evidence/der.ts';
import {
  type CheckedStamp,
  type CheckSignature,
  checkStampSignature,
  HASHES,
} from '../../../../src/core/evidence/stamp-signature.ts';
import {
  attribute,
  attributesOf,
  authority,
  type CertificateForm,
  CONTENT_TYPE,
  called,
  certificate,
  checkByNode,
  hashed,
  keyUsage,
  longTime,
  MESSAGE_DIGEST,
  names,
  octets,
  pem,
  root,
  SIGNING_CERTIFICATE,
  SIGNING_CERTIFICATE_2,
  shortTime,
  signedToken,
  strange,
  TIME_STAMP,
  TIME_STAMPING,
  type TokenForm,
  uses,
} from '../../../support/made-certificates.ts';
import { P256_STAMP, P384_STAMP, RSA_STAMP, type StampSample } from '../../../support/stamp-samples.ts';
import { contentInfo, int, oid, SHA256, seq } from '../../../support/stamp-token.ts';

const none = new Uint8Array();
const TIME = '2026-11-29T12:00:00Z';
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

interface Asked {
  readonly token: Uint8Array;
  readonly ca?: string | null;
  readonly time?: string;
  readonly check?: CheckSignature;
}
const checked = ({ token, ca = pem(root()), time = TIME, check = checkByNode }: Asked): CheckedStamp =>
  checkStampSignature({ token, time, ca, check, decode });
/** The verdict alone, of a token by hand. */
const of = (form: TokenForm, rest: Partial<Asked> = {}) => checked({ token: signedToken(form), ...rest }).signature;
/** Of a token whose certificate is another. */
const by = (form: CertificateForm, rest: Partial<Asked> = {}) => of({ signer: certificate(form) }, rest);

describe('made by openssl', () => {
  const samples = [
    ['P-256', P256_STAMP, 'Dấu thời gian'],
    ['RSA, the certificate named by SHA-1', RSA_STAMP, 'Authority'],
    ['P-384 and SHA-512, through a certificate between', P384_STAMP, 'Authority'],
  ] as const;
  test.each(samples)('%s: good by its own root, bad by others, unchecked by none', (_, sample, named) => {
    expect(checked(sample)).toEqual({ signature: 'good', authority: named });
    for (const [, { ca }] of samples.filter(([, other]) => other !== sample))
      expect(checked({ ...sample, ca })).toEqual({ signature: 'bad', authority: named });
    expect(checked({ ...sample, ca: samples.map(([, { ca }]) => ca).join('') }).signature).toBe('good');
    expect(checked({ ...sample, ca: null })).toEqual({ signature: 'unchecked', authority: named });
    expect(checked({ ...sample, ca: '' })).toEqual({ signature: 'bad', authority: named });
  });

  test.each(samples)('%s: no bit of what is signed can be another', (_, sample) => {
    const { token } = sample;
    const find = (bytes: Uint8Array) => Buffer.from(token).lastIndexOf(bytes);
    const info = Buffer.from(token).indexOf(Uint8Array.fromHex(TIME_STAMP)) + 20;
    const digest = find(Uint8Array.fromHex(MESSAGE_DIGEST)) + 20;
    for (const at of [info, digest, token.length - 1]) {
      const changed = token.with(at, (token[at] as number) ^ 1);
      expect(checked({ ...sample, token: changed }).signature).toBe('bad');
    }
  });

  test('before its certificates, and after them', () => {
    const at = (time: string, sample: StampSample = P256_STAMP) => checked({ ...sample, time }).signature;
    expect([at('2026-11-29T18:40:59Z'), at('2036-11-26T18:41:00Z'), at('2036-11-26T18:41:01Z')]).toEqual([
      'bad',
      'good',
      'bad',
    ]);
  });
});

test('hashes by their names', () => {
  const bytes = Uint8Array.of(1, 2, 3);
  for (const digest of ['sha256', 'sha384', 'sha512'] as const)
    expect(HASHES[digest](bytes)).toEqual(hashed(bytes, digest));
});

describe('the token', () => {
  test('by hand, it is good', () => {
    expect(checked({ token: signedToken() })).toEqual({ signature: 'good', authority: 'Authority' });
  });

  const bare = (...parts: readonly Uint8Array[]) =>
    contentInfo('2a864886f70d010702', seq(int(3), der(TAG.set), contentInfo(TIME_STAMP, octets(seq())), ...parts));
  const instead = (...parts: readonly Uint8Array[]) => signedToken({ infos: () => seq(...parts) });
  const sid = seq(called('Root'), int(7));
  const attributes = der(TAG.context0, ...attributesOf(certificate()));
  const algorithm = seq(oid(SHA256));
  test.each([
    ['nothing', none],
    ['no envelope', seq(int(1))],
    ['without signers', bare()],
    ['with an empty set of signers', bare(der(TAG.set))],
    ['with signers in a sequence', bare(seq(seq(int(1), sid, algorithm, attributes, algorithm, octets())))],
    ['with a set that does not read', bare(der(TAG.set, Uint8Array.of(0x30)))],
    ['with two signers', signedToken({ infos: (one) => new Uint8Array([...one, ...one]) })],
    ['with a signer that is none', signedToken({ infos: () => int(1) })],
    ['with an empty signer', instead()],
    ['with a signer that is not named', instead(int(1))],
    [
      'with a signer named by issuer alone',
      instead(int(1), seq(called('Root')), algorithm, attributes, algorithm, octets()),
    ],
    [
      'with a signer named by its key',
      instead(int(3), der(0x80, Uint8Array.of(1)), algorithm, attributes, algorithm, octets()),
    ],
    ['with nothing but a name', instead(int(1), sid)],
    ['without a signature', instead(int(1), sid, algorithm, attributes, algorithm)],
    ['without attributes', instead(int(1), sid, algorithm, algorithm, octets())],
    ['with a signature in bits', signedToken({ signatureTag: TAG.bits })],
    ['with attributes in a set', signedToken({ attributesTag: TAG.set })],
  ])('%s: bad, and nobody’s', (_, token) => {
    for (const ca of [pem(root()), null]) expect(checked({ token, ca })).toEqual({ signature: 'bad', authority: null });
  });

  test('what follows the signature is not signed', () => {
    const unsigned = (one: Uint8Array) => seq(derIn(one, TAG.sequence)?.content ?? none, der(0xa1, seq()));
    expect(of({ infos: unsigned })).toBe('good');
  });
});

describe('the signer’s certificate', () => {
  test('may be among those that are believed', () => {
    const ca = pem(root(), certificate());
    expect(checked({ token: signedToken({ certificates: null }), ca })).toEqual({
      ...{ signature: 'good', authority: 'Authority' },
    });
    expect(of({ certificates: [] }, { ca })).toBe('good');
  });
  test('is nowhere', () => {
    for (const certificates of [null, [], [root()]])
      expect(checked({ token: signedToken({ certificates }) })).toEqual({ signature: 'bad', authority: null });
    expect(checked({ token: signedToken({ certificates: null }), ca: null })).toEqual({
      ...{ signature: 'unchecked', authority: null },
    });
  });
  test('is that of the issuer and the number', () => {
    expect(of({ serial: int(8) })).toBe('bad');
    expect(of({ issuer: called('Other') })).toBe('bad');
    const others = [certificate({ serial: int(8), key: 5 }), certificate({ issuer: called('Other'), key: 5 })];
    expect(of({ certificates: [...others, certificate()] })).toBe('good');
  });
  test('stands among things that are none', () => {
    expect(of({ certificates: [int(1), seq(), certificate()] })).toBe('good');
  });
  test('alone is believed, without its root', () => {
    expect(of({}, { ca: pem(certificate()) })).toBe('good');
    expect(of({ by: 3 }, { ca: pem(certificate()) })).toBe('bad');
  });

  test.each<[string, CertificateForm, CheckedStamp['signature']]>([
    ['for servers', { extensions: [uses(['2b06010505070301'])] }, 'bad'],
    ['for time stamps and servers', { extensions: [uses([TIME_STAMPING, '2b06010505070301'])] }, 'bad'],
    ['for time stamps, uncritically', { extensions: [uses([TIME_STAMPING], false)] }, 'bad'],
    ['for nothing that it says', { extensions: [] }, 'bad'],
    ['by a key that signs', { extensions: [uses(), keyUsage(7, 0x80)] }, 'good'],
    ['by a key that signs no stamps', { extensions: [uses(), keyUsage(5, 0x20)] }, 'bad'],
    ['asking what nobody knows', { extensions: [uses(), strange()] }, 'unchecked'],
    ['saying what nobody knows', { extensions: [uses(), strange(false)] }, 'good'],
    ['signed by somebody else', { by: 4 }, 'bad'],
    ['signed in a way that is not known', { algorithm: seq(oid('2b6570')) }, 'unchecked'],
    ['said to be signed by another hash', { algorithm: seq(oid('2a8648ce3d040303')) }, 'bad'],
    ['of another key', { key: 5 }, 'bad'],
    ['of a key that is not known', { spki: seq(seq(oid('2b6570')), der(TAG.bits, Uint8Array.of(0, 1))) }, 'unchecked'],
  ])('%s', (_, form, expected) => expect(by(form)).toBe(expected));
});

describe('when it was valid', () => {
  const from = shortTime('261129120000Z');
  const until = shortTime('261129120001Z');
  test.each([
    ['2026-11-29T11:59:59Z', 'bad'],
    ['2026-11-29T11:59:59.999Z', 'bad'],
    ['2026-11-29T12:00:00Z', 'good'],
    ['2026-11-29T12:00:01Z', 'good'],
    ['2026-11-29T12:00:01.5Z', 'good'],
    ['2026-11-29T12:00:02Z', 'bad'],
  ] as const)('at %s: %s', (time, expected) => {
    expect(by({ from, until }, { time })).toBe(expected);
    // And so for the root, though it is believed.
    expect(of({}, { time, ca: pem(root({ from, until })) })).toBe(expected);
  });
  test('a root of before 2000 and until after 2049', () => {
    const ca = pem(root({ from: shortTime('990101000000Z'), until: longTime('20500101000000Z') }));
    expect(of({}, { ca })).toBe('good');
  });
});

describe('what is signed', () => {
  const signer = certificate();
  const withOthers = (others: Readonly<Record<string, Uint8Array>>, form: TokenForm = {}) =>
    of({ attributes: attributesOf(signer, others), ...form });
  const [type, digest] = [oid(TIME_STAMP), octets(hashed(seq()))];

  test('by another key, over another hash or with another signature: bad', () => {
    expect(of({ by: 3 })).toBe('bad');
    expect(of({ signedBy: 'sha384' })).toBe('bad');
    expect(of({}, { check: () => false })).toBe('bad');
  });

  test('is asked with the key, the hash and the attributes as a set', () => {
    const asked: unknown[] = [];
    const check: CheckSignature = (...words) => {
      asked.push([words[1], words[2].toHex()]);
      return checkByNode(...words);
    };
    expect(of({}, { check })).toBe('good');
    expect(asked[0]).toEqual(['sha256', der(TAG.set, ...attributesOf(signer)).toHex()]);
  });

  test.each([
    ['the type missing', { [CONTENT_TYPE]: none }],
    ['another type', { [CONTENT_TYPE]: attribute(CONTENT_TYPE, oid('2a864886f70d010701')) }],
    ['the type in octets', { [CONTENT_TYPE]: attribute(CONTENT_TYPE, octets(Uint8Array.fromHex(TIME_STAMP))) }],
    ['the type twice', { more: attribute(CONTENT_TYPE, type) }],
    ['two types', { [CONTENT_TYPE]: attribute(CONTENT_TYPE, type, type) }],
    ['no value of the type', { [CONTENT_TYPE]: attribute(CONTENT_TYPE) }],
    ['the type’s value in no set', { [CONTENT_TYPE]: seq(oid(CONTENT_TYPE), seq(type)) }],
    ['the digest missing', { [MESSAGE_DIGEST]: none }],
    ['the digest of other bytes', { [MESSAGE_DIGEST]: attribute(MESSAGE_DIGEST, digest) }],
    ['the digest twice', { more: attribute(MESSAGE_DIGEST, digest) }],
    ['no certificate named', { [SIGNING_CERTIFICATE_2]: none }],
    ['an attribute that breaks off', { more: Uint8Array.of(0x30) }],
  ])('%s: bad', (_, others) => expect(withOthers(others as Record<string, Uint8Array>)).toBe('bad'));

  test('the digest in bits: bad', () => {
    const one = (tag: number) =>
      of({
        info: seq(),
        attributes: attributesOf(signer, { [MESSAGE_DIGEST]: attribute(MESSAGE_DIGEST, der(tag, hashed(seq()))) }),
      });
    expect([one(TAG.octets), one(TAG.bits)]).toEqual(['good', 'bad']);
  });

  test('attributes that nobody knows change nothing', () => {
    const more = { time: attribute('2a864886f70d010905', shortTime('261129120000Z')), none: seq(), more: int(1) };
    expect(withOthers(more)).toBe('good');
  });

  test('by another hash than SHA-256', () => {
    const info = seq();
    const form = (said: string, attributed: 'sha384' | 'sha256'): TokenForm => ({
      ...{ info, digest: seq(oid(said)) },
      attributes: attributesOf(signer, {
        [MESSAGE_DIGEST]: attribute(MESSAGE_DIGEST, octets(hashed(info, attributed))),
      }),
    });
    expect(of(form('608648016503040202', 'sha384'))).toBe('good');
    expect(of(form('608648016503040202', 'sha256'))).toBe('bad');
    expect(of(form(SHA256, 'sha384'))).toBe('bad');
    // SHA-1 is not known.
    expect(of(form('2b0e03021a', 'sha256'))).toBe('unchecked');
    expect(of({ digest: seq(oid('2b0e03021a')) })).toBe('unchecked');
    // The kind of key alone: the hash is that of the digest.
    const plain = seq(oid('2a8648ce3d0201'));
    expect(of({ algorithm: plain })).toBe('good');
    expect(of({ ...form('608648016503040202', 'sha384'), algorithm: plain, signedBy: 'sha384' })).toBe('good');
    expect(of({ ...form('608648016503040202', 'sha384'), algorithm: plain, signedBy: 'sha256' })).toBe('bad');
    // And both named.
    expect(of({ algorithm: seq(oid('2a8648ce3d040303')), signedBy: 'sha384' })).toBe('good');
  });

  test.each([
    ['RSASSA-PSS', '2a864886f70d01010a'],
    ['Ed25519', '2b6570'],
  ])('by %s: unchecked', (_, kind) => expect(of({ algorithm: seq(oid(kind)) })).toBe('unchecked'));
});

describe('which certificate it says that it is', () => {
  const signer = certificate();
  const newer = (...values: readonly Uint8Array[]) =>
    of({ attributes: attributesOf(signer, { [SIGNING_CERTIFICATE_2]: attribute(SIGNING_CERTIFICATE_2, ...values) }) });
  const older = (...values: readonly Uint8Array[]) =>
    of({ attributes: attributesOf(signer, { [SIGNING_CERTIFICATE_2]: attribute(SIGNING_CERTIFICATE, ...values) }) });
  const hash = (kind: string) => octets(hashed(signer, kind));
  const named = (kind: string) => seq(oid(kind));
  const [serial, other] = [seq(seq(), int(7)), octets(hashed(seq()))];

  test.each([
    ['by SHA-256', names(hash('sha256'), serial), 'good'],
    ['by SHA-256, said', names(named(SHA256), hash('sha256')), 'good'],
    ['by SHA-384', names(named('608648016503040202'), hash('sha384'), serial), 'good'],
    ['by SHA-512', names(named('608648016503040203'), hash('sha512')), 'good'],
    ['by SHA-512, not said', names(hash('sha512')), 'bad'],
    ['by SHA-1', names(named('2b0e03021a'), hash('sha1')), 'bad'],
    ['by a hash that is not known', names(named('2b0e03021a'), hash('sha256')), 'bad'],
    ['another', names(other), 'bad'],
    ['another, said', names(named(SHA256), other), 'bad'],
    ['another first, itself then', seq(seq(seq(other), seq(hash('sha256')))), 'bad'],
    ['itself first, another then', seq(seq(seq(hash('sha256')), seq(other))), 'good'],
    ['policies after it', seq(seq(seq(hash('sha256'))), seq()), 'good'],
    ['none', seq(seq()), 'bad'],
    ['nothing', seq(), 'bad'],
    ['no hash', names(named(SHA256)), 'bad'],
    ['an empty one', names(), 'bad'],
    ['its hash in bits', names(named(SHA256), der(TAG.bits, hashed(signer))), 'bad'],
    ['its hash without a sequence', seq(seq(hash('sha256'))), 'bad'],
    ['something else', int(1), 'bad'],
  ] as const)('newer, %s', (_, value, expected) => expect(newer(value)).toBe(expected));

  test.each([
    ['by SHA-1', names(hash('sha1'), serial), 'good'],
    ['by SHA-256', names(hash('sha256')), 'bad'],
    ['by SHA-1 that is said', names(named('2b0e03021a'), hash('sha1')), 'bad'],
    ['by SHA-256 that is said', names(named(SHA256), hash('sha256')), 'bad'],
    ['another', names(octets(hashed(seq(), 'sha1'))), 'bad'],
    ['nothing', seq(), 'bad'],
  ] as const)('older, %s', (_, value, expected) => expect(older(value)).toBe(expected));

  test('both: the newer counts', () => {
    const both = (first: Uint8Array, second: Uint8Array) =>
      of({
        attributes: attributesOf(signer, {
          [SIGNING_CERTIFICATE]: attribute(SIGNING_CERTIFICATE, first),
          [SIGNING_CERTIFICATE_2]: attribute(SIGNING_CERTIFICATE_2, second),
        }),
      });
    expect(both(names(hash('sha1')), names(other))).toBe('bad');
    expect(both(names(other), names(hash('sha256')))).toBe('good');
  });
});

describe('the way to a root', () => {
  /** So many authorities, each signed by the one before it, from the root of the key 1; and a signer by the last. */
  const chain = (length: number, form: (n: number) => CertificateForm = () => ({})) => {
    const called_ = (n: number) => called(n === 0 ? 'Root' : `Between ${n}`);
    const between = Array.from({ length }, (_, n) =>
      certificate({
        ...{ subject: called_(n + 1), issuer: called_(n), serial: int(20 + n), key: n === length - 1 ? 40 : 20 + n },
        ...{ by: n === 0 ? 1 : 19 + n, extensions: [authority()], ...form(n + 1) },
      }),
    );
    const issuer = called_(length);
    const signer = certificate({ issuer, by: length === 0 ? 1 : 40 });
    return { signer, issuer, certificates: [signer, ...between] };
  };
  const deep = (depth: number, length: number, at = 1) =>
    of(chain(length, (n) => (n === at ? { extensions: [authority(depth)] } : {})));

  test('leads through others, in any order', () => {
    expect(of(chain(1))).toBe('good');
    const three = chain(3);
    expect(of(three)).toBe('good');
    expect(of({ ...three, certificates: three.certificates.toReversed() })).toBe('good');
    expect(of({ ...three, certificates: three.certificates.filter((_, n) => n !== 2) })).toBe('bad');
    // Those between may be believed, or come with them.
    const [signer, ...between] = three.certificates as [Uint8Array, ...Uint8Array[]];
    expect(of({ ...three, certificates: [signer] }, { ca: pem(root(), ...between) })).toBe('good');
    expect(of(three, { ca: pem(between[2] as Uint8Array) })).toBe('good');
    expect(of(three, { ca: pem(root({ key: 9, by: 9 })) })).toBe('bad');
  });

  test('is no longer than any that somebody has', () => {
    expect([of(chain(7)), of(chain(8))]).toEqual(['good', 'bad']);
  });

  test('goes no deeper than each allows', () => {
    expect([deep(0, 1), deep(0, 2), deep(1, 2), deep(1, 3), deep(2, 3)]).toEqual([
      'good',
      'bad',
      'good',
      'bad',
      'good',
    ]);
    expect(deep(0, 3, 3)).toBe('good');
    const ca = (depth: number) => ({ ca: pem(root({ extensions: [authority(depth)] })) });
    expect([of(chain(1), ca(0)), of(chain(1), ca(1)), of(chain(0), ca(0))]).toEqual(['bad', 'good', 'good']);
  });

  test.each<[string, CertificateForm, CheckedStamp['signature']]>([
    ['no authority', { extensions: [] }, 'bad'],
    ['an authority that signs no certificates', { extensions: [authority(), keyUsage(1, 2)] }, 'bad'],
    ['run out', { until: shortTime('261129115959Z') }, 'bad'],
    ['not yet valid', { from: shortTime('261129120001Z') }, 'bad'],
    ['asking what nobody knows', { extensions: [authority(), strange()] }, 'unchecked'],
    ['of another name', { subject: called('Other') }, 'bad'],
    ['by another issuer', { issuer: called('Other') }, 'bad'],
    ['by another key', { by: 4 }, 'bad'],
    ['of another key', { key: 5 }, 'bad'],
    ['of a key that is not known', { spki: seq(seq(oid('2b6570')), der(TAG.bits, Uint8Array.of(0, 1))) }, 'unchecked'],
    ['signed in a way that is not known', { algorithm: seq(oid('2b6570')) }, 'unchecked'],
  ])('with one between that is %s', (_, form, expected) => {
    expect(of(chain(1, () => form))).toBe(expected);
    expect(of(chain(2, (n) => (n === 1 ? { ...form, ...(form.key === undefined ? {} : { key: 6 }) } : {})))).toBe(
      expected,
    );
  });

  test('a good one counts, whatever stands beside it', () => {
    const good = chain(1);
    const [signer, between] = good.certificates as [Uint8Array, Uint8Array];
    const beside = [
      { spki: seq() },
      { extensions: [authority(), strange()] },
      { until: shortTime('261129115959Z') },
    ].map((form) => chain(1, () => form).certificates[1] as Uint8Array);
    for (const one of beside)
      for (const certificates of [
        [signer, one, between],
        [signer, between, one],
      ])
        expect(of({ ...good, certificates })).toBe('good');
    // What could not be looked at is not forgotten over what is bad.
    const [unknown, asks, old] = beside as [Uint8Array, Uint8Array, Uint8Array];
    for (const certificates of [
      [signer, unknown, old],
      [signer, old, asks],
      [signer, asks, old],
    ])
      expect(of({ ...good, certificates })).toBe('unchecked');
  });

  test('a root that signed itself is not good by that', () => {
    const own = certificate({ subject: called('Root'), key: 2, by: 2, extensions: [authority(), uses()] });
    expect(of({ signer: own })).toBe('bad');
    expect(of({ signer: own }, { ca: pem(own) })).toBe('good');
  });

  test('through certificates that all signed each other ends soon', () => {
    const many = Array.from({ length: 30 }, (_, n) =>
      certificate({
        subject: called('Loop'),
        issuer: called('Loop'),
        key: 3,
        by: 3,
        serial: int(30 + n),
        extensions: [authority()],
      }),
    );
    let asked = 0;
    const check: CheckSignature = (...words) => {
      asked += 1;
      return checkByNode(...words);
    };
    const signer = certificate({ issuer: called('Loop'), by: 3 });
    expect(of({ signer, issuer: called('Loop'), certificates: [signer, ...many] }, { check })).toBe('bad');
    // The token's own signature, and each certificate's once.
    expect(asked).toBe(31);
  });

  test('is looked for among 32 certificates of a token', () => {
    const { signer, issuer, certificates } = chain(1);
    const between = certificates[1] as Uint8Array;
    const filled = (count: number) => [signer, ...Array.from({ length: count - 2 }, () => root()), between];
    expect(of({ signer, issuer, certificates: filled(32) })).toBe('good');
    expect(of({ signer, issuer, certificates: filled(33) })).toBe('bad');
  });
});
