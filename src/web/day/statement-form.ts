/** The form under a session: what really happened. A plain POST; nothing in it needs a script. */
import { html } from 'hono/html';
import { sentenceOf, words } from '../../contract/sentences/index.ts';
import type { Role } from '../../core/evidence/entry.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { ShownDay } from '../../operations/show-day.ts';
import { icon } from '../icons.ts';
import type { Html, Page } from '../layout.ts';
import { links } from '../links.ts';
import {
  type Field,
  fieldOf,
  NAME_LIMIT,
  NOTE_LIMIT,
  NOTHING_TYPED,
  OUTCOMES,
  REASONS,
  type Typed,
} from './statement.ts';
import { clockOf, type SessionView } from './view.ts';

/** A form that was sent and refused. */
export interface RefusedForm {
  readonly typed: Typed;
  readonly refusals: readonly Refusal[];
}

/** Who would speak: in which roles, and whether they have to say their name because the service does not know it. */
export interface Speaker {
  readonly roles: readonly Role[];
  readonly named: boolean;
}

export const statementForm = (
  page: Page,
  day: Pick<ShownDay, 'channel' | 'day' | 'version'>,
  session: SessionView,
  speaker: Speaker,
  refused: RefusedForm | null,
  statementId: string,
): Html => {
  const { say } = page.m;
  if (speaker.roles.length === 0) return html``;
  const id = `ghi-${session.playlist.session}`;
  const inside = (): Html => {
    if (day.version === null) return html`<p class="closed">${say.notPlanned}</p>`;
    const action = `${links.airings(day.channel.id, day.day)}#${id}`;
    return html`<form method="post" action="${action}">
<input type="hidden" name="session" value="${session.playlist.session}">
<input type="hidden" name="statement" value="${statementId}">
${fields(page, session, speaker, refused)}
<p class="send"><button type="submit">${say.send}</button></p>
</form>`;
  };
  return html`<details class="say" id="${id}"${refused === null ? '' : html` open`}><summary>${icon('pen')}${say.summary}</summary>
${inside()}
</details>`;
};

