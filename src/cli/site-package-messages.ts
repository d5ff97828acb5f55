/** What the commands about a site's package say. Vietnamese is the source; a message missing in English does not compile. */
import { formatBytes, formatNumber } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';

const vi = {
  packed: (path: string, version: number, days: number, bytes: number) =>
    `${path}: bản phát hành số ${formatNumber(version, 'vi')}, ${formatNumber(days, 'vi')} ngày, ${formatBytes(bytes, 'vi')}.`,
  imported: (site: string, version: number, until: string) =>
    `${site}: đã nạp bản phát hành số ${formatNumber(version, 'vi')}, hiệu lực đến ${until}.`,
  same: (site: string, version: number, until: string) =>
    `${site}: đang giữ đúng bản phát hành số ${formatNumber(version, 'vi')}, hiệu lực đến ${until}.`,
  copied: (copied: number, there: number) =>
    `Chép ${formatNumber(copied, 'vi')} tệp âm thanh, ${formatNumber(there, 'vi')} tệp đã có sẵn.`,
  received: (rows: number) => `Trung tâm đã nhận ${formatNumber(rows, 'vi')} dòng của máy này.`,
  without: (start: string, name: string) => `Chưa có âm thanh: ${start} ${name} (ngày này không nằm trong gói).`,
  taken: (fresh: number, known: number) =>
    `Nhận ${formatNumber(fresh, 'vi')} dòng mới, ${formatNumber(known, 'vi')} dòng đã có từ trước.`,
  missing: (device: string, from: number, to: number) =>
    `Máy ${device} còn thiếu dòng ${from}${from === to ? '' : `–${to}`}: hãy lấy thêm từ điểm loa.`,
};

const en: typeof vi = {
  packed: (path, version, days, bytes) =>
    `${path}: manifest version ${formatNumber(version, 'en')}, ${formatNumber(days, 'en')} days, ${formatBytes(bytes, 'en')}.`,
  imported: (site, version, until) =>
    `${site}: manifest version ${formatNumber(version, 'en')} was taken in, valid until ${until}.`,
  same: (site, version, until) =>
    `${site}: manifest version ${formatNumber(version, 'en')} was held already, valid until ${until}.`,
  copied: (copied, there) =>
    `${formatNumber(copied, 'en')} sound files were copied, ${formatNumber(there, 'en')} were there before.`,
  received: (rows) => `The centre has ${formatNumber(rows, 'en')} rows of this machine.`,
  without: (start, name) => `No sound yet: ${start} ${name} (that day is not in the package).`,
  taken: (fresh, known) => `${formatNumber(fresh, 'en')} rows are new, ${formatNumber(known, 'en')} were there before.`,
  missing: (device, from, to) =>
    `Rows ${from}${from === to ? '' : `–${to}`} of ${device} have not come: fetch them from the site.`,
};

export const sitePackageMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
