/**
 * Urgent orders on the telephone's page: looked for while it is open, shown as the centre writes them, gone when they are over; and the
 * press that one was played by hand.
 */
import { nowMs, randomId } from '../clock.ts';
import type { Press } from './queue.ts';
import { clockText } from './view.ts';

const LOOK_MS = 30_000;
const PATIENCE_MS = 20_000;
/** Until the same order can be pressed again: two touches are one press. */
const AGAIN_MS = 5000;
const PAGE = '/phone/today';

const asked = async (path: string, accept: string): Promise<Response | null> => {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const answer = await fetch(path, { headers: { accept }, cache: 'no-store', redirect: 'error', signal }).catch(
    () => null,
  );
  return answer?.status === 200 ? answer : null;
};

/** The page as it is now, of which only the orders are taken: nothing that somebody is typing goes. */
const renewed = async (): Promise<boolean> => {
  const answer = await asked(PAGE, 'text/html');
  const text = answer?.headers.has('loa-phone') === true ? await answer.text().catch(() => null) : null;
  if (text === null) return false;
  const made = new DOMParser().parseFromString(text, 'text/html').getElementById('urgent');
  const shown = document.getElementById('urgent');
  // A notice that somebody listens to goes on sounding.
  const isHeard = [...(shown?.querySelectorAll('audio') ?? [])].some(({ paused }) => !paused);
  if (made === null || shown === null || isHeard) return false;
  shown.replaceWith(document.adoptNode(made));
  hideOver();
  return true;
};

/** What is valid no longer is not played, with or without a network. */
export const hideOver = (): void => {
  for (const one of document.querySelectorAll<HTMLElement>('#urgent [data-until]'))
    one.hidden = Date.parse(one.dataset['until'] ?? '') <= nowMs();
};

/** Looks at once, and then every half minute; answers what looks when it is called. `again`: the page is drawn anew, whatever was seen. */
export const watchUrgent = (channel: string): ((again: boolean) => void) => {
  let seen: string | null = null;
  const look = async (again: boolean): Promise<void> => {
    const answer = await asked(`/api/v1/channels/${encodeURIComponent(channel)}/urgent`, 'application/json');
    const text = (await answer?.text().catch(() => null)) ?? null;
    if (text !== null && (again || text !== seen) && (await renewed())) seen = text;
  };
  window.setInterval(() => void look(false), LOOK_MS);
  void look(false);
  return (again) => void look(again);
};

const hidden = (form: HTMLFormElement, name: string): string => {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement ? field.value : '';
};

/** It has just ended: it began as long ago as it lasts, on the day of today. */
export const readPlayed = (form: HTMLFormElement, channel: string, zone: string): Press => {
  const today = document.querySelector('.today:not([hidden])')?.closest<HTMLElement>('.phone-day');
  const seconds = Number(form.dataset['seconds'] ?? 1);
  const [id, at] = [randomId(), nowMs()];
  const began = Math.max(at - seconds * 1000, Date.parse(today?.dataset['from'] ?? '') || 0);
  const title = form.dataset['title'] ?? '';
  const body = {
    ...{ channel, day: today?.dataset['day'] ?? hidden(form, 'day'), startedAt: clockText(began, zone), seconds },
    ...{ title, note: hidden(form, 'note'), role: 'operator', statement: id, order: hidden(form, 'order') },
  };
  const button = form.querySelector('button');
  if (button !== null) {
    button.disabled = true;
    window.setTimeout(() => {
      button.disabled = false;
    }, AGAIN_MS);
  }
  return { id, at, channel, slot: null, path: '/api/v1/air-log/notices', body, title };
};
