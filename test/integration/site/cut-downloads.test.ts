/** A sound over a line that cuts a thousand downloads of it: the right hash at the end, and hardly a byte twice. */
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ManifestSound } from '../../../src/core/manifest/model.ts';
import { must } from '../../../src/core/result.ts';
import type { LocalDate } from '../../../src/core/time/local.ts';
import { createApp } from '../../../src/http/app.ts';
import { listen } from '../../../src/http/serve.ts';
import { renderDay } from '../../../src/operations/render-day.ts';
import { centreAt } from '../../../src/site/centre.ts';
import { siteShelf } from '../../../src/site/shelf.ts';
import { badLine } from '../../support/bad-line.ts';
import { machineToken } from '../../support/credentials.ts';
import { virtualTime } from '../../support/virtual-time.ts';
import { CHANNEL, makeWorld, NOW, TODAY } from '../../support/world.ts';

const CUTS = 1000;
/** What stands before the bytes of each answer. */
const HEAD = 900;
const BOUNDLESS = { tenSeconds: 1e6, burst: 1e6 };

test('(q) a thousand times', async () => {
  const world = await makeWorld({ sounds: { 'dai-hieu.wav': 60, 'tin-1.wav': 60, 'tin-2.wav': 60 } });
  const home = mkdtempSync(join(tmpdir(), 'loa-cut-'));
  const limits = { address: BOUNDLESS, overall: BOUNDLESS, account: BOUNDLESS };
  const app = createApp(world.ctx, { trace: (text) => expect.fail(text), limits });
  const server = must(await listen(app, { host: '127.0.0.1', port: 0 }));
  const line = await badLine(server.port);
  try {
    const [rendered] = must(await renderDay(world.ctx, CHANNEL, TODAY as LocalDate, { format: 'wav' }));
    if (rendered === undefined) throw new Error('the morning is rendered');
    const { output: sha256, bytes, format } = rendered.rendering;
    const sound = { sha256, bytes, format, lengthMs: 180_000 } as ManifestSound;
    line.cutAfter = Math.ceil(bytes / CUTS) + HEAD;
    const time = virtualTime(Date.parse(NOW), () => {}).machine(0);
    const { token } = machineToken(world.ctx);
    const centre = centreAt({ url: line.url, token, credential: 'machine' }, time, () => {});
    mkdirSync(join(home, 'sound'));
    const shelf = siteShelf(join(home, 'sound'));
    let tries = 0;
    let came = '';
    const { signal } = new AbortController();
    for (; came !== 'whole' && tries < 3 * CUTS; tries += 1) came = await shelf.fetch(sound, { centre, signal, time });
    expect(came).toBe('whole');
    const kept = readFileSync(shelf.pathOf(sound));
    expect(createHash('sha256').update(kept).digest('hex')).toBe(sha256);
    expect(line.cuts()).toBeGreaterThanOrEqual(CUTS);
    expect(line.bytes() / bytes).toBeLessThan(1.1);
  } finally {
    await line.close();
    await server.stop(0);
    await world.close();
    rmSync(home, { recursive: true, force: true });
  }
});
