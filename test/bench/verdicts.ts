/**
 * A month's verdicts for 100 channels × 60 airings a day, all spoken of, from a cold process; against reading the same rows.
 *
 * Alone with other sizes: node test/bench/verdicts.ts [--channels 100] [--days 30] [--times 5].
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readScheduleFile } from '../../src/contract/schedule-file/read.ts';
import { toSchedule } from '../../src/contract/schedule-file/to-schedule.ts';
import type { StatementEntry } from '../../src/core/evidence/entry.ts';
import { freezing } from '../../src/core/evidence/planned.ts';
import type { CampaignId, ChannelId, ItemId, SegmentId, SessionId, Sha256 } from '../../src/core/ids.ts';
import type { Playlist, PlaylistEntry } from '../../src/core/playlist/model.ts';
import { SAMPLE_RATE } from '../../src/core/playlist/profile.ts';
import { must, ok } from '../../src/core/result.ts';
import { addDays, type LocalDate } from '../../src/core/time/local.ts';
import type { Moment } from '../../src/core/time/moment.ts';
import { place, plusSeconds } from '../../src/core/time/zone.ts';
import { applySchedule } from '../../src/operations/apply-schedule.ts';
import { addRundown } from '../../src/store/days.ts';
import { loadSchedule } from '../../src/store/schedule.ts';
import { wire } from '../../src/wiring.ts';
import { median, type Row, type Subject } from './measure.ts';

const FIRST = '2026-06-01' as LocalDate;
const SESSIONS = ['sang', 'trua', 'chieu'] as const;
const HOURS = { sang: '05:00:00', trua: '11:00:00', chieu: '17:00:00' };
const A_SESSION = 20;
const SECONDS = 61;
const ZONE = 'Asia/Ho_Chi_Minh';
const HASH = 'ab'.repeat(32) as Sha256;

const scheduleOf = (channels: number): string => `
units:
${Array.from({ length: channels }, (_, n) => `  - { id: xa-${n}, name: "Xã ${n}", kind: "xã" }`).join('\n')}
stations:
  - { id: dai, name: "Đài", zone: ${ZONE}, responsible: [{ unit: xa-0 }] }
channels:
${Array.from({ length: channels }, (_, n) => `  - { id: loa-${n}, name: "Loa ${n}", station: dai, carrier: loudspeaker, units: [{ unit: xa-${n} }] }`).join('\n')}
campaigns:
  - { id: nq57, name: "Tuyên truyền Nghị quyết 57", owner: xa-0, contentGroups: [{ id: chu-truong, name: "Chủ trương" }] }
`;

const entryAt = (start: Moment, session: string, n: number): PlaylistEntry => ({
  id: `${session}-muc-${n}@${start.local}`,
  segment: `${session}-muc-${n}` as SegmentId,
  kind: 'sound',
  title: `Tin thứ ${n}: kết quả chuyển đổi số của xã`,
  item: `tin-${n}` as ItemId,
  genre: 'newsItem',
  strand: null,
  language: n % 3 === 0 ? 'km' : 'vi',
  run: 'first',
  campaign: n % 2 === 0 ? ('nq57' as CampaignId) : null,
  contentGroup: null,
  cut: { master: HASH, samples: SECONDS * SAMPLE_RATE },
  offset: n * SECONDS * SAMPLE_RATE,
  length: SECONDS * SAMPLE_RATE,
  fadeOut: 0,
  start: plusSeconds(start, n * SECONDS),
  reasons: [{ code: 'by-rule', rule: 'FREQ=DAILY' }],
});

const playlistOf = (channel: string, day: LocalDate, session: (typeof SESSIONS)[number]): Playlist => {
  const start = place(`${day}T${HOURS[session]}` as Parameters<typeof place>[0], ZONE).moment;
  const entries = Array.from({ length: A_SESSION }, (_, n) => entryAt(start, session, n));
  return {
    channel: channel as ChannelId,
    channelName: channel,
    day,
    session: session as SessionId,
    sessionName: `Buổi ${session}`,
    asked: start.local,
    start,
    profile: 'loudspeaker',
    length: A_SESSION * SECONDS * SAMPLE_RATE,
    entries,
    absences: [],
  };
};

/** Every seventh was not heard, every eleventh in part. */
const saidOf = (planned: StatementEntry['planned'], n: number): StatementEntry => {
  const outcome = n % 7 === 0 ? 'not-aired' : n % 11 === 0 ? 'partly' : 'aired';
  return {
    format: 'loa-air-log/1',
    kind: 'statement',
    recordedAt: planned.start.instant,
    evidence: 'statement',
    statement: n.toString(16).padStart(32, '0'),
    actor: 'site:t-0123456789',
    role: 'operator',
    scope: 'session',
    outcome,
    reason: outcome === 'aired' ? null : 'power-cut',
    started: outcome === 'not-aired' ? null : planned.start,
    secondsHeard: { 'not-aired': 0, partly: 20, aired: SECONDS }[outcome],
    by: HASH,
    note: null,
    corrects: null,
    planned,
  };
};

