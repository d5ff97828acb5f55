/** Time that only passes when nothing is left to do at a moment: days of many machines in seconds, the same for the same seed. */

export interface ChaosTime {
  /** True time, milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly at: (ms: number, work: () => void) => void;
  readonly sleep: (ms: number) => Promise<void>;
  /** Something is really being done: no time passes until it is over. */
  readonly during: <T>(work: Promise<T>) => Promise<T>;
  readonly to: (ms: number) => Promise<void>;
}

interface Event {
  readonly ms: number;
  readonly n: number;
  readonly work: () => void;
}

const isBefore = (a: Event, b: Event): boolean => a.ms < b.ms || (a.ms === b.ms && a.n < b.n);

/** A heap: the earliest first, and of one moment in the order in which they were asked for. */
const queue = () => {
  const heap: Event[] = [];
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a] as Event, heap[b] as Event];
    heap[a] = other;
    heap[b] = one;
  };
  return {
    first: (): Event | undefined => heap[0],
    add: (event: Event): void => {
      heap.push(event);
      for (let n = heap.length - 1; n > 0; ) {
        const up = (n - 1) >> 1;
        if (!isBefore(heap[n] as Event, heap[up] as Event)) return;
        swap(n, up);
        n = up;
      }
    },
    take: (): void => {
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return;
      heap[0] = last;
      for (let n = 0; ; ) {
        const [left, right] = [2 * n + 1, 2 * n + 2];
        let least = n;
        if (left < heap.length && isBefore(heap[left] as Event, heap[least] as Event)) least = left;
        if (right < heap.length && isBefore(heap[right] as Event, heap[least] as Event)) least = right;
        if (least === n) return;
        swap(n, least);
        n = least;
      }
    },
  };
};

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** `moved` hears of every moment, before anything is done at it. */
export const chaosTime = (startMs: number, moved: (nowMs: number) => void): ChaosTime => {
  const events = queue();
  let now = startMs;
  let asked = 0;
  let busy = 0;
  const at: ChaosTime['at'] = (ms, work) => {
    asked += 1;
    events.add({ ms: Math.max(ms, now), n: asked, work });
  };
  const set = (ms: number): void => {
    now = ms;
    moved(ms);
  };
  return {
    nowMs: () => now,
    at,
    sleep: (ms) => new Promise((resolve) => at(now + ms, resolve)),
    during: async (work) => {
      busy += 1;
      try {
        return await work;
      } finally {
        busy -= 1;
      }
    },
    to: async (ms) => {
      for (let next = events.first(); next !== undefined && next.ms <= ms; next = events.first()) {
        events.take();
        if (next.ms !== now) set(next.ms);
        next.work();
        do await turn();
        while (busy > 0);
      }
      set(ms);
    },
  };
};
