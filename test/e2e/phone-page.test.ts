/** The telephone's page in a real Chromium: through the link, without a network, closed, opened again, and back: nothing lost, nothing twice. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReportEntry, StatementEntry } from '../../src/core/evidence/entry.ts';
import { must, ok } from '../../src/core/result.ts';
import type { LocalDate } from '../../src/core/time/local.ts';
import type { UrgentOrder } from '../../src/core/urgent/model.ts';
import { signUrgent, signUrgentKey } from '../../src/core/urgent/signed-urgent.ts';
import { addSiteLink, revokeToken } from '../../src/operations/accounts/tokens.ts';
import { approveDay } from '../../src/operations/approve-day.ts';
import { publishManifest } from '../../src/operations/manifests/publish.ts';
import { listUrgent } from '../../src/operations/urgent/list-urgent.ts';
import { type AskedUrgent, cancelUrgent, orderUrgent } from '../../src/operations/urgent/order-urgent.ts';
import { newUrgentKey, urgentSigner } from '../../src/secrets/urgent-key.ts';
import { urgentKey } from '../../src/store/schema.ts';
import { addUrgent } from '../../src/store/urgent.ts';
import { asking } from '../support/accounts-world.ts';
import { role } from '../support/credentials.ts';
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
import { urgentOrder } from '../support/urgent.ts';
import { CHANNEL, NOW, TODAY } from '../support/world.ts';

const YESTERDAY = '2026-11-22' as LocalDate;

let world: PageWorld;
let browser: Browser;
let link: { readonly id: string; readonly token: string };

beforeAll(async () => {
  world = await makePageWorld();
  must(planDay(world.ctx, CHANNEL, YESTERDAY));
  const approver = asking(world.ctx, { grants: [role('approver')] });
  must(approveDay(approver, { channel: CHANNEL, day: TODAY as LocalDate, version: 1 }));
  must(await publishManifest(approver, { channel: CHANNEL }));
  link = must(addSiteLink(world.ctx, { channel: CHANNEL, name: 'Điện thoại chị Kha' }));
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await world?.close();
});

/** A telephone whose clock is the centre's. */
const telephone = async (options: Parameters<typeof look>[2] = {}): Promise<Look> => {
  const seen = await look(browser, world.url, { width: 360, ...options });
  await seen.context.clock.setFixedTime(new Date(NOW));
  return seen;
};

const openLink = (page: Page, token = link.token) => page.goto(`${world.url}/tram/${token}`);
const PAGE = '/phone/today';

/** Until the service worker has the page; asked from here, because the page's policy lets nobody wait within it. */
const KEPT = `caches.has('loa-phone-1').then(async (has) =>
  has && (await (await caches.open('loa-phone-1')).keys()).some(({ url }) => url.endsWith('/phone/today')))`;
const kept = (page: Page) => expect.poll(() => page.evaluate(KEPT), { timeout: 60_000 }).toBe(true);

const outbox = (page: Page, text: RegExp) =>
  expect.poll(() => seenText(page.locator('#outbox-state')), { timeout: 60_000 }).toMatch(text);

const statements = (): StatementEntry[] =>
  world.ctx.airlog
    .select({ from: YESTERDAY, to: TODAY as LocalDate })
    .map(({ entry }) => entry)
    .filter((entry): entry is StatementEntry => entry.kind === 'statement')
    .toArray();

const card = (page: Page, day: string, session: string) => page.locator(`[id="${day}-${session}"]`);

const reopen = async (context: BrowserContext): Promise<Page> => {
  const page = await context.newPage();
  await page.goto(`${world.url}${PAGE}`);
  return page;
};

/** Small for the eye, too small for a finger: what can be pressed and is lower than 48 px. Links within sentences are none. */
const SMALL = `[...document.querySelectorAll('#phone button, #phone a.button, #phone a.quiet, #phone summary, #phone input:not([type=hidden]), #phone textarea')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 48)
  .map((one) => one.outerHTML.slice(0, 90))`;

