/** Tables of the machines at sites that joined by a code: whose rows are signed by which key. Nobody's row is ever deleted. */

import type { ChannelId, Sha256, TokenId } from '../core/ids.ts';
import { sqliteTable, text, uniqueIndex } from './drizzle.ts';
import { accessToken } from './schema-access.ts';

export const siteDevice = sqliteTable(
  'site_device',
  {
    /** 'd-…'. */
    id: text('id').primaryKey(),
    channel: text('channel').$type<ChannelId>().notNull(),
    /** In its rows. */
    name: text('name').notNull(),
    /** Ed25519, 32 bytes in hex. */
    publicKey: text('public_key').notNull(),
    token: text('token')
      .$type<TokenId>()
      .notNull()
      .references(() => accessToken.id, { onDelete: 'restrict' }),
    enrolledAt: text('enrolled_at').notNull(),
    /** Who made the code, as actorOf() writes it. */
    invitedBy: text('invited_by').notNull(),
    revokedAt: text('revoked_at'),
  },
  (table) => [uniqueIndex('site_device_name').on(table.name), uniqueIndex('site_device_token').on(table.token)],
);

/** A code by which one machine joins, by its hash. */
export const siteInvite = sqliteTable('site_invite', {
  code: text('code').$type<Sha256>().primaryKey(),
  channel: text('channel').$type<ChannelId>().notNull(),
  /** What the machine is to be called by people. */
  label: text('label').notNull(),
  createdAt: text('created_at').notNull(),
  createdBy: text('created_by').notNull(),
  expiresAt: text('expires_at').notNull(),
  usedAt: text('used_at'),
});
