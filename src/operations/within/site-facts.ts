/** Facts about sites, gathered from rows, the air log and what machines said of themselves. Judges nothing (core/fleet/alarms.ts). */
import { isOfAiring, type ReportEntry } from '../../core/evidence/entry.ts';
import { clockQuality } from '../../core/evidence/report.ts';
import type { SiteClock, SiteFacts, SiteSession, SiteStatus } from '../../core/fleet/model.ts';
import type { ChannelId } from '../../core/ids.ts';
import type { Manifest } from '../../core/manifest/model.ts';
import { ownManifest } from '../../core/manifest/signed-manifest.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Channel } from '../../core/schedule/model.ts';
import { addDays, type LocalDate } from '../../core/time/local.ts';
import type { AirLog } from '../../store/airlog.ts';
import type { Rows } from '../../store/database.ts';
import { listAllReceipts, listStatuses, newerThan, notesSince, validityOf } from '../../store/fleet.ts';
import { findManifest } from '../../store/manifests.ts';
import { loadTokens, type TokenRow } from '../../store/tokens.ts';

/** Days back in which a machine's rows are looked for. */
const ROW_DAYS = 14;
/** Positions in the log that are looked at, of one channel. */
const MOST_ROWS = 20_000;
/** A session of which nobody said a word is told for so long; later its verdict is. */
const TOLD_HOURS = 24;

interface Gathering {
  readonly rows: Rows;
  readonly airlog: Pick<AirLog, 'index' | 'rows'>;
  readonly now: string;
}

/** What all sites have in common is read once. */
export interface Gathered {
  /** null: nothing was published for it, and nobody there could fetch. Refuses with data.*. */
  readonly of: (channel: Pick<Channel, 'id'>, today: LocalDate) => Result<SiteFacts | null>;
}

interface Word {
  readonly who: string;
  readonly version: number;
  readonly at: string;
}

const works = ({ revokedAt, expiresAt }: TokenRow, now: string): boolean =>
  revokedAt === null && (expiresAt === null || expiresAt > now);

/** A player: it may say what it played. A portal that reads the schedule is none. */
const mayReport = ({ kind, scopes }: TokenRow): boolean => kind === 'machine' && scopes.includes('airing.report');

const newest = (instants: readonly (string | null | undefined)[]): string | null =>
  instants.reduce<string | null>((last, one) => (one != null && (last === null || one > last) ? one : last), null);

export const siteFacts = ({ rows, airlog, now }: Gathering): Gathered => {
  const tokens = new Map(loadTokens(rows).map((token) => [`${token.kind}:${token.id}`, token]));
  const statuses = Map.groupBy(listStatuses(rows), ({ channel }) => channel);
  const receipts = Map.groupBy(listAllReceipts(rows), ({ channel }) => channel);
  const working = (who: string): TokenRow | undefined => {
    const token = tokens.get(who);
    return token !== undefined && works(token, now) ? token : undefined;
  };

  const of: Gathered['of'] = ({ id }, today) => {
    const published = findManifest(rows, id);
    const reported = reportsOf(airlog, id, today);
    if (!reported.ok) return reported;
    const said = receipts.get(id) ?? [];
    const own = (statuses.get(id) ?? []).filter(({ who }) => working(who) !== undefined);
    // What a machine said whose token was taken back says nothing of what plays there now.
    const row = reported.value !== null && working(reported.value.actor) !== undefined ? reported.value : null;
    const whoReported = row === null ? [] : [row.actor];
    const heard = [...new Set([...said.map(({ who }) => who), ...own.map(({ who }) => who), ...whoReported])];
    const players = new Set(
      heard.filter((who) => {
        const token = working(who);
        return token !== undefined && mayReport(token);
      }),
    );
    const links = [...tokens.values()].filter(
      (token) => token.kind === 'site' && token.channel === id && works(token, now),
    );
    const fetching = heard.filter((who) => working(who) !== undefined && who.startsWith('machine:'));
    const reachable = links.length > 0 || fetching.length > 0;
    if (published === undefined && !reachable && heard.length === 0) return ok(null);
    const machine = players.size > 0;
    const there = said.filter(({ who }) => (machine ? players.has(who) : working(who) !== undefined));
    const held = heldOf(there);
    const status = own.toSorted((a, b) => (a.at < b.at ? 1 : -1))[0];
    const shown: SiteStatus | null = status === undefined ? null : { at: status.at, ...status.status };
    const manifest = published === undefined ? null : ownManifest(published.note);
    const unheard = !machine ? ok([]) : unheardOf({ rows, airlog, now }, id);
    if (!unheard.ok) return unheard;
    return ok({
      machine,
      lastContact: newest([
        ...(machine
          ? [...players].map((who) => tokens.get(who)?.usedAt)
          : [...links, ...fetching.flatMap((who) => tokens.get(who) ?? [])].map(({ usedAt }) => usedAt)),
        ...there.map(({ at }) => at),
        shown?.at,
        row?.recordedAt,
      ]),
      published:
        published === undefined
          ? null
          : { version: published.version, publishedAt: published.publishedAt, validUntil: published.validUntil },
      held: held === null ? null : { ...held, validUntil: validityOf(rows, id, held.version) ?? null },
      reachable,
      newerSince: newerThan(rows, id, held?.version ?? 0) ?? null,
      clock: clockOf(row, shown),
      status: shown,
      unheard: unheard.value,
      next: manifest === null ? null : nextOf(manifest, now),
    });
  };
  return { of };
};

