/**
 * Loudness profiles: what rendered sound must measure. Editable data in the long run; these are the
 * built-in ones. No Vietnamese rule for commune loudspeakers is known, so none is claimed.
 *
 * A mono file is measured as one channel (EBU R 128's dual-mono correction is not applied): a horn is one.
 */
export interface Profile {
  readonly name: string;
  readonly channels: 1 | 2;
  /** Integrated loudness, LUFS (ITU-R BS.1770, gated). */
  readonly loudness: number;
  /** How far the result may be off, LU. */
  readonly tolerance: number;
  /** True peak ceiling, dBTP. */
  readonly truePeak: number;
}

export const PROFILES = {
  horn: { name: 'horn', channels: 1, loudness: -18, tolerance: 0.5, truePeak: -2 },
  r128: { name: 'r128', channels: 2, loudness: -23, tolerance: 0.5, truePeak: -1 },
  web: { name: 'web', channels: 2, loudness: -16, tolerance: 0.5, truePeak: -1.5 },
} as const satisfies Record<string, Profile>;

export type ProfileName = keyof typeof PROFILES;

export const profileNamed = (name: string): Profile | undefined =>
  Object.hasOwn(PROFILES, name) ? PROFILES[name as ProfileName] : undefined;

/** The house sample rate: all masters and all offsets count in samples of 48 kHz. */
export const SAMPLE_RATE = 48_000;
