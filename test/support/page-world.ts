/**
 * The pages of a small centre on a real port, and a real Chromium to look at them with.
 *
 * The browser is kept from everything but that port, and everything it complains of is written down.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';
import { signInCookie } from '../../src/contract/asking.ts';
import type { AccountRole } from '../../src/core/access/model.ts';
import { must } from '../../src/core/result.ts';
import { createApp } from '../../src/http/app.ts';
import type { Limit } from '../../src/http/rate.ts';
import { type Listening, listen } from '../../src/http/serve.ts';
import { addPerson } from '../../src/operations/accounts/add-person.ts';
import { firstRunLink } from '../../src/operations/accounts/first-run.ts';
import { signIn } from '../../src/operations/accounts/sign-in.ts';
import { useLink } from '../../src/operations/accounts/use-link.ts';
import { problemPages, webRoutes } from '../../src/web/routes.ts';
import { keepReady, layReady } from './ready-sounds.ts';
import { makeWorld, NOW, type World, type WorldOptions } from './world.ts';

/** A morning with everything that a row can be: sound, strand, filler, relay, and a Khmer piece nobody recorded. */
const PAGE_SCHEDULE = `
units:
  - { id: my-tu, name: "Mỹ Tú", kind: "xã" }
  - { id: hung-phu, name: "Hưng Phú", kind: "xã" }
stations:
  - { id: tram-my-tu, name: "Đài Truyền thanh Mỹ Tú", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: my-tu }] }
  - { id: tram-hung-phu, name: "Trạm Hưng Phú", zone: Asia/Ho_Chi_Minh, responsible: [{ unit: hung-phu }] }
channels:
  - { id: dai-my-tu, name: "Đài Mỹ Tú", station: tram-my-tu, carrier: fm, units: [{ unit: my-tu }] }
  - { id: loa-hau-thanh, name: "Loa ấp Hậu Thành", station: tram-my-tu, carrier: loudspeaker, units: [{ unit: my-tu }] }
  - { id: loa-hung-phu, name: "Loa xã Hưng Phú", station: tram-hung-phu, carrier: loudspeaker, units: [{ unit: hung-phu }] }
campaigns:
  - id: nq57
    name: "Tuyên truyền Nghị quyết 57"
    owner: my-tu
    contentGroups: [{ id: chu-truong, name: "Chủ trương, chính sách" }]
items:
  - { id: dai-hieu, title: "Đài hiệu", genre: stationIdent, sound: dai-hieu.wav }
  - { id: nhac-cho, title: "Nhạc chờ", genre: music, sound: nhac-cho.wav }
  - { id: tin-1, title: "Tin có <b>dấu</b> & “ngoặc”", genre: newsItem, campaign: nq57, contentGroup: chu-truong, sound: tin-1.wav }
  - { id: tin-2, title: "ការផ្សាយជាភាសាខ្មែរ", genre: newsItem, campaign: nq57, contentGroup: chu-truong, sound: tin-2.wav }
  - { id: tin-km, title: "Tin tiếng Khmer", genre: newsItem, versions: [{ language: km }] }
strands:
  - { id: ban-tin, name: "Bản tin 57", campaign: nq57, items: [tin-1, tin-2] }
sessions:
  - id: buoi-hung-phu
    name: "Buổi phát Hưng Phú"
    channels: [loa-hung-phu]
    start: "05:30"
    maxMinutes: 5
    from: 2026-11-01
    segments: [{ id: hung-phu-dai-hieu, title: "Đài hiệu", item: dai-hieu }]
  - id: buoi-sang
    name: "Buổi phát sáng"
    channels: [dai-my-tu]
    start: "05:59:30"
    maxMinutes: 5
    from: 2026-11-01
    segments:
      - { id: sang-dai-hieu, title: "Đài hiệu", item: dai-hieu }
      - { id: sang-ban-tin, title: "Bản tin", strand: ban-tin, count: 2 }
      - { id: sang-khmer, title: "Tin tiếng Khmer", item: tin-km, language: km, required: false }
      - { id: sang-nhac-cho, title: "Nhạc chờ", filler: nhac-cho }
      - { id: sang-tiep-am, title: "Tiếp âm thời sự", relay: VOV1, minutes: 1, start: "06:00:00", fallback: nhac-cho }
  - id: buoi-chieu
    name: "Buổi phát chiều"
    channels: [dai-my-tu]
    start: "17:00"
    maxMinutes: 5
    from: 2026-11-01
    segments:
      - { id: chieu-dai-hieu, title: "Đài hiệu", item: dai-hieu }
      - { id: chieu-phat-lai, title: "Phát lại bản tin", repeat: sang-ban-tin }
`;

const SOUNDS = { 'dai-hieu.wav': 2, 'tin-1.wav': 3, 'tin-2.wav': 4, 'nhac-cho.wav': 6 };

export const PASSPHRASE = 'bốn con vịt qua cầu tre';

export interface PageWorld extends World {
  /** 'http://127.0.0.1:41234' */
  readonly url: string;
  /** Whoever looks at pages when nothing else is said: administrator and technician of the whole centre. */
  readonly somebody: string;
  /** Signs a person in, by their login, and answers the token of their cookie. */
  readonly signIn: (login: string) => Promise<string>;
  /** A new person with a role for a unit (null: the whole centre), who has chosen PASSPHRASE. */
  readonly add: (login: string, name: string, role: AccountRole, unit: string | null) => Promise<void>;
}

