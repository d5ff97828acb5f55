/**
 * A day as the words of a printed A4 list: what to switch when, in a person's language. Laid out in reports/day-sheet.ts.
 *
 * Clock times carry seconds; what airs after midnight has its date beside it. Decides nothing about what airs.
 */
import type { Playlist, PlaylistEntry } from '../core/playlist/model.ts';
import { SAMPLE_RATE } from '../core/playlist/profile.ts';
import type { LocalDate } from '../core/time/local.ts';
import { isoWeekday } from '../core/time/local.ts';
import type { Moment } from '../core/time/moment.ts';
import type { PackDay } from './pack-files.ts';
import { stickNames } from './pack-files.ts';
import { exactSeconds } from './playlist-formats/model.ts';
import { formatDate, formatNumber, type Lang, weekdayName } from './sentences/format.ts';
import { reasonText } from './sentences/index.ts';
import { languageWord } from './sentences/words.ts';

const WORDS = {
  vi: {
    title: 'Danh sách phát thanh',
    day: (weekday: string, date: string) => `${weekday} ngày ${date}`,
    head: { time: 'Giờ', title: 'Nội dung', length: 'Thời lượng', language: 'Ngôn ngữ' },
    total: (count: number) => `Tổng cộng: ${count} mục`,
    relay: (from: string, to: string) => `Từ ${from} chuyển sang tiếp âm; đúng ${to} chuyển về tệp này.`,
    relayLast: (from: string, to: string) => `Từ ${from} chuyển sang tiếp âm đến ${to}, hết buổi.`,
    file: 'Tệp',
    notRendered: 'CHƯA DỰNG: buổi này chưa có tệp âm thanh.',
    absent: 'Không phát',
    none: 'Không có buổi phát.',
    proof: 'Mã kiểm tra (SHA-256) của âm thanh',
    checkpoint: (size: string, root: string) => `Mốc nhật ký phát sóng: ${size} mục, gốc ${root}`,
    page: (page: number, pages: number) => `Trang ${page}/${pages}`,
  },
  en: {
    title: 'Broadcast list',
    day: (weekday: string, date: string) => `${weekday}, ${date}`,
    head: { time: 'Time', title: 'Content', length: 'Length', language: 'Language' },
    total: (count: number) => `Total: ${count} pieces`,
    relay: (from: string, to: string) => `At ${from} switch to the relay; at ${to} sharp switch back to this file.`,
    relayLast: (from: string, to: string) => `At ${from} switch to the relay until ${to}, the end of the session.`,
    file: 'File',
    notRendered: 'NOT RENDERED: there is no sound of this session yet.',
    absent: 'Not on air',
    none: 'No sessions.',
    proof: 'SHA-256 of the sound',
    checkpoint: (size: string, root: string) => `Air-log checkpoint: ${size} entries, root ${root}`,
    page: (page: number, pages: number) => `Page ${page}/${pages}`,
  },
} as const satisfies Record<Lang, unknown>;

const two = (count: number): string => String(count).padStart(2, '0');

/** '1:02:03', '02:03': to the second. */
const lengthText = (samples: number): string => {
  const seconds = Math.round(exactSeconds(samples));
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
};

/** Clock time so many samples after a moment, with its date where that is not the list's day. */
const clockAfter = (start: Moment, samples: number, day: LocalDate): string => {
  const local = Temporal.Instant.from(start.instant)
    .add({ milliseconds: Math.floor(exactSeconds(samples) * 1000) })
    .toZonedDateTimeISO(start.zone)
    .toPlainDateTime();
  const clock = local.toPlainTime().toString({ smallestUnit: 'second' });
  return local.toPlainDate().toString() === day ? clock : `${clock} (${two(local.day)}/${two(local.month)})`;
};

/** The end of a session to the nearest second, so that it agrees with its length. */
const wholeSeconds = (samples: number): number => Math.round(samples / SAMPLE_RATE) * SAMPLE_RATE;

/** `sound` null: there is no file of the session. */
export interface PrintedDay extends Omit<PackDay, 'sessions'> {
  readonly sessions: readonly (Omit<PackDay['sessions'][number], 'sound' | 'proof'> & {
    readonly sound: object | null;
  })[];
}

/** Of the root the first letters: enough to tell it by on paper. */
const ROOT_LETTERS = 12;

const checkpointOf = (days: readonly PrintedDay[], lang: Lang): string | null => {
  const checkpoint = days.at(-1)?.checkpoint ?? null;
  if (checkpoint === null) return null;
  return WORDS[lang].checkpoint(formatNumber(checkpoint.size, lang), checkpoint.root.slice(0, ROOT_LETTERS));
};

export const daySheets = (days: readonly PrintedDay[], lang: Lang) => {
  const say = WORDS[lang];
  const rowOf = (playlist: Playlist, entry: PlaylistEntry, day: LocalDate) => {
    const end = entry.offset + entry.length;
    const [from, to] = [entry.offset, end].map((at) => clockAfter(playlist.start, at, day)) as [string, string];
    const told = end >= playlist.length ? say.relayLast : say.relay;
    return {
      time: from,
      title: entry.title,
      length: lengthText(entry.length),
      language: entry.language === null ? '' : languageWord(entry.language, lang),
      switching: entry.kind === 'relay' ? told(from, to) : null,
    };
  };
  return {
    lang,
    title: say.title,
    head: say.head,
    page: say.page,
    checkpoint: checkpointOf(days, lang),
    days: days.map(({ channel, station, day, sessions }) => {
      const names = stickNames(
        day,
        sessions.map(({ playlist }) => playlist),
      );
      return {
        unit: station.name,
        channel: channel.name,
        day: say.day(weekdayName(isoWeekday(day), lang), formatDate(day, lang)),
        none: sessions.length === 0 ? say.none : null,
        sessions: sessions.map(({ playlist, rendering, sound }, n) => ({
          name: playlist.sessionName,
          span: `${clockAfter(playlist.start, 0, day)} – ${clockAfter(playlist.start, wholeSeconds(playlist.length), day)}`,
          file: sound === null ? say.notRendered : `${say.file}: ${names[n]}.mp3`,
          rows: playlist.entries.map((entry) => rowOf(playlist, entry, day)),
          absences: playlist.absences.map(
            ({ title, reason }) => `${say.absent}: ${title} (${reasonText(reason, lang)})`,
          ),
          total: say.total(playlist.entries.length),
          length: lengthText(playlist.length),
          proof: rendering === null ? null : { word: say.proof, hash: rendering.output },
        })),
      };
    }),
  };
};
