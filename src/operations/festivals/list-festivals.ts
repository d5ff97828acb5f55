/** Festivals with their announced days, and who stands for which of them; days that nobody confirmed yet are waiting. */
import type { FestivalId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Festival, FestivalDays } from '../../core/schedule/overlay-model.ts';
import { readAlterations } from '../../store/alterations.ts';
import { loadFestivals } from '../../store/schedule.ts';
import { type Asking, operation } from '../operation.ts';
import { makerIn } from '../within/shown-names.ts';

export interface ListedFestivalDays extends FestivalDays {
  /** null: they wait, and count for nothing. `by`: a name ('' once erased). */
  readonly confirmed: { readonly by: string; readonly at: string } | null;
}

export interface ListedFestival extends Omit<Festival, 'days'> {
  readonly days: readonly ListedFestivalDays[];
}

/** In order of id, each with its days in order of time. Refuses with right.*. */
export const listFestivals = operation(
  { name: 'festival.list', needs: 'schedule.read' },
  (ctx: Asking): Result<ListedFestival[]> => {
    const { rows } = ctx.store;
    const maker = makerIn(rows);
    const standing = readAlterations(rows).flatMap((row) =>
      row.kind === 'confirmation' && row.undoneAt === null ? [row] : [],
    );
    const confirmed = (festival: FestivalId, { from, to }: FestivalDays): ListedFestivalDays['confirmed'] => {
      const row = standing.find(({ body }) => body.festival === festival && body.from === from && body.to === to);
      if (row === undefined) return null;
      // At the machine itself a name was typed.
      return { by: row.by.startsWith('system:') ? row.reason : maker(row.by), at: row.at };
    };
    return ok(
      loadFestivals(rows).map(({ days, ...festival }) => ({
        ...festival,
        days: days
          .map((one) => ({ ...one, confirmed: confirmed(festival.id, one) }))
          .sort((a, b) => (`${a.from} ${a.to}` < `${b.from} ${b.to}` ? -1 : 1)),
      })),
    );
  },
);
