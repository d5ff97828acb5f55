/** GET /channels, /today and /channels/{channel}/days/{day}: who is on air, and what their days hold. */
import { createRoute } from '@hono/zod-openapi';
import { ChannelsJson, DayJson, DaysJson, dayJson } from '../../contract/api.ts';
import { refuse } from '../../core/result.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { type ListedChannel, listChannels } from '../../operations/list-channels.ts';
import { showDay } from '../../operations/show-day.ts';
import { sendJson } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking, askingAsSomebody, originOf } from '../request.ts';
import {
  ChannelPath,
  DayPath,
  GUARDED_PROBLEMS,
  named,
  newRoutes,
  ofType,
  type Routes,
  SECURITY,
  TAGGED,
} from './route.ts';

const DAY = named(DayJson, 'Day');

const channelsRoute = createRoute({
  method: 'get',
  path: '/channels',
  operationId: 'listChannels',
  tags: ['channels'],
  summary: 'The channels that the caller may see, with their stations',
  security: SECURITY.asked,
  description: 'Also those that have ended or not begun; `current` tells them apart.',
  responses: { ...ofType(ChannelsJson, 'Those on air now first'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const channelRoute = createRoute({
  method: 'get',
  path: '/channels/{channel}',
  operationId: 'showChannel',
  tags: ['channels'],
  summary: 'One channel with its station',
  security: SECURITY.asked,
  request: { params: ChannelPath },
  responses: { ...ofType(ChannelsJson.shape.channels.element, 'The channel'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const todayRoute = createRoute({
  method: 'get',
  path: '/today',
  operationId: 'showToday',
  tags: ['days'],
  summary: 'Today on every current channel that the caller may see',
  security: SECURITY.asked,
  description: "Each channel's today is that of its own station's zone and day start.",
  responses: {
    ...ofType(DaysJson.extend({ days: DAY.array() }), 'One day for each current channel'),
    ...TAGGED,
    ...GUARDED_PROBLEMS,
  },
});

const dayRoute = createRoute({
  method: 'get',
  path: '/channels/{channel}/days/{day}',
  operationId: 'showDay',
  tags: ['days'],
  summary: 'One broadcast day of a channel',
  security: SECURITY.asked,
  description:
    'The same document as playlist.json (`loa-day-playlist/1`), with `version` and `today` beside it. A day that nobody has planned yet is worked out from the rules and has no version.',
  request: { params: DayPath },
  responses: { ...ofType(DAY, 'The day, session by session'), ...TAGGED, ...GUARDED_PROBLEMS },
});

const channelJson = ({ channel, station, today, current }: ListedChannel) => ({
  id: channel.id,
  name: channel.name,
  carrier: channel.carrier,
  from: channel.from,
  to: channel.to,
  station: { id: station.id, name: station.name, zone: station.zone },
  today,
  current,
});

export const channelRoutes = (house: House): Routes => {
  const routes = newRoutes();
  routes.openapi(channelsRoute, (c) => {
    const ctx = askingAsSomebody(c, house);
    return ctx.ok ? sendJson(c, { channels: listChannels(ctx.value).map(channelJson) }) : problem(c, ctx);
  });
  routes.openapi(channelRoute, (c) => {
    const ctx = askingAsSomebody(c, house);
    if (!ctx.ok) return problem(c, ctx);
    const id = c.req.valid('param').channel;
    const listed = listChannels(ctx.value);
    const found = listed.find(({ channel }) => channel.id === id);
    if (found !== undefined) return sendJson(c, channelJson(found));
    return problem(c, refuse('channel.unknown', { id, known: listed.map(({ channel }) => channel.id).join(', ') }));
  });
  routes.openapi(todayRoute, async (c) => {
    const ctx = askingAsSomebody(c, house);
    if (!ctx.ok) return problem(c, ctx);
    const origin = originOf(c);
    if (!origin.ok) return problem(c, origin);
    const days = [];
    for (const { channel, current } of listChannels(ctx.value)) {
      if (!current) continue;
      const shown = showDay(ctx.value, channel.id, 'today');
      if (!shown.ok) return problem(c, shown);
      days.push(dayJson(shown.value, origin.value));
    }
    return sendJson(c, { days });
  });
  routes.openapi(dayRoute, async (c) => {
    const { channel, day } = c.req.valid('param');
    const origin = originOf(c);
    if (!origin.ok) return problem(c, origin);
    const shown = showDay(asking(c, house), channel, day as LocalDate | 'today');
    return shown.ok ? sendJson(c, dayJson(shown.value, origin.value)) : problem(c, shown);
  });
  return routes;
};
