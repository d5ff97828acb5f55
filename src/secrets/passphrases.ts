/**
 * Passphrases → argon2id hashes and back to yes or no (RFC 9106; parameters of ASVS 5.0 appendix C).
 *
 * Two hashes at once take 92 MiB: enough for people, and as much as a small machine can give. Whoever comes when too
 * many wait is turned away, so that a flood of guesses does not become a queue.
 */
import { argon2, timingSafeEqual } from 'node:crypto';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { nfc } from '../core/text.ts';

/** `memory` in KiB. */
const OURS = { memory: 47_104, passes: 1, parallelism: 1 } as const;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
const AT_ONCE = 2;
const WAITING_AT_MOST = 20;

/** What a passphrase is checked against when there is none: as dear as a real one, and nothing matches it. */
const NOTHING = {
  ...OURS,
  salt: new Uint8Array(SALT_BYTES).fill(0x6c),
  tag: new Uint8Array(TAG_BYTES),
};

export interface Passphrases {
  readonly hash: (text: string) => Promise<Result<string>>;
  readonly check: (text: string, phc: string | null) => Promise<Result<boolean>>;
}

/** `salt` answers as many random bytes as it is asked for. */
export const createPassphrases = (salt: (bytes: number) => Uint8Array): Passphrases => {
  const inTurn = gate();
  return {
    hash: (text) =>
      inTurn(async () => {
        const made = { ...OURS, salt: salt(SALT_BYTES) };
        return phcText({ ...made, tag: await derive(text, made, TAG_BYTES) });
      }),
    check: (text, phc) =>
      inTurn(async () => {
        const wanted = phc === null ? NOTHING : readPhc(phc);
        const same = timingSafeEqual(await derive(text, wanted, wanted.tag.length), wanted.tag);
        return same && phc !== null;
      }),
  };
};

interface Parameters {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly salt: Uint8Array;
}

const derive = (text: string, { salt, ...cost }: Parameters & { readonly tag?: unknown }, tagLength: number) =>
  new Promise<Uint8Array>((resolve, reject) => {
    const { memory, passes, parallelism } = cost;
    const parameters = { message: nfc(text), nonce: salt, memory, passes, parallelism, tagLength };
    argon2('argon2id', parameters, (error, tag) => (error === null ? resolve(tag) : reject(error)));
  });

/** The PHC string format, https://github.com/P-H-C/phc-string-format: base64 without padding. */
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

const phcText = ({ memory, passes, parallelism, salt, tag }: Parameters & { readonly tag: Uint8Array }): string => {
  const [salted, hashed] = [salt, tag].map((bytes) => bytes.toBase64({ omitPadding: true }));
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${salted}$${hashed}`;
};

/** Reads what phcText() wrote, with whatever parameters it was written then; anything else is a bug and throws. */
const readPhc = (phc: string): Parameters & { readonly tag: Uint8Array } => {
  const [, memory, passes, parallelism, salt, tag] = PHC.exec(phc) ?? [];
  if (salt === undefined || tag === undefined) throw new Error('not an argon2id PHC string');
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Uint8Array.fromBase64(salt),
    tag: Uint8Array.fromBase64(tag),
  };
};

/** Runs AT_ONCE pieces of work at a time, in order of arrival. Refuses with sign-in.busy when WAITING_AT_MOST wait. */
const gate = () => {
  let running = 0;
  const waiting: (() => void)[] = [];
  const turn = async (): Promise<void> => {
    if (running < AT_ONCE) running += 1;
    // Whoever finishes hands its place on, so `running` stays as it is.
    else await new Promise<void>((resolve) => waiting.push(resolve));
  };
  return async <T>(work: () => Promise<T>): Promise<Result<T>> => {
    if (running >= AT_ONCE && waiting.length >= WAITING_AT_MOST) return refuse('sign-in.busy', {});
    await turn();
    try {
      return ok(await work());
    } finally {
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
};
