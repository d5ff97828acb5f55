/** What goes out to a site: approved by a second person, rendered, within the hours; and never less than it had. */
import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { manifestIn } from '../../../../src/contract/manifest.ts';
import { readSchedules } from '../../../../src/contract/schedule-file/index.ts';
import { changeText } from '../../../../src/contract/sentences/published.ts';
import { followKeyLinks } from '../../../../src/core/evidence/next-key.ts';
import { formatVerifierKey, noteKeyIn } from '../../../../src/core/evidence/verifier-key.ts';
import type { ChannelId } from '../../../../src/core/ids.ts';
import type { Result } from '../../../../src/core/result.ts';
import { must, refuse } from '../../../../src/core/result.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { openUrgentKey } from '../../../../src/core/urgent/signed-urgent.ts';
import { publisher } from '../../../../src/loops/publisher.ts';
import { addSiteLink } from '../../../../src/operations/accounts/tokens.ts';
import { whoAsks } from '../../../../src/operations/accounts/who-asks.ts';
import { applySchedule } from '../../../../src/operations/apply-schedule.ts';
import { approveDay } from '../../../../src/operations/approve-day.ts';
import type { Ctx } from '../../../../src/operations/context.ts';
import { listAudit } from '../../../../src/operations/list-audit.ts';
import { beginRun } from '../../../../src/operations/log/begin-run.ts';
import { sealLog } from '../../../../src/operations/log/seal-log.ts';
import { type Publication, publishDue, publishManifest } from '../../../../src/operations/manifests/publish.ts';
import { giveReceipt, listHolders } from '../../../../src/operations/manifests/receipts.ts';
import { rotateScheduleKey } from '../../../../src/operations/manifests/rotate-schedule-key.ts';
import { fetchManifest, showManifest, showScheduleKey } from '../../../../src/operations/manifests/show-manifest.ts';
import { verifyManifest } from '../../../../src/operations/manifests/verify-manifest.ts';
import { fetchUrgent } from '../../../../src/operations/urgent/fetch-urgent.ts';
import { rotateUrgentKey } from '../../../../src/operations/urgent/rotate-urgent-key.ts';
import { verifyEd25519 } from '../../../../src/secrets/ed25519.ts';
import { newScheduleKey } from '../../../../src/secrets/schedule-key.ts';
import { openStore } from '../../../../src/store/database.ts';
import { manifest, receipt } from '../../../../src/store/schema.ts';
import { asking, makeAccountsWorld } from '../../../support/accounts-world.ts';
import { role } from '../../../support/credentials.ts';
import { planDay } from '../../../support/planned.ts';
import type { World } from '../../../support/world.ts';

const LOA_A = 'loa-a' as ChannelId;
const DAY = '2026-11-24' as LocalDate;
const ASKED = { channel: 'loa-a' };

let world: World;
let ctx: Ctx;
let approver: Ctx;
beforeEach(async () => {
  world = await makeAccountsWorld();
  ctx = world.ctx;
  approver = asking(ctx, { name: 'Lan', grants: [role('approver', 'xa-a')] });
});
afterEach(() => world.close());

const refused = (answer: Result<unknown>): object => (answer.ok ? { ok: true } : answer.refusals[0]);
const publish = async (who: Ctx = ctx, more = {}): Promise<Publication> =>
  must(await publishManifest(who, { ...ASKED, ...more }));
const versions = () =>
  ctx.store.rows
    .select({ version: manifest.version })
    .from(manifest)
    .all()
    .map((row) => row.version);
const apply = (text: string): void => {
  const read = must(readSchedules([{ name: 'them.yaml', bytes: new TextEncoder().encode(text) }]));
  must(applySchedule(ctx, read, { dryRun: false }));
};
/** One more session on that day; `text` is what becomes of the file that was applied before. */
const addSession = (start: string, from: string = DAY): void =>
  apply(
    `sessions:\n  - { id: buoi-them, name: "Buổi thêm", channels: [loa-a], start: "${start}", maxMinutes: 5, from: ${from}, to: ${from}, segments: [{ id: muc-them, title: "Mục thêm", item: dai-hieu }, { id: muc-nua, title: "Mục nữa", item: dai-hieu }] }\n`,
  );
const approve = (day = DAY): number => {
  const version = must(planDay(ctx, LOA_A, day)).version ?? 0;
  must(approveDay(approver, { channel: 'loa-a', day, version }));
  return version;
};
/** Approved and rendered. */
const ready = async (day = DAY): Promise<number> => {
  const version = approve(day);
  await world.render(LOA_A, day);
  return version;
};

