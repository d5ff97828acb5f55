/** What has to hold of a site after a run, by what left its loudspeaker, by the rows on its disk and by the centre's log. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { ManifestSession } from '../../../src/core/manifest/model.ts';
import { instantMs } from '../../../src/core/time/zone.ts';
import type { Machine, Sounded } from './machine.ts';
import { clockAt, type Plans } from './plan.ts';

export interface KeptRow {
  readonly device: string;
  readonly boot: string;
  readonly row: number;
  readonly kind: string;
  readonly entry: string;
  readonly outcome?: string;
  readonly seq: number | null;
}

export interface Judged {
  readonly faults: readonly string[];
  readonly rows: readonly KeptRow[];
  readonly sounded: number;
  /** Items planned while the centre was away, of a site whose power stayed; and how many of them sounded whole and in time. */
  readonly planned: number;
  readonly kept: number;
}

export interface Trial {
  readonly plan: Plans;
  readonly machine: Machine;
  /** Its power stayed and its loudspeaker never failed. */
  readonly isSteady: boolean;
  readonly awayFrom: number;
  readonly back: number;
  /** From then on nothing went wrong any more. */
  readonly calmFrom: number;
}

const MINUTE_MS = 60_000;
/** The longest that the sounds of a manifest take to arrive while the centre can be reached, and what an hourly look adds to it. */
const SUPPLY_MS = 20 * MINUTE_MS;
const LOOK_MS = 60 * MINUTE_MS;
/** What a tick and whole seconds may add to the error that a machine allows for. */
const TICK_MS = 1500;
const LAST_WORDS: ReadonlySet<string> = new Set(['stopped', 'preempted', 'missed']);

const rowsOf = ({ site: { folder } }: Machine): KeptRow[] => {
  const file = new Database(join(folder, 'site.db'), { readonly: true });
  try {
    const rows = file.prepare<[], { body: string; seq: number | null }>('SELECT body, seq FROM row ORDER BY n').all();
    return rows.map(({ body, seq }) => ({ ...(JSON.parse(body) as KeptRow), seq }));
  } finally {
    file.close();
  }
};

const mayAt = (session: ManifestSession, ms: number): boolean => {
  const clock = clockAt(ms);
  return session.authorised !== null || (clock >= '04:30:00' && clock < '22:00:00');
};

const startOf = ({ start }: ManifestSession): number => instantMs(start.instant);

