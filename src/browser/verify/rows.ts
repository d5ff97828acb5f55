/** What an entry of the air log says, at a glance. Entries come from outside and may be of a later kind: nothing in them is sure. */

export interface Row {
  readonly seq: number;
  readonly day: string;
  /** 'HH:MM' of the place; '' when it is not said. */
  readonly clock: string;
  readonly channel: string;
  readonly title: string;
  readonly outcome: string;
  readonly reason: string;
  /** Number of the entry that this one corrects. */
  readonly corrects: number | null;
  /** RFC 3339. */
  readonly recordedAt: string;
  /** IANA name; 'UTC' when none is said. */
  readonly zone: string;
}

type Fields = Readonly<Record<string, unknown>>;

const fields = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

export const rowOf = (seq: number, entry: string): Row => {
  const said = fields(JSON.parse(entry));
  const planned = fields(said['planned']);
  const corrects = said['corrects'];
  return {
    seq,
    day: text(planned['day']),
    clock: /T(\d\d:\d\d)/.exec(text(fields(planned['start'])['local']))?.[1] ?? '',
    channel: text(fields(planned['channel'])['name']),
    // An entry that is about no airing says at least what kind it is.
    title: text(planned['title']) || text(said['kind']),
    outcome: text(said['outcome']),
    reason: text(said['reason']),
    corrects: typeof corrects === 'number' ? corrects : null,
    recordedAt: text(said['recordedAt']),
    zone: text(fields(planned['start'])['zone']) || 'UTC',
  };
};
