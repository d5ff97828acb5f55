/**
 * The machines at sites: invited by a code that works once, known from then on by their own key, revoked at once.
 *
 * Whoever may make tokens may invite. The machine makes its key itself and keeps it; the centre has the public half and checks every row
 * with it. Its token reaches its one channel.
 */
import { unitOfPlace, type Where } from '../../core/access/decide.ts';
import { CODE_BYTES, joinCode, typedCode } from '../../core/access/join-code.ts';
import { actorOf, type Scope } from '../../core/access/model.ts';
import { goodName } from '../../core/access/names.ts';
import { TOKEN_BYTES, TOKEN_PREFIX, tokenHash, tokenText } from '../../core/access/token.ts';
import { joinMessage } from '../../core/evidence/row-chain.ts';
import { formatVerifierKey, verifierKey } from '../../core/evidence/verifier-key.ts';
import type { ChannelId, TokenId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import {
  addDevice,
  addInvite,
  type DeviceRow,
  devicesNamed,
  findDevice,
  findInvite,
  type InviteRow,
  loadDevices,
  saveDeviceRevoked,
  saveDeviceToken,
  saveInviteUsed,
} from '../../store/devices.ts';
import { loadChannels } from '../../store/schedule.ts';
import { addTokenRow, loadTokens, saveTokenRevoked } from '../../store/tokens.ts';
import type { Ctx } from '../context.ts';
import { type Asking, listing, operation, seesWith } from '../operation.ts';
import { addressCounters, countFailure, mayTry } from '../within/attempts.ts';
import { onChannel } from '../within/ground.ts';
import { note } from '../within/note.ts';
import { settled } from '../within/settled.ts';
import { makerIn } from '../within/shown-names.ts';
import { scheduleSigner } from '../within/site-keys.ts';
import { lastingChannel, placesIn } from '../within/token-places.ts';

type Changing = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

const CODE_HOURS = 24;
/** What a machine at a site may do, on its channel. */
const DEVICE_SCOPES: readonly Scope[] = ['schedule.read', 'airing.report'];

interface Invited {
  readonly channel: string;
  /** What people call the machine. */
  readonly name: string;
}

export interface Invitation {
  /** Shown once: 'ABCD-EFGH-JKMN'. */
  readonly code: string;
  readonly expiresAt: string;
}

/** A code for one machine, for a day. Refuses with right.*, channel.unknown, unit.ended, request.wrong (name), data.*. */
export const inviteDevice = operation(
  {
    name: 'device.invite',
    needs: 'token.manage',
    where: (ctx: Changing, { channel }: Invited) => onChannel(ctx, channel, 'today'),
  },
  (ctx: Changing, wanted: Invited): Result<Invitation> => {
    const name = goodName(wanted.name);
    if (!name.ok) return name;
    const place = onChannel(ctx, wanted.channel, 'today');
    if (!place.ok) return place;
    const channel = lastingChannel(ctx, wanted.channel);
    if (!channel.ok) return channel;
    const now = ctx.clock.instant();
    const code = joinCode(ctx.random.bytes(CODE_BYTES));
    const expiresAt = Temporal.Instant.from(now).add({ hours: CODE_HOURS }).toString();
    return ctx.store.transact((rows) => {
      addInvite(rows, {
        ...{ code: tokenHash(code), channel: channel.value, label: name.value, expiresAt, usedAt: null },
        ...{ createdAt: now, createdBy: actorOf(ctx.caller) ?? 'nobody' },
      });
      note(ctx, rows, {
        operation: 'device.invite',
        unit: unitOfPlace(place.value),
        subject: `channel/${channel.value}`,
        before: null,
        after: { expiresAt },
        words: name.value,
      });
      return ok({ code, expiresAt });
    });
  },
);

export interface Joining {
  readonly code: string;
  /** In its rows. */
  readonly device: string;
  /** 32 bytes, and the machine's signature over joinMessage(): the key is its own. */
  readonly publicKey: Uint8Array;
  readonly signature: Uint8Array;
  /** Where it comes from, as the border knows it. */
  readonly address: string;
}

export interface Enrolled {
  readonly id: string;
  readonly channel: ChannelId;
  readonly device: string;
  /** Shown once. */
  readonly token: string;
  /** The key of the centre's manifests. */
  readonly vkey: string;
}

/**
 * Refuses with site.code (wrong, used, over), sign-in.wait (after too many wrong ones), site.device-taken, proof.unreadable (key),
 * schedule-key.*, data.*.
 */
export const enrolDevice = operation(
  { name: 'device.enrol', needs: 'public' },
  (ctx: Changing & Pick<Ctx, 'secrets' | 'scheduleKey'>, asked: Joining): Result<Enrolled> => {
    const code = typedCode(asked.code);
    const key = verifierKey('note', asked.device, asked.publicKey);
    if (!key.ok) return key;
    const counters = addressCounters(asked.address);
    return settled(ctx.store, (rows): Result<Enrolled> => {
      const free = mayTry(ctx, rows, counters);
      if (!free.ok) return free;
      const invite = code === null ? undefined : findInvite(rows, tokenHash(code));
      const [taken] = devicesNamed(rows, [asked.device]);
      // The answer to its first question may have been lost on the way: the same machine asks again.
      const isAgain = taken?.publicKey === asked.publicKey.toHex() && taken.enrolledAt === invite?.usedAt;
      const isOpen = invite !== undefined && ctx.clock.instant() < invite.expiresAt;
      if (code === null || !isOpen || (invite.usedAt !== null && !isAgain)) {
        countFailure(ctx, rows, counters);
        return refuse('site.code', {});
      }
      if (!ctx.secrets.verify(asked.publicKey, joinMessage(code, asked.device), asked.signature))
        return refuse('proof.unreadable', { what: 'key', part: 'signatures' });
      const before = isAgain && taken?.revokedAt === null ? taken : null;
      if (taken !== undefined && before === null) return refuse('site.device-taken', { device: asked.device });
      const signer = scheduleSigner(ctx, rows);
      if (!signer.ok) return signer;
      return ok({ ...enrol(ctx, rows, invite, asked, before), vkey: formatVerifierKey(signer.value.key) });
    });
  },
);

const enrol = (
  ctx: Changing,
  rows: Rows,
  invite: InviteRow,
  { device, publicKey }: Joining,
  before: DeviceRow | null,
): Omit<Enrolled, 'vkey'> => {
  const now = ctx.clock.instant();
  const { channel, label, createdBy } = invite;
  const token = tokenText(ctx.random.bytes(TOKEN_BYTES), TOKEN_PREFIX.machine);
  const id = before?.id ?? `d-${ctx.random.bytes(8).toHex()}`;
  const tokenId = `t-${ctx.random.bytes(8).toHex()}` as TokenId;
  addTokenRow(rows, {
    ...{ id: tokenId, kind: 'machine', name: label, token: tokenHash(token), scopes: [...DEVICE_SCOPES], unit: null },
    ...{ channel, createdAt: now, createdBy, expiresAt: null, usedAt: null, revokedAt: null },
  });
  if (before !== null) {
    saveDeviceToken(rows, id, tokenId);
    saveTokenRevoked(rows, before.token, now);
    return { id, channel, device, token };
  }
  addDevice(rows, {
    ...{ id, channel, name: device, publicKey: publicKey.toHex(), token: tokenId },
    ...{ enrolledAt: now, invitedBy: createdBy, revokedAt: null },
  });
  saveInviteUsed(rows, invite.code, now);
  const after = { channel, device, token: tokenId, publicKey: publicKey.toHex() };
  note(ctx, rows, { operation: 'device.enrol', unit: null, subject: `device/${id}`, before: null, after });
  return { id, channel, device, token };
};

export interface ListedDevice {
  readonly id: string;
  readonly channel: { readonly id: ChannelId; readonly name: string };
  /** In its rows, and what people call it. */
  readonly device: string;
  readonly name: string;
  /** Of its public key: SHA-256, the first 16 hex digits. */
  readonly fingerprint: string;
  readonly enrolledAt: string;
  /** A person's name ('' once erased), or 'system:cli'. */
  readonly invitedBy: string;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
}

/** In the order in which they joined; revoked ones too. */
export const listDevices = listing({ name: 'device.list', needs: 'token.read' }, (ctx: Asking): ListedDevice[] => {
  const { rows } = ctx.store;
  const sees = seesWith(ctx, 'token.read');
  const [placed, maker] = [placesIn(ctx), makerIn(rows)];
  const names = new Map(loadChannels(rows).map(({ id, name }) => [id, name]));
  const tokens = new Map(loadTokens(rows).map((token) => [token.id, token]));
  return loadDevices(rows)
    .filter(({ channel }) => sees(placed({ unit: null, channel })))
    .map(({ id, channel, name, publicKey, token, enrolledAt, invitedBy, revokedAt }) => ({
      id,
      channel: { id: channel, name: names.get(channel) ?? channel },
      device: name,
      name: tokens.get(token)?.name ?? '',
      fingerprint: tokenHash(publicKey).slice(0, 16),
      enrolledAt,
      invitedBy: maker(invitedBy),
      usedAt: tokens.get(token)?.usedAt ?? null,
      revokedAt: revokedAt ?? tokens.get(token)?.revokedAt ?? null,
    }));
});

interface Asked {
  readonly id: string;
}

/** The place of a machine; site.device-unknown also for one that the caller may not see. */
const onDevice = (ctx: Asking, id: string): Result<Where> => {
  const device = findDevice(ctx.store.rows, id);
  const where = device === undefined ? null : placesIn(ctx)({ unit: null, channel: device.channel });
  return where === null || !seesWith(ctx, 'token.read')(where) ? refuse('site.device-unknown', { id }) : ok(where);
};

/** At once: its token works no more, and no row of its is taken, however it comes. Refuses with right.*, site.device-unknown, data.*. */
export const revokeDevice = operation(
  { name: 'device.revoke', needs: 'token.manage', where: (ctx: Changing, { id }: Asked) => onDevice(ctx, id) },
  (ctx: Changing, asked: Asked): Result<void> => {
    const where = onDevice(ctx, asked.id);
    if (!where.ok) return where;
    const unit = where.value === 'centre' || where.value === 'anywhere' ? null : unitOfPlace(where.value);
    return ctx.store.transact((rows) => {
      const device = findDevice(rows, asked.id);
      if (device === undefined) return refuse('site.device-unknown', { id: asked.id });
      if (device.revokedAt !== null) return ok(undefined);
      const at = ctx.clock.instant();
      saveDeviceRevoked(rows, device.id, at);
      saveTokenRevoked(rows, device.token, at);
      const subject = `device/${device.id}`;
      note(ctx, rows, { operation: 'device.revoke', unit, subject, before: null, after: { revokedAt: at } });
      return ok(undefined);
    });
  },
);
