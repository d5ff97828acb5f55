/** `loa render` and `loa playlist`: a day's sound now, and a day's list in the forms that players read. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import { dayListOf, SOUND_FILES, type SoundFile, soundFileName } from '../contract/day-list.ts';
import { PLAYLIST_FORMATS, PLAYLIST_FORMS, type PlaylistFormat } from '../contract/playlist-formats/index.ts';
import type { Result } from '../core/result.ts';
import { ok } from '../core/result.ts';
import type { Ctx } from '../operations/context.ts';
import { deliverSession } from '../operations/deliver-session.ts';
import { type RenderedSession, renderDay } from '../operations/render-day.ts';
import { showDay } from '../operations/show-day.ts';
import { showPlayableDay } from '../operations/show-playable-day.ts';
import { messages } from './messages.ts';
import { channelsOption, dayOption, type Shell } from './shell.ts';
import { EXIT, type Exit, progressLine, sayJson, sayRefusals } from './terminal.ts';
import { writeWhole } from './write-whole.ts';

interface RenderOptions {
  readonly day: string;
  readonly channel?: string;
  readonly format: SoundFile;
  readonly out?: string;
  readonly json?: true;
}

export const addRender = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('render')
    .description('dựng âm thanh của một ngày · render a day to sound')
    .requiredOption('--day <day>')
    .option('--channel <id>')
    .addOption(new Option('--format <format>').choices(SOUND_FILES).default('mp3'))
    .option('--out <folder>', 'chép tệp có thẻ ra thư mục này · copy the files, with their tags, into this folder')
    .option('--json', 'JSON')
    .action(async (options: RenderOptions) => done(await render(shell, options)));
  program
    .command('playlist')
    .description('danh sách phát của một ngày · a day as a playlist')
    .requiredOption('--day <day>')
    .requiredOption('--channel <id>')
    .addOption(new Option('--format <format>').choices(PLAYLIST_FORMATS).makeOptionMandatory())
    .action(async (options: { day: string; channel: string; format: PlaylistFormat }) =>
      done(await playlist(shell, options)),
    );
};

const render = (shell: Shell, options: RenderOptions): Promise<Exit> =>
  shell.withCtx(async (ctx) => {
    const { terminal } = shell;
    const say = messages(terminal.lang);
    const day = dayOption(ctx, options.day);
    if (!day.ok) return sayRefusals(terminal, day.refusals);
    const channels = channelsOption(ctx, options.channel, day.value);
    if (!channels.ok) return sayRefusals(terminal, channels.refusals);
    const rendered: RenderedSession[] = [];
    for (const { channel } of channels.value) {
      const line = progressLine(terminal);
      const result = await renderDay(ctx, channel.id, day.value, {
        format: options.format,
        signal: terminal.signal,
        onProgress: ({ channelName, sessionName }, share) =>
          line.say(say.rendering(`${channelName} · ${sessionName}`, share)),
      });
      if (!result.ok) return sayRefusals(terminal, result.refusals);
      for (const {
        playlist: { channelName, sessionName },
        rendering,
        path,
      } of result.value)
        line.end(
          say.rendered(
            `${channelName} · ${sessionName}`,
            rendering.seconds,
            rendering.bytes,
            rendering.integrated,
            path,
          ),
        );
      rendered.push(...result.value);
      if (options.out === undefined) continue;
      for (const { playlist: session } of result.value) {
        const copied = await copyOut(ctx, session, options.format, options.out, terminal.signal);
        if (!copied.ok) return sayRefusals(terminal, copied.refusals);
        terminal.err(`${say.copied(copied.value)}\n`);
      }
    }
    if (options.json) sayJson(terminal, rendered.map(machineForm));
    return EXIT.done;
  });

/** One session with its tags into a folder; gives the path. */
const copyOut = async (
  ctx: Ctx,
  { channel, day, session, ...rest }: RenderedSession['playlist'],
  format: SoundFile,
  folder: string,
  signal: AbortSignal,
): Promise<Result<string>> => {
  const delivered = await deliverSession(ctx, { channel, day, session, format });
  if (!delivered.ok) return delivered;
  const path = join(folder, soundFileName({ channel, day, session, ...rest }, format));
  const written = await writeWhole(delivered.value.sound.stream(), path, signal);
  return written.ok ? ok(path) : written;
};

const machineForm = ({ playlist: { channel, day, session, start }, rendering, path }: RenderedSession) => ({
  channel,
  day,
  session,
  start,
  path,
  ...rendering,
});

const playlist = (shell: Shell, options: { day: string; channel: string; format: PlaylistFormat }): Promise<Exit> =>
  shell.withCtx((ctx) => {
    const { terminal } = shell;
    const day = dayOption(ctx, options.day);
    if (!day.ok) return sayRefusals(terminal, day.refusals);
    const show = options.format === 'json' ? showDay : showPlayableDay;
    const shown = show(ctx, options.channel, day.value);
    if (!shown.ok) return sayRefusals(terminal, shown.refusals);
    const list = dayListOf(shown.value, ctx.audio.shelf.pathOf);
    terminal.out(PLAYLIST_FORMS[options.format].write(list, { base: null }));
    return EXIT.done;
  });
