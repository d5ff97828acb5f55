/** Refusals of evidence, in Vietnamese: what does not read or does not hold, then the way out. */
import type { EvidencePart, EvidenceText, ProofFault } from '../../core/evidence/faults.ts';
import type { ProofCode, RefusalSentences } from './refusals.ts';

const TEXTS: Readonly<Record<EvidenceText, string>> = {
  note: 'văn bản có chữ ký',
  key: 'khóa kiểm tra',
  checkpoint: 'bản chốt nhật ký',
  request: 'yêu cầu đồng ký',
  proof: 'tệp bằng chứng',
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
  sound: 'tệp âm thanh không có mã băm mang tên nó, nên đã bị đổi. Hãy lấy lại gói từ nơi phát hành',
};

export const proofVi: RefusalSentences<ProofCode> = {
  'proof.unreadable': ({ what, part }) =>
    `Không đọc được ${TEXTS[what]}: ${PARTS[part]}. Hãy lấy lại bản gốc và giữ nguyên từng ký tự.`,
  'proof.wrong': ({ fault }) => `Bằng chứng không đứng vững: ${FAULTS[fault]}.`,
};
