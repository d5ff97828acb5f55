/** The air log's page and the page of what is kept, in a real Chromium, as a board officer and an administrator walk them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StatementEntry } from '../../src/core/evidence/entry.ts';
import type { ChannelId } from '../../src/core/ids.ts';
import { must } from '../../src/core/result.ts';
import type { LocalDate, LocalTime } from '../../src/core/time/local.ts';
import { type RecordAiring, recordAiring } from '../../src/operations/record-airing.ts';
import { type Held, machineToken, role, signedIn } from '../support/credentials.ts';
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
import { TODAY } from '../support/world.ts';

let world: PageWorld;
let browser: Browser;
let board: Held;
let administrator: Held;
/** What was said first of the morning, an entry for each item. */
let morning: readonly StatementEntry[];

const say = (change: Partial<RecordAiring>): readonly StatementEntry[] =>
  must(
    recordAiring(world.ctx, {
      ...{ channel: 'dai-my-tu', day: TODAY as LocalDate, session: 'buoi-sang', entry: null, outcome: 'aired' },
      ...{ reason: null, note: null, startedAt: null, secondsHeard: null, role: 'operator', by: 'Thạch Thị Sa Rết' },
      ...{ corrects: null, statement: null },
      ...change,
    }),
  ).entries;

beforeAll(async () => {
  [world, browser] = await Promise.all([makePageWorld(), openBrowser()]);
  const { ctx } = world;
  must(planDay(ctx, 'loa-hung-phu' as ChannelId, TODAY as LocalDate));
  board = signedIn(ctx, { name: 'Lâm Văn Tuấn', grants: [role('boardOfficer')] });
  administrator = signedIn(ctx, { name: 'Trần Văn Đạt', grants: [role('administrator')], secondFactor: true });
  morning = say({ note: 'Nghe rõ ở cả ba cụm loa' });
  const [, second, third] = morning;
  const cut = { outcome: 'not-aired', reason: 'power-cut', role: 'technician', by: 'Kim Sơn' } as const;
  say({ ...cut, channel: 'loa-hung-phu', session: 'buoi-hung-phu', note: 'Mất điện toàn ấp từ 5 giờ đến 6 giờ' });
  say({
    entry: second?.planned.id ?? '',
    outcome: 'partly',
    reason: 'line-fault',
    secondsHeard: 2,
    startedAt: '05:59:33' as LocalTime,
    corrects: 1,
  });
  const rows = [
    ['stopped', 'L2'],
    ['heard', 'L4'],
  ].map(([kind, evidence], row) => ({
    ...{ device: 'loa-my-tu-1', boot: 'a'.repeat(32), row, channel: 'dai-my-tu', day: TODAY, kind, evidence },
    ...{
      entry: third?.planned.id,
      outcome: 'aired',
      secondsHeard: third?.planned.seconds,
      started: '2026-11-22T22:59:34Z',
    },
    ...{ stopped: '2026-11-22T22:59:38Z' },
    clock: { wall: '2026-11-22T22:59:38Z', monotonicMs: 60_000 + row, offsetMs: 40, errorMs: 20 },
  }));
  const machine = machineToken(ctx, { scopes: ['airing.report', 'airing.report-l4'], unit: null });
  const sent = await fetch(`${world.url}/api/v1/air-log/reports`, {
    method: 'POST',
    headers: { ...machine.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ rows }),
  });
  expect(await sent.text()).toContain('"isNew":true');
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const shot = async (page: Page, name: string): Promise<void> => {
  const into = process.env['LOA_SCREENSHOTS'];
  if (into === undefined) return;
  mkdirSync(into, { recursive: true });
  await page.screenshot({ path: join(into, `${name}.png`), fullPage: true });
};

/** Nothing wider than the window, and nothing in anybody's way, by day and by night. */
const whole = async ({ page }: Look, name: string): Promise<void> => {
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [360, 'light'],
    [1280, 'dark'],
    [360, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await shot(page, `${name}-${colorScheme}-${width}`);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), `${name} at ${width} px`).toBe(0);
    if ((colorScheme === 'light') === (width === 1280)) expect(await barriers(page), name).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.emulateMedia({ colorScheme: 'light' });
};

