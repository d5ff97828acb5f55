/**
 * /channels/{channel}/manifest: what its site is to play, as a signed note or as JSON; publishing it, and receipts for it. And the key to
 * check it with.
 *
 * A site asks every half minute: its tag comes from the signature, so that telling it that nothing is new reads nothing twice.
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { contentDisposition } from '../../contract/api-file-name.ts';
import {
  GiveReceiptJson,
  HoldersJson,
  holdersJson,
  PublicationJson,
  PublishedJson,
  publicationJson,
  publishedJson,
  ReceiptJson,
  ScheduleKeyJson,
} from '../../contract/api-published.ts';
import type { AskEnv } from '../../contract/asking.ts';
import { URGENT_HEADER } from '../../contract/urgent.ts';
import type { House } from '../../operations/context.ts';
import { publishManifest } from '../../operations/manifests/publish.ts';
import { giveReceipt, listHolders } from '../../operations/manifests/receipts.ts';
import { fetchManifest, showScheduleKey } from '../../operations/manifests/show-manifest.ts';
import { fetchUrgent } from '../../operations/urgent/fetch-urgent.ts';
import { sendJson } from '../answer.ts';
import { judge } from '../conditions.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import {
  ChannelPath,
  GUARDED_PROBLEMS,
  named,
  newRoutes,
  ofType,
  type Routes,
  SECURITY,
  SiteKey,
  TAGGED,
} from './route.ts';

const PUBLICATION = named(PublicationJson, 'Publication');

const path = '/channels/{channel}/manifest';

const manifestRoute = createRoute({
  method: 'get',
  path,
  operationId: 'fetchManifest',
  tags: ['sites'],
  summary: 'What a site is to play: its newest manifest',
  description:
    'A signed note (c2sp.org/signed-note), to be checked with the verifier key of /schedule-key; with `Accept: application/json` the same read out, with what changed in words. Sound is at /media/sha256/{hex}. `Loa-Urgent` is the tag of the urgent orders that are in force: when it changes, ask …/urgent at once. Send If-None-Match; what is sent leaves the receipt that the caller fetched it. A site takes nothing that is empty, older, expired, of another site or badly signed in the place of what it holds.',
  security: SECURITY.keyed,
  request: { params: ChannelPath, query: z.strictObject({ key: SiteKey }) },
  responses: {
    200: {
      description: 'The newest version',
      content: {
        'text/plain': { schema: z.string() },
        'application/json': { schema: named(PublishedJson, 'PublishedManifest') },
      },
    },
    ...TAGGED,
    ...GUARDED_PROBLEMS,
  },
});

const publishRoute = createRoute({
  method: 'post',
  path,
  operationId: 'publishManifest',
  tags: ['sites'],
  summary: 'Publish what is approved and ready',
  description:
    'The service does it by itself soon after a day is approved and rendered. Asked again, it answers what is published. Needs the right to approve days, with a fresh second factor.',
  security: [{ cookie: [] }],
  request: { params: ChannelPath },
  responses: { ...ofType(PUBLICATION, 'What the site has now, and what is held back'), ...GUARDED_PROBLEMS },
});

const receiptsRoute = createRoute({
  method: 'get',
  path: `${path}/receipts`,
  operationId: 'listHolders',
  tags: ['sites'],
  summary: 'Who holds which version, and since when they are silent',
  security: SECURITY.asked,
  request: { params: ChannelPath },
  responses: { ...ofType(named(HoldersJson, 'Holders'), 'Holders'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const receiptRoute = createRoute({
  method: 'post',
  path: `${path}/receipts`,
  operationId: 'giveReceipt',
  tags: ['sites'],
  summary: 'Say that a version was opened, verified or confirmed',
  description: 'Once for each caller, version and kind; said again it changes nothing.',
  security: SECURITY.asked,
  request: {
    params: ChannelPath,
    body: { required: true, content: { 'application/json': { schema: named(GiveReceiptJson, 'GiveReceipt') } } },
  },
  responses: { ...ofType(named(ReceiptJson, 'Receipt'), 'When it was said first'), ...GUARDED_PROBLEMS },
});

const keyRoute = createRoute({
  method: 'get',
  path: '/schedule-key',
  operationId: 'showScheduleKey',
  tags: ['sites'],
  summary: 'The key that manifests are checked with',
  security: SECURITY.asked,
  responses: { ...ofType(named(ScheduleKeyJson, 'ScheduleKey'), 'The public key'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const KEPT = { 'Cache-Control': 'private, no-cache', Vary: 'Accept, Authorization, Cookie' };

/** The tag of the JSON form: the note's, under another name, since other bytes are sent. */
const asJson = (tag: string): string => `${tag.slice(0, -1)}-json"`;

const verdictOf = (c: Context<AskEnv>, tag: string) =>
  judge({ ifMatch: c.req.header('if-match'), ifNoneMatch: c.req.header('if-none-match') }, tag);

export const manifestRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(manifestRoute, (c) => {
    const { channel } = c.req.valid('param');
    const json = (c.req.header('accept') ?? '').includes('application/json');
    const tagged = (tag: string): string => (json ? asJson(tag) : tag);
    const isSent = (tag: string): boolean => c.req.method === 'GET' && verdictOf(c, tagged(tag)) === 'send';
    const fetched = fetchManifest(asking(c, house), { channel, isSent });
    if (!fetched.ok) {
      // An emergency waits for no schedule.
      const urgent = fetched.refusals[0].code === 'manifest.none' ? fetchUrgent(asking(c, house), { channel }) : null;
      if (urgent?.ok) c.header(URGENT_HEADER, urgent.value.tag);
      return problem(c, fetched);
    }
    const { version, note, tag, urgent } = fetched.value;
    const headers = { ...KEPT, ETag: tagged(tag), [URGENT_HEADER]: urgent };
    const verdict = verdictOf(c, tagged(tag));
    if (verdict === 'failed') return c.body(null, 412, headers) as never;
    if (verdict === 'not-modified') return c.body(null, 304, headers) as never;
    if (json) return c.json(publishedJson(fetched.value), 200, headers);
    return c.text(note, 200, {
      ...headers,
      'Content-Disposition': contentDisposition('inline', `${channel}-${version}`, 'loa-manifest'),
    });
  });
  routes.openapi(publishRoute, async (c) => {
    const published = await publishManifest(asking(c, house), { channel: c.req.valid('param').channel });
    return published.ok ? c.json(publicationJson(published.value), 200) : problem(c, published);
  });
  routes.openapi(receiptsRoute, (c) => {
    const listed = listHolders(asking(c, house), { channel: c.req.valid('param').channel });
    return listed.ok ? sendJson(c, holdersJson(listed.value)) : problem(c, listed);
  });
  routes.openapi(receiptRoute, (c) => {
    const { channel } = c.req.valid('param');
    const kept = giveReceipt(asking(c, house), { channel, ...c.req.valid('json') });
    return kept.ok ? c.json(kept.value, 200) : problem(c, kept);
  });
  routes.openapi(keyRoute, (c) => {
    const shown = showScheduleKey(asking(c, house));
    return shown.ok ? sendJson(c, shown.value) : problem(c, shown);
  });
  return routes;
};
