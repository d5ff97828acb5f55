/** Folders of migrations as drizzle-kit writes them: the real ones, and more after them. */
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const REAL_MIGRATIONS = fileURLToPath(new URL('../../src/store/migrations', import.meta.url));

interface Journal {
  readonly entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
}

const journalOf = (folder: string): Journal =>
  JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as Journal;

/** When each migration of a folder was made, in the folder's order. */
export const timesOf = (folder: string): number[] => journalOf(folder).entries.map(({ when }) => when);

/** A copy of the real migrations in `to`, followed by `more`, each a second after the one before. */
export const migrationsWith = (to: string, more: readonly string[]): string => {
  cpSync(REAL_MIGRATIONS, to, { recursive: true });
  const journal = journalOf(to);
  for (const sql of more) {
    const idx = journal.entries.length;
    const tag = `${String(idx).padStart(4, '0')}_test`;
    const when = (journal.entries.at(-1)?.when ?? 0) + 1000;
    writeFileSync(join(to, `${tag}.sql`), sql);
    journal.entries.push({ idx, version: '6', when, tag, breakpoints: true });
  }
  writeFileSync(join(to, 'meta', '_journal.json'), JSON.stringify(journal));
  return to;
};

/** Parent and child rows, the child's going with the parent's. */
export const PARENT_AND_CHILD = `CREATE TABLE parent (id text PRIMARY KEY NOT NULL);
--> statement-breakpoint
CREATE TABLE child (id text PRIMARY KEY NOT NULL, parent text NOT NULL,
  FOREIGN KEY (parent) REFERENCES parent(id) ON UPDATE no action ON DELETE cascade);
--> statement-breakpoint
INSERT INTO parent VALUES ('p1'), ('p2');
--> statement-breakpoint
INSERT INTO child VALUES ('c1', 'p1'), ('c2', 'p1'), ('c3', 'p2');`;

/** How drizzle-kit changes a column: a new table, the rows copied, the old one dropped, the new one renamed. */
export const REBUILD = `PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE \`__new_parent\` (
	\`id\` text PRIMARY KEY NOT NULL,
	\`name\` text DEFAULT 'không tên' NOT NULL
);
--> statement-breakpoint
INSERT INTO \`__new_parent\`("id") SELECT "id" FROM \`parent\`;--> statement-breakpoint
DROP TABLE \`parent\`;--> statement-breakpoint
ALTER TABLE \`__new_parent\` RENAME TO \`parent\`;--> statement-breakpoint
PRAGMA foreign_keys=ON;`;

/** Runs, and leaves children without a parent: only foreign_key_check sees it. */
export const ORPHANS = `CREATE TABLE later (id text);
--> statement-breakpoint
DELETE FROM parent WHERE id = 'p1';`;

/** Does half of its work and fails. */
export const FAILING = `CREATE TABLE later (id text);
--> statement-breakpoint
DELETE FROM child;
--> statement-breakpoint
INSERT INTO no_such_table VALUES (1);`;
