/**
 * The telephone's page, what it sends without a script, and the code that it runs.
 *
 * All of it lies under /phone/, which is the scope of its service worker: nothing of any other page ever comes into its hands.
 */
import { Hono } from 'hono';
import { deleteCookie } from 'hono/cookie';
import { isStatementId, newStatementId } from '../../contract/air-log-statement.ts';
import { type AskEnv, siteCookie } from '../../contract/asking.ts';
import type { Caller } from '../../core/access/model.ts';
import type { Refusal } from '../../core/refusal.ts';
import { refuse } from '../../core/result.ts';
import { addDays, at, type LocalDate, type LocalTime } from '../../core/time/local.ts';
import type { Ctx } from '../../operations/context.ts';
import { listAirings } from '../../operations/list-airings.ts';
import { type ListedChannel, listChannels } from '../../operations/list-channels.ts';
import { recordNotice } from '../../operations/log/record-notice.ts';
import { giveReceipt } from '../../operations/manifests/receipts.ts';
import { recordAiring } from '../../operations/record-airing.ts';
import type { ShownDay } from '../../operations/show-day.ts';
import { showDays } from '../../operations/show-days.ts';
import { listUrgent } from '../../operations/urgent/list-urgent.ts';
import { phoneScripts } from '../../reports/phone-scripts.ts';
import { type Answers, type Asked, concernsTheAsker, dayAsked } from '../answer.ts';
import type { Logged } from '../day/recorded.ts';
import { NAME_LIMIT, NOTE_LIMIT, readStatement, typedFrom } from '../day/statement.ts';
import { sentForm } from '../forms/sent.ts';
import { clockIn } from '../forms/typed.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { publishedOf } from '../published/block.ts';
import { DONE, phonePage } from './page.ts';
import { isOfOrder } from './urgent.ts';
import { phoneDay } from './view.ts';

/** Today and this many days more are kept on the telephone, as many as a site keeps (evidence.md). */
const DAYS_AHEAD = 6;

type Site = Extract<Caller, { readonly kind: 'site' }>;
type Answer = Response | Promise<Response>;

