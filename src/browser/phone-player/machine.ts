/** What the telephone itself does to a page that has to go on: its screen, its battery. Each watched, and told when it changes. */

/** 'plain': the address has no https, and the browser offers nothing there. */
export type Screen = 'held' | 'refused' | 'none' | 'plain';

interface Battery extends EventTarget {
  readonly charging: boolean;
  /** 0 to 1. */
  readonly level: number;
}

export interface Machine {
  readonly screen: () => Screen;
  /** null: the browser does not say. */
  readonly battery: () => { readonly isCharging: boolean; readonly percent: number } | null;
  readonly release: () => void;
}

/** Keeps the screen on until it is released: the browser lets go of it whenever the page is not in front. */
export const watchMachine = (changed: () => void): Machine => {
  let screen: Screen = !window.isSecureContext ? 'plain' : 'wakeLock' in navigator ? 'refused' : 'none';
  let lock: WakeLockSentinel | null = null;
  let battery: Battery | null = null;
  let isOver = false;
  const hold = async (): Promise<void> => {
    if (screen === 'plain' || screen === 'none' || document.visibilityState !== 'visible') return;
    try {
      lock = await navigator.wakeLock.request('screen');
      if (isOver) return void lock.release();
      screen = 'held';
      lock.addEventListener('release', () => {
        if (!isOver) screen = 'refused';
        changed();
      });
    } catch {
      screen = 'refused';
    }
    changed();
  };
  const again = (): void => {
    void hold();
    changed();
  };
  document.addEventListener('visibilitychange', again);
  void hold();
  const asked = (navigator as { readonly getBattery?: () => Promise<Battery> }).getBattery?.();
  asked
    ?.then((found) => {
      battery = found;
      for (const kind of ['chargingchange', 'levelchange']) found.addEventListener(kind, changed);
      changed();
    })
    .catch(() => undefined);
  return {
    screen: () => screen,
    battery: () =>
      battery === null ? null : { isCharging: battery.charging, percent: Math.round(battery.level * 100) },
    release: () => {
      isOver = true;
      document.removeEventListener('visibilitychange', again);
      for (const kind of ['chargingchange', 'levelchange']) battery?.removeEventListener(kind, changed);
      void lock?.release();
    },
  };
};
