/** The second factor: turning it on and off, codes and recovery codes, each good once. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { base32, fromBase32 } from '../../../../src/core/access/base32.ts';
import { secondFactor } from '../../../../src/core/access/decide.ts';
import { NOBODY } from '../../../../src/core/access/model.ts';
import { must, ok, type Result } from '../../../../src/core/result.ts';
import { showOwnAccount } from '../../../../src/operations/accounts/own-account.ts';
import { proveSecondFactor } from '../../../../src/operations/accounts/prove-second-factor.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  dropSecondFactor,
  renewRecoveryCodes,
} from '../../../../src/operations/accounts/second-factor.ts';
import { whoAsks } from '../../../../src/operations/accounts/who-asks.ts';
import { eq } from '../../../../src/store/drizzle.ts';
import { changePerson, findPersonByLogin } from '../../../../src/store/people.ts';
import { backOff, person } from '../../../../src/store/schema.ts';
import { auditRows, type Centre, codeAt, codeOf, makeCentre, PASSPHRASE, turnOn } from './signing-in.ts';

let centre: Centre;
let token: string;
beforeEach(async () => {
  centre = await makeCentre();
  token = must(await centre.signIn()).token;
});
afterEach(() => centre.close());

const prove = (held: string, code: string): Result<{ readonly token: string }> =>
  proveSecondFactor(centre.nobody, { token: held, code });
const ask = (held: string) => whoAsks(centre.nobody, { kind: 'sign-in', token: held });
const row = () => findPersonByLogin(centre.ctx.store.rows, 'lan') ?? expect.fail('no such person');
/** A sign-in that waits for its code. */
const half = async (): Promise<string> => {
  const begun = must(await centre.signIn());
  expect(begun.stage).toBe('code');
  return begun.token;
};
const wrong = (secret: Uint8Array): string => (codeAt(secret, centre.now()) === '000000' ? '000001' : '000000');

describe('turning it on', () => {
  test('begins with a secret that is stored nowhere, and is on with the first right code', async () => {
    const ctx = centre.as(centre.holder(token));
    const { secret, uri } = must(beginSecondFactor(ctx));
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(new URL(uri).searchParams.get('secret')).toBe(secret);
    expect(uri).toContain('/Loa:lan?');
    expect(row().totpSecret).toBeNull();
    expect(must(beginSecondFactor(ctx)).secret).not.toBe(secret);
    const { recovery, secret: bytes } = await turnOn(centre, token);
    expect(row().totpSecret).toEqual(Buffer.from(bytes));
    expect(new Set(recovery).size).toBe(10);
    for (const code of recovery) expect(code).toMatch(/^(?:[a-z2-7]{4}-){5}[a-z2-7]{4}$/);
    const holder = centre.holder(token);
    expect(holder).toMatchObject({ hasSecondFactor: true, secondFactorAt: centre.now() });
    expect(secondFactor(holder, centre.now()).ok).toBe(true);
    expect(must(showOwnAccount(centre.as(holder)))).toMatchObject({
      secondFactorSince: centre.now(),
      recoveryLeft: 10,
    });
  });

  test('a wrong code leaves it off', async () => {
    const ctx = centre.as(centre.holder(token));
    const { secret } = must(beginSecondFactor(ctx));
    expect(codeOf(await confirmSecondFactor(ctx, { secret, code: '12345', passphrase: PASSPHRASE }))).toBe(
      'sign-in.code-wrong',
    );
    expect(row()).toMatchObject({ totpSecret: null, totpSince: null, recovery: [] });
  });

  test('a browser left open is not enough: the passphrase is typed again, and guesses at it are counted', async () => {
    const ctx = centre.as(centre.holder(token));
    const { secret } = must(beginSecondFactor(ctx));
    const typed = { secret, code: codeAt(fromBase32(secret) ?? new Uint8Array(), centre.now()) };
    const codes: string[] = [];
    for (let n = 0; n < 7; n += 1)
      codes.push(codeOf(await confirmSecondFactor(ctx, { ...typed, passphrase: 'đoán mò thôi' })));
    expect(codes).toEqual([...Array.from({ length: 6 }, () => 'sign-in.wrong'), 'sign-in.wait']);
    expect(codeOf(await confirmSecondFactor(ctx, { ...typed, passphrase: PASSPHRASE }))).toBe('sign-in.wait');
    expect(row().totpSecret).toBeNull();
    centre.pass(2);
    expect((await confirmSecondFactor(ctx, { ...typed, passphrase: PASSPHRASE })).ok).toBe(true);
  });

  test('what is no secret of ours is refused, also a short one that is easy to guess', async () => {
    const ctx = centre.as(centre.holder(token));
    for (const bytes of [new Uint8Array(0), new Uint8Array(10), new Uint8Array(21)]) {
      const typed = { secret: base32(bytes), code: codeAt(bytes, centre.now()), passphrase: PASSPHRASE };
      expect(codeOf(await confirmSecondFactor(ctx, typed))).toBe('request.wrong');
    }
    expect(codeOf(await confirmSecondFactor(ctx, { secret: '!', code: '000000', passphrase: PASSPHRASE }))).toBe(
      'request.wrong',
    );
  });

  test('twice is refused, before and after', async () => {
    const ctx = centre.as(centre.holder(token));
    const { secret } = await turnOn(centre, token);
    expect(codeOf(beginSecondFactor(ctx))).toBe('second-factor.already');
    centre.pass(60);
    const typed = { secret: base32(secret), code: codeAt(secret, centre.now()), passphrase: PASSPHRASE };
    expect(codeOf(await confirmSecondFactor(ctx, typed))).toBe('second-factor.already');
  });

  test('is nothing for nobody, for a shell, or for a machine', () => {
    expect(codeOf(beginSecondFactor(centre.nobody))).toBe('sign-in.needed');
    expect(codeOf(beginSecondFactor(centre.ctx))).toBe('right.not-yours');
  });
});

