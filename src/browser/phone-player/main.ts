/**
 * The player in the telephone's page: switched on by one press, it keeps time, plays what it keeps and logs, by the machine that also
 * runs at an amplifier (core/playback). What the browser does not let it do, it says.
 */
import '../older-browsers.ts';
import './older-time.ts';
import { randomId } from '../clock.ts';
import { openPhone } from '../phone/store.ts';
import { element } from '../verify/element.ts';
import { alone } from './alone.ts';
import { type KeptSite, type PlayerStore, playerStore } from './keeping.ts';
import { type Machine, watchMachine } from './machine.ts';
import { localTextAt } from './older-time.ts';
import { runOnce } from './run.ts';
import { isUrgentNow, missedText, type Note, notesOf, ownOrders, rowsTitle, stateText } from './say.ts';
import type { Shown } from './shown.ts';
import { openSpeaker } from './speaker.ts';
import { type PlayerWords, playerWords } from './words.ts';

type Standing = 'off' | 'starting' | 'refused' | 'elsewhere' | 'on';

const part = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no #${id}`);
  return found;
};

/** Written only when it changes: a screen reader says it again whenever it is written. */
const tell = (to: HTMLElement, text: string): void => {
  if (to.textContent !== text) to.textContent = text;
  to.hidden = text === '';
};

const fill = (list: HTMLElement, notes: readonly Note[]): void => {
  const lines = notes.map(({ tone, text }) => element('li', tone, text));
  const isSame =
    [...list.children].map(({ textContent }) => textContent).join() === notes.map(({ text }) => text).join();
  if (!isSame) list.replaceChildren(...lines);
};

const LOW_PERCENT = 30;

const machineNotes = (machine: Machine, hasVolume: boolean, words: PlayerWords): readonly Note[] => {
  const [battery, screen] = [machine.battery(), machine.screen()];
  const power =
    battery === null || battery.isCharging
      ? null
      : battery.percent <= LOW_PERCENT
        ? words.battery(battery.percent)
        : words.unplugged;
  const said: Note[] = [];
  if (document.visibilityState !== 'visible') said.push({ tone: 'fair', text: words.hidden });
  if (power !== null) said.push({ tone: 'fair', text: power });
  said.push({ tone: screen === 'held' ? 'calm' : 'fair', text: words.screen[screen] });
  if (!hasVolume) said.push({ tone: 'calm', text: words.volume });
  return said;
};

/** Of an order that this machine sounds by itself, the red box asks for no press. */
const markOrders = (own: ReadonlySet<string>): void => {
  for (const box of document.querySelectorAll<HTMLElement>('#urgent > section')) {
    const isOwn = own.has(box.id);
    for (const one of box.querySelectorAll<HTMLElement>('.by-hand')) one.hidden = isOwn;
    for (const one of box.querySelectorAll<HTMLElement>('.by-itself')) one.hidden = !isOwn;
  }
};

