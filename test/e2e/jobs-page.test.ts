/**
 * The page of jobs in a real Chromium: as it is loaded, kept current by its script, and its buttons with no script at all. And, in the
 * same browser, the page of all sites.
 */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { must, ok } from '../../src/core/result.ts';
import { eq } from '../../src/store/drizzle.ts';
import { job } from '../../src/store/schema.ts';
import { putSites } from '../support/fleet-sites.ts';
import { barriers, cookieOf, look, makePageWorld, openBrowser, type PageWorld } from '../support/page-world.ts';
import { NOW, TODAY } from '../support/world.ts';

let world: PageWorld;
let browser: Browser;
beforeAll(async () => {
  world = await makePageWorld();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

type Row = typeof job.$inferInsert;
const LATER = '2026-11-23T23:00:00Z';
const put = (key: string, label: string, more: Partial<Row> = {}): void => {
  const payload = { spec: {}, places: [{ channel: 'dai-my-tu', day: TODAY, label }] };
  const row: Row = {
    kind: 'render',
    key,
    payload,
    urgency: 1,
    label,
    state: 'waiting',
    attempts: 1,
    enqueuedAt: NOW,
    ...more,
  };
  must(
    world.ctx.store.transact((rows) => {
      rows.insert(job).values(row).run();
      return ok(null);
    }),
  );
};
const change = (set: Partial<Row>): void => {
  must(
    world.ctx.store.transact((rows) => {
      rows.update(job).set(set).where(eq(job.key, 'a')).run();
      return ok(null);
    }),
  );
};
beforeEach(() => {
  world.ctx.store.rows.delete(job).run();
  put('a', 'Buổi phát sáng 23/11 · Đài Mỹ Tú', { leasedUntil: LATER, startedAt: NOW, progress: 0.42 });
  put('b', 'Buổi phát chiều 23/11 · Đài Mỹ Tú');
  put('c', 'Buổi phát trưa 23/11 · Đài Mỹ Tú', {
    leasedUntil: LATER,
    refusals: [{ code: 'audio.tool-missing', params: { tool: 'ffmpeg' } }],
  });
  put('d', 'Buổi <b>phát</b> tối 23/11 · Đài Mỹ Tú', {
    state: 'failed',
    finishedAt: NOW,
    refusals: [{ code: 'media.unknown', params: { id: 'tin-9.wav' } }],
  });
  put('e', 'Buổi phát đêm 23/11 · Đài Mỹ Tú', { state: 'cancelled', finishedAt: NOW });
});

test.each([360, 1280])('everything has its place, at %i px', async (width) => {
  const seen = await look(browser, world.url, { token: world.somebody, width, withoutPolicy: true });
  const { page, complaints, context } = seen;
  await page.goto(`${world.url}/`);
  await page.getByRole('link', { name: 'Việc đang làm' }).click();
  await page.waitForURL(`${world.url}/jobs`);
  expect(await page.locator('main h2').allInnerTexts()).toEqual(['Đang làm', 'Đang chờ', 'Bị lỗi', 'Đã hủy']);
  expect(await page.locator('progress').getAttribute('value')).toBe('42');
  expect(await page.locator('[data-state=failed]').innerText()).toMatch(/Buổi <b>phát<\/b> tối[\s\S]*tin-9\.wav/);
  expect(await page.locator('[data-state=resting]').innerText()).toMatch(
    /chờ thử lại[\s\S]*ffmpeg[\s\S]*Tự thử lại lúc/,
  );
  expect(await barriers(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  const shots = process.env['LOA_PICTURES'];
  if (shots !== undefined) await page.screenshot({ path: `${shots}/jobs-${width}.png`, fullPage: true });
  expect(complaints).toEqual([]);
  await context.close();
});

test('its script writes how far it is, and takes over what has changed', async () => {
  const { page, complaints, context } = await look(browser, world.url, { token: world.somebody });
  await page.goto(`${world.url}/jobs`);
  change({ progress: 0.77 });
  await page.locator('progress[value="77"]').waitFor({ timeout: 20_000 });
  expect(await page.locator('[data-state=running] .share').innerText()).toContain('77%');
  change({ state: 'done', leasedUntil: null, finishedAt: NOW, progress: 1 });
  await page.locator('[data-state=done]').waitFor({ timeout: 20_000 });
  expect(await page.locator('main h2').allInnerTexts()).toContain('Mới làm xong');
  expect(complaints).toEqual([]);
  await context.close();
});

test('cancelling and trying again are plain forms', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'vi-VN' });
  const [name = '', value = ''] = cookieOf(world.somebody).split('=');
  await context.addCookies([{ name, value, url: world.url }]);
  const page = await context.newPage();
  await page.goto(`${world.url}/jobs`);
  await page.getByRole('button', { name: 'Hủy việc: Buổi phát sáng' }).click();
  expect(await page.locator('[role=status]').innerText()).toContain('Đã yêu cầu hủy');
  expect(await page.locator('[data-state=running]').innerText()).toContain('đang dừng');
  await page.getByRole('button', { name: 'Thử lại việc: Buổi <b>phát</b> tối' }).click();
  expect(await page.locator('[role=status]').innerText()).toContain('Việc đã vào hàng chờ lại');
  await expect.poll(() => page.locator('[data-state=failed]').count()).toBe(0);
  await context.close();
});

test('what has ended meanwhile is said, and other people and other pages ask in vain', async () => {
  const post = (path: string, cookie: string, origin = world.url) =>
    fetch(`${world.url}${path}`, { method: 'POST', redirect: 'manual', headers: { cookie, origin } });
  const failed = world.ctx.store.rows
    .select()
    .from(job)
    .all()
    .find(({ key }) => key === 'd')?.id;
  const answer = await post(`/jobs/${failed}/cancel`, cookieOf(world.somebody));
  expect(answer.status).toBe(409);
  expect(await answer.text()).toContain('class="faults"');
  expect((await post('/jobs/khong/retry', cookieOf(world.somebody))).status).toBe(404);
  expect((await post(`/jobs/${failed}/retry`, cookieOf(world.somebody), 'http://evil.vn')).status).toBe(403);
  await world.add('vien', 'Thạch Viên', 'operator', null);
  const operator = cookieOf(await world.signIn('vien'));
  expect((await post(`/jobs/${failed}/retry`, operator)).status).toBe(403);
  expect((await fetch(`${world.url}/jobs`, { headers: { cookie: operator } })).status).toBe(403);
});

test('all sites: what needs somebody on top, in words, at 360 and 1280 px, light and dark', async () => {
  putSites(world.ctx);
  for (const [width, scheme] of [
    [360, 'light'],
    [1280, 'dark'],
    [360, 'dark'],
    [1280, 'light'],
  ] as const) {
    const { page, complaints, context } = await look(browser, world.url, {
      token: world.somebody,
      width,
      scheme,
      withoutPolicy: true,
    });
    await page.goto(`${world.url}/`);
    await page.getByRole('link', { name: 'Các điểm loa' }).click();
    await page.waitForURL(`${world.url}/fleet`);
    const names = page.locator('.fleet tbody th > a');
    expect(await names.allInnerTexts()).toEqual(['Loa ấp Hậu Thành', 'Loa xã Hưng Phú', 'Đài Mỹ Tú']);
    expect(await page.locator('.alarms li').allInnerTexts()).toEqual([
      expect.stringContaining('“Buổi 05:00” (05:00 ngày 23/11/2026) đã quá giờ'),
      expect.stringContaining('im lặng từ 05:40 ngày 23/11/2026'),
      expect.stringContaining('thiếu 2 tệp'),
      expect.stringContaining('bản số 6, hiệu lực đến 17:00 ngày 24/11/2026'),
      expect.stringContaining('nay là số 7'),
      expect.stringContaining('hạng C, chậm 9'),
      expect.stringContaining('chỉ còn 298 MB'),
    ]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    expect(await barriers(page)).toEqual([]);
    if (width === 1280) {
      await page.getByLabel('Tình trạng').selectOption({ label: 'Tốt' });
      await page.getByRole('button', { name: 'Xem', exact: true }).click();
      await page.waitForURL(/state=good/);
      expect(await names.allInnerTexts()).toEqual(['Đài Mỹ Tú']);
      await names.click();
      await page.waitForURL(/published$/);
      expect(await page.getByRole('link', { name: 'Gói USB 7 ngày (ZIP)' }).getAttribute('href')).toBe(
        '/api/v1/channels/dai-my-tu/site-package.zip',
      );
      expect(await barriers(page)).toEqual([]);
    }
    expect(complaints).toEqual([]);
    await context.close();
  }
});
