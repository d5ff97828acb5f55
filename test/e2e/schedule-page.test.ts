/** The week, editing an occurrence, conflicts, orders, days of the calendar and targets in a real Chromium: as an editor works, and as others see it. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  barriers,
  cookieOf,
  type Look,
  look,
  openAll,
  openBrowser,
  type PageWorld,
  seenText,
} from '../support/page-world.ts';
import { makeWeekWorld } from '../support/week-world.ts';

let world: PageWorld;
let browser: Browser;
let editor: Look;
let token: string;

beforeAll(async () => {
  [world, browser] = await Promise.all([makeWeekWorld(), openBrowser()]);
  token = await world.signIn('bien-tap');
  editor = await look(browser, world.url, { token, width: 1024 });
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const WEEK = '/channels/dai-my-tu/week?from=2026-11-25';
const editOf = (session: string, day: string, more = ''): string =>
  `/channels/dai-my-tu/edit?session=${session}&day=${day}${more}`;

const press = async (page: Page, name: string | RegExp, scope = 'main'): Promise<void> => {
  await Promise.all([page.waitForNavigation(), page.locator(scope).getByRole('button', { name }).first().click()]);
};

const open = async (path: string): Promise<Page> => {
  await editor.page.goto(`${world.url}${path}`);
  return editor.page;
};

/** The cell of a session in the row of a day. */
const cell = (page: Page, date: string, session: string) =>
  page.locator('table.week tbody tr', { hasText: date }).locator('.cell', { hasText: session });

test('the week tells each session’s time, how full it is, and what is wrong with it, under its lunar date', async () => {
  const page = await open(WEEK);
  expect(await seenText(page.locator('h1'))).toContain('Lịch tuần 23–29/11/2026 – Đài Mỹ Tú');
  const days = await page.locator('table.week tbody tr > th').allInnerTexts();
  expect(days.map((day) => day.split('\n')[0])).toEqual([
    ...['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'],
  ]);
  expect(days[0]).toMatch(/23\/11\/2026[\s\S]*hôm nay[\s\S]*15 tháng Mười âm lịch[\s\S]*Óoc Om Bóc \(chờ xác nhận\)/);
  expect(await seenText(cell(page, '25/11/2026', 'Ca nhạc buổi trưa'))).toMatch(
    /11:00\s*–11:00:08[\s\S]*9 giây \/ 30 phút/,
  );
  expect(await seenText(cell(page, '26/11/2026', 'Thông báo của xã'))).toContain('trùng giờ, chờ quyết định');
  expect(await seenText(cell(page, '27/11/2026', 'Buổi phát tối'))).toContain('ngoài giờ cho phép');
  // What has begun is no longer offered to be changed.
  await expect
    .poll(() => cell(page, '23/11/2026', 'Buổi phát sáng').getByRole('link', { name: /^Sửa/ }).count())
    .toBe(0);
  await page.getByRole('link', { name: 'Tuần sau' }).click();
  await page.waitForURL(/from=2026-11-30/);
  expect(await seenText(page.locator('h1'))).toContain('30/11/2026 – 06/12/2026');
});

test('channels that have ended are not offered to an occurrence, and are marked where one filters by channel', async () => {
  const page = await open(editOf('buoi-trua', '2026-11-25', '&do=channels'));
  expect(
    await page.locator('main input[name=channels]').evaluateAll((all) => all.map((one) => one.getAttribute('value'))),
  ).toEqual(['dai-my-tu', 'loa-hau-thanh']);
  await open('/conflicts');
  expect(await page.locator('select[name=channel] option[value=dai-my-tu-cu]').textContent()).toBe(
    'Đài Mỹ Tú (đã ngừng)',
  );
});

