/** What people object to in an entry, beside it, and the form to say so. */
import { html } from 'hono/html';
import { OBJECTION_NOTE_LIMIT } from '../../contract/air-log-objection.ts';
import type { ListedObjection } from '../../operations/log/list-objections.ts';
import { fieldsOf, formOf } from '../forms/fields.ts';
import { type FormState, freshForm, type Labels } from '../forms/sent.ts';
import type { Html, Page } from '../layout.ts';
import { links, query } from '../links.ts';

/** What the forms of a page need to come back to it. */
export interface Objecting {
  /** Whether this reader may object at all. */
  readonly may: boolean;
  /** By number of the entry that is disputed. */
  readonly found: ReadonlyMap<number, readonly ListedObjection[]>;
  /** The one that was refused. */
  readonly form: FormState | null;
  /** An id for an objection that is about to be made. */
  readonly newId: () => string;
}

export const objectionForm = (seq: number): string => `khong-dong-y-${seq}`;

export const objectionLabels = ({ m }: Page): Labels => ({ note: m.log.object.note, by: m.log.object.by });

/** `asked`: the filter of the page, so that the answer shows the same rows. */
export const objectionsBeside = (
  page: Page,
  seq: number,
  { may, found, form, newId }: Objecting,
  asked: Readonly<Record<string, string | number>>,
): Html => {
  const { m, caller } = page;
  const id = objectionForm(seq);
  const sent = form?.id === id ? form : freshForm(id);
  const fields = fieldsOf(sent);
  const told = (found.get(seq) ?? []).map(
    (one) =>
      html`<small class="objection">${m.log.disputed(one.seq)}: ${one.note ?? m.log.erased}${one.by === null ? '' : html` · ${one.by}`}</small>`,
  );
  if (!may) return html`${told}`;
  return html`${told}<details${sent.faults.length > 0 ? html` open` : ''}><summary>${m.log.object.open}</summary>
${formOf(
  page,
  sent,
  { action: `${links.airLogObjections(seq)}${query({ ...asked })}`, send: m.log.object.send, tone: 'quiet' },
  html`${fields.hidden('statement', sent.sent?.text('statement') || newId())}
${fields.text({ name: 'note', label: m.log.object.note, hint: m.log.object.hint, attributes: { required: true, maxlength: OBJECTION_NOTE_LIMIT } })}
${caller.kind === 'person' ? '' : fields.text({ name: 'by', label: m.log.object.by })}`,
)}</details>`;
};
