/** argon2id as it is stored: the form, the reference vector, and what happens when many come at once. */
import { argon2Sync } from 'node:crypto';
import { expect, test } from 'vitest';
import { must } from '../../../src/core/result.ts';
import { createPassphrases } from '../../../src/secrets/passphrases.ts';

let calls = 0;
const salt = (bytes: number): Uint8Array => {
  calls += 1;
  return new Uint8Array(bytes).fill(calls % 256);
};
const passphrases = createPassphrases(salt);
const WORDS = 'Trâu già thích cỏ non, ai cũng biết';

test('a hash is a PHC string with the parameters of ASVS 5.0, a salt of its own, and what node:crypto makes of them', async () => {
  const phc = must(await passphrases.hash(WORDS));
  const [, algorithm, version, parameters, saltText, tagText] = phc.split('$');
  expect([algorithm, version, parameters]).toEqual(['argon2id', 'v=19', 'm=47104,t=1,p=1']);
  const nonce = Buffer.from(saltText ?? '', 'base64');
  expect(nonce).toHaveLength(16);
  const tag = argon2Sync('argon2id', {
    message: WORDS.normalize('NFC'),
    nonce,
    memory: 46 * 1024,
    passes: 1,
    parallelism: 1,
    tagLength: 32,
  });
  expect(tagText).toBe(tag.toString('base64').replace(/=+$/, ''));
  expect(must(await passphrases.hash(WORDS))).not.toBe(phc);
});

test('the same words are right, in either normal form; a letter, a mark or a space more are not', async () => {
  const phc = must(await passphrases.hash(WORDS));
  expect(must(await passphrases.check(WORDS, phc))).toBe(true);
  expect(must(await passphrases.check(WORDS.normalize('NFD'), phc))).toBe(true);
  for (const other of [`${WORDS} `, WORDS.toLowerCase(), WORDS.slice(0, -1), WORDS.replace('â', 'a'), ''])
    expect(must(await passphrases.check(other, phc))).toBe(false);
});

test('the parameters are those of the stored text: vectors of the reference implementation', async () => {
  for (const reference of [
    '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc',
    '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4',
  ]) {
    expect(must(await passphrases.check('password', reference))).toBe(true);
    expect(must(await passphrases.check('Password', reference))).toBe(false);
  }
});

test('without a hash it is false, and costs what a hash costs', async () => {
  const phc = must(await passphrases.hash(WORDS));
  const timed = async (stored: string | null): Promise<number> => {
    const times: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      const began = performance.now();
      expect(must(await passphrases.check('sai bét', stored))).toBe(false);
      times.push(performance.now() - began);
    }
    return times.sort((a, b) => a - b)[1] ?? 0;
  };
  const [known, unknown] = [await timed(phc), await timed(null)];
  expect(unknown / known).toBeGreaterThan(0.5);
  expect(unknown / known).toBeLessThan(2);
});

test('what is no such text in the database is a bug, and opens nothing', async () => {
  for (const phc of ['', 'x', '$argon2i$v=19$m=47104,t=1,p=1$AAAA$AAAA', '$2b$10$abcdefghijklmnopqrstuv'])
    await expect(passphrases.check('x', phc)).rejects.toThrow('PHC');
  expect(must(await passphrases.check('x', null))).toBe(false);
});

test('two at once, twenty wait, the rest are told that it is busy; afterwards there is room again', async () => {
  const before = calls;
  const asked = Array.from({ length: 30 }, (_, n) => passphrases.hash(`${WORDS} ${n}`));
  let [done, most, over] = [0, 0, false];
  for (const one of asked) void one.then(({ ok }) => (done += ok ? 1 : 0));
  const all = Promise.all(asked).finally(() => (over = true));
  // A salt is drawn when a turn begins; looked at between turns of the event loop, when both counts have settled.
  while (!over) {
    await new Promise((resolve) => setImmediate(resolve));
    most = Math.max(most, calls - before - done);
  }
  const answers = await all;
  expect(most).toBe(2);
  expect(answers.slice(0, 22).every(({ ok }) => ok)).toBe(true);
  for (const answer of answers.slice(22)) expect(answer).toMatchObject({ refusals: [{ code: 'sign-in.busy' }] });
  expect((await passphrases.hash(WORDS)).ok).toBe(true);
}, 60_000);
