/** The form of a new order as it was typed → the order that addOverlay() asks for; each fault at its field. */
import type { ChannelId, ItemId, UnitId } from '../../core/ids.ts';
import type { Refusal } from '../../core/refusal.ts';
import { okUnless, type Result, refusal } from '../../core/result.ts';
import type { OverlayKind } from '../../core/schedule/overlay-model.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { NewOverlay } from '../../operations/alterations/overlays.ts';
import type { Sent } from '../forms/sent.ts';
import { dayIn } from '../forms/typed.ts';

export const KINDS = ['mourning', 'holiday', 'election', 'other'] as const satisfies readonly OverlayKind[];

/** Refuses with request.wrong, time.date, time.range, reason.missing. */
export const readOrder = (sent: Sent): Result<NewOverlay> => {
  const refusals: Refusal[] = [];
  const wrong = (field: string): void => {
    refusals.push(refusal('request.wrong', { field, expected: 'valid' }, { pointer: `/${field}` }));
  };
  const text = (field: string): string => {
    if (sent.text(field) === '') wrong(field);
    return sent.text(field);
  };
  const date = (field: string): LocalDate | null => {
    const asked = sent.text(field) === '' ? null : dayIn(sent.text(field));
    if (asked === null) wrong(field);
    else if (!asked.ok) refusals.push(refusal('time.date', { text: sent.text(field) }, { pointer: `/${field}` }));
    return asked?.ok ? asked.value : null;
  };
  const name = text('name');
  const kind = KINDS.find((one) => one === sent.text('kind'));
  if (kind === undefined) wrong('kind');
  const [from, to] = [date('from'), date('to')];
  if (from !== null && to !== null && to < from) refusals.push(refusal('time.range', { from, to }, { pointer: '/to' }));
  const authority = text('authority');
  const reason = sent.text('reason');
  if (reason === '') refusals.push(refusal('reason.missing', {}, { pointer: '/reason' }));
  const ticked = (field: string): readonly string[] => sent.all(field).filter((one) => one !== '');
  return okUnless(refusals, () => ({
    id: null,
    name,
    // Nothing was refused, so all are there.
    kind: kind as OverlayKind,
    from: from as LocalDate,
    to: to as LocalDate,
    units: ticked('units') as UnitId[],
    channels: ticked('channels') as ChannelId[],
    genres: ticked('genres'),
    replacement: sent.text('replacement') === '' ? null : (sent.text('replacement') as ItemId),
    authority,
    document: sent.text('document') || null,
    reason,
  }));
};
