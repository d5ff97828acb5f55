/**
 * The service: config → stores → ctx → http + loops. Stops on a signal and ends by itself; never process.exit.
 *
 * With `bundled` it first does what a technician would do by hand: applies schedules/, takes in media/, plans
 * today; the renderer then makes the sound while the pages are already open.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { accountMessages } from './cli/account-messages.ts';
import { type Reached, reachedAt } from './cli/reached.ts';
import { soundsIn } from './cli/sounds-in.ts';
import { EXIT, type Exit, progressLine, sayNotices, sayRefusals, type Terminal } from './cli/terminal.ts';
import { systemLook } from './clock.ts';
import type { Config } from './config.ts';
import { readSchedules } from './contract/schedule-file/index.ts';
import type { Refusal } from './core/refusal.ts';
import type { Result } from './core/result.ts';
import { createApp } from './http/app.ts';
import { listen } from './http/serve.ts';
import { arrivalSweep, arrivals } from './loops/arrivals.ts';
import { care } from './loops/care.ts';
import { clockWatch } from './loops/clock-watch.ts';
import { type Loop, runLoop } from './loops/loop.ts';
import { planner } from './loops/planner.ts';
import { preflight } from './loops/preflight.ts';
import { publisher } from './loops/publisher.ts';
import { sealer } from './loops/sealer.ts';
import { uses } from './loops/uses.ts';
import { worker } from './loops/worker.ts';
import { serviceMessages } from './main-messages.ts';
import { firstRunLink } from './operations/accounts/first-run.ts';
import { type Applied, applySchedule } from './operations/apply-schedule.ts';
import type { Ctx } from './operations/context.ts';
import { listChannels } from './operations/list-channels.ts';
import { beginRun } from './operations/log/begin-run.ts';
import { checkReadiness } from './operations/readiness.ts';
import { takeIn } from './operations/take-in.ts';
import { problemPages, webRoutes } from './web/routes.ts';
import { versionOf, type Wired, wire } from './wiring.ts';

const BUNDLED = fileURLToPath(new URL('..', import.meta.url));

/** Runs until `terminal.signal` aborts; answers the exit code. */
export const serve = async (terminal: Terminal, config: Config, bundled: boolean): Promise<Exit> => {
  const say = serviceMessages(terminal.lang);
  const wired = wire(config);
  if (!wired.ok) return sayRefusals(terminal, wired.refusals);
  const { close, marker } = wired.value;
  const ctx: Ctx = { ...wired.value.ctx, caller: { kind: 'system', name: 'service' } };
  try {
    const trace = (line: string): void => terminal.err(`${line}\n`);
    const app = createApp(ctx, {
      pages: webRoutes(ctx),
      problemPage: problemPages(),
      trace,
      told: trace,
      stopping: terminal.signal,
      listeningHost: config.host,
      origin: config.origin,
      proxies: config.proxies,
    });
    const listening = await listen(app, { host: config.host, port: config.port });
    if (!listening.ok) return sayRefusals(terminal, listening.refusals);
    const { url, port, stop } = listening.value;
    terminal.err(`${say.listening(url)}\n`);
    sayBegun(ctx, terminal, marker);
    let exit: Exit;
    try {
      exit = await run(ctx, terminal, { ...config, port }, { bundled, url });
    } finally {
      await stop();
    }
    // What is thrown leaves the marker: that run did not end in order.
    const lifted = marker.lift();
    if (!lifted.ok) sayRefusals(terminal, lifted.refusals);
    if (exit === EXIT.done) terminal.err(`${say.stopped}\n`);
    return exit;
  } finally {
    close();
  }
};

/** A log that takes no entry keeps nobody from starting: what air needs goes on without it. */
const sayBegun = (ctx: Ctx, terminal: Terminal, marker: Wired['marker']): void => {
  const laid = marker.lay();
  const begun = laid.ok ? beginRun(ctx, { version: versionOf(), clean: laid.value }) : laid;
  if (!begun.ok) sayRefusals(terminal, begun.refusals);
};

const run = async (
  ctx: Ctx,
  terminal: Terminal,
  config: Config,
  { bundled, url }: { readonly bundled: boolean; readonly url: string },
): Promise<Exit> => {
  const invited = inviteFirst(ctx, terminal, reachedAt(config));
  if (invited !== EXIT.done) return invited;
  const ready = bundled ? await takeBundled(ctx, terminal) : EXIT.done;
  if (ready !== EXIT.done) return ready;
  await work(ctx, terminal, config, url);
  terminal.err(`${serviceMessages(terminal.lang).stopping}\n`);
  return EXIT.done;
};

/** While nobody can let anybody in, each start prints a new link for the first administrator; older ones end. */
const inviteFirst = (ctx: Ctx, terminal: Terminal, { base, hereOnly }: Reached): Exit => {
  const first = firstRunLink(ctx);
  if (!first.ok) return sayRefusals(terminal, first.refusals);
  if (first.value === null) return EXIT.done;
  terminal.err(`${serviceMessages(terminal.lang).firstRun(`${base}/welcome/${first.value.token}`)}\n`);
  if (hereOnly) terminal.err(`${accountMessages(terminal.lang).hereOnly}\n`);
  return EXIT.done;
};

