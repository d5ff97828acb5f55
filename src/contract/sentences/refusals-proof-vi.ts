/** Refusals of evidence, single, bundled or exported, in Vietnamese: what does not read or does not hold, then the way out. */
import type { EvidencePart, EvidenceText, ExportFault, ProofFault } from '../../core/evidence/faults.ts';
import { formatNumber } from './format.ts';
import { dayText, quote, shown } from './phrases.ts';
import type { ProofCode, RefusalSentences } from './refusals.ts';

const TEXTS: Readonly<Record<EvidenceText, string>> = {
  note: 'văn bản có chữ ký',
  key: 'khóa kiểm tra',
  checkpoint: 'bản chốt nhật ký',
  request: 'yêu cầu đồng ký',
  proof: 'tệp bằng chứng',
  export: 'bản xuất nhật ký',
};

const PARTS: Readonly<Record<EvidencePart, string>> = {
  text: 'không phải chữ thuần UTF-8, dòng cuối chưa xuống dòng, hoặc quá dài',
  layout: 'thiếu dòng mở đầu hoặc dấu ngăn giữa các phần',
  signatures: 'có dòng chữ ký sai dạng, không có dòng nào, hoặc có quá nhiều dòng',
  name: 'tên của khóa bị trống, hoặc có khoảng trắng hay dấu cộng',
  id: 'mã của khóa không khớp với khóa, có thể do chép sai',
  'public-key': 'phần khóa không phải một khóa Ed25519 dùng được',
  origin: 'dòng tên nhật ký bị trống',
  size: 'số dòng của nhật ký không phải một số nguyên viết liền',
  root: 'dòng mã gốc không phải một mã SHA-256',
  extension: 'có dòng trống trong phần ghi thêm',
  extra: 'phần gửi kèm không phải base64',
  index: 'thiếu số thứ tự của dòng nhật ký',
  hashes: 'có dòng không phải một mã SHA-256, hoặc có quá nhiều mã',
};

const FAULTS: Readonly<Record<ProofFault, string>> = {
  signature:
    'một chữ ký không khớp với khóa mang tên nó, nên nội dung hoặc chữ ký đã bị đổi. Đừng tin tệp này; hãy lấy lại bản gốc từ nơi phát hành',
  unsigned: 'không có chữ ký nào làm bằng khóa đã biết của nhật ký này. Hãy kiểm tra đã chọn đúng khóa chưa',
  origin: 'bản chốt thuộc về một nhật ký khác. Hãy chọn đúng tệp và đúng khóa của nhật ký cần kiểm tra',
  witnesses: 'chưa đủ số bên đồng ký. Hãy lấy bản chốt có thêm chữ ký của các bên ấy',
  index: 'số thứ tự nằm ngoài nhật ký vào lúc chốt. Hãy lấy bằng chứng theo một bản chốt mới hơn',
  sizes: 'bản chốt cũ không có dòng nào, hoặc có nhiều dòng hơn bản chốt mới. Hãy xếp lại hai bản theo thời gian',
  path: 'các mã trong tệp không phải những mã mà số thứ tự và số dòng này cần, nên tệp bị thiếu, thừa hoặc bị đổi. Hãy lấy lại bản gốc',
  root: 'các mã không dẫn tới mã gốc đã ký, nên dòng nhật ký hoặc bằng chứng đã bị đổi. Đừng tin nội dung này; hãy báo cho người giữ nhật ký',
};

const EXPORT_FAULTS: Readonly<Record<ExportFault, string>> = {
  changed: 'đã bị đổi: mã của nó không dẫn tới mã gốc đã ký. Đừng tin nội dung ấy; hãy báo cho người giữ nhật ký',
  text: 'không phải chữ UTF-8. Hãy lấy lại bản gốc và giữ nguyên từng ký tự',
  'not-canonical': 'không đúng dạng JSON chuẩn (RFC 8785), nên không phải do Loa ghi. Hãy lấy lại bản gốc',
  'not-entry': 'không phải một mục nhật ký phát sóng. Hãy lấy lại bản gốc',
  missing: 'không có: tệp hết trước số mục đã ký. Hãy xin lại bản đầy đủ từ nơi đã gửi',
  extra: 'là mục thừa: nằm sau mục cuối cùng đã ký. Hãy lấy lại bản gốc',
  hashes: 'có dòng mã băm đi kèm bị đổi. Hãy lấy lại bản gốc và giữ nguyên từng ký tự',
};

const number = (value: number): string => formatNumber(value, 'vi');
const day = (text: string): string => dayText(text, 'vi');
/** What a tool said, for whoever is called to help. */
const said = (who: string, detail: string): string => (shown(detail) === '' ? '' : ` ${who}: ${quote(detail)}.`);

export const proofVi: RefusalSentences<ProofCode> = {
  'proof.unreadable': ({ what, part }) =>
    `Không đọc được ${TEXTS[what]}: ${PARTS[part]}. Hãy lấy lại bản gốc và giữ nguyên từng ký tự.`,
  'proof.wrong': ({ fault }) => `Bằng chứng không đứng vững: ${FAULTS[fault]}.`,
  'log-export.wrong': ({ seq, fault }) => `Mục số ${number(seq)} của bản xuất nhật ký ${EXPORT_FAULTS[fault]}.`,
  'bundle.empty': ({ from, to }) =>
    `Nhật ký phát sóng không có mục nào từ ${day(from)} đến ${day(to)} để đóng gói. Hãy chọn khoảng ngày khác.`,
  'bundle.too-large': ({ limit }) =>
    `Khoảng ngày này có hơn ${number(limit)} mục, quá lớn cho một gói bằng chứng. Hãy chia thành nhiều khoảng ngắn hơn.`,
  'bundle.missing': ({ file }) => `Gói bằng chứng thiếu tệp ${quote(file)}. Hãy xin lại gói đầy đủ từ nơi đã gửi.`,
  'bundle.unknown-file': ({ file }) =>
    `Gói bằng chứng có tệp lạ ${quote(file)}, không phải mục nhật ký hay bằng chứng. Hãy xin lại gói nguyên vẹn từ nơi đã gửi.`,
  'bundle.not-canonical': ({ file }) =>
    `Mục nhật ký ${quote(file)} không đúng dạng JSON chuẩn (RFC 8785), nên không phải do Loa ghi. Không dùng mục này làm bằng chứng; hãy xin lại gói từ nơi đã gửi.`,
  'bundle.other-checkpoint': ({ file }) =>
    `Bằng chứng ${quote(file)} dẫn về một mốc ký khác với mốc ký của gói. Hãy xin lại gói từ nơi đã gửi.`,
  'bundle.unreadable': ({ path, detail }) =>
    `Không đọc được gói bằng chứng ${quote(path)}.${said('Chi tiết', detail)} Hãy chép lại tệp, hoặc xin lại gói từ nơi đã gửi.`,
};