export interface PageWorldOptions extends WorldOptions {
  /** Nobody has an account yet, and nobody is signed in. */
  readonly empty?: boolean;
  /** Another address to say that we listen on, for what is said about it. */
  readonly listeningHost?: string;
}

/** The clock stands still, so no bucket fills again. */
const PLENTY: Limit = { tenSeconds: 1_000_000, burst: 1_000_000 };

/** The small centre, planned and rendered for today, on a free port. */
export const makePageWorld = async (options: PageWorldOptions = {}): Promise<PageWorld> => {
  const asked = { schedule: PAGE_SCHEDULE, sounds: SOUNDS, ...options };
  const world = await makeWorld(asked);
  const { schedule, sounds, now = NOW } = asked;
  const madeOf = { schedule, sounds, now, rendered: true };
  await layReady(madeOf, world.folder);
  await world.render();
  await keepReady(madeOf, world.folder);
  const app = createApp(world.ctx, {
    pages: webRoutes(world.ctx),
    problemPage: problemPages(),
    limits: { address: PLENTY, account: PLENTY, overall: PLENTY },
    trace: (line) => {
      throw new Error(line);
    },
    ...(options.listeningHost === undefined ? {} : { listeningHost: options.listeningHost }),
  });
  const listening: Listening = must(await listen(app, { host: '127.0.0.1', port: 0 }));
  const { ctx } = world;
  const enter = async (login: string): Promise<string> =>
    must(await signIn(ctx, { login, passphrase: PASSPHRASE, address: '127.0.0.1', agent: 'test' })).token;
  const first = must(firstRunLink(ctx));
  if (options.empty !== true && first !== null) {
    const alsoRoles: AccountRole[] = ['technician'];
    must(
      await useLink(ctx, { token: first.token, login: 'dat', name: 'Trần Văn Đạt', passphrase: PASSPHRASE, alsoRoles }),
    );
  }
  return {
    ...world,
    url: listening.url,
    somebody: options.empty === true ? '' : await enter('dat'),
    signIn: enter,
    add: async (login, name, role, unit) => {
      const { link } = must(addPerson(ctx, { login, name, role, unit }));
      must(await useLink(ctx, { token: link, login, name, passphrase: PASSPHRASE, alsoRoles: [] }));
    },
    close: async () => {
      await listening.stop(0);
      await world.close();
    },
  };
};

const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** `more`: further arguments. */
export const openBrowser = (...more: readonly string[]): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['LOA_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...ARGUMENTS, ...more],
  });

export interface Look {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained of: console errors, failed requests, answers of 400 and more, foreign hosts. */
  readonly complaints: string[];
}

export interface LookOptions {
  /** The token of a sign-in; without one, nobody looks. */
  readonly token?: string;
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly locale?: string;
  /** Without the page's own policy, so that a tester's script may run in it. */
  readonly withoutPolicy?: boolean;
}

/** What a browser sends that has signed in. */
export const cookieOf = (token: string): string => `${signInCookie(false).name}=${token}`;

/** A window of its own, with no cookies but that of a sign-in. */
export const look = async (browser: Browser, url: string, options: LookOptions = {}): Promise<Look> => {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 800 },
    colorScheme: options.scheme ?? 'light',
    locale: options.locale ?? 'vi-VN',
    bypassCSP: options.withoutPolicy ?? false,
  });
  const { token } = options;
  if (token !== undefined) await context.addCookies([{ name: signInCookie(false).name, value: token, url }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('requestfailed', (request) => {
    // Whoever goes on before the icon has come has broken nothing.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') complaints.push(`failed: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url)) complaints.push(`foreign: ${request.url()}`);
  });
  return { context, page, complaints };
};

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Run in the page; only what hinders comes back: all that axe finds to be well takes seconds to hand over. */
const LOOK_OVER = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations
  .filter(({ impact }) => impact === 'serious' || impact === 'critical')
  .flatMap(({ id, nodes }) => nodes.map((node) =>
    id + ': ' + node.html.slice(0, 120) + ' ' + (node.failureSummary ?? ''))))`;

/** What axe finds that hinders people: its serious and critical findings, one line each. */
export const barriers = async (page: Page): Promise<string[]> => {
  if (await page.evaluate("typeof axe === 'undefined'")) await page.evaluate(AXE);
  return (await page.evaluate(LOOK_OVER)) as string[];
};

/** How long a page that has been asked for may take to have what is looked for; what is not there at all costs this once. */
const PATIENCE_MS = 5000;

/** A locator's text as it is seen: what is hidden is not in it, and cells do not run together. Nothing there: the empty text. */
export const seenText = async (locator: Locator): Promise<string> => {
  await locator
    .first()
    .waitFor({ state: 'attached', timeout: PATIENCE_MS })
    .catch(() => undefined);
  return (await locator.allInnerTexts()).join('\n');
};

/** Every <details> open, as somebody who looks at everything has it. */
export const openAll = (page: Page): Promise<void> =>
  page.locator('details').evaluateAll((all) => {
    for (const one of all) one.setAttribute('open', '');
  });
