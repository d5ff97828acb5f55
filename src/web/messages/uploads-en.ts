/** What the page on which sounds are sent says in English: the same keys, or it does not compile. */
import type { uploadsVi } from './uploads-vi.ts';

export const uploadsEn: typeof uploadsVi = {
  uploads: {
    title: 'Send sounds',
    lead: 'Recordings for the library: WAV, MP3, M4A, AAC, OGG, Opus, FLAC, or a video with sound (MP4, MKV, WebM). A file may have up to 3 GB and last up to 4 hours.',
    choose: 'Choose files',
    chooseHint: 'Several at once if you like. A file has to be called what the schedule calls it.',
    drop: 'Or drop files here.',
    send: 'Send to the library',
    list: 'Files sent',
    none: 'No file has been sent yet.',
    refresh: 'Look again',
    nothingChosen: 'No file is chosen. Choose at least one and send again.',
    broken: 'Sending broke off, and the last file is not here. Send that file again.',
    states: {
      arriving: 'partly here',
      arrived: 'being taken in',
      'taken-in': 'taken in',
      refused: 'refused',
    },
    fresh: (length) => `${length} long.`,
    known: 'The library already had this very file; nothing is kept twice.',
    sameAs: (names) => `The same bytes as ${names}; nothing is kept twice, the file has one more name.`,
    partly: (share) => `${share} is here. Choose this very file again to go on.`,
    live: {
      sending: 'Sending: {share}%',
      waiting: 'The connection is lost; sending goes on by itself…',
      taking: 'Being taken in…',
      decoded: 'Being taken in: {seconds} seconds done',
      taken: 'Taken in.',
      known: 'The library already had this very file; nothing is kept twice.',
      sameAs: 'Taken in. The same bytes as {names}.',
    },
  },
};
