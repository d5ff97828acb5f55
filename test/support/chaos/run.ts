/** Runs of chaos: thirty machines, five days of true time, three of them without the centre; and what is wrong with what came of it. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatVerifierKey } from '../../../src/core/evidence/verifier-key.ts';
import type { ChannelId } from '../../../src/core/ids.ts';
import { must, ok } from '../../../src/core/result.ts';
import { createApp } from '../../../src/http/app.ts';
import { verifyEd25519 } from '../../../src/secrets/ed25519.ts';
import { newScheduleKey, scheduleSigner } from '../../../src/secrets/schedule-key.ts';
import { keepSite, newSiteFolder, readSiteFolder } from '../../../src/site/folder.ts';
import { openSiteStore } from '../../../src/site/store.ts';
import { addManifest } from '../../../src/store/manifests.ts';
import { machineToken } from '../credentials.ts';
import { makeWorld, type World } from '../world.ts';
import { chanceOf } from './chance.ts';
import { type Judged, judgeSite, rowsApart, type Trial } from './judge.ts';
import { badLineOf } from './line.ts';
import { type Machine, machineOf } from './machine.ts';
import { DAY_MS, illWill, instant, type Plans, plansOf } from './plan.ts';
import { chaosTime } from './time.ts';

export interface ChaosFigures {
  runs: number;
  sites: number;
  rows: number;
  sounded: number;
  /** Items of sites whose power stayed, that were planned while the centre was away; and of these those that sounded whole, in time. */
  planned: number;
  kept: number;
  kills: number;
  clocks: number;
  asked: number;
  lost: number;
  doubled: number;
  forged: number;
  readonly faults: string[];
}

export const nothingYet = (): ChaosFigures => ({
  ...{ runs: 0, sites: 0, rows: 0, sounded: 0, planned: 0, kept: 0, kills: 0, clocks: 0 },
  ...{ asked: 0, lost: 0, doubled: 0, forged: 0, faults: [] },
});

const HOUR_MS = 3_600_000;
/** 2026-11-23, midnight in Viet Nam. */
const FIRST_MS = Date.parse('2026-11-22T17:00:00Z');
/** Days from the beginning of one run to that of the next, in one centre. */
const APART = 8;
const TEN_YEARS = 10 * 365 * DAY_MS;

const scheduleOf = (count: number): string => `
units: [{ id: huyen, name: "Huyện", kind: "huyện" }]
stations: [{ id: dai, name: "Đài", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: huyen }] }]
channels:
${Array.from({ length: count }, (_, n) => `  - { id: loa-${n}, name: "Loa ${n}", station: dai, carrier: loudspeaker, units: [{ unit: huyen }] }`).join('\n')}
`;

export interface ChaosOptions {
  readonly seed: number;
  readonly runs: number;
  readonly sites: number;
  /** An empty folder for the machines' folders. */
  readonly folder: string;
  readonly signal?: AbortSignal;
  readonly ran?: (figures: ChaosFigures) => void;
  /** Hears of each site as it is judged, and where the centre's log lies. */
  readonly judged?: (trial: Trial, logPath: string) => void;
}

/** All runs in one centre, one after the other: what one leaves is there for the next. */
export const chaos = async (options: ChaosOptions, figures = nothingYet()): Promise<ChaosFigures> => {
  const world = await makeWorld({ schedule: scheduleOf(options.sites), sounds: {}, now: instant(FIRST_MS) });
  try {
    for (let n = 0; n < options.runs && options.signal?.aborted !== true; n += 1) {
      await oneRun(world, n, options, figures);
      figures.runs += 1;
      options.ran?.(figures);
    }
    return figures;
  } finally {
    await world.close();
  }
};

