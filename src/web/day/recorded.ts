/** What people have said of a session: the air log's entries, those of one statement told together. */
import { html } from 'hono/html';
import { words } from '../../contract/sentences/index.ts';
import type { Outcome, StatementEntry } from '../../core/evidence/entry.ts';
import { type Icon, icon } from '../icons.ts';
import { type Html, type Page, spoken } from '../layout.ts';
import { momentText } from '../moments.ts';

/** One entry with the texts its hashes stand for; null when erased or never given. */
export interface Logged {
  readonly seq: number;
  readonly entry: StatementEntry;
  readonly by: string | null;
  readonly note: string | null;
}

export const OUTCOME_ICONS: Readonly<Record<Outcome, Icon>> = { aired: 'ok', partly: 'warn', 'not-aired': 'stop' };

/** Entries that one sending of the form made: numbers in a row, the same scope, words and second. */
export const statementsOf = (logged: readonly Logged[]): (readonly [Logged, ...Logged[]])[] => {
  const groups: [Logged, ...Logged[]][] = [];
  for (const row of logged) {
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && belongs(last, row)) group.push(row);
    else groups.push([row]);
  }
  return groups;
};

const belongs = (last: Logged, row: Logged): boolean =>
  row.seq === last.seq + 1 &&
  row.entry.scope === 'session' &&
  last.entry.scope === 'session' &&
  row.entry.recordedAt === last.entry.recordedAt &&
  row.entry.by === last.entry.by &&
  row.entry.note === last.entry.note &&
  row.entry.corrects === last.entry.corrects &&
  row.entry.planned.session.id === last.entry.planned.session.id &&
  row.entry.planned.start.instant >= last.entry.planned.start.instant;

/** '8 đã phát · 1 phát một phần', or the one word when all are alike. */
const outcomesOf = ({ lang, m }: Page, group: readonly Logged[]): string => {
  const told = words(lang).outcomes;
  const counts = Map.groupBy(group, ({ entry }) => entry.outcome);
  if (counts.size === 1) return [...counts.keys()].map((outcome) => told[outcome]).join('');
  return [...counts].map(([outcome, rows]) => m.say.counted(rows.length, told[outcome])).join(' · ');
};

const worst = (group: readonly Logged[]): Outcome => {
  const outcomes = new Set(group.map(({ entry }) => entry.outcome));
  if (outcomes.size === 1 && outcomes.has('not-aired')) return 'not-aired';
  return outcomes.size === 1 && outcomes.has('aired') ? 'aired' : 'partly';
};

export const recordedList = (page: Page, logged: readonly Logged[]): Html => {
  if (logged.length === 0) return html``;
  const { lang, m } = page;
  const line = (group: readonly [Logged, ...Logged[]]): Html => {
    const [{ seq, entry, by, note }] = group;
    const last = group.at(-1)?.seq ?? seq;
    const outcome = worst(group);
    const reason = group.find((row) => row.entry.reason !== null)?.entry.reason ?? null;
    const at = momentText(entry.recordedAt, entry.planned.start.zone, lang);
    const said = [
      reason === null ? null : words(lang).notAiredReasons[reason],
      note,
      entry.corrects === null ? null : m.say.correctsEntry(entry.corrects),
    ].filter((text) => text !== null);
    return html`<li class="${outcome}">${icon(OUTCOME_ICONS[outcome])}<span><strong>${outcomesOf(page, group)}</strong> · ${entry.scope === 'session' ? m.say.whole : spoken(entry.planned.title)}${said.map((text) => html` · ${text}`)}
<small>${m.say.numbers(seq, last)} · ${at} · ${words(lang).roles[entry.role]}${by === null ? '' : html` ${by}`}</small></span></li>`;
  };
  return html`<div class="recorded"><h3>${m.say.heading}</h3><ul>${statementsOf(logged).map(line)}</ul></div>`;
};