test('one occurrence is cancelled through a preview that changes nothing, and taken back from the notice', async () => {
  const page = await open(WEEK);
  await cell(page, '25/11/2026', 'Ca nhạc buổi trưa').getByRole('link', { name: /^Sửa/ }).click();
  await page.getByLabel('Lý do').fill('Cúp điện <theo lịch> & bảo trì');
  await press(page, 'Xem trước thay đổi');
  expect(await seenText(page.locator('h1'))).toBe('Xem trước thay đổi');
  const rows = await page.locator('table.changes tbody tr').allInnerTexts();
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatch(/25\/11\/2026\s+Đài Mỹ Tú\s+Ca nhạc buổi trưa\s+11:00 · 9 giây\s+không phát/);
  expect(await seenText(page.locator('main'))).toContain('Không làm trùng giờ với buổi nào.');
  // Nothing has happened yet, and going back loses nothing.
  await press(page, 'Sửa lại');
  expect(await page.getByLabel('Lý do').inputValue()).toBe('Cúp điện <theo lịch> & bảo trì');
  expect(await page.getByLabel('Chỉ lần này').isChecked()).toBe(true);
  await press(page, 'Xem trước thay đổi');
  await press(page, /^Lưu$/);
  await expect.poll(() => page.url()).toMatch(/week\?from=2026-11-23&done=1$/);
  expect(await seenText(page.locator('[role="status"]'))).toContain(
    'Đã lưu: Hủy “Ca nhạc buổi trưa”, chỉ lần ngày 25/11/2026.',
  );
  const cancelled = cell(page, '25/11/2026', 'Ca nhạc buổi trưa');
  expect(await seenText(cancelled)).toContain('đã hủy');
  expect(await seenText(cell(page, '24/11/2026', 'Ca nhạc buổi trưa'))).not.toContain('đã hủy');

  // Why: from the week, and from the absence in the day.
  await cancelled.getByRole('link', { name: /^Vì sao/ }).click();
  expect(await seenText(page.locator('#buoi-trua'))).toMatch(
    /Vì sao “Ca nhạc buổi trưa”[\s\S]*không phát[\s\S]*Nguyễn Thị Hồng Thắm[\s\S]*Cúp điện <theo lịch> & bảo trì/,
  );
  await page.getByRole('link', { name: 'Về lịch phát ngày này' }).click();
  expect(await seenText(page.locator('.ready'))).toContain('không phát');
  await page
    .locator('#buoi-trua tr.absent')
    .first()
    .getByRole('link', { name: /^Vì sao/ })
    .click();
  await expect.poll(() => page.url()).toMatch(/why\?segment=trua-dai-hieu$/);
  await expect.poll(() => page.locator('.answer').count()).toBe(1);

  await open(`${WEEK}&done=1`);
  await press(page, 'Hoàn tác');
  expect(await seenText(page.locator('[role="status"]'))).toContain('Đã hoàn tác: Hủy “Ca nhạc buổi trưa”');
  expect(await seenText(cell(page, '25/11/2026', 'Ca nhạc buổi trưa'))).toContain('9 giây / 30 phút');
  const history = await open('/history');
  expect(await seenText(history.locator('#so-1'))).toMatch(/Nguyễn Thị Hồng Thắm[\s\S]*Cúp điện[\s\S]*đã hoàn tác/);
});

test('what cannot be read comes back with everything typed, and an overlap has to be meant', async () => {
  const page = await open(editOf('buoi-trua', '2026-11-25', '&do=move'));
  await page.getByLabel('Giờ mới').fill('25:00');
  await page.getByLabel('Ngày mới').fill('31/02/2026');
  await page.getByLabel('Lý do').fill('Dời cho kịp');
  await press(page, 'Xem trước thay đổi');
  expect(await seenText(page.locator('#sua-time-fault'))).toContain('Giờ cần ghi như 05:30');
  expect(await seenText(page.locator('#sua-toDay-fault'))).toContain('Cần một ngày có thật');
  expect(await page.getByLabel('Giờ mới').inputValue()).toBe('25:00');
  expect(await page.getByLabel('Lý do').inputValue()).toBe('Dời cho kịp');
  await page.getByLabel('Giờ mới').fill('17h');
  await page.getByLabel('Ngày mới').fill('26/11/2026');
  await page.getByLabel('Lần này và các lần sau').check();
  await press(page, 'Xem trước thay đổi');
  await page.getByLabel('Giờ mới').fill('17h00');
  await press(page, 'Xem trước thay đổi');
  expect(await seenText(page.locator('#sua-toDay-fault'))).toContain('Chỉ chuyển ngày được khi sửa một lần');
  await page.getByLabel('Chỉ lần này').check();
  await press(page, 'Xem trước thay đổi');
  expect(await seenText(page.locator('main [role="alert"]'))).toMatch(
    /“Buổi phát chiều” và “Ca nhạc buổi trưa” trùng giờ trên kênh Đài Mỹ Tú|“Ca nhạc buổi trưa” và “Buổi phát chiều” trùng giờ/,
  );
  await press(page, /^Vẫn lưu, dù “/);
  expect(await seenText(page.locator('[role="status"]'))).toContain('Dời “Ca nhạc buổi trưa” sang 17:00, 26/11/2026');
  expect(await seenText(cell(page, '25/11/2026', 'Ca nhạc buổi trưa'))).toContain('đã chuyển: 17:00 ngày 26/11/2026');
  await press(page, 'Hoàn tác');
});

