/** The guide for administrators tells of the rights that there are: its table is read and compared with the code. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { words } from '../../../src/contract/sentences/index.ts';
import { ACCOUNT_ROLES, GUARDED, RIGHTS, RIGHTS_OF, SCOPES, SITE_RIGHTS } from '../../../src/core/access/model.ts';

const guide = readFileSync(new URL('../../../docs/accounts.md', import.meta.url), 'utf8');
const { accountRoles, rights } = words('vi');

/** The rows of the table whose first cell is 'quyền': cells without their padding. */
const [header = [], , ...rows] = guide
  .slice(guide.indexOf('| quyền |'))
  .split('\n\n', 1)
  .flatMap((table) => table.trim().split('\n'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

const COLUMNS = [
  ...ACCOUNT_ROLES.map((role) => ({ title: accountRoles[role], held: new Set<string>(RIGHTS_OF[role]) })),
  { title: 'khóa truy cập', held: new Set<string>(SCOPES) },
  { title: 'liên kết điểm loa', held: new Set<string>(SITE_RIGHTS) },
  { title: 'cần mã xác thực', held: new Set<string>(GUARDED) },
];

test('the table has a column for each role, and for tokens, site links and fresh codes', () => {
  expect(header).toEqual(['quyền', '', ...COLUMNS.map(({ title }) => title)]);
});

test('the table has each right once, by its words, with the marks that the code gives it', () => {
  const marks = (right: string): string[] => COLUMNS.map(({ held }) => (held.has(right) ? '✓' : ''));
  expect(rows).toEqual(RIGHTS.map((right) => [`\`${right}\``, rights[right], ...marks(right)]));
});
