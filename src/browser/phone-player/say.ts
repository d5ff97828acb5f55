/** What the player holds and did → sentences. Pure. */
import type { Manifest, ManifestSession } from '../../core/manifest/model.ts';
import type { AsRun, Player } from '../../core/playback/model.ts';
import { inOrder, nextSession } from '../../core/playback/order.ts';
import type { TakenOrder } from '../../core/playback/urgency.ts';
import { hasAir, soundsBy } from '../../core/playback/urgent.ts';
import { localTextAt } from './older-time.ts';
import type { Shown } from './shown.ts';
import type { PlayerWords } from './words.ts';

const sessionText = ({ name, start }: ManifestSession, words: PlayerWords): string =>
  words.session(name, start.local.slice(11, 16));

const sessionOf = ({ day, session }: AsRun, manifest: Manifest | null): ManifestSession | undefined =>
  (manifest === null ? [] : inOrder(manifest)).find((one) => one.day === day && one.session.id === session)?.session;

const rowText = (row: AsRun, manifest: Manifest | null, words: PlayerWords): string => {
  const found = sessionOf(row, manifest);
  const title = found?.items.find(({ id }) => id === row.item)?.title ?? row.title ?? row.item;
  const item = found === undefined ? `“${title}”` : `“${title}”, ${sessionText(found, words)}`;
  const why = row.reason === null ? '' : `: ${words.why[row.reason]}`;
  if (row.kind === 'started') return words.row.started(item);
  if (row.kind === 'missed' || row.heardMs === 0) return words.row.missed(item, why);
  return row.whole ? words.row.whole(item) : words.row.partly(item, Math.round(row.heardMs / 1000), why);
};

/** What the rows of one step are called: the last of them, and how many more. */
export const rowsTitle = (rows: readonly AsRun[], manifest: Manifest | null, words: PlayerWords): string => {
  const last = rows.at(-1);
  if (last === undefined) return '';
  const text = rowText(last, manifest, words);
  return rows.length === 1 ? text : words.row.more(text, rows.length - 1);
};

/** The sessions of rows that were missed, each once; null: none. */
export const missedText = (rows: readonly AsRun[], manifest: Manifest | null, words: PlayerWords): string | null => {
  const lost = rows.filter(({ session, kind, heardMs, whole, reason }) =>
    // An urgent notice that broke off is begun again, and one that was called off is wanted by nobody.
    session === ''
      ? kind === 'missed' && reason === 'sound-missing'
      : kind === 'missed' || (kind !== 'started' && !whole && heardMs === 0),
  );
  const names = lost.map((row) => {
    const found = sessionOf(row, manifest);
    return found === undefined ? (row.title ?? row.session) : sessionText(found, words);
  });
  return names.length === 0 ? null : words.missed([...new Set(names)].join(', '));
};

const pauseText = ({ order, whole }: TakenOrder, words: PlayerWords): string =>
  words.urgent.pause(order.title, whole, order.repeats);

/** Of the orders that have begun, those that wait for their next time. */
const pausing = ({ urgent, playing }: Player): readonly TakenOrder[] =>
  urgent.orders.filter((one) => one.begun > 0 && !soundsBy(playing, one));

/** What it does now, in a sentence. */
export const stateText = ({ player, nowMs }: Pick<Shown, 'player' | 'nowMs'>, words: PlayerWords): string => {
  const { playing, urgent } = player;
  const sounding = urgent.orders.find((one) => soundsBy(playing, one));
  if (sounding !== undefined) {
    const { order, whole } = sounding;
    return words.urgent.playing(order.title, whole + 1, order.repeats);
  }
  if (playing !== null) {
    const { session, item } = playing;
    return words.playing(sessionText(session, words), session.items[item]?.title ?? '');
  }
  const [waiting] = pausing(player);
  if (waiting !== undefined) return pauseText(waiting, words);
  const next = nextSession(player, nowMs);
  if (next === null) return words.nothing;
  const { session } = next;
  const isToday = localTextAt(nowMs, session.start.zone).slice(0, 10) === session.start.local.slice(0, 10);
  const date = session.start.local.slice(0, 10).split('-').reverse().slice(0, 2).map(Number).join('/');
  return words.next(isToday ? sessionText(session, words) : `${sessionText(session, words)}, ${date}`);
};

const isOver = ({ manifest }: Player, nowMs: number): boolean =>
  manifest !== null && Date.parse(manifest.validUntil) <= nowMs;

/** Whether an urgent order has the air here: what is shown of it stands out. */
export const isUrgentNow = ({ player, nowMs }: Pick<Shown, 'player' | 'nowMs'>): boolean =>
  hasAir(player, { wallMs: nowMs, monotonicMs: 0, quality: 'D' });

/** The orders that this machine sounds by itself, or has sounded as often as it was to: nobody need play them by hand. */
export const ownOrders = ({ urgent, sounds }: Player): ReadonlySet<string> =>
  new Set([
    ...urgent.orders.flatMap(({ order }) => (sounds.has(order.sound.sha256) ? [order.id] : [])),
    ...[...urgent.over].flatMap(([id, { how }]) => (how === 'ended' ? [id] : [])),
  ]);

export interface Note {
  readonly tone: 'bad' | 'fair' | 'calm';
  readonly text: string;
}

/** What is wrong or to be known, the worst first. */
export const notesOf = (shown: Shown, words: PlayerWords): readonly Note[] => {
  const { player, nowMs, contacted, supplied, canWrite, hasTime } = shown;
  const { orders, over } = player.urgent;
  const lacking = orders.filter(({ order }) => !player.sounds.has(order.sound.sha256));
  const hasFailed = [...over.values()].some(({ how, untilMs }) => how === 'failed' && untilMs > nowMs);
  const bad: (string | null)[] = [
    ...lacking.map(({ order }) => words.urgent.noSound(order.title)),
    hasFailed ? words.urgent.failed : null,
    // What is over needs nobody's attention: it was on its way when it ended.
    ...shown.urgentFaults.flatMap((fault) => (fault === 'expired' ? [] : [words.urgent.refused[fault]])),
    canWrite ? null : words.disk,
    hasTime || player.clockConfirmed ? null : words.clockBack,
    isOver(player, nowMs) ? words.expired : null,
    contacted === 'locked' ? words.contact.locked : null,
    isFault(contacted) ? words.fault(contacted) : null,
    supplied?.fault === 'full' || supplied?.fault === 'wrong' ? words.supply[supplied.fault] : null,
  ];
  const fair: (string | null)[] = [
    ...(player.playing === null ? [] : pausing(player).map((one) => pauseText(one, words))),
    contacted === 'away' || contacted === 'none' ? words.contact[contacted] : null,
    supplied?.fault === 'away' ? words.supply.away : null,
    !hasTime && player.clockConfirmed && contacted !== null ? words.clock : null,
  ];
  const said = (tone: Note['tone'], texts: readonly (string | null)[]): Note[] =>
    texts.flatMap((text) => (text === null ? [] : [{ tone, text }]));
  return [...said('bad', bad), ...said('fair', fair)];
};

const isFault = (
  one: Shown['contacted'],
): one is Exclude<Shown['contacted'], null | 'ok' | 'away' | 'none' | 'locked'> =>
  one !== null && one !== 'ok' && one !== 'away' && one !== 'none' && one !== 'locked';
