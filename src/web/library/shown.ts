/** How the library's pages tell of an item: its states as badges, when it may air, where it belongs, who did something. */
import { html } from 'hono/html';
import { formatDate, formatDateTime } from '../../contract/sentences/format.ts';
import type { VersionState } from '../../core/library/approval.ts';
import type { ItemState } from '../../core/library/item-state.ts';
import type { Item, Schedule } from '../../core/schedule/model.ts';
import type { ShownAct } from '../../operations/library/show-item.ts';
import { type Icon, icon } from '../icons.ts';
import type { Html, Page } from '../layout.ts';
import { momentText } from '../moments.ts';
import { actorName } from '../schedule/actor.ts';

const BADGES: Readonly<Record<ItemState, { readonly tone: string; readonly sign: Icon }>> = {
  'waits-for-recording': { tone: 'fair', sign: 'wait' },
  'waits-for-approval': { tone: 'fair', sign: 'wait' },
  approved: { tone: 'good', sign: 'ok' },
  draft: { tone: 'calm', sign: 'pen' },
  embargoed: { tone: 'calm', sign: 'day' },
  expired: { tone: 'bad', sign: 'stop' },
  unused: { tone: 'calm', sign: 'none' },
};

export const stateBadge = ({ m }: Page, state: ItemState | VersionState): Html =>
  html`<span class="badge ${BADGES[state].tone}">${icon(BADGES[state].sign)}<span>${m.library.states[state]}</span></span>`;

type Limits = Pick<Item, 'from' | 'to' | 'notBefore' | 'notFrom'>;

/** 'từ 01/12/2026, đến hết 15/12/2026' */
export const airsText = ({ m, lang }: Page, { from, to, notBefore, notFrom }: Limits): string => {
  const { library } = m;
  const parts = [
    from === null ? '' : library.from(formatDate(from, lang)),
    to === null ? '' : library.to(formatDate(to, lang)),
    notBefore === null ? '' : library.notBefore(formatDateTime(notBefore, lang)),
    notFrom === null ? '' : library.notFrom(formatDateTime(notFrom, lang)),
  ].filter((part) => part !== '');
  return parts.length === 0 ? library.always : parts.join(', ');
};

/** Campaign and content group by name; '' for none. */
export const belongsText = (
  { campaigns }: Pick<Schedule, 'campaigns'>,
  { campaign, contentGroup }: Pick<Item, 'campaign' | 'contentGroup'>,
): string => {
  const found = campaigns.find(({ id }) => id === campaign);
  const group = found?.contentGroups.find(({ id }) => id === contentGroup);
  return [found?.name ?? campaign ?? '', group?.name ?? ''].filter((name) => name !== '').join(' – ');
};

/** Name and moment, for sentences that tell who did something. */
export const actWords = (page: Page, { by, at }: ShownAct, zone: string): readonly [who: string, at: string] => [
  actorName(page, by),
  momentText(at, zone, page.lang),
];
