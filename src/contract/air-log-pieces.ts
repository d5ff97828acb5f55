/** The air log as text, a piece at a time: it may be a million rows. */
import type { AirLogFormat } from './air-log.ts';
import { type AnyLine, anyRowJson } from './air-log-any.ts';

/** What stands around the entries in JSON. */
export interface AirLogFrame {
  readonly from: string;
  readonly to: string;
  /** `cursor` of the next page. */
  readonly next: string | null;
}

type Pieces = (lines: IteratorObject<AnyLine>, frame: AirLogFrame) => Generator<string>;

export const AIR_LOG_PIECES: Readonly<Record<Exclude<AirLogFormat, 'csv' | 'xlsx'>, Pieces>> = {
  *json(lines, { from, to, next }) {
    yield `{"from":"${from}","to":"${to}","entries":[`;
    let before = '\n';
    for (const line of lines) {
      yield `${before}${JSON.stringify(anyRowJson(line))}`;
      before = ',\n';
    }
    yield `\n],"next":${JSON.stringify(next)}}\n`;
  },
  *ndjson(lines) {
    for (const line of lines) yield `${JSON.stringify(anyRowJson(line))}\n`;
  },
};
