/** Clips and podcasts in a real Chromium: asking for a clip and watching it; switching a podcast on and off. */
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../src/core/result.ts';
import { runNextJob } from '../../src/operations/jobs/run-next.ts';
import { barriers, type Look, look, openBrowser, type PageWorld, seenText } from '../support/page-world.ts';
import { makeWeekWorld } from '../support/week-world.ts';

let world: PageWorld;
let browser: Browser;
let editor: Look;

beforeAll(async () => {
  [world, browser] = await Promise.all([makeWeekWorld(), openBrowser()]);
  editor = await look(browser, world.url, { token: await world.signIn('bien-tap'), width: 360, withoutPolicy: true });
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const press = async (page: Page, name: string | RegExp): Promise<void> => {
  await Promise.all([page.waitForNavigation(), page.locator('main').getByRole('button', { name }).first().click()]);
};
/** At both widths nothing hinders anybody and nothing goes sideways. */
const isSound = async (page: Page, name: string): Promise<void> => {
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth')).toBe(
      false,
    );
    const folder = process.env['LOA_SCREENSHOTS'];
    if (folder === undefined) continue;
    mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true });
  }
};

test('a clip is asked for from its item, made, watched and downloaded', async () => {
  const { page } = editor;
  await page.goto(`${world.url}/library/tin-1`);
  await Promise.all([page.waitForNavigation(), page.getByRole('link', { name: 'Clip đăng mạng xã hội' }).click()]);
  await expect.poll(() => page.url()).toBe(`${world.url}/clips/tin-1`);
  expect(await page.locator('textarea').inputValue()).toBe(
    'Chuyển đổi số ở xã Mỹ Phước\n\nĐài Truyền thanh Mỹ Tú · Bản tin 57',
  );
  await press(page, 'Dựng clip');
  expect(await seenText(page.locator('[role=status]'))).toContain('Đã nhận yêu cầu');
  expect(await seenText(page.locator('main'))).toContain('Đang chờ dựng');
  await isSound(page, 'clips-waiting');
  for (let left = true; left; ) left = must(await runNextJob(world.ctx, {})) !== null;
  await page.goto(`${world.url}/clips/tin-1`);
  const size = await page.evaluate(`new Promise((done) => {
    const video = document.querySelector('video');
    const tell = () => done([video.videoWidth, video.videoHeight]);
    if (video.readyState > 0) return tell();
    video.addEventListener('loadedmetadata', tell);
    video.addEventListener('error', () => done(String(video.error?.message)));
    video.preload = 'metadata';
    video.load();
  })`);
  expect(size).toEqual([1080, 1080]);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Tải MP4' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('tin-1-vi-square.mp4');
  await isSound(page, 'clips');
  expect(editor.complaints).toEqual([]);
}, 180_000);

test('a podcast is switched on with its address and its code, and off again', async () => {
  const { page } = editor;
  await page.goto(`${world.url}/podcasts`);
  expect(await seenText(page.locator('main'))).toContain('Chưa bật podcast nào');
  await page.getByLabel('Của', { exact: true }).selectOption('campaign:nq57');
  await page.getByRole('textbox', { name: 'Tên podcast' }).fill('Nghị quyết 57 & "chuyển đổi số"');
  await press(page, 'Bật podcast');
  expect(await page.getByLabel('Địa chỉ RSS').inputValue()).toBe(`${world.url}/podcast/nq57.xml`);
  expect(await page.getByLabel('Mã nhúng vào trang thông tin điện tử').inputValue()).toBe(
    `<iframe src="${world.url}/podcast/nq57" title="Nghị quyết 57 &amp; &quot;chuyển đổi số&quot;" width="100%" height="480" loading="lazy"></iframe>`,
  );
  await isSound(page, 'podcasts');
  await press(page, /^Tắt podcast/);
  expect(await seenText(page.locator('main'))).toContain('Chưa bật podcast nào');
  await page.goto(`${world.url}/podcasts?lang=en`);
  expect(await seenText(page.locator('h1'))).toBe('Podcasts');
  expect(editor.complaints).toEqual([]);
});
