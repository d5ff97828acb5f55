/** What a traced program did to the files of one folder, in order, read from strace's output (-y -xx). */
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

export type Event =
  | { readonly what: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly what: 'truncate'; readonly file: string; readonly length: number }
  | { readonly what: 'sync' | 'unlink'; readonly file: string }
  /** A whole line on the program's own output. */
  | { readonly what: 'said'; readonly line: string };

const unhex = (text: string): Buffer => Buffer.from(text.replaceAll('\\x', ''), 'hex');

const CALL =
  /^(\w+)\((?:(\d+)<((?:\\x..)*)>|"((?:\\x..)*)")(?:, "((?:\\x..)*)")?(?:, (\d+))?(?:, (\d+))?.*\) += (-?\d+)/;

/** Throws on what it cannot follow: a call that is not understood would make the rebuilt files a guess. */
export const eventsOf = (trace: string, folder: string): Event[] =>
  readFileSync(trace, 'latin1')
    .split('\n')
    .flatMap((line): Event[] => {
      const found = CALL.exec(line);
      if (found === null) {
        if (/^(pwrite64|ftruncate|fallocate|fsync|fdatasync|unlink|rename)\(/.test(line)) throw new Error(line);
        return [];
      }
      const [, call = '', fd = '', opened = '', named = '', data = '', first = '0', second = '0', answer] = found;
      if (Number(answer) < 0) return [];
      if (call === 'write' && fd === '1') return [{ what: 'said', line: unhex(data).toString('utf8').trimEnd() }];
      const path = unhex(opened === '' ? named : opened)
        .toString('utf8')
        .replace(/ \(deleted\)$/, '');
      // The index of the write-ahead log is shared memory; SQLite makes it anew after a crash.
      if (dirname(path) !== folder || path.endsWith('-shm')) return [];
      const file = basename(path);
      if (call === 'pwrite64') return [{ what: 'write', file, offset: Number(second), bytes: unhex(data) }];
      if (call === 'ftruncate') return [{ what: 'truncate', file, length: Number(first) }];
      if (call === 'fsync' || call === 'fdatasync') return [{ what: 'sync', file }];
      if (call === 'unlink') return [{ what: 'unlink', file }];
      if (call === 'openat') return [];
      throw new Error(`${call} on ${file} is not followed`);
    });
