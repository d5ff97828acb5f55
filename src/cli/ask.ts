/**
 * A line from whoever runs the command: on a terminal after a question, without echo when it is a secret; otherwise
 * the next line of what was piped in. It never takes a secret from the words of the command, where others see it.
 */
import type { Terminal } from './terminal.ts';

const CTRL_C = '\u0003';
const CTRL_D = '\u0004';
const ERASE = new Set(['\u007f', '\b']);

/** Lines typed or piped ahead of their question. */
let ahead = '';
let over = false;

/** Whether a person sits there. */
export const isAsked = (): boolean => process.stdin.isTTY === true;

/** null: there is no more, or they stopped it. */
export const askLine = async (terminal: Terminal, question: string, secret: boolean): Promise<string | null> => {
  if (!isAsked()) return nextLine(terminal);
  terminal.err(question);
  process.stdin.setRawMode(true);
  try {
    return await typed(terminal, secret);
  } finally {
    process.stdin.setRawMode(false);
    terminal.err('\n');
  }
};

/** What is typed up to Enter. Keys that send more than a letter (arrows) are not letters. */
const typed = async (terminal: Terminal, secret: boolean): Promise<string | null> => {
  let line = '';
  for (;;) {
    const chunk = await more(terminal);
    if (chunk === null) return null;
    if (chunk.startsWith('\u001b')) continue;
    const letters = [...chunk];
    for (const [n, letter] of letters.entries()) {
      if (letter === CTRL_C || letter === CTRL_D) return null;
      if (letter === '\r' || letter === '\n') {
        ahead = letters.slice(n + 1).join('');
        return line;
      }
      if (ERASE.has(letter)) {
        if (line !== '' && !secret) terminal.err('\b \b');
        line = [...line].slice(0, -1).join('');
      } else if (letter >= ' ') {
        line += letter;
        if (!secret) terminal.err(letter);
      }
    }
  }
};

const nextLine = async (terminal: Terminal): Promise<string | null> => {
  let text = '';
  for (;;) {
    const chunk = await more(terminal);
    text += chunk ?? '';
    const end = text.indexOf('\n');
    if (end >= 0) {
      ahead = text.slice(end + 1);
      return text.slice(0, end).replace(/\r$/, '');
    }
    if (chunk === null) return text === '' ? null : text;
  }
};

/** A pipe that stays open must not keep a command that has its answer; files have no such hold. */
const hold = (held: boolean): void => {
  if ('unref' in process.stdin) process.stdin[held ? 'ref' : 'unref']();
};

/** The next piece of input; null at its end, and when the command is told to stop. */
const more = ({ signal }: Terminal): Promise<string | null> => {
  if (ahead !== '' || over || signal.aborted) {
    const text = ahead;
    ahead = '';
    return Promise.resolve(text === '' ? null : text);
  }
  const stdin = process.stdin;
  stdin.setEncoding('utf8');
  return new Promise((resolve) => {
    const done = (text: string | null): void => {
      stdin.pause();
      hold(false);
      stdin.off('data', done);
      stdin.off('end', ended);
      signal.removeEventListener('abort', ended);
      resolve(text);
    };
    const ended = (): void => {
      over = true;
      done(null);
    };
    stdin.on('data', done);
    stdin.on('end', ended);
    signal.addEventListener('abort', ended);
    hold(true);
    stdin.resume();
  });
};
