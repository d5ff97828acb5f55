/** What the service says on its terminal. Vietnamese is the source; a message missing in English does not compile. */
import { formatDuration, formatNumber, type Lang } from './contract/sentences/format.ts';

const vi = {
  listening: (url: string) => `Loa đang chạy tại ${url}`,
  firstRun: (link: string) =>
    `Chưa có ai quản trị. Mở liên kết này trong 24 giờ để lập tài khoản quản trị đầu tiên (chỉ dùng được một lần):\n  ${link}`,
  applied: (files: number, changes: number) =>
    changes === 0
      ? `Lịch phát: ${files} tệp, không có thay đổi.`
      : `Lịch phát: ${files} tệp, ${changes} thay đổi đã áp dụng.`,
  goesOn: 'Lịch trong schedules/ chưa áp dụng được; Loa vẫn chạy theo lịch đã áp dụng lần trước.',
  taking: (n: number, of: number) => `Đang nhận âm thanh ${n}/${of}`,
  taken: (count: number, fresh: number) =>
    `Thư viện âm thanh: ${count} tệp${fresh === 0 ? '' : `, ${fresh} tệp mới nhận`}.`,
  planned: (days: number) => `Đã lập lịch hôm nay và ${days} ngày tới; đang dựng âm thanh…`,
  rendered: (label: string, seconds: number, loudness: number | null, left: number) =>
    `Đã dựng ${label}: ${formatDuration(Math.round(seconds), 'vi')}${loudness === null ? '' : `, ${formatNumber(loudness, 'vi', 1)} LUFS`}${left === 0 ? '' : `; còn ${left} việc`}.`,
  made: (label: string, left: number) => `Đã xong: ${label}${left === 0 ? '' : `; còn ${left} việc`}.`,
  cancelled: (label: string) => `Đã hủy: ${label}.`,
  failed: (label: string, again: boolean) =>
    `Chưa làm được: ${label}.${again ? ' Loa sẽ tự thử lại sau ít phút.' : ' Xem lý do và thử lại bằng lệnh loa jobs.'}`,
  published: (channel: string, version: number) => `Đã phát hành bản số ${version} cho ${channel}.`,
  ready: (url: string) => `Danh sách phát hôm nay đã sẵn sàng: ${url}`,
  clockLeapt:
    'Ngày của máy đã nhảy xa so với lần xem trước, nên chưa bỏ gì theo thời hạn lưu giữ. Hãy xem lại đồng hồ, rồi chạy loa retention run.',
  contradicted: (url: string) =>
    `*** BÊN ĐỒNG KÝ ${url} BÁO NHẬT KÝ KHÔNG NỐI TIẾP TỪ BẢN ĐÃ KÝ. Giữ nguyên mọi tệp, báo ngay người phụ trách nhật ký. ***`,
  answersAgain: (url: string) => `${url} đã ký lại bình thường.`,
  stopping: 'Đang dừng…',
  stopped: 'Đã dừng.',
};

const en: typeof vi = {
  listening: (url) => `Loa is running at ${url}`,
  firstRun: (link) =>
    `Nobody can administer yet. Open this link within 24 hours to make the first administrator (it works once):\n  ${link}`,
  applied: (files, changes) =>
    changes === 0 ? `Schedule: ${files} files, no change.` : `Schedule: ${files} files, ${changes} changes applied.`,
  goesOn: 'What is in schedules/ could not be applied; Loa goes on with the schedule applied before.',
  taking: (n, of) => `Taking in sound ${n}/${of}`,
  taken: (count, fresh) => `Sound library: ${count} files${fresh === 0 ? '' : `, ${fresh} new`}.`,
  planned: (days) => `Planned today and ${days} days ahead; rendering sound…`,
  rendered: (label, seconds, loudness, left) =>
    `Rendered ${label}: ${formatDuration(Math.round(seconds), 'en')}${loudness === null ? '' : `, ${formatNumber(loudness, 'en', 1)} LUFS`}${left === 0 ? '' : `; ${left} left`}.`,
  made: (label, left) => `Done: ${label}${left === 0 ? '' : `; ${left} left`}.`,
  cancelled: (label) => `Cancelled: ${label}.`,
  failed: (label, again) =>
    `Not done: ${label}.${again ? ' Loa tries again by itself in a few minutes.' : ' Why, and trying again: loa jobs.'}`,
  published: (channel, version) => `Version ${version} was published for ${channel}.`,
  ready: (url) => `Today’s playlist is ready: ${url}`,
  clockLeapt:
    'This machine’s date has leapt since the last look, so nothing is removed by itself. Check the clock, then run loa retention run.',
  contradicted: (url) =>
    `*** THE WITNESS ${url} SAYS THAT THE LOG DOES NOT GROW OUT OF WHAT IT SIGNED. Keep every file, tell whoever keeps the log at once. ***`,
  answersAgain: (url) => `${url} signs again.`,
  stopping: 'Stopping…',
  stopped: 'Stopped.',
};

export const serviceMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
