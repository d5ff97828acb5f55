/** Schedule files as bytes → one written schedule, every fault of every file told together. */
import type { Result } from '../../core/result.ts';
import { okUnless } from '../../core/result.ts';
import { type Notice, type ReadFile, readScheduleFile } from './read.ts';
import { toSchedule, type Written } from './to-schedule.ts';

export interface FileBytes {
  /** What messages call the file. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface WrittenFiles extends Written {
  readonly files: readonly string[];
  readonly notices: readonly Notice[];
}

/** Refuses with what readScheduleFile refuses, for all files at once; ids given twice are left to the applying. */
export const readSchedules = (files: readonly FileBytes[]): Result<WrittenFiles> => {
  const results = files.map(({ name, bytes }) => readScheduleFile(name, bytes));
  const read = results.flatMap((result): ReadFile[] => (result.ok ? [result.value] : []));
  const refusals = results.flatMap((result) => (result.ok ? [] : result.refusals));
  return okUnless(refusals, () => ({
    ...toSchedule(read),
    files: read.map(({ name }) => name),
    notices: read.flatMap(({ notices }) => notices),
  }));
};
