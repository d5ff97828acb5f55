/** The page on which one occurrence is changed: what is there, what to do, for which occurrences, and why. */
import { html } from 'hono/html';
import { exactSeconds } from '../../contract/playlist-formats/model.ts';
import {
  formatClock,
  formatDate,
  formatDateTime,
  formatDuration,
  weekdayName,
} from '../../contract/sentences/format.ts';
import { at, holdsOn, isoWeekday, timeOf } from '../../core/time/local.ts';
import { fieldsOf, formOf } from '../forms/fields.ts';
import type { FormState } from '../forms/sent.ts';
import { DAY_FIELD } from '../forms/typed.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links } from '../links.ts';
import { badgeOf, marksOf } from '../schedule/marks.ts';
import { mondayOf } from '../schedule/occurrence.ts';
import { contentFields, placeField } from './fields.ts';
import { SCOPES, SEGMENT_STEPS, SESSION_STEPS } from './read.ts';
import type { Subject } from './subject.ts';

export type Step = (typeof SESSION_STEPS)[number] | (typeof SEGMENT_STEPS)[number];

export interface FormParts {
  readonly subject: Subject;
  readonly step: Step;
  readonly form: FormState;
}

const subjectTitle = ({ segment, session }: Subject): string => segment?.title ?? session.name;

export const editPage = (page: Page, { subject, step, form }: FormParts): Html => {
  const { m, lang } = page;
  const { channel, day } = subject;
  const title = subjectTitle(subject);
  const date = `${weekdayName(isoWeekday(day), lang)}, ${formatDate(day, lang)}`;
  return layout(page, {
    title: m.edit.title(title),
    section: 'week',
    made: null,
    body: html`<header class="day-head"><h1><span>${m.edit.heading}</span> <b>${spoken(title)}</b> <span class="channel"><span class="dash">–</span> ${date}</span></h1>
<p class="moves"><a class="button" href="${links.week(channel.channel.id, mondayOf(day))}">${icon('back')}<span>${m.edit.toWeek}</span></a></p></header>
${facts(page, subject)}
${
  subject.begun
    ? html`<p class="notice calm">${icon('wait')}<span>${m.edit.begun}</span></p>`
    : html`${editForm(page, subject, step, form)}
${subject.segment === null ? segmentList(page, subject) : ''}`
}`,
  });
};

const facts = (page: Page, subject: Subject): Html => {
  const { m, lang } = page;
  const { session, segment, day, planned, channel } = subject;
  const airs = planned !== null && planned.playlist.entries.length > 0;
  const now = (): Html => {
    if (planned === null || !airs) return html`${m.edit.nowNone}`;
    const { playlist } = planned;
    return html`${formatDateTime(playlist.start.local, lang)} · ${formatDuration(exactSeconds(playlist.length), lang)}`;
  };
  const marks = planned === null ? [] : marksOf(page, planned.playlist, planned.on);
  const names = session.channels.map((id) => subject.schedule.channels.find((one) => one.id === id)?.name ?? id);
  return html`<section class="panel"><dl>
${segment === null ? '' : html`<dt>${m.edit.segment}</dt><dd>${spoken(segment.title)}</dd>`}
<dt>${m.edit.session}</dt><dd>${segment === null ? session.name : html`<a href="${links.edit(channel.channel.id, { session: session.id, day })}">${session.name}</a>`}</dd>
<dt>${m.edit.asked}</dt><dd>${formatDateTime(at(day, session.start), lang)} · ${m.session.most(formatDuration(session.maxSeconds, lang))}</dd>
<dt>${m.edit.now}</dt><dd>${now()}${marks.length === 0 ? '' : html` <span class="badges">${marks.map(badgeOf)}</span>`}</dd>
<dt>${m.edit.channels}</dt><dd>${names.join(', ')}</dd>
</dl></section>`;
};

