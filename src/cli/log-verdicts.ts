/** `loa log verdicts`: what is known of each planned airing of a span of days, and how we know. */
import type { Command } from 'commander';
import { verdictRowJson, verdictTotalsJson } from '../contract/api-verdicts.ts';
import { formatClock, formatDate, formatDuration } from '../contract/sentences/format.ts';
import type { Lang } from '../contract/sentences/index.ts';
import { words } from '../contract/sentences/words.ts';
import { timeOf } from '../core/time/local.ts';
import type { Evidence, Verdict } from '../core/verdict/judge.ts';
import type { JudgedAiring } from '../core/verdict/list.ts';
import type { VerdictCounts, VerdictTotals } from '../core/verdict/totals.ts';
import { type FoundVerdicts, listVerdicts } from '../operations/log/list-verdicts.ts';
import { wantedSpan } from './answers.ts';
import { messages } from './messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson, sayRefusals } from './terminal.ts';

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly channel?: string;
  readonly campaign?: string;
  readonly unit?: string;
  readonly contentGroup?: string;
  readonly language?: string;
  readonly verdict?: Verdict;
  readonly evidence?: Evidence;
  readonly json?: true;
}

/** Days, filters and --json are options of `log`, which takes them wherever they stand. */
export const addVerdicts = (log: Command, shell: Shell, done: (exit: Exit) => void): void => {
  log
    .command('verdicts')
    .description('kết quả của từng lượt phát theo lịch · the verdict on each planned airing')
    .action(async (_options, command: Command) => done(await verdicts(shell, command.optsWithGlobals<Options>())));
};

const verdicts = (shell: Shell, options: Options): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { terminal } = shell;
    const span = wantedSpan(shell, ctx, options);
    if (!span.ok) return sayRefusals(terminal, span.refusals);
    const { channel, campaign, unit, contentGroup, language, verdict, evidence } = options;
    const filter = { channel, campaign, unit, contentGroup, language, verdict, evidence };
    const found = listVerdicts(ctx, { ...span.value, ...filter });
    if (!found.ok) return sayRefusals(terminal, found.refusals);
    if (options.json) sayJson(terminal, { ...span.value, ...jsonOf(found.value, terminal.lang) });
    else for (const line of linesOf(found.value, terminal.lang)) terminal.out(`${line}\n`);
    return EXIT.done;
  });

const jsonOf = ({ totals, unseen, verdicts: all, unplanned }: FoundVerdicts, lang: Lang) => ({
  totals: verdictTotalsJson(totals),
  unseen,
  verdicts: all.map((one) => verdictRowJson(one, lang, true)),
  unplanned: unplanned.map((one) => verdictRowJson(one, lang, false)),
});

const linesOf = ({ verdicts: all, totals, unplanned, unseen }: FoundVerdicts, lang: Lang): string[] => {
  const say = messages(lang);
  return [
    ...all.map((one) => lineOf(one, lang)),
    ...(unplanned.length === 0 ? [] : [`${say.unplanned}:`, ...unplanned.map((one) => `  ${lineOf(one, lang)}`)]),
    ...totalLines(totals, lang),
    ...(unseen === 0 ? [] : [say.unseenDays(unseen)]),
  ];
};

/** '7/4/2025 05:00 · Đài Mỹ Tú · Tin: phát một phần 0:20 (mất điện) · lời xác nhận …'. */
const lineOf = (judged: JudgedAiring, lang: Lang): string => {
  const { planned, verdict, heardMs, evidence, disagree, disputedBy } = judged;
  const say = words(lang);
  const because = verdictRowJson(judged, lang, true).reason?.text;
  const heard = verdict === 'partly' || verdict === 'interrupted' ? ` ${formatDuration(heardMs / 1000, lang)}` : '';
  return [
    `${formatDate(planned.day as Parameters<typeof formatDate>[0], lang)} ${formatClock(timeOf(planned.start.local))}`,
    planned.channel.name,
    `${planned.title}: ${say.verdicts[verdict]}${heard}${because === undefined ? '' : ` (${because})`}`,
    `${say.evidence[evidence]}${disagree ? `, ${messages(lang).disagree}` : ''}`,
    ...(disputedBy.length === 0 ? [] : [messages(lang).disputed(disputedBy.join(', '))]),
  ].join(' · ');
};

const totalLines = ({ total, channels, units, campaigns }: VerdictTotals, lang: Lang): string[] => {
  const say = messages(lang);
  const line = (name: string, counts: VerdictCounts): string => `${name}: ${say.verdictCounts(counts)}`;
  return [
    ...channels.map((one) => line(one.name, one)),
    ...units.map((one) => line(one.unit?.name ?? say.noUnit, one)),
    ...campaigns.map((one) => line(`${one.campaign?.name ?? say.noCampaign}, ${formatDate(one.week, lang)}`, one)),
    line(say.total, total),
  ];
};
