/** What the pages say in English: the same keys as the Vietnamese texts, or it does not compile. */

import { operationsEn } from '../../contract/sentences/operations-en.ts';
import { accountEn } from './account-en.ts';
import { auditEn } from './audit-en.ts';
import { clipsEn } from './clips-en.ts';
import { fleetEn } from './fleet-en.ts';
import { jobsEn } from './jobs-en.ts';
import { libraryEn } from './library-en.ts';
import { logFilterEn } from './log-filter-en.ts';
import { ordersEn } from './orders-en.ts';
import { packEn } from './pack-en.ts';
import { peopleEn } from './people-en.ts';
import { phoneEn } from './phone-en.ts';
import { preflightEn } from './preflight-en.ts';
import { publishedEn } from './published-en.ts';
import { retentionEn } from './retention-en.ts';
import { scheduleEn } from './schedule-en.ts';
import { soundEn } from './sound-en.ts';
import { speechEn } from './speech-en.ts';
import { uploadsEn } from './uploads-en.ts';
import { urgentEn } from './urgent-en.ts';
import type { Messages } from './vi.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const en: Messages = {
  ...accountEn,
  ...peopleEn,
  ...retentionEn,
  ...publishedEn,
  ...fleetEn,
  ...urgentEn,
  ...phoneEn,
  ...scheduleEn,
  ...logFilterEn,
  ...ordersEn,
  ...soundEn,
  ...libraryEn,
  ...uploadsEn,
  ...jobsEn,
  ...speechEn,
  ...clipsEn,
  ...packEn,
  ...preflightEn,
  operations: operationsEn,
  auditDetail: auditEn,

  product: 'Loa',
  tagline: 'Broadcast schedule and air log',
  skip: 'Skip to main content',
  nav: {
    label: 'Pages',
    schedule: 'Schedule',
    scheduleLabel: 'Schedule pages',
    day: 'Day',
    week: 'Week',
    fleet: 'Sites',
    urgent: 'Urgent',
    conflicts: 'Conflicts',
    orders: 'Suspensions and replacements',
    history: 'Schedule history',
    calendarDays: 'Holidays and lunar dates',
    campaigns: 'Targets',
    library: 'Library',
    speech: 'Text to speech',
    jobs: 'Jobs',
    airLog: 'Air log',
    people: 'People',
    tokens: 'Tokens',
    audit: 'Audit',
    api: 'Programming interface (API)',
    language: 'Language',
  },
  footer: (zone, at) => `Times on this page: ${zone}. Page made at ${at}.`,

  day: {
    title: (day, channel) => `Schedule for ${day} – ${channel}`,
    titleBefore: 'Schedule for',
    move: 'Move between days',
    previous: 'Previous day',
    next: 'Next day',
    today: 'Today',
    isToday: 'today',
    choose: 'Choose a channel and a day',
    channel: 'Channel',
    date: 'Day',
    show: 'Show',
    ended: 'ended',
    planned: (version) => `Plan, version ${version}`,
    notPlanned: 'Not planned yet: below is what the current schedule gives',
    noSessions: 'This channel has no session on this day.',
    noSessionsHint: 'The schedule puts no session on this day. Choose another day or channel above.',
    downloads: 'Download the whole day’s playlist',
    calendar: 'Calendar of this channel (.ics)',
    formats: {
      m3u8: 'M3U8 – music players',
      xspf: 'XSPF – VLC',
      pls: 'PLS – older players',
      cue: 'CUE – a mark for each segment',
      json: 'JSON – for machines',
    },
    sessionsOfDay: 'Sessions of the day',
  },

  ready: {
    heading: 'Readiness of the day',
    none: 'No session',
    green: 'Ready to air',
    amber: 'Needs a look',
    red: 'Cannot air yet',
    allGood: (sessions) =>
      sessions === 1 ? 'The session is rendered and complete.' : `All ${sessions} sessions are rendered and complete.`,
    waiting: (session) => `${session}: the sound waits to be rendered.`,
    silent: (session) => `${session}: there is no sound to air.`,
    missing: (session, count) => `${session}: ${plural(count, 'segment is', 'segments are')} missing.`,
  },

  session: {
    states: {
      rendered: 'rendered',
      waiting: 'waits for rendering',
      silent: 'no sound',
      'relay-only': 'relay only',
      off: 'off the air',
    },
    missing: (count) => `${plural(count, 'segment', 'segments')} missing`,
    now: 'on air now by plan',
    upcoming: 'next session',
    length: 'Length',
    most: (most) => `at most ${most}`,
    left: (left) => `${left} left`,
    full: 'filled exactly',
    over: (over) => `${over} over`,
    play: (session) => `Listen to ${session}`,
    download: 'Download MP3',
    waitingHint: 'The sound waits to be rendered; reload this page in a few minutes to hear and download it.',
    silentHint: 'There is no sound file for this session: none of its segments has a recording that can air.',
    relayOnlyHint: 'This session only relays; it has no sound file.',
    offHint: 'This session does not air: it was cancelled, moved or suspended.',
    empty: 'This session has no segments.',
    check: 'Check marks',
    checkFile: (hash) => `SHA-256 ${hash}…`,
    checkSound: (loudness, peak) => `loudness ${loudness} LUFS, true peak ${peak} dBTP`,
    checkAt: (at) => `rendered at ${at}`,
  },

  rows: {
    caption: (session) => `Segments of ${session}`,
    time: 'Time',
    length: 'Length',
    title: 'Segment',
    kind: 'Kind',
    run: 'Run',
    language: 'Language',
    why: 'Why',
    filler: 'filler music',
    relay: (from, to) => `RELAY ${from}–${to}`,
    relaySilent: 'silence in the file',
    relayMusic: 'waiting music in the file',
    absent: 'Absent',
  },

  say: {
    summary: 'Record what aired',
    notPlanned: 'Nothing can be recorded: no plan is stored for this day.',
    recorded: (count, first, last) =>
      count === 1
        ? `1 entry was added to the air log, number ${first}.`
        : `${count} entries were added to the air log, numbers ${first}–${last}.`,
    wrong: 'Not recorded. Correct the following and send again:',
    outcome: 'Outcome',
    outcomes: { aired: 'Aired', partly: 'Partly aired', 'not-aired': 'Could not air' },
    scope: 'Scope',
    wholeSession: 'Whole session',
    startedAt: 'Started at',
    startedAtHint: 'Leave empty if it began as planned.',
    heard: 'Time heard',
    heardHint: 'Needed when it aired partly.',
    minutes: 'minutes',
    seconds: 'seconds',
    reason: 'Reason',
    reasonHint: 'Needed when it did not air, or aired partly.',
    noReason: '– choose a reason –',
    note: 'Note',
    noteHint: 'Needed with “other reason”.',
    role: 'Recorded by a',
    by: 'Name of who records it',
    corrects: 'Corrects entry number',
    correctsHint: 'Only to correct an entry; the old entry is kept.',
    send: 'Add to the air log',
    expected: {
      outcome: 'one of the three outcomes',
      reason: 'a reason from the list',
      role: 'a role from the list',
      heard: 'minutes and seconds, zero or more',
      corrects: 'the number of an air-log entry',
      text: (limit) => `at most ${limit} characters`,
    },
    heading: 'Recorded',
    numbers: (first, last) => (first === last ? `Number ${first}` : `Numbers ${first}–${last}`),
    whole: 'whole session',
    counted: (count, word) => `${count} ${word}`,
    correctsEntry: (seq) => `corrects entry ${seq}`,
  },

  log: {
    title: 'Air log',
    lead: 'Each entry is a person’s statement about one planned airing. Entries are never changed or removed; a correction is a new entry.',
    filter: 'Filter the air log',
    from: 'From',
    to: 'To',
    channel: 'Channel',
    allChannels: 'All channels',
    campaign: 'Campaign',
    allCampaigns: 'All content',
    show: 'Show',
    sheet: (day) => `Printed log of ${day} (PDF)`,
    downloads: 'Download the air log with this filter',
    count: (count) => (count === '1' ? '1 entry' : `${count} entries`),
    bundle: 'Evidence bundle',
    bundleHint: 'Others can check an evidence bundle without trusting this system.',
    verify: 'Check an evidence bundle',
    none: 'No entry fits this filter.',
    later: 'Later entries',
    columns: {
      seq: 'No.',
      planned: 'Planned',
      title: 'Segment',
      channel: 'Channel',
      outcome: 'Outcome',
      heard: 'Heard',
      who: 'Recorded by',
      recordedAt: 'Recorded at',
    },
    corrects: (seq) => `corrects entry ${seq}`,
    correctedBy: (seqs) => `corrected by entry ${seqs}`,
    anonymous: 'no name given',
    erased: 'name erased on request',
    note: 'Note',
    fromSession: 'recorded for the whole session',
    disputed: (seq) => `Disputed (entry ${seq})`,
    object: {
      open: 'Object to this entry',
      note: 'Why',
      by: 'Whose word it is',
      send: 'Record the objection',
      hint: 'It stands beside this entry in the log, and neither changes nor removes it.',
      done: (seq, disputes) => `Recorded as entry ${seq}, about entry ${disputes}.`,
    },
  },

  problem: {
    notFound: 'Page not found',
    notFoundHint: 'There is no page at this address. The link may be old or mistyped.',
    refused: 'This request cannot be done',
    broken: 'The page failed',
    brokenHint: 'The fault has been noted. Reload the page; if it stays, tell the system administrator.',
    home: 'To today’s schedule',
    right: 'You may not do this',
    link: 'This link does not work',
    noRoles: 'No role yet',
    noRolesHint: 'This account has no role yet. Ask an administrator of your unit to give you one.',
    noChannels: 'There is no channel yet',
    noChannelsHint: 'No schedule has been applied. An administrator applies a schedule file with: loa apply',
  },
};
