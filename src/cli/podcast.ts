/** `loa podcast`: switching podcasts on and off, and what is on. */
import { type Command, Option } from 'commander';
import { listPodcasts, preparePodcasts, switchOff, switchOn } from '../operations/podcasts/podcasts.ts';
import { answer, type Form } from './answers.ts';
import { clipMessages } from './clip-messages.ts';
import type { Shell } from './shell.ts';
import type { Exit } from './terminal.ts';

interface OnForm extends Form {
  readonly kind: 'campaign' | 'strand' | 'station';
  readonly subject: string;
  readonly title?: string;
  readonly description?: string;
  readonly author?: string;
  readonly language: string;
}

export const addPodcast = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const podcast = program
    .command('podcast')
    .description('podcast công khai của những gì đã phát · public podcasts of what has aired');
  podcast
    .command('list')
    .description('các podcast đang bật · those that are on')
    .option('--json', 'JSON')
    .action(async (form: Form) => done(await list(shell, form)));
  podcast
    .command('on')
    .description('bật podcast của một đợt, chuyên mục hoặc đài · switch one on, or change its words')
    .addOption(new Option('--kind <kind>').choices(['campaign', 'strand', 'station']).makeOptionMandatory())
    .requiredOption('--subject <id>')
    .option('--title <text>', 'bỏ trống: tên đã có · its name when left out')
    .option('--description <text>')
    .option('--author <text>', 'bỏ trống: tên đài · the station when left out')
    .option('--language <code>', 'vi, km…', 'vi')
    .option('--json', 'JSON')
    .action(async (form: OnForm) => done(await on(shell, form)));
  podcast
    .command('off')
    .description('tắt một podcast · switch one off')
    .argument('<slug>')
    .option('--json', 'JSON')
    .action(async (slug: string, form: Form) => done(await off(shell, slug, form)));
  podcast
    .command('prepare')
    .description('đưa các tập chưa có tệp vào hàng chờ dựng · queue the sound that episodes still need')
    .option('--json', 'JSON')
    .action(async (form: Form) => done(await prepare(shell, form)));
};

const list = (shell: Shell, form: Form): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const say = clipMessages(shell.terminal.lang);
    return answer(shell, form, listPodcasts(ctx), (feeds) =>
      feeds.length === 0
        ? { err: [say.noFeeds] }
        : { out: feeds.map(({ slug, title, episodes }) => say.feed(slug, title, episodes)) },
    );
  });

const on = (shell: Shell, form: OnForm): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { kind, subject, title = '', description = '', author = '', language } = form;
    const switched = switchOn(ctx, { kind, subject, title, description, author, language });
    return answer(shell, form, switched, ({ slug }) => ({ err: [clipMessages(shell.terminal.lang).on(slug)] }));
  });

const off = (shell: Shell, slug: string, form: Form): Promise<Exit> =>
  shell.withCtx((ctx) =>
    answer(shell, form, switchOff(ctx, slug), () => ({ err: [clipMessages(shell.terminal.lang).off(slug)] })),
  );

const prepare = (shell: Shell, form: Form): Promise<Exit> =>
  shell.withCtx((ctx) =>
    answer(shell, form, preparePodcasts(ctx), (count) => ({
      err: [clipMessages(shell.terminal.lang).prepared(count)],
    })),
  );
