/** What a traced program did to the files below one folder, in order, read from strace's output (-y -xx). */
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

/** `file` and `folder` are paths below the folder; '' is the folder itself. */
export type DiskEvent =
  | { readonly what: 'make'; readonly file: string }
  | { readonly what: 'write'; readonly file: string; readonly offset: number; readonly bytes: Buffer }
  | { readonly what: 'truncate'; readonly file: string; readonly length: number }
  | { readonly what: 'sync'; readonly file: string }
  | { readonly what: 'unlink'; readonly file: string }
  | { readonly what: 'rename'; readonly file: string; readonly to: string }
  /** A whole line on the program's own output. */
  | { readonly what: 'said'; readonly line: string };

/** The calls to be traced: all that change a file or make a change last. */
export const TRACED = 'trace=openat,pwrite64,write,ftruncate,fallocate,fsync,fdatasync,unlink,rename';

const unhex = (text: string): Buffer => Buffer.from(text.replaceAll('\\x', ''), 'hex');

const CALL =
  /^(\w+)\((?:(\d+|AT_FDCWD)<((?:\\x..)*)>|"((?:\\x..)*)")(?:, "((?:\\x..)*)")?(?:, (\w+(?:\|\w+)*))?(?:, (\w+))?.*\) += (-?\d+)/;

/** Throws on what it cannot follow: a call that is not understood would make the rebuilt files a guess. */
export const eventsOf = (trace: string, folder: string): DiskEvent[] => {
  /** Where the next plain write of a file goes; no file here is open twice. */
  const places = new Map<string, number>();
  return readFileSync(trace, 'latin1')
    .split('\n')
    .flatMap((line): DiskEvent[] => {
      const found = CALL.exec(line);
      if (found === null) {
        if (/^(pwrite64|ftruncate|fallocate|fsync|fdatasync|unlink|rename)\(/.test(line)) throw new Error(line);
        return [];
      }
      const [, call = '', fd = '', opened = '', named = '', data = '', first = '0', second = '0', answer] = found;
      if (Number(answer) < 0) return [];
      if (call === 'write' && fd === '1') return [{ what: 'said', line: unhex(data).toString('utf8').trimEnd() }];
      const path = (hex: string): string | null => {
        const inside = relative(
          folder,
          unhex(hex)
            .toString('utf8')
            .replace(/ \(deleted\)$/, ''),
        );
        return inside.startsWith('..') ? null : inside;
      };
      const file = path(call === 'openat' ? data : opened === '' ? named : opened);
      // The index of the write-ahead log is shared memory; SQLite makes it anew after a crash.
      if (file === null || file.endsWith('-shm')) return [];
      if (call === 'pwrite64') return [{ what: 'write', file, offset: Number(second), bytes: unhex(data) }];
      if (call === 'ftruncate') return [{ what: 'truncate', file, length: Number(first) }];
      if (call === 'fsync' || call === 'fdatasync') return [{ what: 'sync', file }];
      if (call === 'unlink') return [{ what: 'unlink', file }];
      if (call === 'openat') {
        places.set(file, /O_APPEND/.test(first) ? Number.NaN : 0);
        return /O_TRUNC/.test(first) ? [{ what: 'make', file }] : [];
      }
      if (call === 'write') {
        const [offset, bytes] = [places.get(file) ?? Number.NaN, unhex(data)];
        if (Number.isNaN(offset)) throw new Error(`where a write to ${file} goes is not known`);
        places.set(file, offset + bytes.length);
        return [{ what: 'write', file, offset, bytes }];
      }
      const to = call === 'rename' ? path(data) : null;
      if (to === null) throw new Error(`${call} on ${file} is not followed`);
      return [{ what: 'rename', file, to }];
    });
};
