/** Refusals of items, their scripts and their approval, in Vietnamese: what is wrong, then the way out. */
import { quote } from './phrases.ts';
import type { LibraryCode, RefusalSentences } from './refusals.ts';
import { languageWord } from './words.ts';

const language = (tag: string): string => languageWord(tag, 'vi');

export const libraryVi: RefusalSentences<LibraryCode> = {
  'item.unknown': ({ id, near }) =>
    `Thư viện không có tin bài nào mang mã ${quote(id)}. ${near === null ? '' : `Có phải là ${quote(near)} không? `}Hãy tìm theo tên ở trang Thư viện.`,
  'item.by-hand': ({ id, title }) =>
    `Mã ${quote(id)} đã thuộc về tin bài ${quote(title)} lập trong thư viện, nên tệp lịch không được ghi đè. Hãy bỏ tin bài này khỏi tệp lịch và chỉ trỏ tới mã của nó, hoặc đặt mã khác trong tệp.`,
  'item.from-file': ({ title, file }) =>
    `Tin bài ${quote(title)} do tệp lịch ${quote(file)} khai, nên lần áp dụng tệp sau sẽ ghi đè những gì sửa ở đây. Hãy sửa trong tệp rồi áp dụng lại, hoặc chọn chuyển tin bài sang thư viện quản lý.`,
  'item.no-sound': ({ title, language: tag }) =>
    `Bản ${language(tag)} của ${quote(title)} chưa có bản thu, nên chưa có gì để nghe và duyệt. Hãy nạp bản thu với đúng tên tệp đã ghi rồi duyệt.`,
  'item.changed': ({ title, language: tag }) =>
    `Bản ${language(tag)} của ${quote(title)} vừa có người sửa văn bản hoặc bản thu. Hãy tải lại trang, đọc và nghe lại rồi làm tiếp.`,
  'item.not-public': ({ title, why }) =>
    `Tin bài ${quote(title)} ${{ draft: 'còn là bản nháp', embargoed: 'chưa đến lúc được công bố', expired: 'đã hết hạn phát' }[why]}, nên chưa được dựng clip để đăng ra ngoài. Hãy xem lại trạng thái và thời hạn ở trang tin bài.`,
  'item.approved': ({ title, language: tag }) =>
    `Bản ${language(tag)} của ${quote(title)} đã được duyệt với đúng văn bản và bản thu này. Không cần duyệt lại; hãy mở trang tin bài để biết ai đã duyệt.`,
};
