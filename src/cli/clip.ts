/** `loa clip`: an item as a short video for a portal or a social network, made now. */
import { copyFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { refuse } from '../core/result.ts';
import { makeClip } from '../operations/clips/make-clip.ts';
import { answer, type Form } from './answers.ts';
import { clipMessages } from './clip-messages.ts';
import type { Shell } from './shell.ts';
import { type Exit, progressLine, sayRefusals } from './terminal.ts';

interface ClipForm extends Form {
  readonly item: string;
  readonly language?: string;
  readonly shape: 'square' | 'portrait';
  readonly out?: string;
}

export const addClip = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('clip')
    .description('dựng clip ngắn có phụ đề từ một tin, bài · make a short clip with captions of an item')
    .requiredOption('--item <id>')
    .option('--language <code>', 'vi, km…; bỏ trống: bản đầu tiên có âm thanh · the first with a sound when left out')
    .addOption(new Option('--shape <shape>', '1080×1080, 1080×1920').choices(['square', 'portrait']).default('square'))
    .option('--out <file>', 'chép tệp MP4 ra đây · copy the MP4 here')
    .option('--json', 'JSON')
    .action(async (form: ClipForm) => done(await clip(shell, form)));
};

const clip = (shell: Shell, form: ClipForm): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const { terminal } = shell;
    const say = clipMessages(terminal.lang);
    const line = progressLine(terminal);
    const { item, language = null, shape } = form;
    const made = await makeClip(
      ctx,
      { item, language, shape },
      { signal: terminal.signal, onProgress: (share) => line.say(say.making(item, share)) },
    );
    if (!made.ok) return sayRefusals(terminal, made.refusals);
    const { rendering, path } = made.value;
    if (form.out !== undefined) {
      try {
        copyFileSync(path, form.out);
      } catch (error) {
        const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
        return sayRefusals(
          terminal,
          refuse('file.unwritable', { path: form.out, reason }, { file: form.out }).refusals,
        );
      }
    }
    line.end(say.made(item, rendering.seconds, rendering.bytes, form.out ?? path));
    const value = { item, shape, path: form.out ?? path, ...rendering };
    return answer(shell, form, { ok: true, value }, () => ({}));
  });
