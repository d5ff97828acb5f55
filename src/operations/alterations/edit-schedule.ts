/**
 * Edits like in a calendar: this occurrence, this and those after it, or all; looked at first, then made, with a reason.
 *
 * Every edit is checked for overlap again, on whole days, with all that was edited before. The schedule beneath is never
 * changed, so that an edit can be undone.
 */
import { actorOf } from '../../core/access/model.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { EditScope, EditTarget } from '../../core/schedule/alterations.ts';
import type { Content } from '../../core/schedule/model.ts';
import type { Prepared } from '../../core/schedule/prepare.ts';
import { type Touched, touchedByEdit } from '../../core/schedule/touched.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { addAlteration, lastAlteration } from '../../store/alterations.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { unitOfPlaces } from '../within/alteration-reach.ts';
import { checkedEdit, type EditAsked, placesOfEdit } from '../within/edits.ts';
import { loadGround } from '../within/ground.ts';
import { note } from '../within/note.ts';
import { goodReason } from '../within/people.ts';
import { type EditPreview, previewed, withAlterations } from '../within/previewed.ts';
import { type Replanned, replan } from '../within/replan.ts';

export type { EditAsked } from '../within/edits.ts';
export type { EditPreview } from '../within/previewed.ts';

type Target = EditTarget & { readonly scope: EditScope; readonly day: LocalDate };

interface Looked {
  readonly edit: Target;
  readonly prepared: Prepared;
  readonly touched: readonly Touched[];
  readonly preview: EditPreview;
}

const lookAt = (ctx: Asking, asked: EditAsked): Result<Looked> => {
  const { prepared } = loadGround(ctx);
  const checked = checkedEdit(ctx, prepared, asked);
  if (!checked.ok) return checked;
  const edit = checked.value;
  const { alterations } = prepared;
  // The number that it will have: those undone keep theirs.
  const id = lastAlteration(ctx.store.rows) + 1;
  const after = withAlterations(prepared, { ...alterations, edits: [...alterations.edits, { ...edit, id }] });
  const touched = touchedByEdit(after, edit);
  return ok({ edit, prepared, touched, preview: previewed(ctx, prepared, after, touched, edit.day) });
};

/** What an edit would change and which conflicts it would make. Refuses what editSchedule does, but for its reason. */
export const previewEdit = operation(
  { name: 'edit.preview', needs: 'schedule.write' },
  (ctx: Asking, asked: EditAsked): Result<EditPreview> => {
    const looked = lookAt(ctx, asked);
    return looked.ok ? ok(looked.value.preview) : looked;
  },
);

export interface Edited extends EditPreview {
  /** Number of the alteration. */
  readonly id: number;
  /** What was planned again at once; null: the planner does it. */
  readonly replanned: Replanned | null;
}

/**
 * Refuses with right.*, session.unknown, segment.unknown, channel.unknown, unit.ended, schedule.reference,
 * schedule.field-wrong, request.wrong, reason.missing, edit.nothing, edit.begun, edit.past; with edit.clashes when it makes a
 * new conflict and evenSo is false; data.*.
 */
export const editSchedule = operation(
  { name: 'edit.make', needs: 'schedule.write' },
  (ctx: Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>, asked: EditAsked): Result<Edited> => {
    const made = ctx.store.transact((rows) => {
      const looked = lookAt(ctx, asked);
      if (!looked.ok) return looked;
      const reason = goodReason(asked.reason, 'reason');
      if (!reason.ok) return reason;
      const { edit, prepared, preview } = looked.value;
      const [clash, ...more] = preview.conflicts;
      if (clash !== undefined && !asked.evenSo)
        return refuse('edit.clashes', {
          channel: clash.channel.name,
          first: clash.kept.title,
          second: clash.yields.title,
          from: clash.from,
          to: clash.to,
          more: more.length,
        });
      const at = ctx.clock.instant();
      const places = placesOfEdit(ctx, prepared, edit);
      const by = actorOf(ctx.caller) ?? 'nobody';
      const id = addAlteration(rows, { kind: 'edit', body: edit, by, at, reason: reason.value });
      note(ctx, rows, {
        operation: 'edit.make',
        unit: unitOfPlaces(places.ok ? places.value : []),
        subject: `alteration/${id}`,
        before: null,
        after: toldEdit(edit),
        words: reason.value,
      });
      return ok({ id, preview, touched: looked.value.touched });
    });
    if (!made.ok) return made;
    const { id, preview, touched } = made.value;
    const again = replan(ctx, loadGround(ctx), touched);
    return ok({ id, ...preview, replanned: again.ok ? again.value : null });
  },
);

/** An edit as the audit keeps it: flat, so that each field is told by its word. */
const toldEdit = (edit: Target): Readonly<Record<string, unknown>> => {
  const { scope, day } = edit;
  const { kind: action, ...rest } = edit.action;
  const what = edit.of === 'session' ? { session: edit.session } : { segment: edit.segment };
  const fields: Readonly<Record<string, unknown>> = rest;
  const { day: toDay, session: into, content: _content, ...more } = fields;
  return {
    ...what,
    action,
    scope,
    day,
    ...(toDay === undefined ? {} : { toDay }),
    ...(into === undefined ? {} : { into }),
    ...('content' in edit.action ? { plays: played(edit.action.content) } : {}),
    ...more,
  };
};

/** What fills the place: the id of an item, a strand or a segment, or the source of a relay. */
const played = (content: Content): string => {
  switch (content.kind) {
    case 'item':
    case 'filler':
      return content.item;
    case 'strand':
      return content.strand;
    case 'repeat':
      return content.of;
    case 'relay':
      return content.source;
  }
};
