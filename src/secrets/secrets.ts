/** What the secrets ring can do; an operation is handed it in its Ctx. It makes and checks, and stores nothing. */
import type { Verify } from '../core/evidence/signed.ts';
import type { Result } from '../core/result.ts';
import { verifyEd25519 } from './ed25519.ts';
import { createPassphrases } from './passphrases.ts';
import { totpStep, totpUri } from './totp.ts';

export interface Secrets {
  /** argon2id as a PHC string. At most two at once; refuses with sign-in.busy when too many wait. */
  readonly hashPassphrase: (text: string) => Promise<Result<string>>;
  /** Whether `text` is what `phc` was made of. null takes as long and is false. Refuses with sign-in.busy. */
  readonly checkPassphrase: (text: string, phc: string | null) => Promise<Result<boolean>>;
  /** Lower-case passphrases that are known to be used often, of any length. Read when first asked for. */
  readonly commonPassphrases: () => Promise<ReadonlySet<string>>;
  /**
   * The time step (RFC 6238, 30 s) for which `code` is right at `now` (RFC 3339), one step early or late allowed; null
   * when there is none after `lastStep`: a code is good once.
   */
  readonly totpStep: (secret: Uint8Array, code: string, now: string, lastStep: number | null) => number | null;
  /** 'otpauth://totp/…' for an authenticator's QR code. */
  readonly totpUri: (secret: Uint8Array, login: string) => string;
  /** Ed25519: whether a device signed that. */
  readonly verify: Verify;
}

export const createSecrets = ({
  random,
}: {
  readonly random: { readonly bytes: (count: number) => Uint8Array };
}): Secrets => {
  const passphrases = createPassphrases(random.bytes);
  return {
    hashPassphrase: passphrases.hash,
    checkPassphrase: passphrases.check,
    commonPassphrases: async () => (await import('./often-used.ts')).OFTEN_USED,
    totpStep,
    totpUri,
    verify: verifyEd25519,
  };
};
