/** Kinds of records that may go, as people call them. */
import type { RecordKind } from '../../core/retention/records.ts';
import type { Lang } from './format.ts';

const vi: Readonly<Record<RecordKind, string>> = {
  sound: 'Âm thanh trong kho không còn tin bài, lịch nào dùng (tệp gốc, bản chuẩn)',
  rendering: 'Buổi phát, tập podcast và clip đã dựng',
  work: 'Tệp trung gian khi dựng (khi cần sẽ được dựng lại)',
  job: 'Việc đã xong trong hàng đợi',
  preflight: 'Kết quả kiểm tra trước giờ phát',
  'sign-in': 'Các lần đăng nhập (địa chỉ mạng, thiết bị)',
  link: 'Liên kết dùng một lần đã hết hạn',
  'audit-words': 'Tên và lý do ghi kèm lịch sử thao tác',
  'log-words': 'Tên và ghi chú ghi kèm nhật ký phát sóng',
};

const en: Readonly<Record<RecordKind, string>> = {
  sound: 'Sound that no item and no plan uses any more (files as they came, masters)',
  rendering: 'Rendered sessions, podcast episodes and clips',
  work: 'Files made on the way to a rendering (made again when wanted)',
  job: 'Jobs that are over',
  preflight: 'What was found before sessions',
  'sign-in': 'Sign-ins (addresses, devices)',
  link: 'One-time links that have expired',
  'audit-words': 'Names and reasons beside the audit',
  'log-words': 'Names and notes beside the air log',
};

export const recordText = (record: RecordKind, lang: Lang): string => (lang === 'vi' ? vi : en)[record];