test('a segment is replaced, another one added, and the history says so', async () => {
  const page = await open(editOf('buoi-trua', '2026-11-28', '&do=add'));
  await page.getByLabel('Nội dung').selectOption('item/thong-bao');
  await page.getByLabel('Lý do').fill('Thông báo gấp');
  await press(page, 'Xem trước thay đổi');
  expect(await seenText(page.locator('table.changes'))).toContain('thêm: Thông báo của Ủy ban nhân dân huyện');
  await press(page, /^Lưu$/);
  await page.goto(`${world.url}${editOf('buoi-trua', '2026-11-28')}`);
  await page.getByRole('link', { name: 'Dân ca' }).click();
  await page.getByRole('link', { name: 'Thay nội dung' }).click();
  await page.getByLabel('Nội dung').selectOption('item/tin-2');
  await page.getByLabel('Lý do').fill('Đổi theo chỉ đạo');
  await press(page, 'Xem trước thay đổi');
  await press(page, /^Lưu$/);
  expect(await seenText(cell(page, '28/11/2026', 'Ca nhạc buổi trưa'))).toMatch(
    /đã thay nội dung[\s\S]*có tiết mục thêm/,
  );
  await page.goto(`${world.url}/history?channel=dai-my-tu&kind=edit`);
  expect(await seenText(page.locator('table.history'))).toMatch(
    /Thay nội dung tiết mục “Dân ca” bằng “Khuyến nông[\s\S]*Thêm “Thông báo của Ủy ban nhân dân huyện” vào “Ca nhạc buổi trưa”/,
  );
});

test('two priority items: a person decides with a reason; or a way out goes through the preview', async () => {
  const page = await open('/conflicts');
  const card = page.locator('.conflict', { hasText: '26/11/2026' });
  expect(await seenText(card)).toContain('chờ quyết định');
  await card.getByLabel('Lý do quyết định').fill('Thông báo của xã gấp hơn');
  await Promise.all([
    page.waitForNavigation(),
    card.getByRole('button', { name: '“Thông báo của xã” phát trước' }).click(),
  ]);
  expect(await seenText(page.locator('[role="status"]'))).toContain('Đã lưu quyết định');
  expect(await seenText(page.locator('.conflict', { hasText: '26/11/2026' }))).toMatch(
    /đã quyết định[\s\S]*“Thông báo của xã” phát trước[\s\S]*Nguyễn Thị Hồng Thắm[\s\S]*Thông báo của xã gấp hơn/,
  );
  const other = page.locator('.conflict', { hasText: '03/12/2026' });
  await Promise.all([
    page.waitForNavigation(),
    other
      .getByRole('button', { name: /^Dời “Thông báo của xã”/ })
      .first()
      .click(),
  ]);
  expect(await page.getByLabel('Lý do').inputValue()).toContain('Gỡ trùng giờ giữa');
  await press(page, /^Lưu$/);
  await page.goto(`${world.url}/conflicts`);
  await expect.poll(() => page.locator('.conflict', { hasText: '03/12/2026' }).count()).toBe(0);
});

