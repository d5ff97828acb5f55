/** The pages in a real Chromium, on a real port: seen, read, played, filled in. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../src/core/result.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import { recordAiring } from '../../src/operations/record-airing.ts';
import {
  barriers,
  cookieOf,
  type Look,
  type LookOptions,
  look,
  makePageWorld,
  openAll,
  openBrowser,
  type PageWorld,
  seenText,
} from '../support/page-world.ts';
import { planDay } from '../support/planned.ts';
import { CHANNEL, TODAY } from '../support/world.ts';

let world: PageWorld;
let browser: Browser;

/** Yesterday: planned, and half of it said not to have aired, so that the log has rows from the start. */
const sayYesterday = (): void => {
  const day = '2026-11-22' as LocalDate;
  must(planDay(world.ctx, CHANNEL, day));
  const said = {
    channel: CHANNEL,
    day,
    session: 'buoi-sang',
    entry: null,
    startedAt: null,
    corrects: null,
    statement: null,
  } as const;
  const why = {
    reason: 'other',
    note: 'Mưa to, sét đánh vào cột loa',
    role: 'operator',
    by: 'Lâm Thị Sóc Kha',
  } as const;
  must(recordAiring(world.ctx, { ...said, ...why, outcome: 'partly', secondsHeard: 6 }));
};

