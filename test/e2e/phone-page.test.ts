/** The telephone's page in a real Chromium: through the link, without a network, closed, opened again, and back: nothing lost, nothing twice. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StatementEntry } from '../../src/core/evidence/entry.ts';
import { must } from '../../src/core/result.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { addSiteLink, revokeToken } from '../../src/operations/accounts/tokens.ts';
import { approveDay } from '../../src/operations/approve-day.ts';
import { publishManifest } from '../../src/operations/manifests/publish.ts';
import { asking } from '../support/accounts-world.ts';
import { role } from '../support/credentials.ts';
import {
  barriers,
  type Look,
  look,
  makePageWorld,
  openAll,
  openBrowser,
  type PageWorld,
  seenText,
} from '../support/page-world.ts';
import { planDay } from '../support/planned.ts';
import { CHANNEL, NOW, TODAY } from '../support/world.ts';

const YESTERDAY = '2026-11-22' as LocalDate;

let world: PageWorld;
let browser: Browser;
let link: { readonly id: string; readonly token: string };

beforeAll(async () => {
  world = await makePageWorld();
  must(planDay(world.ctx, CHANNEL, YESTERDAY));
  const approver = asking(world.ctx, { grants: [role('approver')] });
  must(approveDay(approver, { channel: CHANNEL, day: TODAY as LocalDate, version: 1 }));
  must(await publishManifest(approver, { channel: CHANNEL }));
  link = must(addSiteLink(world.ctx, { channel: CHANNEL, name: 'Điện thoại chị Kha' }));
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** A telephone whose clock is the centre's. */
const telephone = async (options: Parameters<typeof look>[2] = {}): Promise<Look> => {
  const seen = await look(browser, world.url, { width: 360, ...options });
  await seen.context.clock.setFixedTime(new Date(NOW));
  return seen;
};

const openLink = (page: Page, token = link.token) => page.goto(`${world.url}/tram/${token}`);
const PAGE = '/phone/today';

const kept = (page: Page) =>
  page.waitForFunction(
    "caches.has('loa-phone-1').then(async (has) => has && (await (await caches.open('loa-phone-1')).keys()).some(({ url }) => url.endsWith('/phone/today')))",
  );

const statements = (): StatementEntry[] =>
  world.ctx.airlog
    .select({ from: YESTERDAY, to: TODAY as LocalDate })
    .map(({ entry }) => entry)
    .filter((entry): entry is StatementEntry => entry.kind === 'statement')
    .toArray();

const card = (page: Page, day: string, session: string) => page.locator(`[id="${day}-${session}"]`);

const reopen = async (context: BrowserContext): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(`${world.url}${PAGE}`);
  return page;
};

test('looked at', async () => {
  for (const scheme of ['light', 'dark'] as const) {
    const seen = await telephone({ scheme, withoutPolicy: true });
    const { page } = seen;
    await openLink(page);
    await page.waitForTimeout(1500);
    await page.screenshot({ path: `/tmp/phone-${scheme}.png`, fullPage: true });
    await openAll(page);
    await page.screenshot({ path: `/tmp/phone-${scheme}-open.png`, fullPage: true });
    expect(await barriers(page)).toEqual([]);
    for (const width of [320, 360, 768]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), `${width}`).toBe(0);
    }
    expect(seen.complaints).toEqual([]);
    await seen.context.close();
  }
});
