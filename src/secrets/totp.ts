/**
 * Codes of an authenticator app: RFC 6238 with SHA-1, 6 digits, 30 seconds, which every app can do.
 *
 * Which codes were used already is for the store to know; here a code after the last used step is right or not.
 */
import { HOTP, Secret, TOTP } from 'otpauth';

const FORM = { issuer: 'Loa', algorithm: 'SHA1', digits: 6, period: 30 } as const;
const STEPS_EARLY_OR_LATE = 1;

/** A copy: bytes from a database may be a view into a larger buffer, and otpauth takes the whole of it. */
const secretOf = (bytes: Uint8Array): Secret => new Secret({ buffer: Uint8Array.from(bytes).buffer });

/** As Secrets.totpStep(). `code` may have spaces in it, as apps show it. */
export const totpStep = (secret: Uint8Array, code: string, now: string, lastStep: number | null): number | null => {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const { algorithm, digits, period } = FORM;
  const current = Math.floor(Temporal.Instant.from(now).epochMilliseconds / 1000 / period);
  let found: number | null = null;
  // Every step is tried, also after one was right: the time that it takes tells nothing.
  for (let step = current - STEPS_EARLY_OR_LATE; step <= current + STEPS_EARLY_OR_LATE; step += 1) {
    const right = HOTP.validate({ token, secret: secretOf(secret), algorithm, digits, counter: step, window: 0 });
    if (right !== null && (lastStep === null || step > lastStep)) found = step;
  }
  return found;
};

/** As Secrets.totpUri(). */
export const totpUri = (secret: Uint8Array, login: string): string =>
  new TOTP({ ...FORM, label: login, secret: secretOf(secret) }).toString();
