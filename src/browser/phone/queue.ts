/**
 * What was pressed on a telephone and has to reach the centre, as a list and what happens to it. Pure.
 *
 * Each press has the id that was made when it was pressed, and the centre keeps one statement for one id: so a press whose answer was
 * lost is simply sent again. Nothing leaves the list before the centre has answered it; whoever stores the list after each step, in
 * one transaction, loses nothing to a closed page.
 */

/** One press. It is never changed afterwards. */
export interface Press {
  /** 32 hex digits, made at the press; the centre makes nothing twice of one id. */
  readonly id: string;
  /** Milliseconds since 1970, by the telephone's clock. */
  readonly at: number;
  /** The channel that it is about: what was pressed for another is not sent with this one's link. */
  readonly channel: string;
  /** What may be said only once: 'airing 2026-11-23 buoi-sang'. null: as often as somebody likes. */
  readonly slot: string | null;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** What it is, for the list that people read. */
  readonly title: string;
}

/** 'waiting': to be sent; 'kept': the centre has it; 'refused': the centre will not have it as it is. */
export type Standing = 'waiting' | 'kept' | 'refused';

export interface Queued extends Press {
  readonly standing: Standing;
  /** How often it was sent without an answer that settles it. */
  readonly tries: number;
  /** When the centre settled it, by the telephone's clock; null: it has not. */
  readonly settledAt: number | null;
  /** Numbers of the entries in the air log. */
  readonly numbers: readonly number[];
  /** The centre's sentence about why not; null: none. */
  readonly why: string | null;
}

export type Queue = readonly Queued[];

/** What came back for a press that was sent. */
export type Answer =
  | { readonly kind: 'kept'; readonly numbers: readonly number[] }
  | { readonly kind: 'refused'; readonly why: string }
  /** No answer, or one that settles nothing: the network, a restart, too many at once. */
  | { readonly kind: 'again' }
  /** The link opens nothing any more: kept until another one does. */
  | { readonly kind: 'locked' };

export type Step =
  | { readonly kind: 'pressed'; readonly press: Press }
  | { readonly kind: 'answered'; readonly id: string; readonly answer: Answer; readonly at: number }
  /** Somebody wants a refused one sent again, or taken from the list. */
  | { readonly kind: 'retried' | 'dropped'; readonly id: string }
  | { readonly kind: 'tidied'; readonly now: number };

/** Where rows of the player go. */
export const REPORTS = '/api/v1/air-log/reports';

const DAY_MS = 86_400_000;
/** What the centre has is shown for a few days more. */
const SHOWN_MS = 4 * DAY_MS;
/** Of the player's rows there are many. */
const ROWS_SHOWN_MS = DAY_MS;

const shownMs = ({ path }: Press): number => (path === REPORTS ? ROWS_SHOWN_MS : SHOWN_MS);

/** Whether nothing that stands for `slot` waits or is kept: a second press says nothing new. */
export const isFree = (queue: Queue, slot: string): boolean =>
  !queue.some((one) => one.slot === slot && one.standing !== 'refused');

/** The list after one step. A step about a press that is not in it changes nothing. */
export const advance = (queue: Queue, step: Step): Queue => {
  switch (step.kind) {
    case 'pressed':
      return pressed(queue, step.press);
    case 'answered':
      return queue.map((one) => (one.id === step.id ? answered(one, step.answer, step.at) : one));
    case 'retried':
      return queue.map((one) =>
        one.id === step.id && one.standing === 'refused' ? { ...one, standing: 'waiting', why: null } : one,
      );
    case 'dropped':
      return queue.filter((one) => one.id !== step.id || one.standing !== 'refused');
    case 'tidied':
      return queue.filter((one) => one.standing !== 'kept' || step.now - (one.settledAt ?? one.at) < shownMs(one));
  }
};

const pressed = (queue: Queue, press: Press): Queue => {
  if (queue.some(({ id }) => id === press.id)) return queue;
  if (press.slot !== null && !isFree(queue, press.slot)) return queue;
  // What was refused for the same thing has had its say.
  const others = queue.filter((one) => press.slot === null || one.slot !== press.slot);
  return [...others, { ...press, standing: 'waiting', tries: 0, settledAt: null, numbers: [], why: null }];
};

/** Whatever comes late from an earlier sending: what the centre has, it has. */
const answered = (one: Queued, answer: Answer, at: number): Queued => {
  if (one.standing === 'kept') return one;
  switch (answer.kind) {
    case 'kept':
      return { ...one, standing: 'kept', settledAt: at, numbers: answer.numbers, why: null };
    case 'refused':
      return { ...one, standing: 'refused', settledAt: at, why: answer.why };
    case 'again':
    case 'locked':
      return { ...one, tries: one.tries + 1 };
  }
};

/** What is to be sent now with a link of `channel`, in the order in which it was pressed. */
export const due = (queue: Queue, channel: string): Queue =>
  // A copy, sorted in place: browsers of 2022 have no toSorted().
  queue.filter((one) => one.standing === 'waiting' && one.channel === channel).sort((a, b) => a.at - b.at);

/**
 * Seconds until the next try after so many in vain: 5, 10, 20, 30. No longer: each press tries too, and a browser that sees a network
 * without a way to us never says that it is back.
 */
export const pause = (tries: number): number => Math.min(30, 5 * 2 ** Math.min(tries, 10));

/** What an answer of the centre means. `body` is its JSON; null when it was none. */
export const answerOf = (status: number, body: unknown): Answer => {
  const said = (typeof body === 'object' && body !== null ? body : {}) as Readonly<Record<string, unknown>>;
  if (status >= 200 && status < 300) {
    // Something between us and the centre may answer 200 with a page of its own (a network's sign-in): that settles nothing.
    const { numbers, at, receipts } = said;
    if (Array.isArray(receipts)) return { kind: 'kept', numbers: receipts.map((one) => Number(Object(one).seq)) };
    if (Array.isArray(numbers)) return { kind: 'kept', numbers: numbers.filter((one) => Number.isInteger(one)) };
    return typeof at === 'string' ? { kind: 'kept', numbers: [] } : { kind: 'again' };
  }
  const { code, detail } = said;
  if (typeof code !== 'string') return { kind: 'again' };
  if (status === 401 || status === 403) return { kind: 'locked' };
  // Too many at once, a database that is busy, a full disk: later it may be otherwise.
  if (status === 408 || status === 429 || status >= 500) return { kind: 'again' };
  return { kind: 'refused', why: typeof detail === 'string' ? detail : code };
};

/** Sent later than this, the note says when it was pressed. */
const LATE_MS = 120_000;

/** What is sent for a press at `now`; one that waited says so in its note, because the centre's own time is that of its arrival. */
export const bodyOf = (press: Press, now: number, late: string): Readonly<Record<string, unknown>> => {
  if (now - press.at < LATE_MS || !('statement' in press.body)) return press.body;
  const { note } = press.body;
  return { ...press.body, note: typeof note === 'string' && note !== '' ? `${note} (${late})` : late };
};
