/**
 * The shapes of what is ordered over the schedule, as people write it: festivals, overlays and guards.
 *
 * Shape only, as in schema.ts.
 */
import { z } from 'zod';
import { DAY_TYPES } from '../../core/schedule/guard-model.ts';
import { FESTIVAL_KINDS, OVERLAY_KINDS } from '../../core/schedule/overlay-model.ts';
import { clock, date, id, text, validity } from './fields.ts';

export const festival = z.strictObject({
  id,
  name: text,
  kind: z.enum(FESTIVAL_KINDS).describe('khmer: lễ của đồng bào Khmer; holiday: ngày nghỉ lễ; other: ngày khác'),
  days: z
    .array(z.strictObject({ from: date, to: date, source: text.describe('Nơi công bố ngày này') }))
    .min(1)
    .describe('Ngày lễ từng năm; chỉ có hiệu lực sau khi có người xác nhận'),
});

export const overlay = z.strictObject({
  id,
  name: text,
  kind: z.enum(OVERLAY_KINDS).describe('mourning: quốc tang; holiday: lễ, Tết; election: bầu cử; other: việc khác'),
  from: date.describe('Ngày đầu (kể cả ngày này)'),
  to: date.describe('Ngày cuối (kể cả ngày này)'),
  units: z.array(id).optional().describe('Chỉ các đơn vị này và đơn vị trực thuộc; bỏ trống: mọi nơi'),
  channels: z.array(id).optional().describe('Chỉ các kênh này'),
  genres: z
    .array(text)
    .min(1)
    .optional()
    .describe(
      'Thể loại bị ngừng; bỏ trống: quốc tang ngừng ca nhạc, giải trí (music, entertainment), việc khác ngừng tất cả',
    ),
  replacement: id.optional().describe('Tin bài hoặc nhạc phát thay'),
  authority: text.describe('Cơ quan ra lệnh'),
  document: text.optional().describe('Số văn bản'),
  reason: text.describe('Lý do'),
});

export const guard = z.strictObject({
  id,
  name: text,
  units: z.array(id).optional().describe('Các đơn vị (và đơn vị trực thuộc) phải theo; bỏ trống: mọi nơi'),
  ...validity,
  hours: z
    .array(
      z.strictObject({
        days: z
          .array(z.enum(DAY_TYPES))
          .min(1)
          .optional()
          .describe('workday, saturday, sunday, holiday; bỏ trống: mọi ngày'),
        from: clock,
        to: clock.describe('00:00 nghĩa là hết ngày'),
      }),
    )
    .min(1)
    .optional()
    .describe('Khung giờ được phát; bỏ trống: giờ nào cũng được'),
  maxSessions: z.int().min(1).max(100).optional().describe('Số buổi phát tối đa mỗi ngày'),
  maxSessionMinutes: z.number().min(1).max(1440).optional().describe('Thời lượng tối đa mỗi buổi, phút, kể cả tiếp âm'),
  special: z.boolean().optional().describe('true: gần trường học, trạm y tế, chùa…; nhắc khi phát trước 06:00'),
  document: text.optional().describe('Văn bản quy định'),
});
