/** What `loa site` says on the command line. Vietnamese is the source; a message missing in English does not compile. */
import { formatNumber } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';
import { quote } from '../contract/sentences/phrases.ts';

interface Device {
  readonly id: string;
  readonly device: string;
  readonly name: string;
  readonly channel: { readonly name: string };
  readonly fingerprint: string;
  readonly enrolledAt: string;
  readonly revokedAt: string | null;
}

const vi = {
  joined: (channel: string, device: string) => `Đã nối với kênh ${quote(channel)}, tên máy này là ${device}.`,
  key: (vkey: string) => `Khóa bản phát hành của trung tâm, hãy so với tờ giấy trung tâm đưa: ${vkey}`,
  noReports:
    'Khóa này không có quyền báo dòng đã phát: máy vẫn phát và giữ các dòng lại. Muốn gửi về thì nối bằng mã (loa site invite).',
  running: (isRunning: boolean): string => (isRunning ? 'Đang chạy.' : 'Không chạy.'),
  manifest: (version: number, validUntil: string) =>
    `Bản phát hành số ${formatNumber(version, 'vi')}, hiệu lực đến ${validUntil}.`,
  noManifest: 'Chưa có bản phát hành nào.',
  sounds: (held: number, needed: number) =>
    `Âm thanh: có ${formatNumber(held, 'vi')} trong ${formatNumber(needed, 'vi')} tệp cần.`,
  rows: (kept: number, waiting: number, refused: number) =>
    `Dòng đã ghi: ${formatNumber(kept, 'vi')}, chờ gửi ${formatNumber(waiting, 'vi')}, trung tâm không nhận ${formatNumber(refused, 'vi')}.`,
  broken: (n: number) => `DÒNG THỨ ${formatNumber(n, 'vi')} KHÔNG CÒN NHƯ LÚC GHI: chuỗi chữ ký bị đứt ở đó.`,
  invited: (expiresAt: string) => `Mã nối cho một máy, dùng một lần, đến ${expiresAt}. Mã chỉ hiện lần này:`,
  joinBy: (base: string, code: string) => `Ở điểm loa: loa site join ${base} --code ${code} --folder /var/lib/loa-site`,
  noDevices: 'Chưa có máy nào nối bằng mã.',
  device: ({ id, device, name, channel, fingerprint, enrolledAt, revokedAt }: Device): string =>
    `${id}  ${device} (${name}), ${channel.name}, khóa ${fingerprint}, nối ${enrolledAt}${revokedAt === null ? '' : `, THU HỒI ${revokedAt}`}`,
  deviceRevoked: (id: string) =>
    `Đã thu hồi máy ${id}: khóa truy cập hết hiệu lực ngay, dòng của máy không được nhận nữa.`,
  carried: (file: string, rows: number) =>
    `${file}: ${formatNumber(rows, 'vi')} dòng, có chữ ký của máy này. Ở trung tâm chạy: loa site take. Các dòng vẫn còn ở máy.`,
  nothingToCarry: 'Không có dòng nào chờ mang về.',
  next: (session: string, start: string) => `Buổi tới: ${session}, ${start}.`,
};

const en: typeof vi = {
  joined: (channel, device) => `Joined channel ${quote(channel)}; this machine is called ${device}.`,
  key: (vkey) => `The key of the centre’s manifests; hold it against the one on paper: ${vkey}`,
  noReports:
    'This credential may not report what was played: the machine plays, and keeps its rows. To send them join with a code (loa site invite).',
  running: (isRunning) => (isRunning ? 'Running.' : 'Not running.'),
  manifest: (version, validUntil) => `Manifest ${formatNumber(version, 'en')}, valid until ${validUntil}.`,
  noManifest: 'There is no manifest yet.',
  sounds: (held, needed) => `Sounds: ${formatNumber(held, 'en')} of ${formatNumber(needed, 'en')} are here.`,
  rows: (kept, waiting, refused) =>
    `Rows: ${formatNumber(kept, 'en')} kept, ${formatNumber(waiting, 'en')} to be sent, ${formatNumber(refused, 'en')} refused by the centre.`,
  broken: (n) => `ROW ${formatNumber(n, 'en')} IS NOT AS IT WAS WRITTEN: the chain of signatures breaks there.`,
  invited: (expiresAt) => `The code by which one machine joins, once, until ${expiresAt}. It is shown this time only:`,
  joinBy: (base, code) => `At the site: loa site join ${base} --code ${code} --folder /var/lib/loa-site`,
  noDevices: 'No machine has joined by a code yet.',
  device: ({ id, device, name, channel, fingerprint, enrolledAt, revokedAt }) =>
    `${id}  ${device} (${name}), ${channel.name}, key ${fingerprint}, joined ${enrolledAt}${revokedAt === null ? '' : `, REVOKED ${revokedAt}`}`,
  deviceRevoked: (id) => `Machine ${id} is revoked: its token works no more, and its rows are not taken.`,
  carried: (file, rows) =>
    `${file}: ${formatNumber(rows, 'en')} rows, signed by this machine. At the centre: loa site take. The rows stay here too.`,
  nothingToCarry: 'No rows wait to be carried.',
  next: (session, start) => `Next session: ${session}, ${start}.`,
};

export const siteMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
