/** Whether what an edit brings in is in the schedule, and its fields go together. */
import { nearest } from '../../core/near.ts';
import type { Kind, Refusal } from '../../core/refusal.ts';
import { refusal } from '../../core/result.ts';
import type { EditScope, EditTarget } from '../../core/schedule/alterations.ts';
import type { Content, Session } from '../../core/schedule/model.ts';
import type { Prepared } from '../../core/schedule/prepare.ts';

/** Another day is for one occurrence: a rule that moves by days is another rule. */
export const wrongFields = (edit: EditTarget & { readonly scope: EditScope }): Refusal[] =>
  edit.of === 'session' && edit.action.kind === 'move' && edit.action.day !== null && edit.scope !== 'this'
    ? [refusal('request.wrong', { field: 'day', expected: 'only-with-this' }, { pointer: '/action/day' })]
    : [];

type Known = (kind: Kind, id: string | null, list: readonly { readonly id: string }[], pointer: string) => Refusal[];

const known: Known = (kind, id, list, pointer) => {
  if (id === null || list.some((one) => one.id === id)) return [];
  const ids = list.map((one) => one.id);
  return [refusal('schedule.reference', { kind, id, near: nearest(id, ids) }, { pointer })];
};

/** What an edit brings in has to be in the schedule; a segment that it names, where the edit is made. */
export const unknownThings = (prepared: Prepared, { action }: EditTarget, sessions: readonly Session[]): Refusal[] => {
  const beside = sessions.flatMap(({ id }) => prepared.segmentsOf(id));
  const after = 'after' in action ? known('segment', action.after, beside, '/action/after') : [];
  return 'content' in action ? [...after, ...unknownContent(prepared, action.content, sessions)] : after;
};

const unknownContent = (prepared: Prepared, content: Content, sessions: readonly Session[]): Refusal[] => {
  const { items, strands } = prepared.schedule;
  switch (content.kind) {
    case 'item':
    case 'filler':
      return known('item', content.item, items, '/action/content/item');
    case 'relay':
      return known('item', content.fallback, items, '/action/content/fallback');
    case 'strand':
      return known('strand', content.strand, strands, '/action/content/strand');
    case 'repeat': {
      const pointer = '/action/content/of';
      const segments = sessions
        .flatMap(({ channels }) => channels)
        .flatMap((id) => prepared.sessionsOn(id))
        .flatMap(({ id }) => prepared.segmentsOf(id));
      const of = segments.find(({ id }) => id === content.of)?.content.kind;
      return of === undefined || of === 'item' || of === 'strand'
        ? known('segment', content.of, segments, pointer)
        : [refusal('schedule.field-wrong', { field: 'of', expected: 'item | strand' }, { pointer })];
    }
  }
};
