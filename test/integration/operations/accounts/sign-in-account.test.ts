/** One's own account: what it shows, and changing the passphrase; and who holds a machine's or a site's token. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOBODY } from '../../../../src/core/access/model.ts';
import { TOKEN_PREFIX, tokenHash } from '../../../../src/core/access/token.ts';
import type { ChannelId, PersonId, TokenId, UnitId } from '../../../../src/core/ids.ts';
import { must, ok } from '../../../../src/core/result.ts';
import { changePassphrase } from '../../../../src/operations/accounts/change-passphrase.ts';
import { lookAtLink } from '../../../../src/operations/accounts/look-at-link.ts';
import { showOwnAccount } from '../../../../src/operations/accounts/own-account.ts';
import { signOut } from '../../../../src/operations/accounts/sign-out.ts';
import { whoAsks } from '../../../../src/operations/accounts/who-asks.ts';
import { makeLink } from '../../../../src/operations/within/one-time-link.ts';
import { addGrant, changePerson } from '../../../../src/store/people.ts';
import { accessToken } from '../../../../src/store/schema.ts';
import { auditRows, type Centre, codeOf, makeCentre, PASSPHRASE, START } from './signing-in.ts';

const NEXT = 'lúa chín vàng đồng quê';
let centre: Centre;
let token: string;
beforeEach(async () => {
  centre = await makeCentre();
  token = must(await centre.signIn()).token;
});
afterEach(() => centre.close());
const me = () => centre.as(centre.holder(token));
const ask = (held: string) => whoAsks(centre.nobody, { kind: 'sign-in', token: held });

test('it shows who one is, what one may do where, and the sign-ins that still work', async () => {
  const { id } = centre.holder(token);
  const grant = { person: id, role: 'editor', grantedAt: START, grantedBy: 'system:cli' } as const;
  addGrant(centre.ctx.store.rows, { ...grant, unit: 'xa-da-mat' as UnitId });
  const ended = must(await centre.signIn()).token;
  signOut(centre.as(centre.holder(ended)));
  must(await centre.signIn({ agent: 'để quên' }));
  centre.pass(1700);
  centre.holder(token);
  const other = must(await centre.signIn({ address: '198.51.100.9', agent: 'Firefox' })).token;
  centre.pass(200);
  expect(must(showOwnAccount(me()))).toEqual({
    id,
    login: 'lan',
    name: 'Trần Thị Lan',
    passphraseAt: START,
    secondFactorSince: null,
    recoveryLeft: 0,
    grants: [
      { role: 'administrator', unit: null },
      { role: 'editor', unit: { id: 'xa-da-mat', name: 'xa-da-mat' } },
    ],
    signIns: [
      expect.objectContaining({ beganAt: START, address: '203.0.113.7', agent: 'Chromium', current: true }),
      expect.objectContaining({ id: centre.holder(other).signIn, address: '198.51.100.9', current: false }),
    ],
  });
  expect(codeOf(showOwnAccount(centre.nobody))).toBe('sign-in.needed');
  expect(codeOf(showOwnAccount(centre.ctx))).toBe('right.not-yours');
});

describe('changing the passphrase', () => {
  test('the new one is right, the old one wrong; other sign-ins and waiting links are over, this one goes on', async () => {
    const other = must(await centre.signIn()).token;
    const { id } = centre.holder(token);
    const link = must(centre.ctx.store.transact((rows) => ok(makeLink(centre.ctx, rows, id, 72))));
    centre.pass(60);
    expect(await changePassphrase(me(), { current: PASSPHRASE, next: NEXT })).toEqual(ok(undefined));
    expect(ask(other)).toEqual(ok(NOBODY));
    expect(centre.holder(token).kind).toBe('person');
    expect(codeOf(lookAtLink(centre.nobody, link))).toBe('link.spent');
    expect(codeOf(await centre.signIn())).toBe('sign-in.wrong');
    expect((await centre.signIn({ passphrase: NEXT })).ok).toBe(true);
    const row = auditRows(centre).find(({ operation }) => operation === 'account.change-passphrase');
    expect(row).toMatchObject({
      actor: `person:${id}`,
      subject: `person/${id}`,
      detail: { before: { passphraseAt: START }, after: { passphraseAt: '2026-11-23T01:01:00Z', signInsEnded: 1 } },
      words: null,
    });
  });

  test('without the current one it is refused, counted, and after some guesses has to wait', async () => {
    for (let n = 0; n < 6; n += 1)
      expect(codeOf(await changePassphrase(me(), { current: 'đoán bừa thôi mà', next: NEXT }))).toBe('sign-in.wrong');
    expect(await changePassphrase(me(), { current: PASSPHRASE, next: NEXT })).toMatchObject({
      refusals: [{ code: 'sign-in.wait', params: { seconds: 1 } }],
    });
    // Guessing inside does not lock the door outside.
    expect((await centre.signIn()).ok).toBe(true);
    expect(auditRows(centre).filter(({ operation }) => operation === 'account.change-passphrase')).toHaveLength(6);
    centre.pass(1);
    expect((await changePassphrase(me(), { current: PASSPHRASE, next: NEXT })).ok).toBe(true);
  });

  test('a weak one is refused before anything is looked at', async () => {
    for (const [next, code] of [
      ['ngắn', 'passphrase.short'],
      ['x'.repeat(257), 'passphrase.long'],
      ['Trần Thị Lan 1985', 'passphrase.common'],
    ] as const)
      expect(codeOf(await changePassphrase(me(), { current: PASSPHRASE, next }))).toBe(code);
    expect((await centre.signIn()).ok).toBe(true);
  });

  test('two at once: one is made, the other is told that its current one is wrong', async () => {
    const ctx = me();
    const answers = await Promise.all(
      [NEXT, 'gió mùa thu mẹ ru'].map(async (next) => changePassphrase(ctx, { current: PASSPHRASE, next })),
    );
    expect(answers.map(codeOf).toSorted()).toEqual(['ok', 'sign-in.wrong']);
  });

  test('signed out or disabled while the hash was made: nothing changes', async () => {
    const ctx = me();
    const pending = changePassphrase(ctx, { current: PASSPHRASE, next: NEXT });
    must(signOut(ctx));
    expect(codeOf(await pending)).toBe('sign-in.needed');
    token = must(await centre.signIn()).token;
    const again = me();
    const other = changePassphrase(again, { current: PASSPHRASE, next: NEXT });
    changePerson(centre.ctx.store.rows, centre.holder(token).id, { disabledAt: centre.now() });
    expect(codeOf(await other)).toBe('sign-in.needed');
  });

  test('is nothing for nobody or a shell', async () => {
    const typed = { current: PASSPHRASE, next: NEXT };
    expect(codeOf(await changePassphrase(centre.nobody, typed))).toBe('sign-in.needed');
    expect(codeOf(await changePassphrase(centre.ctx, typed))).toBe('right.not-yours');
  });
});

describe('tokens of machines and sites', () => {
  const machine = `${TOKEN_PREFIX.machine}${'m'.repeat(43)}`;
  const site = `${TOKEN_PREFIX.site}${'s'.repeat(43)}`;
  const add = (held: string, row: Partial<typeof accessToken.$inferInsert>) =>
    centre.ctx.store.rows
      .insert(accessToken)
      .values({
        id: 't-0000000000000001' as TokenId,
        kind: 'machine',
        name: 'Máy phát',
        token: tokenHash(held),
        scopes: ['schedule.read'],
        unit: 'my-tu' as UnitId,
        channel: null,
        createdAt: START,
        createdBy: `person:${'p-1' as PersonId}`,
        expiresAt: null,
        usedAt: null,
        revokedAt: null,
        ...row,
      })
      .run();
  const bearer = (held: string) => whoAsks(centre.nobody, { kind: 'bearer', token: held });
  const phone = (held: string) => whoAsks(centre.nobody, { kind: 'site', token: held });
  const usedAt = () => centre.ctx.store.rows.select().from(accessToken).get()?.usedAt;

  test("a machine's: its scopes and unit, until it expires; used once a minute", () => {
    add(machine, { expiresAt: '2026-11-23T02:00:00Z' });
    expect(bearer(machine)).toEqual(
      ok({
        kind: 'machine',
        id: 't-0000000000000001',
        name: 'Máy phát',
        scopes: ['schedule.read'],
        unit: 'my-tu',
        channel: null,
        expiresAt: '2026-11-23T02:00:00Z',
      }),
    );
    expect(usedAt()).toBe(START);
    centre.pass(59);
    bearer(machine);
    expect(usedAt()).toBe(START);
    centre.pass(3540);
    expect(bearer(machine).ok).toBe(true);
    expect(usedAt()).toBe('2026-11-23T01:59:59Z');
    centre.pass(1);
    expect(codeOf(bearer(machine))).toBe('credential.wrong');
  });

  test("a site's: its channel; one without a channel reaches nothing", () => {
    add(site, { kind: 'site', unit: null, scopes: [], channel: 'loa-hau-thanh' as ChannelId });
    expect(phone(site)).toEqual(
      ok({ kind: 'site', id: 't-0000000000000001', name: 'Máy phát', channel: 'loa-hau-thanh' }),
    );
    centre.ctx.store.rows.update(accessToken).set({ channel: null }).run();
    expect(codeOf(phone(site))).toBe('credential.wrong');
  });

  test('revoked, unknown or of the other kind: credential.wrong, and no use is noted', () => {
    add(machine, { revokedAt: START });
    expect(codeOf(bearer(machine))).toBe('credential.wrong');
    centre.ctx.store.rows.update(accessToken).set({ revokedAt: null }).run();
    for (const answer of [phone(machine), bearer(`${machine}x`), bearer(''), bearer(tokenHash(machine)), phone(site)])
      expect(codeOf(answer)).toBe('credential.wrong');
    expect(ask(machine)).toEqual(ok(NOBODY));
    expect(usedAt()).toBeNull();
  });
});
