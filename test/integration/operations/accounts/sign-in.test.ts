/** Signing in with login and passphrase: who comes in, who waits, and what a token is worth afterwards. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOBODY } from '../../../../src/core/access/model.ts';
import type { PersonId } from '../../../../src/core/ids.ts';
import { must, ok, refuse } from '../../../../src/core/result.ts';
import { signIn } from '../../../../src/operations/accounts/sign-in.ts';
import { endOtherSignIns, endSignIn, signOut } from '../../../../src/operations/accounts/sign-out.ts';
import { whoAsks } from '../../../../src/operations/accounts/who-asks.ts';
import { openStore } from '../../../../src/store/database.ts';
import { eq } from '../../../../src/store/drizzle.ts';
import { changePerson, findPersonByLogin } from '../../../../src/store/people.ts';
import { backOff, signIn as signInTable } from '../../../../src/store/schema.ts';
import { ADDRESS, addRow, auditRows, type Centre, codeOf, makeCentre, PASSPHRASE } from './signing-in.ts';

let centre: Centre;
beforeEach(async () => {
  centre = await makeCentre();
});
afterEach(() => centre.close());

const WRONG = { passphrase: 'không phải cụm này' };
const lan = () => findPersonByLogin(centre.ctx.store.rows, 'lan') ?? expect.fail('no such person');
const waitOf = (result: Awaited<ReturnType<Centre['signIn']>>): number | string => {
  if (result.ok) return 'ok';
  const [refusal] = result.refusals;
  return refusal.code === 'sign-in.wait' ? refusal.params.seconds : refusal.code;
};
const failTimes = async (times: number, asked: Parameters<Centre['signIn']>[0] = WRONG): Promise<void> => {
  for (let n = 0; n < times; n += 1) expect(codeOf(await centre.signIn(asked))).toBe('sign-in.wrong');
};

describe('the right passphrase', () => {
  test('lets a person in as themselves, with what they were granted', async () => {
    const { token, stage } = must(await centre.signIn());
    expect(stage).toBe('full');
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(centre.holder(token)).toMatchObject({
      kind: 'person',
      id: lan().id,
      name: 'Trần Thị Lan',
      grants: [{ role: 'administrator', unit: null }],
      hasSecondFactor: false,
      secondFactorAt: null,
    });
  });

  test('the login may have capitals and spaces around it, the passphrase either normal form', async () => {
    expect((await centre.signIn({ login: '  LAN ', passphrase: PASSPHRASE.normalize('NFD') })).ok).toBe(true);
  });

  test('each time another token, and the file holds neither token nor passphrase', async () => {
    const tokens = [must(await centre.signIn()).token, must(await centre.signIn()).token];
    expect(new Set(tokens).size).toBe(2);
    const file = (await readFile(join(centre.folder, 'loa.db'))).toString('latin1');
    const wal = (await readFile(join(centre.folder, 'loa.db-wal'))).toString('latin1');
    for (const secret of [...tokens, Buffer.from(PASSPHRASE).toString('latin1')])
      expect(`${file}${wal}`.includes(secret), secret).toBe(false);
  });

  test('what a browser calls itself is kept short and on one line', async () => {
    const { token } = must(await centre.signIn({ agent: `Tàu\r\n${'x'.repeat(5000)}`, address: 'y'.repeat(500) }));
    const { signIn: id } = centre.holder(token);
    const row = centre.ctx.store.rows.select().from(signInTable).where(eq(signInTable.id, id)).get();
    expect(row?.agent).toMatch(/^Tàu x+$/);
    expect([row?.agent.length, row?.address.length]).toEqual([200, 64]);
  });
});

describe('the same words for everybody who does not come in', () => {
  test('unknown, wrong, disabled, erased, without a passphrase: sign-in.wrong', async () => {
    addRow(centre, { id: 'p-0000000000000001' as PersonId, login: 'moi' });
    const asked = [{ login: 'khong-co' }, WRONG, { login: 'moi' }, { login: '' }, { login: 'x'.repeat(100_000) }];
    for (const one of asked) expect(await centre.signIn(one)).toEqual(refuse('sign-in.wrong', {}));
    changePerson(centre.ctx.store.rows, lan().id, { disabledAt: centre.now() });
    expect(await centre.signIn()).toEqual(refuse('sign-in.wrong', {}));
    changePerson(centre.ctx.store.rows, lan().id, { disabledAt: null, erasedAt: centre.now() });
    expect(await centre.signIn()).toEqual(refuse('sign-in.wrong', {}));
  });

  test('they cost the same time', async () => {
    const timed = async (asked: Parameters<Centre['signIn']>[0]): Promise<number> => {
      const times: number[] = [];
      for (let n = 0; n < 5; n += 1) {
        const began = performance.now();
        await failTimes(1, { ...asked, address: `198.51.100.${n}` });
        times.push(performance.now() - began);
      }
      return times.sort((a, b) => a - b)[1] ?? 0;
    };
    const [known, unknown] = [await timed(WRONG), await timed({ login: 'khong-co' })];
    expect(unknown / known).toBeGreaterThan(0.6);
    expect(unknown / known).toBeLessThan(1.7);
  });

  test('disabled while the passphrase was being checked: not let in', async () => {
    const pending = centre.signIn();
    changePerson(centre.ctx.store.rows, lan().id, { disabledAt: centre.now() });
    expect(codeOf(await pending)).toBe('sign-in.wrong');
  });

  test('the passphrase was replaced while the old one was being checked: not let in', async () => {
    const passphrase = must(await centre.ctx.secrets.hashPassphrase('một cụm khác hẳn'));
    const pending = centre.signIn();
    changePerson(centre.ctx.store.rows, lan().id, { passphrase });
    expect(codeOf(await pending)).toBe('sign-in.wrong');
  });
});

describe('back-off', () => {
  test('five failures are free; then 1, 2, 4 … seconds, in which even the right passphrase is not looked at', async () => {
    await failTimes(6);
    for (const seconds of [1, 2, 4, 8]) {
      expect(waitOf(await centre.signIn())).toBe(seconds);
      centre.pass(seconds - 1);
      if (seconds > 1) expect(waitOf(await centre.signIn())).toBe(1);
      centre.pass(1);
      await failTimes(1);
    }
    expect(waitOf(await centre.signIn())).toBe(16);
    centre.pass(16);
    expect((await centre.signIn()).ok).toBe(true);
    await failTimes(6);
  });

  test('it outlives a restart', async () => {
    await failTimes(6);
    centre.pass(1);
    await failTimes(1);
    const again = must(openStore(centre.folder));
    const asked = { login: 'lan', passphrase: PASSPHRASE, address: ADDRESS, agent: '' };
    expect(waitOf(await signIn({ ...centre.nobody, store: again }, asked))).toBe(2);
    again.close();
  });

  test('guesses sent side by side get no more answers than one after the other', async () => {
    const answers = await Promise.all(Array.from({ length: 15 }, () => centre.signIn(WRONG)));
    const codes = answers.map(codeOf);
    expect(codes.filter((code) => code === 'sign-in.wrong')).toHaveLength(6);
    expect(codes.filter((code) => code === 'sign-in.wait')).toHaveLength(9);
  });

  test('too many at once: busy, and that is no failure of anybody', async () => {
    const answers = await Promise.all(Array.from({ length: 26 }, (_, n) => centre.signIn({ address: `10.0.0.${n}` })));
    expect(answers.map(codeOf).filter((code) => code === 'sign-in.busy')).toHaveLength(4);
    expect(answers.filter((answer) => answer.ok)).toHaveLength(22);
    expect(centre.ctx.store.rows.select().from(backOff).all()).toEqual([]);
  });

  test('an unknown login waits like a known one', async () => {
    await failTimes(6, { login: 'khong-co' });
    expect(waitOf(await centre.signIn({ login: ' KHONG-CO' }))).toBe(1);
    expect((await centre.signIn()).ok).toBe(true);
  });

  test('one address that tries many logins is stopped, and signing in oneself does not take that back', async () => {
    for (let n = 0; n < 21; n += 1) await failTimes(1, { login: `ai-${n}` });
    expect(waitOf(await centre.signIn())).toBe(1);
    centre.pass(1);
    expect((await centre.signIn()).ok).toBe(true);
    await failTimes(1, { login: 'ai-khac' });
    expect(waitOf(await centre.signIn())).toBe(2);
    expect((await centre.signIn({ address: '198.51.100.1' })).ok).toBe(true);
  });

  test('one IPv6 network is one address', async () => {
    for (let n = 0; n < 21; n += 1) await failTimes(1, { login: `ai-${n}`, address: `2001:db8:1:2::${n}` });
    expect(waitOf(await centre.signIn({ address: '2001:db8:1:2:ffff::1' }))).toBe(1);
    expect((await centre.signIn({ address: '2001:db8:1:3::1' })).ok).toBe(true);
  });

  test('strangers everywhere make the owner wait a minute at most', async () => {
    const one = `person:${lan().id}`;
    centre.ctx.store.rows.insert(backOff).values({ key: one, failures: 5000, lastAt: centre.now() }).run();
    expect(waitOf(await centre.signIn())).toBe(60);
    centre.pass(60);
    expect((await centre.signIn()).ok).toBe(true);
    expect(centre.ctx.store.rows.select().from(backOff).all()).toEqual([]);
  });

  test('after a day without a failure all is forgotten, and swept out', async () => {
    await failTimes(6, { login: 'khong-co' });
    centre.pass(86_400);
    await failTimes(1, { login: 'khac', address: '198.51.100.1' });
    const keys = centre.ctx.store.rows.select().from(backOff).all();
    expect(keys).toHaveLength(3);
    expect(keys.every(({ failures }) => failures === 1)).toBe(true);
  });

  test('what was typed is kept nowhere, only its hash', async () => {
    await failTimes(1, { login: 'MatKhauOTruongSai' });
    const kept = JSON.stringify([centre.ctx.store.rows.select().from(backOff).all(), auditRows(centre)]);
    expect(kept.toLowerCase()).not.toContain('matkhauotruongsai');
    expect(kept).toMatch(/person:[0-9a-f]{64}/);
  });
});

describe('audit', () => {
  test('each failure: by nobody, of whom when there is one, how many and how long the wait', async () => {
    await failTimes(6);
    await failTimes(1, { login: 'khong-co' });
    const rows = auditRows(centre).filter(({ operation }) => operation === 'sign-in.begin');
    expect(rows.map(({ actor }) => actor)).toEqual(Array.from({ length: 7 }, () => 'nobody'));
    expect(rows[5]).toMatchObject({
      subject: `person/${lan().id}`,
      detail: { before: null, after: { refused: 'sign-in.wrong', failures: 6, waitSeconds: 1 } },
      words: null,
    });
    expect(rows[6]).toMatchObject({ subject: 'sign-in', detail: { after: { failures: 1, waitSeconds: 0 } } });
    // What is refused without being looked at adds nothing: rows cannot be made without end.
    expect(waitOf(await centre.signIn())).toBe(1);
    expect(auditRows(centre).filter(({ operation }) => operation === 'sign-in.begin')).toHaveLength(7);
  });

  test('each success: by the person, with the id of the sign-in and nothing of its token or address', async () => {
    const { token } = must(await centre.signIn());
    const row = auditRows(centre).at(-1);
    expect(row).toMatchObject({
      actor: `person:${lan().id}`,
      subject: `person/${lan().id}`,
      detail: { before: null, after: { signIn: centre.holder(token).signIn, stage: 'full' } },
    });
    expect(JSON.stringify(row)).not.toContain(ADDRESS);
  });
});

describe('a sign-in', () => {
  const ask = (token: string) => whoAsks(centre.nobody, { kind: 'sign-in', token });

  test('runs out after half an hour without a question, and not with one', async () => {
    const { token } = must(await centre.signIn());
    for (let n = 0; n < 4; n += 1) {
      centre.pass(29 * 60);
      expect(centre.holder(token).kind).toBe('person');
    }
    centre.pass(30 * 60 + 1);
    expect(ask(token)).toEqual(ok(NOBODY));
    centre.pass(-60 * 60);
    expect(centre.holder(token).kind).toBe('person');
  });

  test('runs out after twelve hours however busy', async () => {
    const { token } = must(await centre.signIn());
    for (let n = 0; n < 12 * 60 - 1; n += 20) {
      centre.pass(20 * 60);
      ask(token);
    }
    expect(ask(token)).toEqual(ok(NOBODY));
  });

  test('its last use is written down once a minute', async () => {
    const { token } = must(await centre.signIn());
    const seen = () => centre.ctx.store.rows.select().from(signInTable).get()?.seenAt;
    const began = centre.now();
    centre.pass(59);
    ask(token);
    expect(seen()).toBe(began);
    centre.pass(1);
    ask(token);
    expect(seen()).toBe(centre.now());
  });

  test('is over at once when the person is disabled', async () => {
    const { token } = must(await centre.signIn());
    changePerson(centre.ctx.store.rows, lan().id, { disabledAt: centre.now() });
    expect(ask(token)).toEqual(ok(NOBODY));
  });

  test('after signing out a stolen token is worth nothing, and another sign-in goes on', async () => {
    const [mine, other] = [must(await centre.signIn()).token, must(await centre.signIn()).token];
    expect(signOut(centre.as(centre.holder(mine)))).toEqual(ok(undefined));
    expect(ask(mine)).toEqual(ok(NOBODY));
    expect(centre.holder(other).kind).toBe('person');
  });

  test('a token that somebody planted in the browser is never the one that signing in gives', async () => {
    const planted = 'A'.repeat(43);
    expect(ask(planted)).toEqual(ok(NOBODY));
    const { token } = must(await centre.signIn());
    expect(token).not.toBe(planted);
    expect(ask(planted)).toEqual(ok(NOBODY));
  });

  test('what is no token is nobody, and a sign-in is no bearer token', async () => {
    const { token } = must(await centre.signIn());
    for (const odd of ['', ' ', 'x', `${token} `, token.toLowerCase(), `${token}A`, '\u0000', 'ký tự'])
      expect(ask(odd)).toEqual(ok(NOBODY));
    for (const kind of ['bearer', 'site'] as const)
      expect(codeOf(whoAsks(centre.nobody, { kind, token }))).toBe('credential.wrong');
  });
});

describe("ending one's own sign-ins", () => {
  test('one of them, twice without harm; all others; never another person’s', async () => {
    const passphrase = must(await centre.ctx.secrets.hashPassphrase(PASSPHRASE));
    addRow(centre, { id: 'p-0000000000000002' as PersonId, login: 'hoa', passphrase });
    const tokens = [];
    for (let n = 0; n < 4; n += 1) tokens.push(must(await centre.signIn()).token);
    const foreign = centre.holder(must(await centre.signIn({ login: 'hoa' })).token);
    const [first, second] = tokens.map(centre.holder);
    const ctx = centre.as(first ?? NOBODY);
    const id = second?.signIn ?? '';
    expect(endSignIn(ctx, { id })).toEqual(ok(undefined));
    expect(endSignIn(ctx, { id })).toEqual(ok(undefined));
    for (const not of [foreign.signIn, 's-0000000000000000', ''])
      expect(codeOf(endSignIn(ctx, { id: not }))).toBe('right.not-yours');
    expect(endOtherSignIns(ctx)).toEqual(ok({ ended: 2 }));
    expect(endOtherSignIns(ctx)).toEqual(ok({ ended: 0 }));
    const kinds = tokens.map((token) => must(whoAsks(centre.nobody, { kind: 'sign-in', token })).kind);
    expect(kinds).toEqual(['person', 'nobody', 'nobody', 'nobody']);
    const ended = auditRows(centre).filter(({ operation }) => operation.startsWith('sign-in.end'));
    expect(ended.map(({ operation }) => operation)).toEqual(['sign-in.end-one', 'sign-in.end-others']);
  });

  test('nobody, a machine and a shell have none', () => {
    expect(codeOf(signOut(centre.nobody))).toBe('sign-in.needed');
    expect(codeOf(signOut(centre.ctx))).toBe('right.not-yours');
    expect(codeOf(endOtherSignIns(centre.ctx))).toBe('right.not-yours');
  });
});
