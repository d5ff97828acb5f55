/** Reference tokens: 256 bits as text, SHA-256 of that text in the store. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { TOKEN_BYTES, TOKEN_PREFIX, tokenHash, tokenText } from '../../../../src/core/access/token.ts';

const bytes = Uint8Array.from({ length: TOKEN_BYTES }, (_, n) => 255 - n * 3);

test('256 bits become 43 characters that a cookie and an address take as they are', () => {
  expect(TOKEN_BYTES * 8).toBe(256);
  expect(tokenText(bytes)).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(Buffer.from(tokenText(bytes), 'base64url')).toEqual(Buffer.from(bytes));
});

test('a prefix tells what the secret is for', () => {
  expect(tokenText(bytes, TOKEN_PREFIX.machine)).toBe(`loa_m_${tokenText(bytes)}`);
  expect(tokenText(bytes, TOKEN_PREFIX.site)).toBe(`loa_s_${tokenText(bytes)}`);
});

test('the hash is SHA-256 of the text, prefix and all', () => {
  for (const text of [tokenText(bytes), tokenText(bytes, 'loa_m_'), ''])
    expect(tokenHash(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
});
