/**
 * Two units that know nothing of each other, and everybody who could ask: each role here, there and for the whole
 * centre, machines, telephones, and credentials that are no good.
 *
 * Whatever a person may read of one of them has that one's mark in it, so that an answer tells whose it is.
 */
import { ACCOUNT_ROLES, SCOPES } from '../../src/core/access/model.ts';
import type { ChannelId, UnitId } from '../../src/core/ids.ts';
import { must, ok } from '../../src/core/result.ts';
import { type App, createApp } from '../../src/http/app.ts';
import { whoAsks } from '../../src/operations/accounts/who-asks.ts';
import { approveDay } from '../../src/operations/approve-day.ts';
import type { Ctx } from '../../src/operations/context.ts';
import { recordAiring } from '../../src/operations/record-airing.ts';
import { writeAudit } from '../../src/store/audit.ts';
import { type Held, machineToken, role, signedIn, siteLink } from './credentials.ts';
import { makeWorld, NOW, TODAY, type World } from './world.ts';

/**
 * What stands in the names of a unit, of its second channel, of the other unit, and of what is the centre's alone: words of no
 * language, since files that leave the house are in Vietnamese.
 */
export const MARKS = ['QTRONG', 'KENHHAI', 'QNGOAI', 'TOANTINH'] as const;
export type Mark = (typeof MARKS)[number];

const CHANNELS = [
  { id: 'trong-mot', unit: 'trong', mark: 'QTRONG' },
  { id: 'trong-hai', unit: 'trong', mark: 'KENHHAI' },
  { id: 'ngoai-mot', unit: 'ngoai', mark: 'QNGOAI' },
] as const;

const unitLines = (unit: string, mark: Mark) => ({
  unit: `  - { id: ${unit}, name: "Xã ${mark}", kind: "xã" }`,
  station: `  - { id: dai-${unit}, name: "Đài ${mark}", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: ${unit} }] }`,
});
const channelLines = ({ id, unit, mark }: (typeof CHANNELS)[number]) => ({
  channel: `  - { id: ${id}, name: "Loa ${mark}", station: dai-${unit}, carrier: loudspeaker, units: [{ unit: ${unit} }] }`,
  campaign: `  - { id: dot-${id}, name: "Đợt ${mark}", owner: ${unit}, contentGroups: [{ id: nhom-${id}, name: "Nhóm ${mark}" }] }`,
  item: `  - { id: tin-${id}, title: "Tin ${mark}", genre: newsItem, campaign: dot-${id}, contentGroup: nhom-${id}, sound: tin.wav }`,
  session: `  - { id: sang-${id}, name: "Buổi ${mark}", channels: [${id}], start: "05:00", maxMinutes: 30, from: 2026-11-01, segments: [{ id: muc-${id}, title: "Mục ${mark}", item: tin-${id} }, { id: vang-${id}, title: "Vắng ${mark}", item: cho-${id}, required: false }] }`,
  waiting: `  - { id: cho-${id}, title: "Chờ ${mark}", genre: newsItem, versions: [{ language: km }] }`,
});

const [inside, outside] = [unitLines('trong', 'QTRONG'), unitLines('ngoai', 'QNGOAI')];
const lines = CHANNELS.map(channelLines);

const SCHEDULE = `
units:
${inside.unit}
${outside.unit}
stations:
${inside.station}
${outside.station}
channels:
${lines.map(({ channel }) => channel).join('\n')}
campaigns:
${lines.map(({ campaign }) => campaign).join('\n')}
items:
${lines.map(({ item }) => item).join('\n')}
${lines.map(({ waiting }) => waiting).join('\n')}
sessions:
${lines.map(({ session }) => session).join('\n')}
`;

/** One way of asking, and whose names its answers may hold. */
export interface FuzzCaller {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly sees: readonly Mark[];
  /** Whether a key in the address is looked at: with everything that is nobody, and no refused token. */
  readonly keyed: boolean;
}

export interface FuzzWorld {
  readonly world: World;
  readonly app: App;
  readonly callers: readonly FuzzCaller[];
  /** Sites' keys for the address, and what each may see. */
  readonly keys: readonly { readonly key: string; readonly sees: readonly Mark[] }[];
  /** Hashes of sounds, and ids of entries, that there are. */
  readonly sounds: readonly string[];
  readonly entries: readonly string[];
  /** What was thrown. */
  readonly traced: readonly string[];
}

const HERE: readonly Mark[] = ['QTRONG', 'KENHHAI'];
const THERE: readonly Mark[] = ['QNGOAI'];

