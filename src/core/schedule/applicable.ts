/**
 * Alterations that still speak of something: a schedule file may have taken away what they were made for.
 *
 * Such an edit counts for nothing until its thing is there again; its row stays in the history.
 */
import type { Alterations, Edit } from './alterations.ts';
import type { Content, Schedule } from './model.ts';

/** `alterations` without the edits that name a session, segment, channel, item or strand which `schedule` does not have. */
export const applicable = (schedule: Schedule, alterations: Alterations): Alterations => {
  const { edits } = alterations;
  if (edits.length === 0) return alterations;
  const ids = (things: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(things.map(({ id }) => id));
  const known = {
    sessions: ids(schedule.sessions),
    segments: ids(schedule.segments),
    channels: ids(schedule.channels),
    items: ids(schedule.items),
    strands: ids(schedule.strands),
  };
  const hasContent = (content: Content): boolean => {
    switch (content.kind) {
      case 'item':
      case 'filler':
        return known.items.has(content.item);
      case 'strand':
        return known.strands.has(content.strand);
      case 'repeat':
        return known.segments.has(content.of);
      case 'relay':
        return content.fallback === null || known.items.has(content.fallback);
    }
  };
  const speaks = (edit: Edit): boolean => {
    if (edit.of === 'session' ? !known.sessions.has(edit.session) : !known.segments.has(edit.segment)) return false;
    const { action } = edit;
    if (action.kind === 'channels') return action.channels.every((id) => known.channels.has(id));
    if (action.kind === 'add' || action.kind === 'replace') return hasContent(action.content);
    return edit.of === 'segment' && edit.action.kind === 'move' ? known.sessions.has(edit.action.session) : true;
  };
  return edits.every(speaks) ? alterations : { ...alterations, edits: edits.filter(speaks) };
};
