/**
 * What stands of the air log: of all that was said about one planned airing, the one thing that counts.
 *
 * Within a role the latest word holds, because a correction comes after what it corrects. Where roles disagree, the least
 * is believed: a file that was sent and a loudspeaker that was silent is an airing that nobody heard.
 */
import type { AirLogEntry, NotAiredReason, Outcome, PlannedAiring, Role } from './entry.ts';

/** One entry with its number in the log. */
export interface Numbered {
  readonly seq: number;
  readonly entry: AirLogEntry;
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

const LEAST: readonly Outcome[] = ['not-aired', 'partly', 'aired'];

/** One key for each planned airing: an entry's id is the same on every channel of its session. */
export const airingKey = (channel: string, id: string): string => `${channel} ${id}`;

/** For each airing that somebody spoke of, by airingKey(). The order of `rows` does not matter. */
export const standingWords = (rows: Iterable<Numbered>): Map<string, Standing> => {
  const words = new Map<string, Map<Role, Numbered>>();
  for (const row of rows) {
    const { planned, role } = row.entry;
    const key = airingKey(planned.channel.id, planned.id);
    const roles = words.get(key) ?? new Map<Role, Numbered>();
    words.set(key, roles);
    const before = roles.get(role);
    if (before === undefined || before.seq < row.seq) roles.set(role, row);
  }
  return new Map([...words].map(([key, roles]) => [key, least([...roles.values()])]));
};

const heard = ({ entry }: Numbered): number => Math.round((entry.secondsHeard ?? 0) * 1000);

const least = (said: readonly Numbered[]): Standing => {
  const [first] = said.toSorted(
    (a, b) => LEAST.indexOf(a.entry.outcome) - LEAST.indexOf(b.entry.outcome) || heard(a) - heard(b) || a.seq - b.seq,
  );
  if (first === undefined) throw new Error('an airing of which nobody spoke');
  const { outcome, reason, planned } = first.entry;
  return { outcome, reason, heardMs: heard(first), planned, seq: first.seq };
};
