import { expect, test } from 'vitest';
import { agentOf } from '../../../src/web/agent.ts';

test('browsers and systems that people here have are told by their names', () => {
  const windows = 'Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)';
  expect(agentOf(`${windows} Chrome/109.0.0.0 Safari/537.36`)).toEqual({ browser: 'Chrome', system: 'Windows' });
  expect(agentOf(`${windows} coc_coc_browser/109 Chrome/103 Safari/537.36`).browser).toBe('Cốc Cốc');
  expect(agentOf(`${windows} Chrome/120 Safari/537.36 Edg/120.0`).browser).toBe('Edge');
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Safari/604.1';
  expect(agentOf(iphone)).toEqual({ browser: 'Safari', system: 'iPhone' });
  expect(agentOf('Mozilla/5.0 (Android 14; Mobile; rv:120.0) Gecko/120.0 Firefox/120.0')).toEqual({
    browser: 'Firefox',
    system: 'Android',
  });
  expect(agentOf('curl/8')).toEqual({ browser: null, system: null });
});
