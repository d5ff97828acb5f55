/** `loa speak`: a text is read, shown, spoken, written to a file, taken into the library. What is said is shown first. */
import { createWriteStream, readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Command } from 'commander';
import { RATE } from '../contract/api-speech.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { Voice } from '../core/speech/voices.ts';
import { asciiSlug } from '../core/text.ts';
import type { Ctx } from '../operations/context.ts';
import { showItemText } from '../operations/speech/item-text.ts';
import { makeSpeech, openSpeech, readForSpeech, type SpeechAsked } from '../operations/speech/speak.ts';
import { takeInSpeech } from '../operations/speech/take-in-speech.ts';
import { misused, sayTyped } from './answers.ts';
import type { Shell } from './shell.ts';
import { speechMessages } from './speech-messages.ts';
import { EXIT, type Exit, progressLine, sayJson } from './terminal.ts';

interface Form {
  readonly text?: string;
  readonly file?: string;
  readonly item?: string;
  readonly language: string;
  readonly voice: string;
  readonly rate: string;
  readonly out?: string;
  readonly name?: string;
  readonly heard?: true;
  readonly show?: true;
  readonly json?: true;
}

export const addSpeak = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('speak')
    .description('đọc văn bản bằng giọng máy · speak a text with a synthetic voice')
    .option('--text <text>', 'văn bản · the text itself')
    .option('--file <path>', 'tệp văn bản UTF-8 · a text file')
    .option('--item <id>', 'lời của tin bài · the script of an item')
    .option('--language <code>', 'ngôn ngữ · language', 'vi')
    .option('--voice <voice>', 'north (Bắc), central (Trung), south (Nam)', 'north')
    .option('--rate <words>', 'số tiếng mỗi phút · words a minute', String(RATE.usual))
    .option('--out <file>', 'ghi tệp WAV · write the WAV here')
    .option('--name <name.wav>', 'nhận vào thư viện với tên này · take it into the library under this name')
    .option('--heard', 'tôi đã nghe hết · I have listened to all of it')
    .option('--show', 'chỉ xem lời sẽ đọc · only show what would be said')
    .option('--json', 'JSON')
    .action(async (form: Form) => done(await speak(shell, form)));
};

const speak = (shell: Shell, form: Form): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const { terminal } = shell;
    const say = speechMessages(terminal.lang);
    if ([form.text, form.file, form.item].filter((one) => one !== undefined).length !== 1)
      return misused(shell, say.oneSource);
    if (!/^\d{1,4}$/.test(form.rate)) return misused(shell, say.rate);
    if (form.heard && form.item === undefined && form.name === undefined) return misused(shell, say.heardItem);
    const text = textOf(ctx, form);
    if (!text.ok) return sayTyped(shell, text.refusals);
    const asked: SpeechAsked = {
      text: text.value,
      reading: null,
      language: form.language,
      voice: form.voice as Voice,
      rate: Number(form.rate),
    };
    const read = readForSpeech(ctx, asked);
    if (!read.ok) return sayTyped(shell, read.refusals);
    if (form.show) {
      if (form.json) sayJson(terminal, read.value);
      else terminal.out(`${read.value.reading}\n`);
      return EXIT.done;
    }
    const line = progressLine(terminal);
    const spoken = await makeSpeech(ctx, asked, {
      signal: terminal.signal,
      onProgress: (share) => line.say(say.speaking(Math.round(share * 100))),
    });
    if (!spoken.ok) return sayTyped(shell, spoken.refusals);
    const { sound, seconds, engine, engineVersion } = spoken.value;
    line.end(say.spoken(seconds, `${engine} ${engineVersion}`, sound));
    if (form.out !== undefined) {
      const written = await writeWav(ctx, sound, form.out);
      if (!written.ok) return sayTyped(shell, written.refusals);
      if (!form.json) terminal.err(`${say.written(form.out)}\n`);
    }
    // The sound of an item is only ever one that somebody has listened to.
    const wanted = form.name !== undefined || (form.item !== undefined && form.heard === true);
    const taken = wanted ? await takeIn(ctx, shell, form, sound) : null;
    if (taken !== null && !taken.ok) return sayTyped(shell, taken.refusals);
    if (form.json) sayJson(terminal, { ...spoken.value, reading: read.value.reading, takenIn: taken?.value ?? null });
    else if (taken === null) terminal.err(`${say.listen}\n`);
    else terminal.out(`${say.takenIn(taken.value.name, taken.value.item)}\n`);
    return EXIT.done;
  });

const takeIn = (ctx: Ctx, { terminal }: Shell, form: Form, sound: string) =>
  takeInSpeech(
    ctx,
    {
      sound,
      name: form.name ?? `${asciiSlug(`${form.item ?? ''}-${form.language}`)}-${sound.slice(0, 8)}.wav`,
      item: form.heard === true ? (form.item ?? null) : null,
      language: form.language,
      heard: form.heard === true,
    },
    { signal: terminal.signal },
  );

/** Refuses with file.unreadable, file.encoding, speech.version-unknown. */
const textOf = (ctx: Ctx, { text, file, item, language }: Form): Result<string> => {
  if (text !== undefined) return ok(text);
  if (item !== undefined) {
    const shown = showItemText(ctx, { item, language });
    return shown.ok ? ok(shown.value.text) : shown;
  }
  const path = file ?? '';
  try {
    return ok(new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path)));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return code === 'ERR_ENCODING_INVALID_ENCODED_DATA'
      ? refuse('file.encoding', { path }, { file: path })
      : refuse('file.unreadable', { path, reason: code }, { file: path });
  }
};

/** Refuses with speech.unknown, file.unwritable. */
const writeWav = async (ctx: Ctx, sound: string, path: string): Promise<Result<void>> => {
  const opened = await openSpeech(ctx, sound);
  if (!opened.ok) return opened;
  try {
    await pipeline(Readable.fromWeb(opened.value.stream(0, opened.value.size) as never), createWriteStream(path));
    return ok(undefined);
  } catch (error) {
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    return refuse('file.unwritable', { path, reason }, { file: path });
  }
};