const begin = async (panel: HTMLElement): Promise<void> => {
  const page = part('phone');
  const { channel = '', zone = 'UTC' } = page.dataset;
  const words = playerWords(document.documentElement.lang);
  const [button, state, notes, facts] = ['switch', 'state', 'notes', 'facts'].map((name) => part(`player-${name}`)) as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ];
  panel.hidden = false;
  const database = await openPhone().catch(() => null);
  if (database === null) {
    button.hidden = true;
    return tell(state, words.noStore);
  }
  const store: PlayerStore = playerStore(database, channel);
  const speaker = openSpeaker();
  const holder = randomId();
  let standing: Standing = 'off';
  let shown: Shown | null = null;
  let machine: Machine | null = null;
  let slept: string | null = null;
  let missed: string | null = null;
  let device = '';
  let off = new AbortController();

  const paint = (): void => {
    const isOn = standing === 'on';
    const label = { off: words.on, starting: words.off, refused: words.begin, elsewhere: words.again, on: words.off };
    const said = {
      off: words.isOff,
      starting: words.starting,
      refused: words.refused,
      elsewhere: words.elsewhere,
      on: shown === null ? words.starting : stateText(shown, words),
    };
    tell(button, label[standing]);
    tell(state, said[standing]);
    button.className = isOn || standing === 'starting' ? 'quiet-button' : 'main-button';
    panel.dataset['standing'] = standing;
    panel.dataset['urgent'] = isOn && shown !== null && isUrgentNow(shown) ? 'yes' : 'no';
    markOrders(isOn && shown !== null ? ownOrders(shown.player) : new Set());
    const all: Note[] = [
      ...(slept === null ? [] : [{ tone: 'bad' as const, text: slept }]),
      ...(missed === null ? [] : [{ tone: 'bad' as const, text: missed }]),
      ...(isOn && shown !== null ? notesOf(shown, words) : []),
      ...(isOn && machine !== null ? machineNotes(machine, speaker.hasVolume, words) : []),
      ...(isOn || standing === 'off' ? [{ tone: 'calm' as const, text: words.front }] : []),
    ];
    fill(notes, all);
    const supplied = shown?.supplied ?? null;
    const known = [
      shown?.player.manifest == null ? null : words.version(shown.player.manifest.version),
      supplied === null ? null : words.sounds(supplied.held, supplied.wanted),
      device === '' ? null : words.device(device),
      shown?.vkey == null ? null : words.key(shown.vkey),
      shown?.urgentVkey == null ? null : words.urgent.key(shown.urgentVkey),
    ].filter((text) => text !== null);
    part('player-more').hidden = known.length === 0;
    fill(
      facts,
      known.map((text) => ({ tone: 'calm', text })),
    );
  };

  const clock = (at: number): string => localTextAt(at, zone).slice(11, 16);

  /** Until it is switched off, or another window has it. */
  const running = async (first: KeptSite, own: NonNullable<Awaited<ReturnType<typeof alone>>>): Promise<Standing> => {
    let site = first;
    for (;;) {
      const ended = await runOnce({
        ...{ channel, store, speaker, site, alone: own },
        signal: off.signal,
        titleOf: (rows, manifest) => rowsTitle(rows, manifest, words),
        told: (rows, manifest) => {
          missed = missedText(rows, manifest, words) ?? missed;
          document.dispatchEvent(new CustomEvent('loa-rows'));
        },
        ordered: () => document.dispatchEvent(new CustomEvent('loa-urgent')),
        shown: (now) => {
          shown = now;
          if (standing === 'starting') standing = 'on';
          paint();
        },
      });
      site = ended.site;
      if (ended.why === 'slept') {
        slept = words.slept(clock(ended.fromMs), clock(ended.untilMs));
        continue;
      }
      if (ended.why === 'off') await store.keepSite({ ...site, isOn: false });
      return ended.why;
    }
  };

  /** Called within a press, or without one after the page was loaded anew. */
  const start = async (): Promise<void> => {
    const unlocking = speaker.unlock();
    off = new AbortController();
    standing = 'starting';
    [slept, missed] = [null, null];
    paint();
    const own = await alone(channel, holder, store);
    if (own === null) {
      standing = 'elsewhere';
      return paint();
    }
    try {
      if (!(await unlocking)) {
        standing = 'refused';
        return;
      }
      const before = await store.site();
      const fresh = { device: `web-${randomId().slice(0, 8)}`, vkey: null, note: null, urgentKey: null };
      const site: KeptSite = { ...fresh, ...before, isOn: true };
      device = site.device;
      await store.keepSite(site);
      // What was asked for and refused is no fault: the browser may clear what it holds when the telephone is full.
      void navigator.storage?.persist?.().catch(() => false);
      // Loaded anew, the page begins at its top, where it says whether it plays.
      history.scrollRestoration = 'manual';
      machine = watchMachine(paint);
      standing = await running(site, own);
    } catch {
      standing = 'off';
      slept = words.disk;
    } finally {
      machine?.release();
      machine = null;
      shown = null;
      own.release();
      paint();
    }
  };

  button.addEventListener('click', () => {
    if (standing === 'on' || standing === 'starting') off.abort();
    else void start();
  });
  paint();
  if ((await store.site())?.isOn !== true) return;
  // What plays stands first.
  part('network').after(panel);
  await start();
};

const panel = document.getElementById('player');
if (panel !== null) begin(panel).catch(() => undefined);
