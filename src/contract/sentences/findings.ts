/** What a guard has to say about a session: a sentence for every rule, or it does not compile. */
import type { GuardFinding } from '../../core/schedule/guard-model.ts';
import { formatDuration, formatNumber, type Lang } from './format.ts';
import { quote, shown, timeText } from './phrases.ts';
import { hoursText } from './reason-phrases.ts';

type Sentences = { readonly [R in GuardFinding['rule']]: (finding: GuardFinding) => string };

/** 'theo “Giờ phát” (12/2022/QĐ-UBND)': whose regulation, and the document when there is one. */
const source = ({ guardName, document }: GuardFinding): string =>
  `${quote(guardName)}${document === null ? '' : ` (${shown(document)})`}`;

const VI: Sentences = {
  hours: (finding) =>
    finding.allowed === ''
      ? `không được phát trong ngày này theo ${source(finding)}. Bỏ buổi này khỏi ngày ấy.`
      : `có phần ngoài khung giờ được phát theo ${source(finding)}: ${hoursText(finding.allowed)}. Đổi giờ hoặc rút ngắn cho vừa.`,
  sessions: (finding) =>
    `quá số buổi phát trong ngày theo ${source(finding)}: tối đa ${formatNumber(Number(finding.allowed), 'vi')} buổi. Bỏ bớt một buổi trong ngày.`,
  length: (finding) =>
    `dài hơn mức cho phép theo ${source(finding)}: tối đa ${formatDuration(Number(finding.allowed), 'vi')} một buổi, kể cả tiếp âm. Bớt nội dung hoặc chia sang buổi khác.`,
  special: (finding) =>
    `phát trước ${timeText(finding.allowed, 'vi')}, mà gần loa có trường học, trạm y tế hoặc chùa theo ${source(finding)}. Nên giảm âm lượng hoặc phát muộn hơn.`,
  authoriser: () =>
    'ghi là khẩn cấp nhưng chưa có tên người cho phép và lý do, nên vẫn phải theo khung giờ. Ghi người cho phép và lý do.',
};

const EN: Sentences = {
  hours: (finding) =>
    finding.allowed === ''
      ? `may not air on this day by ${source(finding)}. Take it out of that day.`
      : `lies partly or wholly outside the hours that ${source(finding)} allows: ${hoursText(finding.allowed)}. Move or shorten it.`,
  sessions: (finding) =>
    `is more than ${source(finding)} allows a day: at most ${formatNumber(Number(finding.allowed), 'en')} ${finding.allowed === '1' ? 'session' : 'sessions'}. Take out one of that day.`,
  length: (finding) =>
    `is longer than ${source(finding)} allows: at most ${formatDuration(Number(finding.allowed), 'en')} a session, relays included. Leave something out, or move it to another session.`,
  special: (finding) =>
    `airs before ${timeText(finding.allowed, 'en')} near a school, clinic or pagoda, by ${source(finding)}. Lower the volume, or air it later.`,
  authoriser: () =>
    'is called an emergency, but says neither who authorised it nor why, so the allowed hours hold. Name who authorised it and the reason.',
};

/** One or two sentences that name the session and its time. */
export const findingText = (finding: GuardFinding, lang: Lang): string => {
  const said = (lang === 'vi' ? VI : EN)[finding.rule](finding);
  const begin = `${quote(finding.sessionName)} (${timeText(finding.at, lang)})`;
  return `${lang === 'vi' ? 'Buổi phát' : 'The session'} ${begin} ${said}`.normalize('NFC');
};
