/** Accounts in a real Chromium: the first run, a second factor, people and what they may not do, and leaving again. */
import { Secret, TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Caller } from '../../src/core/access/model.ts';
import { must } from '../../src/core/result.ts';
import { firstRunLink } from '../../src/operations/accounts/first-run.ts';
import { grantRole } from '../../src/operations/accounts/grant-role.ts';
import { listPeople } from '../../src/operations/accounts/list-people.ts';
import { beginSecondFactor, confirmSecondFactor } from '../../src/operations/accounts/second-factor.ts';
import { whoAsks } from '../../src/operations/accounts/who-asks.ts';
import {
  barriers,
  cookieOf,
  type Look,
  look,
  makePageWorld,
  openAll,
  openBrowser,
  PASSPHRASE,
  type PageWorld,
  seenText,
} from '../support/page-world.ts';
import { NOW, TODAY } from '../support/world.ts';

const DAY = `/channels/dai-my-tu/days/${TODAY}`;
const FOREIGN = `/channels/loa-hung-phu/days/${TODAY}`;

let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
});

/** A clock that goes on by seconds, and the codes that an authenticator shows at its time. */
const clockOf = (world: PageWorld) => {
  let now = Temporal.Instant.from(NOW);
  return {
    later: (seconds: number): void => {
      now = now.add({ seconds });
      world.setNow(now.toString());
    },
    code: (secret: string): string =>
      new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.epochMilliseconds }),
  };
};

/** Turns a second factor on for a sign-in; answers its secret. */
const withSecondFactor = async (world: PageWorld, token: string, code: (secret: string) => string): Promise<string> => {
  const caller: Caller = must(whoAsks(world.ctx, { kind: 'sign-in', token }));
  const { secret } = must(beginSecondFactor({ ...world.ctx, caller }));
  must(await confirmSecondFactor({ ...world.ctx, caller }, { secret, code: code(secret), passphrase: PASSPHRASE }));
  return secret;
};

/** Looks at the page as it stands: no sideways scroll at any width, and nothing in anybody's way, by day and by night. */
const whole = async ({ page, complaints }: Look, name: string): Promise<void> => {
  await openAll(page);
  for (const width of [360, 768, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    const sideways = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(sideways, `${name} at ${width} px`).toBe(0);
  }
  const before = complaints.length;
  for (const [width, colorScheme] of [
    [1280, 'light'],
    [360, 'dark'],
    [360, 'light'],
    [1280, 'dark'],
  ] as const) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    expect(await barriers(page), `${name}, ${colorScheme} at ${width} px`).toEqual([]);
  }
  // What a tester's own script was kept from is not the page's doing.
  complaints.splice(before);
};

/** What the browser has complained of since it was last asked. */
const complaintsOf = ({ complaints }: Look): string[] => complaints.splice(0);

const refusedWith = (status: number): RegExp => new RegExp(`^${status}: |status of ${status} `);

const send = async (page: Page, name: string, scope = 'main'): Promise<void> => {
  await Promise.all([page.waitForNavigation(), page.locator(scope).getByRole('button', { name, exact: true }).click()]);
};

const enter = async ({ page }: Look, login: string, passphrase = PASSPHRASE): Promise<void> => {
  await page.getByLabel('Tên đăng nhập').fill(login);
  await page.getByLabel('Mật khẩu').fill(passphrase);
  await send(page, 'Đăng nhập');
};

