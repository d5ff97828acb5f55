/**
 * A person emptied of what is personal: name, login, secrets, addresses, what the audit said of them in words, and the
 * name beside their statements in the air log.
 *
 * The row stays, and so does every audit row and every entry with its number: that somebody did something is not undone.
 */
import type { Where } from '../../core/access/decide.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { eraseWords } from '../../store/audit-reading.ts';
import { clearFailuresBeginning } from '../../store/back-off.ts';
import { holdsInForce } from '../../store/holds.ts';
import { voidLinks } from '../../store/links.ts';
import { changePerson, grantsOf, revokeGrant } from '../../store/people.ts';
import { emptySignIns, endSignIns } from '../../store/sign-ins.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { note } from '../within/note.ts';
import { goodReason, isLastAdministrator, livingPerson, namedInWords } from '../within/people.ts';

type Changing = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store' | 'airlog'>;

interface Asked {
  readonly person: string;
  readonly why: string;
}

/**
 * For the whole centre's administrators only, and never undone; not while a hold is in force. Refuses with right.*, person.*,
 * hold.in-force, reason.missing, request.wrong, data.*.
 */
export const erasePerson = operation(
  {
    name: 'person.erase',
    needs: 'person.manage',
    where: (_ctx: Changing, _asked: Asked): Result<Where> => ok('centre'),
  },
  (ctx: Changing, asked: Asked): Result<void> => {
    const why = goodReason(asked.why);
    if (!why.ok) return why;
    const done = ctx.store.transact((rows): Result<void> => {
      const person = livingPerson(rows, asked.person);
      if (!person.ok) return person;
      // Whatever days it names: what a person said of them cannot be told from the rest by date.
      const [hold] = holdsInForce(rows);
      if (hold !== undefined) return refuse('hold.in-force', { name: hold.name, id: hold.id });
      const { id, disabledAt } = person.value;
      if (isLastAdministrator(rows, id)) return refuse('person.last-administrator', {});
      const at = ctx.clock.instant();
      const grants = grantsOf(rows, id);
      for (const grant of grants) revokeGrant(rows, grant.id, at);
      voidLinks(rows, id, at);
      endSignIns(rows, id, at);
      emptySignIns(rows, id);
      clearFailuresBeginning(rows, `person:${id}`);
      const words = eraseWords(rows, `person/${id}`, namedInWords(person.value));
      changePerson(rows, id, {
        login: '',
        name: '',
        passphrase: null,
        passphraseAt: null,
        totpSecret: null,
        totpSince: null,
        totpStep: null,
        recovery: [],
        disabledAt: disabledAt ?? at,
        erasedAt: at,
      });
      // Another file, so not the same transaction: before the row says that it is done, and done again when asked again.
      const names = ctx.airlog.eraseNames(`person:${id}`);
      if (!names.ok) return names;
      note(ctx, rows, {
        operation: 'person.erase',
        unit: null,
        subject: `person/${id}`,
        before: { grants: grants.map((grant) => grant.id) },
        after: { words, airLogNames: names.value },
        words: why.value,
      });
      return ok(undefined);
    });
    if (done.ok) ctx.store.erased();
    return done;
  },
);
