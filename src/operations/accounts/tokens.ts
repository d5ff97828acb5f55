/**
 * Machines' tokens and sites' secret links: made once, shown once, stored as hashes, never deleted.
 *
 * A token may read and send what its scopes say, for its unit; it never approves, and never manages people or tokens.
 */
import { unitOfPlace, type Where } from '../../core/access/decide.ts';
import { actorOf, SCOPES, type Scope } from '../../core/access/model.ts';
import { goodName } from '../../core/access/names.ts';
import { TOKEN_BYTES, TOKEN_PREFIX, tokenHash, tokenText } from '../../core/access/token.ts';
import type { ChannelId, TokenId, UnitId } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Rows } from '../../store/database.ts';
import { loadChannels } from '../../store/schedule.ts';
import { addTokenRow, findToken, loadTokens, saveTokenRevoked, type TokenRow } from '../../store/tokens.ts';
import type { Ctx } from '../context.ts';
import { type Asking, listing, operation, seesWith } from '../operation.ts';
import { onChannel } from '../within/ground.ts';
import { note } from '../within/note.ts';
import { lastingUnit, onUnit } from '../within/people.ts';
import { makerIn, type NamedUnit, unitsIn } from '../within/shown-names.ts';
import { lastingChannel, placesIn } from '../within/token-places.ts';

type Changing = Pick<Ctx, 'caller' | 'clock' | 'random' | 'store'>;

export interface ListedToken {
  readonly id: TokenId;
  readonly kind: 'machine' | 'site';
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** null: the whole centre, or a site's link. */
  readonly unit: NamedUnit | null;
  /** Of a site's link only. */
  readonly channel: { readonly id: ChannelId; readonly name: string } | null;
  readonly createdAt: string;
  /** A person's name ('' once erased), or 'system:cli'. */
  readonly createdBy: string;
  readonly expiresAt: string | null;
  readonly usedAt: string | null;
  readonly revokedAt: string | null;
}

/** In the order in which they were made; revoked and expired ones too. */
export const listTokens = listing({ name: 'token.list', needs: 'token.read' }, (ctx: Asking): ListedToken[] => {
  const { rows } = ctx.store;
  const sees = seesWith(ctx, 'token.read');
  const placed = placesIn(ctx);
  const [unit, maker] = [unitsIn(rows), makerIn(rows)];
  const names = new Map(loadChannels(rows).map(({ id, name }) => [id, name]));
  return loadTokens(rows)
    .filter((token) => sees(placed(token)))
    .map(({ token: _secret, channel, ...row }) => ({
      ...row,
      unit: unit(row.unit),
      channel: channel === null ? null : { id: channel, name: names.get(channel) ?? channel },
      createdBy: maker(row.createdBy),
    }));
});

export interface NewToken {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** null: the whole centre. */
  readonly unit: string | null;
  /** 1–730. */
  readonly days: number;
}

export interface MadeToken {
  readonly id: TokenId;
  /** Shown once. */
  readonly token: string;
}

const MOST_DAYS = 730;

/** Refuses with right.*, unit.unknown, unit.ended, request.wrong (name, scopes), token.expiry, data.*. */
export const addToken = operation(
  { name: 'token.add', needs: 'token.manage', where: (ctx: Changing, { unit }: NewToken) => onUnit(ctx, unit) },
  (ctx: Changing, wanted: NewToken): Result<MadeToken> => {
    const name = goodName(wanted.name);
    if (!name.ok) return name;
    const scopes = SCOPES.filter((scope) => wanted.scopes.includes(scope));
    if (scopes.length === 0 || wanted.scopes.some((scope) => !scopes.includes(scope)))
      return refuse('request.wrong', { field: 'scopes', expected: SCOPES.join(' | ') }, { pointer: '/scopes' });
    const { days } = wanted;
    if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS)
      return refuse('token.expiry', { mostDays: MOST_DAYS }, { pointer: '/days' });
    const now = Temporal.Instant.from(ctx.clock.instant());
    const expiresAt = now.add({ hours: 24 * days }).toString();
    const unit = lastingUnit(ctx, wanted.unit);
    if (!unit.ok) return unit;
    const made = { kind: 'machine' as const, name: name.value, scopes, unit: unit.value, channel: null, expiresAt };
    return keep(ctx, made, unit.value);
  },
);

interface NewSiteLink {
  readonly name: string;
  readonly channel: string;
}

/**
 * For one channel that has not ended; it lasts until it is revoked. Refuses with right.*, channel.unknown, unit.ended,
 * request.wrong (name), data.*.
 */
