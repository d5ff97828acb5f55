/** The page of what a coming day still lacks: by session, each with whose it is and where it is put right. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { AskEnv } from '../../contract/asking.ts';
import { formatClock, formatDate } from '../../contract/sentences/format.ts';
import { sentenceOf } from '../../contract/sentences/index.ts';
import { fixPath, fixText, ownerText, preflightText } from '../../contract/sentences/preflight.ts';
import { ok } from '../../core/result.ts';
import { timeOf } from '../../core/time/local.ts';
import { type ListedChannel, listChannels } from '../../operations/list-channels.ts';
import { type LookedDay, lookAtDays } from '../../operations/preflight/look.ts';
import { hereAndNow } from '../access.ts';
import { type Answers, concernsTheAsker, dayAsked } from '../answer.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links } from '../links.ts';
import { pageStatus } from '../problem-page.ts';

export const preflightRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const app = new Hono<AskEnv>();
  app.get(
    '/preflight',
    forRight('schedule.read', async (c, ctx) => {
      const text = (name: string): string => (c.req.query(name) ?? '').trim().slice(0, 200);
      const { today } = hereAndNow(ctx);
      const day = text('day') === '' ? ok(today) : dayAsked(text('day'));
      const channel = text('channel') || null;
      const looked = day.ok ? await lookAtDays(ctx, { channel, day: day.value }) : day;
      if (!looked.ok && concernsTheAsker(looked.refusals)) return refused(c, looked.refusals);
      const page = pageFor(c);
      const refusals = looked.ok ? [] : looked.refusals;
      const body = preflightPage(page, {
        day: day.ok ? day.value : today,
        channel,
        channels: listChannels(ctx),
        days: looked.ok ? looked.value : [],
        faults: refusals.map((refusal) => sentenceOf(refusal, page.lang)),
      });
      return send(c, page, body, refusals[0] === undefined ? 200 : pageStatus(refusals[0].code));
    }),
  );
  return app;
};

interface Parts {
  readonly day: string;
  readonly channel: string | null;
  readonly channels: readonly ListedChannel[];
  readonly days: readonly LookedDay[];
  readonly faults: readonly string[];
}

const preflightPage = (page: Page, { day, channel, channels, days, faults }: Parts): Html => {
  const { m } = page;
  const sessions = days.flatMap((looked) => looked.sessions.map((one) => ({ looked, one })));
  return layout(page, {
    title: m.preflight.title,
    section: 'day',
    made: null,
    body: html`<header class="day-head"><h1><b>${m.preflight.title}</b></h1><p class="lead">${m.preflight.lead}</p>
<form class="chooser filter" method="get" action="${links.preflight()}" aria-label="${m.preflight.choose}">
<label><span>${m.day.date}</span><input type="date" name="day" value="${day}"></label>
<label><span>${m.day.channel}</span><select name="channel"><option value="">${m.conflicts.allChannels}</option>${channels.map((listed) => html`<option value="${listed.channel.id}"${listed.channel.id === channel ? html` selected` : ''}>${listed.channel.name}</option>`)}</select></label>
<button type="submit">${m.day.show}</button></form></header>
${faults.length === 0 ? '' : html`<div class="faults" role="alert">${faults.map((text) => html`<p>${text}</p>`)}</div>`}
${sessions.length === 0 && faults.length === 0 ? html`<p class="empty">${icon('none')}<span>${m.preflight.none}</span></p>` : ''}
${sessions.map(({ looked, one }) => sessionPart(page, looked, one))}`,
  });
};

const sessionPart = (page: Page, { channel, day }: LookedDay, one: LookedDay['sessions'][number]): Html => {
  const { m, lang } = page;
  const id = `${channel.id}-${one.session}`;
  return html`<section class="panel answers" aria-labelledby="${id}"><h2 id="${id}">${formatClock(timeOf(one.start.local))} ${spoken(one.name)} · <a href="${links.day(channel.id, day)}">${channel.name}, ${formatDate(day, lang)}</a></h2>
${one.findings.length === 0 ? html`<p class="notice">${icon('ok')}<span>${m.preflight.good}</span></p>` : ''}
${one.findings.map((finding) => {
  const red = finding.severity === 'red';
  return html`<div class="answer"><p><span class="badge ${red ? 'bad' : 'fair'}">${icon(red ? 'stop' : 'warn')}<span>${m.preflight[finding.severity]}</span></span> ${spoken(preflightText(finding, lang))}</p>
<p><a href="${fixPath(finding, channel.id, day)}">${fixText(finding, lang)}</a> <small>${m.preflight.owner(ownerText(finding.owner.role, lang))}</small></p></div>`;
})}</section>`;
};
