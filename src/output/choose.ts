/** An output from what somebody types: file:PATH, pipe:PATH, alsa, alsa:DEVICE, pulse, command:PROGRAM WORDS, icecast:HOST:PORT/MOUNT. */
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { ok, type Result, refuse } from '../core/result.ts';
import { isRelayInput } from './arguments.ts';
import { deviceOutput } from './device.ts';
import { icecast, mountIn } from './icecast.ts';
import type { Output, Time } from './model.ts';
import { namedPipe } from './named-pipe.ts';
import { commandOutput } from './player.ts';
import { fileOutput } from './record.ts';
import { steadyOutput } from './steady.ts';

export interface OutputAsked {
  readonly text: string;
  /** A file with the password of a server, for its owner alone; null: none was named. */
  readonly secretFile: string | null;
  /** ffmpeg's name or path. */
  readonly ffmpeg: string;
  readonly time: Time;
  /** Ends an output that goes on between sessions. */
  readonly signal: AbortSignal;
}

/** Refuses with config.wrong. */
export const outputOf = ({ text, secretFile, ffmpeg, time, signal }: OutputAsked): Result<Output> => {
  const at = text.indexOf(':');
  const [kind, rest] = at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
  const words = rest.split(' ').filter((word) => word !== '');
  switch (kind) {
    case 'alsa':
      return ok(deviceOutput(ffmpeg, { to: 'alsa', device: rest === '' ? 'default' : rest }, time));
    case 'pulse':
      if (rest === '') return ok(deviceOutput(ffmpeg, { to: 'pulse' }, time));
      break;
    case 'pipe':
      if (rest !== '') return ok(steadyOutput(ffmpeg, namedPipe(resolve(rest), time, signal), time, signal));
      break;
    case 'file':
      if (rest !== '') return ok(fileOutput(ffmpeg, resolve(rest), time));
      break;
    case 'command':
      if (words.length > 0) return ok(commandOutput(ffmpeg, words, time));
      break;
    case 'icecast': {
      const mount = mountIn(rest);
      if (mount === null) break;
      const password = secretIn(secretFile);
      if (!password.ok) return password;
      return ok(steadyOutput(ffmpeg, icecast({ ffmpeg, mount, password: password.value, time, signal }), time, signal));
    }
    default:
  }
  // A password that somebody typed is not said again.
  return refuse('config.wrong', { name: '--output', value: text.replace(/:[^/@]*@/, ':…@'), expected: 'output' });
};

const secretIn = (path: string | null): Result<string> => {
  const wrong = (): Result<never> =>
    refuse('config.wrong', { name: '--output-secret-file', value: path ?? '', expected: 'secret-file' });
  if (path === null) return wrong();
  try {
    const text = readFileSync(path, 'utf8').trim();
    return text === '' || (statSync(path).mode & 0o077) !== 0 ? wrong() : ok(text);
  } catch (error) {
    if (error instanceof Error && 'code' in error) return wrong();
    throw error;
  }
};

/** What is relayed from where: NAME=INPUT each. Refuses with config.wrong. */
export const relaysIn = (texts: readonly string[]): Result<ReadonlyMap<string, string>> => {
  const relays = new Map<string, string>();
  for (const text of texts) {
    const [, name = '', input = ''] = /^([^=]+)=(.*)$/.exec(text) ?? [];
    if (name.trim() === '' || !isRelayInput(input))
      return refuse('config.wrong', { name: '--relay', value: text, expected: 'relay' });
    relays.set(name.trim(), input);
  }
  return ok(relays);
};