const fields = (
  { lang, m }: Page,
  { playlist, rows }: SessionView,
  speaker: Speaker,
  refused: RefusedForm | null,
): Html => {
  const { say } = m;
  const typed = refused?.typed ?? NOTHING_TYPED;
  const at = (name: string): string => `${playlist.session}-${name}`;
  const faults = (refused?.refusals ?? []).map((refusal) => ({
    field: fieldOf(refusal, typed),
    text: sentenceOf(refusal, lang),
  }));
  const told = (field: Field): readonly string[] =>
    faults.filter((fault) => fault.field === field).map(({ text }) => text);
  const fault = (field: Field): Html =>
    html`${told(field).map((text) => html`<span class="fault" id="${at(field)}-fault">${icon('warn')}<span>${text}</span></span>`)}`;
  /** What a screen reader reads with the field, and that it is wrong. */
  const marks = (field: Field, hint: boolean): Html => {
    const ids = [...(hint ? [`${at(field)}-hint`] : []), ...(told(field).length > 0 ? [`${at(field)}-fault`] : [])];
    return html`${told(field).length > 0 ? html` aria-invalid="true"` : ''}${ids.length > 0 ? html` aria-describedby="${ids.join(' ')}"` : ''}`;
  };
  const hint = (field: Field, text: string): Html => html`<span class="hint" id="${at(field)}-hint">${text}</span>`;
  const chosen = (is: boolean): Html => (is ? html` selected` : html``);
  const checked = (is: boolean): Html => (is ? html` checked` : html``);
  const pieces = rows.flatMap((row) => (row.kind === 'entry' ? [row.entry] : []));
  const [only, ...others] = speaker.roles;
  /** Who has one role is not asked which. */
  const roleChoice = (): Html =>
    others.length === 0
      ? html`<p class="field" id="${at('role')}"><b class="label">${say.role}</b><input type="hidden" name="role" value="${only ?? ''}"><span>${only === undefined ? '' : words(lang).roles[only]}</span>${fault('role')}</p>`
      : html`<fieldset class="field choices small" id="${at('role')}"><legend>${say.role}</legend>
${speaker.roles.map((role) => html`<label class="choice"><input type="radio" name="role" value="${role}" required${checked(typed.role === role)}${marks('role', false)}><span>${words(lang).roles[role]}</span></label>`)}
${fault('role')}</fieldset>`;
  return html`${
    faults.length === 0
      ? ''
      : html`<div class="faults" role="alert"><p>${say.wrong}</p><ul>${faults.map(({ field, text }) => html`<li>${field === null ? text : html`<a href="#${at(field)}">${text}</a>`}</li>`)}</ul></div>`
  }
<fieldset class="choices" id="${at('outcome')}"><legend>${say.outcome}</legend>
${OUTCOMES.map((outcome) => html`<label class="choice ${outcome}"><input type="radio" name="outcome" value="${outcome}" required${checked(typed.outcome === outcome)}${marks('outcome', false)}><span>${say.outcomes[outcome]}</span></label>`)}
${fault('outcome')}</fieldset>
<div class="grid">
<p class="field wide"><label for="${at('entry')}">${say.scope}</label>
<select id="${at('entry')}" name="entry"${marks('entry', false)}><option value="">${say.wholeSession}</option>
${pieces.map((entry) => html`<option value="${entry.id}"${chosen(entry.id === typed.entry)}>${clockOf(entry.start)} ${entry.title}</option>`)}</select>${fault('entry')}</p>
<p class="field"><label for="${at('startedAt')}">${say.startedAt}</label>
<input type="time" step="1" id="${at('startedAt')}" name="startedAt" value="${typed.startedAt}"${marks('startedAt', true)}>${hint('startedAt', say.startedAtHint)}${fault('startedAt')}</p>
<fieldset class="field" id="${at('heard')}"><legend>${say.heard}</legend>
<span class="pair"><input inputmode="numeric" maxlength="6" id="${at('minutes')}" name="minutes" value="${typed.minutes}" aria-label="${say.heard}: ${say.minutes}"${marks('minutes', true)}><span aria-hidden="true">${say.minutes}</span>
<input inputmode="numeric" maxlength="6" id="${at('seconds')}" name="seconds" value="${typed.seconds}" aria-label="${say.heard}: ${say.seconds}"${marks('minutes', true)}><span aria-hidden="true">${say.seconds}</span></span>${hint('minutes', say.heardHint)}${fault('minutes')}</fieldset>
<p class="field"><label for="${at('reason')}">${say.reason}</label>
<select id="${at('reason')}" name="reason"${marks('reason', true)}><option value="">${say.noReason}</option>
${REASONS.map((reason) => html`<option value="${reason}"${chosen(reason === typed.reason)}>${words(lang).notAiredReasons[reason]}</option>`)}</select>${hint('reason', say.reasonHint)}${fault('reason')}</p>
<p class="field"><label for="${at('note')}">${say.note}</label>
<textarea id="${at('note')}" name="note" rows="2" maxlength="${NOTE_LIMIT}"${marks('note', true)}>${typed.note}</textarea>${hint('note', say.noteHint)}${fault('note')}</p>
${roleChoice()}
${
  speaker.named
    ? ''
    : html`<p class="field"><label for="${at('by')}">${say.by}</label>
<input id="${at('by')}" name="by" autocomplete="name" maxlength="${NAME_LIMIT}" value="${typed.by}"${marks('by', false)}>${fault('by')}</p>`
}
<p class="field"><label for="${at('corrects')}">${say.corrects}</label>
<input inputmode="numeric" maxlength="6" id="${at('corrects')}" name="corrects" value="${typed.corrects}"${marks('corrects', true)}>${hint('corrects', say.correctsHint)}${fault('corrects')}</p>
</div>`;
};
