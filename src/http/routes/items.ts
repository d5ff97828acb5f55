/** Items of the library: searching, one as a whole, making and changing, its scripts, and a second person's yes. */
import { createRoute, z } from '@hono/zod-openapi';
import { IdText } from '../../contract/api.ts';
import {
  ApprovedVersionJson,
  ApproveVersionJson,
  ChangeItemJson,
  changedFieldsOf,
  ItemJson,
  ItemsJson,
  ItemsQuery,
  LanguageText,
  ListedItemJson,
  NewItemJson,
  newItemOf,
  ScriptJson,
  WrittenScriptJson,
} from '../../contract/api-library.ts';
import type { Sha256 } from '../../core/ids.ts';
import type { House } from '../../operations/context.ts';
import { addItem } from '../../operations/library/add-item.ts';
import { approveVersion } from '../../operations/library/approve-version.ts';
import { changeItem } from '../../operations/library/change-item.ts';
import { listItems } from '../../operations/library/list-items.ts';
import { showItem } from '../../operations/library/show-item.ts';
import { writeScript } from '../../operations/library/write-script.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { GUARDED_PROBLEMS, named, newRoutes, ofType, type Routes, SECURITY, TAGGED, told } from './route.ts';

const ItemPath = z.object({ item: told(IdText, { example: 'guong-sang-ao-tom' }) });
const bodyOf = <T extends z.ZodType>(schema: T, name: string) => ({
  body: { required: true, content: { 'application/json': { schema: named(schema, name) } } },
});
const made = <T extends z.ZodType>(schema: T, description: string) => ({
  201: { description, content: { 'application/json': { schema } } },
});

const listRoute = createRoute({
  method: 'get',
  path: '/items',
  operationId: 'listItems',
  tags: ['library'],
  summary: 'Items of the library, by title',
  description: 'Every word of `text` begins a word of the title or of a script in force, whatever its accents.',
  security: SECURITY.asked,
  request: { query: ItemsQuery },
  responses: {
    ...ofType(ItemsJson.extend({ items: named(ListedItemJson, 'ListedItem').array() }), 'One page'),
    ...TAGGED,
    ...GUARDED_PROBLEMS,
  },
});

const showRoute = createRoute({
  method: 'get',
  path: '/items/{item}',
  operationId: 'showItem',
  tags: ['library'],
  summary: 'One item: versions with script, sound and approval; history; where it airs',
  security: SECURITY.asked,
  request: { params: ItemPath },
  responses: { ...ofType(named(ItemJson, 'LibraryItem'), 'The item'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const addRoute = createRoute({
  method: 'post',
  path: '/items',
  operationId: 'addItem',
  tags: ['library'],
  summary: 'Make an item by hand',
  description: 'No schedule file gives it and none may write over it. Its scripts are written afterwards.',
  security: SECURITY.asked,
  request: bodyOf(NewItemJson, 'NewItem'),
  responses: { ...made(z.object({ id: z.string() }), 'Made'), ...GUARDED_PROBLEMS },
});

const changeRoute = createRoute({
  method: 'patch',
  path: '/items/{item}',
  operationId: 'changeItem',
  tags: ['library'],
  summary: 'Change fields of an item',
  description: 'What a schedule file gives is changed in the file, unless the library takes it over.',
  security: SECURITY.asked,
  request: { params: ItemPath, ...bodyOf(ChangeItemJson, 'ChangeItem') },
  responses: {
    ...ofType(z.object({ id: z.string(), changed: z.array(z.string()) }), 'The names of what changed'),
    ...GUARDED_PROBLEMS,
  },
});

const scriptRoute = createRoute({
  method: 'put',
  path: '/items/{item}/scripts/{language}',
  operationId: 'writeScript',
  tags: ['library'],
  summary: 'Write the script of an item in one language',
  description: 'Goes before the text of a schedule file from then on. An approval of another script holds no more.',
  security: SECURITY.asked,
  request: {
    params: ItemPath.extend({ language: told(LanguageText, { example: 'vi' }) }),
    ...bodyOf(ScriptJson, 'Script'),
  },
  responses: { ...ofType(named(WrittenScriptJson, 'WrittenScript'), 'The script in force'), ...GUARDED_PROBLEMS },
});

const approveRoute = createRoute({
  method: 'post',
  path: '/items/{item}/approvals',
  operationId: 'approveItem',
  tags: ['library'],
  summary: 'Approve one version: this script and this sound',
  description:
    'Only a person with a fresh second factor, and not one who wrote or recorded it, unless their unit has an exception on record. Any later change of either has to be approved again.',
  security: [{ cookie: [] }],
  request: { params: ItemPath, ...bodyOf(ApproveVersionJson, 'ApproveVersion') },
  responses: { ...made(named(ApprovedVersionJson, 'ApprovedVersion'), 'Approved'), ...GUARDED_PROBLEMS },
});

export const itemRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(listRoute, (c) => {
    const found = listItems(asking(c, house), c.req.valid('query'));
    if (!found.ok) return problem(c, found);
    const items = found.value.items.map((one) => ({
      ...one,
      versions: [...one.versions],
      states: [...one.states],
    }));
    return sendJson(c, { ...found.value, items });
  });
  routes.openapi(showRoute, (c) => {
    const shown = showItem(asking(c, house), c.req.valid('param').item);
    if (!shown.ok) return problem(c, shown);
    const { versions: _versions, ...item } = shown.value.item;
    return sendJson(c, { ...shown.value, item } as unknown as z.infer<typeof ItemJson>);
  });
  routes.openapi(addRoute, (c) => {
    const added = addItem(asking(c, house), newItemOf(c.req.valid('json')));
    return added.ok ? c.json(added.value, 201) : problem(c, added);
  });
  routes.openapi(changeRoute, (c) => {
    const { item } = c.req.valid('param');
    const json = c.req.valid('json');
    const asked = { item, fields: changedFieldsOf(json), takeOver: json.takeOver };
    const changed = changeItem(asking(c, house), asked);
    if (!changed.ok) return problem(c, changed);
    return c.json({ id: changed.value.id, changed: [...changed.value.changed] }, 200);
  });
  routes.openapi(scriptRoute, (c) => {
    const { text, was } = c.req.valid('json');
    const asked = { ...c.req.valid('param'), text, was: was as Sha256 | null | undefined };
    const written = writeScript(asking(c, house), asked);
    return written.ok ? c.json(written.value, 200) : problem(c, written);
  });
  routes.openapi(approveRoute, (c) => {
    const { language, script, sound } = c.req.valid('json');
    const { item } = c.req.valid('param');
    const asked = { item, language, script: script as Sha256 | null, sound: sound as Sha256 };
    const approved = approveVersion(asking(c, house), asked);
    return approved.ok ? c.json(approved.value, 201) : problem(c, approved);
  });
  return routes;
};
