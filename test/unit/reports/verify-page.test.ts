/** The page that checks evidence, as it is built: one file, its policy in it, no other host in anything that could load. */
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { verifyPage } from '../../../src/reports/verify-page.ts';

test('one file that names no other host, held by its hashes; built once', async () => {
  const page = await verifyPage();
  expect(await verifyPage()).toBe(page);
  const { html, policy } = page;
  expect(html.match(/<(script|style)[^>]*>/g)).toEqual(['<style>', '<script>']);
  expect(html).not.toMatch(
    /<(?:img|iframe|object|embed|base|form [^>]*action)|@import|url\(|src=|fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|import\(/,
  );
  expect([...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toEqual(['data:,', '/verify/loa-verify.html']);
  // An address in an example sentence, which nothing asks; it is not one of a namespace or of a server.
  expect(new Set(html.match(/https?:\/\/[^…/"'`\s,]+/g))).toEqual(new Set(['https://loa.example.vn']));
  const hashOf = (part: RegExp): string =>
    createHash('sha256')
      .update(part.exec(html)?.[1] ?? '')
      .digest('base64');
  expect(policy).toContain(`script-src 'sha256-${hashOf(/<script>([\s\S]*)<\/script>/)}'`);
  expect(policy).toContain(`style-src 'sha256-${hashOf(/<style>([\s\S]*)<\/style>/)}'`);
  expect(html).toContain(`content="${policy.replace("; frame-ancestors 'none'", '')}"`);
  expect(html.length).toBeLessThan(150_000);
});