test('by day and by night, from 320 px on: nothing in the way, nothing too small, nothing sideways; keys alone reach each press', async () => {
  for (const scheme of ['light', 'dark'] as const) {
    const seen = await telephone({ scheme, withoutPolicy: true });
    const { page } = seen;
    await openLink(page);
    await page.locator('.today').first().waitFor();
    await openAll(page);
    expect(await page.evaluate(SMALL)).toEqual([]);
    for (const width of [320, 360, 768]) {
      await page.setViewportSize({ width, height: 800 });
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), `${width}`).toBe(0);
    }
    await page.locator('.phone-day:not(:has(.today:not([hidden])))').evaluateAll((all) => {
      for (const one of all) one.removeAttribute('open');
    });
    expect(await barriers(page)).toEqual([]);
    expect(seen.complaints).toEqual([]);
    await seen.context.close();
  }
  const seen = await telephone();
  const { page } = seen;
  await openLink(page);
  const khmer = page.locator(`[id="${TODAY}-buoi-sang"] [lang="km"]`).first();
  await khmer.waitFor({ state: 'attached' });
  const font = `getComputedStyle(document.querySelector('[id="${TODAY}-buoi-sang"] [lang="km"]')).fontFamily`;
  expect(await page.evaluate(font)).toContain('Noto Sans Khmer');
  const reached: string[] = [];
  for (let n = 0; n < 40; n += 1) {
    await page.keyboard.press('Tab');
    reached.push(
      await page.evaluate<string>(
        "document.activeElement.textContent.trim().slice(0, 20) + ' ' + getComputedStyle(document.activeElement).outlineStyle",
      ),
    );
  }
  for (const name of ['Đã phát solid', 'Phát một phần solid', 'Không phát được solid', 'Đã xem lịch mới solid'])
    expect(reached).toContain(name);
  await seen.context.close();
});

const chief = () => asking(world.ctx, { grants: [role('approver')], secondFactor: true });

const order = async (more: Partial<AskedUrgent>): Promise<UrgentOrder> =>
  must(
    await orderUrgent(chief(), {
      ...{ channels: [CHANNEL], title: 'Vỡ đê <b>ấp 3</b>', sound: 'tin-1.wav', text: 'Bà con di dời ngay.' },
      ...{ language: 'vi', voice: 'south', by: 'Nguyễn Văn Bình', office: 'Chủ tịch UBND xã' },
      ...{ reason: 'Vỡ đê bao ấp 3', repeats: 2, pauseSeconds: 10, minutes: 60, volume: null, ...more },
    }),
  );

const cancel = ({ id }: UrgentOrder) =>
  must(cancelUrgent(chief(), { id, by: 'Trần Thị Hoa', office: 'Phó Chủ tịch', reason: 'Đã an toàn' }));

/** The network has come back: what waits half a minute otherwise is asked for now. */
const online = (page: Page) => page.evaluate("window.dispatchEvent(new Event('online'))");

test('an urgent order stands first on a page that was open already, is played by hand, and goes when it is over', async () => {
  const seen = await telephone({ withoutPolicy: true, scheme: 'dark' });
  const { page } = seen;
  await openLink(page);
  await page.locator('.today').first().waitFor();
  const ordered = await order({});
  await online(page);
  const block = page.locator(`#${ordered.id}`);
  await block.waitFor();
  expect(await seenText(block)).toMatch(
    /PHÁT KHẨN: Vỡ đê <b>ấp 3<\/b>[\s\S]*Bà con di dời ngay\.[\s\S]*Nguyễn Văn Bình, Chủ tịch UBND xã[\s\S]*Vỡ đê bao ấp 3[\s\S]*09:00[\s\S]*2 lượt, nghỉ 10 giây/,
  );
  for (const width of [320, 360]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth'), `${width}`).toBe(0);
  }
  expect(await page.evaluate(SMALL)).toEqual([]);
  expect(await barriers(page)).toEqual([]);
  const sound = await page.request.get(`${world.url}${await block.getByRole('link').getAttribute('href')}`);
  expect([sound.status(), (await sound.body()).length]).toEqual([200, ordered.sound.bytes]);
  await block.getByRole('button', { name: 'Đã phát' }).click();
  await expect
    .poll(() => seenText(block), { timeout: 60_000 })
    .toMatch(/Đã ghi 1\/2 lượt[\s\S]*Điểm loa này: đang phát/);
  const said = (): StatementEntry[] => statements().filter(({ planned }) => planned.id.startsWith(`${ordered.id}.`));
  expect(said()).toMatchObject([
    { outcome: 'aired', role: 'operator', planned: { title: ordered.title, rundownVersion: 0 } },
  ]);
  await block.locator('button:enabled').click({ timeout: 60_000 });
  await expect
    .poll(() => seenText(block), { timeout: 60_000 })
    .toMatch(/Đã ghi 2\/2 lượt[\s\S]*Điểm loa này: đã phát đủ/);
  expect(said()).toHaveLength(2);
  cancel(ordered);
  await online(page);
  await expect.poll(() => block.count()).toBe(0);
  expect(seen.complaints).toEqual([]);
  await seen.context.close();
});

