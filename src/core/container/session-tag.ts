/**
 * The ID3 tag of a delivered session: its name and day, who is responsible, a chapter for each piece at its exact offset.
 *
 * The hash of the bare sound stands in it, so that a file on a stick leads back to its proof. Absences have no chapter.
 */
import type { Sha256 } from '../ids.ts';
import type { Playlist } from '../playlist/model.ts';
import { SAMPLE_RATE } from '../playlist/profile.ts';
import { dateOf } from '../time/local.ts';
import { id3Tag } from './id3.ts';

const milliseconds = (samples: number): number => Math.round((samples * 1000) / SAMPLE_RATE);

/** In 2.3, which all players read. `performer`: the station. */
export const sessionTag = (playlist: Playlist, performer: string, sound: Sha256): Uint8Array<ArrayBuffer> => {
  const [year, month, day] = dateOf(playlist.start.local).split('-');
  const languages = playlist.entries.flatMap(({ language }) => language ?? []);
  return id3Tag(
    {
      title: `${playlist.sessionName} ${day}/${month}/${year}`,
      performer,
      album: playlist.channelName,
      date: playlist.start.local,
      languages,
      extra: [{ description: 'LOA_SOUND_SHA256', value: sound }],
      chapters: playlist.entries.map(({ offset, length, title }) => ({
        start: milliseconds(offset),
        end: milliseconds(offset + length),
        title,
      })),
    },
    3,
  );
};
