/** A clock that an answer of the centre puts forward, just when a session is to begin: nobody was off, and nothing is late. */
import { describe, expect, test } from 'vitest';
import type { ManifestSession } from '../../../../src/core/manifest/model.ts';
import { NEW_PLAYER, type Now, type PlayerEvent, type Stepped } from '../../../../src/core/playback/model.ts';
import { step } from '../../../../src/core/playback/step.ts';
import { instantMs } from '../../../../src/core/time/zone.ts';
import { dayOf, manifestOf, sessionAt } from '../../../support/manifests.ts';

const DAY = '2026-12-01';

/** What a player does that looks an hour before a session, and again when its clock says `lateMs` after the start, put forward by `leaptMs`. */
const begun = (
  late: ManifestSession['late'],
  lateMs: number,
  leaptMs: number,
  event: PlayerEvent = { kind: 'tick' },
): Stepped => {
  const session = { ...sessionAt(DAY, '05:00:00'), late };
  const manifest = manifestOf({ days: [dayOf(DAY, session)] });
  const start = instantMs(session.start.instant);
  const at = (wallMs: number, monotonicMs: number): Now => ({ wallMs, monotonicMs, quality: 'A' });
  const sounds = new Set(session.sound === null ? [] : [session.sound.sha256]);
  const before = at(start - 3_600_000, 10_000);
  const held = step({ ...NEW_PLAYER, sounds }, { kind: 'manifest', manifest }, before).player;
  return step(held, event, at(start + lateMs, 10_000 + 3_600_000 + lateMs - leaptMs));
};
const played = ({ commands, rows }: Stepped): unknown => [
  commands.map((command) => (command.do === 'play' ? command.fromMs : command.do)),
  [...new Set(rows.map(({ kind, reason }) => `${kind} ${reason}`))],
];

describe('a clock that is put forward over the start of a session', () => {
  test.each(['skip', 'join', 'from-start'] as const)('%s: it begins with its first word', (late) => {
    expect(played(begun(late, 3721, 3721))).toEqual([[0], ['started null']]);
    expect(played(begun(late, 59_000, 59_000))).toEqual([[0], ['started null']]);
  });

  test('one that stood still as long, or was off, is late by the rule of the session', () => {
    expect(played(begun('skip', 3721, 0))).toEqual([[], ['missed power-cut']]);
    expect(played(begun('join', 3721, 0))).toEqual([[3721], ['started null']]);
    expect(played(begun('skip', 3721, 3721, { kind: 'restarted' }))).toEqual([[], ['missed power-cut']]);
    // By more than a minute, it was no clock.
    expect(played(begun('skip', 61_000, 61_000))).toEqual([[], ['missed power-cut']]);
  });
});