describe('a day goes out', () => {
  test('once a second person has approved it and it is rendered; the same again is no new version', async () => {
    expect(refused(await publishManifest(ctx, ASKED))).toMatchObject({ params: { day: null } });
    must(beginRun(ctx, { version: '0', clean: true }));
    const sealed = must(sealLog(ctx));
    must(planDay(ctx, LOA_A, DAY));
    const waits = (why: string) => ({ code: 'manifest.nothing', params: { day: DAY, why } });
    expect(refused(await publishManifest(ctx, ASKED))).toMatchObject(waits('not-approved'));
    approve();
    expect(refused(await publishManifest(ctx, ASKED))).toMatchObject(waits('not-rendered'));
    expect(refused(showManifest(ctx, ASKED))).toMatchObject({ code: 'manifest.none' });
    const [rendered] = await world.render(LOA_A, DAY);

    const first = await publish(approver);
    expect(first).toMatchObject({ isNew: true, changes: [], heldBack: [] });
    expect(first.manifest).toMatchObject({
      version: 1,
      site: { id: 'loa-a', name: 'Loa xã A' },
      zone: 'Asia/Ho_Chi_Minh',
      issuedAt: '2026-11-23T01:00:00Z',
      validUntil: '2026-12-07T01:00:00Z',
      // What a site sends later names it: that row was made after it.
      checkpoint: sealed?.note,
      hours: [DAY, '2026-11-25'].map((day) => ({ day, spans: [{ from: '00:00:00', to: '00:00:00' }] })),
      days: [
        {
          day: DAY,
          version: 1,
          sessions: [
            {
              id: 'buoi-a',
              start: { local: `${DAY}T17:00:00`, zone: 'Asia/Ho_Chi_Minh', instant: `${DAY}T10:00:00Z` },
              sound: { sha256: rendered?.rendering.output, bytes: rendered?.rendering.bytes, format: 'mp3' },
              late: 'from-start',
              authorised: null,
              items: [{ title: 'Đài hiệu', kind: 'sound', offsetMs: 0 }],
            },
          ],
        },
      ],
    });
    // Signed by the key that is shown, over every byte.
    const { vkey, origin } = must(showScheduleKey(ctx));
    const { note, manifest: published } = first;
    expect(published.origin).toBe(origin);
    const file = { held: null, vkey, verify: verifyEd25519, read: manifestIn, now: '2026-11-23T02:00:00Z' };
    expect(must(verifyManifest({ ...file, note }))).toEqual({ manifest: published, standing: 'new' });
    expect(must(verifyManifest({ ...file, note, held: note })).standing).toBe('same');
    const faultOf = (asked: object) => refused(verifyManifest({ ...file, note, ...asked }));
    const later = note.replace('"graceSeconds":180', '"graceSeconds":190');
    expect(faultOf({ note: later })).toMatchObject({ params: { fault: 'signature' } });
    expect(faultOf({ now: published.validUntil })).toMatchObject({ params: { fault: 'expired' } });
    expect(statSync(join(world.folder, 'keys', 'schedule.pem')).mode & 0o777).toBe(0o600);

    const again = await publish();
    expect(again).toMatchObject({ isNew: false, note: first.note, manifest: first.manifest });
    expect(versions()).toEqual([1]);
    const { rows } = must(listAudit(ctx, { limit: 500 }));
    expect(rows.filter(({ operation }) => operation === 'manifest.publish')).toMatchObject([
      {
        unit: { id: 'xa-a' },
        subject: 'manifest/loa-a',
        detail: { before: null, after: { version: 1, days: [{ day: DAY, version: 1 }] } },
      },
    ]);
  });

  test('a change is a new version only when it is approved and rendered too, and says what it changes', async () => {
    await ready();
    const first = await publish();
    world.setNow('2026-11-23T01:01:00Z');
    addSession('18:00');
    const version = must(planDay(ctx, LOA_A, DAY)).version ?? 0;
    const held = (why: string) => [{ day: DAY, version, why, standing: 1 }];
    expect(await publish()).toMatchObject({ isNew: false, note: first.note, heldBack: held('not-approved') });
    must(approveDay(approver, { channel: 'loa-a', day: DAY, version }));
    expect(await publish()).toMatchObject({ isNew: false, note: first.note, heldBack: held('not-rendered') });
    await world.render(LOA_A, DAY);
    const second = await publish();
    expect(second).toMatchObject({ isNew: true, heldBack: [], manifest: { version: 2, days: [{ version }] } });
    expect(second.changes.map((change) => changeText(change, 'vi'))).toEqual([
      'Ngày 24/11/2026: thêm “Buổi thêm” lúc 18:00.',
    ]);
    expect(second.changes.map((change) => changeText(change, 'en'))).toEqual([
      '24 November 2026: “Buổi thêm” is added at 18:00.',
    ]);
    const { vkey } = must(showScheduleKey(ctx));
    const file = { vkey, verify: verifyEd25519, read: manifestIn, now: '2026-11-23T02:00:00Z' };
    expect(must(verifyManifest({ ...file, note: second.note, held: first.note })).standing).toBe('new');
    expect(refused(verifyManifest({ ...file, note: first.note, held: second.note }))).toMatchObject({
      code: 'manifest.refused',
      params: { fault: 'older', version: 1, held: 2 },
    });
  });
});

