/** Speaking a notice in a real Chromium: text, what will be said, listening, taking it in; and a pronunciation that is heard. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../src/core/result.ts';
import { listAudit } from '../../src/operations/list-audit.ts';
import { showSchedule } from '../../src/operations/show-schedule.ts';
import { barriers, type Look, look, openBrowser, type PageWorld, seenText } from '../support/page-world.ts';
import { makeWeekWorld } from '../support/week-world.ts';

let world: PageWorld;
let browser: Browser;
let editor: Look;

beforeAll(async () => {
  [world, browser] = await Promise.all([makeWeekWorld(), openBrowser()]);
  editor = await look(browser, world.url, { token: await world.signIn('bien-tap'), width: 360, withoutPolicy: true });
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const press = async (page: Page, name: string | RegExp): Promise<void> => {
  await Promise.all([page.waitForNavigation(), page.locator('main').getByRole('button', { name }).first().click()]);
};
const sideways = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

const TEXT = 'UBND xã thông báo: 17h30 ngày 03/4/2025 <b>cúp nước</b> tại ấp 3.\nĐT 0299 361 2345.';

test('a notice is read, mended, spoken, listened to and given to an item', async () => {
  const { page } = editor;
  await page.goto(`${world.url}/speech?item=thong-bao`);
  expect(await barriers(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Văn bản' }).fill(TEXT);
  await page.getByLabel('Giọng đọc', { exact: true }).selectOption('south');
  await press(page, 'Xem lời sẽ đọc');
  const said = page.locator('#doc');
  expect(await seenText(said)).toContain('UBND → Ủy ban nhân dân');
  expect(await seenText(said)).toMatch(
    /17h30 ngày 03\/4\/2025.* → mười bảy giờ ba mươi phút ngày ba tháng tư năm hai ngàn không trăm hai mươi lăm/,
  );
  expect(await barriers(page)).toEqual([]);
  expect(await sideways(page)).toBe(false);
  const reading = page.getByLabel('Sửa lời đọc');
  await reading.fill((await reading.inputValue()).replace('cúp nước', 'mất nước'));
  await press(page, 'Tạo bản đọc');
  await expect.poll(() => page.url()).toMatch(/\/speech\/sounds\/[0-9a-f]{64}\?item=thong-bao$/);
  const loaded = `new Promise((done) => {
    const audio = document.querySelector('audio');
    if (audio.readyState > 0) done(audio.duration);
    audio.addEventListener('loadedmetadata', () => done(audio.duration));
  })`;
  const seconds = await page.evaluate<number>(loaded);
  expect(seconds).toBeGreaterThan(8);
  expect(await barriers(page)).toEqual([]);
  expect(await sideways(page)).toBe(false);
  // Whoever has not listened is told so.
  await press(page, 'Nhận vào thư viện');
  expect(await seenText(page.locator('main'))).toContain('chưa có ai xác nhận đã nghe');
  await page.getByLabel('Tôi đã nghe hết bản đọc này').check();
  await press(page, 'Nhận vào thư viện');
  expect(await seenText(page.locator('[role=status]'))).toContain('Đã gắn cho tin bài thong-bao');
  const item = must(showSchedule(world.ctx)).items.find(({ id }) => id === 'thong-bao');
  expect(item?.versions).toMatchObject([{ language: 'vi', sound: 'thong-bao.wav', synthetic: true }]);
  const rows = must(listAudit(world.ctx, { limit: 50 })).rows.filter(({ operation }) => operation === 'speech.take-in');
  expect(rows).toHaveLength(1);
  expect(rows[0]?.detail).toMatchObject({
    before: { sound: 'tin-1.wav', synthetic: false },
    after: { heard: true, item: 'thong-bao', facts: { engine: 'espeak-ng', voice: 'south', rate: 150 } },
  });
});

test('a word gets its pronunciation, is heard, is said so, and is taken back', async () => {
  const { page } = editor;
  await page.goto(`${world.url}/pronunciations`);
  await page.getByRole('textbox', { name: 'Viết' }).fill('Óoc Om Bóc');
  await page.getByRole('textbox', { name: 'Đọc là' }).fill('UBND 5');
  await press(page, 'Lưu cách đọc');
  expect(await seenText(page.locator('[role=alert]'))).toContain('những chữ đọc được ngay');
  await page.getByRole('textbox', { name: 'Đọc là' }).fill('Ốc Om Bốc');
  await press(page, 'Lưu cách đọc');
  expect(await seenText(page.locator('main'))).toContain('Óoc Om Bóc → Ốc Om Bốc');
  await press(page, 'Nghe thử Óoc Om Bóc');
  expect(await page.locator('audio').getAttribute('src')).toMatch(/^\/api\/v1\/speech\/[0-9a-f]{64}$/);
  expect(await barriers(page)).toEqual([]);
  expect(await sideways(page)).toBe(false);
  await page.goto(`${world.url}/speech`);
  await page.getByRole('textbox', { name: 'Văn bản' }).fill('Lễ hội Óoc Om Bóc');
  await press(page, 'Xem lời sẽ đọc');
  expect(await page.getByLabel('Sửa lời đọc').inputValue()).toBe('Lễ hội Ốc Om Bốc');
  await page.goto(`${world.url}/pronunciations`);
  await press(page, 'Bỏ cách đọc của Óoc Om Bóc');
  expect(await seenText(page.locator('main'))).toContain('Chưa có từ nào');
  // Both forms were sent once with something missing.
  expect(editor.complaints.filter((line) => !/^422: |status of 422/.test(line))).toEqual([]);
});
