/** A service with the campaign and the sounds that ship with Loa, in a folder of its own; made once for all subjects. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSchedules } from '../../src/contract/schedule-file/index.ts';
import type { ChannelId } from '../../src/core/ids.ts';
import { must } from '../../src/core/result.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { applySchedule } from '../../src/operations/apply-schedule.ts';
import { takeIn } from '../../src/operations/take-in.ts';
import { wire } from '../../src/wiring.ts';
import { planDay } from '../support/planned.ts';
import { REPOSITORY } from '../support/process.ts';

export const CHANNEL = 'my-tu' as ChannelId;
export const DAY = '2025-04-07' as LocalDate;

const make = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-bench-'));
  const data = join(folder, 'var');
  const { ctx, close } = must(wire({ dataDir: data }));
  const schedules = readdirSync(join(REPOSITORY, 'schedules')).filter((name) => name.endsWith('.yaml'));
  const files = schedules.map((name) => ({ name, bytes: readFileSync(join(REPOSITORY, 'schedules', name)) }));
  must(applySchedule(ctx, must(readSchedules(files)), { dryRun: false }));
  for (const name of readdirSync(join(REPOSITORY, 'media')).filter((file) => file.endsWith('.opus')))
    must(await takeIn(ctx, join(REPOSITORY, 'media', name), {}));
  const [playlist] = must(planDay(ctx, CHANNEL, DAY)).playlists;
  if (playlist === undefined) throw new Error('nothing planned');
  const end = (): void => {
    close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, data, ctx, playlist, end };
};

let made: ReturnType<typeof make> | undefined;

export const benchWorld = (): ReturnType<typeof make> => {
  made ??= make();
  return made;
};

export const endWorld = async (): Promise<void> => (await made)?.end();
