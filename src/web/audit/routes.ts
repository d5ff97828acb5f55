/** The address of the audit page. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { listPeople } from '../../operations/accounts/list-people.ts';
import { type AuditPage, listAudit } from '../../operations/list-audit.ts';
import { hereAndNow } from '../access.ts';
import { type Answers, type Asked, concernsTheAsker, dayAsked } from '../answer.ts';
import { links } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { namesFor } from './names.ts';
import { type AuditAsked, auditPage } from './page.ts';

const ROWS = 50;
const NOTHING: AuditPage = { rows: [], more: false, next: null };

export const auditRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const app = new Hono<AskEnv>();
  app.get(
    links.audit,
    forRight('audit.read', (c, ctx) => {
      const asked = askedOf(c);
      const [from, to] = [dayOrNone(asked.from), dayOrNone(asked.to)];
      const wrong = [...from.refusals, ...to.refusals];
      const found = listAudit(ctx, {
        from: from.day,
        to: to.day,
        actor: textOrNone(asked.actor),
        operation: textOrNone(asked.operation),
        subject: textOrNone(asked.subject),
        text: textOrNone(asked.text),
        before: asked.before === '' ? undefined : Number(asked.before),
        limit: ROWS,
      });
      if (!found.ok && concernsTheAsker(found.refusals)) return refused(c, found.refusals);
      const refusals = [...wrong, ...(found.ok ? [] : found.refusals)];
      const page = pageFor(c);
      const body = auditPage(page, {
        asked,
        found: found.ok ? found.value : NOTHING,
        refusals,
        zone: hereAndNow(ctx).zone,
        names: namesFor(ctx, found.ok ? found.value.rows : []),
        people: listPeople(ctx)
          .filter(({ erasedAt }) => erasedAt === null)
          .map(({ id, name }) => ({ id, name })),
      });
      return send(c, page, body, refusals[0] === undefined ? 200 : pageStatus(refusals[0].code));
    }),
  );
  return app;
};

const askedOf = (c: Asked): AuditAsked => {
  const text = (name: string): string => (c.req.query(name) ?? '').trim().slice(0, 200);
  return {
    from: text('from'),
    to: text('to'),
    actor: text('actor'),
    operation: text('operation'),
    subject: text('subject'),
    text: text('text'),
    before: /^\d{1,12}$/.exec(text('before'))?.[0] ?? '',
  };
};

const textOrNone = (text: string): string | undefined => (text === '' ? undefined : text);

/** An empty field asks for no day. Refusals: time.date. */
const dayOrNone = (text: string): { readonly day: LocalDate | undefined; readonly refusals: readonly Refusal[] } => {
  if (text === '') return { day: undefined, refusals: [] };
  const day = dayAsked(text);
  return day.ok ? { day: day.value, refusals: [] } : { day: undefined, refusals: day.refusals };
};
