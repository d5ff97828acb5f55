/** What a player says of the items of a session: one row for each thing that happened to one of them. Decides nothing. */
import type { NotAiredReason } from '../evidence/entry.ts';
import type { ManifestItem, ManifestSession } from '../manifest/model.ts';
import type { LocalDate } from '../time/local.ts';
import type { AsRun, Gap, Now, Playing } from './model.ts';

/** A session of a broadcast day, at a moment. */
export interface Happening {
  readonly day: LocalDate;
  readonly session: ManifestSession;
  readonly now: Now;
}

export interface Ending {
  /** Where in the session the sound ended, milliseconds. */
  readonly upTo: number;
  /** null: at its end. */
  readonly reason: NotAiredReason | null;
}

const rowOf = (
  { day, session, now }: Happening,
  item: ManifestItem,
  more: Partial<AsRun> & Pick<AsRun, 'kind'>,
): AsRun => ({
  day,
  session: session.id,
  item: item.id,
  ...(session.id === '' ? { title: item.title } : {}),
  reason: null,
  startedMs: null,
  heardMs: 0,
  whole: false,
  at: now,
  ...more,
});

export const tellMissed = (
  happening: Happening,
  items: readonly ManifestItem[],
  reason: NotAiredReason,
): readonly AsRun[] => items.map((item) => rowOf(happening, item, { kind: 'missed', reason }));

/** `startedMs` in Now.wallMs's measure. */
export const tellStarted = (happening: Happening, item: ManifestItem, startedMs: number): AsRun =>
  rowOf(happening, item, { kind: 'started', startedMs });

/** When an item began to sound, or will: the plan's offset from when the sound was begun. */
export const begunAt = ({ fromMs, begunWallMs }: Playing, { offsetMs }: ManifestItem): number =>
  begunWallMs + Math.max(0, offsetMs - fromMs);

/** Less than this in all is a breath of the network, not a hole. */
const HOLE_MS = 2000;

/** What was lost of a stretch, and why most of it was. */
const lostIn = (
  gaps: readonly Gap[],
  from: number,
  to: number,
): { readonly ms: number; readonly reason: NotAiredReason | null } => {
  const lost = new Map<NotAiredReason, number>();
  for (const gap of gaps) {
    const ms = Math.min(gap.toMs, to) - Math.max(gap.fromMs, from);
    if (ms > 0) lost.set(gap.reason, (lost.get(gap.reason) ?? 0) + ms);
  }
  const all = [...lost.values()].reduce((sum, ms) => sum + ms, 0);
  if (all < HOLE_MS) return { ms: 0, reason: null };
  return { ms: all, reason: [...lost].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? null };
};

/** An item that sounded, up to where the sound ended. */
export const tellHeard = (playing: Playing, item: ManifestItem, now: Now, { upTo, reason }: Ending): AsRun => {
  const from = Math.max(item.offsetMs, playing.fromMs);
  const to = Math.min(item.offsetMs + item.lengthMs, upTo);
  const lost = lostIn(playing.gaps ?? [], from, to);
  const isCut = to < item.offsetMs + item.lengthMs;
  const whole = from === item.offsetMs && !isCut && lost.ms === 0;
  return rowOf({ ...playing, now }, item, {
    // What was heard to its end was not taken the air from, however late its output let go.
    kind: isCut && (reason === 'other' || reason === 'emergency') ? 'preempted' : 'stopped',
    reason: whole ? null : ((isCut ? reason : null) ?? lost.reason ?? playing.lateWhy ?? reason),
    startedMs: begunAt(playing, item),
    heardMs: Math.max(0, to - from - lost.ms),
    whole,
  });
};
