/**
 * Every operation × every kind of caller × own, child, foreign and past unit, each really asked.
 *
 * The operations come from the code; what is expected is written here by hand, as people would say it, and knows nothing of
 * rights or places. An operation without a row here fails, and so does a row without an operation.
 */

import { globSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { soundFiles } from '../../../src/audio/shelf-files.ts';
import { readSchedules } from '../../../src/contract/schedule-file/index.ts';
import { ACCOUNT_ROLES, type AccountRole, type Caller, NOBODY } from '../../../src/core/access/model.ts';
import type { ReportRow } from '../../../src/core/evidence/report.ts';
import type { TokenId } from '../../../src/core/ids.ts';
import { scriptHash } from '../../../src/core/library/approval.ts';
import { cutHash } from '../../../src/core/playlist/cut.ts';
import type { Result } from '../../../src/core/result.ts';
import { must, ok } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import type { Ctx } from '../../../src/operations/context.ts';
import type { Declared } from '../../../src/operations/operation.ts';
import { audit } from '../../../src/store/schema.ts';
import { loadCuts } from '../../../src/store/sounds.ts';
import { addTokenRow, findToken } from '../../../src/store/tokens.ts';
import {
  channelOf,
  dayOf,
  type MatrixWorld,
  machineOf,
  makeMatrixWorld,
  personWith,
  silentDayOf,
  siteOf,
  TARGETS,
  type Target,
  unitOf,
} from '../../support/matrix-world.ts';
import { REPOSITORY } from '../../support/process.ts';
import { NOW } from '../../support/world.ts';

/** A site's link of that channel, also of one that is over. */
const linkAt = (target: Target): TokenId => {
  const { rows } = world.ctx.store;
  const id = `t-lien-ket-${target}` as TokenId;
  if (findToken(rows, id) === undefined)
    addTokenRow(rows, {
      ...{
        id,
        kind: 'site',
        name: 'Điện thoại',
        token: id as never,
        scopes: [],
        unit: null,
        channel: channelOf(target),
      },
      ...{ createdAt: NOW, createdBy: 'system:cli', expiresAt: null, usedAt: null, revokedAt: null },
    });
  return id;
};

type Asked = ((ctx: Ctx, ...args: unknown[]) => unknown) & Declared;

const operations = new Map<string, Asked>();
for (const path of globSync('src/operations/**/*.ts', { cwd: REPOSITORY })) {
  if (path.includes('/within/')) continue;
  for (const value of Object.values(
    (await import(pathToFileURL(join(REPOSITORY, path)).href)) as Record<string, unknown>,
  ))
    if (typeof value === 'function' && 'declared' in value)
      operations.set((value as Asked).declared.name, value as Asked);
}

let world: MatrixWorld;
beforeAll(async () => {
  world = await makeMatrixWorld();
});
afterAll(() => world.close());

// ── Who may do what, by hat ──────────────────────────────────────────────────────────────────────────────────────

const ALL: readonly AccountRole[] = ACCOUNT_ROLES;
interface Policy {
  readonly roles: readonly AccountRole[];
  /** A machine's token with every scope that there is. */
  readonly machine?: true;
  /** A telephone with a site's link, on its own channel. */
  readonly site?: true;
  /** Only ever a person: not even the machine's owner in a shell. */
  readonly person?: true;
  /**
   * reads, acts: on one target; sees, manages: on a person, token or unit; rows: a list; centre: for all of it only;
   * anywhere: where does not matter.
   */
  readonly kind:
    | 'reads'
    | 'acts'
    | 'rows'
    | 'looks-up'
    | 'manages'
    | 'centre'
    | 'anywhere'
    | 'own'
    | 'public'
    | 'system';
}
const reads: Policy = { roles: ALL, machine: true, site: true, kind: 'reads' };
const manages: Policy = { roles: ['administrator'], kind: 'manages' };
const own: Policy = { roles: ALL, kind: 'own' };
const open: Policy = { roles: ALL, machine: true, site: true, kind: 'public' };
const system: Policy = { roles: [], kind: 'system' };

/** Asked without anybody asking: they take no Ctx. */
const OPENLY = new Set([
  'rule.expand',
  'evidence.verify-bundle',
  'evidence.verify-proof',
  'evidence.verify-export',
  'evidence.verify-manifest',
  'evidence.verify-stamp',
]);

const POLICY: Readonly<Record<string, Policy>> = {
  'day.show': reads,
  'day.explain': reads,
  'day.show-playable': reads,
  'days.show': reads,
  'day.show-approval': reads,
  'calendar.show': reads,
  'channel.list': { ...reads, kind: 'rows' },
  'schedule.show': { ...reads, kind: 'rows' },
  'schedule.export': { ...reads, kind: 'rows' },
  'air-log.list': { ...reads, kind: 'rows' },
  'air-log.list-entries': { ...reads, kind: 'rows' },
  'air-log.total': { ...reads, kind: 'rows' },
  'air-log.bundle': { ...reads, kind: 'rows' },
  'air-log.prove': reads,
  'air-log.show-seal': { ...reads, kind: 'anywhere' },
  'air-log.show-day': reads,
  'log.seal': system,
  'log-key.rotate': system,
  'log-key.replace-lost': system,
  'schedule-key.rotate': system,
  'urgent-key.rotate': system,
  'log.anchor': system,
  'log.export': system,
  'log.anchor-outside': system,
  'log.close-day': system,
  'air-log.bundle-sounds': system,
  'evidence.verify-bundle': open,
  'evidence.verify-export': open,
  'evidence.verify-manifest': open,
  'evidence.verify-proof': open,
  'evidence.verify-stamp': open,
  'verdict.list': { ...reads, kind: 'rows' },
  'exception.list': { roles: ALL, machine: true, kind: 'rows' },
  'calendar-day.list': { ...reads, kind: 'anywhere' },
  'festival.list': { ...reads, kind: 'anywhere' },
  'festival.confirm': { roles: ['editor'], kind: 'centre' },
  'airing.record': { roles: ['technician', 'operator'], machine: true, site: true, kind: 'acts' },
  'airing.record-notice': { roles: ['technician', 'operator'], machine: true, site: true, kind: 'acts' },
  'airing.object': {
    roles: ['editor', 'approver', 'technician', 'operator', 'boardOfficer'],
    machine: true,
    site: true,
    kind: 'reads',
  },
  'objection.list': { ...reads, kind: 'rows' },
  // Nobody's hat carries it: machines only.
  'airing.report': { roles: [], machine: true, kind: 'acts' },
  // The player in a site's own page: its link alone.
  'airing.report-page': { roles: [], site: true, kind: 'acts' },
  'air-log.export': { ...reads, kind: 'rows' },
  'log.begin-run': system,
  'log.note-clock': system,
  'day.pack': reads,
  'day.deliver': reads,
  'day.render': { roles: ['technician'], machine: true, kind: 'acts' },
  'day.approve': { roles: ['approver'], kind: 'acts', person: true },
  'manifest.publish': { roles: ['approver'], kind: 'acts' },
  'manifest.publish-due': system,
  'manifest.show': reads,
  'manifest.pack': reads,
  'manifest.show-held-back': reads,
  'manifest.fetch': reads,
  'urgent.order': { roles: ['approver'], kind: 'acts' },
  'urgent.cancel': { roles: ['approver'], kind: 'acts' },
  'urgent.list': { ...reads, kind: 'rows' },
  'urgent.fetch': reads,
  'urgent.give-receipt': reads,
  'receipt.give': reads,
  'receipt.list': reads,
  'fleet.show': { ...reads, kind: 'anywhere' },
  // As the rows that it sends: machines only.
  'site.report-status': { roles: [], machine: true, kind: 'acts' },
  'schedule-key.show': { ...reads, kind: 'anywhere' },
  'item.list': { ...reads, kind: 'anywhere' },
  'item.show': { roles: ALL, machine: true, kind: 'reads' },
  'item.add': { roles: ['editor'], machine: true, kind: 'acts' },
  'item.change': { roles: ['editor'], machine: true, kind: 'acts' },
  'script.write': { roles: ['editor'], machine: true, kind: 'acts' },
  'item.approve': { roles: ['approver'], kind: 'acts', person: true },
  'schedule.apply': { roles: ['editor'], machine: true, kind: 'acts' },
  'schedule.prepare-import': { roles: ['editor'], machine: true, kind: 'acts' },
  'edit.preview': { roles: ['editor'], machine: true, kind: 'acts' },
  'edit.make': { roles: ['editor'], machine: true, kind: 'acts' },
  'alteration.undo': { roles: ['editor'], machine: true, kind: 'acts' },
  'alteration.list': { ...reads, kind: 'rows' },
  'conflict.list': reads,
  'conflict.decide': { roles: ['editor'], machine: true, kind: 'acts' },
  'overlay.list': { ...reads, kind: 'rows' },
  'overlay.add': { roles: ['editor'], machine: true, kind: 'acts' },
  'overlay.lift': { roles: ['editor'], machine: true, kind: 'acts' },
  'sound.take-in': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'sound.show': { ...reads, kind: 'anywhere' },
  'sound.listen': { ...reads, kind: 'anywhere' },
  'sound.adjust': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'sound.undo-adjustment': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'upload.begin': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'upload.append': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'upload.receive': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'upload.list': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'upload.show': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'upload.give-up': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'upload.take-in': system,
  'upload.sweep': system,
  'speech.read': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'speech.make': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'speech.open': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'speech.take-in': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'speech.show-text': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'pronunciation.list': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'pronunciation.change': { roles: ['editor', 'technician'], machine: true, kind: 'centre' },
  'pronunciation.take-back': { roles: ['editor', 'technician'], machine: true, kind: 'centre' },
  'audit.list': { roles: ['administrator', 'boardOfficer'], machine: true, kind: 'rows' },
  'person.list': { roles: ['administrator'], kind: 'rows' },
  'person.show': { roles: ['administrator'], kind: 'looks-up' },
  'person.add': manages,
  'person.renew-link': manages,
  'person.grant': manages,
  'person.revoke': manages,
  'person.disable': manages,
  'person.enable': manages,
  'person.rename': manages,
  'person.reset-second-factor': manages,
  'person.end-sign-ins': manages,
  'person.erase': { roles: ['administrator'], kind: 'centre' },
  'token.list': { roles: ['administrator'], kind: 'rows' },
  'token.add': manages,
  'token.add-site': manages,
  'token.renew-site': manages,
  'token.revoke': manages,
  'device.invite': manages,
  'device.revoke': manages,
  'device.list': { roles: ['administrator'], kind: 'rows' },
  'device.enrol': open,
  'exception.set': manages,
  'exception.end': manages,
  'account.show': own,
  'account.change-passphrase': own,
  'second-factor.begin': own,
  'second-factor.confirm': own,
  'second-factor.renew-recovery': own,
  'second-factor.drop': own,
  'sign-in.end': own,
  'sign-in.end-one': own,
  'sign-in.end-others': own,
  'link.show': open,
  'link.use': open,
  'sign-in.begin': open,
  'sign-in.prove': open,
  'sign-in.show': open,
  'service.check': open,
  'store.revision': open,
  'sound.open': open,
  'sound.list-pieces': open,
  'sound.open-piece': open,
  'unit.list': { roles: ALL, machine: true, site: true, kind: 'anywhere' },
  'unit.count-airings': { roles: ALL, machine: true, site: true, kind: 'rows' },
  'coverage.show': { roles: ALL, machine: true, kind: 'reads' },
  'make-good.offer': { roles: ALL, machine: true, site: true, kind: 'reads' },
  'rule.expand': open,
  'backup.make': system,
  'backup.restore': system,
  'data.check': system,
  'data.keep-room': system,
  'token.keep-uses': system,
  'token.note-use': open,
  'retention.show': { roles: ['administrator', 'boardOfficer'], machine: true, kind: 'centre' },
  'retention.set': { roles: ['administrator'], kind: 'centre' },
  'retention.run': { roles: ['administrator'], kind: 'centre' },
  'hold.list': { roles: ['administrator', 'boardOfficer'], machine: true, kind: 'centre' },
  'hold.place': { roles: ['administrator', 'boardOfficer'], kind: 'centre' },
  'hold.lift': { roles: ['administrator'], kind: 'centre' },
  'clip.make': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'clip.ask': { roles: ['editor', 'technician'], machine: true, kind: 'anywhere' },
  'clip.show': { roles: ALL, machine: true, site: true, kind: 'anywhere' },
  'podcast.switch-on': { roles: ['editor'], machine: true, kind: 'acts' },
  'podcast.switch-off': { roles: ['editor'], machine: true, kind: 'anywhere' },
  'podcast.list': { roles: ALL, machine: true, site: true, kind: 'anywhere' },
  'podcast.show': open,
  'podcast.show-episode': open,
  'podcast.prepare': system,
  'preflight.look': reads,
  'preflight.look-due': system,
  'day.plan-ahead': system,
  'job.run-next': system,
  'job.list': { roles: ['administrator', 'technician'], machine: true, kind: 'rows' },
  'job.show': { roles: ['administrator', 'technician'], machine: true, kind: 'reads' },
  'job.cancel': { roles: ['technician'], machine: true, kind: 'acts' },
  'job.retry': { roles: ['technician'], machine: true, kind: 'acts' },
  'link.first-run': system,
  'person.set-passphrase': system,
  'person.set-second-factor': system,
  'person.draw-second-factor': system,
};

// ── What is asked of each ────────────────────────────────────────────────────────────────────────────────────────

const WHY = 'Chuyển công tác';
async function* nothing(): AsyncGenerator<Uint8Array> {}
const scheduleOf = (target: Target) =>
  must(
    readSchedules([
      {
        name: `${target}.yaml`,
        bytes: new TextEncoder().encode(
          `sessions:\n  - { id: them-${unitOf[target]}, name: "Buổi thêm", channels: [${channelOf(target)}], start: "17:00", maxMinutes: 5, from: 2027-01-01, segments: [{ id: muc-them-${unitOf[target]}, title: "Mục", item: dai-hieu }] }\n`,
        ),
      },
    ]),
  );
/** What was said of the target's channel, by its number in the log. */
const entryNumber = (target: Target): number =>
  world.ctx.airlog
    .select({ from: '2026-06-01' as LocalDate, to: '2026-11-30' as LocalDate, channel: channelOf(target) })
    .toArray()[0]?.seq ?? -1;
const editOf = (target: Target) => ({
  of: 'session',
  session: `buoi-${unitOf[target]}`,
  action: { kind: 'cancel' },
  scope: 'this',
  day: dayOf(target) === '2026-11-23' ? '2026-11-24' : dayOf(target),
  reason: WHY,
  evenSo: false,
});
const overlayOf = (target: Target) => ({
  id: null,
  name: 'Tạm dừng',
  kind: 'other',
  from: '2026-12-01',
  to: '2026-12-02',
  units: [],
  channels: [channelOf(target)],
  genres: [],
  replacement: null,
  authority: 'Ủy ban nhân dân xã',
  document: null,
  reason: WHY,
});
const itemOf = (target: Target) => ({
  id: null,
  title: 'Tin mới',
  genre: 'newsItem',
  campaign: `dot-${unitOf[target]}`,
  contentGroup: null,
  audiences: [],
  from: null,
  to: null,
  notBefore: null,
  notFrom: null,
  draft: false,
  versions: [],
});
/** What is there to be approved: the script of the file and the one sound that there is. */
const approvalOf = (target: Target) => {
  const [cut] = loadCuts(world.ctx.store.rows).values();
  if (cut === undefined) throw new Error('no sound');
  const script = scriptHash('Kính thưa bà con.');
  return { item: `tin-${unitOf[target]}`, language: 'vi', script, sound: cutHash(cut) };
};
const REPORT: Omit<ReportRow, 'channel' | 'day'> = {
  ...{ device: 'may', boot: 'b', row: 0, entry: 'ngoai-lich', title: null, kind: 'missed', evidence: 'L2' },
  clock: { wall: '2026-11-23T01:00:00Z', monotonicMs: 0, offsetMs: null, errorMs: null },
  ...{ outcome: null, reason: 'power-cut', started: null, stopped: null, secondsHeard: null },
};
const SPOKEN = { text: 'Xin chào', reading: null, language: 'vi', voice: 'north', rate: 150 };
const SAMPLES: Readonly<Record<string, (target: Target, caller: Caller) => readonly unknown[]>> = {
  'day.show': (t) => [channelOf(t), dayOf(t)],
  'day.explain': (t) => [{ channel: channelOf(t), day: dayOf(t), segment: null }],
  'day.show-playable': (t) => [channelOf(t), dayOf(t)],
  'days.show': (t) => [{ from: dayOf(t), to: dayOf(t), channel: channelOf(t) }],
  'day.show-approval': (t) => [{ channel: channelOf(t), day: dayOf(t) }],
  'calendar.show': (t) => [channelOf(t)],
  'channel.list': () => [],
  'schedule.show': () => [],
  'schedule.export': () => [null],
  'air-log.list': () => [{ from: '2026-06-01', to: '2026-11-30' }],
  'air-log.list-entries': () => [{ from: '2026-06-01', to: '2026-11-30' }],
  'air-log.total': () => [{ from: '2026-06-01', to: '2026-11-30', by: ['channel'] }],
  'air-log.bundle': () => [{ from: '2026-06-01', to: '2026-11-30' }],
  'air-log.prove': (t) => [entryNumber(t)],
  'air-log.show-seal': () => [],
  'air-log.show-day': (t) => [{ day: dayOf(t), channel: channelOf(t) }],
  'log.seal': () => [],
  'log-key.rotate': () => [],
  'log-key.replace-lost': () => [{ reason: 'mất' }],
  'schedule-key.rotate': () => [],
  'urgent-key.rotate': () => [],
  'log.anchor': () => [{ witness: null, authority: null }],
  'air-log.bundle-sounds': () => [[]],
  'log.anchor-outside': () => [],
  'log.close-day': () => [],
  'evidence.verify-bundle': () => [{ files: new Map(), vkey: null, verify: () => true }],
  'evidence.verify-stamp': () => [
    {
      ...{ time: '', token: new Uint8Array(), data: new Uint8Array(), ca: null, caFile: null },
      anchors: { certificatesIn: () => ok(''), verifyTimeStamp: () => ok(undefined) },
    },
  ],
  'evidence.verify-export': () => [
    { file: 'x.loa-log', pieces: (async function* () {})(), vkey: null, verify: () => true },
  ],
  'log.export': () => [],
  'evidence.verify-proof': () => [{ entry: new Uint8Array(), proof: '', vkey: '', verify: () => true }],
  'verdict.list': () => [{ from: '2026-06-01', to: '2026-11-30' }],
  'exception.list': () => [],
  'calendar-day.list': () => [{ from: '2026-11-23', to: '2026-11-24' }],
  'festival.list': () => [],
  'festival.confirm': () => [{ festival: 'ok-om-bok', from: '2026-11-22', to: '2026-11-23', by: 'Thạch Thị Sa' }],
  'airing.record': (t, caller) => [
    {
      channel: channelOf(t),
      day: dayOf(t),
      session: `buoi-${unitOf[t]}`,
      entry: null,
      outcome: 'aired',
      reason: null,
      note: null,
      startedAt: null,
      secondsHeard: null,
      role:
        caller.kind === 'person' && caller.grants.some(({ role }) => role === 'technician') ? 'technician' : 'operator',
      by: null,
      corrects: null,
      statement: null,
    },
  ],
  'airing.record-notice': (t, caller) => [
    {
      ...{
        channel: channelOf(t),
        day: dayOf(t),
        startedAt: '05:00:00',
        seconds: 60,
        title: 'Thông báo',
        note: 'Họp ấp.',
      },
      role:
        caller.kind === 'person' && caller.grants.some(({ role }) => role === 'technician') ? 'technician' : 'operator',
      ...{ by: null, statement: null, order: null },
    },
  ],
  'airing.object': (t) => [{ seq: entryNumber(t), note: 'Loa im.', by: null, statement: null }],
  'objection.list': () => [{ from: '2026-06-01', to: '2026-11-30' }],
  'airing.report': (t) => [[{ ...REPORT, channel: channelOf(t), day: dayOf(t) }]],
  'airing.report-page': (t) => [[{ ...REPORT, device: 'web-1', channel: channelOf(t), day: dayOf(t) }]],
  'air-log.export': () => [{ from: '2026-06-01', to: '2026-11-30', what: 'csv' }],
  'log.begin-run': () => [{ version: '0', clean: true }],
  'log.note-clock': () => [
    { wallMs: 0, monotonicMs: 0 },
    { wallMs: 60_000, monotonicMs: 0 },
  ],
  'day.deliver': (t) => [
    { channel: channelOf(t), day: silentDayOf(t), session: `buoi-${unitOf[t]}`, format: 'mp3' as const },
  ],
  'day.pack': (t) => [{ channel: channelOf(t), day: silentDayOf(t), days: 1 }],
  'day.render': (t) => [channelOf(t), silentDayOf(t), { format: 'mp3' }],
  'day.approve': (t) => [{ channel: channelOf(t), day: dayOf(t), version: world.seeded[t].version }],
  'manifest.publish': (t) => [{ channel: channelOf(t) }],
  'manifest.publish-due': () => [null],
  'manifest.show-held-back': (t) => [{ channel: channelOf(t) }],
  'manifest.show': (t) => [{ channel: channelOf(t) }],
  'manifest.pack': (t) => [{ channel: channelOf(t), days: 1 }],
  'manifest.fetch': (t) => [{ channel: channelOf(t), isSent: () => true }],
  'urgent.order': (t) => [
    {
      ...{ channels: [channelOf(t)], title: 'Lũ lên', sound: 'khong-co.wav', text: '', language: 'vi', voice: 'south' },
      ...{ by: 'Chủ tịch xã', office: 'UBND xã', reason: WHY, repeats: 1, pauseSeconds: 0, minutes: 10, volume: null },
    },
  ],
  'urgent.cancel': (t) => [
    {
      id: `khan-${(TARGETS.indexOf(t) + 1).toString(16).padStart(16, '0')}`,
      by: 'Chủ tịch xã',
      office: 'UBND xã',
      reason: WHY,
    },
  ],
  'urgent.list': () => [],
  'urgent.fetch': (t) => [{ channel: channelOf(t) }],
  'urgent.give-receipt': (t) => [{ channel: channelOf(t), order: 'khan-0000000000000000', kind: 'received' }],
  'receipt.give': (t) => [{ channel: channelOf(t), version: 1, kind: 'opened' }],
  'receipt.list': (t) => [{ channel: channelOf(t) }],
  'fleet.show': () => [{}],
  'site.report-status': (t) => [
    {
      channel: channelOf(t),
      freeBytes: 1,
      missing: [],
      missingCount: 0,
      agent: null,
      offsetMs: null,
      errorMs: null,
    },
  ],
  'schedule-key.show': () => [],
  'evidence.verify-manifest': () => [
    { note: '', held: null, vkey: '', verify: () => true, read: () => ok(null), now: '2026-11-23T01:00:00Z' },
  ],
  'item.list': () => [{ limit: 500 }],
  'item.show': (t) => [`tin-${unitOf[t]}`],
  'item.add': (t) => [itemOf(t)],
  'item.change': (t) => [{ item: `tin-${unitOf[t]}`, fields: { title: 'Tên khác' }, takeOver: true }],
  'script.write': (t) => [{ item: `tin-${unitOf[t]}`, language: 'vi', text: 'Lời khác.' }],
  'item.approve': (t) => [approvalOf(t)],
  'schedule.apply': (t) => [scheduleOf(t), { dryRun: false }],
  'schedule.prepare-import': (t) => [{ channels: [channelOf(t)], source: 'lich.ics' }],
  'edit.preview': (t) => [editOf(t)],
  'edit.make': (t) => [editOf(t)],
  'alteration.undo': (t) => [{ id: world.seeded[t].alteration, reason: WHY }],
  'alteration.list': () => [{}],
  'conflict.list': (t) => [{ channel: channelOf(t), from: dayOf(t), to: dayOf(t) }],
  'conflict.decide': (t) => [{ channel: channelOf(t), day: dayOf(t), first: 'a', second: 'b', reason: WHY }],
  'overlay.list': () => [],
  'overlay.add': (t) => [overlayOf(t)],
  'overlay.lift': (t) => [{ overlay: `phu-${unitOf[t]}`, from: '2026-11-24', reason: WHY }],
  'sound.take-in': () => ['/khong/co/tep-moi.wav', {}],
  'sound.show': () => ['0'.repeat(64)],
  'sound.listen': () => ['0'.repeat(64)],
  'sound.adjust': () => [{ original: '0'.repeat(64), wanted: { change: { gainDb: 1 } }, reason: WHY }],
  'sound.undo-adjustment': () => [{ original: '0'.repeat(64), reason: WHY }],
  'upload.begin': () => [{ name: 'tep-moi.wav', bytes: 100 }],
  'upload.append': () => [{ id: 'u-khong-co', offset: 0, body: nothing(), again: () => ok(NOBODY) }],
  'upload.receive': () => [{ name: '', bytes: null, body: nothing(), again: () => ok(NOBODY), now: false }],
  'upload.list': () => [{ limit: 10 }],
  'upload.show': () => ['u-khong-co'],
  'upload.give-up': () => ['u-khong-co'],
  'upload.take-in': () => [{}],
  'upload.sweep': () => [],
  'speech.read': () => [SPOKEN],
  'speech.make': () => [SPOKEN, {}],
  'speech.open': () => ['0'.repeat(64)],
  'speech.take-in': () => [{ sound: '0'.repeat(64), name: 'moi.wav', item: null, language: 'vi', heard: false }, {}],
  'speech.show-text': () => [{ item: 'khong-co', language: 'vi' }],
  'pronunciation.list': () => [],
  'pronunciation.change': () => [{ written: 'Sóc', spoken: 'sóc' }],
  'pronunciation.take-back': () => [{ written: 'Sóc' }],
  'audit.list': () => [{ limit: 500 }],
  'person.list': () => [],
  'person.show': (t) => [world.seeded[t].person],
  'person.add': (t) => [{ login: 'nguoi-moi', name: 'Người mới', role: 'operator', unit: unitOf[t] }],
  'person.renew-link': (t) => [{ person: world.seeded[t].person }],
  'person.grant': (t) => [{ person: world.seeded[t].person, role: 'editor', unit: unitOf[t], why: WHY }],
  'person.revoke': (t) => [{ grant: world.seeded[t].grant, why: WHY }],
  'person.disable': (t) => [{ person: world.seeded[t].person, why: WHY }],
  'person.enable': (t) => [{ person: world.seeded[t].person, why: WHY }],
  'person.rename': (t) => [{ person: world.seeded[t].person, name: 'Tên mới', login: 'ten-moi' }],
  'person.reset-second-factor': (t) => [{ person: world.seeded[t].person, why: WHY }],
  'person.end-sign-ins': (t) => [{ person: world.seeded[t].person }],
  'person.erase': (t) => [{ person: world.seeded[t].person, why: WHY }],
  'token.list': () => [],
  'token.add': (t) => [{ name: 'Máy mới', scopes: ['schedule.read'], unit: unitOf[t], days: 30 }],
  'token.add-site': (t) => [{ name: 'Điện thoại mới', channel: channelOf(t) }],
  'token.renew-site': (t) => [{ id: linkAt(t) }],
  'token.revoke': (t) => [{ id: world.seeded[t].token }],
  'device.invite': (t) => [{ name: 'Máy mới', channel: channelOf(t) }],
  'device.revoke': (t) => [{ id: world.seeded[t].device }],
  'device.list': () => [],
  'device.enrol': () => [
    {
      ...{ code: '2222-2222-2222', device: 'may', publicKey: new Uint8Array(32).fill(9), address: '127.0.0.1' },
      signature: new Uint8Array(64),
    },
  ],
  'exception.set': (t) => [{ unit: unitOf[t], reason: 'Chỉ có một người' }],
  'exception.end': (t) => [{ id: world.seeded[t].exception }],
  'account.show': () => [],
  'account.change-passphrase': () => [{ current: 'x', next: 'y' }],
  'second-factor.begin': () => [],
  'second-factor.confirm': () => [{ secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', code: '000000', passphrase: 'x' }],
  'second-factor.renew-recovery': () => [],
  'second-factor.drop': () => [],
  'sign-in.end': () => [],
  'sign-in.end-one': () => [{ id: 's-00000000000000aa' }],
  'sign-in.end-others': () => [],
  'link.show': () => ['khong-co'],
  'link.use': () => [{ token: 'khong-co', login: null, name: null, passphrase: 'x', alsoRoles: [] }],
  'sign-in.begin': () => [{ login: 'khong-ai', passphrase: 'x', address: '127.0.0.1', agent: '' }],
  'sign-in.prove': () => [{ token: 'khong-co', code: '000000' }],
  'sign-in.show': () => [{ kind: 'sign-in', token: 'khong-co' }],
  'service.check': () => [],
  'store.revision': () => [],
  'sound.open': () => ['0'.repeat(64)],
  'sound.list-pieces': () => ['0'.repeat(64)],
  'sound.open-piece': () => ['0'.repeat(64), 0],
  'unit.list': () => [{ day: '2026-11-23' }],
  'unit.count-airings': () => [{ from: '2026-06-01', to: '2026-11-30', structure: 'then' }],
  'coverage.show': (t) => [{ campaign: `dot-${unitOf[t]}` }],
  'make-good.offer': (t) => [{ channel: channelOf(t), from: dayOf(t), to: dayOf(t) }],
  'rule.expand': () => [],
  'backup.make': () => [{ folder: '/khong/co', withSound: false, withKeys: false, keep: null }],
  'backup.restore': () => [
    { backup: '/khong/co', force: false, knownSize: null, knownCheckpoint: null, acceptLoss: false },
  ],
  'data.check': () => [{ deep: false, backups: '/khong/co' }],
  'data.keep-room': () => [],
  'token.keep-uses': () => [],
  'token.note-use': () => [null],
  'retention.show': () => [],
  'retention.set': () => [{ record: 'job', keepDays: 365, reason: WHY }],
  'retention.run': () => [{ dryRun: true, byItself: false }],
  'hold.list': () => [],
  'hold.place': () => [{ name: 'Thanh tra', from: '2026-11-23', to: '2026-11-24', channel: null, reason: WHY }],
  // A hold that nobody placed is nobody's in particular: only the right as such is asked here.
  'hold.lift': () => [{ id: 'khong-co', reason: WHY }],
  // An item that nobody has is nobody's in particular: only the right as such is asked here.
  'clip.make': () => [{ item: 'khong-co', language: null, shape: 'square' }, {}],
  'clip.ask': () => [{ item: 'khong-co', language: null, shape: 'square' }],
  'clip.show': () => ['dai-hieu'],
  'podcast.switch-on': (t) => [
    { kind: 'campaign', subject: `dot-${unitOf[t]}`, title: '', description: '', author: '', language: 'vi' },
  ],
  'podcast.switch-off': () => ['khong-co'],
  'podcast.list': () => [],
  'podcast.show': () => ['khong-co'],
  'podcast.show-episode': () => ['khong-co', '0'.repeat(32)],
  'podcast.prepare': () => [],
  'preflight.look': (t) => [{ channel: channelOf(t), day: dayOf(t) }],
  'preflight.look-due': () => ['17:00:00'],
  'day.plan-ahead': () => [0],
  'job.run-next': () => [{}],
  'job.list': () => [{ states: ['failed'], limit: 200 }],
  'job.show': (t) => [world.seeded[t].job],
  'job.cancel': (t) => [{ id: world.seeded[t].job }],
  'job.retry': (t) => [{ id: world.seeded[t].job }],
  'link.first-run': () => [],
  'person.set-passphrase': (t) => [{ person: world.seeded[t].person, passphrase: 'x' }],
  'person.draw-second-factor': (t) => [{ person: world.seeded[t].person }],
  'person.set-second-factor': (t) => [
    { person: world.seeded[t].person, secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', code: '000000' },
  ],
};

/** Which targets' rows are in an answer, by the names that only they have. */
const targetsIn = (answer: unknown): readonly Target[] => {
  const rows = JSON.stringify(answer);
  return TARGETS.filter((target) =>
    new RegExp(`(?<![a-z0-9])(loa-|nguoi-|buoi-|Máy |unit/)?${unitOf[target]}(?![a-z0-9-])`).test(rows),
  );
};
/** In a list of channels or the schedule, the organisation's tree is everybody's: only what airs counts. */
const PART: Readonly<Record<string, (answer: never) => unknown>> = {
  'channel.list': (listed: readonly { channel: { id: string } }[]) => listed.map(({ channel }) => channel.id),
  'schedule.show': (schedule: Record<'channels' | 'sessions', readonly { id: string }[]>) =>
    [...schedule.channels, ...schedule.sessions].map(({ id }) => id),
  'schedule.export': (schedule: Record<'channels' | 'sessions', readonly { id: string }[]>) =>
    [...schedule.channels, ...schedule.sessions].map(({ id }) => id),
  'air-log.list': (rows: IteratorObject<{ entry: { planned: { channel: { id: string } } } }>) =>
    rows.map(({ entry }) => entry.planned.channel.id).toArray(),
  'air-log.export': (rows: IteratorObject<{ entry: { planned: { channel: { id: string } } } }>) =>
    rows.map(({ entry }) => entry.planned.channel.id).toArray(),
  'objection.list': (listed: readonly { entry: { planned: { channel: { id: string } } } }[]) =>
    listed.map(({ entry }) => entry.planned.channel.id),
  'air-log.list-entries': (rows: IteratorObject<{ entry: { planned: { channel: { id: string } } } }>) =>
    rows.map(({ entry }) => entry.planned.channel.id).toArray(),
  'air-log.total': ({ groups }: { groups: readonly { by: { channel?: string | null } }[] }) =>
    groups.map(({ by }) => by.channel ?? ''),
  'air-log.bundle': ({ entries }: { entries: readonly { leaf: Uint8Array }[] }) =>
    entries.map(({ leaf }) => JSON.parse(new TextDecoder().decode(leaf)).planned.channel.id),
  'verdict.list': ({ verdicts }: { verdicts: readonly { planned: { channel: { id: string } } }[] }) =>
    verdicts.map(({ planned }) => planned.channel.id),
  'unit.count-airings': ({ groups }: { groups: readonly { units: readonly { id: string }[] }[] }) =>
    groups.flatMap(({ units }) => units.map(({ id }) => id)),
  'person.list': (people: readonly { login: string }[]) => people.map(({ login }) => login),
  'urgent.list': (listed: readonly { sites: readonly { channel: { id: string } }[] }[]) =>
    listed.flatMap(({ sites }) => sites.map(({ channel }) => channel.id)),
  'token.list': (tokens: readonly { name: string }[]) => tokens.map(({ name }) => name),
  'device.list': (devices: readonly { device: string }[]) => devices.map(({ device }) => device),
  'exception.list': (listed: readonly { unit: { id: string } }[]) => listed.map(({ unit }) => unit.id),
  'alteration.list': (listed: readonly { body: { channel: string } }[]) => listed.map(({ body }) => body.channel),
  'overlay.list': (listed: readonly { id: string }[]) => listed.map(({ id }) => id),
  'job.list': ({ jobs }: { jobs: readonly { concerns: readonly { channel: string }[] }[] }) =>
    jobs.flatMap(({ concerns }) => concerns.map(({ channel }) => channel)),
  'audit.list': ({ rows }: { rows: readonly { subject: string }[] }) => rows.map(({ subject }) => subject),
};

// ── What each caller reaches, by hand ────────────────────────────────────────────────────────────────────────────

interface Reach {
  readonly reads: readonly Target[];
  readonly acts: readonly Target[];
  /** People, tokens, units: seen as they are today. */
  readonly looksUp: readonly Target[];
}
const REACH: Readonly<Record<string, Reach>> = {
  own: { reads: ['own', 'child', 'past'], acts: ['own', 'child'], looksUp: ['own', 'child', 'past'] },
  parent: { reads: ['own', 'child', 'past'], acts: ['own', 'child'], looksUp: ['own', 'child', 'past'] },
  child: { reads: ['child'], acts: ['child'], looksUp: ['child'] },
  ended: { reads: ['past'], acts: [], looksUp: [] },
  centre: { reads: TARGETS, acts: TARGETS, looksUp: TARGETS },
  nowhere: { reads: [], acts: [], looksUp: [] },
};
const UNITS = { own: 'xa-a', parent: 'thanh-pho', child: 'ap-a1', ended: 'xa-a-cu', centre: null } as const;

interface Asker {
  readonly who: string;
  readonly caller: Caller;
  readonly role: AccountRole | null;
  readonly reach: Reach;
}
const reachOf = (name: string): Reach => REACH[name] ?? { reads: [], acts: [], looksUp: [] };
const ASKERS: readonly Asker[] = [
  ...ACCOUNT_ROLES.flatMap((role) =>
    Object.entries(UNITS).map(([at, unit]) => ({
      who: `${role} of ${at}`,
      caller: personWith([{ role, unit: unit as never }]),
      role,
      reach: reachOf(at),
    })),
  ),
  { who: 'person without a role', caller: personWith([]), role: null, reach: reachOf('nowhere') },
  ...(['own', 'centre'] as const).map((at) => ({
    who: `machine of ${at}`,
    caller: machineOf(UNITS[at] as never),
    role: null,
    reach: reachOf(at),
  })),
  {
    who: "site's telephone",
    caller: siteOf('own'),
    role: null,
    reach: { reads: ['own'], acts: ['own'], looksUp: [] },
  },
  { who: 'nobody', caller: NOBODY, role: null, reach: reachOf('nowhere') },
  { who: 'the system', caller: { kind: 'system', name: 'service' }, role: null, reach: reachOf('centre') },
];

const carries = (policy: Policy, { caller, role }: Asker): boolean => {
  switch (caller.kind) {
    case 'system':
      return policy.person !== true;
    case 'person':
      return role !== null && policy.roles.includes(role);
    case 'machine':
      return policy.machine === true;
    case 'site':
      return policy.site === true;
    case 'nobody':
      return false;
  }
};
const expected = (policy: Policy, asker: Asker, target: Target): boolean => {
  const { caller, reach } = asker;
  if (policy.kind === 'public') return true;
  // The system has no account of its own.
  if (policy.kind === 'own') return caller.kind === 'person';
  if (!carries(policy, asker)) return false;
  switch (policy.kind) {
    case 'system':
      return caller.kind === 'system';
    case 'anywhere':
      return true;
    case 'centre':
      return reach === REACH['centre'];
    case 'acts':
    case 'manages':
      return reach.acts.includes(target);
    case 'looks-up':
      return reach.looksUp.includes(target);
    default:
      return reach.reads.includes(target);
  }
};

// ── Asking ───────────────────────────────────────────────────────────────────────────────────────────────────────

/** Refusals that mean: not for you. What lies elsewhere may also be as if it did not exist. */
const CLOSED =
  /^(?:sign-in\.needed|right\.|second-factor\.(?:missing|stale)|(?:channel|item|job|person|token|grant|unit|alteration|overlay)\.unknown|log\.entry-unknown|site\.device-unknown)/;
/** About one's own account: a second factor that is not there yet is no lack of a right. */
const CLOSED_OWN = /^(?:sign-in\.needed|right\.)/;
const isResult = (answer: unknown): answer is Result<unknown> =>
  typeof answer === 'object' && answer !== null && 'ok' in answer;

const ask = async (name: string, caller: Caller, target: Target): Promise<{ open: boolean; answer: unknown }> => {
  const operation = operations.get(name);
  if (operation === undefined) throw new Error(`no operation ${name}`);
  const ctx = {
    ...world.ctx,
    caller,
    dataDir: '/khong/co',
    version: '0',
    sounds: soundFiles('/khong/co'),
    signing: () => ok(null),
  };
  const args = SAMPLES[name]?.(target, caller) ?? [];
  const answer = OPENLY.has(name) ? null : await operation(ctx, ...args);
  if (!isResult(answer)) return { open: true, answer };
  if (answer.ok) return { open: true, answer: answer.value };
  const closed = POLICY[name]?.kind === 'own' ? CLOSED_OWN : CLOSED;
  return { open: POLICY[name]?.kind === 'public' || !closed.test(answer.refusals[0].code), answer: null };
};

const audits = (): number => world.ctx.store.rows.select().from(audit).all().length;

test('every operation of the code has a row of this matrix, and every row its operation', () => {
  const names = [...operations.keys()].sort();
  expect(Object.keys(POLICY).sort()).toEqual(names);
  expect(Object.keys(SAMPLES).sort()).toEqual(names);
});

const CASES = Object.entries(POLICY).flatMap(([name, policy]) => ASKERS.map((asker) => ({ name, policy, asker })));
const TARGETED = new Set<Policy['kind']>(['reads', 'acts', 'looks-up', 'manages', 'centre']);
const count = CASES.reduce(
  (sum, { policy }) => sum + (TARGETED.has(policy.kind) || policy.kind === 'rows' ? TARGETS.length : 1),
  0,
);

describe(`the matrix: ${count} answers`, () => {
  test.each(Object.keys(POLICY))('%s', async (name) => {
    const policy = POLICY[name] as Policy;
    for (const asker of ASKERS) {
      if (policy.kind === 'rows') {
        const { open: got, answer } = await ask(name, asker.caller, 'own');
        const seen = got ? targetsIn(PART[name]?.(answer as never) ?? []) : [];
        const wanted = !carries(policy, asker)
          ? []
          : ['person.list', 'token.list', 'exception.list', 'audit.list'].includes(name)
            ? asker.reach.looksUp
            : asker.reach.reads;
        expect([...seen].sort(), `${name}: ${asker.who}`).toEqual([...wanted].sort());
        continue;
      }
      for (const target of TARGETED.has(policy.kind) ? TARGETS : (['own'] as const)) {
        const before = audits();
        const { open: got } = await ask(name, asker.caller, target);
        expect(got, `${name}: ${asker.who} → ${target}`).toBe(expected(policy, asker, target));
        if (got) world.restore();
        else expect(audits(), `${name}: ${asker.who} → ${target} wrote`).toBe(before);
      }
    }
  });
});

describe('the second factor', () => {
  const GUARDED = [
    'day.approve',
    'item.approve',
    'manifest.publish',
    ...Object.keys(POLICY).filter((name) => POLICY[name] === manages),
    'person.erase',
  ];
  test.each(GUARDED)('%s needs a fresh one', async (name) => {
    const role = name.endsWith('.approve') || name.endsWith('.publish') ? 'approver' : 'administrator';
    const operation = operations.get(name) as Asked;
    const codes = async (at: string | null): Promise<string> => {
      const ctx: Ctx = { ...world.ctx, caller: personWith([{ role, unit: null }], at) };
      const answer = (await operation(ctx, ...(SAMPLES[name]?.('own', ctx.caller) ?? []))) as Result<unknown>;
      world.restore();
      return answer.ok ? 'done' : answer.refusals[0].code;
    };
    expect(await codes(null)).toBe('second-factor.missing');
    expect(await codes('2026-11-23T00:49:59Z')).toBe('second-factor.stale');
    expect(await codes('2026-11-23T01:00:01Z')).toBe('second-factor.stale');
    expect(await codes('2026-11-23T00:50:00Z')).not.toMatch(/^second-factor/);
  });
});