const fill = (data: string, channels: number, days: number): void => {
  const { ctx, close } = must(wire({ dataDir: data }));
  const read = must(readScheduleFile('bench.yaml', new TextEncoder().encode(scheduleOf(channels))));
  must(applySchedule(ctx, { ...toSchedule([read]), files: ['bench.yaml'] }, { dryRun: false }));
  const freeze = freezing(loadSchedule(ctx.store.rows));
  let said = 0;
  for (let n = 0; n < days; n += 1) {
    const day = addDays(FIRST, n);
    for (let c = 0; c < channels; c += 1) {
      const channel = `loa-${c}`;
      const playlists = SESSIONS.map((session) => playlistOf(channel, day, session));
      must(
        ctx.store.transact((rows) => {
          const plannedAt = `${FIRST}T00:00:00Z`;
          addRundown(rows, {
            channel: channel as ChannelId,
            day,
            version: 1,
            hash: HASH,
            playlists,
            conflicts: [],
            findings: [],
            plannedAt,
          });
          return ok(undefined);
        }),
      );
      const planned = playlists.flatMap((playlist) => playlist.entries.map(freeze(playlist, 1)));
      must(
        ctx.airlog.append(
          planned.map((one) => saidOf(one, said++)),
          [],
        ),
      );
    }
  }
  close();
};

interface Cold {
  readonly milliseconds: number;
  readonly rows: number;
  readonly megabytes: number;
}

const cold = (data: string, how: string): Cold => {
  const script = join(import.meta.dirname, 'verdicts-process.ts');
  return JSON.parse(execFileSync(process.execPath, [script, data, how], { encoding: 'utf8' })) as Cold;
};

const measured = (channels: number, days: number, times: number): Row[] => {
  const data = mkdtempSync(join(tmpdir(), 'loa-verdicts-'));
  try {
    fill(data, channels, days);
    const took: Record<string, Cold[]> = { ours: [], bare: [], parsed: [] };
    for (let n = 0; n < times; n += 1) for (const [how, all] of Object.entries(took)) all.push(cold(data, how));
    const ms = (how: string): number => median((took[how] ?? []).map(({ milliseconds }) => milliseconds));
    const airings = took['ours']?.[0]?.rows ?? 0;
    const mb = (how: string): number => median((took[how] ?? []).map(({ megabytes }) => megabytes));
    const what = `verdicts of ${airings} airings (${days} days, ${channels} channels), cold`;
    return [
      { what, ours: ms('ours'), theirs: ms('bare'), unit: 'ms', baseline: 'better-sqlite3: the same rows, read' },
      { what: 'the same', ours: ms('ours'), theirs: ms('parsed'), unit: 'ms', baseline: 'the same with JSON.parse' },
      {
        what: 'memory of that process',
        ours: mb('ours'),
        theirs: mb('bare'),
        unit: 'MB',
        baseline: 'of the reading one',
      },
    ];
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
};

export const verdicts: Subject = async () => measured(100, 30, 5);

if (import.meta.main) {
  const { values } = parseArgs({
    options: { channels: { type: 'string' }, days: { type: 'string' }, times: { type: 'string' } },
  });
  const rows = measured(Number(values.channels ?? 100), Number(values.days ?? 30), Number(values.times ?? 5));
  for (const { what, ours, theirs, unit, baseline } of rows)
    process.stdout.write(`${what}: ${ours.toFixed(0)} ${unit}, ${theirs.toFixed(0)} ${unit} ${baseline}\n`);
}
