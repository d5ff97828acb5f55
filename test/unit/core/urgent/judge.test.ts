/** What a site obeys: by which key, in which shape, for whom and until when; and what it says to the centre of each order. */
import { describe, expect, test } from 'vitest';
import { type PinnedKeys, pinnedKey, signKeyLink } from '../../../../src/core/evidence/next-key.ts';
import { formatVerifierKey, type LogKey, verifierKey } from '../../../../src/core/evidence/verifier-key.ts';
import {
  holdsAll,
  type Urgency as Kept,
  leftOver,
  NOTHING_URGENT,
  receiptsOf,
} from '../../../../src/core/playback/urgency.ts';
import { must } from '../../../../src/core/result.ts';
import { judgeUrgent, namedIn } from '../../../../src/core/urgent/judge.ts';
import { isUrgentOrder, readUrgent } from '../../../../src/core/urgent/read.ts';
import { signUrgent, signUrgentKey } from '../../../../src/core/urgent/signed-urgent.ts';
import { signer, ed25519 as verify } from '../../../support/ed25519.ts';
import { urgentCancel, urgentOrder } from '../../../support/urgent.ts';

const NOW = '2026-11-30T02:00:00Z';

const named = (name: string, seed: number) => {
  const { publicKey, sign } = signer(seed);
  return { key: must(verifierKey('note', name, publicKey)) as LogKey, sign };
};
const centre = named('loa-3fa94c1b/lich', 1);
const urgent = named('loa-3fa94c1b/khan', 2);
const thief = named('loa-3fa94c1b/khan', 3);
const next = named('loa-3fa94c1b/khan', 4);
const statement = signUrgentKey(urgent.key, centre.key, centre.sign);
const order = urgentOrder(1, NOW);
const cancel = urgentCancel(order, NOW);

describe('which key is believed', () => {
  const pin = (key: LogKey): PinnedKeys => ({ keys: [key], links: [] });
  const judged = (before: LogKey | null, key: string, by = urgent, note = order, chain: readonly string[] = []) => {
    const site = { id: 'my-tu', centreKeys: pin(centre.key), pinned: before === null ? null : pin(before), verify };
    const answer = { key, chain, notes: [signUrgent(note, by.key, by.sign)] };
    const { pinned, isNew, notices, refused } = judgeUrgent(site, answer, NOW);
    const faults = refused.map(({ params }) => (params as { fault: string }).fault);
    return [isNew && pinned !== null ? pinnedKey(pinned).id : null, notices.length, faults];
  };
  const { id } = urgent.key;
  const others = signUrgentKey(thief.key, centre.key, centre.sign);

  test('the first that the key of the manifests names, and no other after it', () => {
    expect(judged(null, statement)).toEqual([id, 1, []]);
    expect(judged(urgent.key, statement)).toEqual([null, 1, []]);
    expect(judged(urgent.key, others)).toEqual([null, 1, ['key']]);
    expect(judged(urgent.key, others, thief)).toEqual([null, 0, ['key', 'signature']]);
    // A statement that nobody can read takes nothing from a site that has pinned its key.
    expect(judged(urgent.key, 'x')).toEqual([null, 1, []]);
  });

  test('none that the key of the manifests does not vouch for; an order by that key itself is none', () => {
    expect(judged(null, signUrgentKey(thief.key, thief.key, thief.sign), thief)).toEqual([null, 0, ['signature']]);
    expect(judged(null, statement, centre)).toEqual([id, 0, ['signature']]);
    expect(must(namedIn(statement, pin(centre.key), verify))).toEqual(urgent.key);
    expect(namedIn(statement, pin(thief.key), verify).ok).toBe(false);
  });

  test('one that the pinned key signed for; a link by anybody else leads nowhere', () => {
    const [oldKey, newKey] = [urgent.key, next.key].map(formatVerifierKey) as [string, string];
    const link = { number: 2, oldKey, newKey, at: NOW };
    const by = (of: typeof urgent) => [signKeyLink('urgent', link, of.key, of.sign)];
    const renamed = signUrgentKey(next.key, centre.key, centre.sign);
    expect(judged(urgent.key, renamed, next, order, by(urgent))).toEqual([next.key.id, 1, []]);
    expect(judged(urgent.key, renamed, next, order, by(thief))).toEqual([null, 0, ['signature', 'key', 'signature']]);
    expect(judged(urgent.key, renamed, next)).toEqual([null, 0, ['key', 'signature']]);
  });

  test('of another centre, for another site, over: not obeyed', () => {
    const fault = (more: object) => judged(urgent.key, statement, urgent, { ...order, ...more })[2];
    expect(fault({ origin: 'loa-00000000/khan' })).toEqual(['origin']);
    expect(fault({ sites: ['an-ninh'] })).toEqual(['site']);
    expect(fault({ issuedAt: '2026-11-30T01:00:00Z', expiresAt: NOW })).toEqual(['expired']);
  });
});

