/** What `loa urgent` says. Vietnamese is the source; a message missing in English does not compile. */
import type { Lang } from '../contract/sentences/index.ts';
import { quote } from '../contract/sentences/phrases.ts';
import type { UrgentReceipt } from '../core/urgent/model.ts';

const vi = {
  ordered: (id: string, sites: number) =>
    `Đã ra lệnh phát khẩn ${id} cho ${sites} điểm loa. Hủy bằng: loa urgent cancel ${id}`,
  cancelled: (id: string) => `Đã hủy lệnh ${id}.`,
  none: 'Chưa có lệnh phát khẩn nào.',
  states: { 'in-force': 'ĐANG HIỆU LỰC', expired: 'hết hạn', cancelled: 'đã hủy' },
  line: (id: string, title: string, state: string, until: string, who: string) =>
    `${id}  ${quote(title)} · ${state} · đến ${until} · ${who}`,
  receipts: {
    received: 'đã nhận lệnh',
    sounding: 'đang phát',
    ended: 'đã phát đủ',
    cancelled: 'đã dừng theo lệnh hủy',
    expired: 'hết hạn',
    failed: 'KHÔNG PHÁT ĐƯỢC',
  } satisfies Record<UrgentReceipt, string>,
  silent: 'chưa trả lời',
};

const en: typeof vi = {
  ordered: (id, sites) => `Ordered ${id} for ${sites} sites. To end it: loa urgent cancel ${id}`,
  cancelled: (id) => `Cancelled ${id}.`,
  none: 'There is no urgent order yet.',
  states: { 'in-force': 'IN FORCE', expired: 'expired', cancelled: 'cancelled' },
  line: (id, title, state, until, who) => `${id}  ${quote(title)} · ${state} · until ${until} · ${who}`,
  receipts: {
    received: 'has the order',
    sounding: 'sounding',
    ended: 'sounded as often as ordered',
    cancelled: 'stopped by the cancel',
    expired: 'expired',
    failed: 'COULD NOT SOUND IT',
  },
  silent: 'no answer yet',
};

export const urgentMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