test('from the first start to somebody who leaves again', async () => {
  const world = await makePageWorld({ empty: true });
  const { later, code } = clockOf(world);
  const admin = await look(browser, world.url);
  const { page } = admin;

  // Nobody sees anything, and is led to where one signs in.
  await page.goto(`${world.url}${DAY}`);
  await expect.poll(() => new URL(page.url()).pathname).toBe('/sign-in');
  expect(await page.content()).not.toContain('Đài Mỹ Tú');
  await whole(admin, 'sign-in');

  // The link from the terminal makes the administrator; what is wrong is told beside its field, and typed once more.
  const { token } = must(firstRunLink(world.ctx)) ?? { token: '' };
  await page.goto(`${world.url}/welcome/${token}`);
  await whole(admin, 'welcome');
  expect(complaintsOf(admin)).toEqual([]);
  const fill = async (first: string, second: string): Promise<void> => {
    await page.getByLabel('Họ và tên').fill('Trần Văn Đạt');
    await page.getByLabel('Tên đăng nhập').fill('dat');
    await page.getByLabel('Mật khẩu mới', { exact: true }).fill(first);
    await page.getByLabel('Nhập lại mật khẩu mới').fill(second);
    await send(page, 'Lưu và đi đăng nhập');
  };
  await fill(PASSPHRASE, `${PASSPHRASE}.`);
  expect(await seenText(page.locator('[role="alert"]'))).toContain('Hai lần nhập mật khẩu khác nhau');
  expect(await page.evaluate('document.activeElement.getAttribute("role")')).toBe('alert');
  await fill('matkhau123456', 'matkhau123456');
  expect(await seenText(page.locator('#welcome-passphrase-fault'))).toContain('dễ đoán');
  expect(await page.getByLabel('Họ và tên').inputValue()).toBe('Trần Văn Đạt');
  expect(await page.getByLabel('Mật khẩu mới', { exact: true }).inputValue()).toBe('');
  await whole(admin, 'welcome refused');
  await page.getByLabel('kỹ thuật viên').check();
  await fill(PASSPHRASE, PASSPHRASE);
  await expect.poll(() => page.url()).toBe(`${world.url}/sign-in?done=chosen`);
  for (const told of complaintsOf(admin)) expect(told).toMatch(refusedWith(422));
  const again = await fetch(`${world.url}/welcome/${token}`, { headers: { accept: 'text/html' } });
  expect(again.status).toBe(404);
  expect(await again.text()).toContain('Liên kết này không còn dùng được');

  // A wrong passphrase, then the right one.
  await enter(admin, 'dat', 'không phải mật khẩu này');
  expect(await seenText(page.locator('[role="alert"]'))).toContain('Tên đăng nhập hoặc mật khẩu chưa đúng');
  for (const told of complaintsOf(admin)) expect(told).toMatch(refusedWith(401));
  await enter(admin, 'dat');
  expect(await seenText(page.locator('.person'))).toContain('Trần Văn Đạt');

  // Without a second factor people can be seen and not changed.
  await page.goto(`${world.url}/people`);
  await expect.poll(() => page.getByRole('button', { name: 'Thêm và tạo liên kết' }).count()).toBe(0);
  await page.getByRole('link', { name: 'Bật xác thực hai lớp' }).click();
  await page.waitForURL(/second-factor\?next=%2Fpeople$/);
  const secret = (await seenText(page.locator('.secret code'))).replaceAll(' ', '');
  expect(secret).toMatch(/^[A-Z2-7]{32}$/);
  await expect.poll(() => page.locator('.qr svg path').count()).toBe(1);
  await whole(admin, 'second factor');
  await page.getByLabel('Mật khẩu của anh/chị').fill(PASSPHRASE);
  await page.getByLabel('Mã 6 số').fill('000000');
  await send(page, 'Bật');
  expect(await seenText(page.locator('#hai-lop-code-fault'))).toContain('Xem lại giờ trên điện thoại');
  expect((await seenText(page.locator('.secret code'))).replaceAll(' ', '')).toBe(secret);
  for (const told of complaintsOf(admin)) expect(told).toMatch(refusedWith(401));
  await page.getByLabel('Mật khẩu của anh/chị').fill(PASSPHRASE);
  await page.getByLabel('Mã 6 số').fill(code(secret));
  await send(page, 'Bật');
  const recovery = await page.locator('.codes li').allInnerTexts();
  expect(recovery).toHaveLength(10);
  const stored = page.getByRole('link', { name: 'Tôi đã cất các mã dự phòng' });
  expect(await stored.getAttribute('href')).toBe('/people');
  await whole(admin, 'recovery codes');
  // Loaded again, the page that turned it on tells how it stands, and leads back to where it was needed.
  await page.reload();
  expect(await seenText(page.locator('main'))).toMatch(/Đã bật từ 08:00 ngày 23\/11\/2026[\s\S]*Còn 10 mã dự phòng/);
  expect(await page.getByRole('link', { name: 'Quay lại' }).getAttribute('href')).toBe('/people');

  // Eleven minutes later a code is asked for again; a form that was open meanwhile leads there too.
  await page.goto(`${world.url}/people`);
  await page.getByLabel('Họ và tên').fill('Lâm Thị Sóc Kha');
  await page.getByLabel('Tên đăng nhập').fill('kha');
  await page.getByLabel('Vai trò').selectOption({ label: 'người phụ trách đài xã' });
  await page.getByLabel('Đơn vị').selectOption({ label: 'Mỹ Tú' });
  later(660);
  await send(page, 'Thêm và tạo liên kết');
  await expect.poll(() => page.url()).toBe(`${world.url}/account/confirm?next=%2Fpeople`);
  await whole(admin, 'confirm');
  await page.getByLabel('Mã xác thực hoặc mã dự phòng').fill(code(secret));
  await send(page, 'Tiếp tục');
  await expect.poll(() => page.url()).toBe(`${world.url}/people`);
  await page.getByLabel('Họ và tên').fill('Lâm Thị Sóc Kha');
  await page.getByLabel('Tên đăng nhập').fill('kha');
  await page.getByLabel('Vai trò').selectOption({ label: 'người phụ trách đài xã' });
  await page.getByLabel('Đơn vị').selectOption({ label: 'Mỹ Tú' });
  await send(page, 'Thêm và tạo liên kết');
  const link = await seenText(page.locator('code.once'));
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/welcome\/[\w-]{43}$/);
  await whole(admin, 'link');
  expect(complaintsOf(admin)).toEqual([]);

  // The new person chooses a passphrase and signs in.
  const operator = await look(browser, world.url, { width: 360 });
  await operator.page.goto(link);
  await whole(operator, 'invitation');
  expect(await operator.page.getByLabel('Tên đăng nhập').inputValue()).toBe('kha');
  await operator.page.getByLabel('Mật khẩu mới', { exact: true }).fill('năm con trâu ăn cỏ non');
  await operator.page.getByLabel('Nhập lại mật khẩu mới').fill('năm con trâu ăn cỏ non');
  await send(operator.page, 'Lưu và đi đăng nhập');
  await enter(operator, 'kha', 'năm con trâu ăn cỏ non');
  expect(await operator.page.locator('header.top > nav .tab').allInnerTexts()).toEqual([
    'Lịch phát',
    'Thư viện',
    'Nhật ký phát sóng',
  ]);
  expect(complaintsOf(operator)).toEqual([]);

  // Is refused what is not theirs, in words.
  for (const path of ['/people', '/tokens', '/audit']) {
    const answer = await operator.page.goto(`${world.url}${path}`);
    expect(answer?.status(), path).toBe(403);
    expect(await seenText(operator.page.locator('main'))).toMatch(/Không có quyền làm việc này[\s\S]*người quản trị/);
  }
  expect((await operator.page.goto(`${world.url}${FOREIGN}`))?.status()).toBe(404);
  expect(await operator.page.content()).not.toContain('Hưng Phú');
  for (const told of complaintsOf(operator)) expect(told).toMatch(/40[34]/);

  // Records what aired on their own channel, in their own name.
  await world.render();
  await operator.page.goto(`${world.url}${DAY}`);
  await operator.page.locator('#ghi-buoi-sang > summary').click();
  const form = operator.page.locator('#ghi-buoi-sang form');
  await expect.poll(() => form.getByLabel('Họ và tên').count()).toBe(0);
  await form.getByLabel('Đã phát').check();
  await send(operator.page, 'Ghi vào nhật ký', '#ghi-buoi-sang');
  expect(await seenText(operator.page.locator('#buoi-sang .recorded'))).toContain(
    'người phụ trách đài xã Lâm Thị Sóc Kha',
  );
  const [cookie] = (await operator.context.cookies()).filter(({ name }) => name === 'loa');
  const foreign = await fetch(`${world.url}${FOREIGN}/airings`, {
    method: 'POST',
    body: 'session=buoi-hung-phu&outcome=aired&role=operator',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      cookie: cookieOf(cookie?.value ?? ''),
      origin: world.url,
      accept: 'text/html',
    },
  });
  expect(foreign.status).toBe(404);

  // Leaves; and whoever sits down at that telephone next finds nothing.
  await send(operator.page, 'Đăng xuất', 'header');
  expect(await seenText(operator.page.locator('[role="status"]'))).toContain('Đã đăng xuất');
  await operator.page.goBack();
  await operator.page.waitForLoadState();
  const back = await operator.page.content();
  expect(back).not.toContain('Lâm Thị Sóc Kha');
  expect(back).not.toContain('buoi-sang');
  expect((await operator.context.cookies()).filter(({ name }) => name === 'loa')).toEqual([]);

  // All of it is in the audit, in words.
  later(30);
  await page.goto(`${world.url}/audit`);
  await whole(admin, 'audit');
  const done = await page.locator('table.audit tbody tr td:nth-child(3)').allInnerTexts();
  expect(done.length).toBeGreaterThan(8);
  for (const words of done) expect(words).not.toMatch(/[a-z]\.[a-z]/);
  expect(done.join('\n')).toMatch(/đăng nhập\s+không thành công/);
  const added = page.locator('table.audit tbody tr', { hasText: 'thêm người dùng' });
  expect(await seenText(added)).toMatch(/vai trò: người phụ trách đài xã[\s\S]*đơn vị: Mỹ Tú/);
  await page.getByLabel('Việc').selectOption({ label: 'thêm người dùng' });
  await page.getByLabel('Có chữ').fill('soc kha');
  await send(page, 'Tìm');
  await expect.poll(() => page.locator('table.audit tbody tr').count()).toBe(1);
  expect(complaintsOf(admin)).toEqual([]);
  await Promise.all([admin.context.close(), operator.context.close()]);
  await world.close();
});

