/**
 * What a pack holds beside its PDF: names on the stick, lists with relative paths, proofs. Pure.
 *
 * Names are ASCII and short, as FAT32 and old players take them; titles stand inside the lists as people wrote them.
 */
import type { Playlist } from '../core/playlist/model.ts';
import type { Station } from '../core/schedule/model.ts';
import { asciiSlug } from '../core/text.ts';
import type { LocalDate } from '../core/time/local.ts';
import { timeOf } from '../core/time/local.ts';
import { type Day, dayListOf } from './day-list.ts';
import { PLAYLIST_FORMATS, PLAYLIST_FORMS, playlistFileName } from './playlist-formats/index.ts';
import type { DayList } from './playlist-formats/model.ts';

/** A delivered file (operations/pack-days.ts gives more). */
interface Handed {
  readonly sha256: NonNullable<DayList['sessions'][number]['sound']>['sha256'];
  readonly bytes: number;
  readonly stream: () => ReadableStream<Uint8Array>;
}

export interface PackDay extends Day {
  readonly station: Pick<Station, 'name' | 'zone'>;
  readonly sessions: readonly (Day['sessions'][number] & {
    readonly sound: Handed | null;
    readonly proof: string | null;
  })[];
}

export interface SoundFile extends Handed {
  /** Path on the stick. */
  readonly name: string;
}

export interface TextFile {
  readonly name: string;
  readonly text: string;
}

export interface PackFiles {
  readonly sounds: readonly SoundFile[];
  readonly texts: readonly TextFile[];
}

const LONGEST_SLUG = 40;

/** '2026-11-23/0500-buoi-sang': a folder for each day; two sessions of one minute and name are told apart. */
export const stickNames = (day: LocalDate, playlists: readonly Playlist[]): string[] => {
  const used = new Map<string, number>();
  return playlists.map((playlist) => {
    const clock = timeOf(playlist.start.local).slice(0, 5).replace(':', '');
    const name = `${day}/${clock}-${asciiSlug(playlist.session, LONGEST_SLUG)}`;
    const count = (used.get(name) ?? 0) + 1;
    used.set(name, count);
    return count === 1 ? name : `${name}-${count}`;
  });
};

/** The same list for a reader in the day's folder. */
const beside = (list: DayList): DayList => ({
  ...list,
  sessions: list.sessions.map(({ sound, ...rest }) => ({
    ...rest,
    sound: sound === null ? null : { ...sound, url: sound.url.replace(/^.*\//, '') },
  })),
});

const filesOf = (day: PackDay): PackFiles => {
  const names = stickNames(
    day.day,
    day.sessions.map(({ playlist }) => playlist),
  );
  const list = dayListOf(day);
  const onStick: DayList = {
    ...list,
    sessions: list.sessions.map((session, n) => {
      const handed = day.sessions[n]?.sound ?? null;
      if (session.sound === null || handed === null) return { ...session, sound: null };
      const { sha256, bytes } = handed;
      return { ...session, sound: { ...session.sound, url: `${names[n]}.mp3`, sha256, bytes } };
    }),
  };
  return {
    sounds: day.sessions.flatMap(({ sound }, n) => (sound === null ? [] : [{ ...sound, name: `${names[n]}.mp3` }])),
    texts: [
      ...PLAYLIST_FORMATS.map((format) => {
        const name = playlistFileName(day.channel.id, day.day, format);
        const { write } = PLAYLIST_FORMS[format];
        // Who reads CUE looks for its files beside it (mpv drops folders).
        return format === 'cue'
          ? { name: `${day.day}/${name}`, text: write(beside(onStick), { base: null }) }
          : { name, text: write(onStick, { base: null }) };
      }),
      ...day.sessions.flatMap(({ proof }, n) =>
        proof === null ? [] : [{ name: `${names[n]}.proof.json`, text: proof }],
      ),
    ],
  };
};

export const packFiles = (days: readonly PackDay[]): PackFiles => {
  const files = days.map(filesOf);
  const checkpoint = days.at(-1)?.checkpoint ?? null;
  // Whoever has the stick keeps the whole note, and can hold it against the log later.
  const kept = checkpoint === null ? [] : [{ name: 'checkpoint', text: checkpoint.note }];
  return { sounds: files.flatMap(({ sounds }) => sounds), texts: [...files.flatMap(({ texts }) => texts), ...kept] };
};

/** 'dai-my-tu-2026-11-23', or with the last day where there are several: the ZIP's name without its ending. */
export const packName = (days: readonly Pick<Day, 'channel' | 'day'>[]): string => {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) throw new Error('a pack of no day');
  return `${asciiSlug(first.channel.id)}-${first.day}${first === last ? '' : `-${last.day}`}`;
};
