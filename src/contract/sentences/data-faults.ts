/** What is wrong with a data folder, in sentences: what it is, then what to do about it. */
import type { DataFault } from '../../core/backup/faults.ts';
import type { SoundUse } from '../../core/backup/record.ts';
import { formatBytes, formatNumber, type Lang } from './format.ts';
import { quote, shown } from './phrases.ts';

type Sentences = { readonly [K in DataFault['what']]: (fault: Extract<DataFault, { readonly what: K }>) => string };

const USES: Readonly<Record<Lang, Readonly<Record<SoundUse, string>>>> = {
  vi: {
    original: 'tệp gốc',
    master: 'bản chuẩn',
    waveform: 'hình sóng',
    rendering: 'chương trình đã dựng',
    proof: 'biên bản dựng',
    aired: 'đã phát, có trong nhật ký',
  },
  en: {
    original: 'file as it came',
    master: 'master',
    waveform: 'waveform',
    rendering: 'rendered session',
    proof: 'proof of a render',
    aired: 'aired, in the log',
  },
};
const usesText = (uses: readonly SoundUse[], lang: Lang): string => uses.map((use) => USES[lang][use]).join(', ');

const number = (value: number): string => formatNumber(value, 'vi');
const vi: Sentences = {
  missing: ({ file }) => `Thiếu tệp ${quote(file)}. Hãy kiểm tra LOA_DATA, hoặc khôi phục từ bản sao lưu gần nhất.`,
  damaged: ({ file, detail }) =>
    `Tệp ${quote(file)} bị hỏng: ${quote(detail)}. Hãy dừng Loa, chép nguyên thư mục dữ liệu sang ổ khác, rồi khôi phục từ bản sao lưu.`,
  newer: ({ file, found, known }) =>
    `Tệp ${quote(file)} do bản Loa mới hơn tạo ra (cấu trúc ${number(found)}, bản này biết đến ${number(known)}). Hãy chạy bản Loa mới hơn.`,
  reference: ({ file, table, parent, rows }) =>
    `Trong ${quote(file)}, ${number(rows)} dòng của bảng ${shown(table)} trỏ tới dòng không có trong bảng ${shown(parent)}. Hãy khôi phục từ bản sao lưu.`,
  trigger: ({ file, name }) =>
    `Chốt bảo vệ ${quote(name)} của ${quote(file)} đã bị gỡ hoặc bị đổi: đã có người mở tệp bằng công cụ khác. Hãy giữ nguyên tệp và khôi phục từ bản sao lưu.`,
  synchronous: ({ file, found }) =>
    `Chế độ ghi an toàn của ${quote(file)} không giữ được (đang là ${shown(found)}). Hãy chuyển thư mục dữ liệu về ổ đĩa trong máy.`,
  gap: ({ seq }) =>
    `Nhật ký phát sóng thiếu dòng số ${number(seq)}. Hãy giữ nguyên tệp làm bằng chứng và khôi phục từ bản sao lưu.`,
  leaf: ({ seq }) =>
    `Dòng số ${number(seq)} của nhật ký phát sóng không đúng dạng Loa ghi: đã bị sửa hoặc bị hỏng. Hãy giữ nguyên tệp làm bằng chứng và khôi phục từ bản sao lưu.`,
  text: ({ hash }) =>
    `Tên hoặc lời ghi chú ${shown(hash)} lưu cạnh nhật ký phát sóng đã bị sửa: không còn khớp mã băm trong mục nhật ký. Mục ấy vẫn nguyên vẹn; hãy lấy lại lời đúng từ bản sao lưu.`,
  root: ({ size, source }) =>
    `Trong ${number(size)} dòng đầu của nhật ký phát sóng có dòng đã bị đổi so với ${quote(source)}. Hãy giữ nguyên tệp làm bằng chứng và khôi phục từ bản sao lưu ấy.`,
  'rolled-back': ({ size, known, source }) =>
    `Nhật ký phát sóng chỉ có ${number(size)} dòng, trong khi ${quote(source)} đã có ${number(known)}: dữ liệu đã lùi về trước, số dòng sẽ bị cấp lại. Hãy dừng Loa và khôi phục từ bản sao lưu ấy.`,
  disputed: ({ url, size, madeAt }) =>
    `Bên đồng ký ${quote(url)} báo từ ${shown(madeAt)} rằng nhật ký lúc có ${number(size)} mục không nối tiếp bản mà bên ấy đã ký, và chưa ký lại. Hãy giữ nguyên mọi tệp, báo người phụ trách nhật ký và hỏi bên ấy.`,
  room: ({ freeBytes, totalBytes }) =>
    `Ổ đĩa của thư mục dữ liệu chỉ còn trống ${formatBytes(freeBytes, 'vi')} trên ${formatBytes(totalBytes, 'vi')}: Loa không nhận và không dựng âm thanh nữa, chỉ ghi nhật ký. Hãy dọn ổ đĩa hoặc chuyển sang ổ lớn hơn.`,
  'sound-missing': ({ hash, uses }) =>
    `Thiếu âm thanh ${shown(hash)} (${usesText(uses, 'vi')}). Hãy khôi phục từ bản sao lưu có âm thanh, hoặc nạp lại tệp.`,
  'sound-damaged': ({ hash, uses }) =>
    `Âm thanh ${shown(hash)} đã bị hỏng trên đĩa (${usesText(uses, 'vi')}). Hãy kiểm tra ổ đĩa, bỏ tệp ấy đi rồi khôi phục hoặc nạp lại.`,
};

