/**
 * An urgent notice's JSON, read strictly: a site obeys nothing that it does not wholly understand. Without a library, so that the page's
 * player reads by the same rules as the agent.
 */
import { SHA256_PATTERN } from '../ids.ts';
import type { Result } from '../result.ts';
import { ok, refuse } from '../result.ts';
import type { LocalDate } from '../time/local.ts';
import { dateOfDay, dayNumber } from '../time/periods.ts';
import { instantMs } from '../time/zone.ts';
import { URGENT_FORMAT, URGENT_ID, URGENT_LIMITS, type UrgentNotice, type UrgentOrder } from './model.ts';

type Check = (value: unknown) => boolean;

const textLike =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
const anyText: Check = (value) => typeof value === 'string';
const someText: Check = (value) => typeof value === 'string' && value !== '';
const only =
  (wanted: string): Check =>
  (value) =>
    value === wanted;
const whole =
  (least: number, most: number): Check =>
  (value) =>
    Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most;
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
/** Exactly these fields, each as it has to be. */
const shaped = (fields: Readonly<Record<string, Check>>): Check => {
  const names = Object.keys(fields);
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.keys(value).length === names.length &&
    names.every((name) => Object.hasOwn(value, name) && fields[name]?.((value as Record<string, unknown>)[name]));
};

const INSTANT = /^([1-9]\d{3}-(?:0[1-9]|1[0-2])-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/;

/** RFC 3339, UTC, whole seconds, on a day that exists. */
const instant: Check = (value) => {
  const day = typeof value === 'string' ? INSTANT.exec(value)?.[1] : undefined;
  return day !== undefined && dateOfDay(dayNumber(day as LocalDate)) === day;
};

const id = textLike(URGENT_ID);
const anyLength = whole(1, Number.MAX_SAFE_INTEGER);

const ISSUED: Readonly<Record<string, Check>> = {
  format: only(URGENT_FORMAT),
  origin: someText,
  id,
  issuedAt: instant,
  expiresAt: instant,
  sites: (value) => Array.isArray(value) && value.length > 0 && value.every(someText),
  authority: shaped({ by: someText, office: someText, reason: someText }),
};

const isOrder = shaped({
  ...ISSUED,
  kind: only('order'),
  title: someText,
  text: orNull(anyText),
  language: anyText,
  sound: shaped({
    sha256: textLike(SHA256_PATTERN),
    bytes: anyLength,
    format: textLike(/^[a-z0-9]{2,5}$/),
    lengthMs: anyLength,
  }),
  repeats: whole(1, URGENT_LIMITS.repeats),
  pauseSeconds: whole(0, URGENT_LIMITS.pauseSeconds),
  volume: orNull(whole(0, 100)),
  zone: anyText,
  dayStart: textLike(/^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/),
});

const isCancel = shaped({ ...ISSUED, kind: only('cancel'), cancels: id });

const DAY_MS = URGENT_LIMITS.hours * 3_600_000;

const isBounded = ({ issuedAt, expiresAt }: UrgentNotice): boolean => {
  const lasts = instantMs(expiresAt) - instantMs(issuedAt);
  return lasts > 0 && lasts <= DAY_MS;
};

/** Whether what was kept is an order as it was taken. */
export const isUrgentOrder = (value: unknown): value is UrgentOrder =>
  isOrder(value) && isBounded(value as UrgentOrder);

/** Reads what openUrgent() answered. Refuses with urgent.refused (unreadable): also what would be valid for longer than a day. */
export const readUrgent = (json: string): Result<UrgentNotice> => {
  const value = jsonIn(json);
  return (isOrder(value) || isCancel(value)) && isBounded(value as UrgentNotice)
    ? ok(value as UrgentNotice)
    : refuse('urgent.refused', { fault: 'unreadable', id: '' });
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
