/** The addresses of the library: the list, a new item, one item, and what is done to it. */
import { Hono } from 'hono';
import { ITEM_STATES } from '../../contract/api-library.ts';
import type { AskEnv } from '../../contract/asking.ts';
import type { Sha256 } from '../../core/ids.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Refused } from '../../core/result.ts';
import type { Ctx } from '../../operations/context.ts';
import { addItem } from '../../operations/library/add-item.ts';
import { approveVersion } from '../../operations/library/approve-version.ts';
import { changeItem } from '../../operations/library/change-item.ts';
import { type ItemPage, listItems } from '../../operations/library/list-items.ts';
import { showItem } from '../../operations/library/show-item.ts';
import { writeScript } from '../../operations/library/write-script.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { hereAndNow } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, partOf } from '../answer.ts';
import { type FormState, freshForm, inOwnWords, type Labels, refusedForm, type Sent, sentForm } from '../forms/sent.ts';
import type { Page } from '../layout.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { ADD_LANGUAGE, CHANGE, DONE, itemPage } from './item-page.ts';
import { FILTERS, type ItemsAsked, libraryPage } from './list-page.ts';
import { NEW, newItemPage } from './new-page.ts';
import { readItem } from './read.ts';
import { approvalForm, scriptForm } from './version-panel.ts';

const ROWS = 50;
const NOTHING: ItemPage = { items: [], found: 0, next: null };

const labelsOf = ({ m }: Page): Labels => {
  const { name, genre, group, fromDay, toDay, embargo, expiry, script, language, sound } = m.library;
  return {
    title: name,
    genre,
    campaign: group,
    contentGroup: group,
    from: fromDay,
    to: toDay,
    notBefore: embargo,
    notFrom: expiry,
    text: script,
    language,
    sound,
  };
};

/** Beside its field each fault is told as this page asks for it. */
const formWith = (page: Page, id: string, sent: Sent, refusals: readonly Refusal[]): FormState => {
  const { faults } = page.m.library;
  const form = refusedForm(page, id, sent, refusals, labelsOf(page));
  const told = form.faults.map((fault) => {
    if (fault.field === 'notBefore' || fault.field === 'notFrom') return { ...fault, text: faults.moment };
    return fault.field === 'title' && sent.text('title') === '' ? { ...fault, text: faults.title } : fault;
  });
  return inOwnWords({ ...form, faults: told }, refusals, {
    'item.from-file': { field: 'takeOver', text: form.faults[0]?.text ?? '' },
  });
};

