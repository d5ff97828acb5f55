/** Who sent something, asked again: as they are now, from what stands in a row about them. */
import { actorOf, type Caller, NOBODY } from '../../core/access/model.ts';
import type { PersonId, SignInId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { findPerson, grantsOf } from '../../store/people.ts';
import { findToken } from '../../store/tokens.ts';
import { type Asking, seesWith } from '../operation.ts';

/** Asks the border again who asks: somebody may have been disabled since. */
export type AskAgain = () => Result<Caller>;

/** The caller behind 'person:p-…' or 'machine:t-…', with the roles of now; nobody when disabled, revoked or expired. */
export const senderOf = ({ store, clock }: Pick<Asking, 'store' | 'clock'>, actor: string): Caller => {
  const { rows } = store;
  const [kind, id = ''] = actor.split(':');
  if (kind === 'system') return { kind, name: id === 'cli' ? 'cli' : 'service' };
  if (kind === 'machine') {
    const found = findToken(rows, id);
    const works = found?.kind === 'machine' && found.revokedAt === null;
    if (!works || (found.expiresAt !== null && found.expiresAt <= clock.instant())) return NOBODY;
    const { name, scopes, unit, channel, expiresAt } = found;
    return { kind, id: found.id, name, scopes, unit, channel, expiresAt };
  }
  const person = kind === 'person' ? findPerson(rows, id as PersonId) : undefined;
  if (person === undefined || person.disabledAt !== null || person.erasedAt !== null) return NOBODY;
  return {
    kind: 'person',
    id: person.id,
    name: person.name,
    grants: grantsOf(rows, person.id).map(({ role, unit }) => ({ role, unit })),
    // No sign-in and no second factor: what is done for somebody who is not there needs neither.
    signIn: '' as SignInId,
    hasSecondFactor: false,
    secondFactorAt: null,
  };
};

/**
 * Whether whoever began to send may still give sounds, now that the last byte is here. Refuses with sign-in.needed,
 * credential.wrong, right.missing.
 */
export const stillMay = (ctx: Asking, again: AskAgain): Result<void> => {
  const now = again();
  if (!now.ok) return now;
  if (actorOf(now.value) !== actorOf(ctx.caller)) return refuse('sign-in.needed', {});
  return seesWith({ ...ctx, caller: now.value }, 'sound.write')('anywhere')
    ? ok(undefined)
    : refuse('right.missing', { right: 'sound.write' });
};
