/** What a look finds: nothing where nothing is missing, and never anything without an owner and a fix. */
import { expect, test } from 'vitest';
import { lookAt, type SessionFacts } from '../../../../src/core/preflight/look.ts';

const cut = { master: 'm', samples: 96_000 };
const entry = {
  id: 'e',
  segment: 's',
  kind: 'sound',
  title: 'Tin',
  item: 'tin',
  language: 'vi',
  cut,
  length: 96_000,
  reasons: [],
};
const facts = (over: object = {}, playlist: object = {}): SessionFacts =>
  ({
    playlist: { session: 'sang', sessionName: 'Sáng', entries: [entry], absences: [], ...playlist },
    unit: 'xa',
    soon: false,
    optional: new Set(),
    versions: new Map([['tin vi', 'approved']]),
    sounds: new Map(),
    rendering: { state: 'done', onShelf: true, longestSilence: 3 },
    conflicts: [],
    guards: [],
    ...over,
  }) as unknown as SessionFacts;
const bare = (more: object) => ({ ...entry, reasons: [{ code: 'bed-missing', bed: 'Nhạc', ...more }] });
const absent = (code: string) => ({ id: 'a', segment: 's2', title: 'Mục', item: 'muc', reason: { code } });

test.each([
  ['nothing', facts(), []],
  ['left out on purpose', facts({}, { absences: [absent('cancelled'), absent('suspended')] }), []],
  [
    'missing, then expired',
    facts({}, { absences: [absent('sound-missing'), absent('expired')] }),
    ['missing red', 'expired red'],
  ],
  ['may be left out', facts({ optional: new Set(['s2']) }, { absences: [absent('no-version')] }), ['missing amber']],
  ['unapproved', facts({ versions: new Map([['tin vi', 'waits-for-approval']]) }), ['unapproved amber']],
  ['cut off', facts({}, { entries: [{ ...entry, length: 48_000 }] }), ['too-long amber']],
  [
    'without its music, of which nobody said so; told once for what follows in the segment',
    facts({}, { entries: [bare({}), bare({}), { ...bare({ order: 'Quốc tang' }), segment: 's2' }] }),
    ['missing amber'],
  ],
  ['dead air', facts({ rendering: { state: 'done', onShelf: true, longestSilence: 3.1 } }), ['silence red']],
  ['file gone', facts({ rendering: { state: 'done', onShelf: false, longestSilence: 0 } }), ['file-gone red']],
  ['not rendered', facts({ rendering: { state: 'waiting' } }), ['not-rendered amber']],
  ['not rendered, soon', facts({ soon: true, rendering: { state: 'waiting' } }), ['not-rendered red']],
  ['failed', facts({ rendering: { state: 'failed' } }), ['render-failed red']],
])('%s', (_name, given, expected) => {
  const found = lookAt(given);
  expect(found.map(({ code, severity }) => `${code} ${severity}`)).toEqual(expected);
  for (const { owner, fix } of found) {
    expect(owner).toEqual({ role: expect.stringMatching(/^(editor|approver|technician)$/), unit: 'xa' });
    expect(fix.kind).toMatch(/./);
  }
});
