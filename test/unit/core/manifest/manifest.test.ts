/** What is signed, what a site takes in the place of what it holds, and how the change reads. */
import { describe, expect, test } from 'vitest';
import { manifestIn } from '../../../../src/contract/manifest.ts';
import type { LogKey } from '../../../../src/core/evidence/verifier-key.ts';
import { verifierKey } from '../../../../src/core/evidence/verifier-key.ts';
import { type Arrived, accept } from '../../../../src/core/manifest/accept.ts';
import { differences } from '../../../../src/core/manifest/difference.ts';
import { nextManifest } from '../../../../src/core/manifest/make.ts';
import type { Manifest } from '../../../../src/core/manifest/model.ts';
import { manifestText, openManifest, signManifest } from '../../../../src/core/manifest/signed-manifest.ts';
import { must } from '../../../../src/core/result.ts';
import type { LocalDate } from '../../../../src/core/time/local.ts';
import { newSigningKey, signingKeyIn, verifyEd25519 } from '../../../../src/secrets/ed25519.ts';
import { dayOf, manifestOf, sessionAt } from '../../../support/manifests.ts';

const keyOf = (name: string) => {
  const key = signingKeyIn(newSigningKey());
  if (key === null) throw new Error('a key just made reads');
  return { key: must(verifierKey('note', name, key.publicKey)) as LogKey, sign: key.sign };
};

const centre = keyOf('loa-3fa94c1b/lich');
const SITE = { id: 'my-tu', origin: 'loa-3fa94c1b/lich' };
const NOW = '2026-11-29T12:00:00Z';

const arrived = (manifest: Manifest): Arrived => ({ manifest, note: signManifest(manifest, centre.key, centre.sign) });
const faultIn = (result: ReturnType<typeof accept>) => (result.ok ? result.value : result.refusals[0].params);

describe('a signed note', () => {
  const manifest = manifestOf();
  const note = signManifest(manifest, centre.key, centre.sign);

  test('is read back as it was made', () => {
    expect(must(manifestIn(must(openManifest(note, centre.key, verifyEd25519))))).toEqual(manifest);
  });

  test('any changed character of its text is found', () => {
    const end = manifestText(manifest).length;
    for (let place = 0; place < end; place += 7) {
      const changed = `${note.slice(0, place)}${note[place] === 'x' ? 'y' : 'x'}${note.slice(place + 1)}`;
      expect(openManifest(changed, centre.key, verifyEd25519).ok, `${place}`).toBe(false);
    }
  });

  test('cut off anywhere it is none', () => {
    for (let length = 0; length < note.length; length += 11)
      expect(openManifest(note.slice(0, length), centre.key, verifyEd25519).ok).toBe(false);
  });

  test('of another centre, under our name or its own, it is not ours', () => {
    const other = keyOf('loa-3fa94c1b/lich');
    const forged = signManifest(manifest, other.key, other.sign);
    expect(openManifest(forged, centre.key, verifyEd25519)).toMatchObject({
      refusals: [{ params: { fault: 'signature' } }],
    });
  });

  test('a checkpoint signed by the same key is no manifest', () => {
    const text = `${SITE.origin}\n5\n${Buffer.alloc(32).toString('base64')}\n`;
    const signed = `${text}\n${note.slice(note.lastIndexOf('\n\n') + 2)}`;
    expect(openManifest(signed, centre.key, verifyEd25519)).toMatchObject({
      refusals: [{ params: { fault: 'unreadable' } }],
    });
  });

  test('a field that is not understood is not passed over', () => {
    expect(manifestIn(JSON.stringify({ ...manifest, louder: true })).ok).toBe(false);
    expect(manifestIn('{').ok).toBe(false);
  });
});

describe('what takes the place of what is held (h)', () => {
  const held = arrived(manifestOf());
  test.each<[string, Partial<Manifest>, string | object]>([
    ['a newer one', { version: 4 }, 'new'],
    ['the same one', {}, 'same'],
    ['an older one', { version: 2 }, { fault: 'older', held: 3 }],
    ['the same version with other content', { issuedAt: '2026-11-29T11:00:00Z' }, { fault: 'other-content' }],
    ['a newer one without days', { version: 4, days: [] }, { fault: 'empty' }],
    ['a newer one that is over', { version: 4, validUntil: NOW }, { fault: 'expired' }],
    [
      'a newer one of another site',
      { version: 4, site: { id: 'hung-phu', name: 'Loa xã Hưng Phú' } },
      { fault: 'site' },
    ],
    ['a newer one of another centre', { version: 4, origin: 'loa-00000000/lich' }, { fault: 'origin' }],
  ])('%s', (_, change, expected) => {
    const found = faultIn(accept(SITE, held, arrived(manifestOf(change)), NOW));
    if (typeof expected === 'string') expect(found).toBe(expected);
    else expect(found).toMatchObject(expected);
  });

  test('a site that does not know the time takes a newer one and judges no expiry', () => {
    expect(
      accept(SITE, held, arrived(manifestOf({ version: 4, validUntil: '2020-01-01T00:00:00Z' })), null),
    ).toMatchObject({ ok: true });
  });

  test('a day on which nothing sounds may be said, and is not empty', () => {
    expect(faultIn(accept(SITE, held, arrived(manifestOf({ version: 4, days: [dayOf('2026-11-30')] })), NOW))).toBe(
      'new',
    );
  });
});

