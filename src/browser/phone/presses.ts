/** A form of the page and the button that was pressed in it → a press for the list. Reads the page; sends and stores nothing. */
import { nowMs, randomId } from '../clock.ts';
import type { Press } from './queue.ts';
import { slotOf } from './view.ts';
import type { PhoneWords } from './words.ts';

/** What is missing, and the field where it belongs. */
export interface Missing {
  readonly field: HTMLElement | null;
  readonly text: string;
}

export type Read = { readonly press: Press } | { readonly missing: Missing };

const typed = (form: HTMLFormElement, name: string): string => {
  const field = form.elements.namedItem(name);
  return field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement ? field.value.trim() : '';
};

const field = (form: HTMLFormElement, name: string): HTMLElement | null =>
  form.querySelector<HTMLElement>(`[name="${name}"]`);

const given = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== undefined));

const COUNT = /^\d{1,4}$/;

/** 'aired', 'partly power-cut', 'not-aired weather': what the button of a session says. */
export const readAiring = (
  form: HTMLFormElement,
  button: HTMLButtonElement,
  { channel, words }: { readonly channel: string; readonly words: PhoneWords },
): Read => {
  const [outcome = '', reason] = button.value.split(' ');
  const [day, session, note, minutes] = ['day', 'session', 'note', 'minutes'].map((name) => typed(form, name)) as [
    string,
    string,
    string,
    string,
  ];
  if (outcome === 'partly' && !(COUNT.test(minutes) && Number(minutes) > 0))
    return { missing: { field: field(form, 'minutes'), text: words.needMinutes } };
  if (reason === 'other' && note === '') return { missing: { field: field(form, 'note'), text: words.needNote } };
  const id = randomId();
  const body = given({
    ...{ channel, day, session, outcome, reason, note, role: 'operator', by: typed(form, 'by'), statement: id },
    secondsHeard: outcome === 'partly' ? Number(minutes) * 60 : undefined,
  });
  const title = [form.dataset['title'] ?? session, button.dataset['title'] ?? button.textContent].join(': ');
  return {
    press: { id, at: nowMs(), channel, slot: slotOf(day, session), path: '/api/v1/air-log', body, title },
  };
};

/** That somebody has seen the newest version. */
export const readSeen = (form: HTMLFormElement, channel: string): Press => {
  const version = Number(typed(form, 'version'));
  return {
    id: randomId(),
    at: nowMs(),
    channel,
    slot: `seen ${channel} ${version}`,
    path: `/api/v1/channels/${encodeURIComponent(channel)}/manifest/receipts`,
    body: { version, kind: 'confirmed' },
    title: form.dataset['title'] ?? '',
  };
};

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d/;

/** A notice that the commune read or played, of the day that it is now. */
export const readNotice = (
  form: HTMLFormElement,
  { channel, words }: { readonly channel: string; readonly words: PhoneWords },
): Read => {
  const [note, startedAt, minutes] = ['note', 'startedAt', 'minutes'].map((name) => typed(form, name)) as [
    string,
    string,
    string,
  ];
  const empty = note === '' ? 'note' : !CLOCK.test(startedAt) ? 'startedAt' : !(Number(minutes) > 0) ? 'minutes' : null;
  if (empty !== null) return { missing: { field: field(form, empty), text: words.needText } };
  const today = document.querySelector('.today:not([hidden])')?.closest<HTMLElement>('.phone-day')?.dataset['day'];
  const id = randomId();
  const title = typed(form, 'title');
  const body = given({
    ...{ channel, day: today ?? typed(form, 'day'), startedAt, seconds: Number(minutes) * 60 },
    ...{ title, note, role: 'operator', by: typed(form, 'by'), statement: id },
  });
  return {
    press: {
      id,
      at: nowMs(),
      channel,
      slot: null,
      path: '/api/v1/air-log/notices',
      body,
      title: `${title} ${startedAt}`,
    },
  };
};
