/** What an alteration does, in a sentence: on the page that looks at it first, in the notice, in the history. */
import { formatClock, formatDate, formatDuration } from '../../contract/sentences/format.ts';
import type { Confirmation, Decision, EditScope, EditTarget, Lift } from '../../core/schedule/alterations.ts';
import type { Content, Schedule } from '../../core/schedule/model.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { ListedAlteration } from '../../operations/alterations/list-alterations.ts';
import type { Page } from '../layout.ts';

/** The names that alterations refer to by id; what is gone is called by its id. */
export type Names = Pick<Schedule, 'channels' | 'sessions' | 'segments' | 'items' | 'strands'>;

export type ToldEdit = EditTarget & { readonly scope: EditScope; readonly day: LocalDate };

const named = (list: readonly { readonly id: string; readonly name: string }[], id: string): string =>
  list.find((one) => one.id === id)?.name ?? id;

const segmentTitle = ({ segments }: Pick<Schedule, 'segments'>, id: string): string =>
  segments.find((one) => one.id === id)?.title ?? id;

const contentText = (names: Names, content: Content): string => {
  switch (content.kind) {
    case 'item':
    case 'filler':
      return names.items.find(({ id }) => id === content.item)?.title ?? content.item;
    case 'strand':
      return named(names.strands, content.strand);
    case 'repeat':
      return segmentTitle(names, content.of);
    case 'relay':
      return content.source;
  }
};

type Speaking = Pick<Page, 'm' | 'lang'>;

/** 'Dời “Buổi phát sáng” sang 17:30' */
const actionText = ({ m, lang }: Speaking, names: Names, edit: ToldEdit): string => {
  const { alteration } = m;
  if (edit.of === 'segment') {
    const what = segmentTitle(names, edit.segment);
    const { action } = edit;
    if (action.kind === 'cancel') return alteration.drop(what);
    if (action.kind === 'move') return alteration.into(what, named(names.sessions, action.session));
    return alteration.replace(what, action.title ?? contentText(names, action.content));
  }
  const what = named(names.sessions, edit.session);
  const { action } = edit;
  switch (action.kind) {
    case 'cancel':
      return alteration.cancel(what);
    case 'move':
      return alteration.move(
        what,
        [formatClock(action.time), ...(action.day === null ? [] : [formatDate(action.day, lang)])].join(', '),
      );
    case 'channels':
      return alteration.channels(what, action.channels.map((id) => named(names.channels, id)).join(', '));
    case 'length':
      return alteration.length(what, formatDuration(action.maxSeconds, lang));
    case 'add':
      return alteration.add(what, action.title);
  }
};

/** 'Dời “Buổi phát sáng” sang 17:30, chỉ lần ngày 24/11/2026' */
export const editText = (page: Speaking, names: Names, edit: ToldEdit): string =>
  `${actionText(page, names, edit)}, ${page.m.alteration.scopes[edit.scope](formatDate(edit.day, page.lang))}`;

export const alterationText = (page: Speaking, names: Names, { kind, body, about }: ListedAlteration): string => {
  const { alteration } = page.m;
  const day = (date: LocalDate): string => formatDate(date, page.lang);
  // The listing says kind and body side by side; a body is always that of its kind.
  switch (kind) {
    case 'edit':
      return editText(page, names, body as ToldEdit);
    case 'decision': {
      const { first, second, day: on } = body as Decision;
      return alteration.decision(slotText(names, first), slotText(names, second), about, day(on));
    }
    case 'confirmation': {
      const { from, to } = body as Confirmation;
      return alteration.confirmation(about, day(from), day(to));
    }
    case 'lift':
      return alteration.lift(about, day((body as Lift).from));
  }
};

/** A session's key or a place's slot by its name. */
const slotText = ({ sessions, segments }: Names, slot: string): string => {
  const [id = slot] = slot.split('@');
  return sessions.find((one) => one.id === id)?.name ?? segments.find((one) => one.id === id)?.title ?? id;
};
