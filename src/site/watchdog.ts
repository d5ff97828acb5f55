/** Telling systemd that the program is alive (sd_notify): by systemd-notify, which knows the socket from its environment. */
import { spawn } from 'node:child_process';

/** Says one thing; a machine without systemd is told nothing. */
export const notifySystemd = (state: 'READY=1' | 'WATCHDOG=1' | 'STOPPING=1'): void => {
  spawn('systemd-notify', [state], { stdio: 'ignore' }).on('error', () => {});
};
