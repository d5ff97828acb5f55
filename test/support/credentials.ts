/**
 * Credentials of every kind, put straight into the tables: people signed in, machines' tokens, sites' links. For tests of
 * what a credential opens; how one is won by proving something is tested through the operations.
 */
import type { AccountRole, Grant, Scope } from '../../src/core/access/model.ts';
import { TOKEN_PREFIX, tokenHash, tokenText } from '../../src/core/access/token.ts';
import type { ChannelId, PersonId, SignInId, TokenId, UnitId } from '../../src/core/ids.ts';
import { must, ok } from '../../src/core/result.ts';
import type { Ctx } from '../../src/operations/context.ts';
import { accessToken, person, personGrant, signIn } from '../../src/store/schema.ts';

/** What is sent with a request, and whose it is. */
export interface Held {
  readonly id: string;
  readonly token: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Making = Pick<Ctx, 'clock' | 'random' | 'store'>;

const idOf = (letter: string, { random }: Making): string => `${letter}-${random.bytes(8).toHex()}`;

export interface SignedInOptions {
  readonly name?: string;
  /** A role for the whole centre, or grants by unit. */
  readonly grants?: readonly Grant[];
  /** Whether a second factor was proved just now. */
  readonly secondFactor?: boolean;
  readonly disabled?: boolean;
  readonly stage?: 'code' | 'full';
  /** When it was last used; now, when not given. */
  readonly seenAt?: string;
}

export const role = (one: AccountRole, unit: string | null = null): Grant => ({
  role: one,
  unit: unit as UnitId | null,
});

/** A person who is signed in, by a cookie over http. */
export const signedIn = (ctx: Making, options: SignedInOptions = {}): Held => {
  const now = ctx.clock.instant();
  const id = idOf('p', ctx) as PersonId;
  const token = tokenText(ctx.random.bytes(32));
  const second = options.secondFactor === true ? now : null;
  must(
    ctx.store.transact((rows) => {
      rows
        .insert(person)
        .values({
          id,
          login: id,
          name: options.name ?? 'Nguyễn Văn A',
          passphrase: '$argon2id$none',
          passphraseAt: now,
          totpSecret: second === null ? null : new Uint8Array(20),
          totpSince: second,
          recovery: [],
          createdAt: now,
          createdBy: 'system:cli',
          disabledAt: options.disabled === true ? now : null,
        })
        .run();
      for (const grant of options.grants ?? [])
        rows
          .insert(personGrant)
          .values({ ...grant, person: id, grantedAt: now, grantedBy: 'system:cli' })
          .run();
      rows
        .insert(signIn)
        .values({
          id: idOf('s', ctx) as SignInId,
          token: tokenHash(token),
          person: id,
          stage: options.stage ?? 'full',
          beganAt: options.seenAt ?? now,
          seenAt: options.seenAt ?? now,
          secondFactorAt: second,
          address: '127.0.0.1',
          agent: 'test',
        })
        .run();
      return ok(undefined);
    }),
  );
  return { id, token, headers: { cookie: `loa=${token}` } };
};

export interface MachineOptions {
  readonly name?: string;
  readonly scopes?: readonly Scope[];
  readonly unit?: string | null;
  readonly expiresAt?: string | null;
  readonly revoked?: boolean;
}

/** A machine with a bearer token. */
export const machineToken = (ctx: Making, options: MachineOptions = {}): Held => {
  const token = tokenText(ctx.random.bytes(32), TOKEN_PREFIX.machine);
  const id = put(ctx, {
    kind: 'machine',
    name: options.name ?? 'Máy phát thanh',
    token: tokenHash(token),
    scopes: [...(options.scopes ?? ['schedule.read'])],
    unit: (options.unit ?? null) as UnitId | null,
    channel: null,
    expiresAt: options.expiresAt ?? null,
    revokedAt: options.revoked === true ? ctx.clock.instant() : null,
  });
  return { id, token, headers: { authorization: `Bearer ${token}` } };
};

/** A telephone that has opened a site's secret link, by a cookie over http. */
export const siteLink = (ctx: Making, channel: string, options: { name?: string; revoked?: boolean } = {}): Held => {
  const token = tokenText(ctx.random.bytes(32), TOKEN_PREFIX.site);
  const id = put(ctx, {
    kind: 'site',
    name: options.name ?? 'Điện thoại ấp',
    token: tokenHash(token),
    scopes: [],
    unit: null,
    channel: channel as ChannelId,
    expiresAt: null,
    revokedAt: options.revoked === true ? ctx.clock.instant() : null,
  });
  return { id, token, headers: { cookie: `loa-tram=${token}` } };
};

const put = (
  ctx: Making,
  row: Omit<typeof accessToken.$inferInsert, 'id' | 'createdAt' | 'createdBy' | 'usedAt'>,
): TokenId => {
  const id = idOf('t', ctx) as TokenId;
  const made = { id, createdAt: ctx.clock.instant(), createdBy: 'system:cli' };
  must(
    ctx.store.transact((rows) => {
      rows
        .insert(accessToken)
        .values({ ...row, ...made })
        .run();
      return ok(undefined);
    }),
  );
  return id;
};
