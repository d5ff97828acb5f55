/**
 * The telephone's page: what the clock and the network change on it. Without this script it is a page of plain forms.
 *
 * What is pressed is written down on the telephone first and sent afterwards, with or without a network: there is one way only.
 */
import { nowMs } from '../clock.ts';
import { keepPage, tellWorker } from './keeping.ts';
import { readAiring, readNotice, readSeen } from './presses.ts';
import { due, type Press, type Queue } from './queue.ts';
import { type Sending, sendingWith } from './sending.ts';
import { openQueue, type QueueStore } from './store.ts';
import { playTone } from './tone.ts';
import { hideOver, readPlayed, watchUrgent } from './urgent.ts';
import { type Look, momentText, paintCards, paintOutbox, placeDays } from './view.ts';
import { phoneWords } from './words.ts';

const root = document.getElementById('phone');
const part = (id: string): HTMLElement | null => document.getElementById(id);

const tell = (element: HTMLElement | null, text: string | null): void => {
  if (element === null) return;
  element.hidden = text === null;
  if (text !== null && element.textContent !== text) element.textContent = text;
};

const toneButton = ({ words }: Look): void => {
  const button = part('tone');
  if (button === null || !('AudioContext' in window)) return;
  let stop: (() => void) | null = null;
  const label = (): void => tell(button, stop === null ? words.tone : words.stopTone);
  label();
  button.addEventListener('click', () => {
    if (stop !== null) return stop();
    stop = playTone(() => {
      stop = null;
      label();
    });
    label();
  });
};

/** A name is typed once; the next time it stands there. */
const rememberName = (): void => {
  const fields = [...document.querySelectorAll<HTMLInputElement>('#phone input[name="by"]')];
  try {
    const before = localStorage.getItem('loa-phone-by') ?? '';
    for (const field of fields) if (field.value === '') field.value = before;
    for (const field of fields)
      field.addEventListener('change', () => {
        localStorage.setItem('loa-phone-by', field.value.trim());
        for (const other of fields) other.value = field.value;
      });
  } catch {
    // A browser that keeps nothing: it is typed each time.
  }
};

/** For the next notice; who records it stays. */
const emptied = (form: HTMLFormElement): void => {
  for (const name of ['note', 'startedAt', 'minutes']) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.value = '';
  }
};

/** How old what is shown may be before it is said loudly. */
const OLD_MS = 30 * 60_000;

/** `isAway`: the page itself was kept, and the centre was not reached since. */
const asOf = (made: number, { isCopy, isAway }: { isCopy: boolean; isAway: boolean }, look: Look): void => {
  const at = momentText(made, look);
  const { words } = look;
  const isOld = isCopy || nowMs() - made > OLD_MS;
  tell(part('network'), isAway || !navigator.onLine ? words.offline(at) : isOld ? words.old(at) : null);
};

const begin = async (page: HTMLElement): Promise<void> => {
  const { channel = '', zone = 'UTC', made = '' } = page.dataset;
  const lang = document.documentElement.lang === 'en' ? 'en' : 'vi';
  const look: Look = { words: phoneWords(lang), lang, zone, channel };
  const { words } = look;
  let queue: Queue = [];
  let state = { busy: false, locked: false, reached: false };
  const copy = { isCopy: false, isAway: false };
  const paint = (): void => {
    placeDays(nowMs());
    hideOver();
    paintCards(queue, nowMs(), look);
    paintOutbox(queue, state, look);
    asOf(Date.parse(made), copy, look);
    const version = part('seen')?.querySelector<HTMLInputElement>('[name="version"]')?.value ?? '';
    if (queue.some((one) => one.slot === `seen ${channel} ${version}`)) part('newer')?.remove();
  };
  toneButton(look);
  rememberName();
  paint();
  window.setInterval(paint, 15_000);
  tell(part('keeping'), window.isSecureContext ? words.keeps : words.plain);
  await keepPage(() => {
    Object.assign(copy, { isCopy: true, isAway: true });
    paint();
  }).catch(() => tell(part('keeping'), words.plain));

  const lookForUrgent = watchUrgent(channel);
  const store: QueueStore | null = await openQueue().catch(() => null);
  if (store === null) return tell(part('keeping'), words.noStore);
  const sending: Sending = sendingWith({
    ...{ store, channel, lang },
    lateText: (at) => words.late(momentText(at, look)),
    shown: (now, said) => {
      queue = now;
      state = said;
      if (said.reached) copy.isAway = false;
      if (said.locked) tellWorker({ kind: 'forget' });
      paint();
    },
  });
  /** A telephone that could not write it down sends the form as one without this script would. */
  let isPlain = false;
  const press = async (made: Press, form: HTMLFormElement, button: HTMLElement | null): Promise<void> => {
    try {
      queue = await store.take({ kind: 'pressed', press: made });
    } catch {
      isPlain = true;
      return form.requestSubmit(button);
    }
    paint();
    // The buttons are gone: whoever goes by keys goes on from what stands in their place.
    form.closest('.phone-session')?.querySelector<HTMLElement>('.pressed')?.focus();
    await sending.send();
  };
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    const button = event.submitter as HTMLButtonElement | null;
    if (isPlain) return;
    if (form.id === 'notice' || (form.matches('form.saying') && button !== null)) {
      event.preventDefault();
      const about = { channel, words };
      const read = form.id === 'notice' || button === null ? readNotice(form, about) : readAiring(form, button, about);
      const fault = form.querySelector<HTMLElement>('.fault');
      tell(fault, 'missing' in read ? read.missing.text : null);
      if ('press' in read) {
        void press(read.press, form, button).then(() => form.id === 'notice' && emptied(form));
        return;
      }
      read.missing.field?.closest('details')?.setAttribute('open', '');
      read.missing.field?.focus();
    }
    if (form.id === 'seen') {
      event.preventDefault();
      void press(readSeen(form, channel), form, button);
    }
    if (form.matches('form.urgent-played')) {
      event.preventDefault();
      void press(readPlayed(form, channel, zone), form, button).then(() => lookForUrgent(true));
    }
    if (form.id === 'leave') {
      if (due(queue, channel).length === 0) return tellWorker({ kind: 'forget' });
      event.preventDefault();
      tell(part('leave-fault'), words.unsent);
    }
  });
  part('outbox-list')?.addEventListener('click', async (event) => {
    const button = (event.target as HTMLElement).closest<HTMLElement>('button[data-step]');
    const id = button?.closest<HTMLElement>('li')?.dataset['id'];
    const step = button?.dataset['step'];
    if (id === undefined || (step !== 'retried' && step !== 'dropped')) return;
    queue = await store.take({ kind: step, id });
    paint();
    await sending.send();
  });
  // The player of this page has written rows down.
  document.addEventListener('loa-rows', () => void sending.send());
  // It has taken an order, which people are to see at once as well.
  document.addEventListener('loa-urgent', () => lookForUrgent(false));
  for (const kind of ['online', 'offline'] as const)
    window.addEventListener(kind, () => {
      paint();
      if (kind === 'online') void sending.send();
      if (kind === 'online') lookForUrgent(false);
    });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void sending.send();
  });
  queue = await store.take({ kind: 'tidied', now: nowMs() });
  paint();
  await sending.send();
};

if (root !== null) begin(root).catch(() => undefined);
