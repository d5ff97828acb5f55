/** What came of a package against its list, and what of it is taken: laws for whatever lists and manifests. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sha256 } from '../../../../src/core/ids.ts';
import { badFiles, type FoundFile, listedIn, takingPlan } from '../../../../src/core/manifest/package.ts';
import { dayOf, manifestOf, sessionAt } from '../../../support/manifests.ts';

const hash = (n: number): Sha256 => n.toString(16).padStart(64, '0') as Sha256;
const names = fc.uniqueArray(fc.stringMatching(/^[a-z0-9-]{1,8}(\/[a-z0-9-]{1,8})?\.mp3$/), { maxLength: 20 });
const lists = names.map((all) => all.map((name, n) => ({ name, sha256: hash(n) })));

describe('the list', () => {
  test('reads as sha256sum writes it, whatever ends its lines', () =>
    fc.assert(
      fc.property(lists, fc.constantFrom('\n', '\r\n'), (list, end) => {
        const text = list.map(({ name, sha256 }) => `${sha256}  ${name}${end}`).join('');
        expect(listedIn(text)).toEqual(list.length === 0 ? null : list);
      }),
    ));
  test.each([
    ['a name that leaves the folder', `${hash(1)}  ../a.mp3`],
    ['an absolute one', `${hash(1)}  /etc/passwd`],
    ['a name twice', `${hash(1)}  a.mp3\n${hash(2)}  a.mp3`],
    ['half a hash', `${hash(1).slice(1)}  a.mp3`],
    ['a line that broke off', `${hash(1)}  a.mp3\n${hash(2)}`],
    ['prose', 'xin chào'],
  ])('is none with %s', (_what, text) => expect(listedIn(text)).toBeNull());
});

test('every file is right, missing, cut or changed, and only the first is not told', () =>
  fc.assert(
    fc.property(
      lists.chain((list) =>
        fc.tuple(
          fc.constant(list),
          fc.array(fc.constantFrom('right', 'missing', 'cut', 'changed'), {
            minLength: list.length,
            maxLength: list.length,
          }),
        ),
      ),
      ([list, states]) => {
        const found = new Map<string, FoundFile>();
        for (const [n, { name, sha256 }] of list.entries())
          if (states[n] !== 'missing')
            found.set(name, states[n] === 'right' ? sha256 : states[n] === 'cut' ? 'cut' : hash(1000 + n));
        found.set('khac.txt', hash(7));
        const told = new Map(badFiles(list, found).map(({ name, fault }) => [name, fault as string]));
        expect(list.map(({ name }) => told.get(name) ?? 'right')).toEqual(states);
      },
    ),
  ));

test('each sound of the manifest is copied, there, or told as missing of a coming session, and nothing else is', () =>
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 8 }),
      fc.array(fc.integer({ min: 0, max: 7 })),
      fc.array(fc.integer({ min: 0, max: 7 })),
      fc.integer({ min: 0, max: 23 }),
      (hours, packed, held, nowHour) => {
        const two = (n: number): string => String(n).padStart(2, '0');
        const sessions = hours.map((hour, n) =>
          sessionAt('2026-11-30', `${two(hour)}:00:00`, {
            sound: { sha256: hash(n), bytes: 1, format: 'mp3', lengthMs: 60_000 },
          }),
        );
        const manifest = manifestOf({ days: [dayOf('2026-11-30', ...sessions)] });
        // A listed file that the manifest does not name is nobody's sound.
        const listed = [...new Set([...packed, 999])].map((n) => ({ name: `${n}.mp3`, sha256: hash(n) }));
        const now = Temporal.PlainDateTime.from(`2026-11-30T${two(nowHour)}:30:00`)
          .toZonedDateTime('Asia/Ho_Chi_Minh')
          .toInstant()
          .toString();
        const has = new Set<string>(held.map(hash));
        const { copy, there, without } = takingPlan(manifest, listed, has, now);
        const own = sessions.map((_, n) => n);
        const [inPack, here] = [new Set(packed), new Set(held)];
        expect(copy.map(({ sound }) => sound.sha256)).toEqual(
          own.filter((n) => inPack.has(n) && !here.has(n)).map(hash),
        );
        expect(there).toBe(own.filter((n) => inPack.has(n) && here.has(n)).length);
        expect(without.map(({ start }) => start)).toEqual(
          own
            .filter((n) => !inPack.has(n) && !here.has(n) && (hours[n] ?? 0) > nowHour)
            .map((n) => `2026-11-30T${two(hours[n] ?? 0)}:00:00`),
        );
      },
    ),
  ));
