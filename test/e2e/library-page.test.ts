/** The library in a real Chromium: finding, writing, approving and making items, as an editor and an approver do it. */
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { role, signedIn } from '../support/credentials.ts';
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

const SCHEDULE = `
units:
  - { id: my-tu, name: "Xã Mỹ Tú", kind: "xã" }
stations:
  - { id: tram-my-tu, name: "Đài Truyền thanh Mỹ Tú", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: my-tu }] }
channels:
  - { id: dai-my-tu, name: "Đài Mỹ Tú", station: tram-my-tu, carrier: fm, units: [{ unit: my-tu }] }
campaigns:
  - id: nq57
    name: "Tuyên truyền Nghị quyết số 57-NQ/TW về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo"
    owner: my-tu
    contentGroups: [{ id: chu-truong, name: "Chủ trương, chính sách" }, { id: guong-tot, name: "Gương người tốt, việc tốt" }]
items:
  - { id: dai-hieu, title: "Đài hiệu", genre: stationIdent, sound: dai-hieu.wav }
  - id: nong-dan-so
    title: "Nông dân số: ao tôm <b>nối mạng</b> & “nhật ký” điện tử ở ấp Hậu Thành"
    genre: featureReport
    campaign: nq57
    contentGroup: guong-tot
    versions:
      - { language: vi, script: "Kính thưa bà con, lúc 17h30 ngày 25/11/2026, UBND xã Mỹ Tú mời bà con dự hội thảo về Nghị quyết số 57-NQ/TW.", sound: tin-1.wav }
      - { language: km, script: "សូមគោរពបងប្អូនជាទីគោរព", sound: chua-thu.wav }
strands:
  - { id: khoa-hoc, name: "Khoa học và đời sống", campaign: nq57, items: [nong-dan-so] }
sessions:
  - id: buoi-chieu
    name: "Buổi phát chiều"
    channels: [dai-my-tu]
    start: "17:00"
    maxMinutes: 5
    from: 2026-11-01
    segments: [{ id: chieu-dai-hieu, title: "Đài hiệu", item: dai-hieu }, { id: chieu-khoa-hoc, title: "Khoa học", strand: khoa-hoc }]
`;

let world: PageWorld;
let browser: Browser;
let editor: Look;
let approver: Look;
const tokens: Record<'editor' | 'approver', string> = { editor: '', approver: '' };

