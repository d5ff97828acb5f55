/** The short form of a day's plan says of its airings what the plan says, whatever texts stand in it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packAirings, type SessionAirings, unpackAirings } from '../../src/core/playlist/airings.ts';
import type { LocalDate } from '../../src/core/time/local.ts';

const DAY = '2026-11-29' as LocalDate;
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom('Tin buổi sáng', 'ព័ត៌មាន', '"\\\u2028'),
);
const maybe = fc.option(text, { nil: null });
const start = fc.record({
  local: fc.constantFrom('2026-11-29T05:00:00', '2026-11-29T23:59:59'),
  zone: fc.constantFrom('Asia/Ho_Chi_Minh', 'Asia/Bangkok'),
  instant: fc.constantFrom('2026-11-28T22:00:00Z', '2026-11-29T16:59:59Z'),
});
const airing = fc.record({
  ...{ id: text, segment: text, title: text, kind: fc.constantFrom('sound', 'relay', 'filler') },
  ...{ item: maybe, genre: maybe, language: maybe, campaign: maybe, contentGroup: maybe },
  ...{ run: fc.constantFrom('first', 'repeat', null), length: fc.nat(), start },
});
const absence = fc.record({
  ...{ id: text, segment: text, title: text, item: maybe, language: maybe },
  reason: fc.record({ code: fc.constant('sound-missing'), sound: text }),
});
const session = fc.record({
  ...{ channel: text, channelName: text, session: text, sessionName: text, day: fc.constant(DAY), start },
  ...{ entries: fc.array(airing, { maxLength: 4 }), absences: fc.array(absence, { maxLength: 2 }) },
}) as fc.Arbitrary<unknown> as fc.Arbitrary<SessionAirings>;

test('packed and unpacked is the same, and the packed text is ASCII', () => {
  fc.assert(
    fc.property(fc.array(session, { maxLength: 3 }), (sessions) => {
      const packed = packAirings(sessions);
      expect(packed).toMatch(/^[ -~]*$/);
      expect(unpackAirings(packed, DAY)).toEqual(sessions);
    }),
    { seed: 57, numRuns: 500 },
  );
});

test('what verdicts do not need is left out', () => {
  const one: SessionAirings = must(
    fc.sample(session, { seed: 1, numRuns: 50 }).find(({ entries }) => entries.length > 0),
  );
  const entries = one.entries.map((entry) => ({ ...entry, cut: { master: 'x'.repeat(64), samples: 1 }, reasons: [] }));
  expect(packAirings([{ ...one, entries } as SessionAirings])).toBe(packAirings([one]));
});

const must = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error('not drawn');
  return value;
};
