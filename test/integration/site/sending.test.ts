/** Rows on their way from a site's own disk to a real centre on a real socket: what it will not have stays, with the reason; age is none. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ReportEntry } from '../../../src/core/evidence/entry.ts';
import { formatVerifierKey } from '../../../src/core/evidence/verifier-key.ts';
import { must } from '../../../src/core/result.ts';
import { createApp } from '../../../src/http/app.ts';
import { type Listening, listen } from '../../../src/http/serve.ts';
import { centreAt } from '../../../src/site/centre.ts';
import { keepSite, newSiteFolder, readSiteFolder, type SiteFolder } from '../../../src/site/folder.ts';
import { sendingOf } from '../../../src/site/sending.ts';
import { openSiteStore } from '../../../src/site/store.ts';
import { machineToken } from '../../support/credentials.ts';
import { CENTRE } from '../../support/site-packages.ts';
import { virtualTime } from '../../support/virtual-time.ts';
import { CHANNEL, makeWorld, NOW, type World } from '../../support/world.ts';

let world: World;
let server: Listening;
let site: SiteFolder;
const root = mkdtempSync(join(tmpdir(), 'loa-sending-'));

beforeAll(async () => {
  world = await makeWorld({ sounds: {} });
  const trace = (line: string): void => void process.stderr.write(`${line}\n`);
  server = must(await listen(createApp(world.ctx, { trace }), { host: '127.0.0.1', port: 0 }));
  const folder = join(root, 'diem-loa');
  must(newSiteFolder(folder));
  const { token } = machineToken(world.ctx, { scopes: ['schedule.read', 'airing.report'] });
  keepSite(
    folder,
    {
      ...{
        format: 'loa-site/1',
        url: server.url,
        channel: CHANNEL,
        device: 'may-loa',
        vkey: formatVerifierKey(CENTRE.key),
      },
      ...{ credential: 'machine', clock: 'asked', joinedAt: null },
    },
    token,
  );
  site = must(readSiteFolder(folder));
});
afterAll(async () => {
  await server.stop();
  await world.close();
  rmSync(root, { recursive: true, force: true });
});

/** A row as the agent writes it. `day`: when its item should have aired. */
const row = (number: number, day: string, more: object = {}): string =>
  JSON.stringify({
    ...{ boot: 'b00700700700700a', channel: CHANNEL, day, device: 'may-loa', entry: `tin-${number}`, kind: 'missed' },
    ...{ outcome: 'not-aired', reason: 'power-cut', row: number },
    clock: { errorMs: 40, monotonicMs: 1000 * number, offsetMs: 0, wall: `${day}T05:00:00.000Z` },
    ...more,
  });

test('(f) a refused row stays at the site with the reason, and keeps no other back; (g) a late row is accepted, and both times are told', async () => {
  const store = must(openSiteStore(site.folder, site.key));
  const time = virtualTime(Date.parse(NOW), () => undefined);
  const machine = time.machine(0);
  const said: unknown[] = [];
  const centre = site.reach === null ? null : centreAt(site.reach, machine, () => undefined);
  const told = (news: unknown): void => void said.push(news);
  const sending = sendingOf({ store, centre, nowMs: machine.wallMs, told, chance: () => 0.5 });

  store.keep([row(0, '2026-10-20'), row(1, '2026-11-22')], '{}');
  await sending.send();
  // Somebody copied the folder of another day over this one: other rows come under numbers that the centre has, and one is none at all.
  const other = row(1, '2026-11-22', { reason: 'device-fault' });
  store.keep([other, row(2, '2026-11-22', { outcome: 'sung' }), row(3, '2026-11-22')], '{}');
  for (let n = 0; n < 3; n += 1) await sending.send();

  expect(store.counts()).toEqual({ rows: 5, waiting: 2, refused: 2 });
  expect(said).toContainEqual(expect.objectContaining({ kind: 'rows-denied', code: expect.any(String) }));
  const file = new Database(join(site.folder, 'site.db'), { readonly: true });
  const kept = file.prepare('SELECT n, body, refused FROM row WHERE refused IS NOT NULL ORDER BY n').all();
  file.close();
  expect(kept).toEqual([
    { n: 3, body: other, refused: 'log.row-other' },
    { n: 4, body: expect.stringContaining('sung'), refused: expect.stringMatching(/^request\./) },
  ]);
  // Not even after the ninety days for which rows with a receipt are kept.
  store.forget(machine.wallMs() + 400 * 86_400_000);
  expect(store.counts().refused).toBe(2);
  store.close();

  const { airlog } = world.ctx;
  const leaves = Array.from({ length: airlog.size() }, (_, seq) => airlog.leaf(seq) ?? new Uint8Array());
  const entries = leaves.map((leaf) => JSON.parse(new TextDecoder().decode(leaf)) as ReportEntry);
  const reports = entries.filter((entry) => entry.source !== undefined);
  expect(
    reports.map(({ source, planned, clock, recordedAt }) => [
      source.row,
      planned.day,
      clock.wall.slice(0, 10),
      recordedAt,
    ]),
  ).toEqual([
    [0, '2026-10-20', '2026-10-20', NOW],
    [1, '2026-11-22', '2026-11-22', NOW],
    [3, '2026-11-22', '2026-11-22', NOW],
  ]);
});
