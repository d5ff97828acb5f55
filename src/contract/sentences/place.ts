/** Where in a person's own file something is, in words. */
import type { Place } from '../../core/refusal.ts';
import { formatNumber, type Lang } from './format.ts';
import { quote, shown } from './phrases.ts';

/** 'schedules/x.yaml, dòng 12, cột 5' or 'mục “/items/0”'; null when the place is not known. */
export const placeOf = (place: Place | undefined, lang: Lang): string | null => {
  if (place === undefined) return null;
  const [line, column, field] = lang === 'vi' ? ['dòng', 'cột', 'mục'] : ['line', 'column', 'field'];
  const parts = [
    ...(place.file === undefined ? [] : [shown(place.file).normalize('NFC')]),
    ...(place.line === undefined ? [] : [`${line} ${formatNumber(place.line, lang)}`]),
    ...(place.column === undefined ? [] : [`${column} ${formatNumber(place.column, lang)}`]),
    ...(place.pointer === undefined ? [] : [`${field} ${quote(place.pointer).normalize('NFC')}`]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
};