describe('signing in with it', () => {
  test('the passphrase alone is nobody; with the code it is the person, under a new token', async () => {
    const { secret } = await turnOn(centre, token);
    centre.pass(60);
    const begun = await half();
    expect(ask(begun)).toEqual(ok(NOBODY));
    const finished = must(prove(begun, codeAt(secret, centre.now()))).token;
    expect(finished).not.toBe(begun);
    expect(ask(begun)).toEqual(ok(NOBODY));
    expect(centre.holder(finished)).toMatchObject({ hasSecondFactor: true, secondFactorAt: centre.now() });
  });

  test('the code of before it was turned on, and one that was used, are wrong; the next one is right', async () => {
    const { secret } = await turnOn(centre, token);
    const begun = await half();
    expect(codeOf(prove(begun, codeAt(secret, centre.now())))).toBe('sign-in.code-wrong');
    centre.pass(30);
    const used = codeAt(secret, centre.now());
    expect(prove(begun, used).ok).toBe(true);
    const again = await half();
    expect(codeOf(prove(again, used))).toBe('sign-in.code-wrong');
    centre.pass(30);
    expect(codeOf(prove(again, used))).toBe('sign-in.code-wrong');
    expect(prove(again, codeAt(secret, centre.now())).ok).toBe(true);
  });

  test.each([
    ['telephone', -30, true],
    ['telephone', 30, true],
    ['telephone', -60, false],
    ['telephone', 60, false],
  ])('a %s whose clock is %i s off: %s', async (_, off, right) => {
    const { secret } = await turnOn(centre, token);
    centre.pass(300);
    const begun = await half();
    const theirs = Temporal.Instant.from(centre.now()).add({ seconds: off }).toString();
    expect(prove(begun, codeAt(secret, theirs)).ok).toBe(right);
  });

  test('after ten minutes the passphrase is asked again', async () => {
    const { secret } = await turnOn(centre, token);
    centre.pass(60);
    const begun = await half();
    centre.pass(600);
    expect(codeOf(prove(begun, codeAt(secret, centre.now())))).toBe('sign-in.needed');
  });

  test('disabled meanwhile, or the second factor taken away: begin again', async () => {
    const { secret } = await turnOn(centre, token);
    centre.pass(60);
    const begun = await half();
    changePerson(centre.ctx.store.rows, row().id, { disabledAt: centre.now() });
    expect(codeOf(prove(begun, codeAt(secret, centre.now())))).toBe('sign-in.needed');
    changePerson(centre.ctx.store.rows, row().id, { disabledAt: null, totpSecret: null });
    expect(codeOf(prove(begun, codeAt(secret, centre.now())))).toBe('sign-in.needed');
  });

  test('five wrong codes are free, then one waits, in every sign-in of that person and after a right passphrase', async () => {
    const { secret } = await turnOn(centre, token);
    centre.pass(60);
    let begun = await half();
    for (let n = 0; n < 6; n += 1) expect(codeOf(prove(begun, wrong(secret)))).toBe('sign-in.code-wrong');
    const right = codeAt(secret, centre.now());
    expect(prove(begun, right)).toMatchObject({ refusals: [{ code: 'sign-in.wait', params: { seconds: 1 } }] });
    begun = await half();
    expect(codeOf(prove(begun, right))).toBe('sign-in.wait');
    expect(codeOf(prove(token, right))).toBe('sign-in.wait');
    centre.pass(1);
    expect(prove(begun, codeAt(secret, centre.now())).ok).toBe(true);
    const keys = centre.ctx.store.rows.select().from(backOff).all();
    expect(keys.map(({ key, failures }) => [key.replace(/:.*/, ''), failures])).toEqual([['address', 6]]);
    const failed = auditRows(centre).filter(
      ({ operation, actor }) => operation === 'sign-in.prove' && actor === 'nobody',
    );
    expect(failed.at(-1)).toMatchObject({
      subject: `person/${row().id}`,
      detail: { after: { refused: 'sign-in.code-wrong', failures: 6, waitSeconds: 1 } },
    });
  });
});

