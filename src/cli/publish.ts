/** `loa publish`: approved days to their sites, as the service does by itself; and the key that sites check them with. */
import type { Command } from 'commander';
import { publicationJson } from '../contract/api-published.ts';
import { changeText, heldBackText } from '../contract/sentences/published.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Ctx } from '../operations/context.ts';
import { listChannels } from '../operations/list-channels.ts';
import { type Publication, publishManifest } from '../operations/manifests/publish.ts';
import { rotateScheduleKey } from '../operations/manifests/rotate-schedule-key.ts';
import { showScheduleKey } from '../operations/manifests/show-manifest.ts';
import { type Form, notNumber, numberOption, sayTyped } from './answers.ts';
import { publishedMessages } from './published-messages.ts';
import { rotated } from './rotate-site-key.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson } from './terminal.ts';

interface Options extends Form {
  readonly channel?: string;
  readonly above?: string;
  readonly key?: true;
}

export const addPublish = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  const command = program
    .command('publish')
    .description('phát hành các ngày đã duyệt cho điểm loa · publish approved days to the sites')
    .option('--channel <id>', 'mặc định mọi kênh đang phát · every current channel when not given')
    .option('--above <version>', 'điểm loa đang giữ bản có số này · sites hold this version: go on above it')
    .option('--key', 'in khóa kiểm tra bản phát hành · print the key that sites check with')
    .option('--json', 'JSON')
    .action(async (options: Options) => done(await publish(shell, options)));
  command
    .command('rotate-key')
    .description('thay khóa ký bản phát hành: khóa cũ ký chuyển · a new key for manifests, which the old one signs for')
    .option('--lost', 'khóa cũ đã mất hẳn: mọi máy phải nối lại · the old key is gone: every machine joins again')
    .action(async (_options, sub: Command) => done(await rotated(shell, sub.optsWithGlobals(), rotateScheduleKey)));
};

const publish = (shell: Shell, options: Options): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    if (options.key) return sayKey(shell, ctx, options);
    const above = options.above === undefined ? 0 : numberOption(options.above);
    if (above === null) return notNumber(shell, 'above', options.above ?? '');
    const channels =
      options.channel === undefined
        ? listChannels(ctx).flatMap(({ channel, current }) => (current ? [channel.id] : []))
        : [options.channel];
    const published: Publication[] = [];
    const refusals: Refusal[] = [];
    for (const channel of channels) {
      const one = await publishManifest(ctx, { channel, above });
      if (one.ok) published.push(one.value);
      // Of all channels, those whose days nobody approved are none that failed.
      else if (options.channel !== undefined || one.refusals[0].code !== 'manifest.nothing')
        refusals.push(...one.refusals);
    }
    const [first, ...more] = refusals;
    if (first !== undefined) return sayTyped(shell, [first, ...more]);
    if (options.json) sayJson(shell.terminal, { published: published.map(publicationJson) });
    else for (const one of published) sayPublished(shell, one);
    return EXIT.done;
  });

const sayPublished = ({ terminal }: Shell, one: Publication): void => {
  const { lang } = terminal;
  const say = publishedMessages(lang);
  const { channel, manifest, isNew, changes, heldBack } = one;
  const { version, days } = manifest;
  terminal.out(`${isNew ? say.published(channel.name, version, days.length) : say.same(channel.name, version)}\n`);
  if (isNew) for (const change of changes) terminal.out(`  ± ${changeText(change, lang)}\n`);
  for (const held of heldBack) terminal.out(`  … ${heldBackText(held, lang)}\n`);
};

const sayKey = (shell: Shell, ctx: Ctx, { json }: Options): Exit => {
  const shown = showScheduleKey(ctx);
  if (!shown.ok) return sayTyped(shell, shown.refusals);
  if (json) sayJson(shell.terminal, shown.value);
  else shell.terminal.out(`${shown.value.vkey}\n${shown.value.pem}`);
  return EXIT.done;
};