export const judgeSite = ({ plan, machine, isSteady, awayFrom, back, calmFrom }: Trial): Judged => {
  const { site, played, took } = machine;
  const faults: string[] = [];
  const fault = (text: string): void => void faults.push(`${site.device}: ${text}`);
  const sessions = new Map<string, ManifestSession>();
  for (const { manifest } of plan.versions)
    for (const day of manifest.days)
      for (const session of day.sessions) if (session.sound !== null) sessions.set(session.sound.sha256, session);

  let before: Sounded | null = null;
  for (const one of played) {
    const at = new Date(one.startMs).toISOString();
    const session = sessions.get(one.sha256);
    if (session === undefined) fault(`what nobody signed sounded at ${at}`);
    else if (!mayAt(session, one.startMs) || !mayAt(session, one.endMs - 1))
      fault(`it sounded outside its hours, at ${at}`);
    if (before !== null && one.startMs < before.endMs) fault(`two sounds at once, at ${at}`);
    if (!one.rowsBefore.includes('started')) fault(`it sounded before that was on the disk, at ${at}`);
    before = one;
  }

  const rows = rowsOf(machine);
  const lastWords = new Map<string, KeptRow[]>();
  for (const row of rows)
    if (LAST_WORDS.has(row.kind)) lastWords.set(row.entry, [...(lastWords.get(row.entry) ?? []), row]);
  const first = took[0];
  if (first === undefined) fault('it never had a manifest');
  const held = plan.versions.filter(({ manifest }) => took.some(({ version }) => version === manifest.version));
  for (const { manifest } of held) {
    const from = took.find(({ version }) => version === manifest.version)?.ms ?? Number.POSITIVE_INFINITY;
    for (const session of manifest.days.flatMap((day) => day.sessions)) {
      if (startOf(session) <= from || startOf(session) + session.lengthMs >= calmFrom) continue;
      const silent = session.items.filter(({ id }) => !lastWords.has(id));
      if (silent.length > 0) fault(`not a word of ${silent.map(({ id }) => id).join(', ')}`);
    }
  }

  let [planned, kept] = [0, 0];
  for (const session of isSteady ? sessions.values() : []) {
    const start = startOf(session);
    const since = Math.min(
      ...held
        .filter(({ manifest }) =>
          manifest.days.some((day) => day.sessions.some(({ start: s }) => s.instant === session.start.instant)),
        )
        .map(({ manifest }) => {
          const ms = took.find(({ version }) => version === manifest.version)?.ms ?? Number.POSITIVE_INFINITY;
          return ms + SUPPLY_MS < awayFrom ? ms + SUPPLY_MS : Math.max(ms, back) + SUPPLY_MS + LOOK_MS;
        }),
    );
    if (start < since || start + session.lengthMs >= calmFrom || !mayAt(session, start)) continue;
    const own = played.filter(({ sha256 }) => sha256 === session.sound?.sha256);
    const [one] = own;
    const isRight =
      one !== undefined &&
      own.length === 1 &&
      one.fromMs === 0 &&
      one.endMs - one.startMs >= session.lengthMs - 1 &&
      Math.abs(one.startMs - start) <= (one.errorMs ?? 1000) + TICK_MS;
    const isTold = session.items.every(({ id }) => {
      const words = lastWords.get(id) ?? [];
      return words.length === 1 && words[0]?.outcome === 'aired';
    });
    if (!isRight)
      fault(
        `${session.start.local} was not played whole and in time: ${own.map(({ startMs, endMs, errorMs }) => `${startMs - start} ms late, ${endMs - startMs} of ${session.lengthMs} ms, error ${errorMs}`).join('; ')}`,
      );
    if (!isTold) fault(`${session.start.local} was played and is not told so`);
    if (start < awayFrom || start >= back) continue;
    planned += session.items.length;
    kept += isRight ? session.items.length : 0;
  }
  return { faults, rows, sounded: played.length, planned, kept };
};

/** Rows that the centre has not, has twice, or has under another number than it told the site. `from`: the first entry of this run. */
export const rowsApart = (logPath: string, from: number, rows: readonly KeptRow[]): string[] => {
  const nameOf = ({ device, boot, row }: Pick<KeptRow, 'device' | 'boot' | 'row'>): string =>
    `${device} ${boot} ${row}`;
  const centre = new Map<string, number[]>();
  const file = new Database(logPath, { readonly: true });
  try {
    const leaves = file.prepare<[number], { seq: number; leaf: Uint8Array }>(
      'SELECT seq, leaf FROM air_log WHERE seq >= ?',
    );
    for (const { seq, leaf } of leaves.iterate(from)) {
      const { source } = JSON.parse(new TextDecoder().decode(leaf)) as { source?: KeptRow };
      if (source === undefined) continue;
      centre.set(nameOf(source), [...(centre.get(nameOf(source)) ?? []), seq]);
    }
  } finally {
    file.close();
  }
  const faults: string[] = [];
  const own = new Set(rows.map(nameOf));
  if (own.size < rows.length) faults.push('a number twice on a disk');
  for (const row of rows) {
    const [seq, ...more] = centre.get(nameOf(row)) ?? [];
    if (seq === undefined) faults.push(`lost: ${nameOf(row)} ${row.kind}`);
    else if (more.length > 0) faults.push(`doubled: ${nameOf(row)} ${row.kind}`);
    else if (row.seq !== seq) faults.push(`${nameOf(row)} is entry ${seq}, and the site was told ${row.seq}`);
  }
  for (const name of centre.keys()) if (!own.has(name)) faults.push(`nobody wrote ${name}`);
  return faults;
};