const count = (value: number): string => formatNumber(value, 'en');
const en: Sentences = {
  missing: ({ file }) => `The file ${quote(file)} is missing. Check LOA_DATA, or restore the latest backup.`,
  damaged: ({ file, detail }) =>
    `The file ${quote(file)} is damaged: ${quote(detail)}. Stop Loa, copy the whole data folder to another disk, then restore a backup.`,
  newer: ({ file, found, known }) =>
    `The file ${quote(file)} was made by a newer Loa (layout ${count(found)}, this one knows up to ${count(known)}). Run the newer Loa.`,
  reference: ({ file, table, parent, rows }) =>
    `In ${quote(file)}, ${count(rows)} rows of ${shown(table)} refer to rows that ${shown(parent)} does not have. Restore a backup.`,
  trigger: ({ file, name }) =>
    `The guard ${quote(name)} of ${quote(file)} is gone or was changed: somebody opened the file with another tool. Keep the file as it is and restore a backup.`,
  synchronous: ({ file, found }) =>
    `The safe way of writing ${quote(file)} does not hold (it is ${shown(found)}). Move the data folder to a disk in this machine.`,
  gap: ({ seq }) => `The air log lacks entry ${count(seq)}. Keep the file as evidence and restore a backup.`,
  leaf: ({ seq }) =>
    `Entry ${count(seq)} of the air log is not as Loa writes entries: it was changed or damaged. Keep the file as evidence and restore a backup.`,
  text: ({ hash }) =>
    `The name or note ${shown(hash)} beside the air log was changed: it no longer fits the hash in its entry. The entry itself is whole; take the right words from a backup.`,
  root: ({ size, source }) =>
    `Among the first ${count(size)} entries of the air log one was changed since ${quote(source)}. Keep the file as evidence and restore that backup.`,
  'rolled-back': ({ size, known, source }) =>
    `The air log has ${count(size)} entries, while ${quote(source)} had ${count(known)} already: the data went back in time, and numbers would be given twice. Stop Loa and restore that backup.`,
  disputed: ({ url, size, madeAt }) =>
    `The witness ${quote(url)} has said since ${shown(madeAt)} that the log of ${count(size)} entries does not continue the one that it signed, and has not signed again. Keep all files as they are, call whoever is in charge of the log, and ask the witness.`,
  room: ({ freeBytes, totalBytes }) =>
    `The data folder’s disk has only ${formatBytes(freeBytes, 'en')} of ${formatBytes(totalBytes, 'en')} free: Loa takes in and renders no more sound and only writes the log. Clear the disk or move to a larger one.`,
  'sound-missing': ({ hash, uses }) =>
    `The sound ${shown(hash)} is missing (${usesText(uses, 'en')}). Restore a backup with sound, or take the file in again.`,
  'sound-damaged': ({ hash, uses }) =>
    `The sound ${shown(hash)} is damaged on the disk (${usesText(uses, 'en')}). Check the disk, remove that file, then restore or take it in again.`,
};

export const dataFaultText = (fault: DataFault, lang: Lang): string => {
  const sentence = (lang === 'vi' ? vi : en)[fault.what] as (fault: DataFault) => string;
  return sentence(fault).normalize('NFC');
};
