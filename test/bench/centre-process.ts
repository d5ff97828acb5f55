/**
 * The centre of thousands of sites, in processes of its own: node test/bench/centre-process.ts fill|serve DATA COUNT.
 *
 * 'fill' makes a data folder with so many channels, each with a manifest of a week and a machine's token. 'serve' answers on it as
 * the service does, says its address on the first line, and on a signal the memory that it took at most and its processor time.
 */

import { spawn } from 'node:child_process';
import { keepHeapSmall } from '../../src/bootstrap/small-heap.js';
import { readScheduleFile } from '../../src/contract/schedule-file/read.ts';
import { toSchedule } from '../../src/contract/schedule-file/to-schedule.ts';
import { TOKEN_PREFIX, tokenHash, tokenText } from '../../src/core/access/token.ts';
import type { ChannelId, TokenId, UnitId } from '../../src/core/ids.ts';
import { signManifest } from '../../src/core/manifest/signed-manifest.ts';
import { must, ok } from '../../src/core/result.ts';
import { createApp } from '../../src/http/app.ts';
import { LIMITS } from '../../src/http/rate.ts';
import { listen } from '../../src/http/serve.ts';
import { runLoop } from '../../src/loops/loop.ts';
import { uses } from '../../src/loops/uses.ts';
import { applySchedule } from '../../src/operations/apply-schedule.ts';
import { addManifest } from '../../src/store/manifests.ts';
import { accessToken } from '../../src/store/schema.ts';
import { wire } from '../../src/wiring.ts';
import { dayOf, manifestOf, sessionAt } from '../support/manifests.ts';

/** The bearer token of the site of that number: no secret. */
export const siteToken = (n: number): string =>
  tokenText(
    new Uint8Array(32).map((_, at) => (n >> (8 * (at % 4))) & 255),
    TOKEN_PREFIX.machine,
  );

/** That process as a child of this one. */
export const serving = (data: string) =>
  spawn(process.execPath, [import.meta.filename, 'serve', data], { stdio: ['ignore', 'pipe', 'inherit'] });

const scheduleOf = (count: number): string => `
units:
  - { id: tinh, name: "Tỉnh", kind: "tỉnh" }
stations:
  - { id: dai, name: "Đài", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: tinh }] }
channels:
${Array.from({ length: count }, (_, n) => `  - { id: loa-${n}, name: "Loa ${n}", station: dai, carrier: loudspeaker, units: [{ unit: tinh }] }`).join('\n')}
`;

const DAYS = Array.from({ length: 7 }, (_, n) => `2026-12-0${n + 1}`);
const CLOCKS = ['05:00:00', '11:00:00', '17:00:00'];

const fill = (data: string, count: number): void => {
  const { ctx, close } = must(wire({ dataDir: data }));
  const read = must(readScheduleFile('bench.yaml', new TextEncoder().encode(scheduleOf(count))));
  must(applySchedule(ctx, { ...toSchedule([read]), files: ['bench.yaml'] }, { dryRun: false }));
  must(
    ctx.store.transact((rows) => {
      const signer = must(ctx.scheduleKey(null));
      const now = ctx.clock.instant();
      for (let n = 0; n < count; n += 1) {
        const channel = `loa-${n}` as ChannelId;
        const days = DAYS.map((day) => dayOf(day, ...CLOCKS.map((clock) => sessionAt(day, clock))));
        const manifest = manifestOf({ site: { id: channel, name: `Loa ${n}` }, days });
        const note = signManifest(manifest, signer.key, signer.sign);
        const about = { publishedAt: manifest.issuedAt, publishedBy: 'system:cli', validUntil: manifest.validUntil };
        addManifest(rows, { channel, version: manifest.version, note, changes: [], ...about }, days);
        rows
          .insert(accessToken)
          .values({
            ...{ id: `t-${n.toString(16).padStart(16, '0')}` as TokenId, kind: 'machine', name: `Loa ${n}` },
            ...{
              token: tokenHash(siteToken(n)),
              scopes: ['schedule.read', 'airing.report'],
              unit: 'tinh' as UnitId,
              channel: null,
            },
            ...{ createdAt: now, createdBy: 'system:cli', expiresAt: null, usedAt: null, revokedAt: null },
          })
          .run();
      }
      return ok(undefined);
    }),
  );
  close();
};

const serve = async (data: string): Promise<void> => {
  keepHeapSmall();
  const { ctx, close } = must(wire({ dataDir: data }));
  const stopping = new AbortController();
  process.once('SIGTERM', () => stopping.abort());
  // All of them ask from this one machine; everything else is as it is.
  const limits = { ...LIMITS, address: { tenSeconds: 1e9, burst: 1e9 } };
  const app = createApp(ctx, { trace: (line) => process.stderr.write(`${line}\n`), limits });
  const listening = must(await listen(app, { host: '127.0.0.1', port: 0 }));
  process.stdout.write(`${listening.url}\n`);
  await runLoop(
    uses(ctx, { refused: (refusals) => process.stderr.write(`${JSON.stringify(refusals)}\n`) }),
    stopping.signal,
  );
  await listening.stop();
  close();
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  process.stdout.write(
    `${JSON.stringify({ megabytes: maxRSS / 1024, seconds: (userCPUTime + systemCPUTime) / 1e6 })}\n`,
  );
};

if (import.meta.main) {
  const [how, data = '', count = '10000'] = process.argv.slice(2);
  if (how === 'fill') fill(data, Number(count));
  else await serve(data);
}
