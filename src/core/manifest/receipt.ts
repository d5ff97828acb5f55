/** What a site may say about a version of its manifest, and which of it stands for what. */

/** 'fetched': it was sent; 'opened': a person saw it; 'verified': signature and sound were checked; 'confirmed': a person says yes. */
export const RECEIPT_KINDS = ['fetched', 'opened', 'verified', 'confirmed'] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];

export interface Receipt {
  readonly version: number;
  readonly kind: ReceiptKind;
  /** RFC 3339 instant. */
  readonly at: string;
}

/** What one holder has said, at its newest. */
export interface Held {
  /** The newest version of each kind, and when; a kind that was never said is not in it. */
  readonly newest: Readonly<Partial<Record<ReceiptKind, { readonly version: number; readonly at: string }>>>;
  /** The newest version that this holder has, in whatever way it said so. */
  readonly version: number;
  /** The newest instant of all. */
  readonly lastAt: string;
}

/** From one holder's receipts, at least one, in any order. */
export const heldBy = (receipts: readonly [Receipt, ...Receipt[]]): Held => {
  const newest: Partial<Record<ReceiptKind, { version: number; at: string }>> = {};
  for (const { kind, version, at } of receipts)
    if (version > (newest[kind]?.version ?? 0)) newest[kind] = { version, at };
  return {
    newest,
    version: Math.max(...receipts.map(({ version }) => version)),
    lastAt:
      receipts
        .map(({ at }) => at)
        .toSorted()
        .at(-1) ?? receipts[0].at,
  };
};
