/**
 * What stands of the air log: of all that was said about one planned airing, the one thing that counts.
 *
 * Within a role the latest word holds, because a correction comes after what it corrects. Where roles disagree, the least
 * is believed: a file that was sent and a loudspeaker that was silent is an airing that nobody heard.
 */
import type { NotAiredReason, Outcome, PlannedAiring, Role, StatementEntry } from './entry.ts';

/** One entry with its number in the log. */
export interface Numbered {
  readonly seq: number;
  readonly entry: StatementEntry;
}

export interface Standing {
  readonly outcome: Outcome;
  readonly reason: NotAiredReason | null;
  /** Milliseconds heard. */
  readonly heardMs: number;
  /** The airing as it was frozen with the word that counts. */
  readonly planned: PlannedAiring;
  readonly seq: number;
}

type Heard = Pick<Standing, 'outcome' | 'heardMs' | 'seq'>;

const LEAST: readonly Outcome[] = ['not-aired', 'partly', 'aired'];

/** One key for each planned airing: an entry's id is the same on every channel of its session. */
export const airingKey = (channel: string, id: string): string => `${channel} ${id}`;

/** What is said of one airing by whom. */
export interface Spoken {
  readonly seq: number;
  readonly role: Role;
}

/** What each role said last, of what was said of one airing. The order of `said` does not matter. */
export const lastOfEach = <T extends Spoken>(said: Iterable<T>): T[] => {
  const last: T[] = [];
  for (const word of said) {
    const before = last.findIndex(({ role }) => role === word.role);
    if (before < 0) last.push(word);
    else if ((last[before]?.seq ?? word.seq) < word.seq) last[before] = word;
  }
  return last;
};

/** For each airing that somebody spoke of, by airingKey(). The order of `rows` does not matter. */
export const standingWords = (rows: Iterable<Numbered>): Map<string, Standing> => {
  const words = Iterator.from(rows).map(({ seq, entry }) => ({ seq, role: entry.role, entry }));
  const said = Map.groupBy(words, ({ entry: { planned } }) => airingKey(planned.channel.id, planned.id));
  return new Map([...said].map(([key, of]) => [key, least(lastOfEach(of).map(wordOf))]));
};

const wordOf = ({ seq, entry }: Numbered): Standing => ({
  outcome: entry.outcome,
  reason: entry.reason,
  heardMs: Math.round((entry.secondsHeard ?? 0) * 1000),
  planned: entry.planned,
  seq,
});

/** In order of what is believed: who says less goes before who says more. */
export const leastFirst = (a: Heard, b: Heard): number =>
  LEAST.indexOf(a.outcome) - LEAST.indexOf(b.outcome) || a.heardMs - b.heardMs || a.seq - b.seq;

const least = (said: readonly Standing[]): Standing => {
  const [first] = said.toSorted(leastFirst);
  if (first === undefined) throw new Error('an airing of which nobody spoke');
  return first;
};
