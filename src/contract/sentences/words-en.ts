/** The product's own terms in English: the same keys as the Vietnamese ones, or it does not compile. */
import type { vi } from './words-vi.ts';

export const en: typeof vi = {
  outcomes: {
    aired: 'aired',
    partly: 'partly aired',
    'not-aired': 'not aired',
  },
  notAiredReasons: {
    'power-cut': 'power cut',
    'device-fault': 'equipment fault',
    'line-fault': 'line or connection fault',
    weather: 'bad weather',
    'sound-missing': 'sound file missing',
    'ordered-off': 'suspended by order',
    emergency: 'gave way to an emergency notice',
    other: 'other reason',
  },
  roles: {
    technician: 'technician',
    operator: 'commune operator',
  },
  runs: {
    first: 'first run',
    repeat: 'repeat',
  },
  kinds: {
    unit: 'unit',
    station: 'station',
    channel: 'channel',
    session: 'session',
    segment: 'segment',
    strand: 'strand',
    item: 'item',
    campaign: 'campaign',
    contentGroup: 'content group',
  },
  genres: {
    newsItem: 'news item',
    article: 'article',
    featureReport: 'feature report',
    notice: 'notice',
    urgentNotice: 'urgent notice',
    bulletin: 'bulletin',
    newsBulletin: 'news bulletin',
    topicProgramme: 'special topic',
    linkText: 'link',
    stationIdent: 'station ident',
    signatureTune: 'signature tune',
    sting: 'sting',
    music: 'music',
    musicBed: 'music bed',
    anthem: 'national anthem',
    signOff: 'sign-off',
    relay: 'relay',
  },
  languages: {
    vi: 'Vietnamese',
    km: 'Khmer',
    zh: 'Chinese',
    en: 'English',
  },
};
