/** The air log's entries of any kind, for a span of broadcast days: what one may read of them. */
import type { Result } from '../../core/result.ts';
import type { AnyRow } from '../../store/airlog.ts';
import { operation } from '../operation.ts';
import { type AskedEntries, entriesFound, type Reading } from '../within/entries.ts';

export type { AskedEntries } from '../within/entries.ts';

/**
 * As listAirings() answers and refuses. Without `kind` it is statements; 'all' is whatever there is, also events of the log
 * itself, for who reads the whole centre's log.
 */
export const listEntries = operation(
  { name: 'air-log.list-entries', needs: 'air-log.read' },
  (ctx: Reading, asked: AskedEntries): Result<IteratorObject<AnyRow>> =>
    entriesFound(ctx, { ...asked, kind: asked.kind ?? 'statement' }),
);
