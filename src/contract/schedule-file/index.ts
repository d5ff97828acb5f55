/** Schedule files as bytes → one written schedule, every fault of every file told together. */
import type { Result } from '../../core/result.ts';
import { ok, okUnless } from '../../core/result.ts';
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

/**
 * Refuses with what readScheduleFile refuses, for all files at once, when one of them cannot be looked at further.
 * Other faults come with what was read: the applying tells them together with those it finds itself.
 */
export const readSchedules = (files: readonly FileBytes[]): Result<WrittenFiles> => {
  const results = files.map(({ name, bytes }) => readScheduleFile(name, bytes));
  const read = results.flatMap((result): ReadFile[] => (result.ok ? [result.value] : []));
  if (read.length < results.length)
    return okUnless(
      results.flatMap((result) => (result.ok ? result.value.refusals : result.refusals)),
      () => {
        throw new Error('a file was refused for no reason');
      },
    );
  return ok({
    ...toSchedule(read),
    files: read.map(({ name }) => name),
    notices: read.flatMap(({ notices }) => notices),
  });
};