/** Numbers of the rows that the form, filled in so (fields by their labels), is answered with. */
const narrowed = async (page: Page, fields: Readonly<Record<string, string>>): Promise<readonly number[]> => {
  await page.getByRole('link', { name: 'Bỏ lọc' }).click();
  await openAll(page);
  for (const [label, value] of Object.entries(fields)) {
    const field = page.locator(`.filters label:has(> span:text-is("${label}")) :is(input, select)`);
    if (/ngày$/.test(label)) await field.fill(value);
    else await field.selectOption({ label: value });
  }
  await page.getByRole('button', { name: 'Xem', exact: true }).click();
  await page.waitForURL(/\?from=/);
  return (await page.locator('.log tbody .seq').allInnerTexts()).map(Number);
};

test('a board officer reads what aired, and narrows it down by each field', async () => {
  const seen = await look(browser, world.url, { token: board.token, withoutPolicy: true });
  const { page, complaints } = seen;
  await page.goto(world.url);
  await page.getByRole('link', { name: 'Nhật ký phát sóng' }).first().click();
  await page.waitForURL(`${world.url}/air-log`);
  expect(await seenText(page.locator('#so-5'))).toMatch(
    /không phát[\s\S]*mất điện[\s\S]*Mất điện toàn ấp[\s\S]*Kim Sơn/,
  );
  expect(await seenText(page.locator('#so-1'))).toContain('được đính chính ở dòng 6');
  const cases: readonly (readonly [Readonly<Record<string, string>>, readonly number[]])[] = [
    [{ 'Từ ngày': '2026-11-20', 'Đến ngày': '2026-11-22' }, []],
    [{ 'Đơn vị': 'Hưng Phú' }, [5]],
    [{ Kênh: 'Loa xã Hưng Phú' }, [5]],
    [{ 'Đợt tuyên truyền': 'Tuyên truyền Nghị quyết 57' }, [1, 2, 6]],
    [{ 'Nhóm nội dung': 'Chủ trương, chính sách', 'Kết quả': 'phát một phần' }, [1, 6]],
    [{ 'Ngôn ngữ': 'tiếng Khmer' }, []],
    [{ 'Kết quả': 'không phát' }, [5]],
    // Nobody chooses a kind as well: what a microphone heard is no statement, and is found all the same.
    [{ 'Căn cứ': 'khớp bản thu tại loa' }, [8]],
    [{ 'Loại mục': 'Tất cả các loại' }, [0, 1, 2, 3, 4, 5, 6, 7, 8]],
  ];
  for (const [fields, rows] of cases) expect(await narrowed(page, fields), JSON.stringify(fields)).toEqual(rows);
  expect(await seenText(page.locator('#so-8'))).toMatch(/đã phát[\s\S]*khớp bản thu tại loa[\s\S]*loa-my-tu-1/);
  await whole(seen, 'air-log');
  expect(complaints).toEqual([]);
  await seen.context.close();
});

test('what they do not agree with they say beside the entry, and it is seen there', async () => {
  const seen = await look(browser, world.url, { token: board.token, withoutPolicy: true });
  const { page, complaints } = seen;
  await page.goto(`${world.url}/air-log?channel=loa-hung-phu`);
  const row = page.locator('#so-5');
  await row.locator('summary').click();
  await row.getByLabel('Vì sao').fill('   ');
  await row.getByRole('button', { name: 'Ghi ý kiến' }).click();
  await row.getByRole('alert').waitFor();
  expect(await seenText(row)).toContain('cần vài lời, không quá 2.000 ký tự');
  await whole(seen, 'objection');
  await row.getByLabel('Vì sao').fill('Xã có điện từ 5 giờ 20, theo <b>sổ trực</b> của điện lực');
  await row.getByRole('button', { name: 'Ghi ý kiến' }).click();
  await page.getByText('Đã ghi ý kiến ở dòng 9, về dòng 5.').waitFor();
  await expect.poll(() => new URL(page.url()).searchParams.get('channel')).toBe('loa-hung-phu');
  expect(await seenText(row)).toMatch(
    /Không đồng ý \(dòng 9\): Xã có điện từ 5 giờ 20, theo <b>sổ trực<\/b>[\s\S]*Lâm Văn Tuấn/,
  );
  // The refused answer is the one thing that the browser's console tells of.
  expect(complaints.filter((one) => !one.includes('422'))).toEqual([]);
  await seen.context.close();
});

