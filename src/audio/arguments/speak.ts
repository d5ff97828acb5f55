/**
 * How speech programs are called: pure lists of arguments. The text is never among them, so none of it can be an option.
 */
import type { Voice } from '../../core/speech/voices.ts';

export interface SpeakArguments {
  /** Absolute path of the text, UTF-8. */
  readonly text: string;
  /** Absolute path of the WAV that is to be written. */
  readonly wav: string;
  readonly language: 'vi';
  readonly voice: Voice;
  /** Words a minute. */
  readonly rate: number;
}

const ESPEAK_VOICES: Readonly<Record<Voice, string>> = {
  north: 'vi',
  central: 'vi-vn-x-central',
  south: 'vi-vn-x-south',
};

/** espeak-ng: -b 1 is UTF-8; without -m no markup is read. */
export const espeakArguments = ({ text, wav, voice, rate }: SpeakArguments): string[] => [
  ...['-v', ESPEAK_VOICES[voice]],
  ...['-s', String(rate)],
  ...['-b', '1'],
  ...['-f', text],
  ...['-w', wav],
];

const PLACE = /\{(text|wav|language|voice|rate)\}/g;

/** An operator's command: '{text}', '{wav}', '{language}', '{voice}', '{rate}' in its words are filled in. */
export const commandArguments = (words: readonly string[], values: SpeakArguments): string[] =>
  words.map((word) => word.replace(PLACE, (_, name: keyof SpeakArguments) => String(values[name])));

/** Whether the command names the file itself; otherwise the text comes on stdin, or the WAV goes to stdout. */
export const namesFile = (words: readonly string[], which: 'text' | 'wav'): boolean =>
  words.some((word) => word.includes(`{${which}}`));
