/** One session in the week: when, what, how full, in words what was done to it, and the ways to change and explain it. */
import { html } from 'hono/html';
import { exactSeconds } from '../../contract/playlist-formats/model.ts';
import { formatClock, formatDate, formatDuration } from '../../contract/sentences/format.ts';
import type { Playlist } from '../../core/playlist/model.ts';
import type { Schedule } from '../../core/schedule/model.ts';
import { type LocalTime, timeOf } from '../../core/time/local.ts';
import type { ShownDay } from '../../operations/show-day.ts';
import { clockAfter } from '../day/view.ts';
import { icon } from '../icons.ts';
import type { Html, Page } from '../layout.ts';
import { links } from '../links.ts';
import { badgeOf, marksOf } from '../schedule/marks.ts';
import { askedDate, reasonsOf } from '../schedule/occurrence.ts';

interface CellParts {
  readonly day: ShownDay;
  readonly schedule: Pick<Schedule, 'sessions' | 'segments'>;
  readonly editable: boolean;
  readonly now: string;
}

export const sessionCell = (page: Page, playlist: Playlist, { day, schedule, editable, now }: CellParts): Html => {
  const { m, lang } = page;
  const { channel } = day;
  const silent = playlist.entries.length === 0;
  const start = formatClock(timeOf(playlist.start.local));
  const end = formatClock(clockAfter(playlist.start, exactSeconds(playlist.length)) as LocalTime);
  const said = marksOf(page, playlist, day);
  const marks =
    silent && said.length === 0 ? [{ icon: 'none', tone: 'calm', text: m.week.marks.silent } as const] : said;
  const at = `${start} ${formatDate(day.day, lang)}`;
  const open = editable && now < playlist.start.instant;
  const edit = links.edit(channel.id, { session: playlist.session, day: askedDate(playlist, schedule) });
  return html`<li class="cell${silent ? ' silent' : ''}">
<p class="hours"><time datetime="${playlist.start.instant}">${start}</time>${silent ? '' : html`<span>–${end}</span>`}</p>
<p class="name"><a href="${links.day(channel.id, day.day)}#${playlist.session}">${playlist.sessionName}</a></p>
${silent ? '' : fill(page, playlist, schedule)}
${marks.length === 0 ? '' : html`<p class="badges">${marks.map(badgeOf)}</p>`}
<p class="acts">${open ? html`<a href="${edit}" aria-label="${m.week.editOne(playlist.sessionName, at)}">${icon('pen')}${m.week.edit}</a>` : ''}
<a href="${links.why(channel.id, day.day)}#${playlist.session}" aria-label="${m.week.whyOne(playlist.sessionName, at)}">${m.week.why}</a></p>
</li>`;
};

/** The most that a session may last is the schedule's; where an edit changed it for once, it is not told. */
const fill = ({ m, lang }: Page, playlist: Playlist, { sessions }: CellParts['schedule']): Html => {
  const seconds = Math.round(exactSeconds(playlist.length));
  const changed = reasonsOf(playlist).some((reason) => reason.code === 'edited' && reason.what === 'length');
  const most = changed ? undefined : sessions.find(({ id }) => id === playlist.session)?.maxSeconds;
  const used = formatDuration(seconds, lang);
  if (most === undefined) return html`<p class="fill"><span>${used}</span></p>`;
  return html`<p class="fill"><span>${m.week.fill(used, formatDuration(most, lang))}</span><meter min="0" max="${most}" value="${seconds}" aria-label="${m.week.fillLabel(playlist.sessionName)}"></meter></p>`;
};
