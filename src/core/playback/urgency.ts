/** The urgent orders of a player as values. */
import type { UrgentEnd, UrgentNotice, UrgentOrder, UrgentReceipt } from '../urgent/model.ts';

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

/** Whether the player knows of each notice: what could not be kept (a full disk) is asked for again. */
export const holdsAll = ({ orders, over }: Urgency, notices: readonly UrgentNotice[]): boolean =>
  notices.every((one) => {
    const id = one.kind === 'order' ? one.id : one.cancels;
    return over.has(id) || orders.some(({ order }) => order.id === id);
  });

export interface UrgentSaid {
  readonly order: string;
  readonly kind: UrgentReceipt;
}

/** What of each order is to be told to the centre, in order; what was told before it knows. */
export const receiptsOf = ({ orders, over }: Urgency): readonly UrgentSaid[] => [
  ...orders.flatMap(({ order: { id }, begun }): UrgentSaid[] => [
    { order: id, kind: 'received' },
    ...(begun > 0 ? [{ order: id, kind: 'sounding' as const }] : []),
  ]),
  ...[...over].map(([order, { how }]): UrgentSaid => ({ order, kind: how })),
];

/**
 * What a player keeps that is switched off for good or for a while: an order that was heard is not heard again from its first time; of one
 * that never began it says nothing later.
 */
export const leftOver = ({ orders, over }: Urgency): Urgency => ({
  ...NOTHING_URGENT,
  orders: orders.filter(({ begun }) => begun > 0),
  over,
});
