/** One-time links: the first administrator, an invitation, a forgotten passphrase. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOBODY } from '../../../../src/core/access/model.ts';
import type { PersonId, UnitId } from '../../../../src/core/ids.ts';
import { must, ok } from '../../../../src/core/result.ts';
import { firstRunLink } from '../../../../src/operations/accounts/first-run.ts';
import { lookAtLink } from '../../../../src/operations/accounts/look-at-link.ts';
import { type LinkUse, useLink } from '../../../../src/operations/accounts/use-link.ts';
import { whoAsks } from '../../../../src/operations/accounts/who-asks.ts';
import { makeLink } from '../../../../src/operations/within/one-time-link.ts';
import { addGrant, allPeople, changePerson, findPerson, grantsOf, revokeGrant } from '../../../../src/store/people.ts';
import { backOff, oneTimeLink } from '../../../../src/store/schema.ts';
import {
  addRow,
  auditRows,
  type Centre,
  codeAt,
  codeOf,
  makeCentre,
  PASSPHRASE,
  turnOn,
  wordsKept,
} from './signing-in.ts';

let centre: Centre;
afterEach(() => centre.close());

const link = (): string => must(firstRunLink(centre.ctx))?.token ?? expect.fail('no link');
const use = async (typed: Partial<LinkUse> & Pick<LinkUse, 'token'>) =>
  useLink(centre.nobody, {
    login: 'lan',
    name: 'Trần Thị Lan',
    passphrase: PASSPHRASE,
    alsoRoles: [],
    ...typed,
  });
const look = (token: string) => lookAtLink(centre.nobody, token);

describe('the first run', () => {
  beforeEach(async () => {
    centre = await makeCentre({ empty: true });
  });

  test('there is nobody, and no login lets anybody in, until the link has been used', async () => {
    expect(allPeople(centre.ctx.store.rows)).toEqual([]);
    for (const login of ['admin', 'root', 'loa', 'administrator'])
      for (const passphrase of ['', 'admin', 'loa', 'password'])
        expect((await centre.signIn({ login, passphrase, address: `${login}${passphrase}` })).ok).toBe(false);
    const token = link();
    expect(look(token)).toEqual(ok({ first: true, login: null, name: null }));
    expect(must(await use({ token, login: ' Lan ', alsoRoles: ['editor', 'editor', 'administrator'] }))).toEqual({
      login: 'lan',
    });
    const { token: held } = must(await centre.signIn());
    expect(centre.holder(held).grants).toEqual([
      { role: 'administrator', unit: null },
      { role: 'editor', unit: null },
    ]);
  });

  test('the link works once, for a day, and a newer one makes it void', async () => {
    const [older, newer] = [link(), link()];
    expect(codeOf(look(older))).toBe('link.spent');
    expect(codeOf(await use({ token: older }))).toBe('link.spent');
    centre.pass(86_399);
    expect(look(newer).ok).toBe(true);
    centre.pass(1);
    expect(codeOf(look(newer))).toBe('link.spent');
    expect(codeOf(await use({ token: newer }))).toBe('link.spent');
    const last = link();
    expect((await use({ token: last })).ok).toBe(true);
    expect(codeOf(look(last))).toBe('link.spent');
    expect(codeOf(await use({ token: last, login: 'hoa' }))).toBe('link.spent');
    expect(firstRunLink(centre.ctx)).toEqual(ok(null));
  });

  test('sent twice at once it makes one administrator', async () => {
    const token = link();
    const answers = await Promise.all([use({ token }), use({ token, login: 'hoa' })]);
    expect(answers.map(codeOf).toSorted()).toEqual(['link.spent', 'ok']);
    expect(allPeople(centre.ctx.store.rows)).toHaveLength(1);
  });

  test('an administrator who came in another way closes it, as long as they are one', async () => {
    const token = link();
    const person = 'p-0000000000000003' as PersonId;
    addRow(centre, { id: person, login: 'hoa' });
    const { rows } = centre.ctx.store;
    const granted = { person, role: 'administrator', grantedAt: centre.now(), grantedBy: 'system:cli' } as const;
    addGrant(rows, { ...granted, unit: 'my-tu' as UnitId });
    addGrant(rows, { ...granted, role: 'editor', unit: null });
    const whole = addGrant(rows, { ...granted, unit: null });
    // Without a passphrase they cannot come in, and let nobody in.
    expect(look(token).ok).toBe(true);
    const passphrase = must(await centre.ctx.secrets.hashPassphrase(PASSPHRASE));
    const pending = use({ token });
    changePerson(rows, person, { passphrase });
    expect(codeOf(await pending)).toBe('link.spent');
    expect(codeOf(look(token))).toBe('link.spent');
    expect(firstRunLink(centre.ctx)).toEqual(ok(null));
    expect(allPeople(rows)).toHaveLength(1);
    revokeGrant(rows, whole, centre.now());
    const next = link();
    addGrant(rows, { ...granted, unit: null });
    expect(codeOf(look(next))).toBe('link.spent');
    expect(codeOf(await use({ token: next, login: 'minh' }))).toBe('link.spent');
    expect(firstRunLink(centre.ctx)).toEqual(ok(null));
  });

  const administrator = (): PersonId =>
    allPeople(centre.ctx.store.rows).find(({ login }) => login === 'lan')?.id ?? expect.fail('nobody');

  test('what is wrong is told all at once, writes nothing, and leaves the link working', async () => {
    const token = link();
    const rows = auditRows(centre).length;
    const answer = await use({ token, login: 'l@n', name: ' ', passphrase: 'ngắn' });
    expect(answer.ok ? [] : answer.refusals.map(({ code, place }) => [code, place?.pointer])).toEqual([
      ['request.wrong', '/login'],
      ['request.wrong', '/name'],
      ['passphrase.short', undefined],
    ]);
    for (const passphrase of ['Truyền thanh Mỹ Tú 2026', 'tran thi lan 2026', 'lan.lan.lan.lan'])
      expect(codeOf(await use({ token, passphrase })), passphrase).toBe('passphrase.common');
    expect(allPeople(centre.ctx.store.rows)).toEqual([]);
    expect(auditRows(centre)).toHaveLength(rows);
    expect(look(token).ok).toBe(true);
  });

  test('a login that somebody has is refused', async () => {
    addRow(centre, { id: 'p-0000000000000004' as PersonId, login: 'lan' });
    expect(await use({ token: link() })).toMatchObject({
      refusals: [{ code: 'person.login-taken', params: { login: 'lan' } }],
    });
  });

  test('only the machine itself asks for the link', () => {
    expect(codeOf(firstRunLink(centre.nobody))).toBe('sign-in.needed');
    const machine = { kind: 'machine', id: 't-1', name: 'x', scopes: [], unit: null } as never;
    expect(codeOf(firstRunLink(centre.as(machine)))).toBe('right.not-yours');
  });

  test('audit: the name apart from the row, no secret anywhere', async () => {
    const token = link();
    must(await use({ token }));
    const [made, used] = auditRows(centre);
    const id = administrator();
    expect(made).toMatchObject({ actor: 'system:cli', operation: 'link.first-run', subject: 'link/first-run' });
    expect(used).toMatchObject({ actor: `person:${id}`, operation: 'link.use', subject: `person/${id}` });
    expect(used?.words).toMatch(/^[0-9a-f]{64}$/);
    expect(wordsKept(centre)).toEqual(['Trần Thị Lan']);
    const text = JSON.stringify([made, used]);
    for (const kept of [token, 'argon2', 'Lan', '"lan"', PASSPHRASE]) expect(text).not.toContain(kept);
    expect(JSON.stringify(centre.ctx.store.rows.select().from(oneTimeLink).all())).not.toContain(token);
  });

  test('what is no token is spent', () => {
    for (const odd of ['', ' ', '%00', '../x', 'ký tự', 'A'.repeat(100_000)])
      expect(codeOf(look(odd))).toBe('link.spent');
  });
});

describe("a person's link", () => {
  const HOA = 'p-00000000000000aa' as PersonId;
  const makeFor = (person: PersonId): string =>
    must(centre.ctx.store.transact((rows) => ok(makeLink(centre.ctx, rows, person, 72))));

  beforeEach(async () => {
    centre = await makeCentre();
    addRow(centre, { id: HOA, login: 'hoa', name: 'Lê Hoa' });
  });

  test('shows whose it is, sets their passphrase, and changes neither login, name nor roles', async () => {
    const token = makeFor(HOA);
    expect(look(token)).toEqual(ok({ first: false, login: 'hoa', name: 'Lê Hoa' }));
    const done = await use({ token, login: 'lan', name: 'Kẻ khác', alsoRoles: ['administrator'] });
    expect(done).toEqual(ok({ login: 'hoa' }));
    expect(findPerson(centre.ctx.store.rows, HOA)).toMatchObject({
      login: 'hoa',
      name: 'Lê Hoa',
      passphraseAt: centre.now(),
    });
    expect(grantsOf(centre.ctx.store.rows, HOA)).toEqual([]);
    expect((await centre.signIn({ login: 'hoa' })).ok).toBe(true);
  });

  test('a forgotten passphrase: sign-ins end, waiting ends, older links are void, the old passphrase is wrong', async () => {
    must(await use({ token: makeFor(HOA) }));
    const held = must(await centre.signIn({ login: 'hoa' })).token;
    for (let n = 0; n < 12; n += 1) {
      await centre.signIn({ login: 'hoa', passphrase: 'quên mất rồi ạ' });
      centre.pass(60);
    }
    const [older, newer] = [makeFor(HOA), makeFor(HOA)];
    expect(codeOf(await use({ token: older }))).toBe('link.spent');
    must(await use({ token: newer, passphrase: 'gió mùa thu mẹ ru' }));
    expect(whoAsks(centre.nobody, { kind: 'sign-in', token: held })).toEqual(ok(NOBODY));
    const keys = centre.ctx.store.rows.select().from(backOff).all();
    expect(keys.filter(({ key }) => key.startsWith('person:'))).toEqual([]);
    expect(codeOf(await centre.signIn({ login: 'hoa' }))).toBe('sign-in.wrong');
    expect((await centre.signIn({ login: 'hoa', passphrase: 'gió mùa thu mẹ ru' })).ok).toBe(true);
    expect(codeOf(look(newer))).toBe('link.spent');
  });

  test('does not get past the second factor', async () => {
    must(await use({ token: makeFor(HOA) }));
    const { secret } = await turnOn(centre, must(await centre.signIn({ login: 'hoa' })).token);
    must(await use({ token: makeFor(HOA), passphrase: 'gió mùa thu mẹ ru' }));
    const begun = must(await centre.signIn({ login: 'hoa', passphrase: 'gió mùa thu mẹ ru' }));
    expect(begun.stage).toBe('code');
    expect(whoAsks(centre.nobody, { kind: 'sign-in', token: begun.token })).toEqual(ok(NOBODY));
    expect(codeAt(secret, centre.now())).toMatch(/^\d{6}$/);
  });

  test('is spent when the person is disabled or erased, also while the hash is being made', async () => {
    const { rows } = centre.ctx.store;
    const token = makeFor(HOA);
    const pending = use({ token });
    changePerson(rows, HOA, { disabledAt: centre.now() });
    expect(codeOf(await pending)).toBe('link.spent');
    expect(codeOf(look(token))).toBe('link.spent');
    changePerson(rows, HOA, { disabledAt: null, erasedAt: centre.now() });
    expect(codeOf(look(token))).toBe('link.spent');
    expect(findPerson(rows, HOA)?.passphrase).toBeNull();
  });

  test('a newer one of somebody else voids nothing', () => {
    addRow(centre, { id: 'p-00000000000000ab' as PersonId, login: 'minh' });
    const token = makeFor(HOA);
    makeFor('p-00000000000000ab' as PersonId);
    expect(look(token).ok).toBe(true);
  });
});
