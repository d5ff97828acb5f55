/** The address on which sounds are sent by a form. Files go to the disk as they come; nothing is held in memory. */
import { Hono } from 'hono';
import type { AskEnv } from '../../contract/asking.ts';
import { sentenceOf } from '../../contract/sentences/index.ts';
import type { Ctx } from '../../operations/context.ts';
import { receiveUpload } from '../../operations/uploads/receive-upload.ts';
import { listUploads } from '../../operations/uploads/show-uploads.ts';
import { type Answers, type Asked, concernsTheAsker } from '../answer.ts';
import { links } from '../links.ts';
import { boundaryOf, partsOf } from './multipart.ts';
import { uploadPage } from './upload-page.ts';

const LISTED = 50;

type Fault = Parameters<typeof uploadPage>[1]['faults'][number];

export const uploadRoutes = ({ pageFor, send, refused, forRight }: Answers): Hono<AskEnv> => {
  const show = async (c: Asked, ctx: Ctx, faults: readonly Fault[], status: number): Promise<Response> => {
    const uploads = await listUploads(ctx, { limit: LISTED });
    if (!uploads.ok) return refused(c, uploads.refusals);
    const page = pageFor(c);
    return send(c, page, uploadPage(page, { uploads: uploads.value, faults }), status);
  };

  const app = new Hono<AskEnv>();
  app.get(
    links.uploadSounds,
    forRight('sound.write', (c, ctx) => show(c, ctx, [], 200)),
  );
  app.post(
    links.uploadSounds,
    forRight('sound.write', async (c, ctx) => {
      const { m, lang } = pageFor(c);
      const faults: Fault[] = [];
      let files = 0;
      try {
        const body = c.req.raw.body as unknown as AsyncIterable<Uint8Array> | null;
        const boundary = boundaryOf(c.req.header('content-type'));
        if (body === null || boundary === null) throw new Error('no form with files');
        for await (const { fileName, content } of partsOf(body, boundary)) {
          if (fileName === null || fileName === '') continue;
          files += 1;
          const again = c.get('askAgain');
          const received = await receiveUpload(ctx, { name: fileName, bytes: null, body: content, again, now: false });
          if (received.ok) continue;
          if (concernsTheAsker(received.refusals)) return refused(c, received.refusals);
          faults.push({ name: fileName, text: sentenceOf(received.refusals[0], lang) });
        }
      } catch {
        // Whoever sent it is no browser, or has left; what came whole is kept.
        faults.push({ name: null, text: m.uploads.broken });
        return show(c, ctx, faults, 422);
      }
      if (files === 0) faults.push({ name: null, text: m.uploads.nothingChosen });
      return faults.length === 0 ? c.redirect(links.uploadSounds, 303) : show(c, ctx, faults, 422);
    }),
  );
  return app;
};
