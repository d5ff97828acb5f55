/** What the page shows of the time it is and of what was pressed, on the cards and in the list of what waits. */
import { formatDateTime, type Lang } from '../../contract/sentences/format.ts';
import type { LocalDateTime } from '../../core/time/local.ts';
import { element } from '../verify/element.ts';
import { due, type Queue, type Queued, REPORTS } from './queue.ts';
import type { SendingState } from './sending.ts';
import type { PhoneWords } from './words.ts';

export interface Look {
  readonly words: PhoneWords;
  readonly lang: Lang;
  /** IANA zone of the station. */
  readonly zone: string;
  readonly channel: string;
}

/** '06:03 ngày 30/11/2026' of an instant in milliseconds, in the station's zone. */
export const momentText = (at: number, { zone, lang }: Pick<Look, 'zone' | 'lang'>): string => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
  const local = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:00`;
  return formatDateTime(local as LocalDateTime, lang);
};

/** '06:03:20' of an instant in milliseconds. */
export const clockText = (at: number, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'medium', hourCycle: 'h23' }).format(at);

const instant = ({ dataset }: HTMLElement, name: string): number => Date.parse(dataset[name] ?? '');

export const slotOf = (day: string, session: string): string => `airing ${day} ${session}`;

const only = (parent: ParentNode, selector: string): HTMLElement | null => parent.querySelector<HTMLElement>(selector);

const numbersText = ({ numbers }: Queued, words: PhoneWords): string | null => {
  const [first, last] = [numbers[0], numbers.at(-1)];
  return first === undefined || last === undefined ? null : words.numbers(first, last);
};

/** The day that it is now first and open; days that are over last. A page that was kept for days is then still today's. */
export const placeDays = (now: number): void => {
  const days = [...document.querySelectorAll<HTMLDetailsElement>('details.phone-day')];
  const isNow = (day: HTMLElement): boolean => instant(day, 'from') <= now && now < instant(day, 'until');
  const over = days.filter((day) => instant(day, 'until') <= now);
  for (const day of days) {
    const today = only(day, '.today');
    const before = today?.hidden === false;
    if (today !== null) today.hidden = !isNow(day);
    if (isNow(day) && !before) day.open = true;
    if (!isNow(day) && before) day.open = false;
  }
  const [last] = days.slice(-1);
  // Moved only when something is in the wrong place: whoever is pressing does not lose the button.
  for (const day of over) if (last !== undefined && day.nextElementSibling?.matches('.phone-day')) last.after(day);
};

const phaseOf = (card: HTMLElement, now: number): 'later' | 'now' | 'over' =>
  now < instant(card, 'start') ? 'later' : now < instant(card, 'end') ? 'now' : 'over';

/** Each card: whether it is to come, on air or over, what was pressed of it, and which buttons may be pressed. */
export const paintCards = (queue: Queue, now: number, { words }: Look): void => {
  for (const card of document.querySelectorAll<HTMLElement>('.phone-session')) {
    const phase = phaseOf(card, now);
    const slot = slotOf(card.dataset['day'] ?? '', card.dataset['session'] ?? '');
    const own = queue.find((one) => one.slot === slot && one.standing !== 'refused');
    const isSaid = 'said' in card.dataset;
    const shown = isSaid || own?.standing === 'kept' ? 'said' : own === undefined ? phase : 'pressed';
    for (const badge of card.querySelectorAll<HTMLElement>('[data-state]'))
      badge.hidden = badge.dataset['state'] !== shown;
    card.dataset['phase'] = phase;
    const form = only(card, 'form.saying');
    if (form !== null) form.hidden = phase === 'later' || own !== undefined;
    const whole = card.querySelector<HTMLButtonElement>('button[value="aired"]');
    if (whole !== null) whole.disabled = phase !== 'over';
    const early = only(card, '.early');
    if (early !== null) early.hidden = phase !== 'now';
    const pressed = only(card, '.pressed');
    if (pressed === null) continue;
    pressed.hidden = own === undefined || isSaid;
    if (own === undefined || own.standing === 'refused') continue;
    pressed.className = `pressed ${own.standing}`;
    pressed.textContent = [own.title, words.here[own.standing], numbersText(own, words)]
      .filter((text) => text !== null)
      .join(' · ');
  }
};

/** What waits, what was refused, and what was sent last, with what can be done about it. */
export const paintOutbox = (
  queue: Queue,
  { busy, locked }: Pick<SendingState, 'busy' | 'locked'>,
  look: Look,
): void => {
  const { words, channel } = look;
  const box = document.getElementById('outbox');
  const [state, list] = [document.getElementById('outbox-state'), document.getElementById('outbox-list')];
  if (box === null || state === null || list === null) return;
  const waiting = due(queue, channel).length;
  const own = queue.filter((one) => one.channel === channel);
  box.hidden = own.length === 0;
  box.className = `panel outbox ${waiting > 0 || locked ? 'fair' : 'good'}`;
  const text = locked ? words.locked : waiting === 0 ? words.allSent : words.waiting(waiting);
  const told = busy ? `${text} ${words.sending}` : text;
  // A screen reader says it again whenever it is written.
  if (state.textContent !== told) state.textContent = told;
  const more = document.getElementById('outbox-more');
  // What the centre refused is somebody's to decide.
  if (more instanceof HTMLDetailsElement && own.some(({ standing }) => standing === 'refused')) more.open = true;
  list.replaceChildren(...[...own].sort((a, b) => b.at - a.at).map((one) => line(one, look)));
};

const line = (one: Queued, look: Look): HTMLElement => {
  const { words } = look;
  const at = momentText(one.at, look);
  const said = [
    one.path === REPORTS ? words.playedAt(at) : words.pressedAt(at),
    numbersText(one, words),
    one.why,
  ].filter((text) => text !== null);
  const made = element(
    'li',
    one.standing,
    element('strong', '', `${one.title}: ${words.standing[one.standing]}`),
    element('small', '', said.join(' · ')),
  );
  made.dataset['id'] = one.id;
  if (one.standing !== 'refused') return made;
  for (const [step, word] of [
    ['retried', words.again],
    ['dropped', words.drop],
  ] as const) {
    const button = element('button', '', word);
    button.setAttribute('type', 'button');
    button.dataset['step'] = step;
    made.append(button);
  }
  return made;
};
