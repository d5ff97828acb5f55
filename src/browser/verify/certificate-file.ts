/** A file of certificates as text: PEM as it stands, and one certificate in DER (as .crt and .cer files often are) written as PEM. */

/** Longer files are none of certificates. */
const MOST_BYTES = 1_000_000;

/** A sequence, as every certificate in DER begins. */
const SEQUENCE = 0x30;

/** '' for what is far too long. */
export const pemOf = (bytes: Uint8Array): string => {
  if (bytes.length > MOST_BYTES) return '';
  return bytes[0] === SEQUENCE
    ? `-----BEGIN CERTIFICATE-----\n${bytes.toBase64()}\n-----END CERTIFICATE-----\n`
    : new TextDecoder().decode(bytes);
};
