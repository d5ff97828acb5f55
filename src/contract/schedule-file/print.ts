/** A schedule file's value → its text: YAML as people read it, or JSON, which is YAML too. */
import { stringify } from 'yaml';
import type { ScheduleFile } from './schema.ts';

export type FileForm = 'yaml' | 'json';

const SCHEMA = '# yaml-language-server: $schema=./loa-schedule.schema.json\n';

/** Long lists of ids stay on lines of their own: a difference then shows one id. */
export const printSchedule = (file: ScheduleFile, form: FileForm): string =>
  form === 'json'
    ? `${JSON.stringify(file, null, 2)}\n`
    : `${SCHEMA}\n${stringify(file, { schema: 'core', version: '1.2', lineWidth: 0, aliasDuplicateObjects: false })}`;
