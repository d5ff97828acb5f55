/** Sending sounds by the page, in a real Chromium: with the script, across a broken line, and without any script. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { must } from '../../src/core/result.ts';
import { takeInArrived } from '../../src/operations/uploads/take-in-arrived.ts';
import { upload } from '../../src/store/schema.ts';
import { barriers, cookieOf, look, makePageWorld, openBrowser, type PageWorld } from '../support/page-world.ts';

let world: PageWorld;
let browser: Browser;
beforeAll(async () => {
  world = await makePageWorld();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
beforeEach(() => {
  world.ctx.store.rows.delete(upload).run();
});

const PATH = '/sounds/upload';
let made = 0;
/** A sound of five seconds and a half megabyte that the library has not got yet. */
const sound = (name: string): string => {
  const bytes = readFileSync(join(world.folder, 'nhac-cho.wav'));
  made += 1;
  bytes.writeInt16LE(made, bytes.length - 2);
  writeFileSync(join(world.folder, name), bytes);
  return join(world.folder, name);
};
/** What the service does by itself, until `done`. */
const served = async (done: Promise<unknown>): Promise<void> => {
  let over = false;
  const ended = done.finally(() => {
    over = true;
  });
  while (!over) {
    must(await takeInArrived(world.ctx, {}));
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, 100))]);
  }
  await ended;
};

describe('with the script', () => {
  test('several files: each says what became of it, and the page hinders nobody', async () => {
    const { page, complaints, context } = await look(browser, world.url, {
      token: world.somebody,
      width: 360,
      withoutPolicy: true,
    });
    await page.goto(`${world.url}${PATH}`);
    expect(await barriers(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    const text = join(world.folder, 'thư mời.mp3');
    writeFileSync(text, 'Kính mời\n');
    await page
      .locator('input[type=file]')
      .setInputFiles([sound('một "hai".wav'), join(world.folder, 'dai-hieu.wav'), text]);
    await page.locator('form.upload button').click();
    const rows = page.locator('[data-live] li');
    await served(expect.poll(() => page.locator('[data-live] li[data-state]').count(), { timeout: 60_000 }).toBe(3));
    const told = await rows.allInnerTexts();
    expect(told[0]).toMatch(/một "hai"\.wav\s+Đã nhận\./);
    expect(told[1]).toContain('Thư viện đã có đúng tệp này');
    expect(told[2]).toMatch(/“thư mời\.mp3” không phải tệp âm thanh/);
    await page.reload();
    expect(await page.locator('ul.uploads').last().innerText()).toContain('một "hai".wav');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a line that breaks is gone on with by itself, and the bytes are right', async () => {
    const { page, context } = await look(browser, world.url, { token: world.somebody });
    await page.goto(`${world.url}${PATH}`);
    let broken = 0;
    await page.route('**/api/v1/uploads/u-*', (route) => {
      if (route.request().method() !== 'PATCH' || broken > 0) return route.continue();
      broken += 1;
      return route.abort('connectionreset');
    });
    await page.locator('input[type=file]').setInputFiles([sound('đứt.wav')]);
    await page.locator('form.upload button').click();
    await served(
      expect.poll(() => page.locator('[data-live] li').innerText(), { timeout: 60_000 }).toMatch(/Đã nhận\./),
    );
    expect(broken).toBe(1);
    expect(world.ctx.store.rows.select().from(upload).all()).toMatchObject([{ name: 'đứt.wav', state: 'taken-in' }]);
    await context.close();
  });
});

describe('without a script', () => {
  test('the plain form sends its files, and the page tells what became of each', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 800 } });
    const [name = '', value = ''] = cookieOf(world.somebody).split('=');
    await context.addCookies([{ name, value, url: world.url }]);
    const page = await context.newPage();
    await page.goto(`${world.url}${PATH}`);
    await page.locator('input[type=file]').setInputFiles([sound('ba.wav'), join(world.folder, 'dai-hieu.wav')]);
    await page.locator('form.upload button').click();
    await page.waitForURL(`${world.url}${PATH}`);
    expect(await page.locator('ul.uploads').last().innerText()).toContain('đang nhận vào thư viện');
    must(await takeInArrived(world.ctx, {}));
    must(await takeInArrived(world.ctx, {}));
    await page.getByRole('link', { name: 'Xem lại kết quả' }).click();
    const told = await page.locator('ul.uploads').last().innerText();
    expect(told).toMatch(/ba\.wav\s+đã nhận\s+Dài 6 giây/);
    expect(told).toMatch(/dai-hieu\.wav\s+đã nhận\s+Thư viện đã có đúng tệp này/);
    await context.close();
  });

  const post = (body: string, type: string, headers: Record<string, string> = {}) =>
    fetch(`${world.url}${PATH}`, {
      method: 'POST',
      body,
      redirect: 'manual',
      headers: { origin: world.url, cookie: cookieOf(world.somebody), 'content-type': type, ...headers },
    });
  const part = (fileName: string, content: string): string =>
    `--x\r\nContent-Disposition: form-data; name="files"; filename="${fileName}"\r\nContent-Type: audio/wav\r\n\r\n${content}\r\n`;

  test.each([
    ['no form at all', 'a=b', 'application/x-www-form-urlencoded'],
    [
      'a form without files',
      '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n--x--\r\n',
      'multipart/form-data; boundary=x',
    ],
    ['no file chosen', `${part('', '')}--x--\r\n`, 'multipart/form-data; boundary=x'],
    ['a form that ends early', part('a.wav', 'RIFF'), 'multipart/form-data; boundary=x'],
    ['something before the form', `hello\r\n${part('a.wav', 'x')}--x--\r\n`, 'multipart/form-data; boundary=x'],
    ['a head without an end', `--x\r\n${'a'.repeat(10_000)}`, 'multipart/form-data; boundary=x'],
  ])('%s is told as a fault and leaves nothing', async (_, body, type) => {
    const answer = await post(body, type);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('class="faults"');
    expect(world.ctx.store.rows.select().from(upload).all()).toEqual([]);
    const lying = await world.ctx.audio.arrivals.list();
    const bytes = await Promise.all(lying.map((id) => world.ctx.audio.arrivals.received(id)));
    expect(bytes.filter((one) => one !== null)).toEqual([]);
  });

  test('bytes that look like the end of a part but are not stay the file’s', async () => {
    const content = '\r\n--\r\n--y\r\r\n-\r\n--';
    const answer = await post(`${part('a%22b.wav', content)}--x--\r\n`, 'multipart/form-data; boundary="x"');
    expect(answer.status).toBe(303);
    const [row] = world.ctx.store.rows.select().from(upload).all();
    expect(row).toMatchObject({ name: 'a"b.wav', bytes: content.length, state: 'arrived' });
    expect(readFileSync(world.ctx.audio.arrivals.pathOf(row?.id ?? ''), 'latin1')).toBe(content);
    must(await takeInArrived(world.ctx, {}));
  });

  test('another site’s page, and somebody who may not, send nothing', async () => {
    const body = `${part('a.wav', 'x')}--x--\r\n`;
    const foreign = await post(body, 'multipart/form-data; boundary=x', { origin: 'http://evil.vn' });
    expect(foreign.status).toBe(403);
    await world.add('vien', 'Thạch Viên', 'operator', null);
    const operator = { cookie: cookieOf(await world.signIn('vien')) };
    expect((await post(body, 'multipart/form-data; boundary=x', operator)).status).toBe(403);
    expect((await post(body, 'multipart/form-data; boundary=x', { cookie: '' })).status).toBe(303);
    expect(world.ctx.store.rows.select().from(upload).all()).toEqual([]);
  });
});
