/** Who does not agree with what the log says of airings of a span of broadcast days, and why: for the units that one may read. */
import type { ObjectionEntry } from '../../core/evidence/entry.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { AirLogFilter } from '../../store/airlog.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { readableEntries } from '../within/readable-entries.ts';

export interface ListedObjection {
  readonly seq: number;
  readonly entry: ObjectionEntry;
  /** null: erased, or not given. */
  readonly by: string | null;
  readonly note: string | null;
}

/** More than people write in a year. */
const MOST = 100_000;

/** In order of day, then number. Refuses with right.*, time.range, data.*. */
export const listObjections = operation(
  { name: 'objection.list', needs: 'air-log.read' },
  (ctx: Asking & Pick<Ctx, 'airlog'>, filter: AirLogFilter): Result<ListedObjection[]> => {
    if (filter.from > filter.to) return refuse('time.range', { from: filter.from, to: filter.to });
    const mine = readableEntries(ctx);
    const { textOf } = ctx.airlog;
    const found = ctx.airlog.index.read((index) => index.page({ ...filter, kind: 'objection' }, null, MOST));
    if (!found.ok) return found;
    return ok(
      ctx.airlog
        .rows(found.value.map(({ seq }) => seq))
        .flatMap(({ seq, entry }) =>
          entry.kind === 'objection' && mine(entry.planned)
            ? [{ seq, entry, by: textOf(entry.by), note: textOf(entry.note) }]
            : [],
        ),
    );
  },
);
