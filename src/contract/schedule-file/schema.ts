/**
 * The shape of a schedule file as people write it, and the source of its JSON Schema.
 *
 * This file checks shape only; references, rules and dates against each other are checked by the core.
 */
import { z } from 'zod';
import { refusal } from '../../core/result.ts';
import {
  type CarriedRefusal,
  clock,
  date,
  datedUnit,
  dateTime,
  id,
  language,
  recurrence,
  text,
  validity,
} from './fields.ts';
import { festival, guard, overlay } from './orders.ts';

const unit = z.strictObject({
  id,
  name: text.describe('Tên gọi của đơn vị trong thời gian này'),
  kind: text.describe('Loại đơn vị: tỉnh, huyện, xã, thị trấn, thành phố…'),
  code: z
    .union([z.string().trim().min(1).max(20), z.int()])
    .optional()
    .describe('Mã số chính thức, nếu có'),
  ...validity,
  parent: id.optional().describe('Đơn vị cấp trên trực tiếp, khi không đổi trong suốt thời gian có hiệu lực'),
  parents: z.array(datedUnit).min(1).optional().describe('Các đơn vị cấp trên theo từng thời gian'),
  succeededBy: z.array(id).optional().describe('Đơn vị tiếp nối khi đơn vị này kết thúc'),
});

/** Digits in groups, as people write them; what stands between is no part of the number. */
const TELEPHONE = /^\+?\d[\d .()-]{1,22}\d$/;

const station = z.strictObject({
  id,
  name: text,
  zone: text.describe('Múi giờ IANA, ví dụ Asia/Ho_Chi_Minh'),
  dayStart: clock.optional().describe('Giờ bắt đầu ngày phát sóng, mặc định 00:00'),
  clockChange: z
    .strictObject({
      missing: z
        .enum(['forward', 'backward'])
        .optional()
        .describe('Giờ không có: lùi về sau (forward) hay sớm hơn (backward)'),
      doubled: z.enum(['first', 'second']).optional().describe('Giờ có hai lần: lần đầu (first) hay lần sau (second)'),
    })
    .optional()
    .describe('Ngày đổi giờ: cách xếp giờ bị mất hoặc bị lặp; mặc định forward và first'),
  profile: z.string().optional().describe('Mức âm lượng: horn (loa nén, −18 LUFS), r128 (−23), web (−16)'),
  phone: z
    .string()
    .trim()
    .regex(TELEPHONE)
    .optional()
    .describe('Số điện thoại của trung tâm cho nút gọi ở trang điện thoại, ví dụ 0299 387 1234'),
  responsible: z.array(datedUnit).min(1).describe('Đơn vị chịu trách nhiệm theo từng thời gian'),
});

const channel = z.strictObject({
  id,
  name: text,
  station: id,
  carrier: text.describe('Phương tiện: fm, loudspeaker, mobile'),
  units: z.array(datedUnit).min(1).describe('Đơn vị nghe kênh này theo từng thời gian'),
  ...validity,
});

export const CONTENT_FIELDS = ['item', 'strand', 'repeat', 'relay', 'filler'] as const;

