/** A file that lies in the data folder while the service runs: one that is there at the start was left by a run that broke off. */
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import { guarded } from './failures.ts';

const pathIn = (folder: string): string => join(folder, 'running');

/** Lays it down; answers whether the run before had ended in order. Refuses with data.*. */
export const layMarker = (folder: string): Result<boolean> => {
  const path = pathIn(folder);
  return guarded(path, () => {
    const clean = !existsSync(path);
    if (clean) writeFileSync(path, '', { mode: 0o600 });
    return ok(clean);
  });
};

/** Refuses with data.*. */
export const liftMarker = (folder: string): Result<void> => {
  const path = pathIn(folder);
  return guarded(path, () => ok(rmSync(path, { force: true })));
};
