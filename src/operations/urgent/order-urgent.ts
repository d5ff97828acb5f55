/**
 * Ordering an emergency, and ending one: a signed notice for the sites of chosen channels, in force from now on.
 *
 * The sound is made first; then one transaction signs and stores the order. Sites learn of it at their next question.
 */
import { unitOfPlace } from '../../core/access/decide.ts';
import { actorOf } from '../../core/access/model.ts';
import type { ChannelId, UnitId } from '../../core/ids.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { ok, okUnless, refusal, refuse } from '../../core/result.ts';
import { nfc, oneLine } from '../../core/text.ts';
import {
  URGENT_FORMAT,
  URGENT_ID,
  URGENT_LIMITS,
  type UrgentAuthority,
  type UrgentCancel,
  type UrgentNotice,
  type UrgentOrder,
  urgentId,
} from '../../core/urgent/model.ts';
import { ownUrgent, signUrgent } from '../../core/urgent/signed-urgent.ts';
import type { Rows } from '../../store/database.ts';
import { loadSchedule } from '../../store/schedule.ts';
import { addUrgent, findCancelOf, findUrgent } from '../../store/urgent.ts';
import type { Ctx } from '../context.ts';
import { type Asking, operation } from '../operation.ts';
import { findChannel, onChannel } from '../within/ground.ts';
import { note } from '../within/note.ts';
import { onChannels } from '../within/on-channels.ts';
import { urgentSigning } from '../within/urgent-signer.ts';
import { type UrgentContent, urgentSound } from '../within/urgent-sound.ts';

export interface AskedUrgent extends UrgentContent, UrgentAuthority {
  /** By which whoever asks twice orders once; not given: a new one. */
  readonly id?: string | undefined;
  readonly channels: readonly string[];
  readonly title: string;
  readonly repeats: number;
  readonly pauseSeconds: number;
  /** For how long it is valid. */
  readonly minutes: number;
  /** 0–100; null: as the sites have it. */
  readonly volume: number | null;
}

/** Refuses with right.*, second-factor.*, channel.unknown, request.wrong, media.unknown, speech.*, urgent.long, urgent-key.*, schedule-key.*, audio.*, render.*, data.*. */
export const orderUrgent = operation(
  {
    name: 'urgent.order',
    needs: 'day.approve',
    where: (ctx: Ctx, { channels }: AskedUrgent) => onChannels(ctx, 'day.approve', channels),
  },
  async (ctx: Ctx, asked: AskedUrgent): Promise<Result<UrgentOrder>> => {
    const fit = fitting(asked);
    if (!fit.ok) return fit;
    const { id = newId(ctx) } = asked;
    const before = orderedBefore(ctx, id);
    if (before !== null) return before;
    const channels = [...new Set(asked.channels)];
    const found = findChannel(loadSchedule(ctx.store.rows), channels[0] ?? '');
    if (!found.ok) return found;
    const { station } = found.value;
    const sound = await ctx.audio.urgently(() => urgentSound(ctx, asked, station));
    if (!sound.ok) return sound;
    const now = Temporal.Instant.from(ctx.clock.instant());
    const content = {
      ...{ format: URGENT_FORMAT as typeof URGENT_FORMAT, kind: 'order' as const, id, sites: channels },
      ...{ issuedAt: now.toString(), expiresAt: now.add({ minutes: asked.minutes }).toString() },
      authority: authorityOf(asked),
      title: words(asked.title),
      text: asked.text.trim() === '' ? null : nfc(asked.text.trim()),
      language: asked.language,
      sound: sound.value,
      ...{ repeats: asked.repeats, pauseSeconds: asked.pauseSeconds, volume: asked.volume },
      ...{ zone: station.zone, dayStart: station.dayStart },
    };
    // Its sound takes a while to be made: somebody may have pressed again meanwhile.
    return ctx.store.transact(
      (rows) => orderedBefore(ctx, id) ?? issued(ctx, rows, 'urgent.order', (origin) => ({ ...content, origin })),
    );
  },
);

export interface AskedCancel extends UrgentAuthority {
  readonly id: string;
}

const sitesOf = ({ store }: Pick<Ctx, 'store'>, id: string): readonly string[] | null => {
  const row = findUrgent(store.rows, id);
  return row === undefined || row.cancels !== null ? null : ownUrgent(row.note).sites;
};