describe('what a site has is not taken from it', () => {
  test('when the sound is gone from our shelf; but when the hours forbid it, it is', async () => {
    await ready();
    const other = '2026-11-25' as LocalDate;
    await ready(other);
    const first = await publish();
    const [sound] = first.manifest.days[0]?.sessions.map((session) => session.sound?.sha256) ?? [];
    rmSync(ctx.audio.shelf.pathOf(sound ?? ('' as never)));
    expect(await publish()).toMatchObject({
      isNew: false,
      note: first.note,
      heldBack: [DAY, other].map((day) => ({ day, why: 'file-gone', standing: 1 })),
    });

    world.setNow('2026-11-23T01:05:00Z');
    apply(
      'guards:\n  - { id: gio, name: "Giờ phát", hours: [{ from: "05:00", to: "07:00" }], from: 2026-11-25, to: 2026-11-25 }\n',
    );
    const second = await publish();
    expect(second.manifest.days.map(({ day }) => day)).toEqual([DAY]);
    expect(second.heldBack).toContainEqual({ day: other, version: 1, why: 'hours', session: 'Buổi A', standing: null });
    expect(second.changes).toMatchObject([{ kind: 'session-removed', day: other }]);
    // The hours go along, so that the player keeps to them too.
    expect(second.manifest.hours).toEqual([
      { day: DAY, spans: [{ from: '00:00:00', to: '00:00:00' }] },
      { day: other, spans: [{ from: '05:00:00', to: '07:00:00' }] },
    ]);
  });

  test('days that are over go without a new version; before its end it is issued anew', async () => {
    await ready();
    await ready('2026-11-30' as LocalDate);
    await publish();
    world.setNow('2026-11-26T01:00:00Z');
    expect(await publish()).toMatchObject({ isNew: false });
    world.setNow('2026-11-30T01:00:00Z');
    expect(await publish()).toMatchObject({
      isNew: true,
      changes: [],
      manifest: { version: 2, validUntil: '2026-12-14T01:00:00Z', days: [{ day: '2026-11-30' }] },
    });
    // After a restored backup it goes on above what sites hold.
    expect((await publish(ctx, { above: 40 })).manifest.version).toBe(41);
    expect(await publish(ctx, { above: 40 })).toMatchObject({ isNew: false });
    world.setNow('2026-12-02T01:00:00Z');
    expect(refused(await publishManifest(ctx, ASKED))).toMatchObject({ code: 'manifest.nothing' });
    expect(must(showManifest(ctx, ASKED)).manifest.version).toBe(41);
  });
});

