import { expect, test } from 'vitest';
import { loadAssets } from '../../../src/web/assets.ts';

const { heads, routes } = loadAssets();

test('the stylesheet is kept for ever under a name that changes with its bytes', async () => {
  const answer = await routes.request(heads.stylesheet);
  expect(heads.stylesheet).toMatch(/^\/assets\/loa\.[0-9a-f]{12}\.css$/);
  expect(answer.headers.get('cache-control')).toContain('immutable');
  const again = await routes.request(heads.stylesheet, {
    headers: { 'if-none-match': `W/${answer.headers.get('etag')}` },
  });
  expect(again.status).toBe(304);
});

test('every font it names is served from here, each for its own letters', async () => {
  const style = await (await routes.request(heads.stylesheet)).text();
  const files = [...style.matchAll(/src:url\(([^)]+)\)/g)].map(([, file]) => file);
  expect(files).toHaveLength(11);
  for (const file of files) {
    const font = await routes.request(`/assets/${file}`);
    expect(font.headers.get('content-type')).toBe('font/woff2');
    expect(new TextDecoder().decode((await font.arrayBuffer()).slice(0, 4))).toBe('wOF2');
  }
  expect(style).toContain('unicode-range:U+1780-17FF');
  expect(style).not.toMatch(/https?:|@import/);
});

test('no path leads out of the list', async () => {
  for (const path of ['/assets/loa.css', '/assets/..%2fassets.ts', '/assets/tokens.css', '/assets/'])
    expect((await routes.request(path)).status).toBe(404);
});
