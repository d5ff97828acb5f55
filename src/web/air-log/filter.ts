/** The air-log page's question: a plain form whose fields are those of GET /air-log, and the fields as the operation takes them. */
import { html } from 'hono/html';
import { AirLogQuery, entriesAsked, kindWanted } from '../../contract/air-log-asked.ts';
import { EvidenceWord, VerdictWord } from '../../contract/api-verdicts.ts';
import { ENTRY_KINDS, entryKindWord } from '../../contract/sentences/entry-kinds.ts';
import { formatDate } from '../../contract/sentences/format.ts';
import { languageWord, words } from '../../contract/sentences/words.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import type { ListedChannel } from '../../operations/list-channels.ts';
import type { Html, Page } from '../layout.ts';
import { links } from '../links.ts';

const FIELDS = [
  'channel',
  'unit',
  'history',
  'campaign',
  'contentGroup',
  'language',
  'verdict',
  'evidence',
  'kind',
] as const;

/** What was asked for, as text: a wrong value is shown again with what is wrong about it. '': not asked for. */
export type AirLogAsked = Readonly<Record<'from' | 'to' | (typeof FIELDS)[number], string>>;

export const askedIn = (
  query: (name: string) => string | undefined,
  span: { readonly from: string; readonly to: string },
) => {
  const filters = Object.fromEntries(FIELDS.map((name) => [name, query(name) ?? '']));
  const kind = kindWanted({ kind: filters['kind'] || undefined, evidence: filters['evidence'] }) ?? '';
  return { from: query('from') || span.from, to: query('to') || span.to, ...filters, kind } as AirLogAsked;
};

/** Of a form, what was filled in. */
export const filledIn = (asked: AirLogAsked): Partial<AirLogAsked> =>
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ''));

/** As the operation takes it; what nobody could have chosen in the form is not asked for. */
export const entriesOf = (asked: AirLogAsked, cursor: string | undefined): ReturnType<typeof entriesAsked> => {
  const read = AirLogQuery.safeParse({ ...filledIn(asked), ...(cursor === undefined ? {} : { cursor }) });
  return entriesAsked(read.success ? read.data : AirLogQuery.parse({ from: asked.from, to: asked.to }));
};

export interface FilterParts {
  readonly asked: AirLogAsked;
  readonly channels: readonly ListedChannel[];
  readonly schedule: Pick<Schedule, 'campaigns' | 'units' | 'items'>;
}

type Options = readonly (readonly [value: string, name: string])[];

export const filterForm = ({ m, lang }: Page, { asked, channels, schedule }: FilterParts): Html => {
  const say = m.logFilter;
  const select = (name: keyof AirLogAsked, label: string, options: Options): Html =>
    html`<label><span>${label}</span><select name="${name}">${options.map(([value, text]) => html`<option value="${value}"${asked[name] === value ? html` selected` : ''}>${text}</option>`)}</select></label>`;
  const day = (name: 'from' | 'to'): Html =>
    html`<label><span>${m.log[name]}</span><input type="date" name="${name}" value="${asked[name]}" required></label>`;
  const { campaigns, units } = schedule;
  const groups = campaigns.flatMap(({ contentGroups }) => contentGroups);
  const languages = [...new Set(schedule.items.flatMap(({ versions }) => versions.map(({ language }) => language)))];
  const more = ['unit', 'contentGroup', 'language', 'verdict', 'evidence', 'kind'] as const;
  const isOpen = more.some((name) => asked[name] !== '');
  return html`<form class="filters" method="get" action="${links.airLog}" aria-label="${m.log.filter}">
<div class="chooser filter">${day('from')}${day('to')}
${select('channel', m.log.channel, [
  ['', m.log.allChannels],
  ...channels.map(
    ({ channel, current }) => [channel.id, current ? channel.name : `${channel.name} (${m.day.ended})`] as const,
  ),
])}
${select('campaign', m.log.campaign, [['', m.log.allCampaigns], ...campaigns.map(({ id, name }) => [id, name] as const)])}
</div>
<details class="more"${isOpen ? html` open` : ''}><summary>${say.more}</summary>
<div class="chooser filter">
${select('unit', say.unit, [
  ['', say.allUnits],
  ...units.map(({ id, name, to }) => [id, to === null ? name : say.ended(name, formatDate(to, lang))] as const),
])}
<label class="tick"><input type="checkbox" name="history" value="1"${asked.history === '1' ? html` checked` : ''}><span>${say.history}</span></label>
${select('contentGroup', say.contentGroup, [['', say.allGroups], ...groups.map(({ id, name }) => [id, name] as const)])}
${select('language', say.language, [
  ['', say.allLanguages],
  ...languages.map((one) => [one, languageWord(one, lang)] as const),
])}
${select('verdict', say.verdict, [
  ['', say.allVerdicts],
  ...VerdictWord.options.filter((one) => one !== 'unknown').map((one) => [one, words(lang).verdicts[one]] as const),
])}
${select('evidence', say.evidence, [
  ['', say.allEvidence],
  ...EvidenceWord.options
    .filter((one) => one !== 'L0' && one !== 'L1')
    .map((one) => [one, words(lang).evidence[one]] as const),
])}
${select('kind', say.kind, [
  ['', entryKindWord('statement', lang)],
  ['all', say.allKinds],
  ...ENTRY_KINDS.filter((kind) => kind !== 'statement').map((kind) => [kind, entryKindWord(kind, lang)] as const),
])}
</div></details>
<p class="moves"><button type="submit">${m.log.show}</button> <a href="${links.airLog}">${say.clear}</a></p>
</form>`;
};
