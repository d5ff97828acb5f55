/**
 * Five units, each with a channel, a person, a token and so on: what rights are tried on. Real SQLite, copied for each
 * trial that may change something.
 *
 * "own" has a hamlet below it (child) and took over from a commune that ended on 30 June 2026 (past); "foreign" stands under
 * another city and took over from a commune of its own (past-foreign).
 */
import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Caller, Grant } from '../../src/core/access/model.ts';
import { SCOPES } from '../../src/core/access/model.ts';
import type { ChannelId, PersonId, SignInId, TokenId, UnitId } from '../../src/core/ids.ts';
import { must } from '../../src/core/result.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import type { Ctx } from '../../src/operations/context.ts';
import { objectAiring } from '../../src/operations/log/object-airing.ts';
import { recordAiring } from '../../src/operations/record-airing.ts';
import { openAirLog } from '../../src/store/airlog.ts';
import { addAlteration } from '../../src/store/alterations.ts';
import { writeAudit } from '../../src/store/audit.ts';
import { openStore } from '../../src/store/database.ts';
import { addDevice } from '../../src/store/devices.ts';
import { addException } from '../../src/store/exceptions.ts';
import { enqueue, fail, findJobByKey } from '../../src/store/jobs.ts';
import { addGrant, addPerson } from '../../src/store/people.ts';
import { addSignIn } from '../../src/store/sign-ins.ts';
import { addTokenRow } from '../../src/store/tokens.ts';
import { addUrgent } from '../../src/store/urgent.ts';
import { planDay } from './planned.ts';
import { urgentOrder } from './urgent.ts';
import { makeWorld, NOW } from './world.ts';

export const TARGETS = ['own', 'child', 'foreign', 'past', 'past-foreign'] as const;
export type Target = (typeof TARGETS)[number];

export const unitOf: Readonly<Record<Target, UnitId>> = {
  own: 'xa-a' as UnitId,
  child: 'ap-a1' as UnitId,
  foreign: 'xa-b' as UnitId,
  past: 'xa-a-cu' as UnitId,
  'past-foreign': 'xa-b-cu' as UnitId,
};
export const channelOf = (target: Target): ChannelId => `loa-${unitOf[target]}` as ChannelId;
const isPast = (target: Target): boolean => target.startsWith('past');
/** A day on which the target had its session. */
export const dayOf = (target: Target): LocalDate => (isPast(target) ? '2026-06-15' : '2026-11-23') as LocalDate;
/** A day of the target on which nothing is planned, so that nothing has to be rendered. */
export const silentDayOf = (target: Target): LocalDate => (isPast(target) ? '2026-05-15' : '2026-12-24') as LocalDate;

const channelLines = TARGETS.map((target) => {
  const unit = unitOf[target];
  const until = isPast(target) ? ', to: 2026-06-30' : '';
  return `  - { id: ${channelOf(target)}, name: "Loa ${unit}", station: dai-${unit}, carrier: loudspeaker${until}, units: [{ unit: ${unit} }] }`;
}).join('\n');
const stationLines = TARGETS.map((target) => {
  const unit = unitOf[target];
  return `  - { id: dai-${unit}, name: "Đài ${unit}", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: ${unit} }] }`;
}).join('\n');
const campaignLines = TARGETS.map((target) => {
  const unit = unitOf[target];
  return `  - { id: dot-${unit}, name: "Đợt ${unit}", owner: ${unit}, from: 2026-06-01, contentGroups: [{ id: nhom-${unit}, name: "Nhóm" }] }`;
}).join('\n');
const sessionLines = TARGETS.map((target) => {
  const unit = unitOf[target];
  return `  - { id: buoi-${unit}, name: "Buổi ${unit}", channels: [${channelOf(target)}], start: "05:00", maxMinutes: 30, from: 2026-06-01, to: ${isPast(target) ? '2026-06-30' : '2026-11-30'}, segments: [{ id: muc-${unit}, title: "Mục ${unit}", item: dai-hieu }] }`;
}).join('\n');

/** One item for each target, of its own campaign and aired nowhere. */
const itemLines = TARGETS.map(
  (target) =>
    `  - { id: tin-${unitOf[target]}, title: "Tin ${unitOf[target]}", genre: newsItem, campaign: dot-${unitOf[target]}, script: "Kính thưa bà con.", sound: dai-hieu.wav }`,
).join('\n');

/** Long after every day that is looked at here. */
const overlayLines = TARGETS.map(
  (target) =>
    `  - { id: phu-${unitOf[target]}, name: "Lệnh", kind: other, from: 2027-03-01, to: 2027-03-02, channels: [${channelOf(target)}], authority: "Cấp trên", reason: "Việc chung" }`,
).join('\n');