test('a board officer has days kept, an administrator sets a time and lifts the hold', async () => {
  const [officer, keeper] = await Promise.all(
    [board, administrator].map(({ token }) => look(browser, world.url, { token, withoutPolicy: true })),
  );
  if (officer === undefined || keeper === undefined) throw new Error('two look');
  await officer.page.goto(`${world.url}/retention`);
  const form = officer.page.getByRole('region', { name: 'Đặt lệnh' });
  for (const [label, value] of [
    ['Tên', 'Thanh tra 12/2026'],
    ['Từ ngày', '2026-11-30'],
    ['Đến ngày', '2026-11-01'],
    ['Lý do', 'Công văn 77/UBND'],
  ] as const)
    await form.getByLabel(label).fill(value);
  await form.getByRole('button', { name: 'Đặt lệnh' }).click();
  await officer.page.getByRole('alert').first().waitFor();
  expect(await form.getByLabel('Tên').inputValue()).toBe('Thanh tra 12/2026');
  await whole(officer, 'hold-refused');
  await form.getByLabel('Từ ngày').fill('2026-10-01');
  await form.getByRole('button', { name: 'Đặt lệnh' }).click();
  await officer.page.getByRole('status').waitFor();
  expect(await seenText(officer.page.locator('main'))).toMatch(
    /Thanh tra 12\/2026 · 01\/10\/2026 – 01\/11\/2026 · mọi kênh[\s\S]*còn hiệu lực/,
  );
  await expect.poll(() => officer.page.getByRole('region', { name: 'Đặt thời hạn' }).count()).toBe(0);

  await keeper.page.goto(`${world.url}/audit`);
  await keeper.page.getByRole('link', { name: 'Thời hạn lưu giữ' }).first().click();
  await keeper.page.waitForURL(`${world.url}/retention`);
  const setting = keeper.page.getByRole('region', { name: 'Đặt thời hạn' });
  const set = async (days: string): Promise<void> => {
    await setting.getByLabel('Loại').selectOption('rendering');
    await setting.getByLabel('Số ngày').fill(days);
    await setting.getByLabel('Lý do').fill('QĐ 12/QĐ-TTVH');
    await setting.getByRole('button', { name: 'Đặt thời hạn' }).click();
  };
  await set('7');
  await keeper.page.getByRole('alert').first().waitFor();
  await set('1825');
  await keeper.page.getByRole('status').waitFor();
  const rules = keeper.page.getByRole('region', { name: 'Thời hạn từng loại' });
  expect(await seenText(rules)).toMatch(/1\.825 ngày[\s\S]*QĐ 12\/QĐ-TTVH/);
  await whole(keeper, 'retention');
  // On a phone no number stands without what it counts.
  await keeper.page.setViewportSize({ width: 360, height: 800 });
  const labels = await keeper.page.evaluate(
    "[...document.querySelectorAll('[aria-labelledby=thoi-han] tbody tr:nth-child(2) td')].map((cell) => getComputedStyle(cell, '::before').content)",
  );
  expect(labels).toEqual(
    ['Giữ', 'Đến hạn', 'Còn lệnh giữ', 'Còn được dùng', 'Ai đặt, vì sao'].map((one) => `"${one}: "`),
  );
  const held = keeper.page.locator('.items li').filter({ hasText: 'Thanh tra 12/2026' });
  await held.getByLabel('Lý do').fill('Kết luận thanh tra 05');
  await held.getByRole('button').click();
  await keeper.page.getByRole('status').waitFor();
  expect(await seenText(held)).toContain('đã dỡ');
  expect([...officer.complaints, ...keeper.complaints].filter((one) => !one.includes('422'))).toEqual([]);
});
