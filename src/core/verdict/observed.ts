/**
 * What the air log holds of each airing, as observations.
 *
 * Of each role only the last word is one: a correction takes the place of what it corrects, whose entry stays in the log. Of a
 * machine's rows each of its starts has one word as well (reported.ts). How all are weighed is in judge.ts.
 */
import { ByAiring } from '../evidence/by-airing.ts';
import type { Role } from '../evidence/entry.ts';
import { lastOfEach, leastFirst, type Numbered } from '../evidence/standing.ts';
import { namesOf } from './called.ts';
import type { Observation } from './judge.ts';
import { type Reported, type ReportWord, reportedIn } from './reported.ts';

/**
 * Of a statement's entry just what is weighed, and what tells whether the airing is still called as it was then. Its `heardMs` is 0
 * where nothing is said of it.
 */
export interface Word extends Observation {
  readonly evidence: 'statement';
  readonly channel: string;
  /** The planned airing's, on its channel. */
  readonly id: string;
  readonly role: Role;
  readonly rundownVersion: number;
  /** namesOf() the airing as it was frozen. */
  readonly names: string;
}

export interface Observed {
  readonly observations: readonly Observation[];
  /** The entry that the airing is called by: that of the first observation, in order of what is believed. */
  readonly word: Pick<Word, 'seq' | 'rundownVersion' | 'names'>;
}

export const wordIn = ({ seq, entry }: Numbered): Word => ({
  seq,
  evidence: 'statement',
  channel: entry.planned.channel.id,
  id: entry.planned.id,
  role: entry.role,
  outcome: entry.outcome,
  reason: entry.reason,
  heardMs: Math.round((entry.secondsHeard ?? 0) * 1000),
  rundownVersion: entry.planned.rundownVersion,
  names: namesOf(entry.planned),
});

/** The order of `words` and of `reports` does not matter. */
export const observedIn = (words: Iterable<Word>, reports: Iterable<ReportWord> = []): ByAiring<Observed> => {
  const observed = new ByAiring<Observed>();
  // Nearly all are of one word alone: only the others are gathered.
  const several = new ByAiring<Word[]>();
  for (const word of words) {
    const { channel, id } = word;
    const before = observed.get(channel, id);
    if (before === undefined) observed.set(channel, id, { observations: [word], word });
    // Until here, what was observed is words.
    else several.set(channel, id, [...(several.get(channel, id) ?? (before.observations as Word[])), word]);
  }
  for (const [channel, id, said] of several.entries()) observed.set(channel, id, together(lastOfEach(said), []));
  for (const [channel, id, told] of reportedIn(reports).entries()) {
    const said = observed.get(channel, id)?.observations ?? [];
    observed.set(channel, id, together(said as readonly Word[], told));
  }
  return observed;
};

const together = (words: readonly Word[], told: readonly Reported[]): Observed => {
  const known = [...words.map((word) => ({ word, observation: word })), ...told].sort((a, b) =>
    leastFirst(a.observation, b.observation),
  );
  const [first] = known;
  if (first === undefined) throw new Error('an airing of which nothing was observed');
  return { observations: known.map(({ observation }) => observation), word: first.word };
};