test('state mourning suspends music and nothing else, and lifted the schedule is what it was', async () => {
  const page = await open('/orders?preset=mourning');
  const form = page.locator('#them');
  await form.getByLabel('Từ ngày').fill('24/11/2026');
  await form.getByLabel('Đến hết ngày').fill('23/11/2026');
  await form.getByLabel('Cơ quan ra lệnh').fill('Thủ tướng Chính phủ');
  await form.getByLabel('Số văn bản').fill('58/CĐ-TTg');
  await form.getByLabel('Lý do').fill('Lễ Quốc tang');
  await press(page, 'Lưu lệnh');
  expect(await seenText(page.locator('#lenh-moi-to-fault'))).toContain('trước ngày bắt đầu');
  expect(await form.getByLabel('Số văn bản').inputValue()).toBe('58/CĐ-TTg');
  expect(await form.getByLabel('nhạc', { exact: true }).isChecked()).toBe(true);
  await form.getByLabel('Đến hết ngày').fill('25/11/2026');
  await press(page, 'Lưu lệnh');
  expect(await seenText(page.locator('.items'))).toMatch(
    /Quốc tang[\s\S]*sắp có hiệu lực[\s\S]*từ 24\/11\/2026 đến hết 25\/11\/2026[\s\S]*nhạc, chương trình giải trí[\s\S]*58\/CĐ-TTg/,
  );
  await page.goto(`${world.url}${WEEK}`);
  expect(await seenText(cell(page, '24/11/2026', 'Ca nhạc buổi trưa'))).toContain('tạm ngừng');
  expect(await seenText(cell(page, '24/11/2026', 'Buổi phát sáng'))).not.toContain('tạm ngừng');
  await page.goto(`${world.url}/orders`);
  await page.locator('.items summary').click();
  await page.locator('.items').getByLabel('Không còn hiệu lực từ ngày').fill('25/11/2026');
  await page.locator('.items').getByLabel('Lý do').fill('Đổi lịch tang');
  await press(page, 'Dỡ lệnh', '.items');
  expect(await seenText(page.locator('.items'))).toContain('Dỡ từ ngày 25/11/2026');
  await page.goto(`${world.url}${WEEK}`);
  expect(await seenText(cell(page, '24/11/2026', 'Ca nhạc buổi trưa'))).toContain('tạm ngừng');
  expect(await seenText(cell(page, '25/11/2026', 'Ca nhạc buổi trưa'))).not.toContain('tạm ngừng');
});

test('a festival counts once somebody has confirmed it; targets are told with make-goods', async () => {
  const page = await open('/days');
  await press(page, 'Xác nhận Lễ hội Óoc Om Bóc, 23/11/2026 – 24/11/2026');
  expect(await seenText(page.locator('main'))).toMatch(/Đã xác nhận ngày lễ[\s\S]*Nguyễn Thị Hồng Thắm xác nhận lúc/);
  await page.goto(`${world.url}/campaigns`);
  await page.getByRole('link', { name: 'Tuyên truyền Nghị quyết 57' }).click();
  expect(await seenText(page.locator('.targets'))).toMatch(/Chỉ tiêu tuần 23–29\/11\/2026: cần 40 lượt phát/);
});

const PAGES = [
  WEEK,
  editOf('buoi-trua', '2026-11-27', '&do=add'),
  editOf('buoi-sang', '2026-11-27', '&segment=sang-ban-tin&do=move'),
  '/history',
  '/conflicts',
  '/orders?preset=mourning',
  '/urgent',
  '/days',
  '/campaigns/nq57?channel=dai-my-tu',
  '/channels/dai-my-tu/days/2026-11-26/why',
] as const;

describe.each(PAGES)('%s', (path) => {
  test('has no sideways scroll and hinders nobody, by day and by night', async () => {
    const seen = await look(browser, world.url, { token, withoutPolicy: true });
    await seen.page.goto(`${world.url}${path}`);
    await openAll(seen.page);
    for (const width of [360, 768, 1024, 1280]) {
      await seen.page.setViewportSize({ width, height: 800 });
      expect(await seen.page.evaluate('document.documentElement.scrollWidth - innerWidth'), `${width}`).toBe(0);
    }
    for (const [width, colorScheme] of [
      [1280, 'light'],
      [360, 'dark'],
    ] as const) {
      await seen.page.setViewportSize({ width, height: 800 });
      await seen.page.emulateMedia({ colorScheme });
      expect(await barriers(seen.page), `${colorScheme} at ${width}`).toEqual([]);
    }
    await seen.context.close();
  });
});