beforeAll(async () => {
  world = await makePageWorld();
  sayYesterday();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const DAY = `/channels/dai-my-tu/days/${TODAY}`;

const opened = async (path: string, options: LookOptions = {}): Promise<Look> => {
  const seen = await look(browser, world.url, { token: world.somebody, ...options });
  await seen.page.goto(`${world.url}${path}`);
  return seen;
};

const sideways = async ({ page }: Look): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - innerWidth');

const LOADED_FONTS = "[...document.fonts].filter((face) => face.status === 'loaded').length";

describe.each([360, 768, 1280])('at %i px', (width) => {
  test.each([DAY, '/air-log', '/channels/dai-my-tu/days/2026-10-01'])(
    '%s is whole and asks nobody else',
    async (path) => {
      const seen = await opened(path, { width });
      await openAll(seen.page);
      await seen.page.evaluate('document.fonts.ready.then(() => true)');
      expect(await sideways(seen)).toBe(0);
      expect(seen.complaints).toEqual([]);
      const fonts = await seen.page.evaluate(LOADED_FONTS);
      expect(fonts).toBeGreaterThan(1);
      await seen.context.close();
    },
  );

  test.each(['light', 'dark'] as const)('%s: nothing hinders people', async (scheme) => {
    for (const path of [DAY, '/air-log']) {
      const seen = await opened(path, { width, scheme, withoutPolicy: true });
      await openAll(seen.page);
      expect(await barriers(seen.page), path).toEqual([]);
      await seen.context.close();
    }
  });
});

test('the page that says there is no such page hinders nobody', async () => {
  const seen = await opened('/khong-co-trang-nay', { width: 360, scheme: 'dark', withoutPolicy: true });
  expect(await barriers(seen.page)).toEqual([]);
  await seen.context.close();
});

test('320 px, the narrowest phone, has no sideways scroll', async () => {
  const seen = await opened(DAY, { width: 320 });
  expect(await sideways(seen)).toBe(0);
  await seen.context.close();
});

test('the first page is today’s schedule of the first channel, and says it in Vietnamese', async () => {
  const seen = await opened('/', { locale: 'fr-FR' });
  expect(await seenText(seen.page.locator('h1'))).toContain('Lịch phát ngày Thứ Hai, 23/11/2026 – Đài Mỹ Tú');
  expect(await seen.page.locator('html').getAttribute('lang')).toBe('vi');
  await seen.context.close();
});

test('a day shows its segments in order, the absent one in its place, and the relay for what it is', async () => {
  const seen = await opened(DAY);
  const rows = await seen.page.locator('#buoi-sang tbody tr').allInnerTexts();
  expect(rows).toHaveLength(6);
  expect(rows[0]).toContain('05:59:30');
  // A title is text, whatever is written in it.
  expect(rows[1]).toContain('<b>dấu</b> & “ngoặc”');
  expect(rows[3]).toMatch(/Không có[\s\S]*Tin tiếng Khmer[\s\S]*Bản tiếng Khmer còn chờ thu âm/);
  expect(rows[5]).toMatch(/06:00:00[\s\S]*TIẾP ÂM 06:00:00–06:01:00 · trong tệp là nhạc chờ/);
  expect(await seenText(seen.page.locator('.ready'))).toMatch(/Cần xem lại[\s\S]*Buổi phát sáng: thiếu 1 tiết mục/);
  const khmer = `getComputedStyle(document.querySelector('#buoi-sang [lang="km"]')).fontFamily`;
  expect(await seen.page.evaluate(khmer)).toContain('Noto Sans Khmer');
  await seen.context.close();
});

test('the player’s sound and every file to take away are really there', async () => {
  const seen = await opened(DAY);
  const source = await seen.page.locator('#buoi-sang audio').getAttribute('src');
  const part = await seen.page.request.get(`${world.url}${source}`, { headers: { range: 'bytes=0-99' } });
  expect(part.status()).toBe(206);
  expect((await part.body()).byteLength).toBe(100);
  const files = await seen.page.locator('a[download]').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  // Two sessions, five lists, the packs of a day and of a week, the calendar.
  expect(files).toHaveLength(10);
  for (const file of files) expect((await seen.page.request.get(`${world.url}${file}`)).status(), file ?? '').toBe(200);
  await seen.context.close();
});

test('the page is small, and smaller on the wire', async () => {
  const cookie = cookieOf(world.somebody);
  const plain = await fetch(`${world.url}${DAY}`, { headers: { cookie, 'accept-encoding': 'identity' } });
  expect((await plain.text()).length).toBeLessThan(60_000);
  const packed = await fetch(`${world.url}${DAY}`, { headers: { cookie, 'accept-encoding': 'gzip' } });
  expect(packed.headers.get('content-encoding')).toBe('gzip');
});

/** What has the focus, and whether one can see that it has. A player draws its own ring inside. */
const FOCUSED = `(() => {
  const focused = document.activeElement;
  const ring = focused.tagName === 'AUDIO' ? 'inside' : getComputedStyle(focused).outlineStyle;
  return [focused.tagName, focused.textContent.trim().slice(0, 20), ring].join(' ');
})()`;

test('keys alone reach the main part, the player’s file and the form', async () => {
  const seen = await opened(DAY);
  await seen.page.keyboard.press('Tab');
  expect(await seen.page.evaluate('document.activeElement.className')).toBe('skip');
  const reached = new Set<string>();
  for (let n = 0; n < 60; n += 1) {
    await seen.page.keyboard.press('Tab');
    const where = await seen.page.evaluate<string>(FOCUSED);
    reached.add(where);
  }
  const all = [...reached].join('\n');
  expect(all).toMatch(/A Tải MP3.* solid/);
  expect(all).toMatch(/SUMMARY Ghi nhận phát sóng solid/);
  expect(all).toContain('AUDIO');
  await seen.context.close();
});

test('a refused statement comes back with everything typed, told beside its field', async () => {
  const before = world.ctx.airlog.size();
  const seen = await opened(DAY, { width: 360 });
  const { page } = seen;
  await page.locator('#ghi-buoi-sang > summary').click();
  const form = page.locator('#ghi-buoi-sang form');
  await form.getByLabel('Phát một phần').check();
  await form.getByLabel('Bắt đầu lúc').fill('06:00:05');
  await form.getByLabel('Ghi chú').fill('Mưa to <b>& gió</b>');
  // Who has signed in is known, and has one role to speak in.
  expect(await seenText(form)).toMatch(/Người ghi là\s+kỹ thuật viên/);
  await expect.poll(() => form.getByLabel('Họ và tên').count()).toBe(0);
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    form.getByRole('button', { name: 'Ghi vào nhật ký' }).click(),
  ]);
  expect(answer.status()).toBe(422);
  await page.waitForLoadState();
  expect(await page.locator('#ghi-buoi-sang').getAttribute('open')).not.toBeNull();
  expect(await form.getByLabel('Phát một phần').isChecked()).toBe(true);
  expect(await form.getByLabel('Bắt đầu lúc').inputValue()).toBe('06:00:05');
  expect(await form.getByLabel('Ghi chú').inputValue()).toBe('Mưa to <b>& gió</b>');
  const reason = form.getByLabel('Lý do', { exact: true });
  expect(await reason.getAttribute('aria-invalid')).toBe('true');
  expect(await seenText(page.locator('#buoi-sang-reason-fault'))).toContain('Cần chọn lý do');
  expect(await seenText(page.locator('[role="alert"]'))).toContain('Chưa ghi');
  expect(world.ctx.airlog.size()).toBe(before);
  await seen.context.close();
});

