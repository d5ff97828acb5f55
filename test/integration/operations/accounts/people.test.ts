/** People: who sees whom, who changes whom, what is recorded, and what is left after erasing. */

import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PersonId } from '../../../../src/core/ids.ts';
import type { Result } from '../../../../src/core/result.ts';
import { must } from '../../../../src/core/result.ts';
import { addPerson } from '../../../../src/operations/accounts/add-person.ts';
import { drawSecondFactor, setPassphrase, setSecondFactor } from '../../../../src/operations/accounts/by-hand.ts';
import { erasePerson } from '../../../../src/operations/accounts/erase-person.ts';
import { grantRole } from '../../../../src/operations/accounts/grant-role.ts';
import { listPeople } from '../../../../src/operations/accounts/list-people.ts';
import { lookAtLink } from '../../../../src/operations/accounts/look-at-link.ts';
import {
  disablePerson,
  enablePerson,
  endSignInsOf,
  renamePerson,
  resetSecondFactor,
} from '../../../../src/operations/accounts/person-standing.ts';
import { renewLink } from '../../../../src/operations/accounts/renew-link.ts';
import { revokeRole } from '../../../../src/operations/accounts/revoke-role.ts';
import { showPerson } from '../../../../src/operations/accounts/show-person.ts';
import { signIn as beginSignIn } from '../../../../src/operations/accounts/sign-in.ts';
import { useLink } from '../../../../src/operations/accounts/use-link.ts';
import { whoAsks } from '../../../../src/operations/accounts/who-asks.ts';
import type { Ctx } from '../../../../src/operations/context.ts';
import { type AuditSearch, listAudit } from '../../../../src/operations/list-audit.ts';
import { eq } from '../../../../src/store/drizzle.ts';
import { audit, auditText, person, signIn } from '../../../../src/store/schema.ts';
import { asking, makeAccountsWorld } from '../../../support/accounts-world.ts';
import { role, signedIn } from '../../../support/credentials.ts';
import type { World } from '../../../support/world.ts';

let world: World;
/** A shell on the machine; administrators of everything, of commune A and of commune B. */
let ctx: Ctx;
let chief: ReturnType<typeof asking>;
let ofA: ReturnType<typeof asking>;
let ofB: ReturnType<typeof asking>;
beforeEach(async () => {
  world = await makeAccountsWorld();
  ctx = world.ctx;
  chief = asking(ctx, { name: 'Trần Thị Cả', grants: [role('administrator')] });
  ofA = asking(ctx, { name: 'Lê Văn A', grants: [role('administrator', 'xa-a')] });
  ofB = asking(ctx, { name: 'Lê Văn B', grants: [role('administrator', 'xa-b')] });
});
afterEach(() => world.close());

const code = (answer: Result<unknown>): string => (answer.ok ? 'ok' : answer.refusals.map((one) => one.code).join(' '));
const names = (who: Ctx): string[] => listPeople(who).map(({ name }) => name);
const rowOf = (id: string) =>
  ctx.store.rows
    .select()
    .from(person)
    .where(eq(person.id, id as PersonId))
    .get();
const last = (search: Partial<AuditSearch> = {}) => must(listAudit(ctx, { limit: 1, ...search })).rows[0];

const lan = { login: 'lan', name: 'Nguyễn Thị Lan', role: 'operator', unit: 'xa-a' } as const;
const WHY = 'Chuyển công tác';

