/**
 * Sounds coming in: in pieces that can be gone on with (/uploads), or whole in one request (/sounds).
 *
 * Bodies are streamed to the disk and never held. Who asks is settled before the first byte and asked again after the
 * last one.
 */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import { AnnouncedJson, UploadJson, UploadsJson, uploadJson } from '../../contract/uploads.ts';
import { refuse } from '../../core/result.ts';
import type { House } from '../../operations/context.ts';
import { appendUpload } from '../../operations/uploads/append-upload.ts';
import { beginUpload } from '../../operations/uploads/begin-upload.ts';
import { giveUpUpload } from '../../operations/uploads/give-up-upload.ts';
import { receiveUpload } from '../../operations/uploads/receive-upload.ts';
import { listUploads, type ShownUpload, showUpload } from '../../operations/uploads/show-uploads.ts';
import { problem } from '../problem.ts';
import { asking, langOf } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, type Routes, SECURITY, told } from './route.ts';

const UPLOAD = named(UploadJson, 'Upload');
const UploadPath = z.object({
  upload: told(z.string().regex(/^u-[0-9a-f]{32}$/), { example: 'u-0123456789abcdef0123456789abcdef' }),
});
const BINARY = z.string().openapi({ format: 'binary' });
const OFFSET_HEADER = {
  'Upload-Offset': { schema: { type: 'integer' as const }, description: 'How many bytes are here' },
};
const answered = (description: string) => ({
  description,
  headers: OFFSET_HEADER,
  content: { 'application/json': { schema: UPLOAD } },
});

const beginRoute = createRoute({
  method: 'post',
  path: '/uploads',
  operationId: 'beginUpload',
  tags: ['sound'],
  summary: 'Announce a file that will be sent in pieces',
  description: 'Then PATCH the pieces to its address. An unfinished file is kept for two days.',
  security: SECURITY.asked,
  request: {
    body: { required: true, content: { 'application/json': { schema: named(AnnouncedJson, 'AnnouncedFile') } } },
  },
  responses: { 201: answered('Announced; Location is where its pieces go'), ...GUARDED_PROBLEMS },
});

const listRoute = createRoute({
  method: 'get',
  path: '/uploads',
  operationId: 'listUploads',
  tags: ['sound'],
  summary: 'Your own files of the last 30 days, newest first',
  security: SECURITY.asked,
  responses: {
    200: {
      description: 'At most 200',
      content: { 'application/json': { schema: UploadsJson.extend({ uploads: UPLOAD.array() }) } },
    },
    ...GUARDED_PROBLEMS,
  },
});

const showRoute = createRoute({
  method: 'get',
  path: '/uploads/{upload}',
  operationId: 'showUpload',
  tags: ['sound'],
  summary: 'How much of a file is here, and what became of it',
  description: 'HEAD tells the same by Upload-Offset.',
  security: SECURITY.asked,
  request: { params: UploadPath },
  responses: { 200: answered('The file'), ...GUARDED_PROBLEMS },
});

const appendRoute = createRoute({
  method: 'patch',
  path: '/uploads/{upload}',
  operationId: 'appendUpload',
  tags: ['sound'],
  summary: 'Send the next piece of a file, or all the rest of it',
  description:
    'Upload-Offset says where the piece begins; where that is not where the file ends, it is refused (upload.offset) and nothing is kept. What came before a broken connection is kept. With its last byte the file waits to be taken in: ask for it until its state is taken-in or refused.',
  security: SECURITY.asked,
  request: {
    params: UploadPath,
    headers: z.object({
      'upload-offset': z
        .string()
        .regex(/^\d{1,15}$/)
        .openapi({ description: 'Bytes sent so far', example: '0' }),
    }),
    body: { required: true, content: { 'application/octet-stream': { schema: BINARY } } },
  },
  responses: { 200: answered('Kept'), ...GUARDED_PROBLEMS },
});

const giveUpRoute = createRoute({
  method: 'delete',
  path: '/uploads/{upload}',
  operationId: 'giveUpUpload',
  tags: ['sound'],
  summary: 'Give a file up',
  description: 'What has arrived of it is removed. A sound that was taken in stays in the library.',
  security: SECURITY.asked,
  request: { params: UploadPath },
  responses: { 204: { description: 'Removed' }, ...GUARDED_PROBLEMS },
});

