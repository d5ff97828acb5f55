/** One person, as the list of people has them. */
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { type Asking, operation } from '../operation.ts';
import { type ListedPerson, listPeople } from './list-people.ts';

/** Refuses with person.unknown, also for somebody whom the caller may not see. */
export const showPerson = operation(
  { name: 'person.show', needs: 'person.read' },
  (ctx: Asking, id: string): Result<ListedPerson> => {
    const found = listPeople(ctx).find((person) => person.id === id);
    return found === undefined ? refuse('person.unknown', { id }) : ok(found);
  },
);