describe('adding', () => {
  test('a link for 72 hours lets them choose a passphrase and sign in', async () => {
    const { id, link } = must(addPerson(ofA, { ...lan, login: ' LAN ' }));
    expect(must(showPerson(ofA, id))).toMatchObject({
      login: 'lan',
      name: 'Nguyễn Thị Lan',
      hasPassphrase: false,
      grants: [{ role: 'operator', unit: { id: 'xa-a', name: 'Xã A' } }],
      mayManage: true,
    });
    world.setNow('2026-11-26T00:59:59Z');
    expect(must(lookAtLink(ctx, link))).toMatchObject({ first: false, login: 'lan' });
    world.setNow('2026-11-26T01:00:00Z');
    expect(code(lookAtLink(ctx, link))).toBe('link.spent');
    world.setNow('2026-11-23T02:00:00Z');
    const passphrase = 'cơn mưa nào rơi trên lá sen';
    must(await useLink(ctx, { token: link, login: '', name: '', passphrase, alsoRoles: [] }));
    expect(code(await beginSignIn(ctx, { login: 'lan', passphrase, address: '::1', agent: '' }))).toBe('ok');
  });

  test('nothing personal is in the row of the audit; the name is in its words', () => {
    const { id } = must(addPerson(ofA, lan));
    expect(last()).toMatchObject({
      actor: { id: ofA.self, kind: 'person', name: 'Lê Văn A' },
      unit: { id: 'xa-a' },
      operation: 'person.add',
      subject: `person/${id}`,
      detail: { before: null, after: { role: 'operator', unit: 'xa-a' } },
      words: 'Nguyễn Thị Lan (lan)',
    });
    expect(JSON.stringify(ctx.store.rows.select().from(audit).all())).not.toContain('Lan');
  });

  test('only where one may manage people, and only for units that are there', () => {
    expect(code(addPerson(ofA, { ...lan, unit: 'xa-b' }))).toBe('right.elsewhere');
    expect(code(addPerson(ofA, { ...lan, unit: null }))).toBe('right.elsewhere');
    expect(code(addPerson(ofA, { ...lan, unit: 'ap-a1' }))).toBe('ok');
    expect(code(addPerson(chief, { ...lan, login: 'lan2', unit: 'khong-co' }))).toBe('unit.unknown');
    expect(code(addPerson(chief, { ...lan, login: 'lan2', unit: 'xa-cu' }))).toBe('unit.ended');
    expect(code(addPerson(ofA, { ...lan, login: 'lan2', unit: 'xa-cu' }))).toBe('right.elsewhere');
    const editor = asking(ctx, { grants: [role('editor', 'xa-a')] });
    expect(code(addPerson(editor, { ...lan, login: 'lan3' }))).toBe('right.missing');
  });

  test('every fault of what was typed is told at once; a login is somebody’s once', () => {
    expect(code(addPerson(chief, { ...lan, login: 'Lan Anh', name: '' }))).toBe('request.wrong request.wrong');
    must(addPerson(chief, lan));
    expect(code(addPerson(chief, { ...lan, login: 'LAN' }))).toBe('person.login-taken');
  });
});

describe('seeing', () => {
  test('those with a grant where one may see; those with none only by the whole centre', () => {
    const { id } = must(addPerson(ofA, lan));
    expect(names(ofA)).toEqual(['Lê Văn A', 'Nguyễn Thị Lan']);
    expect(names(ofB)).toEqual(['Lê Văn B']);
    expect(code(showPerson(ofB, id))).toBe('person.unknown');
    const grant = must(showPerson(ofA, id)).grants[0]?.id ?? 0;
    must(revokeRole(ofA, { grant, why: WHY }));
    expect(names(ofA)).toEqual(['Lê Văn A']);
    expect(code(showPerson(ofA, id))).toBe('person.unknown');
    expect(must(showPerson(chief, id))).toMatchObject({ grants: [], mayManage: true });
    expect(code(grantRole(ofA, { person: id, role: 'editor', unit: 'xa-a', why: null }))).toBe('person.unknown');
  });

  test('of somebody with rights elsewhere too, only the own ones, and not as manageable', () => {
    const { id } = must(addPerson(ofA, lan));
    must(grantRole(chief, { person: id, role: 'approver', unit: 'xa-b', why: null }));
    expect(must(showPerson(ofA, id))).toMatchObject({ mayManage: false, grants: [{ role: 'operator' }] });
    expect(must(showPerson(ofB, id)).grants).toHaveLength(1);
    expect(must(showPerson(chief, id)).grants).toHaveLength(2);
  });

  test('who may not see people sees none; nobody and machines see none', () => {
    expect(listPeople(asking(ctx, { grants: [role('editor')] }))).toEqual([]);
    expect(listPeople({ ...ctx, caller: { kind: 'nobody' } })).toEqual([]);
  });
});