const oneRun = async (world: World, n: number, options: ChaosOptions, figures: ChaosFigures): Promise<void> => {
  const { ctx } = world;
  const seed = options.seed + n * 7919;
  const chance = chanceOf(seed);
  const midnightMs = FIRST_MS + n * APART * DAY_MS;
  const time = chaosTime(midnightMs, (ms) => world.setNow(instant(ms)));
  world.setNow(instant(midnightMs));
  const awayFrom = midnightMs + chance.between(18, 40) * HOUR_MS;
  const back = awayFrom + 72 * HOUR_MS;
  const calmFrom = midnightMs + 5 * DAY_MS;
  const endMs = calmFrom + 3 * HOUR_MS;
  const isAway = (): boolean => time.nowMs() >= awayFrom && time.nowMs() < back;
  const isCalm = (): boolean => time.nowMs() >= calmFrom;

  const signer = must(ctx.store.transact(() => ctx.scheduleKey(null)));
  const thief = scheduleSigner(newScheduleKey());
  if (thief === null) throw new Error('a key just made reads');
  const plans = Array.from({ length: options.sites }, (_, site) =>
    plansOf(`loa-${site}`, { midnightMs, chance, signer, above: 2 * n }),
  );
  const publish = (version: 0 | 1): void => {
    must(
      ctx.store.transact((rows) => {
        for (const { channel, versions } of plans) {
          const { manifest, note } = versions[version];
          const about = {
            publishedAt: instant(time.nowMs()),
            publishedBy: 'system:cli',
            validUntil: manifest.validUntil,
          };
          addManifest(
            rows,
            { channel: channel as ChannelId, version: manifest.version, note, changes: [], ...about },
            manifest.days,
          );
        }
        return ok(undefined);
      }),
    );
  };
  publish(0);
  const firstEntry = ctx.airlog.size();
  time.at(midnightMs + chance.between(2, 16) * HOUR_MS, () => publish(1));

  const limits = { ...BOUNDLESS };
  const app = createApp(ctx, {
    trace: (line) => figures.faults.push(`run ${n}: ${line}`),
    limits,
  });
  const line = badLineOf({
    ...{ app, time, chance, isAway, isCalm },
    illWill: (channel) => {
      const own = plans.find((one) => one.channel === channel);
      const other = plans.find((one) => one.channel !== channel);
      return own === undefined || other === undefined ? null : illWill(own, other, { signer, thief, chance });
    },
    told: (what) => {
      figures[what] += 1;
    },
  });

  const machines = plans.map((plan, place): { plan: Plans; machine: Machine; isSteady: boolean } => {
    const folder = join(options.folder, `r${n}-${place}`);
    mkdirSync(folder, { recursive: true });
    must(newSiteFolder(folder));
    const { token } = machineToken(ctx, { name: `Loa ${place}`, scopes: ['schedule.read', 'airing.report'] });
    keepSite(
      folder,
      {
        ...{ format: 'loa-site/1', url: 'http://localhost', channel: plan.channel, device: `may-${n}-${place}` },
        ...{ vkey: formatVerifierKey(signer.key), credential: 'machine', clock: 'asked', joinedAt: null },
      },
      token,
    );
    const isSteady = place % 3 === 0;
    const machine = machineOf({
      ...{ site: must(readSiteFolder(folder)), time, chance, line, isAway },
      hasBattery: chance.is(0.5),
      fails: () => (isSteady || isCalm() ? 0 : 0.03),
    });
    time.at(midnightMs + chance.between(0, 2) * HOUR_MS, machine.on);
    // Whoever sets a clock, sets it anywhere.
    for (let times = 0; times < 2; times += 1)
      time.at(midnightMs + chance.between(3, 110) * HOUR_MS, () => {
        figures.clocks += 1;
        machine.setClock(chance.pick([TEN_YEARS, -TEN_YEARS]));
      });
    if (!isSteady)
      for (let times = chance.between(1, 5); times > 0; times -= 1) {
        // Half of them while something sounds: at five, eleven and seventeen.
        const hour = chance.is(0.5) ? chance.pick([5, 11, 17]) + chance.between(0, 0.035) : chance.between(2, 23);
        const day = Math.floor(chance.between(0, 5));
        time.at(midnightMs + day * DAY_MS + hour * HOUR_MS, () => {
          if (!machine.isOn()) return;
          figures.kills += 1;
          if (chance.is(0.2)) machine.stop();
          else machine.cut();
          time.at(
            time.nowMs() + chance.pick([10_000, 60_000, 20 * 60_000, 5 * HOUR_MS]) * chance.between(0.5, 1),
            machine.on,
          );
        });
      }
    time.at(calmFrom, machine.on);
    return { plan, machine, isSteady };
  });

  await time.to(endMs);
  const logPath = join(world.folder, 'airlog.db');
  const faults: string[] = [];
  const judged: Judged[] = [];
  for (const { plan, machine, isSteady } of machines) {
    machine.cut();
    const { folder, key, device } = machine.site;
    const store = must(openSiteStore(folder, key));
    const broken = store.broken((hash, signature) => verifyEd25519(key.publicKey, hash, signature));
    const { waiting } = store.counts();
    store.close();
    if (broken !== null) faults.push(`${device}: row ${broken} is not in the chain`);
    if (waiting > 0) faults.push(`${device}: ${waiting} rows never reached the centre`);
    const trial: Trial = { plan, machine, isSteady, awayFrom, back, calmFrom };
    options.judged?.(trial, logPath);
    judged.push(judgeSite(trial));
  }
  const rows = judged.flatMap((one) => one.rows);
  faults.push(...judged.flatMap((one) => one.faults), ...rowsApart(logPath, firstEntry, rows));
  for (const { machine } of machines) machine.remove();
  figures.sites += machines.length;
  for (const one of judged) {
    figures.rows += one.rows.length;
    figures.sounded += one.sounded;
    figures.planned += one.planned;
    figures.kept += one.kept;
  }
  figures.faults.push(...faults.map((fault) => `run ${n}, seed ${seed}: ${fault}`));
};

/** All of them ask from one place. */
const BOUNDLESS = {
  address: { tenSeconds: 1e9, burst: 1e9 },
  overall: { tenSeconds: 1e9, burst: 1e9 },
  account: { tenSeconds: 1e9, burst: 1e9 },
};
