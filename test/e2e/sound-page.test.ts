/** The page of a sound in a real Chromium: what it shows, one click that puts it right, the form, and a narrow telephone. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findSoundName } from '../../src/store/sounds.ts';
import {
  barriers,
  type Look,
  look,
  makePageWorld,
  openBrowser,
  type PageWorld,
  seenText,
} from '../support/page-world.ts';

let world: PageWorld;
let browser: Browser;
let technician: Look;
let path: string;

beforeAll(async () => {
  [world, browser] = await Promise.all([makePageWorld(), openBrowser()]);
  path = `${world.url}/sounds/${findSoundName(world.ctx.store.rows, 'tin-1.wav')}`;
  technician = await look(browser, world.url, { token: world.somebody, width: 1024 });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

test('outline, light, measures; one click puts it right, the form adjusts, and both can be undone', async () => {
  const { page } = technician;
  await page.goto(path);
  expect(await seenText(page.locator('h1'))).toContain('Âm thanh: tin-1.wav');
  expect(await page.locator('svg.outline .sound').getAttribute('d')).toMatch(/^M0 \d/);
  expect(await seenText(page.locator('main'))).toMatch(/Nên nghe lại[\s\S]*dừng đột ngột/);
  expect(await barriers(page)).toEqual([]);

  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Vuốt nhỏ dần ở cuối' }).click()]);
  expect(await seenText(page.locator('main'))).toMatch(/Dùng được[\s\S]*Đã lưu/);

  await page.getByLabel('Điểm vào (giây)').fill('0,5');
  await page.getByLabel('Điểm ra (giây)').fill('9');
  await page.getByLabel('Lý do', { exact: true }).fill('Bỏ đoạn đầu');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Lưu cách dùng' }).click()]);
  expect(await seenText(page.locator('main [role=alert]'))).toContain('Điểm vào phải ở trước điểm ra');
  expect(await page.getByLabel('Điểm vào (giây)').inputValue()).toBe('0,5');

  await page.getByLabel('Điểm ra (giây)').fill('2,5');
  await Promise.all([page.waitForNavigation(), page.getByRole('button', { name: 'Lưu cách dùng' }).click()]);
  expect(await seenText(page.locator('main'))).toContain('Bỏ đoạn đầu');
  expect(await page.locator('audio').last().getAttribute('src')).toMatch(/#t=0\.5,2\.5$/);
  expect(await page.evaluate('fetch(document.querySelector("audio").src).then(({ status }) => status)')).toBe(200);

  await page.locator('summary', { hasText: 'Hoàn tác' }).click();
  await page.getByLabel('Lý do hoàn tác').fill('Nghe không hợp');
  await Promise.all([page.waitForNavigation(), page.locator('form#hoan-tac').getByRole('button').click()]);
  expect(await page.getByLabel('Điểm vào (giây)').inputValue()).toBe('0');
});

test('on a narrow telephone nothing is cut off, in English too', async () => {
  const narrow = await look(browser, world.url, { token: world.somebody, width: 360 });
  await narrow.page.goto(`${path}?lang=en`);
  expect(await seenText(narrow.page.locator('h1'))).toContain('Sound: tin-1.wav');
  const wide = await narrow.page.evaluate<number>('document.documentElement.scrollWidth');
  expect(wide).toBeLessThanOrEqual(360);
  expect(await barriers(narrow.page)).toEqual([]);
});