describe('managing somebody with wider rights', () => {
  test.each([
    ['the whole centre', null],
    ['another commune', 'xa-b'],
  ])('is refused where they also have a role for %s', (_, unit) => {
    const { id } = must(addPerson(ofA, lan));
    must(grantRole(chief, { person: id, role: 'boardOfficer', unit, why: null }));
    const asked = { person: id, why: WHY };
    expect(code(renewLink(ofA, asked))).toBe('right.elsewhere');
    expect(code(renamePerson(ofA, { person: id, login: 'ten-khac', name: 'Tên Khác' }))).toBe('right.elsewhere');
    expect(code(resetSecondFactor(ofA, asked))).toBe('right.elsewhere');
    expect(code(disablePerson(ofA, asked))).toBe('right.elsewhere');
    expect(code(endSignInsOf(ofA, asked))).toBe('right.elsewhere');
    expect(code(renewLink(chief, asked))).toBe('ok');
  });

  test('a link that was kept gives nothing that was granted later by somebody else', () => {
    const { id, link } = must(addPerson(ofA, lan));
    must(grantRole(ofA, { person: id, role: 'editor', unit: 'xa-a', why: null }));
    expect(code(lookAtLink(ctx, link))).toBe('ok');
    must(grantRole(chief, { person: id, role: 'administrator', unit: null, why: null }));
    expect(code(lookAtLink(ctx, link))).toBe('link.spent');
  });
});

describe('roles', () => {
  test('the same role for the same unit is granted once; another unit is another grant', () => {
    const { id } = must(addPerson(ofA, lan));
    expect(code(grantRole(ofA, { person: id, role: 'operator', unit: 'xa-a', why: null }))).toBe('grant.already');
    expect(code(grantRole(ofA, { person: id, role: 'operator', unit: 'ap-a1', why: ' Kiêm nhiệm ' }))).toBe('ok');
    expect(last()).toMatchObject({ operation: 'person.grant', unit: { id: 'ap-a1' }, words: 'Kiêm nhiệm' });
    expect(code(grantRole(ofA, { person: id, role: 'operator', unit: 'xa-b', why: null }))).toBe('right.elsewhere');
  });

  test('revoked with a reason, once, and granted again as a new grant', () => {
    const { id } = must(addPerson(ofA, lan));
    const grant = must(showPerson(ofA, id)).grants[0]?.id ?? 0;
    expect(code(revokeRole(ofA, { grant, why: '  ' }))).toBe('reason.missing');
    expect(code(revokeRole(ofA, { grant, why: 'x'.repeat(501) }))).toBe('request.wrong');
    expect(code(revokeRole(ofB, { grant, why: WHY }))).toBe('grant.unknown');
    must(revokeRole(ofA, { grant, why: WHY }));
    expect(last()).toMatchObject({
      operation: 'person.revoke',
      words: WHY,
      detail: { before: { grant }, after: null },
    });
    expect(code(revokeRole(ofA, { grant, why: WHY }))).toBe('grant.unknown');
    expect(must(grantRole(chief, { person: id, role: 'operator', unit: 'xa-a', why: null })).id).not.toBe(grant);
  });

  test('of one’s own, by an administrator, recorded', () => {
    const self = { person: ofA.self, role: 'editor', unit: 'xa-a', why: null } as const;
    expect(code(grantRole(ofA, self))).toBe('ok');
    expect(last()).toMatchObject({ actor: { id: ofA.self }, subject: `person/${ofA.self}` });
    expect(code(grantRole(ofA, { ...self, unit: null }))).toBe('right.elsewhere');
  });
});

describe('the last administrator of the whole centre', () => {
  const grantOf = (id: string): number => must(showPerson(ctx, id)).grants[0]?.id ?? 0;

  test('is not disabled, erased or deprived, by whomever', () => {
    for (const who of [chief, ctx]) {
      const asked = { person: chief.self, why: WHY };
      expect(code(disablePerson(who, asked))).toBe('person.last-administrator');
      expect(code(erasePerson(who, asked))).toBe('person.last-administrator');
      expect(code(revokeRole(who, { grant: grantOf(chief.self), why: WHY }))).toBe('person.last-administrator');
    }
  });

  test('one without a passphrase or disabled is no other one', () => {
    must(addPerson(chief, { ...lan, role: 'administrator', unit: null }));
    asking(ctx, { grants: [role('administrator')] });
    const [other] = listPeople(ctx).filter(({ name }) => name === 'Nguyễn Văn A');
    must(disablePerson(chief, { person: other?.id ?? '', why: WHY }));
    expect(code(disablePerson(ctx, { person: chief.self, why: WHY }))).toBe('person.last-administrator');
    must(enablePerson(chief, { person: other?.id ?? '', why: WHY }));
    expect(code(disablePerson(ctx, { person: chief.self, why: WHY }))).toBe('ok');
  });
});

