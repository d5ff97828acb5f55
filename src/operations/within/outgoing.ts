/**
 * What of a rendered day may leave the house: a rendering that misses its gate is handed to nobody who would air it.
 *
 * Length, loudness and true peak are asked before a rendering is kept at all; what is left to ask is silence, which a
 * person may have to hear first. The day's page goes on playing it.
 */
import { deadAir } from '../../core/playlist/gate.ts';
import type { Playlist } from '../../core/playlist/model.ts';
import type { Refused, Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { RenderingRow } from '../../store/days.ts';
import type { ShownDay, ShownSession } from './shown-day.ts';

/** Refuses with render.silence. */
export const passesGate = (
  { sessionName: session }: Pick<Playlist, 'sessionName'>,
  rendering: Pick<RenderingRow, 'longestSilence'> | null,
): Result<void> => {
  const seconds = deadAir(rendering?.longestSilence ?? null);
  return seconds === null ? ok(undefined) : refuse('render.silence', { session, seconds });
};

/** The day with what passes; the rest counts as not rendered. */
export const passed = (day: ShownDay): ShownDay => ({
  ...day,
  sessions: day.sessions.map((one) => (one.deadAir === null ? one : { ...one, rendering: null })),
});

/** Why a session may not go out. */
export const gateOf = ({ playlist, deadAir: seconds }: ShownSession): Refused =>
  refuse('render.silence', { session: playlist.sessionName, seconds: seconds ?? 0 });
