/** `loa fleet`: every site, what needs somebody first; exit code 1 when any alarm stands. */
import type { Command } from 'commander';
import { fleetJson } from '../contract/api-fleet.ts';
import { alarmText, clockText, siteStateText, siteTime } from '../contract/sentences/fleet.ts';
import { formatNumber } from '../contract/sentences/format.ts';
import { type FleetSite, showFleet } from '../operations/fleet/show-fleet.ts';
import { type Form, misused, sayTyped } from './answers.ts';
import type { Shell } from './shell.ts';
import { EXIT, type Exit, sayJson } from './terminal.ts';

interface Options extends Form {
  readonly unit?: string;
  readonly state?: string;
}

const STATES = ['alarm', 'by-hand', 'good'] as const;

export const addFleet = (program: Command, shell: Shell, done: (exit: Exit) => void): void => {
  program
    .command('fleet')
    .description('các điểm loa: giữ bản nào, im từ bao giờ, báo động gì · every site and its alarms')
    .option('--unit <id>', 'đơn vị, kể cả bên dưới · a unit and those below it')
    .option('--state <state>', 'alarm | by-hand | good')
    .option('--json', 'JSON')
    .action(async (options: Options) => done(await fleet(shell, options)));
};

const fleet = (shell: Shell, { unit, state, json }: Options): Exit | Promise<Exit> => {
  const asked = STATES.find((one) => one === state);
  if (state !== undefined && asked === undefined) return misused(shell, `--state: ${STATES.join(' | ')}`);
  return shell.withCtx((ctx) => {
    const { terminal } = shell;
    const { lang } = terminal;
    const shown = showFleet(ctx, { unit, state: asked });
    if (!shown.ok) return sayTyped(shell, shown.refusals);
    const { sites } = shown.value;
    if (json) sayJson(terminal, fleetJson(shown.value));
    else for (const site of sites) say(shell, site);
    const alarmed = sites.filter(({ alarms }) => alarms.length > 0).length;
    if (!json)
      terminal.err(
        lang === 'vi'
          ? `${formatNumber(sites.length, 'vi')} điểm loa, ${formatNumber(alarmed, 'vi')} điểm cần xem ngay.\n`
          : `${formatNumber(sites.length, 'en')} sites, ${formatNumber(alarmed, 'en')} need somebody.\n`,
      );
    return alarmed > 0 ? EXIT.refused : EXIT.done;
  });
};

const say = ({ terminal: { lang, out } }: Shell, { channel, zone, state, alarms, facts }: FleetSite): void => {
  const { published, held, lastContact, clock, next } = facts;
  const version = (number: number | undefined): string => (number === undefined ? '–' : String(number));
  const parts = [
    siteStateText(state, lang),
    `${lang === 'vi' ? 'bản' : 'version'} ${version(held?.version)}/${version(published?.version)}`,
    ...(lastContact === null
      ? []
      : [`${lang === 'vi' ? 'liên lạc' : 'heard of'} ${siteTime(lastContact, zone, lang)}`]),
    ...(clock === null ? [] : [`${lang === 'vi' ? 'đồng hồ' : 'clock'} ${clockText(clock, lang)}`]),
    ...(next === null ? [] : [`${lang === 'vi' ? 'buổi tới' : 'next'} ${siteTime(next.instant, zone, lang)}`]),
  ];
  out(`${channel.name} (${channel.id}): ${parts.join(' · ')}\n`);
  for (const alarm of alarms) out(`  ✖ ${alarmText(alarm, zone, lang)}\n`);
};
