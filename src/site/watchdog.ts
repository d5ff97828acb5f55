/**
 * Telling systemd that sound goes out (sd_notify), by systemd-notify, which knows the socket from its environment; a machine without systemd is
 * told nothing.
 *
 * The heartbeat is called by the loop that plays, and is passed on only while sound that is due is taken: a program that is awake and cannot
 * get its sound out is begun again.
 */
import { spawn } from 'node:child_process';
import type { Output, Time } from '../output/model.ts';

const notify = (state: 'READY=1' | 'WATCHDOG=1' | 'STOPPING=1'): void => {
  spawn('systemd-notify', [state], { stdio: 'ignore' }).on('error', () => {});
};

export interface Watchdog {
  /** The loop that plays has come round. */
  readonly alive: () => void;
  /** The program ends. */
  readonly stopping: () => void;
}

/** `seconds`: after which systemd takes the program for hung; null: nobody watches. */
export const watchdogOf = (
  seconds: number | null,
  output: Pick<Output, 'hungMs'>,
  { monotonicMs }: Pick<Time, 'monotonicMs'>,
): Watchdog => {
  if (seconds === null) return { alive: () => {}, stopping: () => {} };
  const limitMs = Math.max(1000, seconds * 250);
  let told: number | null = null;
  return {
    alive: () => {
      const now = monotonicMs();
      if (told !== null && (now - told < seconds * 400 || (output.hungMs?.() ?? 0) >= limitMs)) return;
      notify(told === null ? 'READY=1' : 'WATCHDOG=1');
      told = now;
    },
    stopping: () => notify('STOPPING=1'),
  };
};
