/** A file of another program → a written schedule that can be applied, with all that was refused or left aside. */
import type { ScheduleFile } from '../schedule-file/schema.ts';
import { toSchedule, type Written } from '../schedule-file/to-schedule.ts';
import { importGrid } from './grid.ts';
import { importIcs } from './ics.ts';
import type { Imported, ImportGround } from './model.ts';

export { groundOfImport } from './ground.ts';
export type { Imported } from './model.ts';

export const IMPORT_FORMATS = ['ics', 'csv'] as const;
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/** By the ending of a file's name; undefined for another. */
export const importFormatOf = (name: string): ImportFormat | undefined =>
  IMPORT_FORMATS.find((format) => name.toLowerCase().endsWith(`.${format}`));

export const importFile = (
  format: ImportFormat,
  name: string,
  bytes: Uint8Array,
  ground: ImportGround,
  content: string | null,
): Imported => (format === 'ics' ? importIcs(name, bytes, ground, { content }) : importGrid(name, bytes, ground));

export const fileOfImport = ({ made }: Imported): ScheduleFile => ({ sessions: made.map(({ session }) => session) });

/**
 * What was taken, as if it were a schedule file called `source`. What applying finds wrong is told at the event or row it
 * comes from.
 */
export const writtenImport = (imported: Imported, source: string): Written & { readonly files: readonly string[] } => {
  const { made, name } = imported;
  const locate = (path: readonly (string | number)[]) =>
    (path[0] === 'sessions' && typeof path[1] === 'number' ? made[path[1]]?.place : undefined) ?? { file: name };
  const read = { name: source, file: fileOfImport(imported), notices: [], refusals: [], locate };
  return { ...toSchedule([read]), files: [source] };
};