describe('recovery codes', () => {
  test('each lets in once, however it is typed; the others stay', async () => {
    const { recovery } = await turnOn(centre, token);
    const typed = (recovery[3] ?? '').toUpperCase().replaceAll('-', ' ');
    const finished = must(prove(await half(), typed)).token;
    expect(must(showOwnAccount(centre.as(centre.holder(finished)))).recoveryLeft).toBe(9);
    expect(codeOf(prove(await half(), typed))).toBe('sign-in.code-wrong');
    expect(prove(await half(), recovery[4] ?? '').ok).toBe(true);
  });

  test('are stored hashed, and never in an audit row', async () => {
    const { recovery } = await turnOn(centre, token);
    must(prove(await half(), recovery[0] ?? ''));
    const [stored] = centre.ctx.store.rows.select().from(person).where(eq(person.login, 'lan')).all();
    const kept = JSON.stringify([stored?.recovery, auditRows(centre)]);
    for (const code of recovery) {
      expect(kept).not.toContain(code);
      expect(kept).not.toContain(code.replaceAll('-', ''));
    }
    for (const hash of stored?.recovery ?? []) expect(JSON.stringify(auditRows(centre))).not.toContain(hash);
  });

  test('new ones make the old ones void', async () => {
    const { recovery } = await turnOn(centre, token);
    const renewed = must(renewRecoveryCodes(centre.as(centre.holder(token)))).recovery;
    expect(renewed).toHaveLength(10);
    expect(codeOf(prove(await half(), recovery[0] ?? ''))).toBe('sign-in.code-wrong');
    expect(prove(await half(), renewed[0] ?? '').ok).toBe(true);
  });
});

describe('step-up', () => {
  test('a proof is fresh for ten minutes; a code freshens it, under a new token and within the same twelve hours', async () => {
    const { secret } = await turnOn(centre, token);
    centre.pass(601);
    const stale = centre.holder(token);
    expect(codeOf(secondFactor(stale, centre.now()))).toBe('second-factor.stale');
    for (const guarded of [renewRecoveryCodes, dropSecondFactor])
      expect(codeOf(guarded(centre.as(stale)))).toBe('second-factor.stale');
    const fresher = must(prove(token, codeAt(secret, centre.now()))).token;
    expect(ask(token)).toEqual(ok(NOBODY));
    const fresh = centre.holder(fresher);
    expect([fresh.signIn, fresh.secondFactorAt]).toEqual([stale.signIn, centre.now()]);
    expect(secondFactor(fresh, centre.now()).ok).toBe(true);
    const began = must(showOwnAccount(centre.as(fresh))).signIns.find(({ current }) => current)?.beganAt;
    expect(began).toBe('2026-11-23T01:00:00Z');
  });

  test('who has none cannot prove it; a token that is over proves nothing', async () => {
    expect(codeOf(prove(token, '000000'))).toBe('second-factor.missing');
    expect(codeOf(prove('x', '000000'))).toBe('sign-in.needed');
    const { secret } = await turnOn(centre, token);
    centre.pass(1801);
    expect(codeOf(prove(token, codeAt(secret, centre.now())))).toBe('sign-in.needed');
  });
});

test('turning it off: everything of it is gone, and an old proof is no proof when it is on again', async () => {
  await turnOn(centre, token);
  const other = must(proveNext(await half()));
  expect(dropSecondFactor(centre.as(centre.holder(token)))).toEqual(ok(undefined));
  expect(row()).toMatchObject({ totpSecret: null, totpSince: null, totpStep: null, recovery: [] });
  expect(centre.holder(other)).toMatchObject({ hasSecondFactor: false, secondFactorAt: null });
  expect(codeOf(dropSecondFactor(centre.as(centre.holder(token))))).toBe('second-factor.missing');
  await turnOn(centre, token);
  expect(centre.holder(other)).toMatchObject({ hasSecondFactor: true, secondFactorAt: null });
  const operations = auditRows(centre).map(({ operation }) => operation);
  expect(operations.filter((one) => one.startsWith('second-factor.'))).toEqual([
    'second-factor.confirm',
    'second-factor.drop',
    'second-factor.confirm',
  ]);
});

/** With the next code; answers the token. */
const proveNext = (begun: string): Result<string> => {
  centre.pass(30);
  const secret = row().totpSecret ?? new Uint8Array();
  const proved = prove(begun, codeAt(secret, centre.now()));
  return proved.ok ? ok(proved.value.token) : proved;
};
