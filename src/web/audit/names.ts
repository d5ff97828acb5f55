/** Names for the ids that audit rows keep, as far as this reader may know them; and what a row is about, in words. */
import { html } from 'hono/html';
import { formatDate } from '../../contract/sentences/format.ts';
import type { LocalDate } from '../../core/time/local.ts';
import { listPeople } from '../../operations/accounts/list-people.ts';
import { listTokens } from '../../operations/accounts/tokens.ts';
import type { Ctx } from '../../operations/context.ts';
import type { ListedAudit } from '../../operations/list-audit.ts';
import { showSchedule } from '../../operations/show-schedule.ts';
import { holds } from '../access.ts';
import type { Html, Page } from '../layout.ts';
import { links } from '../links.ts';

type Names = ReadonlyMap<string, string>;

export interface AuditNames {
  /** '' once erased. */
  readonly people: Names;
  /** Whom the reader may open a page of. */
  readonly open: ReadonlySet<string>;
  readonly tokens: Names;
  readonly units: Names;
  readonly channels: Names;
}

const named = (things: readonly { readonly id: string; readonly name: string }[]): [string, string][] =>
  things.map(({ id, name }) => [id, name]);

/** Who did something on this page is known by it, also to those who may not see the list of people. */
export const namesFor = (ctx: Ctx, rows: readonly ListedAudit[]): AuditNames => {
  const people = listPeople(ctx);
  const shown = showSchedule(ctx);
  const schedule = shown.ok ? shown.value : { units: [], channels: [] };
  const actors = (kinds: readonly string[]) =>
    rows.flatMap(({ actor }): [string, string][] =>
      kinds.includes(actor.kind) && actor.name !== null ? [[actor.id, actor.name]] : [],
    );
  return {
    people: new Map([...actors(['person']), ...named(people)]),
    open: new Set(people.map(({ id }) => id)),
    tokens: new Map([
      ...actors(['machine', 'site']),
      ...(holds(ctx.caller, 'token.read') ? named(listTokens(ctx)) : []),
    ]),
    units: new Map([...rows.flatMap(({ unit }) => (unit === null ? [] : named([unit]))), ...named(schedule.units)]),
    channels: new Map(named(schedule.channels)),
  };
};

/** The first digits of a fingerprint: enough to tell two apart. */
export const shortened = (text: string): string => text.replace(/^([0-9a-f]{12})[0-9a-f]{52}$/, '$1…');

/** 'person/p-…', 'day/dai-my-tu/2026-11-23' …, told by name and as a way to its page. */
export const subjectText = (page: Page, subject: string, names: AuditNames): Html => {
  const { m, lang } = page;
  const { subjects } = m.auditDetail;
  const [kind = '', ...rest] = subject.split('/');
  const id = rest.join('/');
  switch (kind) {
    case 'person': {
      const name = names.people.get(id);
      const text = name === undefined ? subjects.person(id) : name || m.audit.erasedPerson;
      return names.open.has(id) ? html`<a href="${links.person(id)}">${text}</a>` : html`${text}`;
    }
    case 'token':
      return html`${names.tokens.get(id) ?? subjects.token(id)}`;
    case 'unit':
      return html`${names.units.get(id) ?? id}`;
    case 'day': {
      const [channel = '', day = ''] = rest;
      if (!/^\d{4}-\d\d-\d\d$/.test(day)) return html`${subject}`;
      const text = `${names.channels.get(channel) ?? channel}, ${formatDate(day as LocalDate, lang)}`;
      return html`<a href="${links.day(channel, day)}">${text}</a>`;
    }
    case 'alteration':
      return html`${subjects.alteration(id)}`;
    case 'item':
      return html`<a href="${links.item(id)}">${id}</a>`;
    case 'overlay':
      return html`${subjects.overlay(id)}`;
    case 'festival':
      return html`${subjects.festival(id)}`;
    case 'schedule':
      return html`${subjects.schedule(id)}`;
    case 'sound':
      return html`${subjects.sound(shortened(id))}`;
    case 'link':
      return html`${id === 'first-run' ? subjects.firstRun : subject}`;
    case 'sign-in':
      return html`${id === '' ? subjects.signIn : subject}`;
    default:
      return html`${subject}`;
  }
};
