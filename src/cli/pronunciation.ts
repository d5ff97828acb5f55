/** `loa pronunciation list`, `set` and `take-back`: the centre's own words for synthetic voices. */
import type { Command } from 'commander';
import { changePronunciation, listPronunciations, takeBackPronunciation } from '../operations/speech/pronunciations.ts';
import { answer, type Form } from './answers.ts';
import type { Shell } from './shell.ts';
import { speechMessages } from './speech-messages.ts';
import type { Exit } from './terminal.ts';

export const addPronunciation = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const say = speechMessages(shell.terminal.lang);
  const command = program
    .command('pronunciation')
    .description('từ điển phát âm cho giọng máy · pronunciations for synthetic voices');
  command
    .command('list')
    .description('những từ đang có hiệu lực · those in force')
    .option('--json', 'JSON')
    .action(async (form: Form) =>
      done(
        await shell.withCtx((ctx) =>
          answer(shell, form, listPronunciations(ctx), (words) => ({
            out: words.map(({ written, spoken }) => `${written} → ${spoken}`),
            err: words.length > 0 ? [] : [say.none],
          })),
        ),
      ),
    );
  command
    .command('set')
    .description('đặt cách đọc của một từ · give a word its pronunciation')
    .argument('<written>', 'Chôl Chnăm Thmây')
    .argument('<spoken>', 'Chôn Chơ-năm Thơ-mây')
    .option('--json', 'JSON')
    .action(async (written: string, spoken: string, form: Form) =>
      done(
        await shell.withCtx((ctx) =>
          answer(shell, form, changePronunciation(ctx, { written, spoken }), () => ({
            out: [say.changed(written, spoken)],
          })),
        ),
      ),
    );
  command
    .command('take-back')
    .description('bỏ cách đọc riêng · let it be said as before')
    .argument('<written>')
    .option('--json', 'JSON')
    .action(async (written: string, form: Form) =>
      done(
        await shell.withCtx((ctx) =>
          answer(shell, form, takeBackPronunciation(ctx, { written }), () => ({ out: [say.takenBack(written)] })),
        ),
      ),
    );
};
