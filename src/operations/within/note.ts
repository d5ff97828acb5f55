/** One audit row for one change, in the change's own transaction. Says nothing personal outside `words`. */
import { unitOfGrants } from '../../core/access/decide.ts';
import { actorOf } from '../../core/access/model.ts';
import type { PersonId, UnitId } from '../../core/ids.ts';
import { nfc } from '../../core/text.ts';
import { writeAudit } from '../../store/audit.ts';
import type { Rows } from '../../store/database.ts';
import { grantsOf } from '../../store/people.ts';
import type { Ctx } from '../context.ts';

export interface Noted {
  /** The operation's declared name. */
  readonly operation: string;
  /** For which unit it was done; null: the whole centre, or, of what concerns a person, that person's own. */
  readonly unit: UnitId | null;
  /** 'person/p-…', 'day/my-tu/2026-11-23'. */
  readonly subject: string;
  /** What can be told without naming anybody: ids, counts, instants; no names, addresses or secrets. */
  readonly before: unknown;
  readonly after: unknown;
  /** A name, a reason: kept apart, erasable. Empty is none. */
  readonly words?: string;
  /** Who did it, where the caller is not yet known: a person who has just proved who they are. */
  readonly as?: PersonId;
}

export const note = (ctx: Pick<Ctx, 'caller' | 'clock' | 'random'>, rows: Rows, noted: Noted): void => {
  const { operation, unit, subject, before, after, as } = noted;
  const text = nfc(noted.words?.trim() ?? '');
  writeAudit(rows, {
    at: ctx.clock.instant(),
    actor: as === undefined ? (actorOf(ctx.caller) ?? 'nobody') : `person:${as}`,
    unit: unit ?? unitOfSubject(rows, subject),
    operation,
    subject,
    detail: { before, after },
    ...(text === '' ? {} : { words: { salt: ctx.random.bytes(16), text } }),
  });
};

/** A person's sign-ins and their own account stand where their administrator looks for them. */
const unitOfSubject = (rows: Rows, subject: string): UnitId | null => {
  const [kind, id] = subject.split('/');
  return kind === 'person' && id !== undefined ? unitOfGrants(grantsOf(rows, id as PersonId)) : null;
};
