/** One session on the telephone's page: when, what, its sound with its check, what was said of it, and the three presses. */
import { html } from 'hono/html';
import { formatBytes, formatClock, formatDate, formatDuration } from '../../contract/sentences/format.ts';
import { languageWord, words } from '../../contract/sentences/index.ts';
import type { Outcome } from '../../core/evidence/entry.ts';
import { timeOf } from '../../core/time/local.ts';
import { recordedList } from '../day/recorded.ts';
import { NAME_LIMIT, NOTE_LIMIT, REASONS } from '../day/statement.ts';
import { icon } from '../icons.ts';
import { type Html, type Page, spoken } from '../layout.ts';
import { links } from '../links.ts';
import type { PhoneDay, PhoneItem, PhoneSession, PhoneSound } from './view.ts';

export interface CardParts {
  readonly channel: string;
  readonly day: PhoneDay;
  /** For a press without a script; with one, each press makes its own. */
  readonly statementId: string;
}

const STATES = {
  later: { icon: 'wait', tone: 'calm' },
  now: { icon: 'loa', tone: 'fair' },
  over: { icon: 'warn', tone: 'fair' },
  pressed: { icon: 'wait', tone: 'fair' },
  said: { icon: 'ok', tone: 'good' },
} as const;

/** '05:00', and '05:59:30' where the seconds matter. */
const clock = ({ start }: PhoneSession): string => formatClock(timeOf(start.local));

export const phoneCard = (page: Page, session: PhoneSession, parts: CardParts): Html => {
  const { phone } = page.m;
  const { day } = parts;
  const id = `${day.day}-${session.id}`;
  const state = session.isSaid ? 'said' : session.phase;
  const badges = (Object.keys(STATES) as (keyof typeof STATES)[]).map(
    (one) =>
      html`<span class="badge ${STATES[one].tone}" data-state="${one}"${one === state ? '' : html` hidden`}>${icon(STATES[one].icon)}${phone.states[one]}</span>`,
  );
  return html`<section class="phone-session" id="${id}" aria-labelledby="${id}-ten" data-day="${day.day}" data-session="${session.id}" data-start="${session.start.instant}" data-end="${session.endInstant}" data-phase="${session.phase}"${session.isSaid ? html` data-said` : ''}>
<h3 id="${id}-ten"><time datetime="${session.start.instant}">${clock(session)}</time> <span>${spoken(session.name)}</span></h3>
<p class="badges">${badges}</p>
<p class="hint">${phone.lasts(formatDuration(Math.round(session.seconds), page.lang), session.end)}</p>
${contents(page, session)}
${session.sound === null ? html`<p class="hint">${session.relayOnly ? phone.relayOnly : phone.noSound}</p>` : soundOf(page, session, session.sound)}
${recordedList(page, session.logged)}
<p class="pressed" tabindex="-1" hidden></p>
${session.isSaid ? html`<p><a class="quiet" href="${links.day(parts.channel, day.day)}#ghi-${session.id}">${phone.mend}</a></p>` : form(page, session, parts)}
</section>`;
};

const contents = ({ m, lang }: Page, { items }: PhoneSession): Html => {
  const { phone } = m;
  const line = ({ title, kind, language }: PhoneItem): Html => {
    const marks = [
      kind === 'relay' ? phone.relay : null,
      language === null || language === 'vi' ? null : languageWord(language, lang),
    ].filter((mark) => mark !== null);
    return html`<li>${spoken(title)}${marks.map((mark) => html` <small>(${mark})</small>`)}</li>`;
  };
  return html`<details class="contains"><summary>${phone.contains(items.length)}</summary><ol>${items.map(line)}</ol></details>`;
};

const soundOf = ({ m, lang }: Page, { name }: PhoneSession, { sha256, bytes, fileName }: PhoneSound): Html => {
  const { phone } = m;
  return html`<div class="sound-of">
<a class="button" href="${links.soundAs(sha256, fileName)}" download="${fileName}">${icon('get')}<span>${phone.download(formatBytes(bytes, lang))}</span></a>
<details><summary>${phone.hash(sha256.slice(0, 12))}</summary><p class="hint">${phone.hashWhole}</p><code>${sha256}</code>
<audio controls preload="none" src="${links.sound(sha256)}" aria-label="${phone.listen(name)}"></audio></details>
</div>`;
};

/** One form for all that can be said: which button was pressed says what. */
const form = ({ m, lang }: Page, session: PhoneSession, { day, statementId }: CardParts): Html => {
  const { phone, say } = m;
  const at = (name: string): string => `${day.day}-${session.id}-${name}`;
  const whole = Math.max(1, Math.round(session.seconds / 60));
  const reasons = (outcome: Outcome): Html => html`<div class="reasons">
${REASONS.map((reason) => html`<button name="press" value="${outcome} ${reason}" data-title="${say.outcomes[outcome]}, ${words(lang).notAiredReasons[reason]}">${words(lang).notAiredReasons[reason]}</button>`)}
</div>`;
  return html`<form method="post" action="${links.phoneAirings}#${day.day}-${session.id}" class="saying" data-title="${clock(session)} ${session.name}, ${formatDate(day.day, lang)}" aria-label="${phone.ask(session.name)}"${session.phase === 'later' ? html` hidden` : ''}>
<input type="hidden" name="day" value="${day.day}"><input type="hidden" name="session" value="${session.id}"><input type="hidden" name="statement" value="${statementId}">
<p class="fault" role="alert" hidden></p>
<button name="press" value="aired" class="aired" data-title="${say.outcomes.aired}">${icon('ok')}${say.outcomes.aired}</button>
<p class="hint early" hidden>${phone.early}</p>
<details class="choose partly"><summary>${icon('warn')}${say.outcomes.partly}</summary>
<p class="field"><label for="${at('minutes')}">${phone.minutes}</label><input id="${at('minutes')}" name="minutes" inputmode="numeric" maxlength="4" autocomplete="off" placeholder="1–${whole}"></p>
<p class="asked">${phone.whyPartly}</p>${reasons('partly')}</details>
<details class="choose not-aired"><summary>${icon('stop')}${say.outcomes['not-aired']}</summary>
<p class="asked">${phone.whyNot}</p>${reasons('not-aired')}</details>
<details class="more"><summary>${phone.more}</summary>
<p class="field"><label for="${at('note')}">${say.note}</label><textarea id="${at('note')}" name="note" rows="2" maxlength="${NOTE_LIMIT}"></textarea><span class="hint">${say.noteHint}</span></p>
<p class="field"><label for="${at('by')}">${say.by}</label><input id="${at('by')}" name="by" autocomplete="name" maxlength="${NAME_LIMIT}"></p></details>
</form>`;
};
