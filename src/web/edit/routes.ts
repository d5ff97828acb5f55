/** The address on which an occurrence is changed: the form, what it would change, and saving it. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import type { Refusal } from '../../core/refusal.ts';
import { ok, type Refused, type Result } from '../../core/result.ts';
import type { Content, Schedule } from '../../core/schedule/model.ts';
import type { LocalDate } from '../../core/time/local.ts';
import {
  type EditAsked,
  type EditPreview,
  editSchedule,
  previewEdit,
} from '../../operations/alterations/edit-schedule.ts';
import { undoAlteration } from '../../operations/alterations/undo-alteration.ts';
import type { Ctx } from '../../operations/context.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { type Answers, type Asked, concernsTheAsker, partOf } from '../answer.ts';
import { type FormState, freshForm, type Labels, refusedForm, type Sent, sentForm } from '../forms/sent.ts';
import type { Page } from '../layout.ts';
import { links, query } from '../links.ts';
import { pageStatus } from '../problem-page.ts';
import { mondayOf } from '../schedule/occurrence.ts';
import { editPage, type Step } from './form.ts';
import { previewPage } from './preview.ts';
import { readEdits, SEGMENT_STEPS, SESSION_STEPS } from './read.ts';
import { subjectOf } from './subject.ts';

const FORM = 'sua';

const labelsOf = ({ m }: Page): Labels => {
  const { toDay, scope, time, minutes, content, channels, place, reason, after } = m.edit;
  return { toDay, scope, time, minutes, content, channels, place, reason, after };
};

/** Where an operation's pointer lies in this form. */
const POINTERS: Readonly<Record<string, string>> = {
  '/action/day': '/toDay',
  '/action/time': '/time',
  '/action/content/item': '/content',
  '/action/content/strand': '/content',
  '/action/after': '/after',
};

const placed = (refusal: Refusal): Refusal => {
  const pointer = POINTERS[refusal.place?.pointer ?? ''];
  return pointer === undefined ? refusal : { ...refusal, place: { ...refusal.place, pointer } };
};

/** Beside a field the reader is told what this form asks for, rather than the sentence for files and programs. */
const formWith = (page: Page, sent: Sent, refusals: readonly Refusal[]): FormState => {
  const own: Readonly<Record<string, string>> = page.m.edit.faults;
  const here = refusals.map(placed);
  const form = refusedForm(page, FORM, sent, here, labelsOf(page));
  const faults = form.faults.map((fault, n) => {
    const code = here[n]?.code;
    if (fault.field !== null && code === 'time.date') return { ...fault, text: page.m.edit.faults.day };
    const text = fault.field === null ? undefined : own[fault.field];
    return text !== undefined && (code === 'request.wrong' || code === 'reason.missing') ? { ...fault, text } : fault;
  });
  return { ...form, faults };
};

export const editRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const form = (c: Asked, ctx: Ctx, state: FormState, status: number): Response | Promise<Response> => {
    const sent = state.sent;
    const told = (name: string): string => sent?.text(name) || (c.req.query(name) ?? '');
    const subject = subjectOf(ctx, partOf(c, 'channel'), told('session'), told('segment'), told('day'));
    if (!subject.ok) return refused(c, subject.refusals);
    const steps: readonly Step[] = subject.value.segment === null ? SESSION_STEPS : SEGMENT_STEPS;
    const step = steps.find((one) => one === told('do')) ?? 'cancel';
    const page = pageFor(c);
    return send(c, page, editPage(page, { subject: subject.value, step, form: state }), status);
  };
  const again = (c: Asked, ctx: Ctx, sent: Sent, refusals: Refused['refusals']): Response | Promise<Response> =>
    concernsTheAsker(refusals)
      ? refused(c, refusals)
      : form(c, ctx, formWith(pageFor(c), sent, refusals), pageStatus(refusals[0].code));

  const look = (c: Asked, ctx: Ctx, sent: Sent, schedule: Schedule, edits: readonly EditAsked[], status: number) => {
    const looked = previewAll(ctx, edits);
    if (!looked.ok) return again(c, ctx, sent, looked.refusals);
    const page = pageFor(c);
    const channel = partOf(c, 'channel');
    const { search } = new URL(c.req.url);
    const first = edits[0]?.day;
    const body = previewPage(page, {
      channel,
      edits,
      preview: looked.value,
      names: schedule,
      sent,
      form: { id: FORM, sent, faults: [] },
      action: `/channels/${encodeURIComponent(channel)}/edit${search}`,
      leave: links.week(channel, first === undefined ? undefined : mondayOf(first)),
    });
    return send(c, page, body, status);
  };

  const app = new Hono<AskEnv>();
  app.get(
    '/channels/:channel/edit',
    forRight('schedule.write', (c, ctx) => form(c, ctx, freshForm(FORM), 200)),
  );
  app.post(
    '/channels/:channel/edit',
    forRight('schedule.write', async (c, ctx) => {
      const sent = await sentForm(c);
      const step = sent.text('step');
      if (step === 'form') return form(c, ctx, { id: FORM, sent, faults: [] }, 200);
      const schedule = showSchedule(ctx);
      if (!schedule.ok) return refused(c, schedule.refusals);
      const read = readEdits(sent, (content) => titleOf(schedule.value, content));
      if (!read.ok) return again(c, ctx, sent, read.refusals);
      if (step !== 'save') return look(c, ctx, sent, schedule.value, read.value, 200);
      const ids: number[] = [];
      for (const edit of read.value) {
        const made = editSchedule(ctx, edit);
        if (made.ok) {
          ids.push(made.value.id);
          continue;
        }
        // Asked for together, they are made together or not at all.
        const { undoReason: reason } = pageFor(c).m.alteration;
        for (const id of ids.toReversed()) undoAlteration(ctx, { id, reason });
        // Somebody else was quicker: what would collide now is shown, and whoever saves it knows.
        return made.refusals[0].code === 'edit.clashes'
          ? look(c, ctx, sent, schedule.value, read.value, 409)
          : again(c, ctx, sent, made.refusals);
      }
      const channel = partOf(c, 'channel');
      const monday = mondayOf(shownOn(read.value));
      return c.redirect(
        `/channels/${encodeURIComponent(channel)}/week${query({ from: monday, done: ids.join(',') })}`,
        303,
      );
    }),
  );
  return app;
};

/** Where one looks for what was saved: the day that it went to, or its own. */
const shownOn = ([edit]: readonly EditAsked[]): LocalDate => {
  if (edit === undefined) throw new Error('an edit form without an edit');
  return edit.of === 'session' && edit.action.kind === 'move' ? (edit.action.day ?? edit.day) : edit.day;
};

const titleOf = ({ items, strands }: Schedule, content: Content): string => {
  if (content.kind === 'item') return items.find(({ id }) => id === content.item)?.title ?? content.item;
  return content.kind === 'strand' ? (strands.find(({ id }) => id === content.strand)?.name ?? content.strand) : '';
};

/** Each is looked at by itself, as it will be saved. */
const previewAll = (ctx: Ctx, edits: readonly EditAsked[]): Result<EditPreview> => {
  let all: EditPreview | null = null;
  for (const edit of edits) {
    const one = previewEdit(ctx, edit);
    if (!one.ok) return one;
    const { changes, conflicts, findings, looked } = one.value;
    all =
      all === null
        ? one.value
        : {
            changes: [...all.changes, ...changes],
            conflicts: [...all.conflicts, ...conflicts],
            findings: [...all.findings, ...findings],
            looked,
          };
  }
  if (all === null) throw new Error('an edit form without an edit');
  return ok(all);
};