const editForm = (page: Page, subject: Subject, step: Step, form: FormState): Html => {
  const { m } = page;
  const { channel, session, segment, day } = subject;
  const of = { session: session.id, segment: segment?.id, day };
  const names: Readonly<Record<string, string>> = segment === null ? m.edit.steps.session : m.edit.steps.segment;
  const steps: readonly Step[] = segment === null ? SESSION_STEPS : SEGMENT_STEPS;
  const fields = fieldsOf(form);
  const inside = html`${fields.hidden('session', segment === null ? session.id : '')}${fields.hidden('segment', segment?.id ?? '')}${fields.hidden('day', day)}${fields.hidden('do', step)}
${stepFields(page, subject, step, form)}
${fields.radios(
  { name: 'scope', label: m.edit.scope, hint: m.edit.scopeHint, value: 'this' },
  SCOPES.map((value) => ({ value, label: m.edit.scopes[value] })),
)}
${fields.text({ name: 'reason', label: m.edit.reason, hint: m.edit.reasonHint, attributes: { maxlength: 500, autocomplete: 'off', required: true } })}`;
  return html`<section class="panel" aria-labelledby="sua-gi"><h2 id="sua-gi">${m.edit.what}</h2>
<nav class="steps-bar" aria-labelledby="sua-gi">${steps.map((one) => html`<a class="button" href="${links.edit(channel.channel.id, { ...of, step: one })}#sua-gi"${one === step ? html` aria-current="step"` : ''}>${names[one]}</a>`)}</nav>
${formOf(page, form, { action: links.edit(channel.channel.id, { ...of, step }), send: m.edit.preview }, inside)}</section>`;
};

const stepFields = (page: Page, subject: Subject, step: Step, form: FormState): Html => {
  const { m } = page;
  const { session, segment, schedule, planned } = subject;
  const fields = fieldsOf(form);
  if (segment !== null) {
    if (step === 'replace') return contentFields(page, subject, form, segment);
    return step === 'move' ? placeField(page, subject, form) : html``;
  }
  switch (step) {
    case 'move':
      return html`<div class="grid">
${fields.text({ name: 'time', label: m.edit.time, hint: m.edit.timeHint, value: planned === null ? '' : formatClock(timeOf(planned.playlist.start.local)), attributes: { inputmode: 'numeric', maxlength: 8, autocomplete: 'off', required: true } })}
${fields.text({ name: 'toDay', label: m.edit.toDay, hint: m.edit.toDayHint, attributes: DAY_FIELD })}
</div>`;
    case 'length':
      return html`<div class="grid">${fields.text({ name: 'minutes', label: m.edit.minutes, hint: m.edit.minutesHint, value: String(Math.round(session.maxSeconds / 60)), attributes: { inputmode: 'numeric', maxlength: 4, autocomplete: 'off', required: true } })}</div>`;
    case 'add':
      return contentFields(page, subject, form, null);
    case 'channels': {
      const there = schedule.channels.filter((one) => holdsOn(one, subject.day));
      const options = there.map(({ id, name }) => ({
        value: id,
        label: there.some((one) => one.id !== id && one.name === name) ? `${name} (${id})` : name,
      }));
      return fields.boxes(
        { name: 'channels', label: m.edit.channels, hint: m.edit.channelsHint },
        options,
        session.channels,
      );
    }
    default:
      return html``;
  }
};

const segmentList = (page: Page, { channel, schedule, session, day }: Subject): Html => {
  const { m } = page;
  const own = schedule.segments.filter((one) => one.session === session.id).toSorted((a, b) => a.position - b.position);
  if (own.length === 0) return html``;
  return html`<section class="panel" aria-labelledby="tiet-muc"><h2 id="tiet-muc">${m.edit.segments}</h2><p class="hint">${m.edit.segmentsHint}</p>
<ul class="links">${own.map(({ id, title }) => html`<li><a href="${links.edit(channel.channel.id, { session: session.id, segment: id, day })}">${icon('pen')}<span>${spoken(title)}</span></a></li>`)}</ul></section>`;
};
