/** A sound of the library: what it measures and how it is used, saying how it is to be used, and listening to its master. */
import { createRoute, z } from '@hono/zod-openapi';
import { AdjustmentJson, SoundJson, soundJson, UndoAdjustmentJson, UseJson } from '../../contract/api-sound.ts';
import type { House } from '../../operations/context.ts';
import { adjustSound, undoAdjustment } from '../../operations/sounds/adjust-sound.ts';
import { openMaster } from '../../operations/sounds/open-master.ts';
import { showSound } from '../../operations/sounds/show-sound.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { sendSound } from '../send-sound.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED } from './route.ts';

const SoundPath = z.object({
  original: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .openapi({ description: 'SHA-256 of the file as it came, 64 lower-case hex digits' }),
});
const IN_FORCE = {
  201: { description: 'What is in force now', content: { 'application/json': { schema: named(UseJson, 'SoundUse') } } },
};

const showRoute = createRoute({
  method: 'get',
  path: '/sounds/{original}',
  operationId: 'showSound',
  tags: ['sound'],
  summary: 'What a sound measures, how it is used, and its traffic light with reasons',
  description: 'A sound that was taken in before it was measured in full is measured now, which takes a few seconds.',
  security: SECURITY.asked,
  request: { params: SoundPath },
  responses: { ...ofType(named(SoundJson, 'Sound'), 'The sound'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const adjustRoute = createRoute({
  method: 'post',
  path: '/sounds/{original}/adjustments',
  operationId: 'adjustSound',
  tags: ['sound'],
  summary: 'Say how a sound is used: cue points, gain, fades, segue',
  description:
    'The master is never touched; the newest adjustment is in force. Days that are not approved are planned with it.',
  security: SECURITY.asked,
  request: {
    params: SoundPath,
    body: { required: true, content: { 'application/json': { schema: named(AdjustmentJson, 'SoundAdjustment') } } },
  },
  responses: { ...IN_FORCE, ...GUARDED_PROBLEMS },
});

const undoRoute = createRoute({
  method: 'post',
  path: '/sounds/{original}/adjustments/undo',
  operationId: 'undoSoundAdjustment',
  tags: ['sound'],
  summary: 'Use a sound as before its newest adjustment',
  security: SECURITY.asked,
  request: {
    params: SoundPath,
    body: { required: true, content: { 'application/json': { schema: named(UndoAdjustmentJson, 'UndoAdjustment') } } },
  },
  responses: { ...IN_FORCE, ...GUARDED_PROBLEMS },
});

const MASTER = { 'audio/flac': { schema: z.string().openapi({ format: 'binary' }) } };

const listenRoute = createRoute({
  method: 'get',
  path: '/sounds/{original}/master',
  operationId: 'listenToSound',
  tags: ['sound'],
  summary: "A sound's house master: FLAC, 48 kHz, as it was taken in",
  description: 'Resume with Range and If-Range.',
  security: SECURITY.asked,
  request: { params: SoundPath },
  responses: {
    200: { description: 'The whole file', content: MASTER },
    206: { description: 'The part that Range asked for', content: MASTER },
    416: { description: 'The file has no such part' },
    ...TAGGED,
    ...GUARDED_PROBLEMS,
  },
});

export const soundRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(showRoute, async (c) => {
    const shown = await showSound(asking(c, house), c.req.valid('param').original);
    return shown.ok ? sendJson(c, soundJson(shown.value)) : problem(c, shown);
  });
  routes.openapi(adjustRoute, (c) => {
    const { change, reason } = c.req.valid('json');
    // What was left out must not stand there as undefined, or it would take the place of what is in force.
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const asked = { original: c.req.valid('param').original, wanted: { change: given }, reason };
    const adjusted = adjustSound(asking(c, house), asked);
    return adjusted.ok ? c.json(adjusted.value, 201) : problem(c, adjusted);
  });
  routes.openapi(undoRoute, (c) => {
    const { reason } = c.req.valid('json');
    const undone = undoAdjustment(asking(c, house), { original: c.req.valid('param').original, reason });
    return undone.ok ? c.json(undone.value, 201) : problem(c, undone);
  });
  routes.openapi(listenRoute, async (c) => {
    const opened = await openMaster(asking(c, house), c.req.valid('param').original);
    if (!opened.ok) return problem(c, opened);
    const { sound, size, stream } = opened.value;
    const headers = {
      'Accept-Ranges': 'bytes',
      'Cache-Control': 'private, no-cache',
      'Content-Type': 'audio/flac',
      ETag: `"${sound.master}"`,
    };
    return sendSound(c, { size, stream, headers });
  });
  return routes;
};
