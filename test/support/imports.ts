/** What imports are tried against: a small centre with a library, and the moments that sessions air at. */

import { sessionOf } from '../../src/contract/schedule-file/things.ts';
import { libraryOf } from '../../src/contract/schedule-import/content.ts';
import type { Imported } from '../../src/contract/schedule-import/index.ts';
import type { ImportGround } from '../../src/contract/schedule-import/model.ts';
import { importNoticeText } from '../../src/contract/sentences/import-notices.ts';
import { must } from '../../src/core/result.ts';
import { expandRecurrence } from '../../src/core/schedule/recurring-days.ts';
import { at, type LocalDate } from '../../src/core/time/local.ts';
import { place } from '../../src/core/time/zone.ts';
import { centre, scheduleOf } from './schedules.ts';

const LIBRARY = `
items:
  - { id: dai-hieu, title: Đài hiệu, genre: stationIdent, sound: dai-hieu.wav }
  - { id: nhac, title: Nhạc cắt, genre: music, sound: nhac.wav }
  - { id: hai-ten, title: Một tên, genre: article }
  - { id: hai-ten-2, title: Một tên, genre: article }
strands:
  - { id: ban-tin, name: Bản tin địa phương, items: [nhac] }
  - { id: nong-nghiep, name: Khuyến nông, items: [nhac] }
sessions:
  - { id: sang, name: Buổi sáng, channels: [k1], start: "05:00", maxMinutes: 10, from: 2025-01-01, segments: [{ id: sang-1, title: Tiếp âm thời sự, relay: VOV1, minutes: 10 }] }
`;

export const groundAt = (zone = 'Asia/Ho_Chi_Minh', taken: readonly string[] = []): ImportGround => ({
  channels: ['k1'],
  zone,
  stationName: 'Đài',
  from: '2025-04-07' as LocalDate,
  library: libraryOf(scheduleOf(centre(LIBRARY))),
  taken: new Set(taken),
});

/** 'local start seconds content' of everything that airs in [from, to], in order. */
export const airing = ({ made }: Imported, from: string, to: string, zone = 'Asia/Ho_Chi_Minh'): string[] =>
  made
    .flatMap(({ session: written }) => {
      const session = sessionOf(written);
      const clock = { zone, time: session.start };
      const plays = written.segments.map(
        ({ item, strand, relay, count }) => `${item ?? strand ?? relay}${count ?? ''}`,
      );
      return must(expandRecurrence(session.recurrence, from as LocalDate, to as LocalDate, clock)).map(
        (date) => `${place(at(date, session.start), zone).moment.local} ${session.maxSeconds} ${plays.join('+')}`,
      );
    })
    .sort();

/** 'line code reason' of each refusal. */
export const refused = ({ refusals }: Imported): string[] =>
  refusals.map(({ code, params, place }) => `${place?.line} ${code}${'reason' in params ? ` ${params.reason}` : ''}`);

export const told = ({ notices }: Imported): string[] => notices.map((notice) => importNoticeText(notice, 'vi'));
