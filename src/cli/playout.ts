/** `loa playout`: the centre's own player, which is a site's player with its folder inside the data folder. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { ok, type Result } from '../core/result.ts';
import { addToken } from '../operations/accounts/tokens.ts';
import type { Ctx } from '../operations/context.ts';
import { showScheduleKey } from '../operations/manifests/show-manifest.ts';
import { channelsOption, dayOption, type Shell } from './shell.ts';
import { type Enrolled, PLAYING, type Playing, play, type SiteOffice } from './site.ts';
import { EXIT, type Exit, sayRefusals } from './terminal.ts';

interface Run extends Playing {
  readonly channel: string;
  readonly centre?: string;
}

const TOKEN_DAYS = 730;

export const addPlayout =
  (office: SiteOffice) =>
  (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
    const playout = program.command('playout').description('máy phát của chính đài · the centre’s own player');
    playout
      .command('run')
      .description('phát theo bản phát hành ra card âm thanh, ống hoặc Icecast · play what is published')
      .requiredOption('--channel <id>')
      .option(...PLAYING.output)
      .option(...PLAYING.secret)
      .option(...PLAYING.relay)
      .option('--centre <url>', 'mặc định là dịch vụ ở máy này · where the service answers')
      .option(...PLAYING.watchdog)
      .action(async (form: Run) => done(await run(office, shell, form)));
  };

const run = async (office: SiteOffice, shell: Shell, { channel, centre, ...form }: Run): Promise<Exit> => {
  const folder = join(shell.premises().dataDir, 'playout', channel);
  const url = centre ?? shell.reached.base;
  const isReady = await office.isEnrolled(folder, url);
  if (!isReady.ok) return sayRefusals(shell.terminal, isReady.refusals);
  // The stores are open only while a token is made: after that the service may come and go.
  const exit = isReady.value
    ? EXIT.done
    : await shell.withCtx(async (ctx) => {
        const made = enrolled(ctx, channel);
        const kept = made.ok ? await office.enrol(folder, url, made.value) : made;
        return kept.ok ? EXIT.done : sayRefusals(shell.terminal, kept.refusals);
      });
  return exit === EXIT.done ? play(office, shell, folder, form, true) : exit;
};

/** Refuses with channel.unknown, right.*, schedule-key.*, data.*. */
const enrolled = (ctx: Ctx, id: string): Result<Enrolled> => {
  const today = dayOption(ctx, 'today');
  if (!today.ok) return today;
  const found = channelsOption(ctx, id, today.value);
  if (!found.ok) return found;
  const shown = showScheduleKey(ctx);
  if (!shown.ok) return shown;
  const units = found.value.flatMap(({ channel }) => channel.units.filter(({ to }) => to === null));
  const made = addToken(ctx, {
    name: `Máy phát của đài: ${id}`,
    scopes: ['schedule.read', 'airing.report'],
    // A channel of several units is the centre's.
    unit: units.length === 1 ? (units[0]?.unit ?? null) : null,
    days: TOKEN_DAYS,
  });
  if (!made.ok) return made;
  return ok({ channel: id, vkey: shown.value.vkey, token: made.value.token, device: `playout-${id}`.slice(0, 64) });
};
