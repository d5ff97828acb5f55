/** Speaking a notice in a real Chromium: text, what will be said, listening, taking it in; a pronunciation that is heard; and an emergency that is spoken at once. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../src/core/result.ts';
import { listAudit } from '../../src/operations/list-audit.ts';
import { showSchedule } from '../../src/operations/show-schedule.ts';
import { giveUrgentReceipt } from '../../src/operations/urgent/fetch-urgent.ts';
import { listUrgent } from '../../src/operations/urgent/list-urgent.ts';
import { role, signedIn } from '../support/credentials.ts';
import { barriers, type Look, look, openAll, openBrowser, type PageWorld, seenText } from '../support/page-world.ts';
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

const WORDS = 'Vỡ đê bao ấp 3. Bà con di dời ngay ra trường tiểu học.';

test('an emergency is ordered by keys alone, comes back whole when something is wrong, stands in the list, and is cancelled', async () => {
  const { token } = signedIn(world.ctx, { name: 'Lê Văn Trực', grants: [role('approver')], secondFactor: true });
  const seen = await look(browser, world.url, { token, width: 360, withoutPolicy: true });
  const { page } = seen;
  // The sound is made before the answer comes: on a machine that is busy that takes longer than the half minute that is usual.
  page.setDefaultNavigationTimeout(150_000);
  const { keyboard } = page;
  const at = (): Promise<string> =>
    page.evaluate(
      "document.activeElement.name ? document.activeElement.name + '=' + document.activeElement.value : document.activeElement.textContent.trim()",
    );
  const tabTo = async (what: RegExp): Promise<void> => {
    for (let n = 0; n < 80; n += 1) {
      if (what.test(await at())) return;
      await keyboard.press('Tab');
    }
    throw new Error(`no key leads to ${what}`);
  };
  const typed = async (name: string, text: string): Promise<void> => {
    await tabTo(new RegExp(`^${name}=`));
    await keyboard.press('Control+A');
    await keyboard.type(text);
  };
  const sent = async (): Promise<void> => {
    await Promise.all([page.waitForNavigation(), keyboard.press('Enter')]);
  };
  await page.goto(`${world.url}/urgent`);
  await tabTo(/^Ra lệnh phát khẩn$/);
  await keyboard.press('Enter');
  await typed('title', 'Vỡ đê <b>ấp 3</b>');
  await typed('text', WORDS);
  await tabTo(/^channels=loa-hau-thanh$/);
  await keyboard.press('Space');
  await typed('by', 'Nguyễn Văn Bình');
  await typed('office', 'Chủ tịch UBND xã');
  await typed('reason', 'Vỡ đê bao ấp 3');
  await typed('repeats', '21');
  await typed('minutes', '30');
  await tabTo(/^sure=/);
  await keyboard.press('Space');
  await tabTo(/^Phát ngay$/);
  await sent();
  // The fault has the focus, and everything that was typed is still there.
  expect(await seenText(page.locator('#lenh-khan-repeats-fault'))).toContain('cần số từ 1 đến 20');
  expect(await page.evaluate("document.activeElement.matches('.faults')")).toBe(true);
  expect(await page.evaluate("Object.fromEntries(new FormData(document.querySelector('#lenh-khan')))")).toEqual({
    id: expect.stringMatching(/^khan-[0-9a-f]{16}$/),
    ...{ title: 'Vỡ đê <b>ấp 3</b>', sound: '', text: WORDS, voice: 'south', channels: 'loa-hau-thanh' },
    ...{ by: 'Nguyễn Văn Bình', office: 'Chủ tịch UBND xã', reason: 'Vỡ đê bao ấp 3' },
    ...{ repeats: '21', pauseSeconds: '10', minutes: '30', sure: 'yes' },
  });
  expect(listUrgent(world.ctx)).toEqual([]);
  expect(await barriers(page)).toEqual([]);
  await typed('repeats', '5');
  await tabTo(/^Phát ngay$/);
  await sent();
  expect(await seenText(page.locator('[role=status]'))).toContain('Đã ra lệnh');
  const [listed] = listUrgent(world.ctx);
  expect(listed).toMatchObject({
    state: 'in-force',
    order: { sites: ['loa-hau-thanh'], title: 'Vỡ đê <b>ấp 3</b>', text: WORDS, repeats: 5, sound: { format: 'mp3' } },
  });
  const { id, sound } = listed?.order ?? { id: '', sound: { lengthMs: 0 } };
  // It was really spoken.
  expect(sound.lengthMs).toBeGreaterThan(3000);
  const order = page.locator(`#${id}`);
  expect(await seenText(order)).toMatch(
    /Vỡ đê <b>ấp 3<\/b>\s+đang hiệu lực[\s\S]*Nguyễn Văn Bình, Chủ tịch UBND xã: Vỡ đê bao ấp 3[\s\S]*5 lượt, hiệu lực đến[\s\S]*Loa ấp Hậu Thành\s+chưa trả lời/,
  );
  must(giveUrgentReceipt(world.ctx, { channel: 'loa-hau-thanh', order: id, kind: 'sounding' }));
  await page.reload();
  expect(await seenText(order)).toMatch(/Loa ấp Hậu Thành\s+đang phát/);
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await openAll(page);
    for (const width of [320, 360]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await sideways(page), `${scheme} at ${width}`).toBe(false);
    }
    expect(await barriers(page), scheme).toEqual([]);
  }
  await page.reload();
  await tabTo(/^Hủy lệnh này$/);
  await keyboard.press('Enter');
  await typed('by', 'Trần Thị Hoa');
  await typed('office', 'Phó Chủ tịch');
  await typed('reason', 'Đã an toàn');
  await tabTo(/^Hủy lệnh này$/);
  await sent();
  expect(await seenText(page.locator('[role=status]'))).toContain('Đã hủy lệnh');
  expect(await seenText(order)).toMatch(/đã hủy[\s\S]*Hủy: Trần Thị Hoa, Phó Chủ tịch: Đã an toàn/);
  expect(await order.locator('form').count()).toBe(0);
  expect(seen.complaints.filter((line) => !/^422: |status of 422/.test(line))).toEqual([]);
  await seen.context.close();
});
