/** Time stamps (RFC 3161) written by hand, so that each part of one can be another: no authority signs them. */
import { der, derInteger, TAG } from '../../src/core/evidence/der.ts';

const hex = (text: string): Uint8Array => Uint8Array.fromHex(text.replaceAll(' ', ''));
export const ascii = (text: string): Uint8Array => new TextEncoder().encode(text);
export const seq = (...parts: readonly Uint8Array[]) => der(TAG.sequence, ...parts);
export const int = (...bytes: readonly number[]) => derInteger(Uint8Array.from(bytes));
/** An OBJECT IDENTIFIER by its bytes in hex. */
export const oid = (bytes: string) => der(TAG.oid, hex(bytes));

/** id-sha256. */
export const SHA256 = '608648016503040201';

export const imprint = (about: Uint8Array, hash = SHA256, parameters = der(TAG.nothing)) =>
  seq(seq(oid(hash), parameters), der(TAG.octets, about));

export interface StampInfo {
  /** MessageImprint. */
  readonly about: Uint8Array;
  /** GeneralizedTime. */
  readonly time?: string;
  /** What follows the time: accuracy, ordering, nonce. */
  readonly tail?: readonly Uint8Array[];
}

/** TSTInfo. */
export const stampInfo = ({ about, time = '20261129120000Z', tail = [] }: StampInfo) =>
  seq(int(1), oid('2a0304'), about, int(9), der(TAG.time, ascii(time)), ...tail);

/** ContentInfo: an object identifier in hex, and what is said to be of that type. */
export const contentInfo = (type: string, value: Uint8Array) => seq(oid(type), der(TAG.context0, value));

/** The token around a TSTInfo, without any signature. */
export const stampToken = (info: Uint8Array) =>
  contentInfo(
    '2a864886f70d010702',
    seq(int(3), der(TAG.set), contentInfo('2a864886f70d0109100104', der(TAG.octets, info)), der(TAG.set)),
  );
