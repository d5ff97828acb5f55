/** A session's segments as a table: what sounds when, why, and in its place what is absent and why. */
import { html } from 'hono/html';
import { exactSeconds } from '../../contract/playlist-formats/model.ts';
import { genreWord, languageWord, reasonText, words } from '../../contract/sentences/index.ts';
import type { Absence, Playlist, PlaylistEntry } from '../../core/playlist/model.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import { icon } from '../icons.ts';
import { type Html, type Page, spoken } from '../layout.ts';
import { links } from '../links.ts';
import { clockAfter, clockOf, lengthText, type SessionView } from './view.ts';

/** The names that a playlist refers to by id. */
export type Names = Pick<Schedule, 'campaigns' | 'strands' | 'segments'>;

export const rowsTable = (page: Page, session: SessionView, names: Names): Html => {
  const { rows } = page.m;
  if (session.rows.length === 0) return html`<p class="hint">${page.m.session.empty}</p>`;
  return html`<table class="rows">
<caption class="unseen">${rows.caption(session.playlist.sessionName)}</caption>
<thead><tr><th scope="col">${rows.time}</th><th scope="col" class="number">${rows.length}</th><th scope="col">${rows.title}</th><th scope="col">${rows.kind}</th><th scope="col">${rows.run}</th><th scope="col">${rows.language}</th></tr></thead>
<tbody>
${session.rows.map((row) => (row.kind === 'entry' ? entryRow(page, row.entry, names) : absenceRow(page, row.absence, session.playlist)))}
</tbody>
</table>`;
};

const entryRow = (page: Page, entry: PlaylistEntry, names: Names): Html => {
  const { lang } = page;
  const clock = clockOf(entry.start);
  const seconds = exactSeconds(entry.length);
  return html`<tr class="${entry.kind}">
<th scope="row" class="clock"><time datetime="${entry.start.instant}">${clock}</time></th>
<td class="number length">${lengthText(seconds)}</td>
<td class="what"><span class="title">${spoken(entry.title)}</span> ${whyOf(page, entry)}${entry.kind === 'relay' ? relayTag(page, entry, seconds) : ''}${groupTag(entry, names)}</td>
<td class="kind">${kindOf(page, entry)}</td>
<td class="run">${entry.run === null ? '' : words(lang).runs[entry.run]}</td>
<td class="language">${entry.language === null ? '' : languageWord(entry.language, lang)}</td>
</tr>
`;
};

const kindOf = ({ lang, m }: Page, entry: PlaylistEntry): string => {
  if (entry.kind === 'filler') return m.rows.filler;
  return entry.genre === null ? '' : genreWord(entry.genre, lang);
};

const relayTag = ({ m }: Page, entry: PlaylistEntry, seconds: number): Html => html`
<span class="relay-line">${icon('relay')}<span><strong>${m.rows.relay(clockOf(entry.start), clockAfter(entry.start, seconds))}</strong> · ${entry.cut === null ? m.rows.relaySilent : m.rows.relayMusic}</span></span>`;

const groupTag = (entry: PlaylistEntry, { campaigns }: Names): Html => {
  const campaign = campaigns.find(({ id }) => id === entry.campaign);
  const group = campaign?.contentGroups.find(({ id }) => id === entry.contentGroup);
  if (entry.campaign === null) return html``;
  const name = group === undefined ? (campaign?.name ?? entry.campaign) : `${group.position}. ${group.name}`;
  return html` <span class="group" title="${campaign?.name ?? entry.campaign}">${name}</span>`;
};

const whyOf = ({ lang, m }: Page, { reasons }: PlaylistEntry): Html => {
  if (reasons.length === 0) return html``;
  return html`<details class="why"><summary>${m.rows.why}</summary>${reasons.map((reason) => html`<p>${reasonText(reason, lang)}</p>`)}</details>`;
};

const absenceRow = ({ lang, m }: Page, absence: Absence, { channel, day }: Playlist): Html => html`<tr class="absent">
<th scope="row" class="clock">${icon('warn')}<span>${m.rows.absent}</span></th>
<td class="number length">–</td>
<td class="what"><span class="title">${spoken(absence.title)}</span><span class="because">${reasonText(absence.reason, lang)} <a href="${links.why(channel, day, absence.segment)}" aria-label="${m.why.askOne(absence.title)}">${m.why.ask}</a></span></td>
<td class="kind"></td>
<td class="run"></td>
<td class="language">${absence.language === null ? '' : languageWord(absence.language, lang)}</td>
</tr>
`;
