/** What of a schedule asks for an item: segments, strands and what fills their places, orders that replace. One pass for all items. */
import type { ItemId, SegmentId, StrandId } from '../ids.ts';
import type { Edit } from '../schedule/alterations.ts';
import type { Content, Schedule } from '../schedule/model.ts';

export interface Uses {
  readonly strands: readonly StrandId[];
  /** Segments that ask for it by name or by one of its strands. */
  readonly segments: readonly SegmentId[];
  /** Orders that play it in place of others, and edits. */
  readonly replaces: number;
}

const NONE: Uses = { strands: [], segments: [], replaces: 0 };

/** Of items that something asks for; of others NO_USES. */
export const usesOf = (
  { segments, strands, overlays }: Pick<Schedule, 'segments' | 'strands' | 'overlays'>,
  edits: readonly Edit[],
): ((item: ItemId) => Uses) => {
  const found = new Map<string, { strands: StrandId[]; segments: SegmentId[]; replaces: number }>();
  const of = (item: string) => {
    const known = found.get(item) ?? { strands: [], segments: [], replaces: 0 };
    found.set(item, known);
    return known;
  };
  for (const { id, items } of strands) for (const item of items) of(item).strands.push(id);
  const members = new Map(strands.map(({ id, items }) => [`${id}`, items]));
  for (const { id, content } of segments)
    for (const item of new Set(itemsIn(content, members))) of(item).segments.push(id);
  for (const { replacement } of overlays) if (replacement !== null) of(replacement).replaces += 1;
  for (const { action } of edits)
    if ('content' in action) for (const item of new Set(itemsIn(action.content, members))) of(item).replaces += 1;
  return (item) => found.get(item) ?? NONE;
};

const itemsIn = (content: Content, members: ReadonlyMap<string, readonly ItemId[]>): readonly ItemId[] => {
  switch (content.kind) {
    case 'item':
    case 'filler':
      return [content.item];
    case 'strand':
      return members.get(content.strand) ?? [];
    case 'relay':
      return content.fallback === null ? [] : [content.fallback];
    case 'repeat':
      return [];
  }
};
