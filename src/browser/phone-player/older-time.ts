/**
 * As much of Temporal as the player's hours ask for, by Intl, for browsers that have none yet (Safari, Chrome before 144). Imported
 * first; where there is a Temporal, that stays.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

const formatOf = (zone: string): Intl.DateTimeFormat => {
  const known =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' },
      ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
    });
  formats.set(zone, known);
  return known;
};

/** '2026-11-30T05:00:00' on the clocks of a zone at an instant of milliseconds since 1970. */
export const localTextAt = (at: number, zone: string): string => {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts['year']}-${parts['month']}-${parts['day']}T${parts['hour']}:${parts['minute']}:${parts['second']}`;
};

/** What core/time/zone.ts localAt() asks for; that a zone has no known stretch without a change is said by NaN (core/time/quiet.ts). */
const OLDER = {
  Instant: {
    from: (text: string) => ({
      toZonedDateTimeISO: (zone: string) => ({
        toPlainDateTime: () => ({ toString: () => localTextAt(Date.parse(text), zone) }),
      }),
    }),
  },
  PlainDateTime: { from: () => ({ toZonedDateTime: () => ({ offsetNanoseconds: Number.NaN }) }) },
};

if (!('Temporal' in globalThis)) Object.defineProperty(globalThis, 'Temporal', { value: OLDER });
if (!('toSorted' in Array.prototype))
  Object.defineProperty(Array.prototype, 'toSorted', {
    value: function toSorted(this: unknown[], order?: (a: unknown, b: unknown) => number) {
      return [...this].sort(order);
    },
  });
