/** What stands behind the reasons of a day: who altered what, which orders, and what people said. Names are looked up now. */
import { standingWords } from '../../core/evidence/standing.ts';
import type { Reason } from '../../core/playlist/model.ts';
import type { Conflict } from '../../core/schedule/conflict-model.ts';
import type { Explained, WhyAlteration, WhyAnswer, WhySaid } from '../../core/schedule/explain-model.ts';
import type { Station } from '../../core/schedule/model.ts';
import type { Prepared } from '../../core/schedule/prepare.ts';
import { localAt } from '../../core/time/zone.ts';
import type { AirLogRow } from '../../store/airlog.ts';
import { findAlteration } from '../../store/alterations.ts';
import type { Ctx } from '../context.ts';
import { actorsIn } from './shown-names.ts';

export interface Behind {
  readonly prepared: Prepared;
  readonly conflicts: readonly Conflict[];
  /** The air log's rows of the day. */
  readonly rows: readonly AirLogRow[];
  readonly station: Station;
}

type Facts = Pick<WhyAnswer, 'alterations' | 'orders' | 'said' | 'names'>;

export const factsFor = (ctx: Pick<Ctx, 'store'>, behind: Behind): ((one: Explained) => Facts) => {
  const { prepared, conflicts, rows, station } = behind;
  const actor = actorsIn(ctx.store.rows);
  const clock = (instant: string) => localAt(instant, station.zone);
  const standing = new Set([...standingWords(rows).values()].map(({ seq }) => seq));

  const alteration = (id: number): WhyAlteration[] => {
    const row = findAlteration(ctx.store.rows, id);
    if (row === undefined) return [];
    const { undoneAt, undoneBy, undoneReason } = row;
    const undone =
      undoneAt === null ? null : { by: actor(undoneBy ?? ''), at: clock(undoneAt), reason: undoneReason ?? '' };
    return [{ id, kind: row.kind, by: actor(row.by), at: clock(row.at), reason: row.reason, undone }];
  };

  const said = ({ segment, session }: Explained): WhySaid[] =>
    rows
      .filter(({ entry: { planned } }) => planned.session.id === session && planned.segment === segment)
      .map(({ seq, entry, by, note }) => ({
        seq,
        entry: entry.planned.id,
        title: entry.planned.title,
        outcome: entry.outcome,
        reason: entry.reason,
        role: entry.role,
        by: by ?? actor(entry.actor).name,
        at: clock(entry.recordedAt),
        secondsHeard: entry.secondsHeard,
        note,
        stands: standing.has(seq),
      }));

  return (one) => {
    const reasons = [...one.pieces.flatMap((piece) => piece.reasons), ...one.absences.map(({ reason }) => reason)];
    const decided = decisionsOn(one, conflicts);
    const numbers = new Set([...reasons.flatMap(alterationOf), ...decided]);
    const orders = new Set(reasons.flatMap((reason) => ('overlay' in reason ? [reason.overlay] : [])));
    return {
      alterations: [...numbers].sort((a, b) => a - b).flatMap(alteration),
      orders: prepared.schedule.overlays
        .filter(({ id }) => orders.has(id))
        .map(({ id, name, kind, from, to, authority, document, reason }) => ({
          ...{ id, name, kind, from, to },
          ...{ authority, document, reason },
        })),
      said: said(one),
      names: namesOf(prepared, reasons),
    };
  };
};

const alterationOf = (reason: Reason): number[] =>
  'alteration' in reason && reason.alteration > 0 ? [reason.alteration] : [];

/** People's decisions that kept it in its place; those that put it behind are in its reasons. */
const decisionsOn = ({ segment, session }: Explained, conflicts: readonly Conflict[]): number[] =>
  conflicts.flatMap(({ kept, decision }) =>
    decision !== null && kept.slot.split('@')[0] === (segment ?? session) ? [decision] : [],
  );

const namesOf = ({ schedule }: Prepared, reasons: readonly Reason[]): Record<string, string> => {
  const ids = new Set(
    reasons.flatMap((reason) => {
      if ('segment' in reason) return [reason.segment];
      if (reason.code === 'strand-empty') return [reason.strand];
      return reason.code === 'moved-away' ? [reason.to] : [];
    }),
  );
  return Object.fromEntries([
    ...schedule.sessions.filter(({ id }) => ids.has(id)).map(({ id, name }) => [id, name]),
    ...schedule.strands.filter(({ id }) => ids.has(id)).map(({ id, name }) => [id, name]),
    ...schedule.segments.filter(({ id }) => ids.has(id)).map(({ id, title }) => [id, title]),
  ]) as Record<string, string>;
};
