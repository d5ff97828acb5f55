/** What `loa import` and `loa export` say beside refusals. */
import { formatNumber } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';
import type { LeftOut } from '../reports/week-grid.ts';

const vi = {
  format: (path: string) => `không biết ${path} là lịch .ics hay lưới tuần .csv; hãy thêm --format`,
  form: (path: string) => `${path} phải có đuôi .yaml hoặc .json`,
  needsChannel: (format: string) => `dạng ${format} cần --channel`,
  imported: (taken: number, left: number, sessions: number) =>
    `Nhập được ${formatNumber(taken, 'vi')}, để lại ${formatNumber(left, 'vi')}; thành ${formatNumber(sessions, 'vi')} buổi phát.`,
  written: (path: string) => `Đã ghi ${path}`,
  leftOut: ({ name, session, why }: LeftOut) =>
    `Không có trong lưới tuần: ${name} (${session}), vì ${
      {
        days: 'không lặp lại theo thứ trong tuần',
        segments: 'có tiết mục không phải tin bài hay chuyên mục nối tiếp nhau',
        timing: 'có khoảng lặng hoặc thời gian trễ riêng',
      }[why]
    }.`,
};

const en: typeof vi = {
  format: (path) => `it is not known whether ${path} is a calendar (.ics) or a week grid (.csv); add --format`,
  form: (path) => `${path} must end in .yaml or .json`,
  needsChannel: (format) => `the form ${format} needs --channel`,
  imported: (taken, left, sessions) =>
    `Took ${formatNumber(taken, 'en')}, left ${formatNumber(left, 'en')}; made ${formatNumber(sessions, 'en')} sessions.`,
  written: (path) => `Wrote ${path}`,
  leftOut: ({ name, session, why }) =>
    `Not in the week grid: ${name} (${session}), because it ${
      {
        days: 'does not recur by weekdays',
        segments: 'plays something other than items and strands in a row',
        timing: 'has a pause or a grace of its own',
      }[why]
    }.`,
};

export const importMessages = (lang: Lang): typeof vi => (lang === 'vi' ? vi : en);
