/** An output from what somebody types: file:PATH, pipe:PATH, alsa, alsa:DEVICE, pulse, command:PROGRAM WORDS. */
import { resolve } from 'node:path';
import { ok, type Result, refuse } from '../core/result.ts';
import type { Output, Time } from './model.ts';
import { commandOutput, deviceOutput } from './player.ts';
import { fileOutput } from './record.ts';

/** `ffmpeg`: its name or path. Refuses with config.wrong. */
export const outputOf = (text: string, ffmpeg: string, time: Time): Result<Output> => {
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
      if (rest !== '') return ok(deviceOutput(ffmpeg, { to: 'named', path: resolve(rest) }, time));
      break;
    case 'file':
      if (rest !== '') return ok(fileOutput(ffmpeg, resolve(rest), time));
      break;
    case 'command':
      if (words.length > 0) return ok(commandOutput(ffmpeg, words, time));
      break;
    default:
  }
  return refuse('config.wrong', { name: '--output', value: text, expected: 'output' });
};
