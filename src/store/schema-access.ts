/**
 * Tables of people, what they may do, how they prove who they are, and who changed what.
 *
 * Nobody's row is ever deleted: a person is disabled, and erased by emptying what is personal. Secrets are stored as
 * hashes; the one that cannot be (the TOTP secret) makes the file itself a secret.
 */

import type { AccountRole, Scope } from '../core/access/model.ts';
import type { ChannelId, PersonId, Sha256, SignInId, TokenId, UnitId } from '../core/ids.ts';
import type { LocalDate } from '../core/time/local.ts';
import { blob, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from './drizzle.ts';

const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>().notNull();
/** An actor as core/access/model.ts actorOf() writes it. */
const actor = (name: string) => text(name).notNull();

export const person = sqliteTable(
  'person',
  {
    id: text('id').$type<PersonId>().primaryKey(),
    /** What they sign in with; empty once erased. */
    login: text('login').notNull(),
    name: text('name').notNull(),
    /** argon2id as a PHC string; null until they have chosen one. */
    passphrase: text('passphrase'),
    passphraseAt: text('passphrase_at'),
    /** RFC 6238 secret; null: no second factor. */
    totpSecret: blob('totp_secret', { mode: 'buffer' }).$type<Uint8Array>(),
    totpSince: text('totp_since'),
    /** The last time step that was used: none is accepted twice. */
    totpStep: integer('totp_step'),
    /** SHA-256 of each recovery code that is still unused. */
    recovery: json<Sha256[]>('recovery'),
    createdAt: text('created_at').notNull(),
    createdBy: actor('created_by'),
    disabledAt: text('disabled_at'),
    erasedAt: text('erased_at'),
  },
  (table) => [index('person_login').on(table.login)],
);

export const personGrant = sqliteTable(
  'person_grant',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    person: text('person')
      .$type<PersonId>()
      .notNull()
      .references(() => person.id, { onDelete: 'restrict' }),
    role: text('role').$type<AccountRole>().notNull(),
    /** null: the whole centre. Not a reference: a unit that leaves the schedule leaves its grants behind, without effect. */
    unit: text('unit').$type<UnitId>(),
    grantedAt: text('granted_at').notNull(),
    grantedBy: actor('granted_by'),
    revokedAt: text('revoked_at'),
  },
  (table) => [index('person_grant_person').on(table.person)],
);

/** Somebody signed in ("session" is a broadcast here). The token itself is only in the browser. */
export const signIn = sqliteTable(
  'sign_in',
  {
    id: text('id').$type<SignInId>().primaryKey(),
    token: text('token').$type<Sha256>().notNull(),
    person: text('person')
      .$type<PersonId>()
      .notNull()
      .references(() => person.id, { onDelete: 'restrict' }),
    /** 'code': the passphrase was right and the second factor is still asked for. */
    stage: text('stage').$type<'code' | 'full'>().notNull(),
    beganAt: text('began_at').notNull(),
    seenAt: text('seen_at').notNull(),
    secondFactorAt: text('second_factor_at'),
    address: text('address').notNull(),
    agent: text('agent').notNull(),
    endedAt: text('ended_at'),
  },
  (table) => [uniqueIndex('sign_in_token').on(table.token), index('sign_in_person').on(table.person)],
);

/** Failed attempts to sign in, by 'person:…', 'address:…' or both: how long the next one has to wait. */
export const backOff = sqliteTable('back_off', {
  key: text('key').primaryKey(),
  failures: integer('failures').notNull(),
  lastAt: text('last_at').notNull(),
});

/** First run, invitation, forgotten passphrase: a link that works once. */
export const oneTimeLink = sqliteTable(
  'one_time_link',
  {
    token: text('token').$type<Sha256>().primaryKey(),
    /** null: the first administrator, who is not a person yet. */
    person: text('person')
      .$type<PersonId>()
      .references(() => person.id, { onDelete: 'restrict' }),
    createdAt: text('created_at').notNull(),
    createdBy: actor('created_by'),
    expiresAt: text('expires_at').notNull(),
    usedAt: text('used_at'),
  },
  (table) => [index('one_time_link_person').on(table.person)],
);

/** A machine's bearer token, or a site's secret link (then `channel` is set). Shown once, stored hashed. */
export const accessToken = sqliteTable(
  'access_token',
  {
    id: text('id').$type<TokenId>().primaryKey(),
    kind: text('kind').$type<'machine' | 'site'>().notNull(),
    name: text('name').notNull(),
    token: text('token').$type<Sha256>().notNull(),
    scopes: json<Scope[]>('scopes'),
    unit: text('unit').$type<UnitId>(),
    channel: text('channel').$type<ChannelId>(),
    createdAt: text('created_at').notNull(),
    createdBy: actor('created_by'),
    expiresAt: text('expires_at'),
    usedAt: text('used_at'),
    revokedAt: text('revoked_at'),
  },
  (table) => [uniqueIndex('access_token_token').on(table.token)],
);

/** Units in which one person may approve their own work, and why. */
export const onePersonException = sqliteTable('one_person_exception', {
  id: integer('id').primaryKey({ autoIncrement: true }),
  unit: text('unit').$type<UnitId>().notNull(),
  reason: text('reason').notNull(),
  setAt: text('set_at').notNull(),
  setBy: actor('set_by'),
  endedAt: text('ended_at'),
});

/** A second person's yes to one version of a channel's day. */
export const approval = sqliteTable(
  'approval',
  {
    channel: text('channel').$type<ChannelId>().notNull(),
    day: text('day').$type<LocalDate>().notNull(),
    version: integer('version').notNull(),
    hash: text('hash').$type<Sha256>().notNull(),
    approver: text('approver')
      .$type<PersonId>()
      .notNull()
      .references(() => person.id, { onDelete: 'restrict' }),
    at: text('at').notNull(),
    authors: json<PersonId[]>('authors'),
    /** The unit's reason, when it was approved by its own author. */
    exception: text('exception'),
  },
  (table) => [primaryKey({ columns: [table.channel, table.day, table.version] })],
);

/** Who changed what, when. Written in the transaction of the change itself; triggers refuse change and removal. */
export const audit = sqliteTable(
  'audit',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    at: text('at').notNull(),
    /** As actorOf() writes it; 'nobody' before anyone is known. */
    actor: text('actor').notNull(),
    /** For which unit they acted; null: the whole centre. */
    unit: text('unit').$type<UnitId>(),
    operation: text('operation').notNull(),
    /** What was changed: 'person/p-…', 'day/my-tu/2026-11-23'. */
    subject: text('subject').notNull().default(''),
    /** From what to what: `before` and `after` where both can be told. Nothing personal is in it. */
    detail: json<unknown>('detail'),
    /** SHA-256(salt ‖ text) of what is personal about it (a name, a reason); the text is in audit_text. */
    words: text('words').$type<Sha256>(),
  },
  (table) => [
    index('audit_at').on(table.at),
    index('audit_subject').on(table.subject),
    index('audit_actor').on(table.actor),
  ],
);

/** The personal part of an audit row, erasable; the row's hash then stands for nothing that anybody has. */
export const auditText = sqliteTable('audit_text', {
  hash: text('hash').$type<Sha256>().primaryKey(),
  salt: blob('salt', { mode: 'buffer' }).$type<Uint8Array>().notNull(),
  text: text('text').notNull(),
});
