import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { AskEnv } from '../../../src/contract/asking.ts';
import { NOBODY } from '../../../src/core/access/model.ts';
import { refusal } from '../../../src/core/result.ts';
import { fieldsOf, formOf } from '../../../src/web/forms/fields.ts';
import { freshForm, refusedForm, type Sent, sentForm } from '../../../src/web/forms/sent.ts';
import type { Page } from '../../../src/web/layout.ts';
import { vi } from '../../../src/web/messages/vi.ts';

const page: Page = {
  lang: 'vi',
  m: vi,
  heads: { stylesheet: '', icon: '', upload: '', jobs: '' },
  here: '/',
  caller: NOBODY,
  exposed: false,
};

/** What the page understands of a form that was sent with these fields. */
const sent = async (fields: readonly (readonly [string, string])[]): Promise<Sent> => {
  let understood: Sent | undefined;
  const app = new Hono<AskEnv>().post('/', async (c) => {
    understood = await sentForm(c);
    return c.text('');
  });
  await app.request('/', { method: 'POST', body: new URLSearchParams(fields.map(([name, value]) => [name, value])) });
  if (understood === undefined) throw new Error('nothing came');
  return understood;
};

describe('a form as it was sent', () => {
  test('has texts trimmed and in NFC, and passphrases as they were typed', async () => {
    const form = await sent([
      ['name', '  My\u0303 Tu\u0301 '],
      ['passphrase', ' hai  khoảng trắng '],
    ]);
    expect(form.text('name')).toBe('Mỹ Tú');
    expect(form.secret('passphrase')).toBe(' hai  khoảng trắng ');
    expect(form.text('nothing')).toBe('');
  });

  test('has every box that was ticked, and nothing that only looks like a field', async () => {
    const form = await sent([
      ['scopes', 'schedule.read'],
      ['scopes', 'airing.record'],
    ]);
    expect(form.all('scopes')).toEqual(['schedule.read', 'airing.record']);
    expect(form.all('toString')).toEqual([]);
    expect(form.text('__proto__')).toBe('');
  });
});

describe('a form that was refused', () => {
  const labels = { login: vi.signIn.login, passphrase: vi.welcome.passphrase };
  const shown = async (form: Parameters<typeof fieldsOf>[0]): Promise<string> => {
    const fields = fieldsOf(form);
    const inside = `${await fields.text({ name: 'login', label: labels.login, hint: 'gợi ý' })}${await fields.secret({ name: 'passphrase', label: labels.passphrase })}`;
    return `${await formOf(page, form, { action: '/x', send: 'Gửi' }, inside as never)}`;
  };

  test('tells each fault beside its field, and once above them', async () => {
    const typed = await sent([['login', 'dat']]);
    const form = refusedForm(page, 'f', typed, [refusal('person.login-taken', { login: 'dat' })], labels);
    const fields = await fieldsOf(form).text({ name: 'login', label: labels.login, hint: 'gợi ý' });
    expect(`${fields}`).toContain('aria-invalid="true" aria-describedby="f-login-hint f-login-fault"');
    expect(`${fields}`).toContain('id="f-login-fault"');
    expect(`${fields}`).toContain('value="dat"');
    expect(await shown(form)).toMatch(/role="alert" tabindex="-1" autofocus>.*<a href="#f-login">/s);
  });

  test('never gives a passphrase back', async () => {
    const typed = await sent([
      ['login', 'dat'],
      ['passphrase', 'bí mật của tôi'],
    ]);
    const form = refusedForm(page, 'f', typed, [refusal('passphrase.common', {})], labels);
    expect(form.faults).toMatchObject([{ field: 'passphrase' }]);
    expect(await shown(form)).not.toContain('bí mật');
  });

  test('names a wrong value as the page does', async () => {
    const wrong = refusal('request.wrong', { field: 'login', expected: '≥ 1' });
    const { faults } = refusedForm(page, 'f', await sent([]), [wrong], labels);
    expect(faults[0]?.text).toContain('“Tên đăng nhập”');
  });

  test('what belongs to no field is told above the form alone', async () => {
    const form = refusedForm(page, 'f', await sent([]), [refusal('sign-in.wait', { seconds: 30 })], labels);
    expect(form.faults).toMatchObject([{ field: null }]);
  });

  test('text that was typed stays text', async () => {
    const typed = await sent([['login', '"><b>x']]);
    const html = `${await fieldsOf({ ...freshForm('f'), sent: typed }).text({ name: 'login', label: 'x' })}`;
    expect(html).toContain('value="&quot;&gt;&lt;b&gt;x"');
  });
});
