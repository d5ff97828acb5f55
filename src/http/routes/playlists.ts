/** GET …/playlist.{m3u8,xspf,pls,cue,json}: a day's playlist as a file for a player or an automation program. */
import { createRoute, z } from '@hono/zod-openapi';
import { contentDisposition } from '../../contract/api-file-name.ts';
import { dayListOf } from '../../contract/day-list.ts';
import {
  PLAYLIST_FORMATS,
  PLAYLIST_FORMS,
  type PlaylistFormat,
  playlistFileName,
} from '../../contract/playlist-formats/index.ts';
import { DayListJson } from '../../contract/playlist-formats/json.ts';
import { refuse } from '../../core/result.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { showDay } from '../../operations/show-day.ts';
import { showPlayableDay } from '../../operations/show-playable-day.ts';
import { sendTagged } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking, originOf } from '../request.ts';
import { DayPath, GUARDED_PROBLEMS, newRoutes, type Routes, SECURITY, SiteKey, TAGGED } from './route.ts';

const PlaylistQuery = z.strictObject({
  key: SiteKey,
  base: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional()
    .openapi({
      description: 'Where the sounds are found from, instead of the address this was asked at: an http or https URL',
      example: 'https://loa.example.vn/',
    }),
});

const bare = (mime: string): string => mime.split(';')[0] ?? mime;

/** One route for each format, because a path cannot hold a parameter inside a name. */
const routeOf = (format: PlaylistFormat) =>
  createRoute({
    method: 'get',
    path: `/channels/{channel}/days/{day}/playlist.${format}`,
    operationId: `downloadPlaylist${format.charAt(0).toUpperCase()}${format.slice(1)}`,
    tags: ['days'],
    summary: `One broadcast day as ${format.toUpperCase()}`,
    security: SECURITY.keyed,
    request: { params: DayPath, query: PlaylistQuery },
    responses: {
      200: {
        description: 'The playlist as a file; its sounds have absolute URLs',
        content: { [bare(PLAYLIST_FORMS[format].mime)]: { schema: format === 'json' ? DayListJson : z.string() } },
      },
      ...TAGGED,
      ...GUARDED_PROBLEMS,
    },
  });

/** A URL in which relative sounds are found, with a slash at the end and without query or fragment. */
const folderOf = (base: string): string => {
  const url = new URL(base);
  return `${url.origin}${url.pathname.replace(/\/*$/, '/')}`;
};

export const playlistRoutes = (house: House): Routes => {
  const routes = newRoutes();
  for (const format of PLAYLIST_FORMATS)
    routes.openapi(routeOf(format), async (c) => {
      const { channel, day } = c.req.valid('param');
      const asked = c.req.valid('query').base;
      // A foreign page may not have our readers load a list of ours with its own sound in it.
      if (asked !== undefined && c.req.header('sec-fetch-site') === 'cross-site')
        return problem(c, refuse('request.origin', {}));
      const origin = originOf(c);
      if (!origin.ok) return problem(c, origin);
      // The JSON form says of each session whether it is rendered; the others can only leave it out.
      const show = format === 'json' ? showDay : showPlayableDay;
      const shown = show(asking(c, house), channel, day as LocalDate | 'today');
      if (!shown.ok) return problem(c, shown);
      const { mime, extension, write } = PLAYLIST_FORMS[format];
      const base = asked === undefined ? origin.value : folderOf(asked);
      const name = playlistFileName(shown.value.channel.id, shown.value.day, format);
      return sendTagged(c, write(dayListOf(shown.value), { base }), {
        'Content-Type': mime,
        'Content-Disposition': contentDisposition('attachment', name, extension),
        'Cache-Control': 'private, no-cache',
      });
    });
  return routes;
};
