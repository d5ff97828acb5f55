/**
 * The fields that things of a schedule file are made of: ids, days, clock times, rules, validities.
 *
 * Field descriptions are in Vietnamese because an editor shows them to the person who fills the file.
 */
import { z } from 'zod';
import { ID_PATTERN } from '../../core/ids.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { readRule } from '../../core/schedule/recurring-days.ts';
import { parseLocalDate, parseLocalDateTime, parseLocalTime } from '../../core/time/local.ts';

/** A refusal made while checking one value travels inside zod's own issue. */
export interface CarriedRefusal {
  readonly refusals: readonly Refusal[];
  /** Whether it is about which fields a segment's content has, rather than about one value. */
  readonly about?: 'content';
}

const checked =
  <T>(parse: (text: string) => Result<T>) =>
  (text: string, context: z.RefinementCtx): void => {
    const result = parse(text);
    if (result.ok) return;
    const carried: CarriedRefusal = { refusals: result.refusals };
    context.addIssue({ code: 'custom', message: 'refused', params: { ...carried } });
  };

export const text = z.string().trim().min(1).max(2000);
export const id = z
  .string()
  .regex(ID_PATTERN)
  .meta({ title: 'mã', description: 'Mã ngắn không dấu: a–z, 0–9, gạch nối' });
export const date = z
  .string()
  .superRefine(checked(parseLocalDate))
  .meta({ title: 'ngày', description: 'Ngày theo dạng 2025-04-07', examples: ['2025-04-07'] });
export const clock = z
  .string()
  .superRefine(checked(parseLocalTime))
  .meta({ title: 'giờ', description: 'Giờ địa phương, 05:00 hoặc 05:00:00', examples: ['05:00'] });
export const dateTime = z
  .string()
  .superRefine(checked(parseLocalDateTime))
  .meta({ title: 'ngày giờ', description: 'Ngày giờ địa phương, 2025-04-07T10:00', examples: ['2025-04-07T10:00'] });
export const language = z
  .string()
  .regex(/^[a-z]{2,3}$/)
  .meta({ description: 'Ngôn ngữ: vi (tiếng Việt), km (tiếng Khmer), zh (tiếng Hoa)' });
const rule = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .superRefine(checked(readRule))
  .meta({
    description:
      'Quy tắc lặp RRULE, ví dụ FREQ=WEEKLY;BYDAY=MO,SU; hoặc ngày âm lịch, ví dụ rằm tháng Giêng; hoặc lễ và mã của lễ',
    examples: ['FREQ=DAILY', 'rằm tháng Giêng', 'lễ chol-chnam-thmay'],
  });

export const validity = {
  from: date.optional().describe('Có hiệu lực từ ngày (kể cả ngày này)'),
  to: date.optional().describe('Có hiệu lực đến hết ngày (kể cả ngày này)'),
};

export const datedUnit = z.strictObject({ unit: id.describe('Mã đơn vị'), ...validity });

export const recurrence = {
  rule: rule.optional(),
  rules: z.array(rule).min(1).max(10).optional().describe('Nhiều quy tắc lặp cùng lúc'),
  alsoOn: z.array(date).max(1000).optional().describe('Thêm các ngày riêng lẻ'),
  notOn: z.array(date).max(1000).optional().describe('Trừ các ngày riêng lẻ'),
};
