/** One session of the day: when, how full, in what state, its sound, its segments, and what people said of it. */
import { html } from 'hono/html';
import { soundFileName } from '../../contract/day-list.ts';
import { formatBytes, formatDuration, formatNumber } from '../../contract/sentences/format.ts';
import { sentenceOf } from '../../contract/sentences/index.ts';
import type { ShownDay } from '../../operations/show-day.ts';
import { type Icon, icon } from '../icons.ts';
import type { Html, Page } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';
import { badgeOf, marksOf } from '../schedule/marks.ts';
import { askedDate } from '../schedule/occurrence.ts';
import { type Logged, recordedList } from './recorded.ts';
import { type Names, rowsTable } from './rows.ts';
import { type RefusedForm, type Speaker, statementForm } from './statement-form.ts';
import { clockOf, type SessionView, type SoundState } from './view.ts';

export interface CardParts {
  readonly day: ShownDay;
  readonly names: Names;
  /** Whether the reader may change the schedule there. */
  readonly mayEdit: boolean;
  readonly logged: readonly Logged[];
  readonly speaker: Speaker;
  readonly refused: RefusedForm | null;
  /** A fresh id for what may be said of this session next. */
  readonly statementId: string;
}

/** How a state looks. Each has its own sign and its own word: colour alone says nothing. */
const STATES: Readonly<Record<SoundState, { readonly icon: Icon; readonly tone: string }>> = {
  rendered: { icon: 'ok', tone: 'good' },
  waiting: { icon: 'wait', tone: 'fair' },
  silent: { icon: 'stop', tone: 'bad' },
  'relay-only': { icon: 'relay', tone: 'calm' },
  off: { icon: 'none', tone: 'calm' },
};

export const stateBadge = ({ m }: Page, state: SoundState): Html =>
  html`<span class="badge ${STATES[state].tone}">${icon(STATES[state].icon)}${m.session.states[state]}</span>`;

export const sessionCard = (page: Page, session: SessionView, parts: CardParts): Html => {
  const { m } = page;
  const { playlist, phase } = session;
  const marks = marksOf(page, playlist, parts.day);
  return html`<section class="session ${phase}" id="${playlist.session}" aria-labelledby="ten-${playlist.session}">
<header>
<p class="hours"><time datetime="${playlist.start.instant}">${clockOf(playlist.start)}</time>${playlist.entries.length === 0 ? '' : html`<span aria-hidden="true">–</span><span>${session.end}</span>`}</p>
<h2 id="ten-${playlist.session}">${playlist.sessionName}</h2>
<p class="badges">${session.state === 'off' && marks.length > 0 ? '' : stateBadge(page, session.state)}${marks.map(badgeOf)}${phase === 'now' || phase === 'next' ? html`<span class="badge calm">${icon('loa')}${phase === 'now' ? m.session.now : m.session.upcoming}</span>` : ''}</p>
<div class="line">${session.state === 'off' ? '' : fillBar(page, session)}${acts(page, session, parts)}</div>
</header>
${listen(page, session)}
${rowsTable(page, session, parts.names)}
${checkLine(page, session)}
${recordedList(page, parts.logged)}
${statementForm(page, parts.day, session, parts.speaker, parts.refused, parts.statementId)}
</section>`;
};

const acts = (
  { m }: Page,
  { playlist, phase }: SessionView,
  { day: { channel, day }, names, mayEdit }: CardParts,
): Html => {
  const open = mayEdit && (phase === 'next' || phase === 'later');
  const edit = links.edit(channel.id, { session: playlist.session, day: askedDate(playlist, names) });
  return html`<p class="acts">${open ? html`<a href="${edit}" aria-label="${m.week.editOne(playlist.sessionName, clockOf(playlist.start))}">${icon('pen')}${m.edit.heading}</a>` : ''}<a href="${links.why(channel.id, day, playlist.session)}" aria-label="${m.why.askOne(playlist.sessionName)}">${m.why.ask}</a></p>`;
};

const fillBar = ({ lang, m }: Page, { seconds, maxSeconds }: SessionView): Html => {
  const used = formatDuration(Math.round(seconds), lang);
  if (maxSeconds === null) return html`<p class="fill"><span>${m.session.length}: <b>${used}</b></span></p>`;
  const left = Math.round(maxSeconds - seconds);
  const rest = left === 0 ? m.session.full : left > 0 ? m.session.left : m.session.over;
  const told = typeof rest === 'string' ? rest : rest(formatDuration(Math.abs(left), lang));
  return html`<p class="fill"><meter min="0" max="${maxSeconds}" value="${Math.round(seconds)}" aria-label="${m.session.length}"></meter><span><b>${used}</b> / ${m.session.most(formatDuration(maxSeconds, lang))} · ${told}</span></p>`;
};

const listen = ({ lang, m }: Page, { playlist, rendering, state, deadAir: seconds }: SessionView): Html => {
  if (rendering === null) {
    const hints = {
      waiting: m.session.waitingHint,
      silent: m.session.silentHint,
      'relay-only': m.session.relayOnlyHint,
      off: m.session.offHint,
    };
    return html`<p class="hint sound-hint">${state === 'rendered' ? '' : hints[state]}</p>`;
  }
  const name = soundFileName(playlist, rendering.format);
  const source = links.sound(rendering.output);
  return html`<div class="listen">
<audio controls preload="none" src="${source}" aria-label="${m.session.play(playlist.sessionName)}"></audio>
${seconds === null ? html`<a class="button" href="${source}" download="${name}">${icon('get')}<span>${m.session.download} <small>${formatBytes(rendering.bytes, lang)}</small></span></a>` : ''}
<p class="file">${name}</p>
</div>${seconds === null ? '' : html`<div class="faults"><p>${sentenceOf({ code: 'render.silence', params: { session: playlist.sessionName, seconds } }, lang)}</p></div>`}`;
};

const checkLine = ({ lang, m }: Page, { playlist, rendering }: SessionView): Html => {
  if (rendering === null) return html``;
  const { output, integrated, truePeak, renderedAt } = rendering;
  const sound =
    integrated === null || truePeak === null
      ? ''
      : html` · ${m.session.checkSound(formatNumber(integrated, lang, 1), formatNumber(truePeak, lang, 1))}`;
  return html`<p class="check"><b>${m.session.check}</b> <span title="${output}">${m.session.checkFile(output.slice(0, 12))}</span>${sound} · ${m.session.checkAt(momentText(renderedAt, playlist.start.zone, lang))}</p>`;
};
