/**
 * What the air log holds of each airing, as observations.
 *
 * Of each role only the last word is one: a correction takes the place of what it corrects, whose entry stays in the log.
 * Rows of devices and recordings will be read here as well, each with its own level; how they are weighed is in judge.ts.
 */
import type { PlannedAiring } from '../evidence/entry.ts';
import { lastWords, leastFirst, type Numbered, wordOf } from '../evidence/standing.ts';
import type { Observation } from './judge.ts';

export interface Observed {
  readonly observations: readonly Observation[];
  /** The airing as it was frozen with the word that is believed. */
  readonly planned: PlannedAiring;
}

/** By airingKey(). The order of `rows` does not matter. */
export const observedIn = (rows: Iterable<Numbered>): Map<string, Observed> => {
  const observed = new Map<string, Observed>();
  for (const [key, roles] of lastWords(rows)) {
    const words = [...roles.values()].map(wordOf).sort(leastFirst);
    const [least] = words;
    if (least === undefined) continue;
    const observations = words.map(
      ({ seq, outcome, reason, heardMs }): Observation => ({ seq, evidence: 'statement', outcome, reason, heardMs }),
    );
    observed.set(key, { observations, planned: least.planned });
  }
  return observed;
};
