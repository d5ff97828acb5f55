/**
 * Amounts with their units and prices: '60–80 km/h', '12.500đ/kg', '5 triệu đồng/người/tháng', '$100', "90'".
 *
 * A unit is one only directly after a number, and after a stroke behind another unit ('một ki-lô-gam'). Rounds nothing.
 */
import { anyOf } from './any-of.ts';
import type { ReadingDictionary } from './dictionary.ts';

/** Bounded, so that a page of digits costs no more than any other page. */
const AMOUNT = '(?<!\\d)\\d{1,40}(?:\\.\\d{1,12}){0,6}(?:,\\d{1,20})?';
/** What people count by, after a stroke: each is 'một …'. */
const EACH =
  'người|hộ|tháng|năm|ngày|tuần|giờ|phút|giây|buổi|lần|lượt|suất|con|cây|chiếc|cái|tấn|tạ|yến|lít|mét|công|sào|mẫu|xã|ấp|vụ|đợt|học sinh|thửa|chai|bao|gói|kg|ha|km²|km2|m²|m2|m³|m3|km|m|l|h|s';
const SAID_EACH: Readonly<Record<string, string>> = { h: 'giờ', s: 'giây', l: 'lít' };

export const expandQuantities = (text: string, { units }: ReadingDictionary): string => {
  const known = anyOf(Object.keys(units));
  const own = (unit: string): string => (Object.hasOwn(units, unit) ? (units[unit] ?? unit) : unit);
  const each = (strokes: string): string =>
    strokes
      .split('/')
      .slice(1)
      .map((one) => ` một ${SAID_EACH[one] ?? own(one)}`)
      .join('');
  const ends = '(?![\\p{L}\\p{N}²³/])';
  return (
    text
      // 'lúc 7g', '7g sáng': in the South an hour, not a weight.
      .replace(/(?<=(?<!\p{L})(?:lúc|từ|đến|khoảng) )(\d{1,2})g(?![\p{L}\p{N}])/giu, '$1 giờ')
      .replace(/(?<!\d)(\d{1,2})g(?= (?:sáng|trưa|chiều|tối|đêm|ngày)(?!\p{L}))/giu, '$1 giờ')
      .replace(
        new RegExp(`([$€]) ?(${AMOUNT})(?!\\d)( (?:nghìn|triệu|tỷ))?`, 'gu'),
        (_, sign, amount, scale) => `${amount}${scale ?? ''} ${own(sign)}`,
      )
      .replace(/(?<!(?:^|[^\p{L}\p{N}])'[^'\n]{0,80})(?<![\p{L}\p{N}.,])(\d{1,3})['′](?![\p{L}\p{N}])/gu, '$1 phút')
      .replace(new RegExp(`(${AMOUNT}) ?(${known})${ends}`, 'gu'), (_, amount, unit) => `${amount} ${own(unit)}`)
      .replace(
        new RegExp(`(${AMOUNT}) ?(${known})((?:/(?:${EACH})){1,3})${ends}`, 'gu'),
        (_, amount, unit, strokes) => `${amount} ${own(unit)}${each(strokes)}`,
      )
      .replace(
        new RegExp(`(${AMOUNT}(?: ?\\p{L}{1,12}){1,3})((?:/(?:${EACH})){1,3})${ends}`, 'gu'),
        (_, amount, strokes) => `${amount}${each(strokes)}`,
      )
  );
};
