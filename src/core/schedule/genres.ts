/** Kinds of items that have a name here. Genres are data: a centre's schedule may have others, which are as good. */

export const GENRES = [
  'newsItem',
  'article',
  'featureReport',
  'notice',
  'urgentNotice',
  'bulletin',
  'newsBulletin',
  'topicProgramme',
  'linkText',
  'stationIdent',
  'signatureTune',
  'sting',
  'music',
  'entertainment',
  'musicBed',
  'anthem',
  'signOff',
  'relay',
] as const;
export type Genre = (typeof GENRES)[number];