beforeAll(async () => {
  [world, browser] = await Promise.all([
    makePageWorld({ schedule: SCHEDULE, sounds: { 'dai-hieu.wav': 1, 'tin-1.wav': 3 } }),
    openBrowser(),
  ]);
  tokens.editor = signedIn(world.ctx, { name: 'Nguyễn Thị Hồng Thắm', grants: [role('editor', 'my-tu')] }).token;
  tokens.approver = signedIn(world.ctx, {
    name: 'Trần Văn Sáu',
    grants: [role('approver', 'my-tu')],
    secondFactor: true,
  }).token;
  editor = await look(browser, world.url, { token: tokens.editor, width: 1024 });
  approver = await look(browser, world.url, { token: tokens.approver, width: 1024 });
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

const ITEM = '/library/nong-dan-so';
const open = async ({ page }: Look, path: string): Promise<Page> => {
  await page.goto(`${world.url}${path}`);
  return page;
};
const press = async (page: Page, name: string | RegExp, scope = 'main'): Promise<void> => {
  await Promise.all([page.waitForNavigation(), page.locator(scope).getByRole('button', { name }).first().click()]);
};
const version = (page: Page, language: string) => page.locator(`section[aria-labelledby="ban-${language}"]`);
const titles = (page: Page): Promise<string[]> => page.locator('table.library tbody th a').allInnerTexts();

test('an item is found by a word of its script without accents, and filters keep what was asked', async () => {
  const page = await open(editor, '/library');
  expect(await seenText(page.locator('nav a[aria-current="page"]'))).toContain('Thư viện');
  expect(await titles(page)).toEqual(['Đài hiệu', expect.stringContaining('<b>nối mạng</b> & “nhật ký”')]);
  await page.getByLabel('Tìm trong tên và văn bản').fill('HOI THAO nghi quyet');
  await page.getByLabel('Đợt tuyên truyền').selectOption('nq57');
  await press(page, 'Tìm');
  expect(await titles(page)).toHaveLength(1);
  expect(await page.getByLabel('Tìm trong tên và văn bản').inputValue()).toBe('HOI THAO nghi quyet');
  expect(await page.getByLabel('Đợt tuyên truyền').inputValue()).toBe('nq57');
  expect(await seenText(page.locator('table.library'))).toMatch(/tiếng Việt: chờ duyệt[\s\S]*tiếng Khmer: chờ thu/);
  await page.getByLabel('Tình trạng').selectOption('expired');
  await press(page, 'Tìm');
  expect(await seenText(page.locator('.empty'))).toContain('Không có tin bài nào khớp');
});

test('the script is written with its reading time beside the length of the recording', async () => {
  const page = await open(editor, ITEM);
  const text = version(page, 'vi').getByLabel('Văn bản tiếng Việt');
  expect(await text.inputValue()).toMatch(/^Kính thưa bà con, lúc 17h30/);
  expect(await seenText(version(page, 'vi').locator('.lengths'))).toMatch(
    /Đọc khoảng 1\d giây; bản thu dài 3 giây \(\d+ tiếng, 220 tiếng mỗi phút\)/,
  );
  expect(await seenText(version(page, 'km'))).toContain('chưa có âm thanh mang tên “chua-thu.wav”');
  await text.fill('Kính thưa bà con.\nỦy ban nhân dân xã mời họp.');
  await press(page, 'Lưu văn bản', 'section[aria-labelledby="ban-vi"]');
  expect(await seenText(page.locator('[role="status"]'))).toContain('Đã lưu văn bản');
  expect(await seenText(version(page, 'vi'))).toContain('Người viết: Nguyễn Thị Hồng Thắm, 08:00 ngày 23/11/2026');
  expect(await version(page, 'vi').getByLabel('Văn bản tiếng Việt').inputValue()).toBe(
    'Kính thưa bà con.\nỦy ban nhân dân xã mời họp.',
  );
  expect(await seenText(page.locator('#lich-su + ol'))).toContain('viết văn bản tiếng Việt – Nguyễn Thị Hồng Thắm');
});

test('two who write at once: the second is told, and loses nothing that they typed', async () => {
  const page = await open(editor, ITEM);
  const other = await look(browser, world.url, { token: tokens.editor });
  await open(other, ITEM);
  await version(other.page, 'vi').getByLabel('Văn bản tiếng Việt').fill('Bản của người kia.');
  await press(other.page, 'Lưu văn bản', 'section[aria-labelledby="ban-vi"]');
  await other.context.close();
  await version(page, 'vi').getByLabel('Văn bản tiếng Việt').fill('Bản của tôi.');
  await press(page, 'Lưu văn bản', 'section[aria-labelledby="ban-vi"]');
  expect(await seenText(version(page, 'vi').locator('[role="alert"]'))).toContain('vừa có người sửa');
  expect(await version(page, 'vi').getByLabel('Văn bản tiếng Việt').inputValue()).toBe('Bản của tôi.');
});

test('an approver sees exactly what is approved; a change afterwards voids it', async () => {
  const page = await open(approver, ITEM);
  await expect.poll(() => page.locator('main textarea').count()).toBe(0);
  const [script, sound] = await version(page, 'vi').locator('.hashes code').allInnerTexts();
  expect([script, sound]).toEqual([expect.stringMatching(/^[0-9a-f]{12}$/), expect.stringMatching(/^[0-9a-f]{12}$/)]);
  await press(page, 'Duyệt bản tiếng Việt');
  expect(await seenText(version(page, 'vi'))).toMatch(
    /đã duyệt[\s\S]*Trần Văn Sáu đã duyệt lúc 08:00 ngày 23\/11\/2026/,
  );
  expect(
    await version(page, 'vi')
      .getByRole('button', { name: /^Duyệt/ })
      .count(),
  ).toBe(0);
  const writing = await open(editor, ITEM);
  await version(writing, 'vi').getByLabel('Văn bản tiếng Việt').fill('Đổi sau khi duyệt.');
  await press(writing, 'Lưu văn bản', 'section[aria-labelledby="ban-vi"]');
  await open(approver, ITEM);
  expect(await seenText(version(page, 'vi'))).toContain('nhưng từ đó văn bản hoặc bản thu đã thay đổi. Cần duyệt lại.');
});

test('an item is made by hand and changed; one of a file only when the library takes it over', async () => {
  const page = await open(editor, '/library/new');
  await page.getByLabel('Tên', { exact: true }).fill('Thông báo tiêm phòng <dại>');
  await page.getByLabel('Thể loại').selectOption('notice');
  await page.getByLabel('Không phát trước').fill('chiều mai');
  await press(page, 'Thêm vào thư viện');
  expect(await seenText(page.locator('#tin-moi-notBefore-fault'))).toContain(
    'Cần ghi ngày và giờ như 25/11/2026 05:30.',
  );
  await page.getByLabel('Không phát trước').fill('25/11/2026 5h30');
  await press(page, 'Thêm vào thư viện');
  await expect.poll(() => page.url()).toContain('/library/thong-bao-tiem-phong-dai?done=added');
  expect(await seenText(page.locator('main'))).toMatch(
    /chưa đến ngày phát[\s\S]*không phát trước 05:30 ngày 25\/11\/2026[\s\S]*lập trong thư viện/,
  );
  await page.locator('summary', { hasText: 'Sửa thông tin' }).click();
  expect(await page.getByLabel('Không phát trước').inputValue()).toBe('25/11/2026 05:30');
  await page.getByLabel('Không phát trước').fill('');
  await page.getByLabel('Tên tệp âm thanh, bản tiếng Việt').fill('tin-1.wav');
  await press(page, 'Lưu thông tin');
  expect(await seenText(version(page, 'vi'))).toContain('tin-1.wav · 3 giây');
  await page.locator('summary', { hasText: 'Thêm ngôn ngữ' }).click();
  await page.locator('#them-ngon-ngu-language').selectOption('km');
  await page.locator('#them-ngon-ngu-text').fill('សូមគោរព');
  await press(page, 'Lưu văn bản', '#them-ngon-ngu');
  expect(await seenText(version(page, 'km'))).toContain('Chưa ghi tên tệp âm thanh');

  await open(editor, ITEM);
  await page.locator('summary', { hasText: 'Sửa thông tin' }).click();
  await page.getByLabel(/Chuyển tin bài này từ tệp world.yaml/).check();
  await page.getByLabel('Tên', { exact: true }).fill('Nông dân số');
  await press(page, 'Lưu thông tin');
  expect(await seenText(page.locator('h1'))).toBe('Nông dân số');
  expect(await seenText(page.locator('main'))).toContain('lập trong thư viện');
});

const PICTURES = process.env['LOA_PICTURES'];

describe.each([
  [360, 'light'],
  [360, 'dark'],
  [1280, 'light'],
  [1280, 'dark'],
] as const)('at %i px, %s', (width, scheme) => {
  test.each([
    ['library', '/library'],
    ['item', ITEM],
    ['new', '/library/new'],
  ])('the page %s has no barrier and no sideways scroll, with everything open', async (name, path) => {
    const seen = await look(browser, world.url, { token: tokens.editor, width, scheme, withoutPolicy: true });
    const page = await open(seen, path);
    await openAll(page);
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    expect(seen.complaints).toEqual([]);
    if (PICTURES !== undefined) {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: `${PICTURES}/${name}-${width}-${scheme}.png`, fullPage: true });
    }
    await seen.context.close();
  });
});

test('the approver’s page has no barrier either; English says the same', async () => {
  const seen = await look(browser, world.url, { token: tokens.approver, width: 360, withoutPolicy: true });
  const page = await open(seen, `${ITEM}?lang=en`);
  await openAll(page);
  expect(await barriers(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
  expect(await seenText(page.locator('main'))).toMatch(/Approval[\s\S]*script[\s\S]*Where it is used/);
  if (PICTURES !== undefined) await page.screenshot({ path: `${PICTURES}/approver-360-en.png`, fullPage: true });
});

test('no page made the browser complain', () => {
  const fair = (line: string): boolean => !/^(?:409|422): |status of (?:409|422)/.test(line);
  expect([...editor.complaints, ...approver.complaints].filter(fair)).toEqual([]);
});
