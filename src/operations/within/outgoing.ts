/**
 * What of a rendered day may leave the house: a rendering that misses its gate is handed to nobody who would air it.
 *
 * Length, loudness and true peak are asked before a rendering is kept at all; what is left to ask is silence, which a
 * person may have to hear first. The day's page goes on playing it.
 */
import { deadAir } from '../../core/playlist/gate.ts';
import type { Playlist } from '../../core/playlist/model.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { RenderingRow } from '../../store/days.ts';
import type { ShownDay } from './shown-day.ts';

/** Refuses with render.silence. */
export const passesGate = (
  playlist: Pick<Playlist, 'sessionName'>,
  rendering: Pick<RenderingRow, 'longestSilence'> | null,
): Result<void> => {
  const seconds = deadAir(rendering?.longestSilence ?? null);
  return seconds === null ? ok(undefined) : refuse('render.silence', { session: playlist.sessionName, seconds });
};

/** The day with what passes; the rest counts as not rendered. Refuses with render.silence when nothing is left. */
export const outgoing = (day: ShownDay): Result<ShownDay> => {
  const sessions = day.sessions.map((one) =>
    passesGate(one.playlist, one.rendering).ok ? one : { ...one, rendering: null },
  );
  const held = day.sessions.find(({ rendering }) => deadAir(rendering?.longestSilence ?? null) !== null);
  const gate = held === undefined ? ok(undefined) : passesGate(held.playlist, held.rendering);
  if (!gate.ok && sessions.every(({ rendering }) => rendering === null)) return gate;
  return ok({ ...day, sessions });
};
