/**
 * What the air log holds of each airing, as observations.
 *
 * Of each role only the last word is one: a correction takes the place of what it corrects, whose entry stays in the log.
 * Rows of devices and recordings will be read here as well, each with its own level; how they are weighed is in judge.ts.
 */
import type { NotAiredReason, Outcome, PlannedAiring, Role } from '../evidence/entry.ts';
import { airingKey, lastWords, leastFirst, type Numbered } from '../evidence/standing.ts';
import type { Observation } from './judge.ts';

/** Of a statement's entry just what is weighed, and what tells whether the airing is still called as it was then. */
export interface Word {
  readonly seq: number;
  readonly channel: string;
  /** The planned airing's, on its channel. */
  readonly id: string;
  readonly role: Role;
  readonly outcome: Outcome;
  readonly reason: NotAiredReason | null;
  /** Milliseconds; 0 where nothing is said of it. */
  readonly heardMs: number;
  readonly rundownVersion: number;
  /** namesOf() the airing as it was frozen. */
  readonly names: string;
}

export interface Observed {
  readonly observations: readonly Observation[];
  /** What was said by the word that is believed. */
  readonly word: Pick<Word, 'seq' | 'rundownVersion' | 'names'>;
}

/** Everything about an airing that may be called differently later; canonical JSON. */
export const namesOf = ({
  units,
  campaign,
  contentGroup,
  channel,
  session,
}: Pick<PlannedAiring, 'units' | 'campaign' | 'contentGroup' | 'channel' | 'session'>): string =>
  JSON.stringify([units, campaign, contentGroup, channel.name, session.name]);

export const wordIn = ({ seq, entry }: Numbered): Word => ({
  seq,
  channel: entry.planned.channel.id,
  id: entry.planned.id,
  role: entry.role,
  outcome: entry.outcome,
  reason: entry.reason,
  heardMs: Math.round((entry.secondsHeard ?? 0) * 1000),
  rundownVersion: entry.planned.rundownVersion,
  names: namesOf(entry.planned),
});

const aboutOf = ({ channel, id, role }: Word) => ({ key: airingKey(channel, id), role });

/** By airingKey(). The order of `words` does not matter. */
export const observedIn = (words: Iterable<Word>): Map<string, Observed> => {
  const observed = new Map<string, Observed>();
  for (const [key, said] of lastWords(words, aboutOf)) {
    const observations = said.map(observationOf).sort(leastFirst);
    const word = said.find(({ seq }) => seq === observations[0]?.seq);
    if (word !== undefined) observed.set(key, { observations, word });
  }
  return observed;
};

const observationOf = ({ seq, outcome, reason, heardMs }: Word): Observation => ({
  seq,
  evidence: 'statement',
  outcome,
  reason,
  heardMs,
});
