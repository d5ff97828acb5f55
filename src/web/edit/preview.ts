/** The page that tells what an edit would change, before anything is saved. */
import { html } from 'hono/html';
import { findingText } from '../../contract/sentences/findings.ts';
import { formatClock, formatDate, formatDuration } from '../../contract/sentences/format.ts';
import { reasonText } from '../../contract/sentences/index.ts';
import { timeOf } from '../../core/time/local.ts';
import type { EditAsked, EditPreview } from '../../operations/alterations/edit-schedule.ts';
import { fieldsOf } from '../forms/fields.ts';
import type { FormState, Sent } from '../forms/sent.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { editText, type Names } from '../schedule/told.ts';
import { EDIT_FIELDS } from './read.ts';

export interface PreviewParts {
  readonly channel: string;
  readonly edits: readonly EditAsked[];
  readonly preview: EditPreview;
  readonly names: Names;
  readonly sent: Sent;
  readonly form: FormState;
  /** Where it is sent, and where one goes who leaves it. */
  readonly action: string;
  readonly leave: string;
}

type DayChange = EditPreview['changes'][number];
type Change = DayChange['sessions'][number];
/** A change with the channels that it is the same on. */
interface Row {
  readonly day: DayChange['day'];
  readonly channels: readonly string[];
  readonly change: Change;
}

/** So many are told at once; more are folded away. */
const AT_ONCE = 14;

export const previewPage = (page: Page, parts: PreviewParts): Html => {
  const { m, lang } = page;
  const { preview, edits, names } = parts;
  const rows = rowsOf(preview);
  const { looked } = preview;
  return layout(page, {
    title: m.preview.title,
    section: 'week',
    made: null,
    body: html`<header class="day-head"><h1><b>${m.preview.title}</b></h1><p class="lead">${m.preview.lead}</p></header>
<section class="panel"><ul class="what">${edits.map((edit) => html`<li><b>${editText(page, names, edit)}</b></li>`)}</ul>
${rows.length === 0 ? html`<p class="state">${icon('none')}<span>${m.preview.nothing}</span></p>` : html`${table(page, rows.slice(0, AT_ONCE))}${rows.length > AT_ONCE ? html`<details class="do"><summary>${m.preview.more(rows.length - AT_ONCE)}</summary>${table(page, rows.slice(AT_ONCE))}</details>` : ''}`}
${looked.from === null || looked.to === null ? '' : html`<p class="hint">${m.preview.looked(daysLooked(looked), formatDate(looked.from, lang), formatDate(looked.to, lang))}${looked.whole ? '' : ` ${m.preview.further}`}</p>`}</section>
${clashes(page, preview)}
${preview.findings.length === 0 ? '' : html`<section class="panel warned"><h2>${m.preview.findings}</h2><ul class="sentences">${preview.findings.map((finding) => html`<li>${icon('warn')}<span>${finding.channel.name}, ${formatDate(finding.day, lang)}: ${findingText(finding, lang)}</span></li>`)}</ul></section>`}
${saveForm(page, parts)}`,
  });
};

/** A session that is on hundreds of loudspeakers changes once. */
const rowsOf = ({ changes }: EditPreview): readonly Row[] => {
  const all = changes.flatMap(({ day, channel, sessions }) => sessions.map((change) => ({ day, channel, change })));
  return [...Map.groupBy(all, ({ day, change }) => JSON.stringify([day, change])).values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ ...first, channels: same.map(({ channel }) => channel.name) }];
  });
};

/** Several channels share a day. */
const daysLooked = ({ from, to, days }: EditPreview['looked']): number =>
  from === null || to === null ? days : Temporal.PlainDate.from(from).until(to).days + 1;

const table = (page: Page, rows: readonly Row[]): Html => {
  const { columns, caption } = page.m.preview;
  return html`<table class="list changes"><caption class="unseen">${caption}</caption>
<thead><tr><th scope="col">${columns.day}</th><th scope="col">${columns.channel}</th><th scope="col">${columns.session}</th><th scope="col">${columns.before}</th><th scope="col">${columns.after}</th></tr></thead>
<tbody>${rows.map((row) => changeRow(page, row))}</tbody></table>`;
};

