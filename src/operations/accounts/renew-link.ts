/** A new link for somebody who lost theirs or forgot their passphrase. The old passphrase holds until it is used. */
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Ctx } from '../context.ts';
import { operation } from '../operation.ts';
import { note } from '../within/note.ts';
import { INVITATION_HOURS, makeLink } from '../within/one-time-link.ts';
import { livingPerson, onPerson } from '../within/people.ts';

type Changing = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

interface Asked {
  readonly person: string;
}

/** Answers the link's token, for 72 hours. Refuses with right.*, person.unknown, person.erased, data.*. */
export const renewLink = operation(
  {
    name: 'person.renew-link',
    needs: 'person.manage',
    where: (ctx: Changing, { person }: Asked) => onPerson(ctx, person),
  },
  (ctx: Changing, asked: Asked): Result<{ readonly link: string }> =>
    ctx.store.transact((rows) => {
      const person = livingPerson(rows, asked.person);
      if (!person.ok) return person;
      const { id } = person.value;
      note(ctx, rows, {
        operation: 'person.renew-link',
        unit: null,
        subject: `person/${id}`,
        before: null,
        after: { hours: INVITATION_HOURS },
      });
      return ok({ link: makeLink(ctx, rows, id, INVITATION_HOURS) });
    }),
);
