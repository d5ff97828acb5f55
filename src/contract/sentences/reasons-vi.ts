/** Why something is, or is not, in a playlist: a Vietnamese sentence for every code, or it does not compile. */
import { formatDuration, formatNumber } from './format.ts';
import { dayText, quote, shown, timeText } from './phrases.ts';
import { hoursText, type ReasonSentences, rules, whither } from './reason-phrases.ts';
import { languageWord } from './words.ts';

const EDITED_VI = {
  replaced: 'Nội dung đã được thay',
  added: 'Được thêm vào buổi phát này',
  length: 'Thời lượng tối đa đã được đổi',
  channels: 'Kênh phát đã được đổi',
} as const;

const PRIORITY_VI = { normal: 'thông thường', priority: 'ưu tiên', emergency: 'khẩn cấp' } as const;

export const vi: ReasonSentences = {
  'by-rule': ({ rule }) => (rule === '' ? 'Có trong mọi lần của buổi phát này.' : `Theo lịch: ${rules(rule, 'vi')}.`),
  rotation: ({ strand, turn, of }) =>
    `Đến lượt trong chuyên mục ${quote(strand)}: lượt thứ ${formatNumber(turn, 'vi')}, xoay vòng ${formatNumber(of, 'vi')} tin bài.`,
  'repeat-of': ({ segment }) => `Phát lại nội dung mà tiết mục ${quote(segment)} đã phát trong ngày.`,
  'waits-for-recording': ({ language }) => `Bản ${languageWord(language, 'vi')} còn chờ thu âm.`,
  'sound-missing': ({ sound }) => `Thư viện chưa có tệp âm thanh ${quote(sound)}.`,
  'no-version': ({ language }) => `Tin bài chưa có bản ${languageWord(language, 'vi')}.`,
  'not-valid': ({ day }) => `Ngày ${dayText(day, 'vi')} nằm ngoài thời gian được phát của tin bài.`,
  'strand-empty': ({ strand }) => `Chuyên mục ${quote(strand)} chưa có tin bài nào.`,
  'nothing-to-repeat': ({ segment }) =>
    `Không có gì để phát lại: trước đó trong ngày, tiết mục ${quote(segment)} chưa phát gì.`,
  'no-room': ({ needed, left }) =>
    `Không đủ giờ: cần ${formatDuration(needed, 'vi')} mà chỉ còn ${formatDuration(left, 'vi')}.`,
  'no-gap': () => 'Không phát nhạc chờ: không có khoảng trống nào trước một giờ cố định để lấp.',
  'bed-missing': ({ bed, order }) =>
    order === undefined
      ? `Phát không có nhạc nền: bản nhạc ${quote(bed)} chưa có âm thanh hoặc không được phát vào lúc này.`
      : `Phát không có nhạc nền: bản nhạc ${quote(bed)} tạm ngừng theo lệnh ${quote(order)}.`,
  'session-clash': ({ with: other }) => `Trùng giờ: buổi phát ${quote(other)} lúc đó chưa kết thúc.`,
  'fixed-start-passed': ({ at }) =>
    `Giờ cố định ${timeText(at, 'vi')} không dùng được: đã qua khi đến lượt, hoặc nằm ngoài buổi phát.`,
  'fills-until': ({ at }) => `Nhạc lấp khoảng trống đến ${timeText(at, 'vi')}.`,
  'hour-moved': ({ asked, placed, policy }) =>
    `Giờ đã hẹn ${timeText(asked, 'vi')} không có trong ngày đổi giờ, nên phát lúc ${timeText(placed, 'vi')}${policy === undefined ? '' : `, theo cách xếp của đài: ${policy === 'forward' ? 'lùi về sau' : 'sớm hơn'}`}.`,
  'hour-doubled': ({ asked, policy }) =>
    `Giờ ${timeText(asked, 'vi')} có hai lần trong ngày đổi giờ; chỉ phát một lần${policy === undefined ? '' : `, vào lần ${policy === 'first' ? 'đầu' : 'sau'} theo cách xếp của đài`}.`,
  cancelled: ({ alteration }) => `Đã hủy lần này (sửa lịch số ${alteration}).`,
  'moved-away': ({ alteration, to }) => `Đã chuyển sang ${whither(to, 'vi')} (sửa lịch số ${alteration}).`,
  'moved-here': ({ alteration, from }) => `Được chuyển từ ${timeText(from, 'vi')} (sửa lịch số ${alteration}).`,
  edited: ({ alteration, what }) => `${EDITED_VI[what]} (sửa lịch số ${alteration}).`,
  suspended: ({ name, authority, document }) =>
    `Tạm ngừng theo lệnh ${quote(name)} của ${shown(authority)}${document === null ? '' : `, văn bản ${shown(document)}`}.`,
  replaced: ({ name, authority }) => `Phát thay theo lệnh ${quote(name)} của ${shown(authority)}.`,
  'guard-hours': ({ guard, allowed }) =>
    `Ngoài khung giờ được phát theo ${quote(guard)}: ${allowed === '' ? 'ngày này không được phát' : hoursText(allowed)}.`,
  'guard-sessions': ({ guard, most }) =>
    `Quá số buổi phát trong ngày theo ${quote(guard)}: tối đa ${formatNumber(most, 'vi')}.`,
  'guard-length': ({ guard, seconds }) =>
    `Quá thời lượng một buổi theo ${quote(guard)}: tối đa ${formatDuration(seconds, 'vi')}.`,
  preempted: ({ by, priority }) => `Nhường giờ cho ${quote(by)}, có mức ưu tiên cao hơn (${PRIORITY_VI[priority]}).`,
  yields: ({ to, alteration }) => `Nhường giờ cho ${quote(to)} theo quyết định số ${alteration}.`,
  'decision-open': ({ with: other }) =>
    `Trùng giờ với ${quote(other)}, cả hai đều là bản tin ưu tiên: chờ người có trách nhiệm quyết định thứ tự.`,
  'begins-late': ({ seconds, after }) =>
    `Bắt đầu trễ ${formatDuration(seconds, 'vi')} vì ${after === null ? 'phần trước' : quote(after)} chưa hết.`,
  'priority-first': () => 'Được đưa lên đầu vì là bản tin ưu tiên.',
  draft: () => 'Tin bài còn là bản thảo, chưa được duyệt.',
  embargoed: ({ until }) => `Tin bài chưa được phát trước ${timeText(until, 'vi')}.`,
  expired: ({ at }) => `Tin bài đã hết hạn phát lúc ${timeText(at, 'vi')}.`,
  'first-run-missed': ({ segment }) =>
    `Tính là phát mới, vì tiết mục ${quote(segment)} trong ngày không phát được nội dung này.`,
};
