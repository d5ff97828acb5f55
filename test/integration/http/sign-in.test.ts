/** Attacks on a sign-in, each once: what was known before, seen on the way, used up or ended opens nothing. */
import { HOTP, Secret } from 'otpauth';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CallerJson } from '../../../src/contract/api-access.ts';
import { NOBODY } from '../../../src/core/access/model.ts';
import type { PersonId } from '../../../src/core/ids.ts';
import { must } from '../../../src/core/result.ts';
import { type App, createApp } from '../../../src/http/app.ts';
import { addPerson } from '../../../src/operations/accounts/add-person.ts';
import { firstRunLink } from '../../../src/operations/accounts/first-run.ts';
import { disablePerson, enablePerson } from '../../../src/operations/accounts/person-standing.ts';
import { proveSecondFactor } from '../../../src/operations/accounts/prove-second-factor.ts';
import { beginSecondFactor, confirmSecondFactor } from '../../../src/operations/accounts/second-factor.ts';
import { type SignInAttempt, signIn } from '../../../src/operations/accounts/sign-in.ts';
import { endOtherSignIns, signOut } from '../../../src/operations/accounts/sign-out.ts';
import { useLink } from '../../../src/operations/accounts/use-link.ts';
import { whoAsks } from '../../../src/operations/accounts/who-asks.ts';
import type { Ctx } from '../../../src/operations/context.ts';
import { openStore } from '../../../src/store/database.ts';
import { audit } from '../../../src/store/schema.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { ask } from './asking.ts';

const PASSPHRASE = 'con trâu vàng uống nước 7 lần';
const WRONG = 'con trâu đen uống rượu 9 lần';

let world: World;
let app: App;
let second: string;

const nobody = (): Ctx => ({ ...world.ctx, caller: NOBODY });
const as = (token: string): Ctx => ({ ...world.ctx, caller: must(whoAsks(nobody(), { kind: 'sign-in', token })) });

/** Minutes and seconds from the beginning of the test's own day. */
let day = 0;
const at = (minutes: number, seconds = 0): string =>
  Temporal.Instant.from('2026-11-23T01:00:00Z')
    .add({ seconds: 86_400 * day + 60 * minutes + seconds })
    .toString();

const enter = (attempt: Partial<SignInAttempt> = {}, ctx = nobody()) =>
  signIn(ctx, { login: 'lan', passphrase: PASSPHRASE, address: '192.168.1.7', agent: 'Firefox', ...attempt });
const tokenOf = async (attempt: Partial<SignInAttempt> = {}): Promise<string> => must(await enter(attempt)).token;
const refusedWith = (result: { ok: boolean; refusals?: readonly { code: string }[] }): string =>
  result.ok ? 'ok' : (result.refusals?.[0]?.code ?? '');

/** Who the border takes the holder of this cookie for. */
const who = async (token: string, to = app): Promise<string> => {
  const response = await ask(to, '/api/v1/me', { headers: { cookie: `loa=${token}` } });
  return response.status === 401 ? 'nobody' : CallerJson.parse(await response.json()).name;
};

/** The code that an authenticator shows at an instant. */
const codeAt = (instant: string, secret = second): string =>
  HOTP.generate({
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    counter: Math.floor(Temporal.Instant.from(instant).epochMilliseconds / 30_000),
  });

beforeAll(async () => {
  world = await makeWorld({ sounds: {} });
  app = createApp(world.ctx, { trace: (line) => expect.fail(line) });
  const first = must(firstRunLink(world.ctx));
  const made = { login: 'quan-tri', name: 'Quản trị', passphrase: PASSPHRASE, alsoRoles: [] };
  must(await useLink(nobody(), { token: first?.token ?? '', ...made }));
  for (const login of ['lan', 'hai']) {
    const { link } = must(addPerson(world.ctx, { login, name: `Chị ${login}`, role: 'approver', unit: 'my-tu' }));
    must(await useLink(nobody(), { token: link, login, name: login, passphrase: PASSPHRASE, alsoRoles: [] }));
  }
  // 'hai' has a second factor.
  const token = await tokenOf({ login: 'hai' });
  second = must(beginSecondFactor(as(token))).secret;
  must(await confirmSecondFactor(as(token), { secret: second, code: codeAt(at(0)), passphrase: PASSPHRASE }));
});
afterAll(() => world.close());
beforeEach(() => {
  day += 1;
  world.setNow(at(0));
});

