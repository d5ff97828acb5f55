/** Following from a pinned key to the one that signs now: only forwards, one by one, and only by what the key before signed. */
import { describe, expect, test } from 'vitest';
import { followKeyLinks, keyLinkIn, type PinnedKeys, signKeyLink } from '../../../../src/core/evidence/next-key.ts';
import { must, type Result } from '../../../../src/core/result.ts';
import { ed25519 } from '../../../support/ed25519.ts';
import { signerNamed } from '../../../support/site-packages.ts';

const AT = '2026-11-30T01:00:00Z';
const [one, two, three, four] = [1, 2, 3, 4].map((seed) => signerNamed(seed)) as [Owner, Owner, Owner, Owner];
type Owner = ReturnType<typeof signerNamed>;

const link = (number: number, from: Owner, to: Owner, { by = from, use = 'schedule' as const } = {}): string =>
  signKeyLink(use, { number, oldKey: from.vkey, newKey: to.vkey, at: AT }, by.key, by.sign);
const CHAIN = [link(2, one, two), link(3, two, three), link(4, three, four)];
const at = (first: Owner): PinnedKeys => ({ keys: [first.key], links: [] });
const follow = (pinned: PinnedKeys, chain: readonly string[], use: 'schedule' | 'urgent' = 'schedule') =>
  followKeyLinks(use, pinned, chain, ed25519);
const fault = (answer: Result<unknown>) => (answer.ok ? 'none' : answer.refusals[0].params);

test('a link is a note of six lines, which names both keys and its number', () => {
  expect(CHAIN[0]).toMatch(
    `loa-next-schedule-key/1\nnumber 2\nold ${one.vkey}\nnew ${two.vkey}\nat ${AT}\n\n— ${one.key.name} `,
  );
  expect(keyLinkIn('schedule', CHAIN[0] ?? '')).toEqual({ number: 2, oldKey: one.vkey, newKey: two.vkey, at: AT });
  expect(keyLinkIn('urgent', CHAIN[0] ?? '')).toBeNull();
});

describe('followed', () => {
  test('from whichever key is pinned to the newest, and kept together with the links that were needed', () => {
    const all = must(follow(at(one), CHAIN));
    expect(all).toEqual({ keys: [one.key, two.key, three.key, four.key], links: CHAIN });
    expect(must(follow(at(three), CHAIN))).toEqual({ keys: [three.key, four.key], links: CHAIN.slice(2) });
    // In two steps, as time goes by.
    expect(must(follow(must(follow(at(one), CHAIN.slice(0, 1))), CHAIN))).toEqual(all);
  });

  test('nowhere, where the newest is pinned or nothing was ever changed', () => {
    for (const chain of [[], CHAIN]) expect(must(follow(at(four), chain))).toEqual(at(four));
    expect(must(follow(at(one), []))).toEqual(at(one));
  });
});

describe('refused, with the link at which it stands', () => {
  const followed = must(follow(at(one), CHAIN.slice(0, 2)));
  test.each([
    ['another key signed it', at(one), [link(2, one, two, { by: three })], 'signature', 2],
    ['the second of two is forged', at(one), [link(2, one, two), link(3, two, three, { by: four })], 'signature', 3],
    ['a number is left out', at(one), [link(2, one, two), link(4, two, three)], 'gap', 4],
    ['a number comes twice', at(one), [link(2, one, two), link(2, two, three)], 'gap', 2],
    ['a link is left out', at(one), [link(2, one, two), link(3, three, four)], 'gap', 3],
    ['it leads back to the key before', followed, [link(4, three, two)], 'back', 4],
    ['it leads back in one breath', at(one), [link(2, one, two), link(3, two, one)], 'back', 3],
    ['the old key leads elsewhere', followed, [link(2, one, two), link(3, two, four)], 'unknown', 0],
    ['it is shorter than what is known', followed, CHAIN.slice(0, 1), 'unknown', 0],
    ['nobody signed for the pinned key', at(one), CHAIN.slice(1), 'unknown', 0],
    ['it is of the other kind of key', at(one), [link(2, one, two, { use: 'urgent' as never })], 'unreadable', 1],
    ['it is cut off', at(one), [CHAIN[0]?.slice(0, -9) ?? '', ...CHAIN.slice(1)], 'unreadable', 1],
    ['a word stands after it', at(one), [(CHAIN[0] ?? '').replace('at ', 'at  ')], 'unreadable', 1],
    ['another name', at(one), [link(2, one, signerNamed(5, 'khac/lich'))], 'unreadable', 2],
    ['no end', at(one), Array.from({ length: 1001 }, () => CHAIN[0] ?? ''), 'unreadable', 0],
  ] as const)('%s', (_, pinned, chain, why, number) => {
    expect(fault(follow(pinned, chain))).toMatchObject({ fault: why, number });
  });

  test('and names the key that stays pinned, for each kind by its own code', () => {
    const urgent = follow(at(one), CHAIN.slice(1), 'urgent');
    expect(urgent).toMatchObject({ refusals: [{ code: 'urgent-key.chain', params: { pinned: one.vkey } }] });
  });
});
