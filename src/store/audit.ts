/** Who changed what: one row for each change, written in the change's own transaction. */
import { saltedHash } from '../core/evidence/entry.ts';
import type { UnitId } from '../core/ids.ts';
import type { Rows } from './database.ts';
import { audit, auditText } from './schema.ts';

export interface AuditEntry {
  /** RFC 3339 instant. */
  readonly at: string;
  /** As core/access/model.ts actorOf() writes it; 'nobody' before anyone is known. */
  readonly actor: string;
  readonly operation: string;
  /** Nothing personal: this part is never erased. */
  readonly detail: unknown;
  /** For which unit they acted; null or absent: the whole centre. */
  readonly unit?: UnitId | null;
  /** What was changed: 'person/p-…'. */
  readonly subject?: string;
  /** What is personal about it, kept beside the row and erasable. `salt` is 16 random bytes. */
  readonly words?: { readonly salt: Uint8Array; readonly text: string };
}

export const writeAudit = (rows: Rows, { words, ...entry }: AuditEntry): void => {
  if (words === undefined) {
    rows.insert(audit).values(entry).run();
    return;
  }
  const hash = saltedHash(words.salt, words.text);
  rows.insert(auditText).values({ hash, salt: words.salt, text: words.text }).run();
  rows
    .insert(audit)
    .values({ ...entry, words: hash })
    .run();
};
