/** Content lines → components of iCalendar (RFC 5545 §3.6), nested as BEGIN and END say. Knows no meaning of any. */
import type { Refusal } from '../../core/refusal.ts';
import { refusal } from '../../core/result.ts';
import { type BadLine, type ContentLine, contentLines } from './lines.ts';

export interface Component {
  /** 'VEVENT', in upper case. */
  readonly name: string;
  /** Of its BEGIN. */
  readonly line: number;
  readonly properties: readonly ContentLine[];
  readonly within: readonly Component[];
  /** Lines in it that cannot be read. */
  readonly bad: readonly BadLine[];
}

interface Open extends Component {
  readonly properties: ContentLine[];
  readonly within: Component[];
  readonly bad: BadLine[];
}

/** VCALENDAR, VEVENT, VALARM; VTIMEZONE, STANDARD. */
const DEPTH_LIMIT = 4;

const opened = (name: string, line: number): Open => ({ name, line, properties: [], within: [], bad: [] });

/**
 * The calendars of a file. A file that ends in the middle, or is no calendar, is refused as a whole with
 * import.syntax; a bad line is kept with the component that it stands in, one after a calendar with `stray`.
 */
export const components = (
  file: string,
  bytes: Uint8Array,
): {
  readonly calendars: readonly Component[];
  /** Lines between or after calendars, which belong to none. */
  readonly stray: readonly { readonly line: number }[];
  readonly refusals: readonly Refusal[];
} => {
  const top = opened('', 1);
  const open: Open[] = [top];
  const wrong = (reason: string, line: number) => ({
    calendars: [],
    stray: [],
    refusals: [refusal('import.syntax', { reason }, { file, line })],
  });
  const stray: { line: number }[] = [];
  let last = 1;
  for (const each of contentLines(bytes)) {
    const here = open.at(-1) ?? top;
    last = each.line;
    if (here === top && top.within.length > 0 && ('bad' in each || !['BEGIN', 'END'].includes(each.name))) {
      stray.push({ line: each.line });
    } else if ('bad' in each) {
      if (here === top) return wrong('no-calendar', each.line);
      here.bad.push(each);
    } else if (each.name === 'BEGIN') {
      const name = each.value.trim().toUpperCase();
      if (here === top && name !== 'VCALENDAR') return wrong('no-calendar', each.line);
      if (open.length > DEPTH_LIMIT) return wrong('nesting', each.line);
      const next = opened(name, each.line);
      here.within.push(next);
      open.push(next);
    } else if (each.name === 'END') {
      if (here === top || each.value.trim().toUpperCase() !== here.name) return wrong('nesting', each.line);
      open.pop();
    } else if (here === top) return wrong('no-calendar', each.line);
    else here.properties.push(each);
  }
  if (open.length > 1) return wrong('unfinished', last);
  if (top.within.length === 0) return wrong('no-calendar', 1);
  return { calendars: top.within, stray, refusals: [] };
};
