/** The urgent orders of a player as values. */
import type { UrgentEnd, UrgentOrder } from '../urgent/model.ts';

export interface TakenOrder {
  readonly order: UrgentOrder;
  /** How often it was begun, and how often it was heard to its end. */
  readonly begun: number;
  readonly whole: number;
  /** It is not begun again before that, in Now.wallMs's measure; null: whenever it can be. */
  readonly notBeforeMs: number | null;
}

export interface Urgency {
  /** Taken and not over, in the order in which they came. */
  readonly orders: readonly TakenOrder[];
  /** How those ended that are over, by id, and until when they would have been valid: none of them ever sounds again. */
  readonly over: ReadonlyMap<string, { readonly how: UrgentEnd; readonly untilMs: number }>;
  /** Key of the session that an order broke off and that goes on after it; null: none. */
  readonly interrupted: string | null;
  /** The last stretch of time in which an order had the air, in Now.wallMs's measure. */
  readonly held: { readonly fromMs: number; readonly toMs: number } | null;
}

export const NOTHING_URGENT: Urgency = { orders: [], over: new Map(), interrupted: null, held: null };
