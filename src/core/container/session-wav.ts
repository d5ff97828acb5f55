/**
 * The header of a delivered session as Broadcast WAV: who made it, for which second of the day, how loud; and what
 * automation programs show of it.
 *
 * The hash of the bare sound stands in it as far as its field goes, so that a file leads back to its proof.
 */
import type { Sha256 } from '../ids.ts';
import type { Playlist } from '../playlist/model.ts';
import { SAMPLE_RATE } from '../playlist/profile.ts';
import { dateOf, type LocalDateTime, timeOf } from '../time/local.ts';
import { plusSeconds } from '../time/zone.ts';
import { bextChunk } from './bext.ts';
import { cartChunk, sessionTimers } from './cart.ts';
import { wavHeader } from './wav.ts';

export interface SessionWav {
  readonly playlist: Playlist;
  /** The station's name. */
  readonly performer: string;
  /** Of the bare file. */
  readonly sound: Sha256;
  readonly channels: 1 | 2;
  readonly samples: number;
  /** LUFS and dBTP, measured; null where they are not known. */
  readonly integrated: number | null;
  readonly truePeak: number | null;
  /** When it was rendered, as clocks at the station showed it. */
  readonly madeAt: LocalDateTime;
  /** Version of the way sound is made (RENDER_RECIPE). */
  readonly recipe: number;
}

const REFERENCE = 32;

/** Seconds of a local day that have passed on its clock. */
const secondsOfDay = (local: LocalDateTime): number => {
  const [hours = 0, minutes = 0, seconds = 0] = timeOf(local).split(':').map(Number);
  return (hours * 60 + minutes) * 60 + seconds;
};

/** Everything before the samples, which are 16 bits at 48 kHz. */
export const sessionWavHeader = (about: SessionWav): Uint8Array<ArrayBuffer> => {
  const { playlist, performer, sound, channels, samples, integrated, truePeak, madeAt, recipe } = about;
  const { start, entries } = playlist;
  const [year, month, day] = dateOf(start.local).split('-');
  const clock = timeOf(start.local).slice(0, 5).replace(':', '');
  const bext = bextChunk({
    description: `${playlist.sessionName} ${day}/${month}/${year} - ${playlist.channelName}`,
    originator: performer,
    originatorReference: `LOA${sound}`.slice(0, REFERENCE),
    madeAt,
    timeReference: secondsOfDay(start.local) * SAMPLE_RATE,
    loudness: { integrated, range: null, truePeak, momentaryMax: null, shortTermMax: null },
    codingHistory: [`A=PCM,F=${SAMPLE_RATE},W=16,M=${channels === 1 ? 'mono' : 'stereo'},T=Loa`],
  });
  const cart = cartChunk({
    title: playlist.sessionName,
    artist: performer,
    cutId: `${year}${month}${day}-${clock}`,
    clientId: playlist.channel,
    category: 'LOA',
    classification: playlist.session,
    outCue: entries.at(-1)?.title ?? '',
    start: start.local,
    end: plusSeconds(start, Math.ceil(samples / SAMPLE_RATE)).local,
    producerApp: { id: 'Loa', version: String(recipe) },
    userDefined: sound,
    timers: sessionTimers(entries, samples),
    url: '',
    tagText: entries.map(({ title }) => title).join('\r\n'),
  });
  return wavHeader({ sampleRate: SAMPLE_RATE, channels, bits: 16, samples }, [bext, cart]);
};
