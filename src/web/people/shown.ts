/** How people and what they were given are told: on the list, on their own page, and where they are chosen. */
import { html } from 'hono/html';
import { words } from '../../contract/sentences/index.ts';
import { ACCOUNT_ROLES } from '../../core/access/model.ts';
import type { ListedGrant, ListedPerson } from '../../operations/accounts/list-people.ts';
import type { UnitChoices } from '../access.ts';
import { type Icon, icon } from '../icons.ts';
import type { Html, Page } from '../layout.ts';
import { links, query } from '../links.ts';

type State = 'active' | 'invited' | 'disabled' | 'erased';

const STATES: Readonly<Record<State, { readonly icon: Icon; readonly tone: string }>> = {
  active: { icon: 'ok', tone: 'good' },
  invited: { icon: 'wait', tone: 'fair' },
  disabled: { icon: 'stop', tone: 'bad' },
  erased: { icon: 'none', tone: 'calm' },
};

export const stateOf = ({ erasedAt, disabledAt, hasPassphrase }: ListedPerson): State => {
  if (erasedAt !== null) return 'erased';
  if (disabledAt !== null) return 'disabled';
  return hasPassphrase ? 'active' : 'invited';
};

export const stateBadges = ({ m }: Page, person: ListedPerson): Html => {
  const state = stateOf(person);
  const factor =
    person.secondFactorSince === null ? '' : html`<span class="badge calm">${icon('key')}${m.people.withFactor}</span>`;
  return html`<span class="badges"><span class="badge ${STATES[state].tone}">${icon(STATES[state].icon)}${m.people.states[state]}</span>${factor}</span>`;
};

export const shownName = ({ m }: Page, { name, erasedAt }: Pick<ListedPerson, 'name' | 'erasedAt'>): string =>
  erasedAt === null ? name : m.people.erasedName;

export const unitText = ({ m }: Page, unit: ListedGrant['unit']): string => unit?.name ?? m.form.wholeCentre;

export const roleOptions = ({ lang, m }: Page) => [
  { value: '', label: m.form.choose },
  ...ACCOUNT_ROLES.map((role) => ({ value: role, label: words(lang).accountRoles[role] })),
];

/** No unit has this id: ids have no asterisk. */
const WHOLE = '*';

export const unitOptions = ({ m }: Page, { whole, units }: UnitChoices) => [
  ...(whole || units.length !== 1 ? [{ value: '', label: m.form.choose }] : []),
  ...(whole ? [{ value: WHOLE, label: m.form.wholeCentre }] : []),
  ...units.map(({ id, name }) => ({ value: id, label: name })),
];

/** What was chosen: a unit, or null for the whole centre; '' is no unit and is refused as such. */
export const unitChosen = (text: string): string | null => (text === WHOLE ? null : text);

/** What the reader has to do before anything here can be changed; nothing when they can begin. */
export const stepUpPanel = ({ m, here }: Page, factor: 'fresh' | 'stale' | 'missing'): Html => {
  if (factor === 'fresh') return html``;
  const [text, way, label] =
    factor === 'stale'
      ? [m.secondFactor.stale, `${links.confirm}${query({ next: here })}`, m.secondFactor.stepUp]
      : [m.secondFactor.missing, links.secondFactorFor(here), m.secondFactor.go];
  return html`<section class="panel step-up"><p class="state">${icon('key')}<span>${text}</span></p><p class="ways"><a class="button main" href="${way}">${label}</a></p></section>`;
};

/** Whoever made something: a name, what the system calls itself, or that there is no name any more. */
export const makerText = ({ m }: Page, maker: string): string => {
  if (maker === '') return m.audit.erasedPerson;
  return maker === 'system:cli' ? m.audit.systems.cli : maker === 'system:service' ? m.audit.systems.service : maker;
};
