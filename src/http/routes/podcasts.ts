/**
 * GET /podcast/{slug}.xml, its episodes' chapters and transcripts, and a page with a player: for everybody, and the one page
 * that other sites may put into a frame. Only what somebody has switched on is here.
 */
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { AskEnv } from '../../contract/asking.ts';
import { type PodcastForm, podcastFormOf, transcriptOf } from '../../contract/podcast.ts';
import type { House } from '../../operations/context.ts';
import { showEpisode, showPodcast } from '../../operations/podcasts/podcasts.ts';
import { podcastChapters, podcastFeed } from '../../reports/podcast.ts';
import { sendTagged } from '../answer.ts';
import { problem } from '../problem.ts';
import { asking, originOf } from '../request.ts';
import { newRoutes, type Routes } from './route.ts';

const PUBLIC = {
  'Cache-Control': 'public, max-age=300',
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
} as const;

/** No script, no form and no cookie is of use on it: whoever frames it can do nothing with it. */
const FRAMED =
  "default-src 'none'; style-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *";

export const podcastRoutes = (house: House): Routes => {
  const routes = newRoutes();
  const formOf = (c: Context<AskEnv>, slug: string) => {
    const origin = originOf(c);
    if (!origin.ok) return origin;
    const shown = showPodcast(asking(c, house), slug);
    return shown.ok ? { ok: true as const, value: podcastFormOf(shown.value, origin.value) } : shown;
  };
  routes.get('/podcast/:file{[a-z0-9-]+\\.xml}', (c) => {
    const form = formOf(c, c.req.param('file').slice(0, -4));
    if (!form.ok) return problem(c, form);
    const [newest] = form.value.episodes;
    const modified = newest === undefined ? {} : { 'Last-Modified': httpDate(newest.instant) };
    return sendTagged(c, podcastFeed(form.value), {
      ...PUBLIC,
      ...modified,
      'Content-Type': 'application/rss+xml; charset=utf-8',
    });
  });
  routes.get('/podcast/:slug/:file{[0-9a-f]{32}\\.(?:vtt|json)}', async (c) => {
    const [guid = '', ending] = c.req.param('file').split('.');
    const shown = await showEpisode(asking(c, house), c.req.param('slug'), guid);
    if (!shown.ok) return problem(c, shown);
    const { chapters, vtt } = transcriptOf(shown.value);
    return ending === 'vtt'
      ? sendTagged(c, vtt, { ...PUBLIC, 'Content-Type': 'text/vtt; charset=utf-8' })
      : sendTagged(c, podcastChapters(chapters), { ...PUBLIC, 'Content-Type': 'application/json+chapters' });
  });
  routes.get('/podcast/:slug{[a-z0-9-]+}', async (c) => {
    const form = formOf(c, c.req.param('slug'));
    if (!form.ok) return problem(c, form);
    return sendTagged(c, String(await page(form.value)), {
      ...PUBLIC,
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': FRAMED,
    });
  });
  return routes;
};

const httpDate = (instant: string): string => {
  const at = Temporal.Instant.from(instant).toZonedDateTimeISO('UTC');
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${days[at.dayOfWeek - 1]}, ${two(at.day)} ${months[at.month - 1]} ${at.year} ${[at.hour, at.minute, at.second].map(two).join(':')} GMT`;
};

const page = (form: PodcastForm) => html`<!doctype html>
<html lang="${form.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${form.title}</title>
<link rel="alternate" type="application/rss+xml" href="${form.self}" title="${form.title}">
<link rel="stylesheet" href="/api/style.css">
</head>
<body>
<main>
<h1>${form.title}</h1>
<p>${form.description}</p>
${form.episodes.map(
  (one) => html`<article>
<h2 lang="${one.language}">${one.title}</h2>
<audio controls preload="none" src="${one.url}" aria-label="${one.title}"></audio>
<p lang="${one.language}">${one.description}</p>
</article>`,
)}
</main>
</body>
</html>
`;
