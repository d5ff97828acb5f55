/** Sends what waits, one after the other and by one page at a time, and takes each answer into the list. */
import { nowMs } from '../clock.ts';
import { type Answer, answerOf, bodyOf, due, pause, type Queue, type Queued } from './queue.ts';
import type { QueueStore } from './store.ts';

export interface Sending {
  /** Sends now what waits. */
  readonly send: () => Promise<void>;
}

export interface SendingState {
  readonly busy: boolean;
  /** The link opens nothing any more. */
  readonly locked: boolean;
  /** The centre has answered. */
  readonly reached: boolean;
}

export interface SendingParts {
  readonly store: QueueStore;
  readonly channel: string;
  readonly lang: string;
  /** Told after each step. */
  readonly shown: (queue: Queue, state: SendingState) => void;
  /** 'bấm lúc 06:03 ngày 30/11/2026, gửi sau khi có mạng lại' */
  readonly lateText: (at: number) => string;
}

/** A network that takes longer than this is one that has gone. */
const PATIENCE_MS = 30_000;

const ask = async (one: Queued, { lang, lateText }: SendingParts): Promise<Answer> => {
  try {
    const answer = await fetch(one.path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', 'accept-language': lang },
      body: JSON.stringify(bodyOf(one, nowMs(), lateText(one.at))),
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: 'error',
    });
    const body: unknown = await answer.json().catch(() => null);
    return answerOf(answer.status, body);
  } catch {
    return { kind: 'again' };
  }
};

/** Where the browser has locks (https), a second window waits for the first; without them the ids keep everything single. */
const alone = (work: () => Promise<void>): Promise<void> =>
  'locks' in navigator ? navigator.locks.request('loa-phone-sending', work) : work();

export const sendingWith = (parts: SendingParts): Sending => {
  const { store, channel, shown } = parts;
  let running: Promise<void> | null = null;
  let timer = 0;
  const run = async (): Promise<void> => {
    window.clearTimeout(timer);
    let [locked, reached] = [false, false];
    for (const { id } of due(await store.read(), channel)) {
      // Another page may have sent it meanwhile.
      const one = due(await store.read(), channel).find((waiting) => waiting.id === id);
      if (one === undefined) continue;
      shown(await store.read(), { locked, reached, busy: true });
      const answer = await ask(one, parts);
      locked = answer.kind === 'locked';
      reached ||= answer.kind !== 'again';
      await store.take({ kind: 'answered', id, answer, at: nowMs() });
      // The others would fare no better now.
      if (answer.kind === 'again' || locked) break;
    }
    const queue = await store.read();
    shown(queue, { locked, reached, busy: false });
    const [next] = due(queue, channel);
    if (next !== undefined) timer = window.setTimeout(() => void send(), pause(next.tries) * 1000);
  };
  const send = (): Promise<void> => {
    running ??= alone(run).finally(() => {
      running = null;
    });
    return running;
  };
  return { send };
};
