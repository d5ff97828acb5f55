/**
 * drizzle-orm, loaded through its CommonJS build: the one door of the store to it.
 *
 * Node asks a package's package.json anew for each ES module file in it. That of drizzle-orm is 178 kB and the
 * part that we use has 112 files: 1.3 s before a command does anything, against 0.1 s by `require`. The types
 * are those of the ES build, and both builds know each other's objects.
 */
import { createRequire } from 'node:module';
import type * as Orm from 'drizzle-orm';
import type * as Driver from 'drizzle-orm/better-sqlite3';
import type * as Migrator from 'drizzle-orm/migrator';
import type * as Core from 'drizzle-orm/sqlite-core';

export type { SQL } from 'drizzle-orm';
export type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
export type { MigrationMeta } from 'drizzle-orm/migrator';
export type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

const load = createRequire(import.meta.url);

const orm = load('drizzle-orm') as typeof Orm;
export const { and, asc, between, count, desc, eq, getTableColumns, gt, gte, inArray } = orm;
export const { isNotNull, isNull, like, lt, lte, max, min, ne, or, sql } = orm;

export const { drizzle } = load('drizzle-orm/better-sqlite3') as typeof Driver;
export const { readMigrationFiles } = load('drizzle-orm/migrator') as typeof Migrator;

const core = load('drizzle-orm/sqlite-core') as typeof Core;
export const { blob, index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } = core;
