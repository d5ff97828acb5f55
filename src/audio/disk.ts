/**
 * What the disk refuses, as answers: a full or locked disk is a person's problem to mend, anything else a bug.
 */
import type { Refused, Result } from '../core/result.ts';
import { refuse } from '../core/result.ts';

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** data.full or data.read-only for what writing may meet; null for everything else. */
const diskRefusal = (error: unknown, path: string): Refused | null => {
  const code = codeOf(error);
  if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') return refuse('data.full', { path });
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return refuse('data.read-only', { path });
  return null;
};

/** Does some writing under `path`; its disk errors become refusals, all others are thrown. */
export const onDisk = async <T>(path: string, write: () => Promise<Result<T>>): Promise<Result<T>> => {
  try {
    return await write();
  } catch (error) {
    const refused = diskRefusal(error, path);
    if (refused) return refused;
    throw error;
  }
};

/** Whether an error says that a file or folder is not there. */
export const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(codeOf(error));

/** The reason a file could not be read, as a short word ('ENOENT'); rethrows what is no file error. */
export const readingError = (error: unknown): string => {
  const code = codeOf(error);
  if (code === '') throw error;
  return code;
};