export const addSiteLink = operation(
  {
    name: 'token.add-site',
    needs: 'token.manage',
    where: (ctx: Changing, { channel }: NewSiteLink) => onChannel(ctx, channel, 'today'),
  },
  (ctx: Changing, wanted: NewSiteLink): Result<MadeToken> => {
    const name = goodName(wanted.name);
    if (!name.ok) return name;
    const place = onChannel(ctx, wanted.channel, 'today');
    if (!place.ok) return place;
    // A telephone for a loudspeaker that is no more would find its sessions never.
    const channel = lastingChannel(ctx, wanted.channel);
    if (!channel.ok) return channel;
    const made = {
      kind: 'site' as const,
      name: name.value,
      scopes: [],
      unit: null,
      channel: channel.value,
      expiresAt: null,
    };
    return keep(ctx, made, unitOfPlace(place.value));
  },
);

type Made = Pick<TokenRow, 'kind' | 'name' | 'scopes' | 'unit' | 'channel' | 'expiresAt'>;

const keep = (ctx: Changing, made: Made, unit: UnitId | null): Result<MadeToken> =>
  ctx.store.transact((rows) => ok(keptIn(ctx, rows, made, unit)));

const keptIn = (ctx: Changing, rows: Rows, made: Made, unit: UnitId | null): MadeToken => {
  const { name, ...rest } = made;
  const id = `t-${ctx.random.bytes(8).toHex()}` as TokenId;
  const token = tokenText(ctx.random.bytes(TOKEN_BYTES), TOKEN_PREFIX[made.kind]);
  const by = actorOf(ctx.caller) ?? 'nobody';
  addTokenRow(rows, {
    id,
    ...made,
    token: tokenHash(token),
    createdAt: ctx.clock.instant(),
    createdBy: by,
    usedAt: null,
    revokedAt: null,
  });
  const operation = made.kind === 'site' ? 'token.add-site' : 'token.add';
  note(ctx, rows, { operation, unit, subject: `token/${id}`, before: null, after: rest, words: name });
  return { id, token };
};

interface Asked {
  readonly id: string;
}

/** The place of a token; token.unknown also for one that the caller may not see. */
const onToken = (ctx: Asking, id: string): Result<Where> => {
  const token = findToken(ctx.store.rows, id);
  const where = token === undefined ? null : placesIn(ctx)(token);
  return where === null || !seesWith(ctx, 'token.read')(where) ? refuse('token.unknown', { id }) : ok(where);
};

/**
 * Another secret link in the place of one that works: the old one ends at once, in the same step. Refuses with right.*, token.unknown (also
 * of what is no site's link, or revoked), unit.ended, data.*.
 */
export const renewSiteLink = operation(
  { name: 'token.renew-site', needs: 'token.manage', where: (ctx: Changing, { id }: Asked) => onToken(ctx, id) },
  (ctx: Changing, asked: Asked): Result<MadeToken & { readonly name: string }> =>
    ctx.store.transact((rows) => {
      const before = findToken(rows, asked.id);
      if (before?.kind !== 'site' || before.channel === null || before.revokedAt !== null)
        return refuse('token.unknown', { id: asked.id });
      const place = onChannel(ctx, before.channel, 'today');
      if (!place.ok) return place;
      const channel = lastingChannel(ctx, before.channel);
      if (!channel.ok) return channel;
      const unit = unitOfPlace(place.value);
      end(ctx, rows, before, unit);
      const { kind, name, scopes, expiresAt } = before;
      const made = { kind, name, scopes, expiresAt, unit: null, channel: channel.value };
      return ok({ ...keptIn(ctx, rows, made, unit), name });
    }),
);

const end = (ctx: Changing, rows: Rows, { id, name }: TokenRow, unit: UnitId | null): void => {
  const at = ctx.clock.instant();
  saveTokenRevoked(rows, id, at);
  note(ctx, rows, {
    operation: 'token.revoke',
    unit,
    subject: `token/${id}`,
    before: { revokedAt: null },
    after: { revokedAt: at },
    words: name,
  });
};

/** At once; what is revoked already stays as it was. Refuses with right.*, token.unknown, data.*. */
export const revokeToken = operation(
  { name: 'token.revoke', needs: 'token.manage', where: (ctx: Changing, { id }: Asked) => onToken(ctx, id) },
  (ctx: Changing, asked: Asked): Result<void> => {
    const where = onToken(ctx, asked.id);
    if (!where.ok) return where;
    const unit = where.value === 'centre' || where.value === 'anywhere' ? null : unitOfPlace(where.value);
    return ctx.store.transact((rows) => {
      const token = findToken(rows, asked.id);
      if (token === undefined) return refuse('token.unknown', { id: asked.id });
      if (token.revokedAt === null) end(ctx, rows, token, unit);
      return ok(undefined);
    });
  },
);
