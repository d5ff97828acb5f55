/** Refusals of sound, the air log, the store and the service, in English: what is wrong, then the way out. */
import { usageText } from './faults.ts';
import { formatBytes, formatDuration, formatNumber } from './format.ts';
import { dayText, doingText, expectedText, quote, shown, timeText } from './phrases.ts';
import type { RefusalSentences, RunningCode } from './refusals.ts';
import { roleWord } from './words.ts';

const number = (value: number): string => formatNumber(value, 'en');
const length = (seconds: number): string => formatDuration(seconds, 'en');
const size = (bytes: number): string => formatBytes(bytes, 'en');
const day = (text: string): string => dayText(text, 'en');
/** What a tool or the database said, for whoever is called to help. */
const said = (who: string, detail: string): string => (shown(detail) === '' ? '' : ` ${who}: ${quote(detail)}.`);

export const runningEn: RefusalSentences<RunningCode> = {
  'media.empty': ({ name }) =>
    `The file ${quote(name)} holds no sound: it is empty or lasts 0 seconds. Export it again from the recorder or editor and take it in again.`,
  'media.not-sound': ({ name }) =>
    `The file ${quote(name)} is not a sound file that can be read. Take in an MP3, WAV, M4A, OGG or FLAC file, or a video with sound.`,
  'media.no-audio': ({ name }) =>
    `The file ${quote(name)} is a picture or a video without sound. Take in a file that has sound.`,
  'media.playlist': ({ name, format }) =>
    `The file ${quote(name)} is a playlist (${shown(format)}): it only says where sound lies. Take in the sound files themselves.`,
  'media.truncated': ({ name, declared, decoded }) =>
    `The file ${quote(name)} is cut short: ${declared > decoded ? `it should last ${length(declared)}, but only ${length(decoded)} could be read` : `its end is missing, and only ${length(decoded)} could be read`}. Copy or download it again from its source and take it in again.`,
  'media.too-long': ({ name, limitSeconds }) =>
    `The file ${quote(name)} is longer than the ${length(limitSeconds)} allowed for one file. Cut it into shorter parts.`,
  'media.too-large': ({ name, limitBytes }) =>
    `The file ${quote(name)} is larger than the ${size(limitBytes)} allowed for one file. Export it as sound only, or cut it into smaller parts.`,
  'media.silent': ({ name }) =>
    `The file ${quote(name)} has a sound track, but it is silent from beginning to end. Check the microphone, the cable and the channel, then record or export it again.`,
  'media.unknown': ({ id }) =>
    `The library has no sound ${quote(id)}. Reload the page for the current list, or take the file in.`,
  'sound.adjustment': ({ part, seconds, mostGain }) =>
    adjustmentEn[part](length(seconds), formatNumber(mostGain, 'en')),
  'sound.unchanged': () =>
    'There is nothing to change: the sound is used just like that, or was never adjusted. Reload the page to see how it is used now.',
  'upload.unknown': ({ id }) =>
    `No file is being sent under ${quote(id)}: it was given up, has run out of time, or is somebody else's. Choose the file and send it again from the beginning.`,
  'upload.offset': ({ has, sent }) =>
    `The server has ${number(has)} bytes, but what was sent begins at byte ${number(sent)}. Go on from byte ${number(has)}.`,
  'upload.ended': ({ id }) =>
    `The file ${quote(id)} has been sent to its end and takes no more. Look at what became of it, or send it as a new file.`,
  'upload.busy': ({ id }) =>
    `The file ${quote(id)} is being sent or taken into the library just now. Wait for that to end and try again.`,
  'upload.too-many': ({ limit }) =>
    `${number(limit)} files are unfinished; no more can be begun. Send the rest of them, or give some up.`,
  'audio.tool-missing': ({ tool }) =>
    `The sound tool ${quote(tool)} cannot be run on this machine. Install ffmpeg (on Debian or Ubuntu: sudo apt-get install ffmpeg) and try again.`,
  'audio.failed': ({ what, detail }) =>
    `The sound tool failed while ${doingText(what, 'en')}.${said('It said', detail)} Try again; if it still fails, take in the sound file concerned once more.`,
  'audio.timeout': ({ what, seconds }) =>
    `Stopped ${doingText(what, 'en')}, because it was not finished after ${length(seconds)}. Try again when the machine is less busy; if that does not help, check the sound file or export it again.`,
  'audio.cancelled': ({ what }) =>
    `Stopped ${doingText(what, 'en')}, as asked; nothing was stored. Start it again when it is needed.`,
  'render.loudness': ({ wanted, got }) =>
    `The loudness of ${number(wanted)} LUFS could not be reached: the result has ${number(got)} LUFS. Listen to the recordings of this session that are much too soft or too loud and record them again, or choose another loudness profile for the station.`,
  'render.silence': ({ session, seconds }) =>
    `The session ${quote(session)} is silent for ${number(seconds)} s, which nobody planned, and can be neither approved nor handed out. Listen to the session, trim the silent recording and render it again.`,
  'job.unknown': ({ id }) =>
    `There is no job with the number ${quote(id)} among those that may be seen here. Look at the list of jobs and choose again.`,
  'job.ended': ({ id, state }) =>
    `Job ${quote(id)} has ${state === 'done' ? 'been done' : 'failed'} already: there is nothing to cancel. Load the list of jobs again.`,
  'job.stopping': ({ id }) => `Job ${quote(id)} is being stopped. Wait a few seconds and try again.`,
  'job.broke': ({ detail }) =>
    `Loa met a fault of its own while doing this.${said('Detail', detail)} Try again; if it goes on, report this line to whoever develops Loa.`,
  'channel.unknown': ({ id, known }) =>
    `There is no channel with the id ${quote(id)}. ${known === '' ? 'There are no channels yet: apply a schedule file with “channels”.' : `Use one of: ${shown(known)}.`}`,
  'segment.unknown': ({ id, near }) =>
    `There is no segment with the id ${quote(id)}.${near === undefined ? '' : ` Did you mean ${quote(near)}?`} Check the id in the schedule files that were applied.`,
  'session.unknown': ({ id }) =>
    `There is no session with the id ${quote(id)}. Check the id in the schedule files that were applied.`,
  'campaign.unknown': ({ id }) =>
    `There is no campaign with the id ${quote(id)}. Check the id in the schedule files that were applied.`,
  'playlist.nothing': ({ channel, day: on }) =>
    `The channel ${quote(channel)} has nothing to play on ${day(on)}. Look at that day's schedule: whether it has a session, and whether the recordings are in the library.`,
  'playlist.not-rendered': ({ channel, day: on }) =>
    `The programme of ${day(on)} for the channel ${quote(channel)} is not rendered yet. Wait a few minutes and try again, or render it now with “loa render”.`,
  'log.airing-unknown': ({ session, day: on }) =>
    `The plan for ${day(on)} has no airing that belongs to ${quote(session)}. Reload the page of that day and record it again.`,
  'log.entry-unknown': ({ seq }) =>
    `The air log has no entry number ${number(seq)}. Reload the log and choose the right entry.`,
  'log.said-already': ({ seq }) =>
    `This airing is recorded already, in entry ${number(seq)}. If that entry is wrong, record again and give ${number(seq)} as the entry to correct.`,
  'log.corrects-other': ({ seq }) =>
    `Entry ${number(seq)} of the air log is about another airing. Choose the entry of the session or item that you mean to correct.`,
  'log.reason-missing': () =>
    'A reason is needed when something did not air or aired only in part; “other reason” also needs a note. Add it and record again.',
  'log.seconds': ({ seconds, planned }) =>
    seconds <= 0
      ? 'The time heard must be more than 0. Give the time that was really heard, or choose “not aired” if nothing was.'
      : `The time heard (${length(seconds)}) is longer than the plan (${length(planned)}). Correct it, or choose “aired” if all of it was heard.`,
  'log.future': ({ at }) =>
    `This cannot be recorded as aired yet: ${timeText(at, 'en')} has not come. Check the time given, or record it after it has aired.`,
  'log.role-not-yours': ({ role }) =>
    `This account cannot record as ${quote(roleWord(role, 'en'))} here. Choose the role that was granted, or ask somebody who has that role to record it.`,
  'log.outside': ({ at, seconds }) =>
    `Nothing of the plan falls in the time given: from ${timeText(at, 'en')} for ${length(seconds)}. Check the clock time and the time heard, or choose “not aired”.`,
  'log.time-missing': () => 'When something aired in part, the time heard must be given. Fill it in and record again.',
  'database.newer': ({ path, found, known }) =>
    `The data file ${quote(path)} was made by a newer Loa (layout ${number(found)}; this one knows ${number(known)}). Run the newer Loa; the data was left as it is.`,
  'log.rolled-back': ({ known, size }) =>
    `The air log here has only ${number(size)} entries that fit, while ${number(known)} are known outside: its file is an older copy, or was replaced. Loa appends nothing, so that no number is given twice. Restore the newest backup and start again.`,
  'log-key.missing': ({ path }) =>
    `The key that signs the air log is not at ${quote(path)}, though the log was signed before. Put the key file back from where it is kept, and try again.`,
  'log-key.open': ({ path, mode }) =>
    `The key file of the air log, ${quote(path)}, can be read by others (mode ${mode}). Run “chmod 600” on it; if it may have leaked, replace the key.`,
  'log-key.damaged': ({ path }) =>
    `The key file of the air log, ${quote(path)}, cannot be read. Put the kept copy of that same key in its place.`,
  'database.damaged': ({ path, detail }) =>
    `The data file ${quote(path)} is damaged or was changed from outside.${said('Detail', detail)} Stop Loa, keep this file as it is, and restore the latest backup.`,
  'database.setting': ({ path, pragma, wanted, found }) =>
    `The safety setting ${shown(pragma)}=${shown(wanted)} does not hold for the data file ${quote(path)} (it is ${quote(found)}). Move the data folder to a disk inside this machine, not a network drive, and try again.`,
  'data.read-only': ({ path }) =>
    `Nothing can be written to ${quote(path)}. Check that the folder exists, that the user who runs Loa may write there, and that the disk is not write-protected.`,
  'data.full': ({ path }) =>
    `The disk that holds ${quote(path)} is full. Free some space and try again; what was stored before is still there.`,
  'data.busy': ({ path }) =>
    `The data file ${quote(path)} is held by another program. Wait a few seconds and try again, and check whether two Loas run on one data folder.`,
  'backup.damaged': ({ path, files }) =>
    `The backup ${quote(path)} is not whole: ${shown(files)}. Use another backup; this one and the data that you have stay as they are.`,
  'restore.occupied': ({ path }) =>
    `The folder ${quote(path)} has data already. Stop Loa and add --force to move that data aside (nothing is deleted), or choose an empty folder with --into.`,
  'restore.rollback': ({ backup, lost, source }) =>
    `The backup has ${number(backup)} log entries and lacks ${number(lost)} that there were by ${quote(source)}; restoring it would give their numbers to other entries. Use a newer backup, or accept the loss with --accept-loss.`,
  'port.taken': ({ host, port }) =>
    `Port ${port} on ${quote(host)} is in use by another program, perhaps by a Loa that is already running. Stop that program, or choose another port with --port.`,
  'port.denied': ({ host, port }) =>
    `This machine does not allow port ${port} on ${quote(host)} to be opened. Choose a port from 1024 up with --port, and check that the address belongs to this machine.`,
  'config.wrong': ({ name, value, expected }) =>
    `The setting ${shown(name)} has the value ${quote(value)}, which is not right: it must be ${expectedText(expected, 'en')}. Correct it and start again.`,
  'request.wrong': ({ field, expected }) =>
    `The value ${quote(field)} is not right: it must be ${expectedText(expected, 'en')}. Correct it and try again.`,
  'request.body': ({ limit }) =>
    `What was sent is too large or cannot be read; the limit is ${size(limit)}. Send something smaller, in the right format.`,
  'request.path': ({ path }) =>
    `There is nothing at the address ${quote(path)}. Check the address, or start again from the first page.`,
  'request.origin': () =>
    'This request did not come from Loa’s own page but from another web site, or by a strange host name, and was refused. Open Loa at its own address and do it there.',
  'request.method': ({ method }) =>
    `This address cannot be asked with ${quote(method)}. See the API document at /api for how to ask.`,
  'request.too-many': ({ seconds }) =>
    `There were too many requests in a short time. Wait ${length(seconds)} and try again.`,
  'usage.wrong': ({ detail, command }) =>
    `The command is not right: ${usageText(detail, 'en')}. Run “${shown(command)} --help” to see how it is used.`,
};

/** What is wrong with how a sound should be used, by the part of it. */
const adjustmentEn = {
  cues: (length: string, _gain: string) =>
    `The cue-in must be at least 0.1 seconds before the cue-out, and both within the sound of ${length}. Change the two points.`,
  fades: (_length: string, _gain: string) =>
    'The two fades together are longer than what is heard. Make the fade-in or the fade-out shorter.',
  segue: (_length: string, _gain: string) =>
    'The segue must be after the cue-in and not after the cue-out. Change it, or leave it empty for the cue-out.',
  gain: (_length: string, gain: string) => `Gain may be ${gain} dB at most, up or down. Type a smaller number.`,
} as const;
