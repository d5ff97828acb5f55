/**
 * Ok or refused: what every question that a person may get wrong answers with.
 *
 * A refusal is a value that says what is wrong and where; a bug is thrown. This file knows nothing of
 * sentences, status codes or exit codes: the borders put those on.
 */
import type { Place, Refusal, RefusalCode, RefusalParams } from './refusal.ts';

export type Ok<T> = { readonly ok: true; readonly value: T };
export type Refused = { readonly ok: false; readonly refusals: readonly [Refusal, ...Refusal[]] };
export type Result<T> = Ok<T> | Refused;

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

/** One refusal as a whole answer. `place` names the spot in what the person wrote. */
export const refuse = <C extends RefusalCode>(code: C, params: RefusalParams[C], place?: Place): Refused => ({
  ok: false,
  refusals: [refusal(code, params, place)],
});

/** A refusal as a value, to be collected with others before answering. */
export const refusal = <C extends RefusalCode>(code: C, params: RefusalParams[C], place?: Place): Refusal =>
  (place === undefined ? { code, params } : { code, params, place }) as Refusal;

/** Ok with `value` when nothing was refused; otherwise every refusal, in the order found. */
export const okUnless = <T>(refusals: readonly Refusal[], value: () => T): Result<T> => {
  const [first, ...rest] = refusals;
  return first === undefined ? ok(value()) : { ok: false, refusals: [first, ...rest] };
};

/** The value of an answer that the program itself guarantees; a refusal here is a bug and is thrown. */
export const must = <T>(result: Result<T>): T => {
  if (result.ok) return result.value;
  throw new Error(`refused where it cannot be: ${result.refusals.map((r) => r.code).join(', ')}`);
};
