/**
 * Shapes of what people do to single occurrences: edits, their previews, the history, conflicts with ways out, decisions.
 *
 * Shape only: whether there is an occurrence, and whose it is, the operations decide. The command line reads what was
 * typed through the same shapes.
 */
import { z } from 'zod';
import type { ChannelId, ItemId, OverlayId, SegmentId, SessionId, StrandId } from '../core/ids.ts';
import { EDIT_SCOPES, type EditScope, type EditTarget } from '../core/schedule/alterations.ts';
import type { Content } from '../core/schedule/model.ts';
import { type LocalDate, type LocalTime, parseLocalTime } from '../core/time/local.ts';
import { checkedBy, DateText, IdText } from './api.ts';
import { overlayOf } from './schedule-file/ordered.ts';
import { overlay } from './schedule-file/orders.ts';

const ClockText = z.string().superRefine(checkedBy(parseLocalTime)).describe('Local clock time, HH:MM or HH:MM:SS');
const Title = z.string().normalize('NFC').trim().min(1).max(200);
/** An empty one is refused by the operation, with its own sentence. */
const ReasonText = z.string().normalize('NFC').trim().max(500).describe('Why; kept in the history');
const Language = z
  .string()
  .regex(/^[a-z]{2,3}$/)
  .default('vi')
  .describe("BCP 47 primary tag: 'vi', 'km'");
/** A session lasts at most a day. */
const Seconds = z.int().min(1).max(86_400);

const ContentJson = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('item'), item: IdText }),
    z.strictObject({ kind: z.literal('strand'), strand: IdText, count: z.int().min(1).max(20).default(1) }),
    z.strictObject({ kind: z.literal('repeat'), of: IdText.describe('A segment of the same day') }),
    z.strictObject({
      kind: z.literal('relay'),
      source: Title,
      seconds: Seconds.max(14_400),
      fallback: IdText.nullable().default(null),
    }),
    z.strictObject({ kind: z.literal('filler'), item: IdText }),
  ])
  .describe('What fills the place');

const After = IdText.nullable().default(null).describe('The segment after which it stands; null: first');

const SessionActionJson = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cancel') }),
  z.strictObject({
    kind: z.literal('move'),
    day: DateText.nullable().default(null).describe("Another day, only with scope 'this'; null: the same day"),
    time: ClockText,
  }),
  z.strictObject({ kind: z.literal('channels'), channels: z.array(IdText).min(1).max(5000) }),
  z.strictObject({ kind: z.literal('length'), maxSeconds: Seconds }),
  z.strictObject({ kind: z.literal('add'), after: After, title: Title, content: ContentJson, language: Language }),
]);

const SegmentActionJson = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('cancel') }),
  z.strictObject({ kind: z.literal('replace'), content: ContentJson, title: Title.nullable().default(null) }),
  z.strictObject({
    kind: z.literal('move'),
    session: IdText.describe('Another session of the same broadcast day'),
    after: After,
  }),
]);

const how = {
  scope: z.enum(EDIT_SCOPES).default('this').describe('This occurrence, this and all after it, or all'),
  day: DateText.describe(
    'Calendar date on which the schedule asks for the (first) occurrence, wherever it was moved since',
  ),
  reason: ReasonText.default(''),
  evenSo: z.boolean().default(false).describe('Make it although it makes a conflict'),
};

export const EditJson = z
  .discriminatedUnion('of', [
    z.strictObject({ of: z.literal('session'), session: IdText, action: SessionActionJson, ...how }),
    z.strictObject({ of: z.literal('segment'), segment: IdText, action: SegmentActionJson, ...how }),
  ])
  .describe('What to do to which occurrences');

type Edit = EditTarget & {
  readonly scope: EditScope;
  readonly day: LocalDate;
  readonly reason: string;
  readonly evenSo: boolean;
};

const clockOf = (text: string): LocalTime => (text.length === 5 ? `${text}:00` : text) as LocalTime;

/** Ids, days and clock times were checked by the schema. */
export const editOf = (sent: z.infer<typeof EditJson>): Edit => {
  const { scope, reason, evenSo } = sent;
  const rest = { scope, day: sent.day as LocalDate, reason, evenSo };
  return sent.of === 'session'
    ? { of: 'session', session: sent.session as SessionId, action: sessionAction(sent.action), ...rest }
    : { of: 'segment', segment: sent.segment as SegmentId, action: segmentAction(sent.action), ...rest };
};

type SessionAction = Extract<EditTarget, { of: 'session' }>['action'];
type SegmentAction = Extract<EditTarget, { of: 'segment' }>['action'];

const sessionAction = (action: z.infer<typeof SessionActionJson>): SessionAction => {
  switch (action.kind) {
    case 'move':
      return { kind: 'move', day: action.day as LocalDate | null, time: clockOf(action.time) };
    case 'channels':
      return { kind: 'channels', channels: [...new Set(action.channels)] as ChannelId[] };
    case 'add':
      return { ...action, after: action.after as SegmentId | null, content: contentOf(action.content) };
    default:
      return action;
  }
};

const segmentAction = (action: z.infer<typeof SegmentActionJson>): SegmentAction => {
  switch (action.kind) {
    case 'move':
      return { kind: 'move', session: action.session as SessionId, after: action.after as SegmentId | null };
    case 'replace':
      return { ...action, content: contentOf(action.content) };
    default:
      return action;
  }
};

const contentOf = (content: z.infer<typeof ContentJson>): Content => {
  switch (content.kind) {
    case 'item':
    case 'filler':
      return { kind: content.kind, item: content.item as ItemId };
    case 'strand':
      return { ...content, strand: content.strand as StrandId };
    case 'repeat':
      return { kind: 'repeat', of: content.of as SegmentId };
    case 'relay':
      return { ...content, fallback: content.fallback as ItemId | null };
  }
};

export const UndoJson = z.strictObject({ reason: ReasonText.default('') });

export const DecisionJson = z
  .strictObject({
    channel: IdText,
    day: DateText,
    first: z.string().min(1).max(200).describe('The side that keeps its time, as `slot` of the conflict names it'),
    second: z.string().min(1).max(200).describe('The side that yields'),
    reason: ReasonText.default(''),
  })
  .describe('Which of two that collide goes first');

export const decisionOf = ({ day, ...sent }: z.infer<typeof DecisionJson>) => ({ ...sent, day: day as LocalDate });

/** As a schedule file writes it; without an id it gets one from its name. */
export const OverlayJson = overlay
  .extend({ id: IdText.optional(), reason: ReasonText.default('') })
  .describe('An order for some days');

export const newOverlayOf = ({ id, ...sent }: z.infer<typeof OverlayJson>) => ({
  ...overlayOf({ ...sent, id: id ?? '' }),
  id: (id ?? null) as OverlayId | null,
});

export const LiftJson = z.strictObject({
  from: DateText.describe('First day on which it holds no more: today or later'),
  reason: ReasonText.default(''),
});

export { EDIT_SCOPES };