describe('another process', () => {
  test('publishes what this one then shows, with the same key, and nothing is published twice', async () => {
    await ready();
    const store = must(openStore(world.folder));
    try {
      const other = { ...ctx, store };
      const [mine, theirs] = await Promise.all([publish(), publish(other)]);
      expect([mine.isNew, theirs.isNew].filter(Boolean)).toHaveLength(1);
      expect(theirs.note).toBe(mine.note);
      world.setNow('2026-11-23T01:01:00Z');
      addSession('18:00');
      await ready();
      expect((await publish(other)).manifest.version).toBe(2);
      expect(must(showManifest(ctx, ASKED)).manifest.version).toBe(2);
      expect(versions()).toEqual([1, 2]);
    } finally {
      store.close();
    }

    // With a key that others can read, that is gone, damaged or another one, nothing is signed.
    world.setNow('2026-11-23T01:02:00Z');
    await ready('2026-11-26' as LocalDate);
    const path = join(world.folder, 'keys', 'schedule.pem');
    const code = async () => refused(await publishManifest(ctx, ASKED));
    const kept = readFileSync(path);
    chmodSync(path, 0o644);
    expect(await code()).toMatchObject({ code: 'schedule-key.open', params: { mode: '644' } });
    rmSync(path);
    expect(await code()).toMatchObject({ code: 'schedule-key.missing' });
    writeFileSync(path, 'không phải khóa', { mode: 0o600 });
    expect(await code()).toMatchObject({ code: 'schedule-key.damaged' });
    writeFileSync(path, newScheduleKey());
    expect(await code()).toMatchObject({ code: 'schedule-key.other' });
    expect(versions()).toEqual([1, 2]);
    writeFileSync(path, kept);
    expect(await code()).toEqual({ ok: true });
  });
});

describe('one key after another', () => {
  test('every manifest is issued anew by the new key, whose chain tells how; broken off anywhere it is finished, and an emergency is not cut off', async () => {
    await ready();
    const before = await publish();
    const first = must(showScheduleKey(ctx));
    expect(first.chain).toEqual([]);
    const urgent = must(fetchUrgent(ctx, ASKED));
    const mark = must(await publishDue(ctx, null)).mark;
    expect(refused(rotateScheduleKey(approver))).toMatchObject({ code: 'right.not-yours' });
    // The power goes before the old file is put away: the new key signs all the same.
    const stop = { ...ctx.siteKeyring, install: () => refuse('data.full', { path: 'keys' }) };
    expect(refused(rotateScheduleKey({ ...ctx, siteKeyring: stop }))).toMatchObject({ code: 'data.full' });
    const now = must(showScheduleKey(ctx));
    expect(now.vkey).not.toBe(first.vkey);
    expect(now).toMatchObject({ origin: first.origin, chain: [expect.stringContaining(`new ${now.vkey}\n`)] });
    expect(must(rotateScheduleKey(ctx))).toMatchObject({ oldKey: first.vkey, newKey: now.vkey, number: 2 });
    expect(readdirSync(join(world.folder, 'keys')).toSorted()).toEqual([
      ...['change.lock', 'retired', 'schedule.pem', 'urgent.pem'],
    ]);
    const due = must(await publishDue(ctx, mark));
    expect(due.published.map(({ manifest: { version } }) => version)).toEqual([before.manifest.version + 1]);
    expect(must(await publishDue(ctx, null)).published).toEqual([]);
    const key = must(rotateScheduleKey(ctx));
    expect(key).toMatchObject({ oldKey: now.vkey, number: 3 });
    const all = must(showScheduleKey(ctx)).chain;
    const pinned = noteKeyIn(first.vkey);
    if (pinned === null) throw new Error('it is a key');
    const followed = must(followKeyLinks('schedule', { keys: [pinned], links: [] }, all, verifyEd25519));
    expect(followed.keys.map(formatVerifierKey)).toEqual([first.vkey, now.vkey, key.newKey]);
    expect(
      must(listAudit(ctx, { limit: 200 })).rows.filter(({ operation }) => operation === 'schedule-key.rotate'),
    ).toHaveLength(2);

    // Gone for good: only who says so gets another one, for which nobody signs.
    rmSync(join(world.folder, 'keys', 'schedule.pem'));
    expect(refused(rotateScheduleKey(ctx))).toMatchObject({ code: 'schedule-key.missing' });
    const fresh = must(rotateScheduleKey(ctx, { lost: true }));
    expect(fresh).toMatchObject({ oldKey: key.newKey, number: 4 });
    expect(must(showScheduleKey(ctx))).toMatchObject({ vkey: fresh.newKey, origin: first.origin, chain: [] });
    const last = noteKeyIn(must(rotateScheduleKey(ctx, { lost: true })).newKey);
    if (last === null) throw new Error('it is a key');
    const rest = must(showScheduleKey(ctx)).chain;
    const toFollow = (vkey: string) => {
      const held = noteKeyIn(vkey);
      return held === null ? null : followKeyLinks('schedule', { keys: [held], links: [] }, rest, verifyEd25519);
    };
    expect(toFollow(fresh.newKey)).toMatchObject({ ok: true, value: { links: rest } });
    expect(toFollow(key.newKey)).toMatchObject({
      refusals: [{ code: 'schedule-key.chain', params: { fault: 'unknown' } }],
    });

    // The urgent key stays, and is named by the key of now; it has a chain of its own.
    const named = must(openUrgentKey(must(fetchUrgent(ctx, ASKED)).key, last, verifyEd25519));
    expect(must(openUrgentKey(urgent.key, pinned, verifyEd25519))).toEqual(named);
    expect(must(rotateUrgentKey(ctx))).toMatchObject({ oldKey: formatVerifierKey(named), number: 2 });
    const told = must(fetchUrgent(ctx, ASKED));
    expect(must(openUrgentKey(told.key, last, verifyEd25519))).not.toEqual(named);
    expect([urgent.tag, told.tag, must(showManifest(ctx, ASKED)).urgent]).toEqual(['"k0"', '"k0.2"', '"k0.2"']);
    // Sites ask anew when the tag is another, however much of the chain was lost: it is one tag wherever it is told.
    rmSync(join(world.folder, 'keys', 'urgent.pem'));
    must(rotateUrgentKey(ctx, { lost: true }));
    const after = must(fetchUrgent(ctx, ASKED));
    expect(after).toMatchObject({ chain: [], tag: must(showManifest(ctx, ASKED)).urgent });
    expect(after.tag).not.toBe(told.tag);
  });
});

