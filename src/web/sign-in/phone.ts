/** A site's secret link, opened on a telephone: from then on its cookie opens the telephone's page. */
import { Hono } from 'hono';
import { setCookie } from 'hono/cookie';
import { type AskEnv, siteCookie } from '../../contract/asking.ts';
import { refuse } from '../../core/result.ts';
import { whoAsks } from '../../operations/accounts/who-asks.ts';
import { type Answers, partOf } from '../answer.ts';
import { links, query } from '../links.ts';

export const phoneRoutes = ({ refused, askingFor }: Answers): Hono<AskEnv> => {
  const app = new Hono<AskEnv>();
  app.get('/tram/:token', (c) => {
    const token = partOf(c, 'token');
    const asked = whoAsks(askingFor(c), { kind: 'site', token });
    if (!asked.ok) return refused(c, asked.refusals);
    if (asked.value.kind !== 'site') return refused(c, refuse('credential.wrong', {}).refusals);
    const { name, options } = siteCookie(c.get('secure'));
    setCookie(c, name, token, options);
    // 'new': what another link left on this telephone is not shown, not even while the network is away.
    return c.redirect(`${links.phonePage}${query({ new: 1 })}`, 303);
  });
  return app;
};