describe('standing', () => {
  test('disabling ends sign-ins and links at once; enabling brings no sign-in back', () => {
    const held = signedIn(ctx, { grants: [role('operator', 'xa-a')] });
    const { link } = must(renewLink(ofA, { person: held.id }));
    expect(must(whoAsks(ctx, { kind: 'sign-in', token: held.token })).kind).toBe('person');
    expect(code(disablePerson(ofA, { person: held.id, why: ' ' }))).toBe('reason.missing');
    must(disablePerson(ofA, { person: held.id, why: WHY }));
    expect(must(whoAsks(ctx, { kind: 'sign-in', token: held.token })).kind).toBe('nobody');
    must(enablePerson(ofA, { person: held.id, why: 'Trở lại' }));
    expect(must(whoAsks(ctx, { kind: 'sign-in', token: held.token })).kind).toBe('nobody');
    expect(code(lookAtLink(ctx, link))).toBe('link.spent');
    expect(last()).toMatchObject({ operation: 'person.enable', words: 'Trở lại' });
  });

  test('disabling twice changes nothing and writes no second row', () => {
    const { id } = must(addPerson(ofA, lan));
    must(disablePerson(ofA, { person: id, why: WHY }));
    const before = last()?.id;
    must(disablePerson(ofA, { person: id, why: WHY }));
    expect(last()?.id).toBe(before);
  });

  test('a new name and login, unless somebody has it', () => {
    const { id } = must(addPerson(ofA, lan));
    must(addPerson(ofB, { login: 'hoa', name: 'Hoa', role: 'editor', unit: 'xa-b' }));
    expect(code(renamePerson(ofA, { person: id, name: 'Lan', login: 'hoa' }))).toBe('person.login-taken');
    expect(rowOf(id)?.name).toBe('Nguyễn Thị Lan');
    must(renamePerson(ofA, { person: id, name: 'Nguyễn Thị Lan', login: 'lan.nguyen' }));
    expect(rowOf(id)).toMatchObject({ login: 'lan.nguyen', name: 'Nguyễn Thị Lan' });
    expect(last()).toMatchObject({
      detail: { after: { changed: ['login'] } },
      words: 'Nguyễn Thị Lan (lan) → Nguyễn Thị Lan (lan.nguyen)',
    });
  });

  test('a second factor taken away proves nothing any more, and is told when last seen', () => {
    const other = asking(ctx, { grants: [role('approver', 'xa-a')] });
    expect(must(showPerson(ofA, other.self))).toMatchObject({ lastSeenAt: ctx.clock.instant() });
    must(resetSecondFactor(ofA, { person: other.self, why: 'Mất điện thoại' }));
    expect(rowOf(other.self)).toMatchObject({ totpSecret: null, totpSince: null, recovery: [] });
    const rows = ctx.store.rows
      .select()
      .from(signIn)
      .where(eq(signIn.person, other.self as PersonId))
      .all();
    expect(rows.map(({ secondFactorAt }) => secondFactorAt)).toEqual([null]);
  });

  test('sign-ins ended from outside', () => {
    const held = signedIn(ctx, { grants: [role('operator', 'xa-a')] });
    must(endSignInsOf(ofA, { person: held.id }));
    expect(must(whoAsks(ctx, { kind: 'sign-in', token: held.token })).kind).toBe('nobody');
    expect(last()).toMatchObject({ operation: 'person.end-sign-ins', detail: { before: { signIns: 1 } } });
  });
});

