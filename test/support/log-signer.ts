/** Who signs the logs that tests make: the same key each time, from a seed. Another seed is another key, and may be a thief's. */
import { createPublicKey } from 'node:crypto';
import { verifierKey } from '../../src/core/evidence/verifier-key.ts';
import { must } from '../../src/core/result.ts';
import type { LogSealer } from '../../src/secrets/log-key.ts';
import { signer } from './ed25519.ts';

const TEST_ORIGIN = 'loa-114c0de5/nhat-ky';

const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

export const logSignerOf = (seed = 114, origin = TEST_ORIGIN): LogSealer => {
  const { publicKey, sign } = signer(seed);
  const spki = createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: 'der', type: 'spki' });
  return {
    key: must(verifierKey('note', origin, publicKey)),
    sign,
    along: null,
    isNext: false,
    pem: spki.export({ type: 'spki', format: 'pem' }).toString(),
  };
};
