/** What a look at a coming session found, what to do about it and who does it: in sentences, and the page where it is done. */
import type { FindingCode, OwnerRole, PreflightFinding } from '../../core/preflight/look.ts';
import { findingText } from './findings.ts';
import { formatNumber, type Lang } from './format.ts';
import { quote } from './phrases.ts';
import { reasonText } from './reasons.ts';
import { lightText } from './sound-light.ts';
import { languageWord } from './words.ts';

type Said = Readonly<Record<FindingCode, (finding: PreflightFinding) => string>>;

const light = ({ params }: PreflightFinding, lang: Lang): string =>
  params.light === undefined ? '' : lightText(params.light, lang);
const reason = ({ params }: PreflightFinding, lang: Lang): string =>
  params.reason === undefined ? '' : reasonText(params.reason, lang);
/** It airs; only the music under it is missing. */
const bedOnly = ({ params }: PreflightFinding): boolean => params.reason?.code === 'bed-missing';
const seconds = ({ params }: PreflightFinding, lang: Lang): string => formatNumber(params.seconds ?? 0, lang);
const version = ({ params }: PreflightFinding, lang: Lang): string =>
  params.language === undefined ? '' : ` (${languageWord(params.language, lang)})`;

const VI: Said = {
  missing: (one) => `${quote(one.title)}${bedOnly(one) ? ':' : ' chưa có âm thanh.'} ${reason(one, 'vi')}`,
  unapproved: (one) =>
    one.params.reason === undefined
      ? `${quote(one.title)}${version(one, 'vi')} chưa được duyệt.`
      : `${quote(one.title)} chưa được duyệt nên không phát. ${reason(one, 'vi')}`,
  expired: (one) => `${quote(one.title)} không được phát vào giờ này. ${reason(one, 'vi')}`,
  'too-long': (one) =>
    one.params.reason === undefined
      ? `${quote(one.title)} dài quá chỗ dành cho nó, bị cắt ${seconds(one, 'vi')} giây.`
      : `${quote(one.title)} không đủ chỗ trong buổi. ${reason(one, 'vi')}`,
  'too-quiet': (one) => `${quote(one.title)}: ${light(one, 'vi')}`,
  'bad-sound': (one) => `${quote(one.title)}: ${light(one, 'vi')}`,
  'not-rendered': () => 'Buổi phát chưa dựng xong.',
  'render-failed': ({ params }) =>
    params.state === 'cancelled' ? 'Việc dựng buổi phát đã bị hủy.' : 'Dựng buổi phát bị lỗi.',
  'file-gone': () => 'Buổi phát đã dựng nhưng tệp âm thanh không còn trong kho.',
  silence: (one) => `Buổi phát đã dựng có đoạn im lặng ${seconds(one, 'vi')} giây không có trong kế hoạch.`,
  conflict: ({ title, params }) => `${quote(title)} trùng giờ với ${quote(params.other ?? '')}.`,
  guard: ({ params }) => (params.guard === undefined ? '' : findingText(params.guard, 'vi')),
};

const EN: Said = {
  missing: (one) => `${quote(one.title)}${bedOnly(one) ? ':' : ' has no sound.'} ${reason(one, 'en')}`,
  unapproved: (one) =>
    one.params.reason === undefined
      ? `${quote(one.title)}${version(one, 'en')} has not been approved.`
      : `${quote(one.title)} has not been approved and does not air. ${reason(one, 'en')}`,
  expired: (one) => `${quote(one.title)} may not air at this time. ${reason(one, 'en')}`,
  'too-long': (one) =>
    one.params.reason === undefined
      ? `${quote(one.title)} is too long for its place: ${seconds(one, 'en')} s are cut off.`
      : `${quote(one.title)} does not fit into the session. ${reason(one, 'en')}`,
  'too-quiet': (one) => `${quote(one.title)}: ${light(one, 'en')}`,
  'bad-sound': (one) => `${quote(one.title)}: ${light(one, 'en')}`,
  'not-rendered': () => 'The session has not been rendered yet.',
  'render-failed': ({ params }) =>
    params.state === 'cancelled' ? 'Rendering the session was cancelled.' : 'Rendering the session failed.',
  'file-gone': () => 'The session was rendered, but its sound file is no longer there.',
  silence: (one) => `The rendered session is silent for ${seconds(one, 'en')} s, which nobody planned.`,
  conflict: ({ title, params }) => `${quote(title)} collides with ${quote(params.other ?? '')}.`,
  guard: ({ params }) => (params.guard === undefined ? '' : findingText(params.guard, 'en')),
};

const FIXES: Readonly<Record<Lang, Readonly<Record<FindingCode, string>>>> = {
  vi: {
    missing: 'Nạp bản thu, hoặc thay bằng nội dung khác',
    unapproved: 'Nghe, đọc lại rồi duyệt',
    expired: 'Sửa thời hạn, hoặc thay bằng nội dung khác',
    'too-long': 'Rút ngắn, hoặc chuyển bớt sang buổi khác',
    'too-quiet': 'Nghe lại, thu lại nếu cần',
    'bad-sound': 'Nghe lại, sửa hoặc thu lại',
    'not-rendered': 'Đợi dựng xong, hoặc dựng ngay',
    'render-failed': 'Xem lỗi rồi dựng lại',
    'file-gone': 'Dựng lại buổi phát',
    silence: 'Nghe lại buổi phát, cắt đoạn im lặng ở bản thu',
    conflict: 'Chọn nội dung phát trước',
    guard: 'Đổi giờ hoặc rút ngắn buổi phát',
  },
  en: {
    missing: 'Take in a recording, or put something else in its place',
    unapproved: 'Listen, read and approve',
    expired: 'Change its dates, or put something else in its place',
    'too-long': 'Shorten it, or move something to another session',
    'too-quiet': 'Listen, and record it again if need be',
    'bad-sound': 'Listen, mend it or record it again',
    'not-rendered': 'Wait until it is rendered, or render it now',
    'render-failed': 'See why it failed, and render it again',
    'file-gone': 'Render the session again',
    silence: 'Listen to the session and trim the silent recording',
    conflict: 'Decide which goes first',
    guard: 'Move or shorten the session',
  },
};

const ROLES: Readonly<Record<Lang, Readonly<Record<OwnerRole, string>>>> = {
  vi: { editor: 'biên tập viên', approver: 'người duyệt', technician: 'kỹ thuật viên' },
  en: { editor: 'editor', approver: 'approver', technician: 'technician' },
};

export const preflightText = (finding: PreflightFinding, lang: Lang): string =>
  (lang === 'vi' ? VI : EN)[finding.code](finding).trim().normalize('NFC');

export const fixText = ({ code }: Pick<PreflightFinding, 'code'>, lang: Lang): string => FIXES[lang][code];

export const ownerText = (role: OwnerRole, lang: Lang): string => ROLES[lang][role];

/** The page where a finding on a channel's day is put right. */
export const fixPath = ({ fix }: Pick<PreflightFinding, 'fix'>, channel: string, day: string): string => {
  const part = encodeURIComponent;
  const ofDay = `/channels/${part(channel)}/days/${part(day)}`;
  switch (fix.kind) {
    case 'item':
      return `/library/${part(fix.id)}`;
    case 'sound':
      return `/sounds/${part(fix.id)}`;
    case 'conflicts':
      return `/conflicts?from=${part(day)}&to=${part(day)}&channel=${part(channel)}`;
    case 'edit':
      return `/channels/${part(channel)}/edit?session=${part(fix.id)}&day=${part(day)}`;
    case 'day':
      return ofDay;
  }
};