/** The loops, until the signal. A bug in one stops them all and is thrown. */
const work = async (ctx: Ctx, terminal: Terminal, config: Config, url: string): Promise<void> => {
  const say = serviceMessages(terminal.lang);
  const refused = (refusals: readonly Refusal[]): void => {
    sayRefusals(terminal, refusals);
  };
  let [planned, told] = [false, false];
  /** Says once that today is ready: rendered on every channel that is on air now. */
  const tellReady = async (): Promise<void> => {
    if (told) return;
    const { checks } = await checkReadiness(ctx);
    told = checks.every(({ name, ok }) => ok || (name !== 'planned' && name !== 'rendered'));
    if (told) terminal.err(`${say.ready(url)}\n`);
  };
  const looked = async (): Promise<void> => {
    if (!planned) terminal.err(`${say.planned(config.daysAhead)}\n`);
    planned = true;
    await tellReady();
  };
  const working = (): Loop =>
    worker(ctx, {
      refused,
      ended: async ({ label, result, end, left }) => {
        if (result.ok) {
          const { value } = result;
          terminal.err(
            `${value === null ? say.made(label, left) : say.rendered(label, value.seconds, value.integrated, left)}\n`,
          );
        } else if (end === 'cancelled') terminal.err(`${say.cancelled(label)}\n`);
        else if (!terminal.signal.aborted) {
          terminal.err(`${say.failed(label, end === 'waiting')}\n`);
          refused(result.refusals);
        }
        await tellReady();
      },
    });
  // One job for each core; leases keep two workers from the same one.
  const loops: Loop[] = [
    planner(ctx, config.daysAhead, { looked, refused }),
    preflight(ctx, config.preflightAt, { refused }),
    publisher(ctx, {
      published: ({ channel, manifest }) => terminal.err(`${say.published(channel.name, manifest.version)}\n`),
      refused,
    }),
    sealer(ctx, {
      refused,
      contradicted: (witness) => terminal.err(`${say.contradicted(witness)}\n`),
      answersAgain: (who) => terminal.err(`${say.answersAgain(who)}\n`),
    }),
    care(ctx, { refused, clockLeapt: () => terminal.err(`${say.clockLeapt}\n`) }),
    uses(ctx, { refused }),
    clockWatch(ctx, { look: systemLook, refused }),
    ...Array.from({ length: availableParallelism() }, working),
    ...[arrivals(ctx, { refused }), arrivals(ctx, { refused }), arrivalSweep(ctx, { refused })],
  ];
  const fault = new AbortController();
  const signal = AbortSignal.any([terminal.signal, fault.signal]);
  const running = loops.map((loop) =>
    runLoop(loop, signal).catch((error: unknown) => {
      fault.abort();
      throw error;
    }),
  );
  for (const ended of await Promise.allSettled(running)) if (ended.status === 'rejected') throw ended.reason;
};

/**
 * Applies schedules/ and takes in media/. A fault in them is told and keeps nobody silent: the schedule applied
 * before goes on, and so do the other sounds. Only a centre that has no schedule at all yet does not start.
 */
const takeBundled = async (ctx: Ctx, terminal: Terminal): Promise<Exit> => {
  const say = serviceMessages(terminal.lang);
  const applied = applyBundled(ctx, terminal);
  if (!applied.ok) {
    const exit = sayRefusals(terminal, applied.refusals);
    if (listChannels(ctx).length === 0) return exit;
    terminal.err(`${say.goesOn}\n`);
  }
  const { files: sounds } = soundsIn([join(BUNDLED, 'media')]);
  const line = progressLine(terminal);
  const [waiting, refusals] = [sounds.values(), [] as Refusal[]];
  let [done, fresh] = [0, 0];
  // Each file is decoded by processes of its own: as many at a time as there are cores.
  const takeInTurn = async (): Promise<void> => {
    for (const path of waiting) {
      const taken = await takeIn(ctx, path, { signal: terminal.signal });
      if (terminal.signal.aborted) return;
      if (!taken.ok) refusals.push(...taken.refusals);
      else if (taken.value.isNew) fresh += 1;
      done += 1;
      line.say(say.taking(done, sounds.length));
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, takeInTurn));
  if (!terminal.signal.aborted) line.end(say.taken(sounds.length, fresh));
  sayRefusals(terminal, refusals);
  return EXIT.done;
};

const applyBundled = (ctx: Ctx, terminal: Terminal): Result<Applied> => {
  const say = serviceMessages(terminal.lang);
  const folder = join(BUNDLED, 'schedules');
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(folder, name)) }));
  const written = readSchedules(files);
  if (!written.ok) return written;
  sayNotices(terminal, written.value.notices);
  const applied = applySchedule(ctx, written.value, { dryRun: false });
  if (applied.ok) terminal.err(`${say.applied(files.length, applied.value.changes.length)}\n`);
  return applied;
};
