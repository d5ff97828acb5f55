/** What the commune read or played by itself: the list of what was recorded of it, and the form for one more. */
import { html } from 'hono/html';
import type { LocalDate } from '../../core/time/local.ts';
import { type Logged, recordedList } from '../day/recorded.ts';
import { NAME_LIMIT, NOTE_LIMIT } from '../day/statement.ts';
import { icon } from '../icons.ts';
import type { Html, Page } from '../layout.ts';
import { links } from '../links.ts';

export interface NoticeParts {
  readonly today: LocalDate;
  /** Recorded notices of these days. */
  readonly logged: readonly Logged[];
  readonly statementId: string;
}

export const noticeBlock = (page: Page, { today, logged, statementId }: NoticeParts): Html => {
  const { phone, say } = page.m;
  return html`<section class="panel" aria-labelledby="thong-bao"><h2 id="thong-bao">${phone.notice.heading}</h2>
${recordedList(page, logged)}
<details class="more"><summary>${phone.notice.add}</summary>
<form method="post" action="${links.phoneNotices}" id="notice" data-title="${phone.notice.title}">
<input type="hidden" name="day" value="${today}"><input type="hidden" name="title" value="${phone.notice.title}"><input type="hidden" name="statement" value="${statementId}">
<p class="fault" role="alert" hidden></p>
<p class="field"><label for="notice-note">${phone.notice.note}</label><textarea id="notice-note" name="note" rows="3" maxlength="${NOTE_LIMIT}" aria-describedby="notice-y"></textarea><span class="hint" id="notice-y">${phone.notice.hint}</span></p>
<p class="field"><label for="notice-at">${phone.notice.at}</label><input id="notice-at" name="startedAt" type="time"></p>
<p class="field"><label for="notice-minutes">${phone.notice.minutes}</label><input id="notice-minutes" name="minutes" inputmode="numeric" maxlength="3" autocomplete="off"></p>
<p class="field"><label for="notice-by">${say.by}</label><input id="notice-by" name="by" autocomplete="name" maxlength="${NAME_LIMIT}"></p>
<p class="send"><button type="submit">${icon('pen')}${phone.notice.send}</button></p></form></details></section>`;
};
