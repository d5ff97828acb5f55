/** What kinds of entries of the air log are called. */
import type { EntryKind } from '../../core/evidence/entry.ts';
import type { Lang } from './format.ts';

const vi = {
  statement: 'lời xác nhận',
  objection: 'ý kiến không đồng ý',
  started: 'thiết bị báo bắt đầu phát',
  stopped: 'thiết bị báo ngừng phát',
  missed: 'thiết bị báo không phát được',
  preempted: 'thiết bị báo nhường sóng',
  heard: 'nhận ra trong bản thu',
  restart: 'khởi động lại hệ thống',
  clock: 'đồng hồ máy bị chỉnh',
  'disk-full': 'ổ đĩa hết chỗ',
  'key-change': 'thay khóa ký',
  export: 'xuất dữ liệu ra ngoài',
  retention: 'xóa hồ sơ hết hạn lưu',
  hold: 'giữ hồ sơ để đối chiếu',
  equivocation: 'thiết bị gửi hai dòng cùng số',
} as const satisfies Record<EntryKind, string>;

const en: Record<EntryKind, string> = {
  statement: 'statement',
  objection: 'objection',
  started: 'device: began to play',
  stopped: 'device: stopped',
  missed: 'device: could not play',
  preempted: 'device: gave way',
  heard: 'recognised in a recording',
  restart: 'restart of the service',
  clock: 'clock was moved',
  'disk-full': 'disk was full',
  'key-change': 'change of the signing key',
  export: 'export',
  retention: 'records removed after their time',
  hold: 'legal hold',
  equivocation: 'device sent two rows under one number',
};

export const ENTRY_KINDS = Object.keys(vi) as readonly EntryKind[];

export const entryKindWord = (kind: EntryKind, lang: Lang): string => (lang === 'vi' ? vi : en)[kind];
