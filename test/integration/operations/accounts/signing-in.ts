/** An empty centre with its first administrator, and what the tests of signing in do with it. */
import { createHmac } from 'node:crypto';
import { fromBase32 } from '../../../../src/core/access/base32.ts';
import { type Caller, NOBODY, type PersonCaller } from '../../../../src/core/access/model.ts';
import { must, type Result } from '../../../../src/core/result.ts';
import { firstRunLink } from '../../../../src/operations/accounts/first-run.ts';
import { beginSecondFactor, confirmSecondFactor } from '../../../../src/operations/accounts/second-factor.ts';
import { type SignedIn, signIn } from '../../../../src/operations/accounts/sign-in.ts';
import { useLink } from '../../../../src/operations/accounts/use-link.ts';
import { whoAsks } from '../../../../src/operations/accounts/who-asks.ts';
import type { Ctx } from '../../../../src/operations/context.ts';
import { addPerson, type PersonRow } from '../../../../src/store/people.ts';
import { audit, auditText } from '../../../../src/store/schema.ts';
import { makeWorld, type World } from '../../../support/world.ts';

export const PASSPHRASE = 'con cò bay lả bay la';
export const ADDRESS = '203.0.113.7';
export const START = '2026-11-23T01:00:00Z';

export interface Centre extends World {
  /** As somebody who has not signed in. */
  readonly nobody: Ctx;
  readonly as: (caller: Caller) => Ctx;
  /** Moves the clock on. */
  readonly pass: (seconds: number) => void;
  readonly now: () => string;
  readonly signIn: (asked?: {
    login?: string;
    passphrase?: string;
    address?: string;
    agent?: string;
  }) => Promise<Result<SignedIn>>;
  /** Who holds this sign-in token; fails the test when it is nobody. */
  readonly holder: (token: string) => PersonCaller;
}

/** With the administrator 'lan' unless told otherwise. */
export const makeCentre = async ({ empty = false } = {}): Promise<Centre> => {
  const world = await makeWorld({ now: START, schedule: '', sounds: {} });
  const { ctx } = world;
  const as = (caller: Caller): Ctx => ({ ...ctx, caller });
  const nobody = as(NOBODY);
  if (!empty) {
    const link = must(firstRunLink(ctx));
    must(
      await useLink(nobody, {
        token: link?.token ?? '',
        login: 'lan',
        name: 'Trần Thị Lan',
        passphrase: PASSPHRASE,
        alsoRoles: [],
      }),
    );
  }
  return {
    ...world,
    nobody,
    as,
    now: ctx.clock.instant,
    pass: (seconds) => world.setNow(Temporal.Instant.from(ctx.clock.instant()).add({ seconds }).toString()),
    signIn: async (asked) =>
      signIn(nobody, { login: 'lan', passphrase: PASSPHRASE, address: ADDRESS, agent: 'Chromium', ...asked }),
    holder: (token) => {
      const caller = must(whoAsks(nobody, { kind: 'sign-in', token }));
      if (caller.kind !== 'person') throw new Error(`the token is ${caller.kind}'s`);
      return caller;
    },
  };
};

/** A person put in beside the operations, with no role and no passphrase. */
export const addRow = (centre: Centre, row: Pick<PersonRow, 'id' | 'login'> & Partial<PersonRow>): void =>
  addPerson(centre.ctx.store.rows, {
    name: 'Ai đó',
    passphrase: null,
    passphraseAt: null,
    totpSecret: null,
    totpSince: null,
    totpStep: null,
    recovery: [],
    createdAt: START,
    createdBy: 'system:cli',
    disabledAt: null,
    erasedAt: null,
    ...row,
  });

/** RFC 6238 written out once more, so that the code under test does not agree with itself. */
export const codeAt = (secret: Uint8Array, instant: string): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Temporal.Instant.from(instant).epochMilliseconds / 30_000)));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
};

/** Turns on the second factor of whoever holds `token`; the code of now is used up by it. */
export const turnOn = async (
  centre: Centre,
  token: string,
): Promise<{ readonly secret: Uint8Array; readonly recovery: string[] }> => {
  const ctx = centre.as(centre.holder(token));
  const { secret } = must(beginSecondFactor(ctx));
  const bytes = fromBase32(secret) ?? new Uint8Array();
  const { recovery } = must(
    await confirmSecondFactor(ctx, { secret, code: codeAt(bytes, centre.now()), passphrase: PASSPHRASE }),
  );
  return { secret: bytes, recovery };
};

export const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.refusals[0].code);
export const auditRows = ({ ctx }: World) => ctx.store.rows.select().from(audit).orderBy(audit.id).all();
export const wordsKept = ({ ctx }: World): string[] =>
  ctx.store.rows
    .select()
    .from(auditText)
    .all()
    .map(({ text }) => text);
