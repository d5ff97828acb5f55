/** Whatever happens to a telephone and its network, and in whatever order: each press ends as one statement at the centre. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, answerOf, due, type Press, type Queue } from '../../src/browser/phone/queue.ts';

/** What happens: a press, a request that leaves a window, its arrival, its answer's arrival, a window that is closed, a stay without network. */
type Event =
  | { readonly kind: 'press'; readonly session: number }
  | { readonly kind: 'send' | 'arrive' | 'hear' | 'kill' | 'away' | 'back' | 'busy' }
  /** Which of those under way it concerns. */
  | { readonly kind: 'lose'; readonly which: number };

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('press' as const), session: fc.nat({ max: 5 }) }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'send' as const }) },
  { weight: 4, arbitrary: fc.constant({ kind: 'arrive' as const }) },
  { weight: 3, arbitrary: fc.constant({ kind: 'hear' as const }) },
  ...(['kill', 'away', 'back', 'busy'] as const).map((kind) => ({ weight: 1, arbitrary: fc.constant({ kind }) })),
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const), which: fc.nat({ max: 3 }) }) },
);

interface UnderWay {
  readonly press: Press;
  /** null: it has not arrived yet. */
  answer: ReturnType<typeof answerOf> | null;
}

test('no order of offline, online, kills and lost answers loses or doubles a press', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 80 }), (events) => {
      // On the telephone's disk: every step of it is one transaction.
      let disk: Queue = [];
      let online = true;
      let isBusy = false;
      let under: UnderWay[] = [];
      /** The centre: what record-airing keeps, by the statement's id, and that a session is said once by a role. */
      const centre = new Map<string, { readonly slot: string; readonly number: number }>();
      let written = 0;
      const pressed = new Map<string, string>();
      const receive = ({ id, slot }: Press): ReturnType<typeof answerOf> => {
        const before = centre.get(id);
        if (before !== undefined) return answerOf(201, { numbers: [before.number] });
        if (isBusy) return answerOf(503, { code: 'data.busy' });
        if ([...centre.values()].some((one) => one.slot === slot)) return answerOf(409, { code: 'log.said-already' });
        centre.set(id, { slot: slot ?? id, number: written });
        written += 1;
        return answerOf(201, { numbers: [written - 1] });
      };
      const step = (one: Event, n: number): void => {
        switch (one.kind) {
          case 'press': {
            const slot = `airing ${one.session}`;
            const id = `press-${n}`;
            const press: Press = { id, at: n, channel: 'a', slot, path: '/', body: {}, title: '' };
            disk = advance(disk, { kind: 'pressed', press });
            if (disk.some((queued) => queued.id === id)) pressed.set(id, slot);
            return;
          }
          case 'send': {
            // Any window may send at any time, also what another one has under way.
            const [press] = due(disk, 'a').slice(n % Math.max(1, due(disk, 'a').length));
            if (press !== undefined && online) under.push({ press, answer: null });
            return;
          }
          case 'arrive': {
            const waiting = under.find(({ answer }) => answer === null);
            if (waiting !== undefined) waiting.answer = receive(waiting.press);
            return;
          }
          case 'hear': {
            const heard = under.find(({ answer }) => answer !== null);
            if (heard?.answer == null) return;
            disk = advance(disk, { kind: 'answered', id: heard.press.id, answer: heard.answer, at: n });
            under = under.filter((other) => other !== heard);
            return;
          }
          case 'lose': {
            const gone = under[one.which];
            if (gone === undefined) return;
            disk = advance(disk, { kind: 'answered', id: gone.press.id, answer: { kind: 'again' }, at: n });
            under = under.filter((other) => other !== gone);
            return;
          }
          case 'kill':
            // Whoever waited for an answer is no more; what was sent may still arrive.
            for (const left of under) if (n % 2 === 0) receive(left.press);
            under = [];
            disk = structuredClone(disk);
            return;
          case 'away':
            online = false;
            return;
          case 'back':
            online = true;
            return;
          case 'busy':
            isBusy = !isBusy;
        }
      };
      for (const [n, one] of events.entries()) step(one, n);
      // In the end there is a network, and time.
      online = true;
      isBusy = false;
      for (let n = 0; n < 200 && (under.length > 0 || due(disk, 'a').length > 0); n += 1)
        for (const kind of ['send', 'arrive', 'hear'] as const) step({ kind }, 1000 + n);

      expect(due(disk, 'a')).toEqual([]);
      expect([...centre.keys()].toSorted()).toEqual([...pressed.keys()].toSorted());
      expect(written).toBe(pressed.size);
      for (const queued of disk)
        expect(queued).toMatchObject({ standing: 'kept', numbers: [centre.get(queued.id)?.number] });
      expect(new Set([...centre.values()].map(({ slot }) => slot)).size).toBe(centre.size);
    }),
    { numRuns: 2000 },
  );
});