describe('a token', () => {
  test('that was put into the browser before signing in is worth nothing afterwards (fixation)', async () => {
    const planted = 'A'.repeat(43);
    expect(await who(planted)).toBe('nobody');
    const token = await tokenOf();
    expect(token).not.toBe(planted);
    expect([await who(planted), await who(token)]).toEqual(['nobody', 'Chị lan']);
  });

  test('of somebody else, planted, is not taken over by who signs in', async () => {
    const theirs = await tokenOf({ login: 'quan-tri' });
    const own = await tokenOf();
    expect([await who(theirs), await who(own)]).toEqual(['Quản trị', 'Chị lan']);
  });

  test('that was good before the second factor is none after it (replay)', async () => {
    const { token: half, stage } = must(await enter({ login: 'hai' }));
    expect([stage, await who(half)]).toEqual(['code', 'nobody']);
    const { token: whole } = must(proveSecondFactor(nobody(), { token: half, code: codeAt(at(0)) }));
    expect([await who(half), await who(whole)]).toEqual(['nobody', 'Chị hai']);
    // Proving it again, before something important, changes the token too.
    world.setNow(at(11));
    const { token: fresh } = must(proveSecondFactor(nobody(), { token: whole, code: codeAt(at(11)) }));
    expect([await who(half), await who(whole), await who(fresh)]).toEqual(['nobody', 'nobody', 'Chị hai']);
    expect(refusedWith(proveSecondFactor(nobody(), { token: whole, code: codeAt(at(11, 30)) }))).toBe('sign-in.needed');
  });

  test('that was stolen is over once its owner signs out, and their other sign-ins are not', async () => {
    const [stolen, other] = [await tokenOf(), await tokenOf()];
    expect(await who(stolen)).toBe('Chị lan');
    must(signOut(as(stolen)));
    expect([await who(stolen), await who(other)]).toEqual(['nobody', 'Chị lan']);
    const third = await tokenOf();
    expect(must(endOtherSignIns(as(other)))).toMatchObject({ ended: expect.any(Number) });
    expect([await who(third), await who(other)]).toEqual(['nobody', 'Chị lan']);
  });

  test('of somebody who is disabled is over at once, and does not come back with them', async () => {
    const token = await tokenOf();
    const { id } = CallerJson.parse(
      await (await ask(app, '/api/v1/me', { headers: { cookie: `loa=${token}` } })).json(),
    );
    must(disablePerson(world.ctx, { person: id as PersonId, why: 'Nghỉ việc' }));
    expect(await who(token)).toBe('nobody');
    expect(refusedWith(await enter())).toBe('sign-in.wrong');
    must(enablePerson(world.ctx, { person: id as PersonId, why: 'Đi làm lại' }));
    expect(await who(token)).toBe('nobody');
    expect(await who(await tokenOf())).toBe('Chị lan');
  });

  test('lies idle for half an hour at most, and lives for twelve at most', async () => {
    const token = await tokenOf();
    world.setNow(at(30));
    expect(await who(token)).toBe('Chị lan');
    world.setNow(at(60, 1));
    expect(await who(token)).toBe('nobody');
    const kept = await tokenOf();
    const began = 60;
    for (let minutes = began; minutes < began + 12 * 60; minutes += 29) {
      world.setNow(at(minutes, 1));
      expect(await who(kept)).toBe('Chị lan');
    }
    world.setNow(at(began + 12 * 60, 1));
    expect(await who(kept)).toBe('nobody');
  });
});

describe('a code of the second factor', () => {
  const half = async () => must(await enter({ login: 'hai' })).token;
  const prove = async (code: string) => refusedWith(proveSecondFactor(nobody(), { token: await half(), code }));

  test('is good once, in whatever sign-in', async () => {
    const code = codeAt(at(0));
    expect(await prove(code)).toBe('ok');
    expect(await prove(code)).toBe('sign-in.code-wrong');
    world.setNow(at(0, 29));
    expect(await prove(code)).toBe('sign-in.code-wrong');
  });

  test('may be one step early or late, and no more', async () => {
    const offsets: [number, string][] = [
      [-61, 'sign-in.code-wrong'],
      [-30, 'ok'],
      [30, 'ok'],
      [61, 'sign-in.code-wrong'],
    ];
    for (const [n, [seconds, expected]] of offsets.entries()) {
      world.setNow(at(10 * (n + 1)));
      expect(await prove(codeAt(at(10 * (n + 1), seconds))), `${seconds} s`).toBe(expected);
    }
  });

  test('that is older than the last one used is none any more', async () => {
    expect(await prove(codeAt(at(0, 30)))).toBe('ok');
    expect(await prove(codeAt(at(0)))).toBe('sign-in.code-wrong');
    expect(await prove(codeAt(at(0, -30)))).toBe('sign-in.code-wrong');
  });

  test('is not guessed: after some wrong ones nothing is looked at for a while', async () => {
    const token = await half();
    const codes = Array.from({ length: 12 }, (_, n) => String(n).padStart(6, '0'));
    const outcomes = codes.map((code) => refusedWith(proveSecondFactor(nobody(), { token, code })));
    expect(outcomes).toContain('sign-in.wait');
    expect(refusedWith(proveSecondFactor(nobody(), { token, code: codeAt(at(0)) }))).toBe('sign-in.wait');
  });
});

describe('guessing a passphrase', () => {
  test('makes one wait, also after a restart, also with the right one; and nothing that was typed is kept', async () => {
    const outcomes: string[] = [];
    for (let n = 0; n < 8; n += 1) outcomes.push(refusedWith(await enter({ passphrase: WRONG, address: '10.9.8.7' })));
    expect(outcomes.slice(0, 5)).toEqual(Array(5).fill('sign-in.wrong'));
    expect(outcomes.at(-1)).toBe('sign-in.wait');

    // The last test of this file: nothing else asks the store that is closed here.
    world.ctx.store.close();
    const reopened = must(openStore(world.folder));
    const ctx: Ctx = { ...nobody(), store: reopened };
    expect(refusedWith(await enter({ address: '10.9.8.7' }, ctx))).toBe('sign-in.wait');
    world.setNow(at(16));
    expect(refusedWith(await enter({ address: '10.9.8.7' }, ctx))).toBe('ok');

    const rows = JSON.stringify(reopened.rows.select().from(audit).all());
    expect(rows).toContain('sign-in.wrong');
    for (const typed of [PASSPHRASE, WRONG, '10.9.8.7']) expect(rows).not.toContain(typed);
    reopened.close();
  });
});