describe('erasing', () => {
  test('empties what is personal, keeps the rows, and is not undone', () => {
    const { id, link } = must(addPerson(ofA, lan));
    const held = asking(ctx, { name: 'Người Khác', grants: [role('operator', 'xa-a')] });
    must(renamePerson(ofA, { person: id, name: 'Nguyễn Thị Ngọc Lan', login: 'lan' }));
    const counted = ctx.store.rows.select().from(audit).all().length;
    expect(code(erasePerson(ofA, { person: id, why: WHY }))).toBe('right.elsewhere');
    must(erasePerson(chief, { person: id, why: 'Theo yêu cầu của người ấy' }));

    expect(rowOf(id)).toMatchObject({ login: '', name: '', passphrase: null, disabledAt: ctx.clock.instant() });
    const texts = JSON.stringify(ctx.store.rows.select().from(auditText).all());
    expect(texts).not.toContain('Lan');
    expect(texts).toContain('Theo yêu cầu của người ấy');
    const rows = must(listAudit(ctx, { subject: `person/${id}`, limit: 100 })).rows;
    expect(rows.map(({ operation, erased, words }) => [operation, erased, words])).toEqual([
      ['person.erase', false, 'Theo yêu cầu của người ấy'],
      ['person.rename', true, null],
      ['person.add', true, null],
    ]);
    expect(ctx.store.rows.select().from(audit).all()).toHaveLength(counted + 1);
    expect(code(lookAtLink(ctx, link))).toBe('link.spent');
    expect(must(showPerson(chief, id))).toMatchObject({ login: '', name: '', grants: [], mayManage: false });
    expect(code(enablePerson(chief, { person: id, why: WHY }))).toBe('person.erased');
    expect(code(grantRole(chief, { person: id, role: 'editor', unit: null, why: null }))).toBe('person.erased');
    expect(code(renewLink(chief, { person: id }))).toBe('person.erased');
    expect(code(erasePerson(chief, { person: id, why: WHY }))).toBe('person.erased');
    // What somebody else did, and their name, is not touched; the login is free again.
    expect(must(showPerson(ofA, held.self)).name).toBe('Người Khác');
    expect(code(addPerson(ofA, lan))).toBe('ok');
  });

  test('empties where and with what they signed in, and their rows show no name', () => {
    const gone = asking(ctx, { name: 'Phạm Văn Đi', grants: [role('administrator')] });
    must(addPerson(gone, lan));
    must(erasePerson(chief, { person: gone.self, why: WHY }));
    const rows = ctx.store.rows
      .select()
      .from(signIn)
      .where(eq(signIn.person, gone.self as PersonId))
      .all();
    expect(rows).toMatchObject([{ address: '', agent: '', endedAt: ctx.clock.instant() }]);
    expect(last({ actor: gone.self })).toMatchObject({ actor: { id: gone.self, kind: 'person', name: null } });
  });
});

describe('by hand, on the machine', () => {
  test('a passphrase ends sign-ins and opens the account; nobody else may', async () => {
    const { id } = must(addPerson(ofA, lan));
    const passphrase = 'bốn con trâu qua sông hẹp';
    expect(code(await setPassphrase(chief, { person: id, passphrase }))).toBe('right.not-yours');
    expect(code(await setPassphrase(ctx, { person: id, passphrase: 'ngắn' }))).toBe('passphrase.short');
    expect(code(await setPassphrase(ctx, { person: 'p-0', passphrase }))).toBe('person.unknown');
    const held = signedIn(ctx, { grants: [role('operator', 'xa-a')] });
    expect(must(await setPassphrase(ctx, { person: held.id, passphrase }))).toEqual({ endedSignIns: 1 });
    must(await setPassphrase(ctx, { person: id, passphrase }));
    expect(code(await beginSignIn(ctx, { login: 'lan', passphrase, address: '::1', agent: '' }))).toBe('ok');
    expect(JSON.stringify(ctx.store.rows.select().from(audit).all())).not.toContain('argon2');
  });

  test('a second factor is stored only with a right code', () => {
    const { id } = must(addPerson(ofA, lan));
    const { secret, uri } = must(drawSecondFactor(ctx, { person: id }));
    expect(uri).toContain(secret);
    expect(rowOf(id)?.totpSecret).toBeNull();
    expect(code(setSecondFactor(ctx, { person: id, secret, code: '12345' }))).toBe('sign-in.code-wrong');
    expect(code(setSecondFactor(ctx, { person: id, secret: 'abc', code: '123456' }))).toBe('request.wrong');
    expect(code(drawSecondFactor(chief, { person: id }))).toBe('right.not-yours');
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    const shown = totp.generate({ timestamp: Date.parse(ctx.clock.instant()) });
    const { recovery } = must(setSecondFactor(ctx, { person: id, secret, code: shown }));
    expect(new Set(recovery).size).toBe(10);
    expect(rowOf(id)).toMatchObject({ totpSince: ctx.clock.instant() });
    expect(JSON.stringify(rowOf(id)?.recovery)).not.toContain(recovery[0]);
    expect(code(drawSecondFactor(ctx, { person: id }))).toBe('second-factor.already');
    expect(JSON.stringify(ctx.store.rows.select().from(audit).all())).not.toContain(secret);
  });
});
