/** Every address that the pages point to, in one place. Pages build no address of their own. */
import { soundPath } from '../contract/day-list.ts';
import type { PlaylistFormat } from '../contract/playlist-formats/index.ts';

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
  choose: '/days',
  airings: (channel: string, day: string): string => `${links.day(channel, day)}/airings`,
  airLog: '/air-log',
  api: '/api',
  sound: soundPath,
  playlist: (channel: string, day: string, format: PlaylistFormat): string =>
    `/api/v1/channels/${part(channel)}/days/${part(day)}/playlist.${format}`,
  calendar: (channel: string): string => `/api/v1/channels/${part(channel)}/calendar.ics`,
  airLogFile: (
    format: 'csv' | 'ndjson' | 'json',
    filter: Readonly<Record<string, string | null | undefined>>,
  ): string => `/api/v1/air-log${query({ ...filter, format })}`,
};