const segment = z
  .strictObject({
    id,
    title: text,
    item: id.optional().describe('Phát một tin bài cố định'),
    strand: id.optional().describe('Phát tin bài kế tiếp của chuyên mục'),
    count: z.int().min(1).max(20).optional().describe('Số tin bài lấy từ chuyên mục, mặc định 1'),
    repeat: id.optional().describe('Phát lại những gì tiết mục này đã phát trong ngày'),
    relay: text.optional().describe('Tiếp âm: tên nguồn'),
    minutes: z.number().min(0.1).max(240).optional().describe('Thời lượng tiếp âm, phút'),
    fallback: id.optional().describe('Nhạc nằm dưới khoảng tiếp âm trong tệp đã dựng'),
    filler: id.optional().describe('Nhạc chờ, kéo dài đến giờ cố định kế tiếp'),
    start: clock.optional().describe('Giờ cố định; bỏ trống thì phát nối tiếp tiết mục trước'),
    graceSeconds: z
      .int()
      .min(0)
      .max(600)
      .optional()
      .describe('Được trễ so với giờ cố định tối đa bao nhiêu giây; mặc định 0'),
    required: z.boolean().optional().describe('false: được bỏ khi thiếu giờ; mặc định true'),
    priority: z.enum(['normal', 'priority', 'emergency']).optional().describe('thông thường, ưu tiên, khẩn cấp'),
    authorised: z
      .strictObject({ by: text, reason: text, document: text.optional() })
      .optional()
      .describe('Người ra lệnh phát khẩn cấp và lý do; chỉ dùng với priority: emergency'),
    language: language.optional(),
    crossfadeMs: z
      .int()
      .min(0)
      .max(8000)
      .optional()
      .describe('Vào sớm bấy nhiêu mili giây, chồng lên phần cuối của tiết mục trước thay cho khoảng lặng; mặc định 0'),
    bed: z
      .strictObject({
        item: id.describe('Bản nhạc nền'),
        underDb: z.number().min(6).max(40).optional().describe('Nhạc nền nhỏ hơn lời bao nhiêu dB; mặc định 18'),
      })
      .optional()
      .describe('Nhạc nền dưới lời của tiết mục'),
    ...recurrence,
    ...validity,
  })
  .superRefine((written, context) => {
    const given = CONTENT_FIELDS.filter((field) => written[field] !== undefined);
    const wrong = (field: string, expected: string, path: readonly string[] = [field]): void => {
      const refusals = [refusal('schedule.field-wrong', { field, expected })];
      const carried: CarriedRefusal = { refusals, about: 'content' };
      context.addIssue({ code: 'custom', message: 'refused', path: [...path], params: { ...carried } });
    };
    if (given.length !== 1) wrong(CONTENT_FIELDS.join(' | '), 'exactly-one', given.slice(1, 2));
    if (written.relay !== undefined && written.minutes === undefined) wrong('minutes', 'with-relay');
    if (written.relay === undefined && written.minutes !== undefined) wrong('minutes', 'only-with-relay');
    if (written.relay === undefined && written.fallback !== undefined) wrong('fallback', 'only-with-relay');
    if (written.strand === undefined && written.count !== undefined) wrong('count', 'only-with-strand');
    if (written.start === undefined && written.graceSeconds !== undefined) wrong('graceSeconds', 'only-with-start');
    if (written.authorised !== undefined && written.priority !== 'emergency')
      wrong('authorised', 'only-with-emergency');
  })
  .meta({ oneOf: CONTENT_FIELDS.map((field) => ({ required: [field] })) });

const session = z.strictObject({
  id,
  name: text,
  channels: z.array(id).min(1),
  start: clock.describe('Giờ bắt đầu buổi phát'),
  maxMinutes: z.number().min(1).max(1440).describe('Thời lượng tối đa, phút, kể cả tiếp âm'),
  pauseMs: z.int().min(0).max(10_000).optional().describe('Khoảng lặng giữa hai tin bài, mili giây; mặc định 500'),
  graceSeconds: z
    .int()
    .min(0)
    .max(3600)
    .optional()
    .describe('Được bắt đầu trễ tối đa bao nhiêu giây khi buổi trước chưa hết; mặc định 0'),
  ...recurrence,
  from: date.describe('Ngày đầu tiên; quy tắc lặp đếm từ ngày này'),
  to: validity.to,
  segments: z.array(segment).min(1),
});

const version = z.strictObject({
  language: language.optional(),
  script: text.optional().describe('Tệp kịch bản'),
  sound: text.optional().describe('Tên tệp âm thanh trong thư viện; bỏ trống khi còn chờ bản thu'),
  synthetic: z.boolean().optional().describe('true: giọng đọc máy'),
});

