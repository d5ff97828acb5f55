/**
 * A person does not agree with what the log says of an airing → an entry beside the one that is disputed.
 *
 * Who may read the entry and has the right may object: also the officers of a unit that is one of several whom the channel reaches,
 * and of a unit that has since become another. It changes no verdict and no entry.
 */
import { actorOf } from '../../core/access/model.ts';
import { isOfAiring, type ObjectionEntry } from '../../core/evidence/entry.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Erasable } from '../../store/airlog.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { outside, spokenName } from '../within/outside-words.ts';
import { readableEntries } from '../within/readable-entries.ts';

export interface ObjectAiring {
  /** Number of the entry that is disputed. */
  readonly seq: number;
  /** Why, in the person's own words. */
  readonly note: string;
  /** Whose word a telephone or a program brings. */
  readonly by: string | null;
  /** The sender's id (STATEMENT_ID); null: it gets one here, and sending it again is another one. */
  readonly statement: string | null;
}

export interface Objected {
  readonly seq: number;
  readonly entry: ObjectionEntry;
  readonly by: string | null;
  readonly note: string | null;
}

type Objecting = Asking & Pick<Ctx, 'random' | 'airlog'>;

/**
 * Refuses with right.*, log.entry-unknown (also for an entry that the caller may not read, or that is about no airing),
 * request.wrong (note, statement), log.rolled-back, data.*. One whose id is in the log is answered with the entry it made.
 */
export const objectAiring = operation(
  { name: 'airing.object', needs: 'airing.object' },
  (ctx: Objecting, said: ObjectAiring): Result<Objected> => {
    const { seq, note } = said;
    const entry = Number.isSafeInteger(seq) && seq >= 0 ? ctx.airlog.find(seq) : undefined;
    if (entry === undefined || !isOfAiring(entry)) return refuse('log.entry-unknown', { seq });
    const { planned } = entry;
    if (!readableEntries(ctx)(planned) || !readableEntries(ctx, 'airing.object')(planned))
      return refuse('log.entry-unknown', { seq });
    if (note.trim() === '') return wrong('note', 'some-words');
    const name = spokenName(ctx.caller, said.by);
    const before = said.statement === null ? undefined : sentBefore(ctx, said.statement, entry.planned);
    if (before !== undefined)
      return before.entry.kind === 'objection' && before.entry.disputes === seq
        ? ok({ seq: before.seq, entry: before.entry, ...textsOf(ctx, before.entry) })
        : wrong('statement', 'a new id');
    const texts: Erasable[] = [];
    const objection: ObjectionEntry = {
      format: 'loa-air-log/1',
      kind: 'objection',
      recordedAt: ctx.clock.instant(),
      actor: actorOf(ctx.caller) ?? 'nobody',
      by: outside(ctx, texts, name),
      note: outside(ctx, texts, note),
      statement: said.statement ?? ctx.random.bytes(16).toHex(),
      disputes: seq,
      planned,
    };
    const appended = ctx.airlog.append([objection], texts);
    return appended.ok ? ok({ seq: appended.value, entry: objection, by: name, note }) : appended;
  },
);

const textsOf = ({ airlog: { textOf } }: Objecting, { by, note }: ObjectionEntry) => ({
  by: textOf(by),
  note: textOf(note),
});

const wrong = (field: 'note' | 'statement', expected: string) =>
  refuse('request.wrong', { field, expected }, { pointer: `/${field}` });

/** What was sent of this airing under the same id, by anybody. */
const sentBefore = ({ airlog }: Objecting, id: string, planned: ObjectionEntry['planned']) =>
  airlog
    .sentUnder(id)
    .find(
      ({ entry }) =>
        isOfAiring(entry) && entry.planned.id === planned.id && entry.planned.channel.id === planned.channel.id,
    );