test('pressed without a network, closed, opened without one, answers lost: one entry for each press', async () => {
  // Urgent orders are the test's before this one.
  const pressed = () => statements().filter(({ planned }) => !planned.id.startsWith('khan-'));
  const { context, page, complaints } = await telephone();
  await openLink(page);
  await expect.poll(() => new URL(page.url()).pathname).toBe(PAGE);
  await kept(page);
  expect(await seenText(page.locator('#keeping'))).toContain('mở được cả khi mất mạng');
  expect(complaints).toEqual([]);

  await context.setOffline(true);
  const morning = card(page, TODAY, 'buoi-sang');
  await morning.getByRole('button', { name: 'Đã phát' }).click();
  await morning.getByText('Đã bấm, chờ gửi về trung tâm').waitFor();
  expect(await seenText(page.locator('#outbox'))).toMatch(/1 ghi nhận chờ gửi, đã giữ trong máy này/);
  expect(pressed()).toEqual([]);
  // The telephone is put away, and taken up again where there is still no network.
  await page.close();
  const again = await reopen(context);
  expect(await seenText(card(again, TODAY, 'buoi-sang'))).toContain('Đã bấm, chờ gửi về trung tâm');
  await again.locator('#network').waitFor();
  expect(await seenText(again.locator('#network'))).toMatch(
    /Không có mạng. Lịch đang xem lấy lúc 08:00 ngày 23\/11\/2026/,
  );
  const khmer = card(again, TODAY, 'buoi-sang').locator('[lang="km"]').first();
  await card(again, TODAY, 'buoi-sang').locator('.contains summary').click();
  expect(await khmer.innerText()).toBe('ការផ្សាយជាភាសាខ្មែរ');
  const yesterday = again.locator('.phone-day').last();
  await yesterday.locator(':scope > summary').click();
  const evening = card(again, YESTERDAY, 'buoi-chieu');
  await evening.locator('.not-aired > summary').click();
  await evening.locator('button[value="not-aired weather"]').click();
  const before = card(again, YESTERDAY, 'buoi-sang');
  await before.locator('.partly > summary').click();
  await before.locator('button[value="partly power-cut"]').click();
  expect(await seenText(before.locator('.fault'))).toContain('Ghi số phút đã phát được');
  await before.getByLabel('Phát được bao nhiêu phút?').fill('1');
  await before.locator('button[value="partly power-cut"]').click();
  await before.locator('.pressed.waiting').waitFor();
  await again.getByText('Ghi một thông báo đã phát').click();
  const notice = again.locator('#notice');
  await notice.getByLabel('Đã thông báo gì?').fill('Mời bà con ấp Hậu Thành họp lúc 19 giờ');
  await notice.getByLabel('Bắt đầu lúc').fill('06:30');
  await notice.getByLabel('Bao nhiêu phút?').fill('3');
  await notice.getByRole('button', { name: 'Ghi vào nhật ký' }).click();
  await again.locator('#seen button').click();
  await expect.poll(() => again.locator('#newer').count()).toBe(0);
  expect(await seenText(again.locator('#outbox-state'))).toContain('5 ghi nhận chờ gửi');

  // Back, but no answer comes through: the centre has what it was sent, and the telephone does not know.
  let lost = 0;
  await context.route('**/api/v1/**', async (route) => {
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await context.setOffline(false);
  await expect.poll(() => lost, { timeout: 60_000 }).toBeGreaterThan(0);
  await outbox(again, /^5 ghi nhận chờ gửi, đã giữ trong máy này\.$/);
  await again.close();
  await context.unroute('**/api/v1/**');
  // Two windows at once: the one waits for the other.
  const [one, two] = await Promise.all([reopen(context), reopen(context)]);
  for (const each of [one, two]) await outbox(each, /^Không có ghi nhận nào chờ gửi\.$/);
  const said = Map.groupBy(pressed(), ({ statement }) => statement);
  const facts = [...said.values()].map((entries) => {
    const { planned } = entries[0] ?? expect.fail('a statement without entries');
    const reasons = entries.map(({ reason }) => reason).filter((reason) => reason !== null);
    return [planned.day, planned.session.id, entries.length, reasons[0]].join(' ');
  });
  expect(facts.toSorted()).toEqual([
    `${YESTERDAY} buoi-chieu 3 weather`,
    `${YESTERDAY} buoi-sang 5 power-cut`,
    `${TODAY}  1 `,
    `${TODAY} buoi-sang 5 `,
  ]);
  expect(pressed().find(({ planned }) => planned.session.id === '')).toMatchObject({
    secondsHeard: 180,
    planned: { title: 'Thông báo riêng của xã', rundownVersion: 0 },
    started: { local: `${TODAY}T06:30:00` },
  });
  const fresh = await reopen(context);
  expect(await seenText(card(fresh, TODAY, 'buoi-sang'))).toMatch(/đã ghi nhận[\s\S]*Đã phát · cả buổi/i);
  expect(await seenText(fresh.locator('#phone'))).toContain('Đã xem bản số 1');

  // The link is taken back: the page is gone from the telephone as soon as it asks.
  must(revokeToken(world.ctx, { id: link.id }));
  await fresh.goto(`${world.url}${PAGE}`);
  await expect.poll(() => new URL(fresh.url()).pathname).toBe('/sign-in');
  expect(await fresh.evaluate("caches.has('loa-phone-1')")).toBe(false);
  await context.setOffline(true);
  await expect(fresh.goto(`${world.url}${PAGE}`)).rejects.toThrow('ERR_FAILED');
  await context.close();
});

const AFTERNOON = Date.parse('2026-11-23T10:00:00Z');

/**
 * A telephone some seconds before (or after) the afternoon session, where the centre's answers say the same time. The test's own centre
 * stands still; what goes by is the browser's clock.
 */
interface Player extends Look {
  /** Lets time go by at once, until so many seconds before (after) the session. */
  readonly until: (page: Page, seconds: number) => Promise<void>;
  /** Takes the network away, or gives it back. */
  readonly away: (away: boolean) => Promise<void>;
}

const playerAt = async (
  seconds: number,
  by: Browser,
  { init = '', ...options }: Parameters<typeof look>[2] & { readonly init?: string } = {},
): Promise<Player> => {
  const seen = await look(by, world.url, { width: 360, ...options });
  const { context, page } = seen;
  let isAway = false;
  let ahead = AFTERNOON + seconds * 1000 - Date.now();
  await context.clock.install({ time: Date.now() + ahead });
  await context.addInitScript(init);
  await context.route('**/api/v1/**', async (route) => {
    if (isAway) return route.abort('internetdisconnected');
    const answer = await route.fetch({ maxRedirects: 0 });
    const date = new Date(Date.now() + ahead).toUTCString();
    await route.fulfill({ response: answer, headers: { ...answer.headers(), date } });
  });
  const { token } = must(addSiteLink(world.ctx, { channel: CHANNEL, name: 'Máy phát' }));
  await openLink(page, token);
  return {
    ...seen,
    away: async (away) => {
      isAway = away;
      await context.setOffline(away);
    },
    until: async (where, then) => {
      const more = AFTERNOON + then * 1000 - (Date.now() + ahead);
      ahead += more;
      await where.clock.fastForward(more);
    },
  };
};

const says = (page: Page, text: RegExp) =>
  expect.poll(() => seenText(page.locator('#player')), { timeout: 60_000 }).toMatch(text);

/** What the players reported, in the order of the log. */
const reports = (device?: string): ReportEntry[] =>
  Array.from({ length: world.ctx.airlog.size() }, (_, n) => world.ctx.airlog.find(n))
    .filter((entry): entry is ReportEntry => entry !== undefined && 'source' in entry)
    .filter(({ source }) => device === undefined || source.device === device);

/** 'started Đài hiệu', 'stopped Đài hiệu aired 2': each row of one player, by its start and its number. */
const rowsOf = (device: string): string[] => {
  const all = reports(device);
  const boots = [...new Set(all.map(({ source }) => source.boot))];
  return all
    .toSorted((a, b) => boots.indexOf(a.source.boot) - boots.indexOf(b.source.boot) || a.source.row - b.source.row)
    .map(({ kind, planned, outcome, secondsHeard, source }) =>
      [boots.indexOf(source.boot), kind, planned.segment, outcome, secondsHeard]
        .filter((one) => one !== null)
        .join(' '),
    );
};

const deviceOf = async (page: Page): Promise<string> => {
  await page.locator('#player-more > summary').click();
  await says(page, /Đã giữ 1\/1 tệp/);
  return /web-[0-9a-f]{8}/.exec(await seenText(page.locator('#player-facts')))?.[0] ?? '';
};

const on = (page: Page) => page.getByRole('button', { name: 'Bật phát tự động' }).click();

/** The afternoon session, item by item, from its first word. */
const WHOLE = [
  'started chieu-dai-hieu',
  'stopped chieu-dai-hieu aired 2',
  'started chieu-phat-lai',
  'stopped chieu-phat-lai aired 3',
  'started chieu-phat-lai',
  'stopped chieu-phat-lai aired 4',
];

/** What a browser of 2022 does not have, and what none has on plain http. */
const OLD = 'delete globalThis.Temporal; delete Array.prototype.toSorted; delete Crypto.prototype.subtle;';
const PLAIN = `${OLD}
for (const name of ['locks', 'wakeLock', 'serviceWorker']) delete Navigator.prototype[name];
Object.defineProperty(globalThis, 'isSecureContext', { get: () => false });`;

/** The next sound that is to be kept finds no room. */
const FULL_ONCE = `{
  const { put } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.put = function (value, key) {
    if (!(value instanceof Blob)) return put.call(this, value, key);
    IDBObjectStore.prototype.put = put;
    throw new DOMException('full', 'QuotaExceededError');
  };
}`;

test('one press: plays what it keeps to its end without a network; each row is in the log once; a second window does not play', async () => {
  const { context, page, complaints, until, away } = await playerAt(-60, browser);
  await says(page, /Đang tắt/);
  await on(page);
  await says(page, /Buổi kế tiếp: Buổi phát chiều \(17:00\)/);
  const device = await deviceOf(page);
  const two = await reopen(context);
  await says(two, /Một cửa sổ khác trên máy này đang phát/);
  await two.close();
  expect(complaints).toEqual([]);

  await away(true);
  await until(page, -3);
  await says(page, /Đang phát Buổi phát chiều \(17:00\): Đài hiệu/);
  await says(page, /không có buổi nào sắp tới/);
  await outbox(page, /ghi nhận chờ gửi, đã giữ trong máy này/);
  expect(reports(device)).toEqual([]);
  // The centre has them, and the telephone does not know.
  let lost = 0;
  await context.route('**/air-log/reports', async (route) => {
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  });
  await away(false);
  await expect.poll(() => lost, { timeout: 60_000 }).toBeGreaterThan(0);
  await context.unroute('**/air-log/reports');
  await until(page, 60);
  await outbox(page, /^Không có ghi nhận nào chờ gửi/);
  expect(rowsOf(device)).toEqual(WHOLE.map((row) => `0 ${row}`));
  const [first] = reports(device);
  expect(first).toMatchObject({ evidence: 'L2', started: { local: `${TODAY}T17:00:00` } });
  expect(first?.actor).toMatch(/^site:/);
  expect(reports(device).map(({ clock }) => clock.quality)).toEqual(WHOLE.map(() => expect.stringMatching(/[AB]/)));
  await page.getByRole('button', { name: 'Tắt phát tự động' }).click();
  await says(page, /Đang tắt/);
  await context.close();
});

test('loaded anew in the middle: says that the browser lets nothing sound, and begins again when it is pressed', async () => {
  const { context, page, until } = await playerAt(-60, browser);
  await on(page);
  const device = await deviceOf(page);
  await until(page, -3);
  await says(page, /Đang phát Buổi phát chiều \(17:00\): Tin/);
  await page.reload();
  await says(page, /CHƯA PHÁT: trình duyệt không cho/);
  expect(await page.evaluate('scrollY')).toBe(0);
  await page.getByRole('button', { name: 'Bắt đầu phát' }).click();
  await says(page, /Đang phát Buổi phát chiều/);
  await says(page, /không có buổi nào sắp tới/);
  await outbox(page, /^Không có ghi nhận nào chờ gửi/);
  await expect.poll(() => rowsOf(device).length, { timeout: 60_000 }).toBeGreaterThan(8);
  expect(rowsOf(device)).toEqual([...WHOLE.slice(0, 3).map((row) => `0 ${row}`), ...WHOLE.map((row) => `1 ${row}`)]);
  await context.close();
});

describe('an older browser that lets pages sound', () => {
  let lets: Browser;
  beforeAll(async () => {
    lets = await openBrowser('--autoplay-policy=no-user-gesture-required');
  });
  afterAll(() => lets?.close());

  test('plain http: goes on by itself after being loaded anew, and says what it slept through', async () => {
    const { context, page, until } = await playerAt(-80, lets, { init: PLAIN, scheme: 'dark' });
    await on(page);
    const device = await deviceOf(page);
    await says(page, /Địa chỉ không có https: không giữ được màn hình sáng/);
    await page.reload();
    await says(page, /Buổi kế tiếp: Buổi phát chiều \(17:00\)/);
    expect(await deviceOf(page)).toBe(device);
    expect(await page.evaluate("document.querySelector('#player').previousElementSibling.id")).toBe('network');
    await until(page, 600);
    await says(page, /Máy hoặc trang đã ngủ từ 16:\d\d đến 17:\d\d[\s\S]*Đã lỡ: Buổi phát chiều \(17:00\)/);
    await outbox(page, /^Không có ghi nhận nào chờ gửi/);
    expect(reports(device).map(({ kind, reason }) => `${kind} ${reason}`)).toEqual(Array(3).fill('missed power-cut'));
    await context.close();
  });

  /** What the centre was told of an order by machines and pages, in order. */
  const receipts = (of: Pick<UrgentOrder, 'id'>): readonly string[] =>
    listUrgent(world.ctx)
      .find(({ order: { id } }) => id === of.id)
      ?.sites.flatMap(({ said }) => said.map(({ kind }) => kind)) ?? [];
  const toldOf = (of: Pick<UrgentOrder, 'id'>, kinds: readonly string[]) =>
    expect.poll(() => receipts(of), { timeout: 60_000 }).toEqual(kinds);
  /** 'khan-….1 stopped aired': the rows of an order at the centre, each time by its number. */
  const timesOf = (device: string, { id }: Pick<UrgentOrder, 'id'>): string[] =>
    reports(device)
      .filter(({ planned }) => planned.id.startsWith(`${id}.`))
      .map(({ planned, kind, outcome, reason }) =>
        [planned.id.slice(id.length + 1), kind, outcome, reason].filter((one) => one !== null).join(' '),
      );

  test('urgent orders break into what plays, also offline and over a reload; a cancelled one ends, a forged one never sounds', async () => {
    const { context, page, until, away } = await playerAt(-60, lets, { init: OLD });
    const given = (more: Partial<AskedUrgent>) =>
      order({ sound: 'dai-hieu.wav', repeats: 1, pauseSeconds: 0, minutes: 1440, ...more });
    await on(page);
    const device = await deviceOf(page);
    const calledOff = await given({ title: 'Báo nhầm' });
    cancel(calledOff);
    await online(page);
    await toldOf(calledOff, ['cancelled']);
    await outbox(page, /^Không có ghi nhận nào chờ gửi/);

    await until(page, -3);
    await says(page, /Đang phát Buổi phát chiều/);
    const dyke = await given({ title: 'Vỡ đê' });
    await online(page);
    await toldOf(dyke, ['received', 'sounding']);
    await away(true);
    await says(page, /không có buổi nào sắp tới/);
    expect(receipts(dyke)).not.toContain('ended');
    await away(false);
    await toldOf(dyke, ['received', 'sounding', 'ended']);
    await outbox(page, /^Không có ghi nhận nào chờ gửi/);
    expect(timesOf(device, calledOff)).toEqual(['1 missed not-aired ordered-off']);
    expect(timesOf(device, dyke)).toEqual(['1 started', '1 stopped aired']);
    const [rows, own] = [reports(device), (one: ReportEntry) => one.planned.id.startsWith(dyke.id)];
    const [from, to] = [rows.findIndex(own), rows.findLastIndex(own)];
    expect(rows[from - 1]).toMatchObject({ kind: 'preempted', outcome: 'partly', reason: 'emergency' });
    // It went on with what was still to come.
    expect(rows[to + 1]).toMatchObject({ kind: 'started', planned: { session: { id: 'buoi-chieu' } } });
    expect(rows.at(-1)).toMatchObject({ kind: 'stopped', planned: { segment: 'chieu-phat-lai' } });

    const flood = await given({ title: 'Lũ lên', sound: 'tin-1.wav', repeats: 2 });
    await online(page);
    await says(page, /Đang phát thông báo khẩn “Lũ lên”, lượt 1\/2/);
    const box = page.locator(`#${flood.id}`);
    expect(await seenText(box)).toMatch(/PHÁT KHẨN: Lũ lên[\s\S]*tự phát lệnh này/);
    expect(await box.getByRole('button', { name: 'Đã phát' }).isVisible()).toBe(false);
    await page.reload();
    await toldOf(flood, ['received', 'sounding', 'ended']);
    await outbox(page, /^Không có ghi nhận nào chờ gửi/);
    const aired = timesOf(device, flood).filter((one) => one.includes('stopped aired'));
    expect(aired).toHaveLength(2);
    expect(new Set(timesOf(device, flood)).size).toBe(timesOf(device, flood).length);
    expect(new Set(reports(device).map(({ source }) => source.boot)).size).toBe(2);

    // The telephone has no room for another sound until what is for later goes.
    await page.evaluate(FULL_ONCE);
    const fire = await given({ title: 'Cháy chợ', sound: 'nhac-cho.wav', repeats: 20 });
    await online(page);
    await says(page, /Đang phát thông báo khẩn “Cháy chợ”, lượt \d\/20/);
    cancel(fire);
    await online(page);
    await toldOf(fire, ['received', 'sounding', 'cancelled']);
    await says(page, /không có buổi nào sắp tới/);
    await outbox(page, /^Không có ghi nhận nào chờ gửi/);
    expect(timesOf(device, fire).at(-1)).toMatch(/ordered-off$/);

    const { ctx } = world;
    const thief = urgentSigner(newUrgentKey()) ?? expect.fail('a key just made reads');
    const [schedule, urgent] = [must(ctx.scheduleKey(null)), must(ctx.urgentKey(null))];
    const made = urgentOrder(1, ctx.clock.instant(), {
      ...{ origin: urgent.key.name, sites: [CHANNEL], sound: dyke.sound },
      expiresAt: dyke.expiresAt,
    });
    const statement = signUrgentKey(thief.key, schedule.key, schedule.sign);
    const { id, issuedAt, expiresAt } = made;
    const note = signUrgent(made, thief.key, thief.sign);
    must(
      ctx.store.transact((tables) => {
        tables.update(urgentKey).set({ statement }).run();
        addUrgent(tables, { id, note, issuedAt, expiresAt, cancels: null, orderedBy: 'ke-gian' }, [CHANNEL]);
        return ok(undefined);
      }),
    );
    await online(page);
    const refused = /khóa khẩn khác khóa máy này đã ghim[\s\S]*không đúng chữ ký của khóa khẩn/;
    await says(page, refused);
    expect(await seenText(page.locator('#player'))).not.toContain('Đã lỡ: Lũ lên');
    const before = reports(device).length;
    // Switched off and on again, it knows what it has sounded, and which key it has pinned.
    await page.getByRole('button', { name: 'Tắt phát tự động' }).click();
    await says(page, /Đang tắt/);
    await on(page);
    await says(page, refused);
    // It asks again only after what it was told first has been taken.
    await Promise.all([page.waitForResponse('**/manifest'), online(page)]);
    await says(page, /không có buổi nào sắp tới/);
    await outbox(page, /^Không có ghi nhận nào chờ gửi/);
    expect(reports(device)).toHaveLength(before);
    expect([timesOf(device, made), receipts(dyke)]).toEqual([[], ['received', 'sounding', 'ended']]);
    await context.close();
  });
});
