/** `loa ingest PATH…`: files and folders into the library. What is refused is told, the rest is taken in. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { SAMPLE_RATE } from '../core/playlist/profile.ts';
import type { Refusal } from '../core/refusal.ts';
import { refusal } from '../core/result.ts';
import { type TakenIn, takeIn } from '../operations/take-in.ts';
import { messages } from './messages.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, progressLine, sayJson, sayRefusals } from './terminal.ts';

/** What a folder is searched for; a file named outright is tried whatever it is called. */
const SOUND = /\.(?:wav|mp3|m4a|aac|mp4|ogg|oga|opus|flac|mka|webm)$/i;

export const addIngest = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('ingest')
    .description('nhận tệp âm thanh vào thư viện · take sound files into the library')
    .argument('<path...>')
    .option('--json', 'JSON')
    .action(async (paths: string[], options: { json?: true }) => done(await ingest(shell, paths, options)));
};

const ingest = (shell: Shell, paths: string[], options: { json?: true }): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const { terminal } = shell;
    const say = messages(terminal.lang);
    const { files, refusals } = soundsIn(paths);
    if (files.length === 0 && refusals.length === 0) terminal.err(`${say.noFiles}\n`);
    const taken: TakenIn[] = [];
    for (const path of files) {
      const line = progressLine(terminal);
      const result = await takeIn(ctx, path, {
        signal: terminal.signal,
        onProgress: (seconds) => line.say(say.taking(path, Math.round(seconds))),
      });
      if (!result.ok) {
        refusals.push(...result.refusals);
        if (terminal.signal.aborted) break;
        continue;
      }
      const { name, sound, isNew } = result.value;
      taken.push(result.value);
      line.end(
        isNew ? say.taken(name, Math.round(sound.samples / SAMPLE_RATE), sound.integrated) : say.alreadyThere(name),
      );
    }
    if (options.json)
      sayJson(
        terminal,
        taken.map(({ name, isNew, sound }) => ({ name, isNew, seconds: sound.samples / SAMPLE_RATE, ...sound })),
      );
    return refusals.length === 0 ? EXIT.done : sayRefusals(terminal, refusals);
  });

/** The files meant, those of folders in order of name. */
export const soundsIn = (paths: readonly string[]): { files: string[]; refusals: Refusal[] } => {
  const refusals: Refusal[] = [];
  const files = paths.flatMap((path) => {
    try {
      if (!statSync(path).isDirectory()) return [path];
      return readdirSync(path)
        .filter((name) => SOUND.test(name))
        .sort()
        .map((name) => join(path, name));
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
      refusals.push(refusal('file.unreadable', { path, reason }, { file: path }));
      return [];
    }
  });
  return { files, refusals };
};
