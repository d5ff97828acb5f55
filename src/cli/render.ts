/** `loa render` and `loa playlist`: a day's sound now, and a day's list in the forms that players read. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { dayListOf } from '../contract/day-list.ts';
import { PLAYLIST_FORMATS, PLAYLIST_FORMS, type PlaylistFormat } from '../contract/playlist-formats/index.ts';
import type { SoundFormat } from '../core/playlist/render-spec.ts';
import { type RenderedSession, renderDay } from '../operations/render-day.ts';
import { showDay } from '../operations/show-day.ts';
import { showPlayableDay } from '../operations/show-playable-day.ts';
import { messages } from './messages.ts';
import { channelsOption, dayOption, type Shell } from './shell.ts';
import { EXIT, type Exit, progressLine, sayJson, sayRefusals } from './terminal.ts';

interface RenderOptions {
  readonly day: string;
  readonly channel?: string;
  readonly format: SoundFormat;
  readonly json?: true;
}

export const addRender = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('render')
    .description('dựng âm thanh của một ngày · render a day to sound')
    .requiredOption('--day <day>')
    .option('--channel <id>')
    .addOption(new Option('--format <format>').choices(['mp3', 'wav', 'flac']).default('mp3'))
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
    }
    if (options.json) sayJson(terminal, rendered.map(machineForm));
    return EXIT.done;
  });

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
