/** Machines' tokens and sites' links: made where one may, shown once, worth what they say until they end. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Result } from '../../../../src/core/result.ts';
import { must } from '../../../../src/core/result.ts';
import { erasePerson } from '../../../../src/operations/accounts/erase-person.ts';
import {
  addSiteLink,
  addToken,
  listTokens,
  type NewToken,
  renewSiteLink,
  revokeToken,
} from '../../../../src/operations/accounts/tokens.ts';
import { whoAsks } from '../../../../src/operations/accounts/who-asks.ts';
import type { Ctx } from '../../../../src/operations/context.ts';
import { listAudit } from '../../../../src/operations/list-audit.ts';
import { accessToken, audit, auditText } from '../../../../src/store/schema.ts';
import { asking, makeAccountsWorld } from '../../../support/accounts-world.ts';
import { role } from '../../../support/credentials.ts';
import type { World } from '../../../support/world.ts';

let world: World;
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
const wanted: NewToken = { name: 'Máy phát', scopes: ['schedule.read'], unit: 'xa-a', days: 30 };
const names = (who: Ctx): string[] => listTokens(who).map(({ name }) => name);

describe('a machine’s token', () => {
  test('asks for its unit with its scopes, until its last second', () => {
    const { id, token } = must(
      addToken(ofA, { ...wanted, name: ' Máy phát ', scopes: ['airing.record', 'schedule.read'] }),
    );
    expect(token).toMatch(/^loa_m_[A-Za-z0-9_-]{43}$/);
    expect(must(whoAsks(ctx, { kind: 'bearer', token }))).toEqual({
      kind: 'machine',
      id,
      name: 'Máy phát',
      scopes: ['schedule.read', 'airing.record'],
      unit: 'xa-a',
      channel: null,
      expiresAt: '2026-12-23T01:00:00Z',
    });
    world.setNow('2026-12-23T00:59:59Z');
    expect(code(whoAsks(ctx, { kind: 'bearer', token }))).toBe('ok');
    world.setNow('2026-12-23T01:00:00Z');
    expect(code(whoAsks(ctx, { kind: 'bearer', token }))).toBe('credential.wrong');
  });

  test('is stored and recorded without its secret', () => {
    const { id, token } = must(addToken(ofA, wanted));
    const rows = [accessToken, audit, auditText].map((table) => ctx.store.rows.select().from(table).all());
    expect(JSON.stringify(rows)).not.toContain(token.slice('loa_m_'.length));
    const [made] = must(listAudit(ctx, { subject: `token/${id}`, limit: 1 })).rows;
    expect(made).toMatchObject({ operation: 'token.add', unit: { id: 'xa-a' }, words: 'Máy phát' });
    const sha = ctx.store.rows.select().from(accessToken).all()[0]?.token ?? '?';
    expect(JSON.stringify(must(listAudit(ctx, { limit: 500 })))).not.toContain(sha);
    expect(JSON.stringify(listTokens(chief))).not.toContain(sha);
  });

  test.each([
    ['no name', { name: ' ' }, 'request.wrong'],
    ['a name of 101 letters', { name: 'ă'.repeat(101) }, 'request.wrong'],
    ['no scope', { scopes: [] }, 'request.wrong'],
    ['a scope that no machine gets', { scopes: ['schedule.read', 'day.approve'] as never }, 'request.wrong'],
    ['no day', { days: 0 }, 'token.expiry'],
    ['half a day', { days: 1.5 }, 'token.expiry'],
    ['more than two years', { days: 731 }, 'token.expiry'],
    ['another commune', { unit: 'xa-b' }, 'right.elsewhere'],
    ['the whole centre', { unit: null }, 'right.elsewhere'],
    ['an unknown unit', { unit: 'khong-co' }, 'unit.unknown'],
  ])('is refused with %s', (_, change, refused) => {
    expect(code(addToken(ofA, { ...wanted, ...change }))).toBe(refused);
    expect(listTokens(ctx)).toEqual([]);
  });

  test('lasts two years at most, and is not made for a unit that has ended', () => {
    expect(code(addToken(chief, { ...wanted, days: 730 }))).toBe('ok');
    expect(code(addToken(chief, { ...wanted, unit: 'xa-cu' }))).toBe('unit.ended');
  });
});

describe('a site’s link', () => {
  test('is for one channel, where the channel is managed', () => {
    const { id, token } = must(addSiteLink(ofA, { name: 'ấp A1, chú Bảy', channel: 'loa-a' }));
    expect(token).toMatch(/^loa_s_/);
    expect(must(whoAsks(ctx, { kind: 'site', token }))).toEqual({
      kind: 'site',
      id,
      name: 'ấp A1, chú Bảy',
      channel: 'loa-a',
    });
    expect(code(whoAsks(ctx, { kind: 'bearer', token }))).toBe('credential.wrong');
    expect(code(addSiteLink(ofA, { name: 'x', channel: 'loa-b' }))).toBe('channel.unknown');
    expect(code(addSiteLink(chief, { name: 'x', channel: 'khong-co' }))).toBe('channel.unknown');
    expect(listTokens(ofA)).toMatchObject([
      { kind: 'site', scopes: [], unit: null, channel: { id: 'loa-a', name: 'Loa xã A' }, expiresAt: null },
    ]);
    expect(must(listAudit(ofA, { limit: 1 })).rows).toMatchObject([
      { operation: 'token.add-site', unit: { id: 'xa-a' } },
    ]);
  });
});

describe('another link in the place of one that got out', () => {
  test('ends the old one in the same step; only what is a link that works, by who may make one', () => {
    const old = must(addSiteLink(ofA, { name: 'ấp A1, chú Bảy', channel: 'loa-a' }));
    const machine = must(addToken(ofA, wanted));
    expect(code(renewSiteLink(ofB, { id: old.id }))).toBe('token.unknown');
    expect(code(renewSiteLink(ofA, { id: machine.id }))).toBe('token.unknown');
    const made = must(renewSiteLink(ofA, { id: old.id }));
    expect(made.name).toBe('ấp A1, chú Bảy');
    expect(code(whoAsks(ctx, { kind: 'site', token: old.token }))).toBe('credential.wrong');
    expect(must(whoAsks(ctx, { kind: 'site', token: made.token }))).toMatchObject({ kind: 'site', channel: 'loa-a' });
    expect(code(renewSiteLink(ofA, { id: old.id }))).toBe('token.unknown');
    expect(
      must(listAudit(ofA, { limit: 2 }))
        .rows.map(({ operation }) => operation)
        .toSorted(),
    ).toEqual([...['token.add-site', 'token.revoke']]);
  });
});

describe('the list', () => {
  test('has what stands where one may see, with who made it', () => {
    must(addToken(chief, { ...wanted, name: 'Cả trung tâm', unit: null }));
    must(addToken(ofA, wanted));
    must(addSiteLink(ofB, { name: 'Điện thoại B', channel: 'loa-b' }));
    must(addToken(ctx, { ...wanted, name: 'Từ máy', unit: 'xa-b' }));
    expect(names(ofA)).toEqual(['Máy phát']);
    expect(names(ofB).sort()).toEqual(['Từ máy', 'Điện thoại B']);
    expect(names(chief)).toHaveLength(4);
    expect(names(asking(ctx, { grants: [role('editor')] }))).toEqual([]);
    const makers = new Map(listTokens(chief).map(({ name, createdBy }) => [name, createdBy]));
    expect(makers.get('Máy phát')).toBe('Lê Văn A');
    expect(makers.get('Từ máy')).toBe('system:cli');
    must(erasePerson(chief, { person: ofA.self, why: 'Nghỉ việc' }));
    expect(listTokens(chief).find(({ name }) => name === 'Máy phát')?.createdBy).toBe('');
  });
});

describe('revoking', () => {
  test('ends it at once and keeps the row; others do not even know of it', () => {
    const { id, token } = must(addToken(ofA, wanted));
    expect(code(revokeToken(ofB, { id }))).toBe('token.unknown');
    expect(code(revokeToken(chief, { id: 't-0' }))).toBe('token.unknown');
    must(revokeToken(ofA, { id }));
    expect(code(whoAsks(ctx, { kind: 'bearer', token }))).toBe('credential.wrong');
    expect(listTokens(ofA)).toMatchObject([{ id, revokedAt: ctx.clock.instant() }]);
    world.setNow('2026-11-23T01:05:00Z');
    must(revokeToken(ofA, { id }));
    expect(listTokens(ofA)).toMatchObject([{ revokedAt: '2026-11-23T01:00:00Z' }]);
    const { rows } = must(listAudit(ctx, { subject: `token/${id}`, limit: 10 }));
    expect(rows.map(({ operation }) => operation)).toEqual(['token.revoke', 'token.add']);
  });
});
