/** What `loa site` does, with the machine's own clocks and outputs: what the front door hands to the command. */
import { readFileSync, statfsSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import type { Lang } from '../contract/sentences/format.ts';
import type { Result } from '../core/result.ts';
import { outputOf, relaysIn } from '../output/choose.ts';
import type { Time } from '../output/model.ts';
import { type Enrolled, enrol, isEnrolled } from './enrol.ts';
import { type JoinAsked, type Joined, joinSite } from './join.ts';
import { type ReturnAsked, type Returned, returnRows } from './return-file.ts';
import { runSite } from './run.ts';
import { type SiteStatus, siteStatus } from './status.ts';
import { watchdogOf } from './watchdog.ts';

export interface Machine {
  readonly look: () => { readonly wallMs: number; readonly monotonicMs: number };
  readonly random: (bytes: number) => Uint8Array;
  readonly lang: Lang;
  readonly say: (line: string) => void;
  readonly signal: AbortSignal;
}

interface RunAsked {
  readonly folder: string;
  readonly output: string;
  readonly secretFile: string | null;
  /** SOURCE=INPUT each. */
  readonly relays: readonly string[];
  readonly trustClock: boolean;
  readonly watchdog: number | null;
}

const timeOf = ({ look }: Machine): Time => ({
  wallMs: () => look().wallMs,
  monotonicMs: () => look().monotonicMs,
  sleep: async (ms, signal) => {
    try {
      await after(ms, undefined, { signal });
    } catch {
      // It was cut short.
    }
  },
});

/** What the first hardware clock shows (Linux); null: there is none. */
const hardwareMs = (): number | null => {
  try {
    return Number(readFileSync('/sys/class/rtc/rtc0/since_epoch', 'utf8')) * 1000;
  } catch {
    return null;
  }
};

const freeBytes = (folder: string): number | null => {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
};

export const join = (asked: JoinAsked, machine: Machine): Promise<Result<Joined>> =>
  joinSite(asked, { time: timeOf(machine), random: machine.random });

export const status = (folder: string, machine: Machine): Result<SiteStatus> => siteStatus(folder, timeOf(machine));

export const carry = (asked: ReturnAsked): Result<Returned> => returnRows(asked);

export const enrolledIn = (folder: string, url: string, machine: Machine): Result<boolean> =>
  isEnrolled(folder, url, timeOf(machine).wallMs());

export const enrolIn = (folder: string, url: string, enrolled: Enrolled, machine: Machine): Result<void> =>
  enrol(folder, url, enrolled, timeOf(machine).wallMs());

/** Refuses with config.wrong (the output) and what runSite() refuses with. */
export const run = async ({ folder, watchdog, ...asked }: RunAsked, machine: Machine): Promise<Result<void>> => {
  const time = timeOf(machine);
  const { random, lang, say, signal } = machine;
  const relays = relaysIn(asked.relays);
  if (!relays.ok) return relays;
  const over = new AbortController();
  const output = outputOf({
    ...{ text: asked.output, secretFile: asked.secretFile, ffmpeg: 'ffmpeg', time },
    signal: AbortSignal.any([signal, over.signal]),
  });
  if (!output.ok) return output;
  const { trustClock } = asked;
  const { alive, stopping } = watchdogOf(watchdog, output.value, time);
  const ran = await runSite(folder, {
    ...{ time, output: output.value, relays: relays.value, random, hardwareMs, freeBytes },
    ...{ trustClock, lang, say, signal, alive },
  });
  over.abort();
  stopping();
  return ran;
};