test('who may only read sees the week and why, and is offered nothing to change', async () => {
  const reader = await look(browser, world.url, { token: world.somebody });
  await reader.page.goto(`${world.url}${WEEK}`);
  await expect.poll(() => reader.page.locator('.cell').count()).toBeGreaterThan(20);
  await expect.poll(() => reader.page.getByRole('link', { name: /^Sửa/ }).count()).toBe(0);
  await reader.page.goto(`${world.url}/conflicts`);
  await expect.poll(() => reader.page.locator('main form[method="post"]').count()).toBe(0);
  await reader.page.goto(`${world.url}/orders`);
  await expect.poll(() => reader.page.locator('main form[method="post"]').count()).toBe(0);
  expect(reader.complaints).toEqual([]);
  const headers = { cookie: cookieOf(world.somebody), accept: 'text/html', origin: world.url };
  const form = await fetch(`${world.url}${editOf('buoi-trua', '2026-11-25')}`, { headers });
  expect(form.status).toBe(403);
  const body = new URLSearchParams({
    session: 'buoi-trua',
    day: '2026-11-25',
    do: 'cancel',
    scope: 'this',
    reason: 'x',
    step: 'save',
  });
  const sent = await fetch(`${world.url}/channels/dai-my-tu/edit`, { method: 'POST', headers, body });
  expect(sent.status).toBe(403);
  await reader.context.close();
});

test('another site cannot send an edit, and what does not exist is told in words', async () => {
  const headers = { cookie: cookieOf(token), accept: 'text/html' };
  const body = new URLSearchParams({
    session: 'buoi-trua',
    day: '2026-11-25',
    do: 'cancel',
    scope: 'this',
    reason: 'x',
    step: 'save',
  });
  const foreign = await fetch(`${world.url}/channels/dai-my-tu/edit`, {
    method: 'POST',
    headers: { ...headers, origin: 'http://ke-xau.example' },
    body,
  });
  expect(foreign.status).toBe(403);
  for (const [path, status] of [
    [editOf('khong-co', '2026-11-25'), 404],
    [editOf('buoi-trua', '2026-02-30'), 422],
    ['/channels/khong-co/week', 404],
    ['/channels/dai-my-tu/week?from=hom-nay', 422],
    ['/days?month=2026-13', 422],
    ['/campaigns/khong-co', 404],
    ['/channels/dai-my-tu/days/2026-11-25/why?segment=khong-co', 404],
  ] as const) {
    const answer = await fetch(`${world.url}${path}`, { headers });
    expect(answer.status, path).toBe(status);
    expect(await answer.text(), path).toContain('<!doctype html>');
  }
});

test('in English too, and on paper the week has no buttons', async () => {
  const page = await open(`${WEEK}&lang=en`);
  expect(await seenText(page.locator('h1'))).toContain('Week 23–29 November 2026');
  for (const [path, title] of [
    ['/conflicts', 'Conflicts'],
    ['/orders', 'Suspensions and replacements'],
    ['/urgent', 'Urgent notices'],
    ['/history', 'Schedule history'],
    ['/days', 'Holidays and lunar dates'],
    ['/campaigns', 'Campaign targets'],
  ] as const) {
    await page.goto(`${world.url}${path}`);
    expect(await seenText(page.locator('h1')), path).toContain(title);
  }
  await page.goto(`${world.url}${WEEK}&lang=vi`);
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.under', '.acts', '.moves', '.top'])
    expect(await page.locator(hidden).first().isVisible(), hidden).toBe(false);
  expect(await page.locator('.cell').first().isVisible()).toBe(true);
  await page.emulateMedia({ media: 'screen' });
});
