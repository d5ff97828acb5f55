/** What turning a second factor on is made of, whoever turns it on: the secret, its way back, the recovery codes. */
import { base32, fromBase32 } from '../../core/access/base32.ts';
import { RECOVERY_BYTES, RECOVERY_CODES, recoveryHash, recoveryText } from '../../core/access/recovery.ts';
import type { Sha256 } from '../../core/ids.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Ctx } from '../context.ts';

/** RFC 4226 §4: 160 bits, as long as the hash. */
const SECRET_BYTES = 20;

export interface NewSecondFactor {
  /** Base32, for people who cannot scan. */
  readonly secret: string;
  /** 'otpauth://…' for the QR code. */
  readonly uri: string;
}

/** Stored nowhere: it comes back with the first code. */
export const drawSecret = ({ random, secrets }: Pick<Ctx, 'random' | 'secrets'>, login: string): NewSecondFactor => {
  const secret = random.bytes(SECRET_BYTES);
  return { secret: base32(secret), uri: secrets.totpUri(secret, login) };
};

/** Refuses with request.wrong what drawSecret() never gave. */
export const readSecret = (typed: string): Result<Uint8Array> => {
  const secret = fromBase32(typed);
  return secret?.length === SECRET_BYTES ? ok(secret) : refuse('request.wrong', { field: 'secret', expected: 'valid' });
};

/** Recovery codes to be shown once, and what is stored of them. */
export const drawCodes = ({
  random,
}: Pick<Ctx, 'random'>): { readonly recovery: string[]; readonly hashes: Sha256[] } => {
  const recovery = Array.from({ length: RECOVERY_CODES }, () => recoveryText(random.bytes(RECOVERY_BYTES)));
  return { recovery, hashes: recovery.map(recoveryHash) };
};