export const libraryRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = (c: Asked, ctx: Ctx, form: FormState | null, status: number): Response | Promise<Response> => {
    const shown = showItem(ctx, partOf(c, 'item'));
    if (!shown.ok) return refused(c, shown.refusals);
    const schedule = showSchedule(ctx);
    if (!schedule.ok) return refused(c, schedule.refusals);
    const page = pageFor(c);
    const body = itemPage(page, {
      shown: shown.value,
      schedule: schedule.value,
      zone: hereAndNow(ctx).zone,
      refused: form,
      done: DONE.find((done) => done === c.req.query('done')) ?? null,
    });
    return send(c, page, body, status);
  };
  const again = (c: Asked, ctx: Ctx, id: string, sent: Sent, refusals: Refused['refusals']) =>
    concernsTheAsker(refusals) || refusals[0].code === 'item.unknown'
      ? refused(c, refusals)
      : show(c, ctx, formWith(pageFor(c), id, sent, refusals), pageStatus(refusals[0].code));
  const done = (c: Asked, item: string, what: (typeof DONE)[number]): Response =>
    c.redirect(`${links.item(item)}${query({ done: what })}`, 303);

  const app = new Hono<AskEnv>();
  app.get(
    links.library,
    forRight('schedule.read', (c, ctx) => {
      const schedule = showSchedule(ctx);
      if (!schedule.ok) return refused(c, schedule.refusals);
      const asked = askedOf(c);
      const { state, ...others } = asked;
      const wanted = Object.fromEntries(Object.entries(others).filter(([, text]) => text !== ''));
      const found = listItems(ctx, { ...wanted, state: ITEM_STATES.find((one) => one === state), limit: ROWS });
      if (!found.ok && concernsTheAsker(found.refusals)) return refused(c, found.refusals);
      const { items } = schedule.value;
      const page = pageFor(c);
      const body = libraryPage(page, {
        asked,
        found: found.ok ? found.value : NOTHING,
        refusals: found.ok ? [] : found.refusals,
        schedule: schedule.value,
        languages: [...new Set(items.flatMap(({ versions }) => versions.map(({ language }) => language)))].sort(),
        genres: [...new Set(items.map(({ genre }) => genre))].sort(),
      });
      return send(c, page, body, found.ok ? 200 : pageStatus(found.refusals[0].code));
    }),
  );
  const showNew = (c: Asked, ctx: Ctx, form: FormState, status: number): Response | Promise<Response> => {
    const schedule = showSchedule(ctx);
    if (!schedule.ok) return refused(c, schedule.refusals);
    const page = pageFor(c);
    return send(c, page, newItemPage(page, schedule.value, form), status);
  };
  app.get(
    links.newItem,
    forRight('schedule.write', (c, ctx) => showNew(c, ctx, freshForm(NEW), 200)),
  );
  app.post(
    links.newItem,
    forRight('schedule.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const read = readItem(sent, []);
      const first = { language: sent.text('language'), sound: sent.text('sound') || null, synthetic: false };
      const added = read.ok ? addItem(ctx, { ...read.value, id: null, versions: [first] }) : read;
      if (added.ok) return done(c, added.value.id, 'added');
      if (concernsTheAsker(added.refusals)) return refused(c, added.refusals);
      return showNew(c, ctx, formWith(pageFor(c), NEW, sent, added.refusals), pageStatus(added.refusals[0].code));
    }),
  );
  app.get(
    '/library/:item',
    forRight('schedule.read', (c, ctx) => show(c, ctx, null, 200)),
  );
  app.post(
    '/library/:item/change',
    forRight('schedule.write', async (c, ctx) => {
      const item = partOf(c, 'item');
      const sent = await sentForm(c);
      const shown = showItem(ctx, item);
      if (!shown.ok) return refused(c, shown.refusals);
      const read = readItem(
        sent,
        shown.value.versions.map(({ language }) => language),
      );
      const takeOver = sent.text('takeOver') === 'yes';
      const changed = read.ok ? changeItem(ctx, { item, fields: read.value, takeOver }) : read;
      return changed.ok ? done(c, item, 'changed') : again(c, ctx, CHANGE, sent, changed.refusals);
    }),
  );
  app.post(
    '/library/:item/script',
    forRight('schedule.write', async (c, ctx) => {
      const item = partOf(c, 'item');
      const sent = await sentForm(c);
      const language = sent.text('language');
      const adding = sent.text('adding') === 'yes';
      const was = sent.text('was');
      const written = writeScript(ctx, {
        item,
        language,
        text: sent.text('text'),
        was: adding || was === '' ? null : (was as Sha256),
      });
      const form = adding ? ADD_LANGUAGE : scriptForm(language);
      return written.ok ? done(c, item, 'written') : again(c, ctx, form, sent, written.refusals);
    }),
  );
  app.post(
    '/library/:item/approve',
    forRight('schedule.read', async (c, ctx) => {
      const item = partOf(c, 'item');
      const sent = await sentForm(c);
      const language = sent.text('language');
      const script = sent.text('script');
      const approved = approveVersion(ctx, {
        item,
        language,
        script: script === '' ? null : (script as Sha256),
        sound: sent.text('sound') as Sha256,
      });
      return approved.ok ? done(c, item, 'approved') : again(c, ctx, approvalForm(language), sent, approved.refusals);
    }),
  );
  return app;
};

const askedOf = (c: Asked): ItemsAsked => {
  const text = (name: string): string => (c.req.query(name) ?? '').trim().slice(0, 300);
  return Object.fromEntries([...FILTERS, 'after'].map((name) => [name, text(name)])) as ItemsAsked;
};