const changeRow = (page: Page, { day, channels, change }: Row): Html => {
  const { m, lang } = page;
  const { columns } = m.preview;
  const shown = (side: Change['before']): Html => {
    if (side === null) return html`${m.preview.notThere}`;
    if (side.seconds === 0) return html`<b>${m.preview.notAired}</b>`;
    return html`<b>${formatClock(timeOf(side.start))}</b> · ${formatDuration(side.seconds, lang)}`;
  };
  const added = change.added.length === 0 ? '' : html`<small>${m.preview.added(change.added.join('; '))}</small>`;
  const gone = change.after !== null && change.after.seconds > 0;
  const reasons = [
    ...new Set(change.left.flatMap(({ reason }) => (reason === null ? [] : [reasonText(reason, lang)]))),
  ];
  const left =
    change.left.length === 0
      ? ''
      : html`${gone ? html`<small>${m.preview.left(change.left.map(({ title }) => title).join('; '))}</small>` : ''}${reasons.map((reason) => html`<small>${reason}</small>`)}`;
  return html`<tr><th scope="row" class="when">${formatDate(day, lang)}</th><td data-label="${columns.channel}">${channelsText(page, channels)}</td><td data-label="${columns.session}">${spoken(change.name)}</td><td data-label="${columns.before}">${shown(change.before)}</td><td data-label="${columns.after}">${shown(change.after)}${added}${left}</td></tr>
`;
};

/** As many as are read at a glance; of more, how many. */
const NAMED = 3;

const channelsText = ({ m }: Page, channels: readonly string[]): string =>
  channels.length <= NAMED + 1
    ? channels.join(', ')
    : m.preview.channelsMore(channels.slice(0, NAMED).join(', '), channels.length - NAMED);

const MOST_CLASHES = 7;

const clashes = (page: Page, { conflicts }: EditPreview): Html => {
  const { m, lang } = page;
  if (conflicts.length === 0) return html`<p class="state good">${icon('ok')}<span>${m.preview.noClashes}</span></p>`;
  return html`<section class="faults" role="alert"><p><b>${m.preview.clashes}</b></p><ul>${conflicts.slice(0, MOST_CLASHES).map(({ kept, yields, channel, day, from, to, state }) => html`<li>${formatDate(day, lang)}: ${m.conflict.line(kept.title, yields.title, channel.name, formatClock(timeOf(from)), formatClock(timeOf(to)))} ${m.conflicts.outcomes[state](kept.title, yields.title)}</li>`)}${conflicts.length > MOST_CLASHES ? html`<li>${m.preview.clashesMore(conflicts.length - MOST_CLASHES)}</li>` : ''}</ul></section>`;
};

const saveForm = ({ m }: Page, { preview, sent, form, action, leave }: PreviewParts): Html => {
  const fields = fieldsOf(form);
  const [clash] = preview.conflicts;
  const hidden = EDIT_FIELDS.map((name) => html`${sent.all(name).map((value) => fields.hidden(name, value))}`);
  return html`<form method="post" action="${action}" class="save">${hidden}
${clash === undefined ? '' : fields.hidden('evenSo', 'yes')}
${fields.text({ name: 'reason', label: m.edit.reason, hint: m.edit.reasonHint, attributes: { maxlength: 500, autocomplete: 'off', required: true } })}
<p class="send ${clash === undefined ? '' : 'grave'}"><button type="submit" name="step" value="save">${icon(clash === undefined ? 'ok' : 'warn')}${clash === undefined ? m.preview.save : m.preview.saveEvenSo(clash.kept.title, clash.yields.title)}</button></p>
<p class="ways"><button type="submit" name="step" value="form" formnovalidate>${icon('back')}${m.preview.back}</button><a class="button" href="${leave}">${m.preview.forget}</a></p>
</form>`;
};
