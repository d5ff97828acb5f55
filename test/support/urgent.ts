/** Urgent orders for whoever tests what is done with them. */
import type { Sha256 } from '../../src/core/ids.ts';
import type { LocalTime } from '../../src/core/time/local.ts';
import type { UrgentCancel, UrgentOrder } from '../../src/core/urgent/model.ts';

const AUTHORITY = { by: 'Nguyễn Văn Bình', office: 'Chủ tịch UBND xã', reason: 'Vỡ đê bao ấp 3' };

/** The n-th order; from `at` (RFC 3339) for an hour. */
export const urgentOrder = (n: number, at: string, more: Partial<UrgentOrder> = {}): UrgentOrder => ({
  format: 'loa-urgent/1',
  kind: 'order',
  origin: 'loa-3fa94c1b/khan',
  id: `khan-${n.toString(16).padStart(16, '0')}`,
  issuedAt: at,
  expiresAt: `${new Date(Date.parse(at) + 3_600_000).toISOString().slice(0, 19)}Z`,
  sites: ['my-tu'],
  authority: AUTHORITY,
  title: 'Vỡ đê, di dời ngay',
  text: 'Vỡ đê bao ấp 3. Bà con di dời ngay ra trường tiểu học.',
  language: 'vi',
  sound: { sha256: 'f0'.repeat(32) as Sha256, bytes: 200_000, format: 'mp3', lengthMs: 40_000 },
  repeats: 2,
  pauseSeconds: 10,
  volume: null,
  zone: 'Asia/Ho_Chi_Minh',
  dayStart: '00:00:00' as LocalTime,
  ...more,
});

export const urgentCancel = (of: UrgentOrder, at: string, more: Partial<UrgentCancel> = {}): UrgentCancel => ({
  ...{ format: of.format, kind: 'cancel', origin: of.origin, id: `${of.id.slice(0, -1)}f` },
  ...{ issuedAt: at, expiresAt: of.expiresAt, sites: of.sites, authority: AUTHORITY, cancels: of.id },
  ...more,
});
