/** Three sites of the small centre, put straight into the tables: one that is well, one in every kind of trouble, one of people only. */
import type { ChannelId } from '../../src/core/ids.ts';
import type { Manifest } from '../../src/core/manifest/model.ts';
import { signManifest } from '../../src/core/manifest/signed-manifest.ts';
import { must, ok } from '../../src/core/result.ts';
import type { Ctx } from '../../src/operations/context.ts';
import { saveStatus } from '../../src/store/fleet.ts';
import { addManifest, addReceipt } from '../../src/store/manifests.ts';
import { machineToken, siteLink } from './credentials.ts';
import { dayOf, manifestOf, sessionAt } from './manifests.ts';
import { CENTRE } from './site-packages.ts';

const PLAYER = ['schedule.read', 'airing.report'] as const;
const GOOD = { freeBytes: 42_000_000_000, missing: [], missingCount: 0, agent: 'loa 1.0', offsetMs: 120, errorMs: 80 };

/** For a clock at 2026-11-23T01:00:00Z: 08:00 at the place. */
export const putSites = (ctx: Ctx): void => {
  const publish = (channel: string, name: string, version: number, more: Partial<Manifest>): void => {
    const id = channel as ChannelId;
    const manifest = manifestOf({
      site: { id: channel, name },
      version,
      issuedAt: '2026-11-22T10:00:00Z',
      validUntil: '2026-12-06T10:00:00Z',
      days: [dayOf('2026-11-23', sessionAt('2026-11-23', '05:00:00'), sessionAt('2026-11-23', '17:00:00'))],
      ...more,
    });
    const { issuedAt: publishedAt, validUntil } = manifest;
    const note = signManifest(manifest, CENTRE.key, CENTRE.sign);
    const row = { channel: id, version, note, publishedAt, publishedBy: 'system:service', validUntil, changes: [] };
    must(ctx.store.transact((rows) => ok(addManifest(rows, row, []))));
  };
  const fetched = (channel: string, who: string, version: number, at: string): void => {
    const receipt = { channel: channel as ChannelId, version, kind: 'fetched', who, at } as const;
    must(ctx.store.transact((rows) => ok(addReceipt(rows, receipt))));
  };
  const says = (channel: string, who: string, at: string, more: Partial<typeof GOOD> = {}): void => {
    const status = { ...GOOD, ...more, channel: channel as ChannelId, who, at };
    must(ctx.store.transact((rows) => ok(saveStatus(rows, status))));
  };
  publish('dai-my-tu', 'Đài Mỹ Tú', 3, {
    issuedAt: '2026-11-23T00:30:00Z',
    days: [dayOf('2026-11-23', sessionAt('2026-11-23', '17:00:00'))],
  });
  const good = `machine:${machineToken(ctx, { name: 'Máy đài', scopes: PLAYER }).id}`;
  fetched('dai-my-tu', good, 3, '2026-11-23T00:31:00Z');
  says('dai-my-tu', good, '2026-11-23T00:58:00Z');

  publish('loa-hau-thanh', 'Loa ấp Hậu Thành', 6, { validUntil: '2026-11-24T10:00:00Z' });
  publish('loa-hau-thanh', 'Loa ấp Hậu Thành', 7, { issuedAt: '2026-11-22T14:00:00Z' });
  const bad = `machine:${machineToken(ctx, { name: 'Máy ấp', scopes: PLAYER }).id}`;
  fetched('loa-hau-thanh', bad, 6, '2026-11-22T11:00:00Z');
  says('loa-hau-thanh', bad, '2026-11-22T22:40:00Z', {
    freeBytes: 312_000_000,
    missingCount: 2,
    offsetMs: 9_400,
    errorMs: 900,
  });

  publish('loa-hung-phu', 'Loa xã Hưng Phú', 2, {});
  fetched(
    'loa-hung-phu',
    `site:${siteLink(ctx, 'loa-hung-phu', { name: 'Điện thoại' }).id}`,
    2,
    '2026-11-22T23:00:00Z',
  );
};
