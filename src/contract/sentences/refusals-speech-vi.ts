/** Refusals of text to speech, in Vietnamese: what is wrong, then the way out. */
import { formatNumber } from './format.ts';
import { quote } from './phrases.ts';
import type { RefusalSentences, SpeechCode } from './refusals.ts';

export const speechVi: RefusalSentences<SpeechCode> = {
  'speech.no-voice': ({ language }) =>
    language === 'km'
      ? 'Không có giọng đọc máy tiếng Khmer: phải có người thu âm. Hãy nhờ người đọc tiếng Khmer thu âm rồi nhận tệp vào thư viện.'
      : `Không có giọng đọc máy cho ngôn ngữ ${quote(language)}, chỉ có tiếng Việt (vi). Hãy nhờ người thu âm rồi nhận tệp vào thư viện.`,
  'speech.engine-missing': ({ engine }) =>
    `Không chạy được chương trình đọc ${quote(engine)} trên máy này, nên chưa đọc được văn bản. Hãy cài espeak-ng (trên Debian, Ubuntu: sudo apt-get install espeak-ng), hoặc sửa LOA_SPEECH_COMMAND cho đúng, rồi thử lại.`,
  'speech.engine-failed': ({ engine, detail }) =>
    `Chương trình đọc ${quote(engine)} không tạo được âm thanh: ${detail === '' ? '(không nói lý do)' : quote(detail)}. Hãy xem lại văn bản hoặc cấu hình của chương trình rồi thử lại.`,
  'speech.empty': () => 'Văn bản không có chữ nào để đọc. Hãy nhập nội dung rồi thử lại.',
  'speech.too-long': ({ limit }) =>
    `Văn bản dài hơn ${formatNumber(limit, 'vi')} ký tự khi đọc ra, nên không đọc một lần được. Hãy chia thành nhiều bài.`,
  'speech.unknown': ({ id }) =>
    `Không có bản đọc máy nào mang mã ${quote(id)}. Có thể bản ấy đã bị xóa khỏi đĩa: hãy tạo lại từ văn bản.`,
  'speech.not-heard': () =>
    'Chưa gắn bản đọc máy này cho tin bài được, vì chưa có ai xác nhận đã nghe. Hãy nghe hết bản đọc, đánh dấu đã nghe, rồi làm lại.',
  'speech.version-unknown': ({ item, language }) =>
    `Không có bản ${quote(language)} của tin bài ${quote(item)} trong phạm vi được sửa. Hãy kiểm tra mã tin bài và ngôn ngữ.`,
  'pronunciation.unknown': ({ written }) =>
    `Từ điển phát âm không có từ ${quote(written)} đang có hiệu lực. Hãy xem lại danh sách và chọn lại.`,
};
