/** What one person made, another approves. */
import { expect, test } from 'vitest';
import { secondPerson } from '../../../../src/core/access/two-persons.ts';
import type { PersonId } from '../../../../src/core/ids.ts';
import { ok, refuse } from '../../../../src/core/result.ts';

const [lan, hoa, minh] = ['p-1', 'p-2', 'p-3'] as PersonId[] as [PersonId, PersonId, PersonId];
const exception = { reason: 'Xã chỉ có một cán bộ văn hóa' };

test('another person may approve, and no exception is used up for it', () => {
  expect(secondPerson([lan, hoa], minh, null)).toEqual(ok(null));
  expect(secondPerson([lan, hoa], minh, exception)).toEqual(ok(null));
});

test('what nobody made by hand, anybody may approve', () => expect(secondPerson([], lan, null)).toEqual(ok(null)));

test('who made any part of it may not', () => {
  for (const authors of [[lan], [hoa, lan], [lan, lan]])
    expect(secondPerson(authors, lan, null)).toEqual(refuse('approval.own-work', {}));
});

test('unless the unit is excepted, and then its reason is told', () => {
  expect(secondPerson([lan], lan, exception)).toEqual(ok(exception));
});
