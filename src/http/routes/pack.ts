/** GET …/days/{day}/pack.zip: what goes onto a USB stick, sent while it is read. */
import { createRoute, z } from '@hono/zod-openapi';
import { contentDisposition } from '../../contract/api-file-name.ts';
import { daySheets } from '../../contract/day-sheet.ts';
import { packFiles, packName } from '../../contract/pack-files.ts';
import { LANGS } from '../../contract/sentences/index.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { MOST_PACKED_DAYS, packDays } from '../../operations/pack-days.ts';
import { daySheet } from '../../reports/day-sheet.ts';
import { packZip } from '../../reports/pack.ts';
import { judge } from '../conditions.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { DayPath, GUARDED_PROBLEMS, newRoutes, type Routes, SECURITY, SiteKey, TAGGED } from './route.ts';

const PackQuery = z.strictObject({
  key: SiteKey,
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(MOST_PACKED_DAYS)
    .default(1)
    .openapi({ description: 'How many days, this one included', example: 7 }),
  lang: z.enum(LANGS).default('vi').openapi({ description: 'Language of the printed list' }),
});

const packRoute = createRoute({
  method: 'get',
  path: '/channels/{channel}/days/{day}/pack.zip',
  operationId: 'downloadPack',
  tags: ['days'],
  summary: 'Some days of a channel for a USB stick, as ZIP',
  description:
    'Sessions as MP3 with chapters, lists with relative paths, proofs, SHA256SUMS and a printed A4 list as PDF. The same content is the same bytes.',
  security: SECURITY.keyed,
  request: { params: DayPath, query: PackQuery },
  responses: {
    200: {
      description: 'The ZIP; Content-Length is its exact size',
      content: { 'application/zip': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...TAGGED,
    ...GUARDED_PROBLEMS,
  },
});

export const packRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(packRoute, async (c) => {
    const { channel, day } = c.req.valid('param');
    const { days, lang } = c.req.valid('query');
    const packed = await packDays(asking(c, house), { channel, day: day as LocalDate | 'today', days });
    if (!packed.ok) return problem(c, packed);
    const [first] = packed.value;
    if (first === undefined) throw new Error('a pack of no day');
    const files = packFiles(packed.value);
    const pdf = await daySheet(daySheets(packed.value, lang), first.day);
    const zip = await packZip(first.day, files.sounds, [
      ...files.texts.map(({ name, text }) => ({ name, bytes: new TextEncoder().encode(text) })),
      { name: 'danh-sach.pdf', bytes: pdf },
    ]);
    const etag = `"${zip.tag}"`;
    const verdict = judge({ ifMatch: c.req.header('if-match'), ifNoneMatch: c.req.header('if-none-match') }, etag);
    if (verdict !== 'send' || c.req.method === 'HEAD') await zip.stream.cancel();
    if (verdict === 'failed') return c.body(null, 412, { ETag: etag });
    const kept = { ETag: etag, 'Cache-Control': 'private, no-cache' };
    if (verdict === 'not-modified') return c.body(null, 304, kept);
    const headers = {
      ...kept,
      'Content-Type': 'application/zip',
      'Content-Disposition': contentDisposition('attachment', packName(packed.value), 'zip'),
      'Content-Length': String(zip.bytes),
    };
    return c.req.method === 'HEAD' ? c.body(null, 200, headers) : c.body(zip.stream, 200, headers);
  });
  return routes;
};
