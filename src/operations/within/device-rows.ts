/** Whether rows are as their device wrote them: the chain and the signatures that came with them, held against the keys that we know. */
import type { ReportRow } from '../../core/evidence/report.ts';
import { firstWrongRow, type LinkedRow } from '../../core/evidence/row-chain.ts';
import type { Refusal } from '../../core/refusal.ts';
import { refusal } from '../../core/result.ts';
import { devicesNamed } from '../../store/devices.ts';
import type { Ctx } from '../context.ts';

/** What came with rows. */
export interface RowChain {
  /** One for each row, in the same order; null: the sender signs nothing. */
  readonly links: readonly LinkedRow[] | null;
  /** The key that the sender says is the device's, 32 bytes: for devices that nobody enrolled. null: none was sent. */
  readonly key: Uint8Array | null;
}

export const UNSIGNED: RowChain = { links: null, key: null };

type Looking = Pick<Ctx, 'secrets' | 'store'>;

/** site.row-signature at the first wrong row ('/rows/3') of each device; none: all are as they were written, or of devices that do not sign. */
export const unlikeSigned = (ctx: Looking, rows: readonly ReportRow[], { links, key }: RowChain): Refusal[] => {
  const devices = Map.groupBy(rows.entries(), ([, { device }]) => device);
  const enrolled = new Map(devicesNamed(ctx.store.rows, [...devices.keys()]).map((one) => [one.name, one]));
  return [...devices].flatMap(([device, own]) => {
    const refuse = (at: number, fault: Fault): Refusal[] => {
      const [n, row] = own[at] ?? [0, undefined];
      const params = { device, n: links?.[n]?.n ?? row?.row ?? 0, fault };
      return [{ ...refusal('site.row-signature', params), place: { pointer: `/rows/${n}` } }];
    };
    const known = enrolled.get(device);
    const by = known === undefined ? key : Uint8Array.fromHex(known.publicKey);
    if (known !== undefined && known.revokedAt !== null) return refuse(0, 'revoked');
    const elsewhere = known === undefined ? -1 : own.findIndex(([, { channel }]) => channel !== known.channel);
    if (elsewhere >= 0) return refuse(elsewhere, 'channel');
    if (links === null) return known === undefined ? [] : refuse(0, 'missing');
    if (by === null) return [];
    const signed = own.flatMap(([n]) => links[n] ?? []);
    if (signed.length < own.length) return refuse(0, 'missing');
    const wrong = firstWrongRow(signed, (message, signature) => ctx.secrets.verify(by, message, signature), 'any');
    return wrong === null ? [] : refuse(wrong.at, wrong.fault);
  });
};

type Fault = Parameters<typeof refusal<'site.row-signature'>>[1]['fault'];