describe('a centre at work', () => {
  let world: PageWorld;
  let clock: ReturnType<typeof clockOf>;
  let admin: Look;

  const personAt = (login: string): string => {
    const person = listPeople(world.ctx).find((one) => one.login === login);
    return `/people/${person?.id}`;
  };

  beforeAll(async () => {
    world = await makePageWorld();
    clock = clockOf(world);
    await world.add('kha', 'Lâm Thị Sóc Kha', 'operator', 'my-tu');
    await world.add('ngoc', 'Nguyễn Thị Bích Ngọc', 'approver', null);
    await withSecondFactor(world, world.somebody, clock.code);
    admin = await look(browser, world.url, { token: world.somebody });
  });

  afterAll(async () => {
    await admin?.context.close();
    await world?.close();
  });

  test('every page is whole, by day and by night, and asks nobody else', async () => {
    const paths = ['/account', '/account/second-factor', '/people', personAt('kha'), '/people/exceptions', '/tokens'];
    for (const path of [...paths, '/audit', DAY]) {
      await admin.page.goto(`${world.url}${path}`);
      expect(complaintsOf(admin), path).toEqual([]);
      await whole(admin, path);
    }
  });

  test('what is done to a person is told, and is in the audit with its reason', async () => {
    const { page } = admin;
    const fold = async (title: string): Promise<void> => {
      await page.locator('details.do > summary', { hasText: title }).click();
    };
    await page.goto(`${world.url}${personAt('kha')}`);
    await fold('Giao thêm vai trò');
    await page.locator('#grant').getByLabel('Vai trò').selectOption({ label: 'biên tập viên' });
    await page.locator('#grant').getByLabel('Đơn vị').selectOption({ label: 'Hưng Phú' });
    await send(page, 'Giao vai trò', '#grant');
    expect(await seenText(page.locator('main'))).toMatch(/Đã giao vai trò[\s\S]*biên tập viên, Hưng Phú/);

    // A reason of blanks is none.
    const editor = page.locator('.items > li', { hasText: 'biên tập viên' });
    await editor.locator('summary').click();
    await editor.getByLabel('Lý do').fill('   ');
    await Promise.all([page.waitForNavigation(), editor.getByRole('button', { name: 'Thu hồi' }).click()]);
    expect(await seenText(editor.locator('.fault'))).toContain('cần kèm lý do');
    await editor.getByLabel('Lý do').fill('chuyển công tác');
    await Promise.all([page.waitForNavigation(), editor.getByRole('button', { name: 'Thu hồi' }).click()]);
    expect(await seenText(page.locator('main'))).not.toContain('biên tập viên, Hưng Phú');

    await fold('Sửa tên');
    await page.locator('#rename').getByLabel('Họ và tên').fill('Lâm Thị Sóc Khà');
    await send(page, 'Lưu tên', '#rename');
    expect(await seenText(page.locator('h1'))).toBe('Lâm Thị Sóc Khà');

    await fold('Tạo liên kết mới');
    await send(page, 'Tạo liên kết mới', '#link');
    expect(await seenText(page.locator('code.once'))).toContain('/welcome/');
    await page.getByRole('link', { name: 'Đến trang của người này' }).click();

    const operator = await world.signIn('kha');
    await fold('Kết thúc mọi phiên đăng nhập');
    await send(page, 'Kết thúc mọi phiên đăng nhập', '#end-sign-ins');
    const seen = await look(browser, world.url, { token: operator });
    await seen.page.goto(`${world.url}/account`);
    await expect.poll(() => new URL(seen.page.url()).pathname).toBe('/sign-in');
    await seen.context.close();

    await fold('Ngừng tài khoản');
    await page.locator('#disable').getByLabel('Lý do').fill('nghỉ thai sản');
    await send(page, 'Ngừng tài khoản', '#disable');
    expect(await seenText(page.locator('.badges'))).toContain('đã ngừng');
    await fold('Cho hoạt động lại');
    await page.locator('#enable').getByLabel('Lý do').fill('đi làm lại');
    await send(page, 'Cho hoạt động lại', '#enable');
    expect(await seenText(page.locator('.badges'))).toContain('đang hoạt động');
    complaintsOf(admin);

    await page.goto(`${world.url}/audit?text=${encodeURIComponent('thai san')}`);
    const row = page.locator('table.audit tbody tr');
    await expect.poll(() => row.count()).toBe(1);
    expect(await seenText(row)).toMatch(/ngừng tài khoản[\s\S]*Lâm Thị Sóc Khà[\s\S]*nghỉ thai sản/);

    // Erased: needs the box, and leaves no name anywhere.
    await page.goto(`${world.url}${personAt('kha')}`);
    const person = new URL(page.url()).pathname;
    await fold('Xóa thông tin cá nhân');
    await page.locator('#erase').getByLabel('Lý do').fill('theo yêu cầu');
    await page.locator('#erase').evaluate((form) => form.setAttribute('novalidate', ''));
    await send(page, 'Xóa thông tin cá nhân', '#erase');
    expect(await seenText(page.locator('#erase-sure-fault'))).toContain('Chưa đánh dấu');
    await page.locator('#erase').getByRole('checkbox').check();
    await send(page, 'Xóa thông tin cá nhân', '#erase');
    await expect.poll(() => new URL(page.url()).pathname).toBe(person);
    for (const path of [person, '/people', '/audit']) {
      await page.goto(`${world.url}${path}`);
      expect(await page.content(), path).not.toContain('Sóc Kh');
    }
    for (const told of complaintsOf(admin)) expect(told).toMatch(refusedWith(422));
  });

  test('a token is shown once; what it may do has to be said', async () => {
    const { page } = admin;
    await page.goto(`${world.url}/tokens`);
    const form = page.locator('#khoa-may');
    await form.getByLabel('Tên', { exact: true }).fill('máy phát Hậu Thành');
    await form.getByLabel('Đơn vị').selectOption({ label: 'Mỹ Tú' });
    await send(page, 'Tạo khóa', '#khoa-may');
    expect(await seenText(form.locator('.fault'))).toContain('ít nhất một việc');
    await form.getByLabel('xem lịch phát sóng').check();
    await form.getByLabel('Số ngày dùng được').fill('731');
    await send(page, 'Tạo khóa', '#khoa-may');
    expect(await seenText(page.locator('#khoa-may-days-fault'))).toContain('730');
    expect(await form.getByLabel('xem lịch phát sóng').isChecked()).toBe(true);
    await form.getByLabel('Số ngày dùng được').fill('30');
    await send(page, 'Tạo khóa', '#khoa-may');
    const token = await seenText(page.locator('code.once'));
    await whole(admin, 'made token');
    const bearer = { authorization: `Bearer ${token}` };
    expect((await fetch(`${world.url}/api/v1/channels`, { headers: bearer })).status).toBe(200);
    await page.goto(`${world.url}/tokens`);
    expect(await page.content()).not.toContain(token);
    const row = page.locator('tbody tr', { hasText: 'máy phát Hậu Thành' });
    expect(await seenText(row)).toMatch(/xem lịch phát sóng\s+Mỹ Tú[\s\S]*Trần Văn Đạt/);
    await send(page, 'Thu hồi máy phát Hậu Thành');
    expect(await seenText(row)).toContain('đã thu hồi');
    expect((await fetch(`${world.url}/api/v1/channels`, { headers: bearer })).status).toBe(401);
    for (const told of complaintsOf(admin)) expect(told).toMatch(refusedWith(422));
  });

  test('a site’s link opens its channel on a telephone, to look and to confirm, until it is revoked', async () => {
    const { page } = admin;
    await page.goto(`${world.url}/tokens`);
    await page.locator('#lien-ket-diem').getByLabel('Tên', { exact: true }).fill('ấp Hậu Thành, chú Bảy');
    await page.locator('#lien-ket-diem').getByLabel('Kênh').selectOption({ label: 'Đài Mỹ Tú' });
    await send(page, 'Tạo liên kết', '#lien-ket-diem');
    const link = await seenText(page.locator('code.once'));
    await whole(admin, 'made site link');
    expect(complaintsOf(admin)).toEqual([]);

    const phone = await look(browser, world.url, { width: 360 });
    await phone.page.goto(link);
    await expect.poll(() => new URL(phone.page.url()).pathname).toBe('/phone/today');
    await expect.poll(() => phone.page.locator('header.top > nav').count()).toBe(0);
    await phone.page.getByRole('link', { name: 'Xem trang ngày đầy đủ' }).click();
    await phone.page.waitForURL('**/channels/dai-my-tu/days/today');
    // One channel is no choice; the day is.
    await expect.poll(() => phone.page.locator('.chooser select').count()).toBe(0);
    await expect.poll(() => phone.page.locator('.chooser input[type=date]').count()).toBe(1);
    await phone.page.locator('#ghi-buoi-sang > summary').click();
    const form = phone.page.locator('#ghi-buoi-sang form');
    expect(await seenText(form)).toMatch(/Người ghi là\s+người phụ trách đài xã/);
    await form.getByLabel('Đã phát').check();
    await form.getByLabel('Họ và tên người ghi').fill('Chú Bảy');
    await send(phone.page, 'Ghi vào nhật ký', '#ghi-buoi-sang');
    expect(await seenText(phone.page.locator('#buoi-sang .recorded'))).toContain('Chú Bảy');
    await whole(phone, 'a telephone’s day');
    expect(complaintsOf(phone)).toEqual([]);
    for (const path of ['/people', '/account', '/audit', '/people/exceptions'])
      expect((await phone.page.goto(`${world.url}${path}`))?.status(), path).toBe(403);

    await page.goto(`${world.url}/tokens`);
    await send(page, 'Thu hồi ấp Hậu Thành, chú Bảy');
    await phone.page.goto(`${world.url}${DAY}`);
    await expect.poll(() => new URL(phone.page.url()).pathname).toBe('/sign-in');
    expect(await seenText(phone.page.locator('[role="status"]'))).toContain(
      'đã được thu hồi hoặc thay bằng liên kết mới',
    );
    const dead = await fetch(link, { headers: { accept: 'text/html' }, redirect: 'manual' });
    expect(dead.status).toBe(401);
    expect(await dead.text()).toContain('Liên kết không dùng được');
    await phone.context.close();
  });

  test('a day is approved by who may, once they have a second factor', async () => {
    const token = await world.signIn('ngoc');
    const approver = await look(browser, world.url, { token });
    const { page } = approver;
    await page.goto(`${world.url}${DAY}`);
    await send(page, 'Duyệt bản 1');
    expect(await seenText(page.locator('h1'))).toBe('Cần bật xác thực hai lớp');
    await whole(approver, 'second factor missing');
    await withSecondFactor(world, token, clock.code);
    await page.goto(`${world.url}${DAY}`);
    await send(page, 'Duyệt bản 1');
    expect(await seenText(page.locator('.approval'))).toContain(
      'Bản số 1 đã được Nguyễn Thị Bích Ngọc duyệt lúc 08:00',
    );
    await expect.poll(() => page.getByRole('button', { name: 'Duyệt bản 1' }).count()).toBe(0);
    for (const told of complaintsOf(approver)) expect(told).toMatch(refusedWith(403));
    // What another has done meanwhile is told on the same page.
    const late = await fetch(`${world.url}${DAY}/approval`, {
      method: 'POST',
      body: 'version=1',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        cookie: cookieOf(token),
        origin: world.url,
        accept: 'text/html',
      },
    });
    expect(late.status).toBe(409);
    expect(await late.text()).toMatch(/class="approval"[\s\S]*role="alert"[\s\S]*đã được duyệt/);
    await approver.context.close();
  });

  test('an exception is set with a reason, and ended', async () => {
    const { page } = admin;
    await page.goto(`${world.url}/people/exceptions`);
    await page.getByLabel('Đơn vị').selectOption({ label: 'Hưng Phú' });
    await page.getByLabel('Lý do').fill('Xã chỉ có một cán bộ');
    await send(page, 'Đặt ngoại lệ');
    expect(await seenText(page.locator('.items'))).toMatch(/Hưng Phú[\s\S]*một cán bộ[\s\S]*Trần Văn Đạt/);
    await send(page, 'Bỏ ngoại lệ của Hưng Phú');
    expect(await seenText(page.locator('main'))).toContain('Không có ngoại lệ nào');
    expect(complaintsOf(admin)).toEqual([]);
  });

  test('one’s own sign-ins can be ended, and one’s passphrase changed', async () => {
    const [here, there] = [await world.signIn('dat'), await world.signIn('dat')];
    // A second factor is asked for now: neither of the two is more than half signed in.
    const half = await look(browser, world.url, { token: here });
    await half.page.goto(`${world.url}/account`);
    await expect.poll(() => new URL(half.page.url()).pathname).toBe('/sign-in');
    await half.page.goto(`${world.url}/sign-in/code?next=%2Faccount`);
    await whole(half, 'code');
    await half.context.close();
    expect(there).not.toBe(here);

    await world.add('but', 'Thạch Thị Bút', 'editor', 'my-tu');
    const [first, second] = [await world.signIn('but'), await world.signIn('but')];
    const own = await look(browser, world.url, { token: first });
    await own.page.goto(`${world.url}/account`);
    await expect.poll(() => own.page.locator('.items > li').count()).toBe(2);
    await own.page.getByRole('button', { name: /^Kết thúc phiên/ }).click();
    await own.page.waitForURL(/done=ended/);
    await expect.poll(() => own.page.locator('.items > li').count()).toBe(1);
    expect(must(whoAsks(world.ctx, { kind: 'sign-in', token: second })).kind).toBe('nobody');
    await own.page.getByLabel('Mật khẩu hiện tại').fill('không phải');
    const fresh = 'sáu con cò trắng bay qua';
    await own.page.getByLabel('Mật khẩu mới', { exact: true }).fill(fresh);
    await own.page.getByLabel('Nhập lại mật khẩu mới').fill(fresh);
    await send(own.page, 'Đổi mật khẩu');
    expect(await seenText(own.page.locator('#doi-mat-khau-current-fault'))).toBe('Mật khẩu hiện tại chưa đúng.');
    await own.page.getByLabel('Mật khẩu hiện tại').fill(PASSPHRASE);
    await own.page.getByLabel('Mật khẩu mới', { exact: true }).fill(fresh);
    await own.page.getByLabel('Nhập lại mật khẩu mới').fill(fresh);
    await send(own.page, 'Đổi mật khẩu');
    expect(await seenText(own.page.locator('[role="status"]'))).toContain('Đã đổi mật khẩu');
    await own.context.close();
  });

  test('signing in leads back to the page one wanted, and never to another host', async () => {
    await world.add('lan', 'Sơn Thị Lan', 'operator', 'my-tu');
    for (const [next, path] of [
      ['/air-log', '/air-log'],
      ['//ke-xau.example/', `/channels/dai-my-tu/days/today`],
      ['/\\ke-xau.example', `/channels/dai-my-tu/days/today`],
    ] as const) {
      const seen = await look(browser, world.url);
      await seen.page.goto(`${world.url}/sign-in?next=${encodeURIComponent(next)}`);
      await enter(seen, 'lan');
      await expect.poll(() => new URL(seen.page.url()).pathname, { message: next }).toBe(path);
      await expect.poll(() => new URL(seen.page.url()).origin).toBe(world.url);
      await seen.context.close();
    }
  });

  test('who answers for one commune lands there, and is offered its channels only', async () => {
    await world.add('muoi', 'Kim Thị Mười', 'operator', 'hung-phu');
    const person = personAt('muoi').replace('/people/', '');
    must(grantRole(world.ctx, { person, role: 'boardOfficer', unit: null, why: null }));
    must(grantRole(world.ctx, { person, role: 'administrator', unit: 'hung-phu', why: null }));
    const token = await world.signIn('muoi');
    await withSecondFactor(world, token, clock.code);
    const seen = await look(browser, world.url, { token });
    await seen.page.goto(`${world.url}/`);
    await expect.poll(() => new URL(seen.page.url()).pathname).toBe('/channels/loa-hung-phu/days/today');
    await expect.poll(() => seen.page.locator('.chooser option').count()).toBe(3);
    await seen.page.goto(`${world.url}/tokens`);
    const offered = await seen.page.locator('#lien-ket-diem').getByLabel('Kênh').locator('option').allInnerTexts();
    expect(offered).toEqual(['– chọn –', 'Loa xã Hưng Phú']);
    await seen.context.close();
  });

  test('keys alone are enough to sign in and to leave', async () => {
    const seen = await look(browser, world.url);
    await seen.page.goto(`${world.url}/sign-in`);
    await seen.page.getByLabel('Tên đăng nhập').focus();
    await seen.page.keyboard.type('lan');
    await seen.page.keyboard.press('Tab');
    await seen.page.keyboard.type(PASSPHRASE);
    await Promise.all([seen.page.waitForURL(/days/), seen.page.keyboard.press('Enter')]);
    const reached: string[] = [];
    for (let n = 0; n < 8; n += 1) {
      await seen.page.keyboard.press('Tab');
      reached.push(await seen.page.evaluate<string>('document.activeElement.textContent.trim()'));
    }
    expect(reached).toEqual(expect.arrayContaining(['Lịch phát', 'English', 'Sơn Thị Lan', 'Đăng xuất']));
    await seen.context.close();
  });

  test('everything is said in English too', async () => {
    const { page } = admin;
    for (const [path, title] of [
      ['/people?lang=en', 'People'],
      ['/tokens', 'Tokens and site links'],
      ['/audit', 'Audit'],
      ['/account', 'My account'],
      ['/people/exceptions', 'One-person exceptions'],
    ] as const) {
      await page.goto(`${world.url}${path}`);
      expect(await seenText(page.locator('h1'))).toBe(title);
    }
  });
});

test('an administrator is told on every page when others reach us without https, and nobody else is', async () => {
  const world = await makePageWorld({ listeningHost: '0.0.0.0' });
  await world.add('kha', 'Lâm Thị Sóc Kha', 'operator', 'my-tu');
  const admin = await look(browser, world.url, { token: world.somebody });
  for (const path of [DAY, '/people', '/account', '/khong-co-trang-nay', '/api']) {
    await admin.page.goto(`${world.url}${path}`);
    expect(await seenText(admin.page.locator('.exposed')), path).toContain('không qua https');
  }
  await admin.page.goto(`${world.url}/people`);
  await whole(admin, 'exposed');
  const operator = await look(browser, world.url, { token: await world.signIn('kha') });
  await operator.page.goto(`${world.url}${DAY}`);
  await expect.poll(() => operator.page.locator('.exposed').count()).toBe(0);
  await operator.page.goto(`${world.url}/api`);
  await expect.poll(() => operator.page.locator('.exposed').count()).toBe(0);
  await Promise.all([admin.context.close(), operator.context.close()]);
  await world.close();
});