const heldOf = (said: readonly Word[]): { readonly version: number; readonly at: string } | null => {
  const version = Math.max(0, ...said.map((one) => one.version));
  const at = newest(said.filter((one) => one.version === version).map((one) => one.at));
  return version === 0 || at === null ? null : { version, at };
};

/** A machine's newest row about the channel. */
const reportsOf = (airlog: Gathering['airlog'], channel: ChannelId, today: LocalDate): Result<ReportEntry | null> => {
  const span = { from: addDays(today, -ROW_DAYS), to: addDays(today, 1), channel, evidence: 'L2' };
  const page = airlog.index.read((index) => index.page(span, null, MOST_ROWS));
  if (!page.ok) return page;
  const seqs = page.value.map(({ seq }) => seq);
  const [last] = airlog.rows(seqs.length === 0 ? [] : [Math.max(...seqs)]);
  return ok(last !== undefined && 'clock' in last.entry ? last.entry : null);
};

/** The newer word of the two. */
const clockOf = (row: ReportEntry | null, status: SiteStatus | null): SiteClock | null => {
  const said = status !== null && status.offsetMs !== null ? status : null;
  if (said !== null && (row === null || said.at > row.recordedAt)) {
    const reading = { wall: said.at, monotonicMs: 0, offsetMs: said.offsetMs, errorMs: said.errorMs };
    return { quality: clockQuality(reading, null), offsetMs: said.offsetMs, at: said.at };
  }
  return row === null ? null : { quality: row.clock.quality, offsetMs: row.clock.offsetMs, at: row.recordedAt };
};

const sessionsIn = ({ days }: Manifest): SiteSession[] =>
  days.flatMap(({ day, sessions }) =>
    sessions.map(({ id, name, start }) => ({ day, id, name, local: start.local, instant: start.instant })),
  );

const nextOf = (manifest: Manifest, now: string): SiteSession | null => {
  const [next] = sessionsIn(manifest)
    .filter(({ instant }) => instant > now)
    .toSorted((a, b) => (a.instant < b.instant ? -1 : 1));
  return next ?? null;
};

/**
 * Sessions that began in the last day and that no row and no person speaks of. Each by the version that was the newest when it began: a
 * later one may have moved it, or know it no more.
 */
const unheardOf = ({ rows, airlog, now }: Gathering, channel: ChannelId): Result<SiteSession[]> => {
  const since = Temporal.Instant.from(now).subtract({ hours: TOLD_HOURS }).toString();
  const notes = notesSince(rows, channel, since);
  const begun = notes.flatMap(({ note, publishedAt }, n) => {
    const until = notes[n + 1]?.publishedAt ?? now;
    return sessionsIn(ownManifest(note)).filter(
      ({ instant }) =>
        instant > since && instant >= publishedAt && (n + 1 < notes.length ? instant < until : instant <= until),
    );
  });
  const days = begun.map(({ day }) => day).toSorted();
  const [from, to] = [days[0], days.at(-1)];
  if (from === undefined || to === undefined) return ok([]);
  const span = { from: from as LocalDate, to: to as LocalDate, channel };
  const page = airlog.index.read((index) => index.page(span, null, MOST_ROWS));
  if (!page.ok) return page;
  const spokenOf = new Set(
    airlog
      .rows(page.value.map(({ seq }) => seq))
      .flatMap(({ entry }) => (isOfAiring(entry) ? [`${entry.planned.day} ${entry.planned.session.id}`] : [])),
  );
  return ok(begun.filter(({ day, id }) => !spokenOf.has(`${day} ${id}`)));
};
