/** The entries of a span as a file that a person takes away: the same as listing them, and an event says who took what. */
import type { Result } from '../../core/result.ts';
import type { AnyRow } from '../../store/airlog.ts';
import { operation } from '../operation.ts';
import { type AskedEntries, entriesFound, type Reading } from '../within/entries.ts';
import { type Telling, tellEvent } from '../within/log-events.ts';

/**
 * `what`: of which kind the file is ('csv'). It is told before the first row is sent, so how many there are is not known yet.
 * Refuses with what listEntries() refuses with, log.rolled-back, data.*.
 */
export const takeLogFile = operation(
  { name: 'air-log.export', needs: 'air-log.read' },
  (
    ctx: Reading & Telling,
    { what, ...asked }: AskedEntries & { readonly what: string },
  ): Result<IteratorObject<AnyRow>> => {
    const listed = entriesFound(ctx, { ...asked, kind: asked.kind ?? 'statement' });
    if (!listed.ok) return listed;
    const { from, to } = asked;
    const told = tellEvent(ctx, 'export', { what: `air-log.${what}`, from, to, entries: null, sha256: null });
    return told.ok ? listed : told;
  },
);
