/**
 * The edit form as it was typed → what editSchedule() asks for, and ready edits → the fields that ask for them.
 *
 * What cannot be read at all is refused here, each fault at its field; whether an edit can be made, the operation says.
 */
import type { ChannelId, ItemId, SegmentId, SessionId, StrandId } from '../../core/ids.ts';
import type { Refusal } from '../../core/refusal.ts';
import { okUnless, type Result, refusal } from '../../core/result.ts';
import type { EditScope, EditTarget, SegmentAction, SessionAction } from '../../core/schedule/alterations.ts';
import type { Content } from '../../core/schedule/model.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { EditAsked } from '../../operations/alterations/edit-schedule.ts';
import type { Sent } from '../forms/sent.ts';
import { clockIn, dayIn, dayTyped } from '../forms/typed.ts';

export const SESSION_STEPS = [
  'cancel',
  'move',
  'length',
  'add',
  'channels',
] as const satisfies readonly SessionAction['kind'][];
export const SEGMENT_STEPS = ['cancel', 'replace', 'move'] as const satisfies readonly SegmentAction['kind'][];
export const SCOPES = ['this', 'following', 'all'] as const satisfies readonly EditScope[];

/** Everything that an edit is asked with; hidden in the page that looks at it first. */
export const EDIT_FIELDS = [
  'session',
  'segment',
  'day',
  'do',
  'scope',
  'time',
  'toDay',
  'minutes',
  'seconds',
  'content',
  'label',
  'language',
  'after',
  'channels',
  'place',
] as const;
export type EditField = (typeof EDIT_FIELDS)[number];

const MOST_MINUTES = 1440;

/** One edit, or one for each of several segments that are left out together. Refuses with request.wrong, time.date, reason.missing. */
export const readEdits = (sent: Sent, titleOf: TitleOf): Result<readonly EditAsked[]> => {
  const refusals: Refusal[] = [];
  const wrong = (field: EditField): void => {
    refusals.push(refusal('request.wrong', { field: sent.text(field), expected: 'valid' }, { pointer: `/${field}` }));
  };
  const day = dateIn(sent, 'day', refusals);
  const scope = SCOPES.find((one) => one === sent.text('scope'));
  if (scope === undefined) wrong('scope');
  const targets = sent.all('segment').some((id) => id !== '')
    ? segmentTargets(sent, wrong)
    : sessionTargets(sent, titleOf, wrong, refusals);
  const reason = sent.text('reason');
  if (reason === '') refusals.push(refusal('reason.missing', {}, { pointer: '/reason' }));
  const evenSo = sent.text('evenSo') === 'yes';
  return okUnless(refusals, () =>
    // Nothing was refused, so both are there.
    targets.map(
      (target): EditAsked => ({ ...target, scope: scope as EditScope, day: day as LocalDate, reason, evenSo }),
    ),
  );
};

const dateIn = (sent: Sent, field: 'day' | 'toDay', refusals: Refusal[]): LocalDate | null => {
  const read = dayIn(sent.text(field));
  if (read.ok) return read.value;
  refusals.push(refusal('time.date', { text: sent.text(field) }, { pointer: `/${field}` }));
  return null;
};

type Wrong = (field: EditField) => void;

/** What a place is called when nobody says otherwise. */
type TitleOf = (content: Content) => string;

const sessionTargets = (sent: Sent, titleOf: TitleOf, wrong: Wrong, refusals: Refusal[]): EditTarget[] => {
  const session = sent.text('session') as SessionId;
  const action = sessionAction(sent, titleOf, wrong, refusals);
  return action === null ? [] : [{ of: 'session', session, action }];
};

const sessionAction = (sent: Sent, titleOf: TitleOf, wrong: Wrong, refusals: Refusal[]): SessionAction | null => {
  const step = SESSION_STEPS.find((one) => one === sent.text('do'));
  switch (step) {
    case 'cancel':
      return { kind: 'cancel' };
    case 'move': {
      const time = clockIn(sent.text('time'));
      if (time === null) wrong('time');
      const day = sent.text('toDay') === '' ? null : dateIn(sent, 'toDay', refusals);
      // The form shows its own day: that is no other one.
      return time === null ? null : { kind: 'move', day: day === sent.text('day') ? null : day, time };
    }
    case 'length': {
      const [minutes, seconds] = [sent.text('minutes'), sent.text('seconds') || '0'];
      const whole = /^\d{1,4}$/.test(minutes) && /^\d{1,2}$/.test(seconds) ? Number(minutes) * 60 + Number(seconds) : 0;
      if (whole < 60 || whole > MOST_MINUTES * 60) wrong('minutes');
      return { kind: 'length', maxSeconds: whole };
    }
    case 'add': {
      const content = contentIn(sent);
      if (content === null) wrong('content');
      const after = sent.text('after');
      if (content === null) return null;
      const [title, language] = [sent.text('label') || titleOf(content), sent.text('language') || 'vi'];
      return { kind: 'add', after: after === '' ? null : (after as SegmentId), title, content, language };
    }
    case 'channels': {
      const channels = sent.all('channels').filter((id) => id !== '') as ChannelId[];
      if (channels.length === 0) wrong('channels');
      return { kind: 'channels', channels };
    }
    case undefined:
      wrong('do');
      return null;
  }
};

