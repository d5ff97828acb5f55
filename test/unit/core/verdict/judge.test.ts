import { describe, expect, test } from 'vitest';
import { judge, type Observation } from '../../../../src/core/verdict/judge.ts';

let seq = 0;
const seen = (
  evidence: Observation['evidence'],
  outcome: Observation['outcome'],
  about: Partial<Observation> = {},
): Observation => {
  seq += 1;
  const heardMs = { aired: 60_000, partly: 20_000, 'not-aired': 0 }[outcome];
  return { seq, evidence, outcome, reason: outcome === 'aired' ? null : 'power-cut', heardMs, ...about };
};

describe('what is known of an airing', () => {
  test('nothing, where nothing was observed: a plan proves no sound, nor does its being sent', () => {
    expect(judge([])).toMatchObject({ verdict: 'unknown', evidence: 'L0', decidedBy: null, heardMs: 0, entries: [] });
    expect(judge([], true)).toMatchObject({ verdict: 'unknown', evidence: 'L1' });
  });

  test('what one person says, as that person’s word', () => {
    const said = seen('statement', 'partly');
    expect(judge([said], true)).toEqual({
      verdict: 'partly',
      heardMs: 20_000,
      reason: 'power-cut',
      evidence: 'statement',
      startedAt: null,
      decidedBy: said.seq,
      entries: [said.seq],
      disagree: false,
    });
  });

  test.each(['emergency', 'ordered-off'] as const)('%s takes the air from what had begun', (reason) => {
    expect(judge([seen('statement', 'partly', { reason })])).toMatchObject({ verdict: 'interrupted', reason });
    expect(judge([seen('statement', 'not-aired', { reason })])).toMatchObject({ verdict: 'not-aired', reason });
  });

  test('what was not heard was heard for no time, whatever an entry says', () => {
    expect(judge([seen('statement', 'not-aired', { heardMs: 5000 })]).heardMs).toBe(0);
  });
});

describe('the order of strength', () => {
  test.each([
    // first, second, whose word holds, what it is
    [seen('statement', 'aired'), seen('statement', 'not-aired'), 'statement', 'not-aired'],
    [seen('L2', 'aired'), seen('statement', 'aired'), 'L2', 'aired'],
    [seen('L2', 'aired'), seen('statement', 'not-aired'), 'statement', 'not-aired'],
    [seen('L2', 'not-aired'), seen('statement', 'aired'), 'L2', 'not-aired'],
    [seen('L3', 'aired'), seen('statement', 'not-aired'), 'statement', 'not-aired'],
    [seen('L3', 'not-aired'), seen('L2', 'aired'), 'L3', 'not-aired'],
    [seen('L3', 'aired'), seen('L2', 'not-aired'), 'L3', 'aired'],
    [seen('L4', 'aired'), seen('statement', 'not-aired'), 'L4', 'aired'],
    [seen('L4', 'not-aired'), seen('L3', 'aired'), 'L4', 'not-aired'],
    [seen('L5', 'not-aired'), seen('L4', 'aired'), 'L5', 'not-aired'],
    [seen('L4', 'partly'), seen('L4', 'aired'), 'L4', 'partly'],
  ] as const)('of %o and %o', (first, second, evidence, verdict) => {
    for (const both of [
      [first, second],
      [second, first],
    ]) {
      const judged = judge(both);
      expect(judged).toMatchObject({ evidence, verdict, disagree: first.outcome !== second.outcome });
      expect(judged.entries).toEqual([first.seq, second.seq]);
    }
  });

  test('a second more or less of a whole airing does not make a person’s word the stronger', () => {
    const device = seen('L2', 'aired', { heardMs: 60_040 });
    expect(judge([device, seen('statement', 'aired')])).toMatchObject({ evidence: 'L2', heardMs: 60_040 });
  });

  test('of two parts the shorter is believed', () => {
    const device = seen('L2', 'partly', { heardMs: 30_000 });
    expect(judge([device, seen('statement', 'partly')])).toMatchObject({ evidence: 'statement', heardMs: 20_000 });
    expect(judge([device, seen('statement', 'partly', { heardMs: 40_000 })])).toMatchObject({ evidence: 'L2' });
  });
});
