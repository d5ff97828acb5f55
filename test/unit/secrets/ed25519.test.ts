/** Signing and checking with Ed25519: the published vector, keys as PEM, and what is no such key. */
import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from 'vitest';
import { newSigningKey, signingKeyIn, verifyEd25519 } from '../../../src/secrets/ed25519.ts';

const hex = (text: string): Uint8Array => Uint8Array.fromHex(text);
const pem = (der: Uint8Array): string => `-----BEGIN PRIVATE KEY-----\n${der.toBase64()}\n-----END PRIVATE KEY-----\n`;

// RFC 8032 §7.1, TEST 2.
const SECRET = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb';
const PUBLIC = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
const SIGNATURE =
  '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00';
const message = Uint8Array.of(0x72);

test('the vector of RFC 8032', () => {
  const key = signingKeyIn(pem(hex(`302e020100300506032b657004220420${SECRET}`)));
  expect(key?.publicKey.toHex()).toBe(PUBLIC);
  expect(key?.sign(message).toHex()).toBe(SIGNATURE);
  expect(verifyEd25519(hex(PUBLIC), message, hex(SIGNATURE))).toBe(true);
});

test('any changed byte of key, message or signature does not verify', () => {
  const flipped = (bytes: Uint8Array, at: number): Uint8Array => bytes.with(at, (bytes[at] ?? 0) ^ 1);
  for (let at = 0; at < 64; at += 1)
    expect(verifyEd25519(hex(PUBLIC), message, flipped(hex(SIGNATURE), at))).toBe(false);
  for (let at = 0; at < 32; at += 1)
    expect(verifyEd25519(flipped(hex(PUBLIC), at), message, hex(SIGNATURE))).toBe(false);
  expect(verifyEd25519(hex(PUBLIC), Uint8Array.of(0x73), hex(SIGNATURE))).toBe(false);
  expect(verifyEd25519(hex(PUBLIC), message, hex(SIGNATURE).slice(1))).toBe(false);
});

test('new keys differ, and are read with a line before them', () => {
  const [one, other] = [newSigningKey(), newSigningKey()].map((text) => signingKeyIn(`a line\n${text}`));
  expect(one?.publicKey).not.toEqual(other?.publicKey);
  expect(verifyEd25519(one?.publicKey ?? message, message, one?.sign(message) ?? message)).toBe(true);
});

test('other keys and other texts are none', () => {
  const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' });
  for (const text of ['', 'a line', String(curve), newSigningKey().replace('PRIVATE', 'PUBLIC')])
    expect(signingKeyIn(text)).toBeNull();
});
