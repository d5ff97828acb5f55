/** What an offline package holds beside its sound and its paper: the note, the key, and what a person at the site reads first. Pure. */

import { PACKAGE, type PackedDays } from '../core/manifest/package.ts';
import { asciiSlug } from '../core/text.ts';
import { timeOf } from '../core/time/local.ts';
import { localAt } from '../core/time/zone.ts';
import type { PrintedDay } from './day-sheet.ts';
import { formatClock, formatDate, formatDateTime } from './sentences/format.ts';

/** 'diem-loa-hau-thanh-2026-11-30-ban-7': the ZIP's name without its ending. */
export const sitePackageName = ({ channel, days, version }: PackedDays): string =>
  `diem-${asciiSlug(channel.id)}-${days[0]?.day ?? ''}-ban-${version}`;

/** The approved plan of each day, for the printed list; a day whose plan is no longer kept is not on it. */
export const printedDays = ({ channel, station, days }: PackedDays): PrintedDay[] =>
  days.map(({ day, hash, sessions }) => ({
    channel,
    station,
    day,
    hash,
    sessions: sessions.flatMap(({ playlist, session: { sound } }) =>
      playlist === null
        ? []
        : [
            {
              playlist,
              sound,
              rendering:
                sound === null
                  ? null
                  : { output: sound.sha256, bytes: sound.bytes, seconds: sound.lengthMs / 1000, format: sound.format },
            },
          ],
    ),
  }));

/** Everything but sound, paper and hashes. */
export const sitePackageTexts = (packed: PackedDays): { readonly name: string; readonly text: string }[] => [
  { name: PACKAGE.manifest, text: packed.note },
  { name: PACKAGE.key, text: `${packed.vkey}\n` },
  ...(packed.chain.length === 0 ? [] : [{ name: PACKAGE.chain, text: `${JSON.stringify(packed.chain, null, 2)}\n` }]),
  { name: PACKAGE.receipts, text: packed.receipts },
  { name: PACKAGE.readme, text: readme(packed) },
];

/** Old editors on Windows want CRLF, and a mark to know UTF-8 by. */
const readme = ({ channel, station, version, validUntil, days }: PackedDays): string => {
  const until = formatDateTime(localAt(validUntil, station.zone), 'vi');
  const sessions = days.flatMap(({ day, sessions: all }) =>
    all.map(({ session, stem }) => {
      const file = session.sound === null ? 'không có tệp (tiếp âm)' : `${stem}.${session.sound.format}`;
      return `  ${formatDate(day, 'vi')} ${formatClock(timeOf(session.start.local))}  ${session.name}  →  ${file}`;
    }),
  );
  const lines = [
    `GÓI PHÁT THANH CHO ${channel.name.toLocaleUpperCase('vi')}`,
    `Đơn vị gửi: ${station.name}. Bản phát hành số ${version}, hiệu lực đến ${until}.`,
    '',
    'Phát bằng tay (USB, đầu phát, điện thoại):',
    `  1. In tệp ${PACKAGE.sheet} hoặc mở ra xem: giờ nào, bật tệp nào.`,
    '  2. Đến giờ, mở đúng tệp MP3 của buổi ấy. Mỗi ngày một thư mục, tên tệp bắt đầu bằng giờ phát.',
    '',
    'Nạp vào máy ở điểm loa:',
    '  loa site import GÓI.zip --folder THƯ_MỤC',
    '  Lần đầu thêm --key "khóa", gõ theo tờ giấy trung tâm đưa. Khóa trong gói này chỉ để đối chiếu:',
    '  ai sửa được gói thì sửa được cả khóa trong gói.',
    '  Máy báo gói chép thiếu thì chép lại từ đầu rồi nạp lại; lịch đang giữ không mất.',
    '',
    'Kiểm tra gói đã giải nén:',
    `  sha256sum -c ${PACKAGE.sums}`,
    '',
    'Các buổi trong gói:',
    ...sessions,
    '',
    'Phát xong, báo “đã phát” hoặc “không phát được, vì sao” cho trung tâm như mọi khi.',
    '',
    'In English: print the PDF and play the file of each session, or load the package with “loa site import”.',
  ];
  return `\uFEFF${lines.join('\r\n')}\r\n`;
};
