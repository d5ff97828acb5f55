/**
 * `loa ingest PATH…`: files and folders into the library, two at once. A file that is refused fails alone and is told at
 * the end. Stopped and run again it goes on: what was taken in is known by its content.
 */
import type { Command } from 'commander';
import { SAMPLE_RATE } from '../core/playlist/profile.ts';
import type { Refusal } from '../core/refusal.ts';
import { type TakenIn, takeIn } from '../operations/take-in.ts';
import { type Counts, ingestMessages } from './ingest-messages.ts';
import { messages } from './messages.ts';
import type { Shell } from './shell.ts';
import { soundsIn } from './sounds-in.ts';
import { EXIT, type Exit, progressLine, sayJson, sayRefusals } from './terminal.ts';

/** As many as the sound engine decodes at once. */
const AT_ONCE = 2;

interface Form {
  readonly json?: true;
}

export const addIngest = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('ingest')
    .description('nhận tệp âm thanh vào thư viện · take sound files into the library')
    .argument('<path...>')
    .option('--json', 'JSON')
    .addHelpText(
      'after',
      '\nThư mục được tìm cả bên trong; chạy lại lệnh là làm tiếp.\nFolders are searched through; running it again goes on.',
    )
    .action(async (paths: string[], form: Form) => done(await ingest(shell, paths, form)));
};

const ingest = (shell: Shell, paths: string[], form: Form): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const { terminal } = shell;
    const [say, told] = [messages(terminal.lang), ingestMessages(terminal.lang)];
    const { files, refusals } = soundsIn(paths);
    if (files.length === 0 && refusals.length === 0) terminal.err(`${say.noFiles}\n`);
    /** By their place in the list, so that the answer has one order whoever is ready first. */
    const results = new Map<number, { readonly taken: TakenIn } | { readonly refused: readonly Refusal[] }>();
    const line = progressLine(terminal);
    const counts = (): Counts => ({ done: results.size, all: files.length });
    const waiting = files.entries();
    const work = async (): Promise<void> => {
      for (const [place, path] of waiting) {
        if (terminal.signal.aborted) return;
        line.say(told.taking(counts(), path, 0));
        const result = await takeIn(ctx, path, {
          signal: terminal.signal,
          onProgress: (seconds) => line.say(told.taking(counts(), path, Math.round(seconds))),
        });
        if (terminal.signal.aborted && !result.ok) return;
        results.set(place, result.ok ? { taken: result.value } : { refused: result.refusals.map(at(path)) });
        if (!result.ok) continue;
        const { name, sound, isNew, sameAs, replaces } = result.value;
        const what = isNew
          ? say.taken(name, Math.round(sound.samples / SAMPLE_RATE), sound.integrated)
          : say.alreadyThere(name);
        line.end(`${what}${sameAs.length > 0 ? told.sameAs(sameAs) : ''}${replaces ? told.replaces : ''}`);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));

    const ordered = files.flatMap((path, place) => {
      const result = results.get(place);
      return result === undefined ? [] : [{ path, ...result }];
    });
    const taken = ordered.flatMap((one) => ('taken' in one ? [{ path: one.path, ...one.taken }] : []));
    const failed = ordered.flatMap((one) => ('refused' in one ? one.refused : []));
    if (form.json)
      sayJson(
        terminal,
        taken.map(({ path, name, isNew, sameAs, replaces, sound }) => ({
          ...{ path, name, isNew, sameAs, replaces, seconds: sound.samples / SAMPLE_RATE },
          ...sound,
        })),
      );
    const fresh = taken.filter(({ isNew }) => isNew).length;
    if (files.length > 1) line.end(told.total(fresh, taken.length - fresh, failed.length + refusals.length));
    const exit = [...refusals, ...failed].length === 0 ? EXIT.done : sayRefusals(terminal, [...refusals, ...failed]);
    if (results.size === files.length) return exit;
    terminal.err(`${told.stopped(files.length - results.size)}\n`);
    return EXIT.refused;
  });

/** Where it is, when several files have one name. */
const at =
  (path: string) =>
  (refused: Refusal): Refusal => ({ ...refused, place: { file: path } });
