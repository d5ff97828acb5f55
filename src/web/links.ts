/** Every address that the pages point to, in one place. Pages build no address of their own. */
import { soundPath } from '../contract/day-list.ts';
import type { PlaylistFormat } from '../contract/playlist-formats/index.ts';
import type { Sha256 } from '../core/ids.ts';

/** What can be done to a person, as the end of an address. */
export type PersonStep =
  | 'grant'
  | 'revoke'
  | 'rename'
  | 'link'
  | 'end-sign-ins'
  | 'second-factor'
  | 'disable'
  | 'enable'
  | 'erase';

/** What can be done to a job, as the end of an address. */
export type JobStep = 'cancel' | 'retry';

/** What is edited: an occurrence by the date that the schedule asks for, or a segment in it; and in which step. */
interface Occurrence {
  readonly session: string;
  readonly day: string;
  readonly segment?: string | undefined;
  readonly step?: string | undefined;
}

const part = encodeURIComponent;

/** Only what is given, in the order given; '' when nothing is. */
export const query = (values: Readonly<Record<string, string | number | null | undefined>>): string => {
  const pairs = Object.entries(values).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [`${part(name)}=${part(value)}`],
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
};

export const links = {
  home: '/',
  day: (channel: string, day: string): string => `/channels/${part(channel)}/days/${part(day)}`,
  /** The chooser's form goes here and is sent on to the day. */
  choose: '/channels',
  week: (channel: string, from?: string): string => `/channels/${part(channel)}/week${query({ from })}`,
  /** The chooser's form goes here and is sent on to the week; without a channel, to the first one's. */
  weeks: '/week',
  edit: (channel: string, of: Occurrence): string =>
    `/channels/${part(channel)}/edit${query({ session: of.session, segment: of.segment, day: of.day, do: of.step })}`,
  why: (channel: string, day: string, segment?: string): string =>
    `${links.day(channel, day)}/why${query({ segment })}`,
  fixSound: (original: string): string => `/sounds/${original}/fix`,
  adjustSound: (original: string): string => `/sounds/${original}/adjust`,
  undoSound: (original: string): string => `/sounds/${original}/undo`,
  soundMaster: (original: string): string => `/api/v1/sounds/${original}/master`,
  history: '/history',
  undo: '/history/undo',
  preflight: (channel?: string, day?: string): string => `/preflight${query({ day, channel })}`,
  conflicts: '/conflicts',
  decide: '/conflicts/decide',
  orders: '/orders',
  liftOrder: (id: string): string => `/orders/${part(id)}/lift`,
  calendarDays: '/days',
  confirmFestival: '/days/confirm',
  fleet: '/fleet',
  urgent: '/urgent',
  cancelUrgent: (id: string): string => `/urgent/${part(id)}/cancel`,
  campaigns: '/campaigns',
  campaign: (id: string): string => `/campaigns/${part(id)}`,
  airings: (channel: string, day: string): string => `${links.day(channel, day)}/airings`,
  approval: (channel: string, day: string): string => `${links.day(channel, day)}/approval`,
  /** What is published for a channel; its form publishes. */
  published: (channel: string): string => `/channels/${part(channel)}/published`,
  sitePackage: (channel: string): string => `/api/v1/channels/${part(channel)}/site-package.zip`,
  seen: (channel: string): string => `${links.published(channel)}/seen`,
  /** Its form invites a machine; what it makes is shown in the answer. */
  machines: (channel: string): string => `${links.published(channel)}/machines`,
  revokeMachine: (channel: string, id: string): string => `${links.machines(channel)}/${part(id)}/revoke`,
  library: '/library',
  newItem: '/library/new',
  item: (id: string): string => `/library/${part(id)}`,
  itemStep: (id: string, step: 'change' | 'script' | 'approve'): string => `/library/${part(id)}/${step}`,
  clips: (item: string): string => `/clips/${part(item)}`,
  podcasts: '/podcasts',
  podcastOff: (slug: string): string => `/podcasts/${part(slug)}/off`,
  /** The player, for everybody. */
  podcast: (slug: string): string => `/podcast/${part(slug)}`,
  soundPage: (original: string): string => `/sounds/${original}`,
  jobs: '/jobs',
  jobStep: (id: string, step: JobStep): string => `/jobs/${part(id)}/${step}`,
  airLog: '/air-log',
  airLogObjections: (seq: number | ':seq') => `/air-log/${seq}/objections`,
  /** For everybody; verifyFile: the same page, to keep. */
  verify: '/verify',
  verifyFile: '/verify/loa-verify.html',
  signIn: '/sign-in',
  signInCode: '/sign-in/code',
  signOut: '/sign-out',
  welcome: (token: string): string => `/welcome/${part(token)}`,
  account: '/account',
  ownPassphrase: '/account/passphrase',
  ownSignIns: '/account/sign-ins',
  confirm: '/account/confirm',
  secondFactor: '/account/second-factor',
  /** `next`: where one goes on to when it is on. */
  secondFactorFor: (next: string | null): string => `${links.secondFactor}${query({ next })}`,
  secondFactorStep: (step: 'recovery' | 'off'): string => `/account/second-factor/${step}`,
  people: '/people',
  person: (id: string): string => `/people/${part(id)}`,
  personStep: (id: string, step: PersonStep): string => `/people/${part(id)}/${step}`,
  exceptions: '/people/exceptions',
  endException: (id: number): string => `/people/exceptions/${id}/end`,
  tokens: '/tokens',
  machineTokens: '/tokens/machine',
  siteLinks: '/tokens/site',
  renewSiteLink: (id: string): string => `/tokens/${part(id)}/renew`,
  revokeToken: (id: string): string => `/tokens/${part(id)}/revoke`,
  speech: '/speech',
  makeSpeech: '/speech/make',
  /** The page of what was spoken; speechSound: its bytes. */
  madeSpeech: (sound: string): string => `/speech/sounds/${sound}`,
  speechSound: (sound: string): string => `/api/v1/speech/${part(sound)}`,
  pronunciations: '/pronunciations',
  hearPronunciation: '/pronunciations/hear',
  takeBackPronunciation: '/pronunciations/take-back',
  audit: '/audit',
  retention: '/retention',
  placeHold: '/retention/holds',
  liftHold: (id: string): string => `/retention/holds/${part(id)}/lift`,
  uploadSounds: '/sounds/upload',
  phone: (token: string): string => `/tram/${part(token)}`,
  /** The telephone's own page, what it sends, and its service worker: all that a telephone keeps lies under /phone/. */
  phonePage: '/phone/today',
  phoneAirings: '/phone/airings',
  phoneNotices: '/phone/notices',
  phoneSeen: '/phone/seen',
  phoneLeave: '/phone/leave',
  phoneWorker: '/phone/worker.js',
  phoneScript: (name: 'page' | 'player', hash: string): string => `/phone/${name}.${hash}.js`,
  sheet: (channel: string, day: string, days: number): string =>
    `/api/v1/channels/${part(channel)}/days/${part(day)}/sheet.pdf${query({ days })}`,
  soundAs: (hash: Sha256, fileName: string): string => `${soundPath(hash)}${query({ download: fileName })}`,
  api: '/api',
  sound: soundPath,
  playlist: (channel: string, day: string, format: PlaylistFormat): string =>
    `/api/v1/channels/${part(channel)}/days/${part(day)}/playlist.${format}`,
  pack: (channel: string, day: string, days: number): string =>
    `/api/v1/channels/${part(channel)}/days/${part(day)}/pack.zip${query({ days: days === 1 ? null : String(days) })}`,
  calendar: (channel: string): string => `/api/v1/channels/${part(channel)}/calendar.ics`,
  airLogDay: (day: string, channel: string): string =>
    `/api/v1/air-log/days/${part(day)}.pdf${query({ channel: channel === '' ? null : channel })}`,
  airLogFile: (
    format: 'csv' | 'ndjson' | 'json' | 'xlsx',
    filter: Readonly<Record<string, string | null | undefined>>,
  ): string => `/api/v1/air-log${query({ ...filter, format })}`,
  airLogBundle: (filter: Readonly<Record<string, string | null | undefined>>): string =>
    `/api/v1/air-log/bundle${query(filter)}`,
};
