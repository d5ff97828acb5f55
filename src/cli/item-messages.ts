/** What the commands about items say. Vietnamese is the source. */
import type { Lang } from '../contract/sentences/index.ts';
import type { ItemState } from '../core/library/item-state.ts';

const vi = {
  states: {
    'waits-for-recording': 'chờ thu',
    'waits-for-approval': 'chờ duyệt',
    approved: 'đã duyệt',
    draft: 'bản nháp',
    embargoed: 'chưa đến ngày phát',
    expired: 'hết hạn phát',
    unused: 'chưa dùng',
  } satisfies Record<ItemState, string>,
  found: (count: number) => `${count} tin bài.`,
  next: (after: string) => `Còn nữa: --after ${after}`,
  noState: (state: string, known: string) => `--state chỉ nhận: ${known}; không có ${state}`,
  noScript: 'không có văn bản',
  script: (reading: string, hash: string) => `văn bản: đọc khoảng ${reading}, mã ${hash}`,
  noSound: 'chưa có bản thu',
  sound: (name: string, length: string, hash: string) => `bản thu: ${name}, ${length}, mã ${hash}`,
  approved: (who: string, at: string) => `duyệt: ${who}, ${at}`,
  void: (who: string, at: string) => `duyệt: ${who}, ${at}, không còn hiệu lực vì đã thay đổi`,
  nobody: 'người đã xóa',
  done: (title: string) => `Đã duyệt ${title}.`,
};

const en: typeof vi = {
  states: {
    'waits-for-recording': 'waits for recording',
    'waits-for-approval': 'waits for approval',
    approved: 'approved',
    draft: 'draft',
    embargoed: 'embargoed',
    expired: 'expired',
    unused: 'unused',
  },
  found: (count) => `${count} items.`,
  next: (after) => `There are more: --after ${after}`,
  noState: (state, known) => `--state takes only: ${known}; not ${state}`,
  noScript: 'no script',
  script: (reading, hash) => `script: about ${reading} to read, ${hash}`,
  noSound: 'no recording',
  sound: (name, length, hash) => `sound: ${name}, ${length}, ${hash}`,
  approved: (who, at) => `approved by ${who}, ${at}`,
  void: (who, at) => `approved by ${who}, ${at}; it holds no more, something has changed`,
  nobody: 'somebody erased',
  done: (title) => `Approved ${title}.`,
};

export const itemMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
