/** Refusals of sound, the air log, the store and the service, in Vietnamese: what is wrong, then the way out. */
import { usageText } from './faults.ts';
import { formatBytes, formatDuration, formatNumber } from './format.ts';
import { dayText, doingText, expectedText, quote, shown, timeText } from './phrases.ts';
import type { RefusalSentences, RunningCode } from './refusals.ts';
import { roleWord } from './words.ts';

const number = (value: number): string => formatNumber(value, 'vi');
const length = (seconds: number): string => formatDuration(seconds, 'vi');
const size = (bytes: number): string => formatBytes(bytes, 'vi');
const day = (text: string): string => dayText(text, 'vi');
/** What a tool or the database said, for whoever is called to help. */
const said = (who: string, detail: string): string => (shown(detail) === '' ? '' : ` ${who}: ${quote(detail)}.`);

export const runningVi: RefusalSentences<RunningCode> = {
  'media.empty': ({ name }) =>
    `Tệp ${quote(name)} không có âm thanh nào: tệp rỗng hoặc dài 0 giây. Hãy xuất lại từ máy thu hoặc phần mềm dựng rồi nạp lại.`,
  'media.not-sound': ({ name }) =>
    `Tệp ${quote(name)} không phải tệp âm thanh đọc được. Hãy nạp tệp MP3, WAV, M4A, OGG, FLAC hoặc video có tiếng.`,
  'media.no-audio': ({ name }) =>
    `Tệp ${quote(name)} là hình ảnh hoặc video không có tiếng. Hãy nạp tệp có phần âm thanh.`,
  'media.playlist': ({ name, format }) =>
    `Tệp ${quote(name)} là danh sách phát ${shown(format)}, chỉ ghi nơi để tệp chứ không chứa âm thanh. Hãy nạp chính các tệp âm thanh trong danh sách.`,
  'media.truncated': ({ name, declared, decoded }) =>
    `Tệp ${quote(name)} bị cụt: ${declared > decoded ? `đáng lẽ dài ${length(declared)} nhưng chỉ đọc được ${length(decoded)}` : `phần cuối bị mất, chỉ đọc được ${length(decoded)}`}. Hãy chép hoặc tải lại từ nguồn rồi nạp lần nữa.`,
  'media.too-long': ({ name, limitSeconds }) =>
    `Tệp ${quote(name)} dài hơn giới hạn ${length(limitSeconds)} cho mỗi tệp. Hãy cắt thành các phần ngắn hơn rồi nạp.`,
  'media.too-large': ({ name, limitBytes }) =>
    `Tệp ${quote(name)} lớn hơn giới hạn ${size(limitBytes)} cho mỗi tệp. Hãy xuất lại thành tệp chỉ có tiếng, hoặc cắt thành các phần nhỏ hơn.`,
  'media.silent': ({ name }) =>
    `Tệp ${quote(name)} có âm thanh nhưng im lặng từ đầu đến cuối. Hãy kiểm tra micrô, dây và kênh thu rồi thu hoặc xuất lại.`,
  'media.unknown': ({ id }) =>
    `Thư viện không có âm thanh mang mã ${quote(id)}. Hãy tải lại trang để lấy danh sách mới, hoặc nạp tệp này vào thư viện.`,
  'sound.adjustment': ({ part, seconds, mostGain }) =>
    adjustmentVi[part](length(seconds), formatNumber(mostGain, 'vi')),
  'sound.unchanged': () =>
    'Không có gì để thay đổi: âm thanh đang được dùng đúng như vậy, hoặc chưa từng được chỉnh. Hãy tải lại trang để xem cách dùng hiện nay.',
  'upload.unknown': ({ id }) =>
    `Không có tệp nào đang gửi mang mã ${quote(id)}: tệp đã bỏ, đã quá hạn, hoặc do người khác gửi. Hãy chọn tệp và gửi lại từ đầu.`,
  'upload.offset': ({ has, sent }) =>
    `Máy chủ đã nhận ${number(has)} byte nhưng phần gửi lên bắt đầu từ byte ${number(sent)}. Hãy gửi tiếp từ byte ${number(has)}.`,
  'upload.ended': ({ id }) =>
    `Tệp mang mã ${quote(id)} đã gửi xong, không nhận thêm phần nào nữa. Hãy xem kết quả của tệp này, hoặc gửi thành tệp mới.`,
  'upload.busy': ({ id }) =>
    `Tệp mang mã ${quote(id)} đang được gửi hoặc đang được nhận vào thư viện. Hãy đợi xong rồi thử lại.`,
  'upload.too-many': ({ limit }) =>
    `Đang có ${number(limit)} tệp gửi dở dang, không thể bắt đầu thêm. Hãy gửi nốt hoặc bỏ bớt các tệp dở dang.`,
  'audio.tool-missing': ({ tool }) =>
    `Không chạy được công cụ âm thanh ${quote(tool)} trên máy này. Hãy cài ffmpeg (trên Debian, Ubuntu: sudo apt-get install ffmpeg) rồi thử lại.`,
  'audio.failed': ({ what, detail }) =>
    `Công cụ âm thanh gặp lỗi khi ${doingText(what, 'vi')}.${said('Công cụ báo', detail)} Hãy thử lại; nếu vẫn lỗi, hãy nạp lại tệp âm thanh có liên quan.`,
  'audio.timeout': ({ what, seconds }) =>
    `Đã dừng việc ${doingText(what, 'vi')} vì quá ${length(seconds)} chưa xong. Hãy thử lại khi máy rảnh hơn; nếu vẫn vậy, hãy kiểm tra hoặc xuất lại tệp âm thanh.`,
  'audio.cancelled': ({ what }) =>
    `Việc ${doingText(what, 'vi')} đã bị dừng theo yêu cầu, chưa có gì được lưu. Hãy làm lại khi cần.`,
  'render.loudness': ({ wanted, got }) =>
    `Không đưa được âm lượng về mức ${number(wanted)} LUFS: kết quả là ${number(got)} LUFS. Hãy nghe lại các bản thu quá nhỏ hoặc quá to trong buổi phát và thu lại, hoặc chọn mức âm lượng khác cho đài.`,
  'render.silence': ({ session, seconds }) =>
    `Chương trình ${quote(session)} có đoạn im lặng ${number(seconds)} giây không có trong kế hoạch, nên chưa duyệt và chưa phát hành được. Hãy nghe lại buổi phát, cắt đoạn im lặng ở bản thu rồi dựng lại.`,
  'job.unknown': ({ id }) =>
    `Không có việc nào mang số ${quote(id)} trong phạm vi được xem. Hãy xem lại danh sách việc rồi chọn lại.`,
  'job.ended': ({ id, state }) =>
    `Việc số ${quote(id)} ${state === 'done' ? 'đã làm xong' : 'đã dừng vì lỗi'}, không còn gì để hủy. Hãy tải lại danh sách việc.`,
  'job.stopping': ({ id }) => `Việc số ${quote(id)} đang được dừng lại. Hãy đợi vài giây rồi thử lại.`,
  'job.broke': ({ detail }) =>
    `Loa gặp lỗi của chính mình khi làm việc này.${said('Chi tiết', detail)} Hãy thử lại; nếu vẫn lỗi, hãy báo lại dòng này cho người phát triển Loa.`,
  'channel.unknown': ({ id, known }) =>
    `Không có kênh nào mang mã ${quote(id)}. ${known === '' ? 'Chưa có kênh nào: hãy áp dụng một tệp lịch có mục channels.' : `Hãy dùng một trong các mã: ${shown(known)}.`}`,
  'segment.unknown': ({ id, near }) =>
    `Không có tiết mục nào mang mã ${quote(id)}.${near === undefined ? '' : ` Có phải là ${quote(near)} không?`} Hãy kiểm tra mã trong tệp lịch đã áp dụng.`,
  'session.unknown': ({ id }) =>
    `Không có buổi phát nào mang mã ${quote(id)}. Hãy kiểm tra mã trong tệp lịch đã áp dụng.`,
  'campaign.unknown': ({ id }) =>
    `Không có đợt tuyên truyền nào mang mã ${quote(id)}. Hãy kiểm tra mã trong tệp lịch đã áp dụng.`,
  'playlist.nothing': ({ channel, day: on }) =>
    `Kênh ${quote(channel)} không có gì để phát ngày ${day(on)}. Hãy xem lịch của ngày này: có buổi phát nào không, và các bản thu đã có trong thư viện chưa.`,
  'playlist.not-rendered': ({ channel, day: on }) =>
    `Chương trình ngày ${day(on)} của kênh ${quote(channel)} chưa dựng xong. Hãy đợi ít phút rồi thử lại, hoặc dựng ngay bằng lệnh loa render.`,
  'log.airing-unknown': ({ session, day: on }) =>
    `Lịch đã lập cho ngày ${day(on)} không có lượt phát nào thuộc ${quote(session)}. Hãy tải lại trang của ngày này rồi ghi lại.`,
  'log.entry-unknown': ({ seq }) =>
    `Nhật ký phát sóng không có dòng số ${number(seq)}. Hãy tải lại nhật ký và chọn đúng dòng.`,
  'log.said-already': ({ seq }) =>
    `Lượt phát này đã được ghi ở dòng số ${number(seq)}. Nếu dòng ấy chưa đúng, hãy ghi lại và điền số ${number(seq)} vào ô đính chính.`,
  'log.corrects-other': ({ seq }) =>
    `Dòng số ${number(seq)} của nhật ký ghi một lượt phát khác. Hãy chọn dòng của đúng buổi phát hoặc tin bài cần đính chính.`,
  'log.reason-missing': () =>
    'Cần chọn lý do khi không phát hoặc chỉ phát một phần; nếu chọn “lý do khác” thì cần ghi rõ. Hãy bổ sung rồi ghi lại.',
  'log.seconds': ({ seconds, planned }) =>
    seconds <= 0
      ? `Thời lượng đã phát phải lớn hơn 0. Hãy ghi đúng thời lượng, hoặc chọn “không phát” nếu không có gì phát ra.`
      : `Thời lượng đã phát (${length(seconds)}) dài hơn thời lượng trong lịch (${length(planned)}). Hãy ghi lại cho đúng, hoặc chọn “đã phát” nếu đã phát trọn vẹn.`,
  'log.future': ({ at }) =>
    `Chưa thể ghi là đã phát: ${timeText(at, 'vi')} chưa tới. Hãy kiểm tra giờ đã nhập, hoặc ghi sau khi phát xong.`,
  'log.role-not-yours': ({ role }) =>
    `Tài khoản này không được ghi với vai trò ${quote(roleWord(role, 'vi'))} ở đây. Hãy chọn đúng vai trò được giao, hoặc nhờ người có vai trò ấy ghi.`,
  'log.outside': ({ at, seconds }) =>
    `Không có phần nào của buổi phát nằm trong khoảng đã ghi: từ ${timeText(at, 'vi')}, dài ${length(seconds)}. Hãy kiểm tra giờ bắt đầu và thời lượng, hoặc chọn “không phát”.`,
  'log.time-missing': () => 'Cần ghi đã phát được bao lâu khi chọn “phát một phần”. Hãy điền thời lượng rồi ghi lại.',
  'database.newer': ({ path, found, known }) =>
    `Tệp dữ liệu ${quote(path)} do bản Loa mới hơn tạo ra (cấu trúc ${number(found)}, bản này biết đến ${number(known)}). Hãy chạy bản Loa mới hơn; dữ liệu được giữ nguyên.`,
  'log.rolled-back': ({ known, size }) =>
    `Nhật ký phát sóng ở đây chỉ có ${number(size)} mục khớp, trong khi bên ngoài đã biết ${number(known)} mục: tệp nhật ký là bản cũ hoặc đã bị thay. Loa không ghi thêm để không cấp trùng số. Hãy khôi phục bản sao lưu mới nhất rồi chạy lại.`,
  'log-key.missing': ({ path }) =>
    `Không thấy khóa ký nhật ký phát sóng ở ${quote(path)}, trong khi nhật ký đã từng được ký. Hãy đưa tệp khóa từ nơi cất giữ về chỗ cũ rồi thử lại.`,
  'log-key.open': ({ path, mode }) =>
    `Tệp khóa ký nhật ký ${quote(path)} đang để người khác đọc được (quyền ${mode}). Hãy chạy “chmod 600” cho tệp đó; nếu ngờ đã lộ, hãy thay khóa.`,
  'log-key.damaged': ({ path }) =>
    `Tệp khóa ký nhật ký ${quote(path)} không đọc được. Hãy thay bằng bản cất giữ của chính khóa đó.`,
  'database.damaged': ({ path, detail }) =>
    `Tệp dữ liệu ${quote(path)} bị hỏng hoặc đã bị sửa từ bên ngoài.${said('Chi tiết', detail)} Hãy dừng Loa, cất giữ nguyên tệp này, rồi khôi phục từ bản sao lưu gần nhất.`,
  'database.setting': ({ path, pragma, wanted, found }) =>
    `Không đặt được chế độ an toàn ${shown(pragma)}=${shown(wanted)} cho tệp dữ liệu ${quote(path)} (đang là ${quote(found)}). Hãy chuyển thư mục dữ liệu về ổ đĩa trong máy, không dùng ổ mạng, và thử lại.`,
  'data.read-only': ({ path }) =>
    `Không ghi được vào ${quote(path)}. Hãy kiểm tra thư mục có tồn tại, người dùng chạy Loa có quyền ghi và ổ đĩa không bị khóa ghi.`,
  'data.full': ({ path }) =>
    `Ổ đĩa chứa ${quote(path)} đã hết chỗ. Hãy giải phóng chỗ trống rồi làm lại; những gì đã lưu trước đó vẫn còn.`,
  'data.busy': ({ path }) =>
    `Tệp dữ liệu ${quote(path)} đang bị chương trình khác giữ. Hãy đợi ít giây rồi thử lại, và kiểm tra xem có hai bản Loa cùng chạy trên một thư mục dữ liệu không.`,
  'backup.damaged': ({ path, files }) =>
    `Bản sao lưu ${quote(path)} không nguyên vẹn: ${shown(files)}. Hãy dùng bản sao lưu khác; bản này và dữ liệu hiện có được giữ nguyên.`,
  'restore.occupied': ({ path }) =>
    `Thư mục ${quote(path)} đã có dữ liệu. Hãy dừng Loa rồi thêm --force để chuyển dữ liệu ấy sang một bên (không xóa), hoặc chọn thư mục trống bằng --into.`,
  'restore.rollback': ({ backup, lost, source }) =>
    `Bản sao lưu có ${number(backup)} dòng nhật ký và thiếu ${number(lost)} dòng đã có theo ${quote(source)}; khôi phục sẽ khiến số dòng bị cấp lại cho dòng khác. Hãy dùng bản sao lưu mới hơn; nếu chấp nhận mất các dòng ấy thì thêm --accept-loss.`,
  'port.taken': ({ host, port }) =>
    `Cổng ${port} trên ${quote(host)} đã có chương trình khác dùng, có thể là một bản Loa đang chạy. Hãy dừng chương trình ấy, hoặc chọn cổng khác bằng --port.`,
  'port.denied': ({ host, port }) =>
    `Máy không cho mở cổng ${port} trên ${quote(host)}. Hãy chọn cổng từ 1024 trở lên bằng --port và kiểm tra địa chỉ có thuộc máy này không.`,
  'config.wrong': ({ name, value, expected }) =>
    `Thiết lập ${shown(name)} có giá trị ${quote(value)} chưa đúng: cần ${expectedText(expected, 'vi')}. Hãy sửa rồi chạy lại.`,
  'request.wrong': ({ field, expected }) =>
    `Giá trị ${quote(field)} chưa đúng: cần ${expectedText(expected, 'vi')}. Hãy sửa rồi làm lại.`,
  'request.body': ({ limit }) =>
    `Nội dung gửi lên quá lớn hoặc không đọc được; giới hạn là ${size(limit)}. Hãy gửi lại với nội dung nhỏ hơn, đúng định dạng.`,
  'request.path': ({ path }) =>
    `Không có gì ở địa chỉ ${quote(path)}. Hãy kiểm tra địa chỉ, hoặc bắt đầu lại từ trang chủ.`,
  'request.origin': () =>
    'Yêu cầu này không đến từ chính trang Loa mà từ trang web khác, hoặc qua một tên máy lạ, nên bị từ chối. Hãy mở Loa bằng đúng địa chỉ của nó rồi thao tác lại ở đó.',
  'request.method': ({ method }) =>
    `Địa chỉ này không nhận cách gọi ${quote(method)}. Hãy xem tài liệu API tại địa chỉ /api để biết cách gọi đúng.`,
  'request.too-many': ({ seconds }) =>
    `Có quá nhiều yêu cầu trong thời gian ngắn. Hãy đợi ${length(seconds)} rồi thử lại.`,
  'usage.wrong': ({ detail, command }) =>
    `Lệnh chưa đúng: ${usageText(detail, 'vi')}. Hãy chạy ${shown(command)} --help để xem cách dùng.`,
};

/** What is wrong with how a sound should be used, by the part of it. */
const adjustmentVi = {
  cues: (length: string, _gain: string) =>
    `Điểm vào phải ở trước điểm ra ít nhất 0,1 giây và cả hai phải nằm trong âm thanh dài ${length}. Hãy sửa hai điểm này.`,
  fades: (_length: string, _gain: string) =>
    'Hai đoạn vuốt dần cộng lại dài hơn phần được nghe. Hãy rút ngắn đoạn vuốt đầu hoặc đoạn vuốt cuối.',
  segue: (_length: string, _gain: string) =>
    'Điểm nối phải ở sau điểm vào và không quá điểm ra. Hãy sửa điểm nối, hoặc để trống để nối tại điểm ra.',
  gain: (_length: string, gain: string) => `Chỉ được tăng hoặc giảm tối đa ${gain} dB. Hãy nhập một số nhỏ hơn.`,
} as const;