const segmentTargets = (sent: Sent, wrong: Wrong): EditTarget[] => {
  const action = segmentAction(sent, wrong);
  return action === null
    ? []
    : sent.all('segment').map((segment): EditTarget => ({ of: 'segment', segment: segment as SegmentId, action }));
};

const segmentAction = (sent: Sent, wrong: Wrong): SegmentAction | null => {
  const step = SEGMENT_STEPS.find((one) => one === sent.text('do'));
  switch (step) {
    case 'cancel':
      return { kind: 'cancel' };
    case 'replace': {
      const content = contentIn(sent);
      if (content === null) wrong('content');
      return content === null ? null : { kind: 'replace', content, title: sent.text('label') || null };
    }
    case 'move': {
      const [session = '', after = ''] = sent.text('place').split('/');
      if (session === '') wrong('place');
      return { kind: 'move', session: session as SessionId, after: after === '' ? null : (after as SegmentId) };
    }
    case undefined:
      wrong('do');
      return null;
  }
};

/** 'item/tin-1' or 'strand/ban-tin'. */
const contentIn = (sent: Sent): Content | null => {
  const [kind, id = ''] = sent.text('content').split('/');
  if (id === '') return null;
  if (kind === 'item') return { kind, item: id as ItemId };
  return kind === 'strand' ? { kind, strand: id as StrandId, count: 1 } : null;
};

type Ready = EditTarget & { readonly scope: EditScope; readonly day: LocalDate };

type Hidden = readonly (readonly [name: string, value: string])[];

/** Ready edits as the fields of the form; null for what the form cannot ask. Several are told together when they leave out segments. */
export const fieldsOfEdits = (edits: readonly Ready[]): Hidden | null => {
  const [first, ...more] = edits;
  if (first === undefined) return null;
  const base = [
    ['day', first.day],
    ['scope', first.scope],
    ['do', first.action.kind],
  ] as const;
  if (first.of === 'segment') {
    const all = [first, ...more];
    if (!all.every((one) => one.of === 'segment' && (more.length === 0 || one.action.kind === 'cancel'))) return null;
    const segments = all.flatMap((one) => (one.of === 'segment' ? [['segment', one.segment] as const] : []));
    const own = segmentFields(first.action);
    return own === null ? null : [...base, ...segments, ...own];
  }
  const own = more.length > 0 ? null : sessionFields(first.action);
  return own === null ? null : [...base, ['session', first.session], ...own];
};

const sessionFields = (action: SessionAction): Hidden | null => {
  switch (action.kind) {
    case 'cancel':
      return [];
    case 'move':
      return [['time', action.time], ...(action.day === null ? [] : [['toDay', dayTyped(action.day)] as const])];
    case 'channels':
      return action.channels.map((id) => ['channels', id] as const);
    case 'length':
      return [
        ['minutes', String(Math.floor(action.maxSeconds / 60))],
        ['seconds', String(action.maxSeconds % 60)],
      ];
    case 'add': {
      const content = contentField(action.content);
      return content === null
        ? null
        : [content, ['after', action.after ?? ''], ['label', action.title], ['language', action.language]];
    }
  }
};

const segmentFields = (action: SegmentAction): Hidden | null => {
  switch (action.kind) {
    case 'cancel':
      return [];
    case 'move':
      return [['place', `${action.session}/${action.after ?? ''}`]];
    case 'replace': {
      const content = contentField(action.content);
      return content === null ? null : [content, ['label', action.title ?? '']];
    }
  }
};

const contentField = (content: Content): readonly ['content', string] | null => {
  if (content.kind === 'item') return ['content', `item/${content.item}`];
  return content.kind === 'strand' && content.count === 1 ? ['content', `strand/${content.strand}`] : null;
};
