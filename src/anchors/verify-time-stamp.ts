/**
 * Whether a time stamp's signature, certificates and stamped bytes hold: asked of openssl (`openssl ts -verify`), whose word
 * counts for more than ours would, and which anybody can ask again with the same files.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok, type Result, refuse } from '../core/result.ts';

export interface TimeStampProof {
  /** The token in DER. */
  readonly token: Uint8Array;
  /** What was stamped: the bytes, not their digest. */
  readonly data: Uint8Array;
  /** The certificates that are believed, as PEM. */
  readonly ca: string;
}

const TIMEOUT_MS = 20_000;

/** Refuses with timestamp.wrong: signature, and timestamp.unchecked when openssl is missing. */
export const verifyTimeStamp = async ({ token, data, ca }: TimeStampProof): Promise<Result<void>> => {
  const unchecked = refuse('timestamp.unchecked', { tool: 'openssl' });
  const folder = mkdtempSync(join(tmpdir(), 'loa-time-stamp-'));
  try {
    const [tokenFile, dataFile, caFile] = [join(folder, 'token'), join(folder, 'data'), join(folder, 'ca.pem')];
    writeFileSync(caFile, ca);
    writeFileSync(tokenFile, token);
    writeFileSync(dataFile, data);
    const words = ['ts', '-verify', '-data', dataFile, '-in', tokenFile, '-token_in', '-CAfile', caFile];
    const code = await exitOf('openssl', words);
    if (code === null) return unchecked;
    return code === 0 ? ok(undefined) : refuse('timestamp.wrong', { fault: 'signature' });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** The text of a file of certificates. Refuses with timestamp.unchecked when it cannot be read. */
export const certificatesIn = (path: string): Result<string> => {
  try {
    return ok(readFileSync(path, 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    return refuse('timestamp.unchecked', { tool: 'openssl' });
  }
};

/** null: it could not be started, or did not end by itself. */
const exitOf = (command: string, words: readonly string[]): Promise<number | null> =>
  new Promise((resolve) => {
    const child = spawn(command, words, { stdio: 'ignore', timeout: TIMEOUT_MS, killSignal: 'SIGKILL' });
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
