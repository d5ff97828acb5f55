/**
 * Which days of a channel can go out to its site: of each day the newest version that a second person approved and that is rendered,
 * on the shelf, without a hole in its sound and within the hours. Reads rows and the shelf; stores nothing.
 *
 * What stands in the newest manifest goes on standing while a newer version is not ready: nothing is taken from a site by accident.
 */
import type { HeldBack } from '../../core/manifest/held-back.ts';
import { type Lawful, lawful } from '../../core/manifest/lawful.ts';
import { manifestDay, type ReadySession } from '../../core/manifest/make.ts';
import type { Manifest, ManifestDay } from '../../core/manifest/model.ts';
import { ownManifest } from '../../core/manifest/signed-manifest.ts';
import { deadAir } from '../../core/playlist/gate.ts';
import { rulesFor } from '../../core/playlist/guarded.ts';
import type { Playlist } from '../../core/playlist/model.ts';
import { renderKey, renderSpec } from '../../core/playlist/render-spec.ts';
import type { RulesOf } from '../../core/schedule/guard-hours.ts';
import { addDays, type LocalDate } from '../../core/time/local.ts';
import { plusSeconds } from '../../core/time/zone.ts';
import { findRenderings, findRundownVersion, listRundowns } from '../../store/days.ts';
import { type ApprovedVersion, approvedVersions, findManifest } from '../../store/manifests.ts';
import { type Ctx, todayAt } from '../context.ts';
import type { FoundChannel, PlanningGround } from './ground.ts';
import { hasSound } from './planned-day.ts';

/** Days after today that may be in a manifest. */
const FARTHEST = 31;
/** Days after today of which is told that they wait for an approval. */
const TOLD = 7;

export interface ReadyDays {
  readonly today: LocalDate;
  readonly days: readonly ManifestDay[];
  readonly heldBack: readonly HeldBack[];
  /** What was looked at: whoever stores sees that it is still so. */
  readonly approvals: readonly ApprovedVersion[];
  readonly rulesOf: RulesOf;
}

export const approvalsAhead = (
  { store, clock }: Pick<Ctx, 'store' | 'clock'>,
  { channel, station }: FoundChannel,
): ApprovedVersion[] => {
  const today = todayAt({ clock }, station);
  // Yesterday's last session may still sound.
  return approvedVersions(store.rows, channel.id, addDays(today, -1)).filter(
    ({ day }) => day <= addDays(today, FARTHEST),
  );
};

export const readyDays = async (ctx: Ctx, found: FoundChannel, { prepared }: PlanningGround): Promise<ReadyDays> => {
  const { rows } = ctx.store;
  const today = todayAt(ctx, found.station);
  const approvals = approvalsAhead(ctx, found);
  const last = findManifest(rows, found.channel.id);
  const before = last === undefined ? null : ownManifest(last.note);
  const rulesOf = rulesFor(prepared, found);
  const judged = (playlist: Playlist): Lawful =>
    lawful(playlist, rulesOf, (id) => {
      const segment = prepared.segment(id);
      return segment?.priority === 'emergency' ? segment.authorised : null;
    });
  const [days, heldBack]: [ManifestDay[], HeldBack[]] = [[], []];
  const sourceOf: SourceOf = (id) => {
    const content = prepared.segment(id)?.content;
    return content?.kind === 'relay' ? content.source : undefined;
  };
  for (const [day, versions] of byDay(approvals)) {
    const { ready, held } = await newestReady(ctx, { found, day, versions, before, judged, sourceOf });
    if (ready !== null && (day >= today || soundsAfter(ready, ctx.clock.instant()))) days.push(ready);
    if (held !== null && day >= today) heldBack.push({ day, ...held, standing: ready?.version ?? null });
  }
  for (const { day, version } of listRundowns(rows, found.channel.id, today, addDays(today, TOLD)))
    if (!approvals.some((one) => one.day === day && one.version === version)) {
      const standing = days.find((one) => one.day === day)?.version ?? null;
      heldBack.push({ day, version, why: 'not-approved', session: '', standing });
    }
  return { today, days, heldBack: heldBack.toSorted((a, b) => (a.day < b.day ? -1 : 1)), approvals, rulesOf };
};

const byDay = (approvals: readonly ApprovedVersion[]): Map<LocalDate, number[]> => {
  const days = new Map<LocalDate, number[]>();
  for (const { day, version } of approvals) days.set(day, [...(days.get(day) ?? []), version]);
  return days;
};

const soundsAfter = ({ sessions }: ManifestDay, now: string): boolean =>
  sessions.some(({ start, lengthMs }) => plusSeconds(start, Math.ceil(lengthMs / 1000)).instant > now);

interface Candidates {
  readonly found: FoundChannel;
  readonly day: LocalDate;
  /** Newest first. */
  readonly versions: readonly number[];
  readonly before: Manifest | null;
  readonly judged: (playlist: Playlist) => Lawful;
  readonly sourceOf: SourceOf;
}

type SourceOf = ReadySession['sourceOf'];

type Fault = Pick<HeldBack, 'why' | 'session'>;

/** `held`: what the newest approved version waits for. */
const newestReady = async (
  ctx: Ctx,
  { found, day, versions, before, judged, sourceOf }: Candidates,
): Promise<{ readonly ready: ManifestDay | null; readonly held: (Fault & { readonly version: number }) | null }> => {
  let held: (Fault & { readonly version: number }) | null = null;
  const standing = before?.days.find((one) => one.day === day);
  for (const version of versions) {
    const rundown = findRundownVersion(ctx.store.rows, found.channel.id, day, version);
    if (rundown === undefined) continue;
    const sessions = await readySessions(ctx, rundown.playlists, { judged, sourceOf });
    if (!('why' in sessions)) return { ready: manifestDay({ ...rundown, sessions: sessions.ready }), held };
    held ??= { ...sessions, version };
    // The sites have its sound already, whatever became of ours.
    if (version === standing?.version && sessions.why !== 'hours') return { ready: standing, held };
  }
  return { ready: null, held };
};

const readySessions = async (
  { store, audio }: Ctx,
  playlists: readonly Playlist[],
  { judged, sourceOf }: Pick<Candidates, 'judged' | 'sourceOf'>,
): Promise<{ readonly ready: readonly ReadySession[] } | Fault> => {
  const ready: ReadySession[] = [];
  for (const playlist of playlists) {
    const fault = (why: Fault['why']): Fault => ({ why, session: playlist.sessionName });
    const { outside, authorised } = judged(playlist);
    if (outside !== null) return fault('hours');
    if (!hasSound(playlist)) {
      ready.push({ playlist, sound: null, authorised, sourceOf });
      continue;
    }
    const key = renderKey(renderSpec(playlist, 'mp3'));
    const rendering = findRenderings(store.rows, [key]).get(key);
    if (rendering === undefined) return fault('not-rendered');
    if (deadAir(rendering.longestSilence) !== null) return fault('silence');
    if (!(await audio.shelf.has(rendering.output))) return fault('file-gone');
    const { output: sha256, bytes, format, seconds } = rendering;
    const sound = { sha256, bytes, format, lengthMs: Math.round(seconds * 1000) };
    ready.push({ playlist, sound, authorised, sourceOf });
  }
  return { ready };
};
