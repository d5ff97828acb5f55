/** The people whom the caller may see, each with those of their grants that the caller may see. */
import { mayAt } from '../../core/access/decide.ts';
import type { AccountRole } from '../../core/access/model.ts';
import type { PersonId } from '../../core/ids.ts';
import { searchKey } from '../../core/text.ts';
import { allGrants, allPeople, type GrantRow } from '../../store/people.ts';
import { lastSeen } from '../../store/sign-ins.ts';
import { type Asking, groundOf, listing } from '../operation.ts';
import { placeOf, placeOfPerson, seesPerson } from '../within/people.ts';
import { type NamedUnit, unitsIn } from '../within/shown-names.ts';

export interface ListedGrant {
  readonly id: number;
  readonly role: AccountRole;
  /** null: the whole centre. */
  readonly unit: NamedUnit | null;
  readonly grantedAt: string;
}

export interface ListedPerson {
  readonly id: PersonId;
  /** '' once erased. */
  readonly login: string;
  /** '' once erased. */
  readonly name: string;
  readonly disabledAt: string | null;
  readonly erasedAt: string | null;
  readonly hasPassphrase: boolean;
  readonly secondFactorSince: string | null;
  /** Instant at which a browser of theirs last asked for anything. */
  readonly lastSeenAt: string | null;
  /** Those in force that the caller may see. */
  readonly grants: readonly ListedGrant[];
  /** Whether the caller may change this person: where all of the person's grants may be managed. */
  readonly mayManage: boolean;
}

/** By name; those who were disabled after the others, those who were erased last. */
export const listPeople = listing({ name: 'person.list', needs: 'person.read' }, (ctx: Asking): ListedPerson[] => {
  const { caller, store } = ctx;
  const ground = groundOf(ctx);
  const held = Map.groupBy(allGrants(store.rows), ({ person }) => person);
  const seen = lastSeen(store.rows);
  const named = unitsIn(store.rows);
  const visible = ({ unit }: GrantRow): boolean => mayAt(caller, 'person.read', placeOf(unit, ground.today), ground);
  const listed = allPeople(store.rows).flatMap((person): ListedPerson[] => {
    const grants = held.get(person.id) ?? [];
    if (!seesPerson(caller, grants, ground)) return [];
    const { id, login, name, disabledAt, erasedAt, passphrase, totpSince } = person;
    return [
      {
        id,
        login,
        name,
        disabledAt,
        erasedAt,
        hasPassphrase: passphrase !== null,
        secondFactorSince: totpSince,
        lastSeenAt: seen.get(id) ?? null,
        grants: grants
          .filter(visible)
          .map(({ id, role, unit, grantedAt }) => ({ id, role, unit: named(unit), grantedAt })),
        mayManage: erasedAt === null && mayAt(caller, 'person.manage', placeOfPerson(grants, ground.today), ground),
      },
    ];
  });
  return listed.sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
});

const orderOf = ({ erasedAt, disabledAt, name, login }: ListedPerson): string => {
  const rank = erasedAt !== null ? 2 : disabledAt !== null ? 1 : 0;
  return [rank, searchKey(name), login].join('\u0000');
};