const SCHEDULE = `
units:
  - { id: thanh-pho, name: "Thành phố", kind: "thành phố" }
  - { id: thanh-pho-khac, name: "Thành phố khác", kind: "thành phố" }
  - { id: xa-a, name: "Xã A", kind: "xã", parent: thanh-pho }
  - { id: ap-a1, name: "Ấp A1", kind: "ấp", parent: xa-a }
  - { id: xa-b, name: "Xã B", kind: "xã", parent: thanh-pho-khac }
  - { id: xa-a-cu, name: "Xã A cũ", kind: "xã", to: 2026-06-30, parent: thanh-pho, succeededBy: [xa-a] }
  - { id: xa-b-cu, name: "Xã B cũ", kind: "xã", to: 2026-06-30, parent: thanh-pho-khac, succeededBy: [xa-b] }
stations:
${stationLines}
channels:
${channelLines}
campaigns:
${campaignLines}
items:
  - { id: dai-hieu, title: "Đài hiệu", genre: stationIdent, sound: dai-hieu.wav }
${itemLines}
overlays:
${overlayLines}
sessions:
${sessionLines}
`;

/** An urgent order for one channel; nobody looks at its signature here. */
const urgentRow = (n: number, channel: ChannelId) => {
  const order = urgentOrder(n + 1, NOW, { sites: [channel] });
  const { id, issuedAt, expiresAt } = order;
  return {
    id,
    note: `loa-urgent/1\n${JSON.stringify(order)}\n`,
    issuedAt,
    expiresAt,
    cancels: null,
    orderedBy: 'system:cli',
  };
};

/** What the trials name: the same in every copy. */
export interface Seeded {
  readonly person: PersonId;
  readonly grant: number;
  readonly token: TokenId;
  readonly device: string;
  readonly exception: number;
  /** A decision about the target's channel. */
  readonly alteration: number;
  readonly entry: string;
  readonly version: number;
  /** A job of its own, which has failed. */
  readonly job: number;
}

const ASKER = 'p-00000000000000aa' as PersonId;
const SIGN_IN = 's-00000000000000aa' as SignInId;
const hex = (n: number): string => n.toString(16).padStart(16, '0');

export interface MatrixWorld {
  readonly ctx: Ctx;
  readonly seeded: Readonly<Record<Target, Seeded>>;
  /** Puts everything back as it was. */
  readonly restore: () => void;
  readonly close: () => Promise<void>;
}

