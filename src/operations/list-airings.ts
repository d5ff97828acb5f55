/** What people said of planned airings, for a span of broadcast days: the statements of the units that one may read. */
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import type { AirLogRow } from '../store/airlog.ts';
import { operation } from './operation.ts';
import { type AskedEntries, entriesFound, type Reading } from './within/entries.ts';

/**
 * In order of day, then number, read while they are taken. Refuses with right.*, data.*; with time.range when `from` is after
 * `to`; with channel.unknown, unit.unknown or campaign.unknown when nothing is found and there is no such one either (that the
 * caller may read), so that a slip of the pen does not read as "nothing aired".
 */
export const listAirings = operation(
  { name: 'air-log.list', needs: 'air-log.read' },
  (ctx: Reading, asked: Omit<AskedEntries, 'kind'>): Result<IteratorObject<AirLogRow>> => {
    const found = entriesFound(ctx, { ...asked, kind: 'statement' });
    return found.ok ? ok(found.value.filter((row): row is AirLogRow => row.entry.kind === 'statement')) : found;
  },
);
