/**
 * GET …/sessions/{session}/sound.{mp3,m4a,opus,flac,wav}: a rendered session as a file of its own, for people and automation.
 *
 * It says what it is (chapters in MP3, `bext` and `cart` in WAV), so its bytes and its tag differ from the bare sound's.
 */
import { createRoute, z } from '@hono/zod-openapi';
import { IdText } from '../../contract/api.ts';
import { contentDisposition } from '../../contract/api-file-name.ts';
import { SOUND_FILES, type SoundFile, soundFileName, soundType } from '../../contract/day-list.ts';
import type { LocalDate } from '../../core/time/local.ts';
import type { House } from '../../operations/context.ts';
import { deliverSession } from '../../operations/deliver-session.ts';
import { problem } from '../problem.ts';
import { asking } from '../request.ts';
import { sendSound } from '../send-sound.ts';
import { DayPath, GUARDED_PROBLEMS, newRoutes, type Routes, SECURITY, SiteKey, TAGGED, told } from './route.ts';

const SessionPath = DayPath.extend({ session: told(IdText, { example: 'buoi-sang' }) });
const SessionQuery = z.strictObject({ key: SiteKey });

const routeOf = (format: SoundFile) => {
  const content = { [soundType(format)]: { schema: z.string().openapi({ format: 'binary' }) } };
  return createRoute({
    method: 'get',
    path: `/channels/{channel}/days/{day}/sessions/{session}/sound.${format}`,
    operationId: `downloadSession${format.charAt(0).toUpperCase()}${format.slice(1)}`,
    tags: ['days'],
    summary: `One rendered session as ${format.toUpperCase()}`,
    description:
      'MP3 has chapters, WAV has bext and cart chunks. Refused with playlist.not-rendered while it is not rendered in this format. Resume with Range and If-Range.',
    security: SECURITY.keyed,
    request: { params: SessionPath, query: SessionQuery },
    responses: {
      200: { description: 'The whole file', content },
      206: { description: 'The part that Range asked for', content },
      416: { description: 'The file has no such part' },
      ...TAGGED,
      ...GUARDED_PROBLEMS,
    },
  });
};

export const sessionSoundRoutes = (house: House): Routes => {
  const routes = newRoutes();
  for (const format of SOUND_FILES)
    routes.openapi(routeOf(format), async (c) => {
      const { channel, day, session } = c.req.valid('param');
      const asked = { channel, day: day as LocalDate | 'today', session, format };
      const delivered = await deliverSession(asking(c, house), asked);
      if (!delivered.ok) return problem(c, delivered);
      const { playlist, sound } = delivered.value;
      const headers = {
        'Accept-Ranges': 'bytes',
        'Cache-Control': 'private, no-cache',
        'Content-Disposition': contentDisposition('attachment', soundFileName(playlist, format), format),
        'Content-Type': soundType(format),
        ETag: `"${sound.sha256}"`,
        'Repr-Digest': `sha-256=:${Uint8Array.fromHex(sound.sha256).toBase64()}:`,
      };
      return sendSound(c, { size: sound.bytes, stream: sound.stream, headers });
    });
  return routes;
};
