/** Rows of the machines that joined by a code, and of the codes. */

import type { Sha256, TokenId } from '../core/ids.ts';
import type { Rows } from './database.ts';
import { asc, eq, inArray, sql } from './drizzle.ts';
import { siteDevice, siteInvite } from './schema-device.ts';

export type DeviceRow = typeof siteDevice.$inferSelect;
export type InviteRow = typeof siteInvite.$inferSelect;

export const addDevice = (rows: Rows, row: DeviceRow): void => {
  rows.insert(siteDevice).values(row).run();
};

/** In the order in which they joined; revoked ones too. */
export const loadDevices = (rows: Rows): DeviceRow[] =>
  rows.select().from(siteDevice).orderBy(asc(siteDevice.enrolledAt), sql`${siteDevice}.rowid`).all();

export const findDevice = (rows: Rows, id: string): DeviceRow | undefined =>
  rows.select().from(siteDevice).where(eq(siteDevice.id, id)).get();

/** By the names that their rows bear. */
export const devicesNamed = (rows: Rows, names: readonly string[]): DeviceRow[] =>
  rows
    .select()
    .from(siteDevice)
    .where(inArray(siteDevice.name, [...names]))
    .all();

export const saveDeviceToken = (rows: Rows, id: string, token: TokenId): void => {
  rows.update(siteDevice).set({ token }).where(eq(siteDevice.id, id)).run();
};

export const saveDeviceRevoked = (rows: Rows, id: string, at: string): void => {
  rows.update(siteDevice).set({ revokedAt: at }).where(eq(siteDevice.id, id)).run();
};

export const addInvite = (rows: Rows, row: InviteRow): void => {
  rows.insert(siteInvite).values(row).run();
};

export const findInvite = (rows: Rows, code: Sha256): InviteRow | undefined =>
  rows.select().from(siteInvite).where(eq(siteInvite.code, code)).get();

export const saveInviteUsed = (rows: Rows, code: Sha256, at: string): void => {
  rows.update(siteInvite).set({ usedAt: at }).where(eq(siteInvite.code, code)).run();
};
