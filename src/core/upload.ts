/** Files that people send: what they may be called, how many may be unfinished, whether there is room. Pure. */
import type { Result } from './result.ts';
import { ok, refuse } from './result.ts';
import { nfc, oneLine } from './text.ts';

/** Unfinished files of one sender; somebody who gives up many must take them back first. */
export const MOST_UNFINISHED = 200;

/** How long an unfinished file is waited for, and how long it is told what became of one, in hours. */
export const WAITED_HOURS = 48;
export const TOLD_HOURS = 30 * 24;

/** Bytes of the disk that stay free whatever is sent: the database and the air log are written there too. */
const KEPT_FREE = 512 * 1024 ** 2;

const LONGEST_NAME = 200;

/**
 * The name a file is known by: the last part of what was sent, in NFC, on one line. Refuses with request.wrong what is
 * empty or longer than 200 characters.
 */
export const uploadName = (text: string): Result<string> => {
  const name = oneLine(nfc(text.split(/[/\\]/).at(-1) ?? ''));
  const good = name !== '' && name !== '.' && name !== '..' && [...name].length <= LONGEST_NAME && name.isWellFormed();
  return good ? ok(name) : refuse('request.wrong', { field: 'name', expected: 'file-name' });
};

/** Whether `bytes` more may come, when `promised` bytes of others are still to come. */
export const hasRoom = (free: number, promised: number, bytes: number): boolean => free - promised - bytes >= KEPT_FREE;