/** Refuses with right.*, second-factor.*, urgent.unknown, urgent.over, request.wrong, urgent-key.*, data.*. */
export const cancelUrgent = operation(
  {
    name: 'urgent.cancel',
    needs: 'day.approve',
    where: (ctx: Ctx, { id }: AskedCancel) => {
      const sites = sitesOf(ctx, id);
      return sites === null ? refuse('urgent.unknown', { id }) : onChannels(ctx, 'day.approve', sites);
    },
  },
  (ctx: Ctx, asked: AskedCancel): Result<UrgentCancel> => {
    const faults = unnamed(asked);
    const { id } = asked;
    return ctx.store.transact((rows): Result<UrgentCancel> => {
      const row = findUrgent(rows, id);
      if (row === undefined) return refuse('urgent.unknown', { id });
      const now = ctx.clock.instant();
      if (row.expiresAt <= now) return refuse('urgent.over', { id, how: 'expired' });
      if (findCancelOf(rows, id) !== undefined) return refuse('urgent.over', { id, how: 'cancelled' });
      const named = okUnless(faults, () => null);
      if (!named.ok) return named;
      return issued(ctx, rows, 'urgent.cancel', (origin) => ({
        ...{ format: URGENT_FORMAT, kind: 'cancel', id: newId(ctx), origin, cancels: id },
        // In force for as long as what it cancels would be.
        ...{ issuedAt: now, expiresAt: row.expiresAt, sites: ownUrgent(row.note).sites },
        authority: authorityOf(asked),
      }));
    });
  },
);

const words = (text: string): string => nfc(oneLine(text)).trim();

const authorityOf = ({ by, office, reason }: UrgentAuthority): UrgentAuthority => ({
  by: words(by),
  office: words(office),
  reason: words(reason),
});

const newId = ({ random }: Pick<Ctx, 'random'>): string => urgentId(random.bytes(8));

/** The order that the caller gave by this id; null: none yet. Refuses with request.wrong where it is another's, or no order. */
const orderedBefore = ({ store, caller }: Pick<Ctx, 'store' | 'caller'>, id: string): Result<UrgentOrder> | null => {
  const row = findUrgent(store.rows, id);
  if (row === undefined) return null;
  const notice = ownUrgent(row.note);
  return notice.kind === 'order' && row.orderedBy === actorOf(caller)
    ? ok(notice)
    : refuse('request.wrong', { field: 'id', expected: 'khan-…' }, { pointer: '/id' });
};

const wrong = (field: string, expected: string): Refusal =>
  refusal('request.wrong', { field, expected }, { pointer: `/${field}` });

const unnamed = (asked: UrgentAuthority): Refusal[] =>
  (['by', 'office', 'reason'] as const)
    .filter((field) => words(asked[field]) === '')
    .map((field) => wrong(field, 'some-words'));

const fitting = (asked: AskedUrgent): Result<null> => {
  const { id, channels, title, sound, text, repeats, pauseSeconds, minutes, volume } = asked;
  const within = (field: string, value: number, least: number, most: number): Refusal[] =>
    Number.isInteger(value) && value >= least && value <= most ? [] : [wrong(field, `${least}–${most}`)];
  return okUnless(
    [
      ...(id === undefined || URGENT_ID.test(id) ? [] : [wrong('id', 'khan-…')]),
      ...(channels.length === 0 ? [wrong('channels', '≥ 1')] : []),
      ...(words(title) === '' ? [wrong('title', 'some-words')] : []),
      ...(sound === null && text.trim() === '' ? [wrong('text', 'some-words')] : []),
      ...unnamed(asked),
      ...within('repeats', repeats, 1, URGENT_LIMITS.repeats),
      ...within('pauseSeconds', pauseSeconds, 0, URGENT_LIMITS.pauseSeconds),
      ...within('minutes', minutes, 1, URGENT_LIMITS.hours * 60),
      ...(volume === null ? [] : within('volume', volume, 0, 100)),
    ],
    () => null,
  );
};

/** Signs and stores it, with an audit row for each unit that it concerns: who ordered it and why stand there, and can be erased. */
const issued = <T extends UrgentNotice>(
  ctx: Ctx,
  rows: Rows,
  operationName: string,
  noticeBy: (origin: string) => T,
): Result<T> => {
  const signing = urgentSigning(ctx, rows);
  if (!signing.ok) return signing;
  const { key, sign } = signing.value.signer;
  const notice = noticeBy(key.name);
  const { id, issuedAt, expiresAt, sites, authority } = notice;
  const cancels = notice.kind === 'cancel' ? notice.cancels : null;
  const orderedBy = actorOf(ctx.caller) ?? 'nobody';
  const row = { id, note: signUrgent(notice, key, sign), issuedAt, expiresAt, cancels, orderedBy };
  addUrgent(rows, row, sites as readonly ChannelId[]);
  for (const [unit, channels] of byUnit(ctx, sites))
    note(ctx, rows, {
      ...{ operation: operationName, unit, subject: `urgent/${cancels ?? id}`, before: null },
      after: { id, expiresAt, channels },
      words: `${authority.by}, ${authority.office}: ${authority.reason}`,
    });
  return ok(notice);
};

const byUnit = (ctx: Asking, sites: readonly string[]): Map<UnitId | null, string[]> =>
  Map.groupBy(sites, (site) => {
    const place = onChannel(ctx, site, 'today');
    return place.ok ? unitOfPlace(place.value) : null;
  });
