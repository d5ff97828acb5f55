/**
 * The form "Ghi nhận phát sóng" as it was typed → what `record-airing` asks for.
 *
 * Everything typed is kept as text, so that a refused form comes back as it was sent. What a statement must
 * contain is the core's to say; here only what cannot be read at all is refused.
 */
import { isStatementId } from '../../contract/air-log-statement.ts';
import { words } from '../../contract/sentences/index.ts';
import type { NotAiredReason, Outcome, Role } from '../../core/evidence/entry.ts';
import type { Refusal } from '../../core/refusal.ts';
import { okUnless, type Result, refusal } from '../../core/result.ts';
import type { LocalDate, LocalTime } from '../../core/time/local.ts';
import type { RecordAiring } from '../../operations/record-airing.ts';
import type { Messages } from '../messages/vi.ts';

export const FIELDS = [
  'session',
  'outcome',
  'entry',
  'startedAt',
  'minutes',
  'seconds',
  'reason',
  'note',
  'role',
  'by',
  'corrects',
  'statement',
] as const;

export type Field = (typeof FIELDS)[number];

/** The fields as typed; '' where nothing was. */
export type Typed = Readonly<Record<Field, string>>;

/** As the API takes them. */
export const NOTE_LIMIT = 2000;
export const NAME_LIMIT = 200;

/** The closed lists, in the order in which people are asked; each has its word, so none can be missing. */
export const OUTCOMES = Object.keys(words('vi').outcomes) as Outcome[];
export const REASONS = Object.keys(words('vi').notAiredReasons) as NotAiredReason[];
export const ROLES = Object.keys(words('vi').roles) as Role[];

export const typedFrom = (form: Readonly<Record<string, unknown>>): Typed => {
  const text = (name: Field): string => {
    const value = form[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  return Object.fromEntries(FIELDS.map((name) => [name, text(name)])) as Record<Field, string>;
};

export const NOTHING_TYPED: Typed = typedFrom({});

const CLOCK = /^(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;
const COUNT = /^\d{1,6}$/;

/** Refuses with request.wrong and time.clock, each at its field ('/minutes'), all at once. */
export const readStatement = (
  typed: Typed,
  channel: string,
  day: LocalDate,
  expected: Messages['say']['expected'],
): Result<RecordAiring> => {
  const refusals: Refusal[] = [];
  const wrong = (field: Field, text: string): null => {
    refusals.push(refusal('request.wrong', { field: typed[field], expected: text }, { pointer: `/${field}` }));
    return null;
  };
  const oneOf = <Value extends string>(field: Field, list: readonly Value[], text: string): Value | null =>
    list.find((value) => value === typed[field]) ?? wrong(field, text);
  const count = (field: Field, text: string): number | null => {
    if (typed[field] === '') return null;
    return COUNT.test(typed[field]) ? Number(typed[field]) : wrong(field, text);
  };
  const short = (field: Field, limit: number): string | null => {
    if (typed[field].length > limit) return wrong(field, expected.text(limit));
    return typed[field] === '' ? null : typed[field];
  };
  const clock = (): LocalTime | null => {
    if (typed.startedAt === '') return null;
    if (CLOCK.test(typed.startedAt)) return typed.startedAt.padEnd(8, ':00') as LocalTime;
    refusals.push(refusal('time.clock', { text: typed.startedAt }, { pointer: '/startedAt' }));
    return null;
  };
  const outcome = oneOf('outcome', OUTCOMES, expected.outcome);
  const startedAt = clock();
  const [minutes, seconds] = [count('minutes', expected.heard), count('seconds', expected.heard)];
  const reason = typed.reason === '' ? null : oneOf('reason', REASONS, expected.reason);
  const note = short('note', NOTE_LIMIT);
  const role = oneOf('role', ROLES, expected.role);
  const by = short('by', NAME_LIMIT);
  const corrects = count('corrects', expected.corrects);
  return okUnless(refusals, () => ({
    channel,
    day,
    session: typed.session,
    entry: typed.entry === '' ? null : typed.entry,
    // Nothing was refused, so both were in their lists.
    outcome: outcome as Outcome,
    role: role as Role,
    reason,
    note,
    startedAt,
    secondsHeard: minutes === null && seconds === null ? null : (minutes ?? 0) * 60 + (seconds ?? 0),
    by,
    corrects,
    // The form brings its own id; one that was made up is as if there were none.
    statement: isStatementId(typed.statement) ? typed.statement : null,
  }));
};

/** Beside which field a refusal is told; null: above the form. */
export const fieldOf = ({ code, place }: Refusal, typed: Typed): Field | null => {
  const pointed = FIELDS.find((name) => place?.pointer === `/${name}`);
  if (pointed !== undefined) return pointed === 'seconds' ? 'minutes' : pointed;
  switch (code) {
    case 'log.reason-missing':
      return typed.reason === 'other' ? 'note' : 'reason';
    case 'log.time-missing':
    case 'log.seconds':
      return 'minutes';
    case 'log.future':
    case 'log.outside':
      return typed.startedAt === '' ? 'outcome' : 'startedAt';
    case 'log.said-already':
    case 'log.corrects-other':
    case 'log.entry-unknown':
      return 'corrects';
    case 'log.airing-unknown':
      return 'entry';
    case 'log.role-not-yours':
      return 'role';
    default:
      return null;
  }
};