test('what is recorded stands in the air log, on the day page and in the page of the log', async () => {
  const seen = await opened(DAY);
  const { page } = seen;
  await page.locator('#ghi-buoi-sang > summary').click();
  const form = page.locator('#ghi-buoi-sang form');
  await form.getByLabel('Phát một phần').check();
  await form.getByRole('textbox', { name: 'phút' }).fill('1');
  await form.getByRole('textbox', { name: 'giây' }).fill('2');
  await form.getByLabel('Lý do', { exact: true }).selectOption({ label: 'mất điện' });
  await form.getByRole('button', { name: 'Ghi vào nhật ký' }).click();
  await page.waitForURL(/recorded=5-9/);
  expect(await seenText(page.locator('[role="status"]'))).toContain('Đã ghi 5 dòng vào nhật ký, số 5–9.');
  const recorded = await seenText(page.locator('#buoi-sang .recorded'));
  expect(recorded).toMatch(/4 đã phát · 1 phát một phần · cả buổi · mất điện/);
  expect(recorded).toMatch(/Số 5–9 · 08:00 ngày 23\/11\/2026 · kỹ thuật viên Trần Văn Đạt/);

  await page.getByRole('link', { name: 'Nhật ký phát sóng' }).first().click();
  const rows = await page.locator('table.log tbody tr').allInnerTexts();
  expect(rows).toHaveLength(10);
  expect(rows[9]).toMatch(/phát một phần[\s\S]*mất điện[\s\S]*Trần Văn Đạt/);
  expect(seen.complaints).toEqual([]);
  const csv = await page.locator('a[href*="format=csv"]').getAttribute('href');
  const answer = await page.request.get(`${world.url}${csv}`);
  expect((await answer.text()).trim().split('\r\n')).toHaveLength(11);
  await seen.context.close();
});

test('another site cannot send the form, and who may not record has none', async () => {
  const body = 'session=buoi-sang&outcome=aired&role=technician';
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const before = world.ctx.airlog.size();
  const foreign = await fetch(`${world.url}${DAY}/airings`, {
    method: 'POST',
    body,
    headers: { ...type, cookie: cookieOf(world.somebody), origin: 'http://ke-xau.example', accept: 'text/html' },
  });
  expect(foreign.status).toBe(403);
  expect(await foreign.text()).toContain('<!doctype html>');
  expect(world.ctx.airlog.size()).toBe(before);
  await world.add('ban', 'Ban Tuyên giáo', 'boardOfficer', null);
  const headers = { ...type, cookie: cookieOf(await world.signIn('ban')), origin: world.url, accept: 'text/html' };
  const html = await (await fetch(`${world.url}${DAY}`, { headers })).text();
  expect(html).toContain('id="buoi-sang"');
  expect(html).not.toContain('Ghi nhận phát sóng');
  expect((await fetch(`${world.url}${DAY}/airings`, { method: 'POST', body, headers })).status).toBe(403);
  expect(world.ctx.airlog.size()).toBe(before);
});

test('a page that does not exist, a day that is none and a channel nobody has are told in words', async () => {
  for (const [path, status, text] of [
    ['/khong-co', 404, 'Không tìm thấy trang'],
    ['/channels/dai-my-tu/days/2026-02-30', 422, 'Không đọc được ngày'],
    ['/channels/khong-co/days/today', 404, 'khong-co'],
    ['/air-log?from=2026-12-01&to=2026-11-01', 422, 'bị ngược'],
  ] as const) {
    const headers = { accept: 'text/html', cookie: cookieOf(world.somebody) };
    const answer = await fetch(`${world.url}${path}`, { headers });
    expect(answer.status, path).toBe(status);
    expect(await answer.text(), path).toContain(text);
  }
});

test('English when asked for, and it stays', async () => {
  const seen = await opened(DAY);
  await seen.page.getByRole('link', { name: 'English' }).click();
  expect(await seenText(seen.page.locator('h1'))).toContain('Schedule for Monday, 23 November 2026');
  await seen.page.goto(`${world.url}/air-log`);
  expect(await seenText(seen.page.locator('h1'))).toBe('Air log');
  await seen.context.close();
});

test('on paper: the list without players and forms', async () => {
  const seen = await opened(DAY);
  await seen.page.emulateMedia({ media: 'print' });
  for (const hidden of ['audio', 'form', '.say', '.moves', '.top'])
    expect(await seen.page.locator(hidden).first().isVisible(), hidden).toBe(false);
  expect(await seen.page.locator('#buoi-sang tbody tr').first().isVisible()).toBe(true);
  await seen.context.close();
});
