/**
 * Fills the places of one channel's day in order, so that a repeat finds what its first run picked.
 *
 * Orders that lie over the day remove or replace here; whether anything fits is asked later (core/playlist).
 */
import type { ItemId, SegmentId } from '../ids.ts';
import type { Reason } from '../playlist/model.ts';
import { isPiece, take } from './availability.ts';
import type { Recurrence, Segment, Session } from './model.ts';
import type { Occurrence } from './occurrences.ts';
import type { Overlay } from './overlay-model.ts';
import type { PlaceOn } from './places.ts';
import type { Prepared } from './prepare.ts';
import { picksFor } from './rotation.ts';
import type { Missing, Piece, Place, PlaceBed } from './rundown.ts';
import { suspendedBy, suspending } from './suspension.ts';

type Filled = Pick<Place, 'pieces' | 'missing'> & { readonly given?: readonly ItemId[] };
type Left = Filled & Pick<Place, 'removed'>;

/** A function that fills one place after the other; it remembers what it filled. */
export const chooser = (prepared: Prepared, overlays: readonly Overlay[]) => {
  const filled = new Map<SegmentId, Place>();

  const choose = (segment: Segment, slot: string, session: Session, occurrence: Occurrence): Filled => {
    const { content, language } = segment;
    const byRule: Reason = { code: 'by-rule', rule: ruleOf(segment.recurrence ?? session.recurrence) };
    switch (content.kind) {
      case 'item':
      case 'filler':
        return split([take(prepared, content.item, language, occurrence, [byRule])]);
      case 'relay':
        return content.fallback === null
          ? { pieces: [], missing: [] }
          : split([take(prepared, content.fallback, language, occurrence, [byRule])]);
      case 'strand':
        return fromStrand(prepared, segment, content, slot, session, occurrence);
      case 'repeat':
        return again(filled.get(content.of), content.of);
    }
  };

  return ({ slot, segment, reasons, removed }: PlaceOn, session: Session, occurrence: Occurrence): Place => {
    const left =
      removed === null
        ? underOrders(prepared, overlays, segment, occurrence, choose(segment, slot, session, occurrence))
        : { pieces: [], missing: [{ item: null, title: segment.title, reason: removed }], removed };
    const told = (piece: Piece): Piece => ({ ...piece, reasons: [...piece.reasons, ...reasons] });
    const place: Place = {
      slot,
      segment,
      given: [],
      ...left,
      bed: bedOf(prepared, overlays, segment, occurrence),
      pieces: reasons.length === 0 ? left.pieces : left.pieces.map(told),
    };
    filled.set(segment.id, place);
    return place;
  };
};

/** The next items of a strand; while none can air, what they wait for. */
const fromStrand = (
  prepared: Prepared,
  segment: Segment,
  { strand: id, count }: Extract<Segment['content'], { kind: 'strand' }>,
  slot: string,
  session: Session,
  occurrence: Occurrence,
): Filled => {
  const { language } = segment;
  const strand = prepared.strand(id);
  const picks = picksFor(prepared, { strand: id, language, session: session.id, slot }, occurrence.date);
  if (picks.length === 0) {
    const waiting = strand.items
      .map((item) => take(prepared, item, language, occurrence))
      .filter((taken): taken is Missing => !isPiece(taken));
    const none: Missing = { item: null, title: segment.title, reason: { code: 'strand-empty', strand: id } };
    return { pieces: [], missing: waiting.length === 0 ? [none] : waiting.slice(0, count) };
  }
  const filled = split(
    picks.map(({ item, turn, of, run }) => {
      // What aired may have left the schedule since.
      if (!prepared.isItem(item))
        return { item: null, title: item, reason: { code: 'not-valid', day: occurrence.day } };
      const taken = take(prepared, item, language, occurrence, [{ code: 'rotation', strand: strand.name, turn, of }]);
      return isPiece(taken) ? { ...taken, strand: id, run } : taken;
    }),
  );
  return { ...filled, given: picks.map(({ item }) => item) };
};

/** What an earlier place of the day played, each piece marked as a repeat. */
const again = (first: Place | undefined, of: SegmentId): Filled => {
  if (first === undefined || first.pieces.length === 0) {
    const title = first?.segment.title ?? of;
    return { pieces: [], missing: [{ item: null, title, reason: { code: 'nothing-to-repeat', segment: of } }] };
  }
  const reason: Reason = { code: 'repeat-of', segment: of };
  return { pieces: first.pieces.map((piece) => ({ ...piece, run: 'repeat', reasons: [reason] })), missing: [] };
};

/** What orders leave of a place: removed pieces are told, or something else sounds instead. */
const underOrders = (
  prepared: Prepared,
  overlays: readonly Overlay[],
  segment: Segment,
  occurrence: Occurrence,
  { pieces, missing, given = [] }: Filled,
): Left => {
  if (overlays.length === 0) return { pieces, missing, given, removed: null };
  const isRelay = segment.content.kind === 'relay';
  // A relay is heard itself; what lies beneath it only when the relay fails.
  const relay = isRelay ? suspending(overlays, 'relay', segment) : undefined;
  if (relay !== undefined) return { pieces: [], missing: [gone(null, segment, relay)], removed: suspendedBy(relay) };
  const kept: Piece[] = [];
  const told: Missing[] = [...missing];
  for (const piece of pieces) {
    const order = suspending(overlays, piece.item.genre, segment);
    const instead = order === undefined ? piece : replacement(prepared, overlays, order, segment, occurrence);
    if (instead !== null) kept.push(instead);
    else if (order !== undefined && !isRelay) told.push(gone(piece, segment, order));
  }
  return { pieces: kept, missing: told, given, removed: null };
};

const gone = (piece: Piece | null, segment: Segment, order: Overlay): Missing => ({
  item: piece?.item ?? null,
  title: piece?.item.title ?? segment.title,
  reason: suspendedBy(order),
});

/** What an order puts in the place of what it removes, unless another order removes that as well. */
const replacement = (
  prepared: Prepared,
  overlays: readonly Overlay[],
  { id, name, authority, replacement: item }: Overlay,
  segment: Segment,
  occurrence: Occurrence,
): Piece | null => {
  if (item === null || suspending(overlays, prepared.item(item).genre, segment) !== undefined) return null;
  const { language } = segment;
  const taken = take(prepared, item, language, occurrence, [{ code: 'replaced', overlay: id, name, authority }]);
  return isPiece(taken) ? taken : null;
};

/** The music under a segment; an order that removes music removes it there as well. */
const bedOf = (
  prepared: Prepared,
  overlays: readonly Overlay[],
  segment: Segment,
  occurrence: Occurrence,
): PlaceBed | null => {
  if (segment.bed === null) return null;
  const { item: id, underDb } = segment.bed;
  const item = prepared.item(id);
  const taken = take(prepared, id, segment.language, occurrence);
  const order = suspending(overlays, item.genre, segment);
  return { item, cut: isPiece(taken) && order === undefined ? taken.cut : null, order: order?.name ?? null, underDb };
};

const split = (taken: readonly (Piece | Missing)[]): Filled => ({
  pieces: taken.filter(isPiece),
  missing: taken.filter((one): one is Missing => !isPiece(one)),
});

/** The rule that brought something here, as its reason keeps it. */
export const ruleOf = ({ rules, alsoOn }: Recurrence): string => [...rules, ...alsoOn].join(' + ');
