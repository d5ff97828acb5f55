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
import type { LocalDate } from '../../core/time/local.ts';
import type { Ctx } from '../../operations/context.ts';
import { playable, showDay } from '../../operations/show-day.ts';
import { sendTagged } from '../answer.ts';
import { problem } from '../problem.ts';
import { originOf } from '../request.ts';
import { DayPath, newRoutes, PROBLEMS, type Routes } from './route.ts';

const PlaylistQuery = z.strictObject({
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
    request: { params: DayPath, query: PlaylistQuery },
    responses: {
      200: {
        description: 'The playlist as a file; its sounds have absolute URLs',
        content: { [bare(PLAYLIST_FORMS[format].mime)]: { schema: format === 'json' ? DayListJson : z.string() } },
      },
      ...PROBLEMS,
    },
  });

/** A URL in which relative sounds are found, with a slash at the end and without query or fragment. */
const folderOf = (base: string): string => {
  const url = new URL(base);
  return `${url.origin}${url.pathname.replace(/\/*$/, '/')}`;
};

export const playlistRoutes = (ctx: Ctx): Routes => {
  const routes = newRoutes();
  for (const format of PLAYLIST_FORMATS)
    routes.openapi(routeOf(format), async (c) => {
      const { channel, day } = c.req.valid('param');
      const asked = c.req.valid('query').base;
      const origin = originOf(c);
      if (!origin.ok) return problem(c, origin);
      const shown = showDay(ctx, channel, day as LocalDate | 'today');
      if (!shown.ok) return problem(c, shown);
      // The JSON form says of each session whether it is rendered; the others can only leave it out.
      const listed = format === 'json' ? shown : playable(shown.value);
      if (!listed.ok) return problem(c, listed);
      const { mime, extension, write } = PLAYLIST_FORMS[format];
      const base = asked === undefined ? origin.value : folderOf(asked);
      const name = playlistFileName(shown.value.channel.id, shown.value.day, format);
      return sendTagged(c, write(dayListOf(shown.value), { base }), {
        'Content-Type': mime,
        'Content-Disposition': contentDisposition('attachment', name, extension),
        'Cache-Control': 'no-cache',
      });
    });
  return routes;
};
