import { describe, expect, test } from 'vitest';
import {
  advance,
  answerOf,
  bodyOf,
  due,
  isFree,
  type Press,
  pause,
  type Queue,
} from '../../../src/browser/phone/queue.ts';

const press = (id: string, more: Partial<Press> = {}): Press => ({
  id,
  at: 1000,
  channel: 'loa-a',
  slot: `airing 2026-11-23 ${id}`,
  path: '/api/v1/air-log',
  body: { outcome: 'aired', statement: id },
  title: 'Buổi sáng: Đã phát',
  ...more,
});

const with_ = (...presses: readonly Press[]): Queue =>
  presses.reduce<Queue>((queue, one) => advance(queue, { kind: 'pressed', press: one }), []);

const answered = (queue: Queue, id: string, answer: ReturnType<typeof answerOf>, at = 5000): Queue =>
  advance(queue, { kind: 'answered', id, answer, at });

describe('a press', () => {
  test('waits until the centre has it, and then says under which numbers', () => {
    const queue = answered(with_(press('a')), 'a', { kind: 'again' });
    expect(due(queue, 'loa-a')).toMatchObject([{ id: 'a', standing: 'waiting', tries: 1 }]);
    expect(answered(queue, 'a', { kind: 'kept', numbers: [5, 6] })).toMatchObject([
      { standing: 'kept', numbers: [5, 6], settledAt: 5000 },
    ]);
  });

  test('of the same thing again says nothing new, until the first was refused', () => {
    const twice = with_(press('a', { slot: 's' }), press('b', { slot: 's' }));
    expect(twice.map(({ id }) => id)).toEqual(['a']);
    const refused = answered(twice, 'a', { kind: 'refused', why: 'Chưa hết giờ.' });
    expect(isFree(refused, 's')).toBe(true);
    expect(advance(refused, { kind: 'pressed', press: press('b', { slot: 's' }) }).map(({ id }) => id)).toEqual(['b']);
  });

  test('is sent in the order of the presses, and only with a link of its own channel', () => {
    const queue = with_(
      press('late', { at: 9 }),
      press('early', { at: 3 }),
      press('other', { at: 1, channel: 'loa-b' }),
    );
    expect(due(queue, 'loa-a').map(({ id }) => id)).toEqual(['early', 'late']);
  });

  test('that the centre has stays so, whatever an earlier sending still answers', () => {
    const kept = answered(with_(press('a')), 'a', { kind: 'kept', numbers: [1] });
    expect(answered(kept, 'a', { kind: 'refused', why: 'x' })).toEqual(kept);
    expect(answered(kept, 'a', { kind: 'again' })).toEqual(kept);
  });

  test('that was refused can be sent again or taken away; one that waits can not be taken away', () => {
    const refused = answered(with_(press('a')), 'a', { kind: 'refused', why: 'x' });
    expect(due(advance(refused, { kind: 'retried', id: 'a' }), 'loa-a')).toHaveLength(1);
    expect(advance(refused, { kind: 'dropped', id: 'a' })).toEqual([]);
    expect(advance(with_(press('a')), { kind: 'dropped', id: 'a' })).toHaveLength(1);
  });

  test('is shown for four days after the centre has it, and for ever while it waits', () => {
    const queue = answered(with_(press('a'), press('b')), 'a', { kind: 'kept', numbers: [] }, 0);
    const later = advance(queue, { kind: 'tidied', now: 4 * 86_400_000 });
    expect(later.map(({ id }) => id)).toEqual(['b']);
    expect(advance(queue, { kind: 'tidied', now: 4 * 86_400_000 - 1 })).toHaveLength(2);
  });

  test('that was sent late says when it was pressed, beside what was typed', () => {
    const one = press('a', { at: 0, body: { statement: 'a', note: 'Mưa to' } });
    expect(bodyOf(one, 119_999, 'bấm lúc 06:03')).toBe(one.body);
    expect(bodyOf(one, 120_000, 'bấm lúc 06:03')).toEqual({ statement: 'a', note: 'Mưa to (bấm lúc 06:03)' });
    expect(bodyOf(press('b', { at: 0 }), 200_000, 'bấm lúc 06:03')).toMatchObject({ note: 'bấm lúc 06:03' });
    const seen = press('c', { at: 0, body: { version: 3, kind: 'confirmed' } });
    expect(bodyOf(seen, 200_000, 'x')).toBe(seen.body);
  });
});

test.each([
  [201, { numbers: [3, 4] }, { kind: 'kept', numbers: [3, 4] }],
  [200, { at: '2026-11-23T01:00:00Z', isNew: false }, { kind: 'kept', numbers: [] }],
  // What a network puts in our place.
  [200, null, { kind: 'again' }],
  [200, { ok: true }, { kind: 'again' }],
  [403, null, { kind: 'again' }],
  [404, '<html>', { kind: 'again' }],
  [401, { code: 'sign-in.needed', detail: 'Cần đăng nhập.' }, { kind: 'locked' }],
  [403, { code: 'right.missing', detail: '' }, { kind: 'locked' }],
  [429, { code: 'request.too-many', detail: '' }, { kind: 'again' }],
  [503, { code: 'data.busy', detail: '' }, { kind: 'again' }],
  [507, { code: 'data.full', detail: '' }, { kind: 'again' }],
  [422, { code: 'log.future', detail: 'Chưa hết giờ phát.' }, { kind: 'refused', why: 'Chưa hết giờ phát.' }],
  [409, { code: 'log.said-already' }, { kind: 'refused', why: 'log.said-already' }],
])('%i with %j is %j', (status, body, meant) => {
  expect(answerOf(status, body)).toEqual(meant);
});

test('the pauses grow to half a minute', () => {
  expect([0, 1, 2, 5, 6, 7, 100].map(pause)).toEqual([5, 10, 20, 30, 30, 30, 30]);
});