const takeInRoute = createRoute({
  method: 'post',
  path: '/sounds',
  operationId: 'takeInSound',
  tags: ['sound'],
  summary: 'Take a whole file into the library',
  description:
    'The body is the file; it is streamed. Answered when it has been checked, decoded and measured. What is refused leaves nothing behind.',
  security: SECURITY.asked,
  request: {
    query: z.object({
      name: told(z.string().min(1).max(1000), {
        description: 'What the file is called; schedules know the sound by this name',
        example: 'ban-tin-sang.mp3',
      }),
    }),
    body: {
      required: true,
      content: { 'application/octet-stream': { schema: BINARY }, 'audio/*': { schema: BINARY } },
    },
  },
  responses: {
    200: { description: 'The library had it already', content: { 'application/json': { schema: UPLOAD } } },
    201: { description: 'Taken in', content: { 'application/json': { schema: UPLOAD } } },
    ...GUARDED_PROBLEMS,
  },
});

const LISTED = 200;
const PATH = '/api/v1/uploads';

/** The body as it comes; nothing is sent: nothing comes. */
async function* bodyOf(c: Context<AskEnv>): AsyncGenerator<Uint8Array> {
  if (c.req.raw.body !== null) yield* c.req.raw.body as unknown as AsyncIterable<Uint8Array>;
}

const headersOf = ({ id, received }: ShownUpload): Record<string, string> => ({
  'Cache-Control': 'no-store',
  'Upload-Offset': String(received),
  Location: `${PATH}/${id}`,
});

export const uploadRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(beginRoute, async (c) => {
    const begun = await beginUpload(asking(c, house), c.req.valid('json'));
    return begun.ok ? c.json(uploadJson(begun.value, langOf(c)), 201, headersOf(begun.value)) : problem(c, begun);
  });
  routes.openapi(listRoute, async (c) => {
    const listed = await listUploads(asking(c, house), { limit: LISTED });
    if (!listed.ok) return problem(c, listed);
    const uploads = listed.value.map((one) => uploadJson(one, langOf(c)));
    return c.json({ uploads }, 200, { 'Cache-Control': 'no-store' });
  });
  routes.openapi(showRoute, async (c) => {
    const shown = await showUpload(asking(c, house), c.req.valid('param').upload);
    return shown.ok ? c.json(uploadJson(shown.value, langOf(c)), 200, headersOf(shown.value)) : problem(c, shown);
  });
  routes.openapi(appendRoute, async (c) => {
    const sent = await appendUpload(asking(c, house), {
      id: c.req.valid('param').upload,
      offset: Number(c.req.valid('header')['upload-offset']),
      body: bodyOf(c),
      again: c.get('askAgain'),
    });
    return sent.ok ? c.json(uploadJson(sent.value, langOf(c)), 200, headersOf(sent.value)) : problem(c, sent);
  });
  routes.openapi(giveUpRoute, async (c) => {
    const given = await giveUpUpload(asking(c, house), c.req.valid('param').upload);
    return given.ok ? c.body(null, 204, { 'Cache-Control': 'no-store' }) : problem(c, given);
  });
  routes.openapi(takeInRoute, async (c) => {
    const length = c.req.header('content-length');
    const taken = await receiveUpload(asking(c, house), {
      name: c.req.valid('query').name,
      bytes: length === undefined ? null : Number(length),
      body: bodyOf(c),
      again: c.get('askAgain'),
      now: true,
    });
    if (!taken.ok) return problem(c, taken);
    const { refusals, taken: sound } = taken.value;
    if (refusals !== null) return problem(c, { refusals });
    if (sound === null) return problem(c, refuse('audio.cancelled', { what: 'decode' }));
    const headers = { 'Cache-Control': 'no-store' };
    const document = uploadJson(taken.value, langOf(c));
    return sound.isNew ? c.json(document, 201, headers) : c.json(document, 200, headers);
  });
  return routes;
};