export const phonePageRoutes = ({ pageFor, send, refused, forSomebody }: Answers): Hono<AskEnv> => {
  /** People have pages of their own; what is kept on a telephone is only ever a site's. */
  const forSite = (answer: (c: Asked, ctx: Ctx, caller: Site) => Answer): ((c: Asked) => Answer) =>
    forSomebody((c, ctx) => (ctx.caller.kind === 'site' ? answer(c, ctx, ctx.caller) : c.redirect(links.home, 303)));

  const show = async (c: Asked, ctx: Ctx, caller: Site, refusals: readonly Refusal[]): Promise<Response> => {
    const listed = listChannels(ctx).find((one) => one.channel.id === caller.channel);
    if (listed === undefined) return refused(c, refuse('channel.unknown', { id: caller.channel, known: '' }).refusals);
    const { today } = listed;
    const [from, to] = [addDays(today, -1), addDays(today, DAYS_AHEAD)];
    const shown = showDays(ctx, { from, to, channel: caller.channel });
    if (!shown.ok) return refused(c, shown.refusals);
    const said = listAirings(ctx, { from, to, channel: caller.channel });
    if (!said.ok) return refused(c, said.refusals);
    const logged = said.value.toArray();
    const current = shown.value.find(({ day }) => day === today);
    const published = current === undefined ? null : publishedOf(ctx, current);
    const now = ctx.clock.instant();
    const dayOf = (one: ShownDay) =>
      phoneDay(
        {
          shown: one,
          manifestDay: published?.manifest?.manifest.days.find(({ day }) => day === one.day) ?? null,
          logged: logged.filter(({ entry }) => entry.planned.day === one.day),
          from: beginning(listed, one.day),
          until: beginning(listed, addDays(one.day, 1)),
        },
        now,
      );
    const days = shown.value.map(dayOf);
    const orders = listUrgent(ctx, { channel: caller.channel }).filter(({ state }) => state === 'in-force');
    const isUrgent = (row: Logged): boolean => orders.some((order) => isOfOrder(row, order));
    const page = pageFor(c);
    const { pageHash, playerHash } = await phoneScripts();
    const body = phonePage(page, {
      listed,
      days: [...days.filter(({ day }) => day >= today), ...days.filter(({ day }) => day < today)],
      published,
      // A session has an id; what stood in no plan has none.
      notices: logged.filter(
        (row) => row.entry.planned.session.id === '' && row.entry.planned.day === today && !isUrgent(row),
      ),
      urgent: { orders, logged: logged.filter(isUrgent) },
      done: DONE.find((one) => one === c.req.query('done')) ?? null,
      refusals,
      newStatementId: () => newStatementId(ctx.random),
      scripts: [links.phoneScript('page', pageHash), links.phoneScript('player', playerHash)],
      now,
    });
    // By this its service worker knows that it is the page, and not something else that came instead.
    c.header('Loa-Phone', caller.id);
    const [first] = refusals;
    return send(c, page, body, first === undefined ? 200 : pageStatus(first.code));
  };

  const app = new Hono<AskEnv>();
  app.get(
    links.phonePage,
    forSite((c, ctx, caller) => show(c, ctx, caller, [])),
  );
  app.post(
    links.phoneAirings,
    forSite(async (c, ctx, caller) => {
      const form = await c.req.parseBody();
      const day = dayAsked(typeof form['day'] === 'string' ? form['day'] : '');
      if (!day.ok) return refused(c, day.refusals);
      const [outcome = '', reason = ''] = String(form['press'] ?? '').split(' ');
      const typed = { ...typedFrom({ ...form, outcome, reason, role: 'operator' }) };
      const read = readStatement(
        outcome === 'partly' ? typed : { ...typed, minutes: '' },
        caller.channel,
        day.value,
        pageFor(c).m.say.expected,
      );
      const recorded = read.ok ? recordAiring(ctx, read.value) : read;
      if (recorded.ok) return c.redirect(`${links.phonePage}${query({ done: 'recorded' })}`, 303);
      if (concernsTheAsker(recorded.refusals)) return refused(c, recorded.refusals);
      return show(c, ctx, caller, recorded.refusals);
    }),
  );
  app.post(
    links.phoneNotices,
    forSite(async (c, ctx, caller) => {
      const form = await sentForm(c);
      const day = dayAsked(form.text('day'));
      if (!day.ok) return refused(c, day.refusals);
      const order = form.text('order') || null;
      const urgent = order === null ? null : justPlayed(ctx, caller, order);
      const startedAt = urgent === null ? clockIn(form.text('startedAt')) : urgent.startedAt;
      if (startedAt === null)
        return show(c, ctx, caller, refuse('time.clock', { text: form.text('startedAt') }).refusals);
      const statement = form.text('statement');
      const recorded = recordNotice(ctx, {
        ...{ channel: caller.channel, day: urgent?.day ?? day.value, startedAt, role: 'operator', order },
        seconds: urgent?.seconds ?? Number(/^\d{1,3}$/.exec(form.text('minutes'))?.[0] ?? 0) * 60,
        title: form.text('title').slice(0, NAME_LIMIT),
        note: form.text('note').slice(0, NOTE_LIMIT),
        by: form.text('by').slice(0, NAME_LIMIT) || null,
        statement: isStatementId(statement) ? statement : null,
      });
      if (recorded.ok) return c.redirect(`${links.phonePage}${query({ done: 'recorded' })}`, 303);
      return concernsTheAsker(recorded.refusals)
        ? refused(c, recorded.refusals)
        : show(c, ctx, caller, recorded.refusals);
    }),
  );
  app.post(
    links.phoneSeen,
    forSite(async (c, ctx, { channel }) => {
      const version = /^\d{1,9}$/.exec((await sentForm(c)).text('version'))?.[0];
      // A version that is no number is one that was never published.
      const kept = giveReceipt(ctx, { channel, version: Number(version ?? 0), kind: 'confirmed' });
      return kept.ok ? c.redirect(`${links.phonePage}${query({ done: 'seenKept' })}`, 303) : refused(c, kept.refusals);
    }),
  );
  app.post(links.phoneLeave, (c) => {
    const { name, options } = siteCookie(c.get('secure'));
    deleteCookie(c, name, options);
    // What the service worker kept, and the list of what was pressed: the page has sent it before, or nobody wants it.
    c.header('Clear-Site-Data', '"cache", "storage"');
    return c.redirect(`${links.signIn}${query({ done: 'left' })}`, 303);
  });

  const script = (c: Asked, text: string, kept: string): Response =>
    c.body(text, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': kept });
  app.get(links.phoneWorker, async (c) => script(c, (await phoneScripts()).worker, 'public, no-cache'));
  app.get('/phone/:file{(?:page|player)\\.[0-9a-f]{12}\\.js}', async (c, next) => {
    const { page, pageHash, player, playerHash } = await phoneScripts();
    const text = new Map([
      [links.phoneScript('page', pageHash), page],
      [links.phoneScript('player', playerHash), player],
    ]).get(c.req.path);
    return text === undefined ? next() : script(c, text, 'public, max-age=31536000, immutable');
  });
  return app;
};

/** An order that was pressed as played without a script: it has just ended, and began on the day of today. null: there is none. */
const justPlayed = (ctx: Ctx, { channel }: Site, id: string) => {
  const found = listUrgent(ctx, { channel }).find(({ order }) => order.id === id);
  const listed = listChannels(ctx).find((one) => one.channel.id === channel);
  if (found === undefined || listed === undefined) return null;
  const { lengthMs } = found.order.sound;
  const began = Temporal.Instant.from(ctx.clock.instant()).subtract({ milliseconds: lengthMs });
  const first = Temporal.Instant.from(beginning(listed, listed.today));
  const start = Temporal.Instant.compare(began, first) < 0 ? first : began;
  const clock = start.toZonedDateTimeISO(listed.station.zone).toPlainTime().toString({ smallestUnit: 'second' });
  return { day: listed.today, startedAt: clock as LocalTime, seconds: Math.max(1, Math.ceil(lengthMs / 1000)) };
};

/** The instant at which a broadcast day begins; in a missing or doubled hour, as Temporal has it: only what is shown hangs on it. */
const beginning = ({ station }: ListedChannel, day: LocalDate): string =>
  Temporal.PlainDateTime.from(at(day, station.dayStart)).toZonedDateTime(station.zone).toInstant().toString();