describe('by itself', () => {
  test('publishes when something is approved and rendered, and looks at nothing while there is nothing new', async () => {
    const said: string[] = [];
    const loop = publisher(ctx, {
      published: ({ channel, manifest: { version } }) => said.push(`${channel.id} ${version}`),
      refused: (refusals) => said.push(...refusals.map(({ code }) => code)),
    });
    const turn = () => loop.turn(new AbortController().signal);
    await turn();
    approve();
    await turn();
    expect(said).toEqual([]);
    await world.render(LOA_A, DAY);
    await turn();
    await turn();
    expect(said).toEqual(['loa-a 1']);
    // One that stands in its manifest is not looked at again for what happens elsewhere.
    const { mark } = must(await publishDue(ctx, null));
    expect(must(await publishDue(ctx, mark))).toEqual({ mark, published: [], refusals: [] });
  });
});

describe('receipts', () => {
  test('are kept once for each holder, version and kind; the centre sees who holds what, and who is silent', async () => {
    const admin = asking(ctx, { grants: [role('administrator')] });
    const link = (name: string): Ctx => {
      const { token } = must(addSiteLink(admin, { name, channel: 'loa-a' }));
      return { ...ctx, caller: must(whoAsks(ctx, { kind: 'site', token })) };
    };
    const phone = link('Điện thoại tổ 1');
    must(addSiteLink(admin, { name: 'Chưa mở', channel: 'loa-a' }));
    await ready();
    await publish();
    const fetching = (isSent: boolean) => must(fetchManifest(phone, { ...ASKED, isSent: () => isSent }));
    fetching(false);
    expect(ctx.store.rows.select().from(receipt).all()).toEqual([]);
    fetching(true);
    world.setNow('2026-11-23T03:00:00Z');
    fetching(true);
    const give = (version: number, kind: 'opened' | 'confirmed') => giveReceipt(phone, { ...ASKED, version, kind });
    expect(must(give(1, 'confirmed'))).toEqual({ at: '2026-11-23T03:00:00Z', isNew: true });
    world.setNow('2026-11-23T04:00:00Z');
    expect(must(give(1, 'confirmed'))).toEqual({ at: '2026-11-23T03:00:00Z', isNew: false });
    expect(refused(give(2, 'opened'))).toMatchObject({ code: 'manifest.unknown', params: { version: 2, newest: 1 } });
    expect(ctx.store.rows.select().from(receipt).all()).toMatchObject([
      { kind: 'fetched', version: 1, at: '2026-11-23T01:00:00Z' },
      { kind: 'confirmed', version: 1, at: '2026-11-23T03:00:00Z' },
    ]);
    expect(must(listHolders(ctx, ASKED))).toMatchObject({
      newest: 1,
      holders: [
        { kind: 'site', name: 'Chưa mở', held: null, lastContact: null },
        {
          kind: 'site',
          name: 'Điện thoại tổ 1',
          held: { version: 1, newest: { confirmed: { version: 1 }, fetched: { version: 1 } } },
          lastContact: '2026-11-23T03:00:00Z',
        },
      ],
    });
  });
});
