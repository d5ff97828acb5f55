/** GET …/site-package.zip: the offline package of a channel's site, sent while it is read. */
import { createRoute, z } from '@hono/zod-openapi';
import { contentDisposition } from '../../contract/api-file-name.ts';
import { daySheets } from '../../contract/day-sheet.ts';
import { printedDays, sitePackageName, sitePackageTexts } from '../../contract/site-package.ts';
import type { House } from '../../operations/context.ts';
import { MOST_SITE_DAYS, packSite } from '../../operations/manifests/pack-site.ts';
import { sitePackage } from '../../reports/site-package.ts';
import { judge } from '../conditions.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { ChannelPath, GUARDED_PROBLEMS, newRoutes, type Routes, SECURITY, SiteKey, TAGGED } from './route.ts';

const SitePackageQuery = z.strictObject({
  key: SiteKey,
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_SITE_DAYS)
    .default(7)
    .openapi({ description: 'How many days, today included', example: 7 }),
});

const sitePackageRoute = createRoute({
  method: 'get',
  path: '/channels/{channel}/site-package.zip',
  operationId: 'downloadSitePackage',
  tags: ['sites'],
  summary: 'What is published for a site, for a USB stick or a messenger, as ZIP',
  description:
    'The signed manifest, sound by day and time, SHA256SUMS, a printed A4 list, a Vietnamese README and the verifier key. `loa site import` takes it, all of it or nothing. The same manifest, days and receipts are the same bytes; `bien-nhan.loa-receipts` in it says which rows of the site are in the log.',
  security: SECURITY.keyed,
  request: { params: ChannelPath, query: SitePackageQuery },
  responses: {
    200: {
      description: 'The ZIP; Content-Length is its exact size',
      content: { 'application/zip': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...TAGGED,
    ...GUARDED_PROBLEMS,
  },
});

export const sitePackageRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(sitePackageRoute, async (c) => {
    const { channel } = c.req.valid('param');
    const packed = await packSite(asking(c, house), { channel, days: c.req.valid('query').days });
    if (!packed.ok) return problem(c, packed);
    const zip = await sitePackage({
      day: packed.value.days[0]?.day ?? '',
      sounds: packed.value.sounds,
      texts: sitePackageTexts(packed.value),
      // What people at the site read is Vietnamese, whoever downloads it.
      sheet: daySheets(printedDays(packed.value), 'vi'),
    });
    const etag = `"${zip.tag}"`;
    const verdict = judge({ ifMatch: c.req.header('if-match'), ifNoneMatch: c.req.header('if-none-match') }, etag);
    if (verdict !== 'send' || c.req.method === 'HEAD') await zip.stream.cancel();
    if (verdict === 'failed') return c.body(null, 412, { ETag: etag });
    const kept = { ETag: etag, 'Cache-Control': 'private, no-cache' };
    if (verdict === 'not-modified') return c.body(null, 304, kept);
    const headers = {
      ...kept,
      'Content-Type': 'application/zip',
      'Content-Disposition': contentDisposition('attachment', sitePackageName(packed.value), 'zip'),
      'Content-Length': String(zip.bytes),
    };
    return c.req.method === 'HEAD' ? c.body(null, 200, headers) : c.body(zip.stream, 200, headers);
  });
  return routes;
};
