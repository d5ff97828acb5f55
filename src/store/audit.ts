/** Who changed what: one row for each change, written in the change's own transaction. */
import type { Rows } from './database.ts';
import { audit } from './schema.ts';

export interface AuditEntry {
  /** RFC 3339 instant. */
  readonly at: string;
  /** A person, a machine, or 'system' for what runs by itself. */
  readonly actor: string;
  readonly operation: string;
  readonly detail: unknown;
}

export const writeAudit = (rows: Rows, entry: AuditEntry): void => {
  rows.insert(audit).values(entry).run();
};
