/** Edits of single occurrences, looked at first or made, and the history with its undoing. */
import { createRoute, z } from '@hono/zod-openapi';
import { EditJson, editOf, UndoJson } from '../../contract/alterations.ts';
import {
  AlterationsJson,
  AlterationsQuery,
  EditedJson,
  PreviewJson,
  previewJson,
  UndoneJson,
} from '../../contract/api-alterations.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { editSchedule, previewEdit } from '../../operations/alterations/edit-schedule.ts';
import { listAlterations } from '../../operations/alterations/list-alterations.ts';
import { undoAlteration } from '../../operations/alterations/undo-alteration.ts';
import type { House } from '../../operations/context.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking, askingAsSomebody } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED, told } from './route.ts';

const NumberText = z.string().regex(/^[1-9]\d{0,14}$/);

const EDIT = named(EditJson, 'Edit');
const body = { required: true, content: { 'application/json': { schema: EDIT } } };

const previewRoute = createRoute({
  method: 'post',
  path: '/edits/preview',
  operationId: 'previewEdit',
  tags: ['edits'],
  summary: 'What an edit would change, and which conflicts it would make',
  description: 'Changes nothing, and needs no reason. Only days of channels that the caller may read are told.',
  security: SECURITY.asked,
  request: { body },
  responses: { ...ofType(PreviewJson, 'Each day that changes, before and after'), ...GUARDED_PROBLEMS },
});

const editRoute = createRoute({
  method: 'post',
  path: '/edits',
  operationId: 'editSchedule',
  tags: ['edits'],
  summary: 'Edit one occurrence, it and all after it, or all',
  description:
    'The schedule beneath stays as it is: an edit can be undone. An edit that makes a conflict is refused (`edit.clashes`) unless `evenSo` is true. What has begun is not edited any more.',
  security: SECURITY.asked,
  request: { body },
  responses: {
    201: { description: 'Made', content: { 'application/json': { schema: EditedJson } } },
    ...GUARDED_PROBLEMS,
  },
});

const historyRoute = createRoute({
  method: 'get',
  path: '/alterations',
  operationId: 'listAlterations',
  tags: ['edits'],
  summary: 'Who altered what and why, also what was undone',
  security: SECURITY.asked,
  request: { query: AlterationsQuery },
  responses: {
    ...ofType(AlterationsJson, 'Edits, decisions, confirmations, lifted orders'),
    ...TAGGED,
    ...GUARDED_PROBLEMS,
  },
});

const undoRoute = createRoute({
  method: 'post',
  path: '/alterations/{alteration}/undo',
  operationId: 'undoAlteration',
  tags: ['edits'],
  summary: 'Take an alteration back',
  description: 'It counts for nothing from then on and stays in the history. Later ones hold in their order.',
  security: SECURITY.asked,
  request: {
    params: z.object({ alteration: told(NumberText, { description: 'Its number', example: '41' }) }),
    body: { required: true, content: { 'application/json': { schema: named(UndoJson, 'Undo') } } },
  },
  responses: { ...ofType(UndoneJson, 'What changed by it'), ...GUARDED_PROBLEMS },
});

export const alterationRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(previewRoute, (c) => {
    const preview = previewEdit(asking(c, house), editOf(c.req.valid('json')));
    return preview.ok ? c.json(previewJson(preview.value), 200) : problem(c, preview);
  });
  routes.openapi(editRoute, (c) => {
    const made = editSchedule(asking(c, house), editOf(c.req.valid('json')));
    if (!made.ok) return problem(c, made);
    const { id, replanned } = made.value;
    return c.json({ id, ...previewJson(made.value), replanned: ownLists(replanned) }, 201);
  });
  routes.openapi(historyRoute, (c) => {
    const ctx = askingAsSomebody(c, house);
    if (!ctx.ok) return problem(c, ctx);
    const { from, to, ...asked } = c.req.valid('query');
    const span = { from: from as LocalDate | undefined, to: to as LocalDate | undefined };
    const alterations = listAlterations(ctx.value, { ...asked, ...span });
    return sendJson(c, { alterations: alterations.map((one) => ({ ...one, body: { ...one.body } })) });
  });
  routes.openapi(undoRoute, (c) => {
    const id = Number(c.req.valid('param').alteration);
    const undone = undoAlteration(asking(c, house), { id, ...c.req.valid('json') });
    if (!undone.ok) return problem(c, undone);
    return c.json({ ...previewJson(undone.value), replanned: ownLists(undone.value.replanned) }, 200);
  });
  return routes;
};

/** Lists of an operation are not to be changed; those of an answer are its own. */
const ownLists = <T extends { readonly changed: readonly object[] }>(replanned: T | null) =>
  replanned === null ? null : { ...replanned, changed: [...replanned.changed] as T['changed'][number][] };
