/** Why a channel's day is as it is: a question and its answer for each session and segment, or for one of them. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { AskEnv } from '../../contract/asking.ts';
import { formatDate, weekdayName } from '../../contract/sentences/format.ts';
import { whyText } from '../../contract/sentences/why.ts';
import { ok } from '../../core/result.ts';
import { isoWeekday } from '../../core/time/local.ts';
import { type Why, whyDay } from '../../operations/why-day.ts';
import { type Answers, type Asked, dayAsked, partOf } from '../answer.ts';
import { icon } from '../icons.ts';
import { type Html, layout, type Page, spoken } from '../layout.ts';
import { links } from '../links.ts';

type Answer = Why['answers'][number];

export const whyRoutes = ({ pageFor, send, refused, forSomebody }: Answers): Hono<AskEnv> => {
  const app = new Hono<AskEnv>();
  app.get(
    '/channels/:channel/days/:day/why',
    forSomebody((c: Asked, ctx) => {
      const text = partOf(c, 'day');
      const day = text === 'today' ? ok('today' as const) : dayAsked(text);
      if (!day.ok) return refused(c, day.refusals);
      const segment = c.req.query('segment') || null;
      const why = whyDay(ctx, { channel: partOf(c, 'channel'), day: day.value, segment });
      if (!why.ok) return refused(c, why.refusals);
      const page = pageFor(c);
      return send(c, page, whyPage(page, why.value, segment !== null));
    }),
  );
  return app;
};

const whyPage = (page: Page, { channel, day, answers }: Why, single: boolean): Html => {
  const { m, lang } = page;
  const date = `${weekdayName(isoWeekday(day), lang)}, ${formatDate(day, lang)}`;
  const sessions = [...Map.groupBy(answers, ({ session }) => session)];
  return layout(page, {
    title: m.why.title(single ? (answers[0]?.title ?? channel.name) : channel.name, date),
    section: 'day',
    made: null,
    body: html`<header class="day-head"><h1><b>${m.why.heading}</b> <span class="channel">${date} <span class="dash">–</span> ${channel.name}</span></h1>
<p class="moves"><a class="button" href="${links.day(channel.id, day)}">${icon('back')}<span>${m.why.back}</span></a>${single ? html`<a class="button" href="${links.why(channel.id, day)}">${m.why.wholeDay}</a>` : ''}</p></header>
${sessions.length === 0 ? html`<p class="empty">${icon('none')}<span>${m.why.none}</span></p>` : sessions.map(([id, own]) => sessionAnswers(page, id, own))}`,
  });
};

/** The session as a whole first, then what it carries. */
const sessionAnswers = (page: Page, id: string, answers: readonly Answer[]): Html => {
  const [first] = answers;
  if (first === undefined) return html``;
  const ordered = answers.toSorted((a, b) => Number(a.segment !== null) - Number(b.segment !== null));
  return html`<section class="panel answers" id="${id}" aria-labelledby="vi-sao-${id}"><h2 id="vi-sao-${id}">${spoken(first.sessionName)}</h2>
${ordered.map((one) => answer(page, one))}</section>`;
};

const answer = ({ lang }: Page, one: Answer): Html => {
  const text = whyText(one, lang);
  // The question comes first; where it ends only decides what is bold.
  const end = text.indexOf('? ') + 1;
  return html`<div class="answer"${one.segment === null ? '' : html` id="tiet-muc-${one.segment}"`}><h3>${spoken(text.slice(0, end))}</h3><p>${spoken(text.slice(end).trim())}</p></div>`;
};