const callersIn = (ctx: Ctx): { callers: FuzzCaller[]; keys: FuzzWorld['keys'] } => {
  const as = (name: string, { headers }: Pick<Held, 'headers'>, sees: readonly Mark[], keyed = false): FuzzCaller => ({
    name,
    headers,
    sees,
    keyed,
  });
  const people = ACCOUNT_ROLES.flatMap((one) => {
    const person = (name: string, unit: string | null, secondFactor: boolean) =>
      signedIn(ctx, { name, grants: [role(one, unit)], secondFactor });
    return [
      as(`${one} here`, person('Người QTRONG', 'trong', true), HERE),
      as(`${one} here without second factor`, person('Người QTRONG', 'trong', false), HERE),
      as(`${one} there`, person('Người QNGOAI', 'ngoai', true), THERE),
      // Their names stand beside what they do in any unit.
      as(`${one} of the centre`, person('Người chung', null, true), MARKS),
    ];
  });
  const [site, second, foreign] = CHANNELS.map(({ id, mark }) => siteLink(ctx, id, { name: `Ấp ${mark}` }));
  if (site === undefined || second === undefined || foreign === undefined) throw new Error('three channels');
  const ended = { seenAt: '2026-11-23T00:00:00Z' };
  const grants = [role('administrator'), role('technician')];
  const callers = [
    ...people,
    as('machine here', machineToken(ctx, { scopes: SCOPES, unit: 'trong', name: 'Máy QTRONG' }), HERE),
    as('reading machine here', machineToken(ctx, { unit: 'trong', name: 'Máy QTRONG' }), HERE),
    as('machine there', machineToken(ctx, { scopes: SCOPES, unit: 'ngoai', name: 'Máy QNGOAI' }), THERE),
    // Its name, as a person's, stands beside what it edits in any unit.
    as('machine of the centre', machineToken(ctx, { scopes: SCOPES, name: 'Máy chung' }), MARKS),
    as('machine of a unit that is gone', machineToken(ctx, { scopes: SCOPES, unit: 'mat', name: 'Máy' }), []),
    as('site', site, ['QTRONG']),
    as('second site', second, HERE),
    as('foreign site', foreign, THERE),
    as('person without a role', signedIn(ctx, { name: 'Người' }), []),
    as(
      'person with a role of a unit that is gone',
      signedIn(ctx, { name: 'Người', grants: [role('editor', 'mat')] }),
      [],
    ),
    as('nobody', { headers: {} }, [], true),
    as('unknown cookie', { headers: { cookie: 'loa=unknown' } }, [], true),
    as('idle sign-in', signedIn(ctx, { name: 'Người QNGOAI', grants, ...ended }), [], true),
    as('disabled person', signedIn(ctx, { name: 'Người QNGOAI', grants, disabled: true }), [], true),
    as('unfinished sign-in', signedIn(ctx, { name: 'Người QNGOAI', grants, stage: 'code' }), [], true),
    as('revoked site', siteLink(ctx, 'ngoai-mot', { revoked: true }), [], true),
    as('unknown token', { headers: { authorization: 'Bearer loa_m_unknown' } }, []),
    as('revoked machine', machineToken(ctx, { scopes: SCOPES, name: 'Máy QNGOAI', revoked: true }), []),
    as('expired machine', machineToken(ctx, { scopes: SCOPES, name: 'Máy QNGOAI', expiresAt: NOW }), []),
    as('site as bearer', { headers: { authorization: `Bearer ${foreign.token}` } }, []),
    as('another scheme', { headers: { authorization: 'Basic eDp5' } }, [], true),
  ];
  const keys = [
    { key: site.token, sees: ['QTRONG'] as const },
    { key: foreign.token, sees: THERE },
    { key: 'loa_s_unknown', sees: [] },
  ];
  return { callers, keys };
};

/** Three mornings that were said to have aired, one of them approved, and what the audit says of it. */
const live = async (world: World): Promise<{ sounds: string[]; entries: string[] }> => {
  const { ctx } = world;
  const [sounds, entries]: [string[], string[]] = [[], []];
  for (const { id, unit, mark } of CHANNELS) {
    const [session] = await world.render(id as ChannelId);
    if (session === undefined) throw new Error('nothing rendered');
    sounds.push(session.rendering.output);
    entries.push(...session.playlist.entries.map((entry) => entry.id));
    must(
      recordAiring(ctx, {
        channel: id,
        day: TODAY as Parameters<typeof recordAiring>[1]['day'],
        session: session.playlist.session,
        entry: null,
        outcome: 'aired',
        reason: null,
        note: `Ghi chú ${mark}`,
        startedAt: null,
        secondsHeard: null,
        role: 'technician',
        by: `Bà ${mark}`,
        corrects: null,
        statement: null,
      }),
    );
    must(
      ctx.store.transact((rows) => {
        const words = { salt: ctx.random.bytes(16), text: `Lý do ${unit === 'trong' ? 'QTRONG' : mark}` };
        const at = ctx.clock.instant();
        const about = { at, actor: 'system:cli', unit: unit as UnitId, operation: 'unit.change' };
        writeAudit(rows, {
          ...about,
          subject: `unit/${unit}`,
          detail: { before: null, after: mark === 'KENHHAI' ? '' : mark },
          words,
        });
        return ok(undefined);
      }),
    );
  }
  const approver = signedIn(ctx, { name: 'Người QNGOAI', grants: [role('approver', 'ngoai')], secondFactor: true });
  const caller = must(whoAsks(ctx, { kind: 'sign-in', token: approver.token }));
  must(approveDay({ ...ctx, caller }, { channel: 'ngoai-mot', day: TODAY as never, version: 1 }));
  must(
    ctx.store.transact((rows) => {
      const words = { salt: ctx.random.bytes(16), text: 'Lý do TOANTINH' };
      const about = { at: NOW, actor: 'system:cli', unit: null, operation: 'centre.change', subject: 'centre' };
      writeAudit(rows, { ...about, detail: { after: 'TOANTINH' }, words });
      return ok(undefined);
    }),
  );
  return { sounds, entries };
};

export const makeFuzzWorld = async (): Promise<FuzzWorld> => {
  const world = await makeWorld({ schedule: SCHEDULE, sounds: { 'tin.wav': 2 } });
  const there = await live(world);
  const traced: string[] = [];
  const endless = { tenSeconds: 1e12, burst: 1e12 };
  const app = createApp(world.ctx, {
    trace: (line) => traced.push(line),
    limits: { address: endless, account: endless, overall: endless },
  });
  return { world, app, ...callersIn(world.ctx), ...there, traced };
};