export const makeMatrixWorld = async (): Promise<MatrixWorld> => {
  const world = await makeWorld({ schedule: SCHEDULE, sounds: { 'dai-hieu.wav': 1 } });
  const { store } = world.ctx;
  const at = NOW;
  const row = (id: PersonId, login: string) => ({
    id,
    login,
    name: `Người ${login}`,
    passphrase: '$argon2id$v=19$m=47104,t=1,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    passphraseAt: at,
    totpSecret: null,
    totpSince: null,
    totpStep: null,
    recovery: [],
    createdAt: at,
    createdBy: 'system:cli',
    disabledAt: null,
    erasedAt: null,
  });
  const seeded = {} as Record<Target, Seeded>;
  for (const [n, target] of TARGETS.entries()) {
    const channel = channelOf(target);
    const day = dayOf(target);
    world.setNow(isPast(target) ? '2026-06-15T01:00:00Z' : NOW);
    const planned = must(planDay(world.ctx, channel, day));
    const [playlist] = planned.playlists;
    const entry = playlist?.entries[0]?.id ?? '';
    const { first } = must(
      recordAiring(world.ctx, {
        channel,
        day,
        session: playlist?.session ?? '',
        entry: null,
        outcome: 'aired',
        reason: null,
        note: null,
        startedAt: null,
        secondsHeard: null,
        role: 'technician',
        by: `Người của ${unitOf[target]}`,
        corrects: null,
        statement: null,
      }),
    );
    must(objectAiring(world.ctx, { seq: first, note: 'Loa im', by: null, statement: null }));
    world.setNow(NOW);
    const person = `p-${hex(n + 1)}` as PersonId;
    const token = `t-${hex(n + 1)}` as TokenId;
    const device = `d-${hex(n + 1)}`;
    const [grant, exception, alteration, jobId] = must(
      store.transact((rows) => {
        addPerson(rows, row(person, `nguoi-${unitOf[target]}`));
        const grantId = addGrant(rows, {
          person,
          role: 'operator',
          unit: unitOf[target],
          grantedAt: at,
          grantedBy: 'system:cli',
        });
        addTokenRow(rows, {
          id: token,
          kind: 'machine',
          name: `Máy ${unitOf[target]}`,
          token: hex(n + 1).repeat(4) as never,
          scopes: ['schedule.read'],
          unit: unitOf[target],
          channel: null,
          createdAt: at,
          createdBy: 'system:cli',
          expiresAt: null,
          usedAt: null,
          revokedAt: null,
        });
        addDevice(rows, {
          ...{ id: device, channel, name: `loa-${unitOf[target]}`, publicKey: hex(n + 1).repeat(4) },
          ...{ token, enrolledAt: at, invitedBy: 'system:cli', revokedAt: null },
        });
        addUrgent(rows, urgentRow(n, channel), [channel]);
        const exceptionId = addException(rows, {
          unit: unitOf[target],
          reason: 'Xã chỉ có một cán bộ',
          setAt: at,
          setBy: 'system:cli',
        });
        writeAudit(rows, {
          at,
          actor: 'system:cli',
          operation: 'thử',
          unit: unitOf[target],
          subject: `unit/${unitOf[target]}`,
          detail: {},
        });
        const alterationId = addAlteration(rows, {
          kind: 'decision',
          body: { channel, day, first: 'a', second: 'b' },
          by: 'system:cli',
          at,
          reason: 'Hai tin cùng giờ',
        });
        const key = hex(n + 1).repeat(4);
        const places = [{ channel, day, label: `Buổi ${unitOf[target]}` }];
        enqueue(rows, { kind: 'render', key, payload: { spec: {}, places }, urgency: 20260101 + n }, at);
        const jobId = findJobByKey(rows, 'render', key)?.id ?? 0;
        fail(rows, { id: jobId, attempts: 0 }, at, [{ code: 'audio.cancelled', params: { what: 'render' } }]);
        return { ok: true as const, value: [grantId, exceptionId, alterationId, jobId] as const };
      }),
    );
    seeded[target] = {
      person,
      grant,
      token,
      device,
      exception,
      alteration,
      entry,
      version: planned.version ?? 0,
      job: jobId,
    };
  }
  must(
    store.transact((rows) => {
      addPerson(rows, row(ASKER, 'nguoi-hoi'));
      // Somebody has to be left who may let others in.
      addPerson(rows, row('p-00000000000000bb' as PersonId, 'quan-tri'));
      addGrant(rows, {
        person: 'p-00000000000000bb' as PersonId,
        role: 'administrator',
        unit: null,
        grantedAt: at,
        grantedBy: 'system:cli',
      });
      addSignIn(rows, {
        id: SIGN_IN,
        token: 'aa'.repeat(32) as never,
        person: ASKER,
        stage: 'full',
        beganAt: at,
        seenAt: at,
        secondFactorAt: at,
        address: '127.0.0.1',
        agent: '',
        endedAt: null,
      });
      return { ok: true as const, value: undefined };
    }),
  );
  world.ctx.store.close();
  world.ctx.airlog.close();

  const copies: string[] = [];
  const open = (): Pick<Ctx, 'store' | 'airlog'> & { readonly asOpened: string; readonly folder: string } => {
    const folder = mkdtempSync(join(tmpdir(), 'loa-matrix-'));
    copies.push(folder);
    for (const name of FILES) cpSync(join(world.folder, name), join(folder, name));
    const opened = { store: must(openStore(folder)), airlog: must(openAirLog(folder)) };
    return { ...opened, folder, asOpened: standOf(folder) };
  };
  let stores = open();
  const shut = (): void => {
    stores.store.close();
    stores.airlog.close();
    for (const folder of copies.splice(0)) rmSync(folder, { recursive: true, force: true });
  };
  return {
    get ctx() {
      const { store: rows, airlog } = stores;
      return { ...world.ctx, store: rows, airlog };
    },
    seeded,
    restore: () => {
      // Most of what is asked only reads.
      if (standOf(stores.folder) === stores.asOpened) return;
      shut();
      stores = open();
    },
    close: async () => {
      shut();
      rmSync(world.folder, { recursive: true, force: true });
    },
  };
};

const FILES = ['loa.db', 'airlog.db'] as const;

/** How the files of a folder stand; a row written by anyone makes a write-ahead log longer, or changes the file itself. */
const standOf = (folder: string): string =>
  FILES.flatMap((name) => [name, `${name}-wal`])
    .map((name) => statSync(join(folder, name), { bigint: true, throwIfNoEntry: false }))
    .map((file) => (file === undefined ? '-' : `${file.size}/${file.mtimeNs}`))
    .join(' ');

/** A person with one grant, signed in with a second factor just proved. */
export const personWith = (grants: readonly Grant[], secondFactorAt: string | null = NOW): Caller => ({
  kind: 'person',
  id: ASKER,
  name: 'Người hỏi',
  grants,
  signIn: SIGN_IN,
  hasSecondFactor: secondFactorAt !== null,
  secondFactorAt,
});

export const machineOf = (unit: UnitId | null): Caller => ({
  kind: 'machine',
  id: 't-00000000000000aa' as TokenId,
  name: 'Máy hỏi',
  scopes: SCOPES,
  unit,
  expiresAt: null,
});

export const siteOf = (target: Target): Caller => ({
  kind: 'site',
  id: 't-00000000000000ab' as TokenId,
  name: 'Điện thoại',
  channel: channelOf(target),
});
