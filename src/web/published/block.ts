/**
 * What of a day has gone out, on the day's page: for the centre whether the site has this very version, for a telephone at the site
 * what the newest version changes, with the press that confirms that somebody saw it.
 */
import { html } from 'hono/html';
import { formatNumber } from '../../contract/sentences/format.ts';
import { changeText } from '../../contract/sentences/published.ts';
import type { Ctx } from '../../operations/context.ts';
import { giveReceipt, listHolders } from '../../operations/manifests/receipts.ts';
import { type ShownManifest, showManifest } from '../../operations/manifests/show-manifest.ts';
import { mayOnChannel } from '../../operations/operation.ts';
import type { ShownDay } from '../../operations/show-day.ts';
import { icon } from '../icons.ts';
import { type Html, type Page, spoken } from '../layout.ts';
import { links } from '../links.ts';
import { momentText } from '../moments.ts';

export interface PublishedParts {
  /** null: nothing was published. */
  readonly manifest: ShownManifest | null;
  readonly mayPublish: boolean;
  /** Whether this telephone has confirmed the version; null: no telephone. */
  readonly confirmed: boolean | null;
}

/** For a telephone it is also the receipt that somebody opened the version. null: the reader learns of a day that is only worked out. */
export const publishedOf = (ctx: Ctx, day: ShownDay): PublishedParts | null => {
  const channel = day.channel.id;
  const shown = showManifest(ctx, { channel });
  const manifest = shown.ok ? shown.value : null;
  const { caller } = ctx;
  if (caller.kind !== 'site') {
    const mayPublish = day.version !== null && mayOnChannel(ctx, 'day.approve', day);
    return day.version === null ? null : { manifest, mayPublish, confirmed: null };
  }
  if (manifest === null) return null;
  const { version } = manifest.manifest;
  giveReceipt(ctx, { channel, version, kind: 'opened' });
  const listed = listHolders(ctx, { channel });
  const own = listed.ok ? listed.value.holders.find(({ id }) => id === caller.id) : undefined;
  const seen = own?.held?.newest.confirmed?.version ?? null;
  // Who missed two versions is told what both changed.
  const whole = seen === null ? shown : showManifest(ctx, { channel, since: seen });
  return { manifest: whole.ok ? whole.value : manifest, mayPublish: false, confirmed: seen === version };
};

export const publishedBlock = (page: Page, day: ShownDay, parts: PublishedParts): Html => {
  const { published } = page.m;
  const inside = parts.confirmed === null ? forCentre(page, day, parts) : forSite(page, day, parts);
  return html`<section class="approval" aria-labelledby="phat-hanh"><h2 id="phat-hanh" class="unseen">${published.title}</h2>${inside}</section>`;
};

const forCentre = ({ m, lang }: Page, day: ShownDay, { manifest, mayPublish }: PublishedParts): Html => {
  const { published } = m;
  const number = (value: number): string => formatNumber(value, lang);
  const standing = manifest?.manifest.days.find((one) => one.day === day.day);
  const isSame = standing !== undefined && standing.version === day.version;
  const told = (): string => {
    if (manifest === null || standing === undefined) return published.onDay.missing;
    const version = number(manifest.manifest.version);
    return isSame ? published.onDay.same(version) : published.onDay.other(number(standing.version), version);
  };
  const button = html`<form method="post" action="${links.published(day.channel.id)}" class="one"><button type="submit">${icon('on')}${published.publish}</button></form>`;
  return html`<div><p class="state${isSame ? ' good' : ''}">${icon(isSame ? 'ok' : 'wait')}<span>${told()}</span></p><p class="hint"><a href="${links.published(day.channel.id)}">${published.details}</a></p></div>${mayPublish && !isSame ? button : ''}`;
};

const forSite = ({ m, lang }: Page, day: ShownDay, { manifest, confirmed }: PublishedParts): Html => {
  if (manifest === null) return html``;
  const { published } = m;
  const { version } = manifest.manifest;
  const changes = manifest.changes.filter((change) => change.day >= day.today);
  const list =
    changes.length === 0
      ? ''
      : html`<p class="hint">${published.changes}:</p><ul>${changes.map((change) => html`<li>${spoken(changeText(change, lang))}</li>`)}</ul>`;
  const press = confirmed
    ? html`<p class="state good">${icon('ok')}<span>${published.confirmed}</span></p>`
    : html`<form method="post" action="${links.seen(day.channel.id)}" class="one main"><input type="hidden" name="version" value="${version}"><button type="submit">${icon('ok')}${published.seen}</button></form>`;
  const newest = published.newest(
    formatNumber(version, lang),
    momentText(manifest.publishedAt, day.station.zone, lang),
  );
  return html`<div><p class="state">${icon('day')}<span>${newest}</span></p>${list}</div>${press}`;
};
