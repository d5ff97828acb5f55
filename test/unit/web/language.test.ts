import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../src/web/language.ts';

const app = new Hono().get('/', (c) => c.text(languageOf(c)));
const english = { 'accept-language': 'en-US,en;q=0.9' };

describe('the language of a page', () => {
  test('is Vietnamese, also in a browser that prefers English', async () => {
    expect(await (await app.request('/', { headers: english })).text()).toBe('vi');
  });

  test('is what was asked for in the address, and stays so', async () => {
    const asked = await app.request('/?lang=en');
    expect(await asked.text()).toBe('en');
    const [cookie = ''] = (asked.headers.get('set-cookie') ?? '').split(';');
    expect(await (await app.request('/', { headers: { cookie } })).text()).toBe('en');
    expect(await (await app.request('/?lang=vi', { headers: { cookie } })).text()).toBe('vi');
  });

  test('is Vietnamese when the address or the cookie asks for one we do not speak', async () => {
    expect(await (await app.request('/?lang=fr', { headers: { cookie: 'lang=fr' } })).text()).toBe('vi');
  });
});