describe('what changed', () => {
  const day = '2026-11-30';
  const morning = sessionAt(day, '05:00:00', { titles: ['Nhạc hiệu', 'Tin A', 'Tin B'] });
  const before = manifestOf({ days: [dayOf(day, morning, sessionAt(day, '17:00:00'))] });
  const newer = (...sessions: readonly (typeof morning)[]) =>
    manifestOf({ version: 4, days: [dayOf(day, ...sessions)] });
  const changes = (to: Manifest, from = day) =>
    differences(before, to, from as LocalDate).map(({ kind, session, ...rest }) => ({ kind, session, ...rest }));

  test('nothing, and nothing of the first', () => {
    expect(changes(newer(...(before.days[0]?.sessions ?? [])))).toEqual([]);
    expect(differences(null, before, day as LocalDate)).toEqual([]);
  });

  test('a session moved, one gone, one that is new', () => {
    const moved = { ...morning, start: sessionAt(day, '05:30:00').start };
    expect(changes(newer(moved, sessionAt(day, '11:00:00')))).toMatchObject([
      { kind: 'session-moved', session: 'buoi-05', from: `${day}T05:00:00`, to: `${day}T05:30:00` },
      { kind: 'session-removed', session: 'buoi-17' },
      { kind: 'session-added', session: 'buoi-11' },
    ]);
  });

  test('an item gone, one that is new, and a sound made anew', () => {
    const other = sessionAt(day, '05:00:00', { titles: ['Nhạc hiệu', 'Tin B', 'Tin C'] });
    expect(changes(newer(other, sessionAt(day, '17:00:00')))).toMatchObject([
      { kind: 'item-removed', title: 'Tin A' },
      { kind: 'item-added', title: 'Tin C' },
    ]);
    const louder = { ...morning, sound: { ...must1(morning.sound), sha256: 'ee'.repeat(32) as never } };
    expect(changes(newer(louder, sessionAt(day, '17:00:00')))).toMatchObject([{ kind: 'sound' }]);
  });

  test('days that are over, and days that come into view, are no change', () => {
    const next = manifestOf({ version: 4, days: [dayOf('2026-12-01', sessionAt('2026-12-01', '05:00:00'))] });
    expect(changes(next, '2026-12-01')).toEqual([]);
    expect(changes(next, day)).toMatchObject([{ kind: 'session-removed' }, { kind: 'session-removed' }]);
  });
});

const must1 = <T>(value: T | null): T => {
  if (value === null) throw new Error('there is one');
  return value;
};

describe('the next manifest', () => {
  const { origin, site, zone, hours, days } = manifestOf();
  const content = { origin, site, zone, hours, days };
  const issue = {
    issuedAt: NOW,
    validUntil: '2026-12-13T12:00:00Z',
    checkpoint: null,
    renewAfter: '2026-12-06T12:00:00Z',
    above: 0,
  };

  test('the first is 1; of nothing approved there is none', () => {
    expect(nextManifest(null, content, issue)).toMatchObject({ version: 1 });
    expect(nextManifest(null, { ...content, days: [] }, issue)).toBeNull();
  });

  test('the same is not issued again, though a checkpoint is new and yesterday is over', () => {
    const yesterday = dayOf('2026-11-29', sessionAt('2026-11-29', '05:00:00'));
    const before = manifestOf({ days: [yesterday, ...days] });
    expect(nextManifest(before, content, { ...issue, checkpoint: 'x' })).toBeNull();
  });

  test('what changed, and what is soon not valid any more, is issued anew', () => {
    const before = manifestOf();
    const more = [...days, dayOf('2026-12-01', sessionAt('2026-12-01', '05:00:00'))];
    expect(nextManifest(before, { ...content, days: more }, issue)).toMatchObject({ version: 4 });
    expect(nextManifest({ ...before, validUntil: issue.renewAfter }, content, issue)).toMatchObject({ version: 4 });
  });
});
