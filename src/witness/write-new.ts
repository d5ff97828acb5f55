/** A file that appears whole, on the disk, and only where there was none. */
import { closeSync, fsyncSync, linkSync, openSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Temporary → fsync → its name → fsync of the folder. The name is given by link(), because rename() would take it from a file that
 * is there. Only its owner may read it. Answers whether the name was free; throws what the system says else.
 */
export const writeNew = (path: string, text: string): boolean => {
  const half = `${path}.${process.pid}.part`;
  try {
    const file = openSync(half, 'w', 0o600);
    try {
      writeSync(file, text);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    linkSync(half, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(half, { force: true });
  }
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
  return true;
};