const item = z
  .strictObject({
    id,
    title: text,
    genre: text.describe('Thể loại: newsItem, article, featureReport, notice, stationIdent, sting, music, signOff'),
    campaign: id.optional(),
    contentGroup: id.optional(),
    audiences: z.array(text).optional().describe('Đối tượng nghe'),
    ...validity,
    notBefore: dateTime.optional().describe('Không phát trước ngày giờ này (giờ địa phương)'),
    notFrom: dateTime.optional().describe('Không phát nữa từ ngày giờ này (giờ địa phương)'),
    draft: z.boolean().optional().describe('true: còn là bản thảo, chưa được duyệt nên chưa phát'),
    sound: text.optional().describe('Viết gọn cho một bản tiếng Việt'),
    synthetic: z.boolean().optional(),
    script: text.optional(),
    versions: z.array(version).min(1).optional().describe('Các bản theo ngôn ngữ'),
  })
  .superRefine((written, context) => {
    const wrong = (field: string, expected: string): void => {
      const carried: CarriedRefusal = { refusals: [refusal('schedule.field-wrong', { field, expected })] };
      context.addIssue({ code: 'custom', message: 'refused', path: ['versions'], params: { ...carried } });
    };
    if (written.versions === undefined) return;
    const short = (['sound', 'script', 'synthetic'] as const).filter((field) => written[field] !== undefined);
    if (short.length > 0) wrong([...short, 'versions'].join(' | '), 'exactly-one');
    const languages = written.versions.map((one) => one.language ?? 'vi');
    if (new Set(languages).size < languages.length) wrong('versions', 'one-per-language');
  });

const strand = z.strictObject({
  id,
  name: text,
  campaign: id.optional(),
  items: z.array(id).describe('Các tin bài theo thứ tự xoay vòng'),
});

const campaign = z.strictObject({
  id,
  name: text,
  owner: id,
  ...validity,
  basis: z
    .array(z.strictObject({ number: text, title: text, issued: date, issuer: text }))
    .optional()
    .describe('Các văn bản làm căn cứ'),
  contentGroups: z.array(z.strictObject({ id, name: text })).min(1),
  targets: z
    .array(
      z.strictObject({
        contentGroup: id.optional(),
        measure: z.enum(['airings', 'firstRuns', 'minutes', 'items']),
        amount: z.int().positive(),
        per: z
          .enum(['week', 'month'])
          .optional()
          .describe('Tính theo từng tuần (week) hay từng tháng (month); bỏ trống: cả đợt'),
        language: language.optional(),
        units: z.array(id).optional().describe('Từng đơn vị này phải đạt; bỏ trống: tính chung cả đợt'),
      }),
    )
    .optional(),
  deadlines: z
    .array(
      z.strictObject({
        name: text,
        due: date.describe('Ngày cuối cùng phải báo cáo'),
        senders: z.array(id).min(1),
        receiver: text,
        via: text.optional(),
      }),
    )
    .optional(),
});

export const scheduleFileSchema = z
  .strictObject({
    units: z.array(unit).optional(),
    stations: z.array(station).optional(),
    channels: z.array(channel).optional(),
    sessions: z.array(session).optional(),
    strands: z.array(strand).optional(),
    items: z.array(item).optional(),
    campaigns: z.array(campaign).optional(),
    festivals: z.array(festival).optional(),
    overlays: z.array(overlay).optional(),
    guards: z.array(guard).optional(),
  })
  .meta({ title: 'Tệp lịch phát thanh của Loa', description: 'Xem docs/formats/schedule-file.md' });

export type ScheduleFile = z.infer<typeof scheduleFileSchema>;

/** The JSON Schema (draft 2020-12) that editors use, generated from the parser itself. */
export const scheduleFileJsonSchema = (): Record<string, unknown> =>
  z.toJSONSchema(scheduleFileSchema, { io: 'input' });
