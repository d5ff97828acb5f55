/**
 * The job of rendering one session's sound: what its payload holds, and how it is asked for.
 *
 * Sessions that sound alike have one job; it lists all of them, so that whoever answers for one of them finds it.
 */
import type { ChannelId, Sha256 } from '../../core/ids.ts';
import type { Playlist } from '../../core/playlist/model.ts';
import type { RenderSpec } from '../../core/playlist/render-spec.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { Rows } from '../../store/database.ts';
import { changePayload, enqueue, findJobByKey } from '../../store/jobs.ts';

/** For whom something is made, and what they call it. */
export interface JobPlace {
  readonly channel: ChannelId;
  readonly day: LocalDate;
  /** 'Buổi phát sáng 23/11 · Đài Mỹ Tú' */
  readonly label: string;
}

export interface RenderPayload {
  readonly spec: RenderSpec;
  readonly places: readonly JobPlace[];
}

/** Jobs written by an older Loa hold the spec alone. */
export const renderPayload = (payload: unknown): RenderPayload => {
  const held = payload as RenderPayload | RenderSpec;
  return 'spec' in held ? held : { spec: held, places: [] };
};

/** As many as anybody reads; the sound is the same for all. */
const MOST_PLACES = 100;

const sessionLabel = ({ sessionName, day, channelName }: Playlist): string =>
  `${sessionName} ${day.slice(8)}/${day.slice(5, 7)} · ${channelName}`;

/** Within the transaction that needs it. The more urgent of those that want it decides when. */
export const enqueueRender = (
  rows: Rows,
  { key, spec, playlist }: { readonly key: Sha256; readonly spec: RenderSpec; readonly playlist: Playlist },
  at: string,
): void => {
  const { channel, day } = playlist;
  const place: JobPlace = { channel, day, label: sessionLabel(playlist) };
  const urgency = Number(day.replaceAll('-', ''));
  enqueue(rows, { kind: 'render', key, payload: { spec, places: [place] }, urgency, label: place.label }, at);
  const row = findJobByKey(rows, 'render', key);
  if (row === undefined) return;
  const { places } = renderPayload(row.payload);
  const there = places.some((one) => one.channel === channel && one.day === day && one.label === place.label);
  if (there || places.length >= MOST_PLACES) return;
  changePayload(rows, row.id, { spec, places: [...places, place] } satisfies RenderPayload);
};
