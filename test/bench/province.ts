/** One day of 3,300 channels that share 50 sessions, planned in a process of its own: prints milliseconds and megabytes. */
import { planChannelDay } from '../../src/core/playlist/day.ts';
import { prepare } from '../../src/core/schedule/prepare.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { largeGround, onChannels } from './large-schedules.ts';

const ground = onChannels(largeGround(50, 10), 3300);
const started = performance.now();
const prepared = prepare(ground);
const plans = ground.schedule.channels.map(({ id }) => planChannelDay(prepared, id, '2025-05-05' as LocalDate));
const milliseconds = performance.now() - started;
const sessions = plans.reduce((sum, { playlists }) => sum + playlists.length, 0);
if (sessions !== 3300 * 50) throw new Error(`${sessions} sessions planned`);
process.stdout.write(`${JSON.stringify({ milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 })}\n`);
