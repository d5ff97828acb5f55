import { describe, expect, test } from 'vitest';
import { links } from '../../../src/web/links.ts';
import { localPath, pageOfForm } from '../../../src/web/local-path.ts';

describe('where a reader goes after signing in', () => {
  test('is any page of ours, with its query', () => {
    for (const path of ['/', '/people', '/channels/dai-my-tu/days/2026-11-23?recorded=0-2', '/a%20b'])
      expect(localPath(path)).toBe(path);
  });

  test('is never another host, however it is written', () => {
    const elsewhere = [
      undefined,
      '',
      'people',
      '//ke-xau.example',
      '///ke-xau.example',
      '/\\ke-xau.example',
      '/\\/ke-xau.example',
      '/\t/ke-xau.example',
      '/\n/ke-xau.example',
      '/a\\b',
      'https://ke-xau.example/',
      'javascript:alert(1)',
      ' /people',
      '/người-dùng',
      `/${'a'.repeat(2001)}`,
    ];
    for (const path of elsewhere) expect(localPath(path), String(path)).toBe('/');
  });

  test('whatever stays has our origin when a browser reads it', () => {
    for (let first = 0; first < 256; first += 1) {
      const path = `/${String.fromCharCode(first)}/ke-xau.example`;
      expect(new URL(localPath(path), 'http://loa.test').origin, String(first)).toBe('http://loa.test');
    }
  });
});

test('a form’s address leads back to the page that it stands on', () => {
  const person = links.person('p-0011223344556677');
  expect(pageOfForm(links.airings('dai', '2026-11-23'))).toBe(links.day('dai', '2026-11-23'));
  expect(pageOfForm(links.approval('dai', '2026-11-23'))).toBe(links.day('dai', '2026-11-23'));
  expect(pageOfForm(links.personStep('p-0011223344556677', 'erase'))).toBe(person);
  expect(pageOfForm(links.endException(3))).toBe(links.exceptions);
  expect(pageOfForm(links.machines('dai'))).toBe(links.published('dai'));
  expect(pageOfForm(links.revokeMachine('dai', 'd-00'))).toBe(links.published('dai'));
  expect(pageOfForm(links.siteLinks)).toBe(links.tokens);
  expect(pageOfForm(links.revokeToken('t-00'))).toBe(links.tokens);
  expect(pageOfForm(links.ownPassphrase)).toBe(links.account);
  expect(pageOfForm(`${links.ownSignIns}/s-00`)).toBe(links.account);
  expect(pageOfForm(links.secondFactorStep('off'))).toBe(links.secondFactor);
  expect(pageOfForm(links.undo)).toBe(links.history);
  expect(pageOfForm(links.jobStep('12', 'retry'))).toBe(links.jobs);
  expect(pageOfForm(links.decide)).toBe(links.conflicts);
  expect(pageOfForm(links.liftOrder('quoc-tang'))).toBe(links.orders);
  expect(pageOfForm(links.confirmFestival)).toBe(links.calendarDays);
  expect(pageOfForm(links.signOut)).toBe('/');
  for (const page of [
    links.people,
    person,
    links.exceptions,
    links.tokens,
    links.account,
    links.confirm,
    links.secondFactor,
  ])
    expect(pageOfForm(page)).toBe(page);
});