describe('what reads', () => {
  const json = (more: object, of: object = order) => readUrgent(JSON.stringify({ ...of, ...more })).ok;

  test('an order and a cancel as they are made, each field as it has to be', () => {
    expect([json({}), json({}, cancel), json({ text: null, volume: 0 })]).toEqual([true, true, true]);
    expect(isUrgentOrder(order)).toBe(true);
    expect(isUrgentOrder(cancel)).toBe(false);
    const { sound } = order;
    const bad: readonly object[] = [
      ...[{ format: 'loa-urgent/2' }, { kind: 'cancel' }, { kind: 'order ' }, { id: 'khan-1' }, { more: 1 }],
      ...[
        { origin: '' },
        { title: '' },
        { text: 7 },
        { language: null },
        { sites: [] },
        { sites: [''] },
        { sites: 'my-tu' },
      ],
      ...[
        { authority: { by: 'A', office: 'B' } },
        { authority: { by: 'A', office: '', reason: 'C' } },
        { authority: null },
      ],
      ...[
        { repeats: 0 },
        { repeats: 21 },
        { repeats: 1.5 },
        { repeats: '2' },
        { pauseSeconds: -1 },
        { pauseSeconds: 7201 },
      ],
      ...[{ volume: 101 }, { dayStart: '24:00:00' }, { dayStart: '05:00' }, { zone: undefined }],
      ...[
        { sound: { ...sound, bytes: 0 } },
        { sound: { ...sound, sha256: 'F0' } },
        { sound: { ...sound, format: '../x' } },
      ],
      ...[{ issuedAt: '2026-02-30T00:00:00Z' }, { issuedAt: '2026-11-30T09:00:00+07:00' }, { expiresAt: 'mai' }],
    ];
    for (const more of bad) expect(json(more), JSON.stringify(more)).toBe(false);
    expect(json({ cancels: 'khan-1' }, cancel)).toBe(false);
    for (const text of ['', 'null', '[]', '{', '7']) expect(readUrgent(text).ok, text).toBe(false);
  });

  test('for a day at most, and not backwards', () => {
    expect(json({ expiresAt: '2026-12-01T02:00:00Z' })).toBe(true);
    expect(json({ expiresAt: '2026-12-01T02:00:01Z' })).toBe(false);
    expect(json({ expiresAt: NOW })).toBe(false);
    expect(isUrgentOrder({ ...order, expiresAt: '2026-12-02T02:00:00Z' })).toBe(false);
  });
});

describe('what a player keeps and tells of its orders', () => {
  const [begun, waiting] = [order, urgentOrder(2, NOW)];
  const urgency: Kept = {
    ...NOTHING_URGENT,
    orders: [
      { order: begun, begun: 1, whole: 0, notBeforeMs: null },
      { order: waiting, begun: 0, whole: 0, notBeforeMs: null },
    ],
    over: new Map([['khan-00000000000000ff', { how: 'failed', untilMs: 0 }]]),
    held: { fromMs: 1, toMs: 2 },
  };

  test('how each stands, what came first before what came of it', () => {
    expect(receiptsOf(urgency).map(({ order, kind }) => `${order.slice(-2)} ${kind}`)).toEqual([
      ...['01 received', '01 sounding', '02 received', 'ff failed'],
    ]);
  });

  test('a notice is held when its order is there or over, a cancel when what it cancels is', () => {
    expect(holdsAll(urgency, [begun, waiting])).toBe(true);
    expect(holdsAll(urgency, [urgentOrder(3, NOW)])).toBe(false);
    expect(holdsAll(urgency, [urgentCancel(urgentOrder(255, NOW), NOW)])).toBe(true);
    expect(holdsAll(NOTHING_URGENT, [cancel])).toBe(false);
  });

  test('switched off, it forgets what never began, and neither what sounded nor what is over', () => {
    const left = leftOver(urgency);
    expect(left.orders.map((one) => one.order.id)).toEqual([begun.id]);
    expect([left.over, left.held]).toEqual([urgency.over, null]);
  });
});
