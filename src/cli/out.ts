/** Writing what a command made into a file that the person named. What was there is replaced. */
import { writeFileSync } from 'node:fs';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';

/** Refuses with file.unwritable. */
export const writeOut = (path: string, text: string): Result<void> => {
  try {
    return ok(writeFileSync(path, text));
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return refuse('file.unwritable', { path, reason }, { file: path });
  }
};
