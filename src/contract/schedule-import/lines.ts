/**
 * Content lines of iCalendar (RFC 5545 §3.1): unfolded, with name, parameters and value, each knowing its line.
 *
 * Strict and small on purpose: a kept parser (ical.js) repairs what it does not understand and knows no lines, and
 * here every event has to be taken as it was meant or refused at its place. It reads no dates and no rules.
 */
import { oneLine } from '../../core/text.ts';

export interface ContentLine {
  /** Line of the file on which it begins, from 1. */
  readonly line: number;
  /** In upper case. */
  readonly name: string;
  /** Names in upper case; values without their quotes. */
  readonly params: ReadonlyMap<string, readonly string[]>;
  /** As written, still escaped. */
  readonly value: string;
}

/** A line that is none: 'encoding' is not UTF-8, 'line' has no name, colon or closing quote. */
export interface BadLine {
  readonly line: number;
  readonly bad: 'encoding' | 'line';
}

const LF = 10;
const CR = 13;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Lines of the bytes. Folds are undone before letters are read, because some programs fold in the middle of one
 * (§3.1 says that they may). A line feed alone ends a line too; empty lines say nothing.
 */
export const contentLines = (bytes: Uint8Array): (ContentLine | BadLine)[] => {
  const lines: (ContentLine | BadLine)[] = [];
  let parts: Uint8Array[] = [];
  let begun = 1;
  const flush = (): void => {
    if (parts.length > 0) lines.push(lineOf(joined(parts), begun));
    parts = [];
  };
  let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let line = 1; at < bytes.length; line += 1) {
    const found = bytes.indexOf(LF, at);
    const end = found < 0 ? bytes.length : found;
    const raw = bytes.subarray(at, bytes[end - 1] === CR && end > at ? end - 1 : end);
    at = end + 1;
    if (parts.length > 0 && (raw[0] === 0x20 || raw[0] === 0x09)) {
      parts.push(raw.subarray(1));
      continue;
    }
    flush();
    begun = line;
    if (raw.length > 0) parts = [raw];
  }
  flush();
  return lines;
};

const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const [first = new Uint8Array(), ...rest] = parts;
  if (rest.length === 0) return first;
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const NAME = /[A-Za-z0-9-]+/y;
const PLAIN = /[^",;:]*/y;
const QUOTED = /"([^"]*)"/y;

const lineOf = (bytes: Uint8Array, line: number): ContentLine | BadLine => {
  let text: string;
  try {
    text = utf8.decode(bytes).normalize('NFC');
  } catch {
    return { line, bad: 'encoding' }; // the only failure a fatal decoder has
  }
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at = pattern.lastIndex;
    return found;
  };
  const name = take(NAME)?.[0];
  if (name === undefined) return { line, bad: 'line' };
  const params = new Map<string, readonly string[]>();
  while (text[at] === ';') {
    at += 1;
    const key = take(NAME)?.[0];
    if (key === undefined || text[at] !== '=') return { line, bad: 'line' };
    const values: string[] = [];
    do {
      at += 1;
      values.push(take(QUOTED)?.[1] ?? take(PLAIN)?.[0] ?? '');
    } while (text[at] === ',');
    if (params.has(key.toUpperCase())) return { line, bad: 'line' };
    params.set(key.toUpperCase(), values);
  }
  if (text[at] !== ':') return { line, bad: 'line' };
  return { line, name: name.toUpperCase(), params, value: text.slice(at + 1) };
};

/** TEXT (§3.3.11) as it reads, on one line. */
export const textOf = (value: string): string =>
  oneLine(
    value
      .replace(/\\([\\;,nN])/g, (_, letter: string) => (letter === 'n' || letter === 'N' ? ' ' : letter))
      .replace(/\s+/gu, ' '),
  );

/** Values of a list: commas part them, unless escaped. */
export const listOf = (value: string): string[] =>
  (value.match(/(?:\\.|[^,\\])+/gs) ?? []).map((one) => one.trim()).filter((one) => one !== '');
