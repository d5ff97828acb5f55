/** What wants the same time, and what became of it, as a sentence. */
import type { Conflict, ConflictState } from '../../core/schedule/conflict-model.ts';
import { timeOf } from '../../core/time/local.ts';
import { formatClock, type Lang } from './format.ts';
import { quote } from './phrases.ts';

const STATES: Readonly<Record<Lang, Readonly<Record<ConflictState, string>>>> = {
  vi: {
    ranked: 'phần ưu tiên cao hơn giữ giờ',
    clash: 'phần bắt đầu trước giữ giờ',
    open: 'cả hai đều là bản tin ưu tiên: chờ người có trách nhiệm quyết định thứ tự',
    decided: 'đã có người quyết định thứ tự',
  },
  en: {
    ranked: 'the higher priority keeps its time',
    clash: 'what begins first keeps its time',
    open: 'both are priority items: somebody has to decide their order',
    decided: 'somebody has decided their order',
  },
};

export const conflictText = ({ kept, yields, from, to, state }: Conflict, lang: Lang): string => {
  const time = `${formatClock(timeOf(from))}–${formatClock(timeOf(to))}`;
  const [first, second, what] = [quote(kept.title), quote(yields.title), STATES[lang][state]];
  const text =
    lang === 'vi'
      ? `Trùng giờ ${time}: ${first} và ${second}; ${what}.`
      : `Both want ${time}: ${first} and ${second}; ${what}.`;
  return text.normalize('NFC');
};
