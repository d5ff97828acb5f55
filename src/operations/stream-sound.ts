/**
 * A rendered MP3 as HLS, for whoever knows its hash, as open-sound.ts gives the whole file: a list and its pieces.
 *
 * The pieces are made when asked for and kept nowhere; other forms are not streamed.
 */
import { type HlsPiece, hlsList, hlsPieces, hlsTag } from '../core/container/hls.ts';
import { SHA256_PATTERN, type Sha256 } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { findRenderingByOutput } from '../store/days.ts';
import type { Ctx } from './context.ts';
import { type Asking, operation } from './operation.ts';

type Streaming = Asking & Pick<Ctx, 'audio'>;

/** The list's text. Refuses with media.unknown for anything that is not the hash of a rendered MP3 on the shelf. */
export const listPieces = operation(
  { name: 'sound.list-pieces', needs: 'public' },
  async (ctx: Streaming, id: string): Promise<Result<string>> => {
    const pieces = await piecesOf(ctx, id);
    return pieces === null ? refuse('media.unknown', { id }) : ok(hlsList(pieces));
  },
);

/** The bytes of piece `n` (0 is the first): about 10 s. Refuses with media.unknown, also for a piece that is not there. */
export const openPiece = operation(
  { name: 'sound.open-piece', needs: 'public' },
  async (ctx: Streaming, id: string, n: number): Promise<Result<Uint8Array<ArrayBuffer>>> => {
    const piece = (await piecesOf(ctx, id))?.[n];
    const opened = piece === undefined ? null : await ctx.audio.shelf.open(id as Sha256);
    if (piece === undefined || opened === null) return refuse('media.unknown', { id });
    const tag = hlsTag(piece);
    const frames = await new Response(opened.stream(piece.from, piece.to)).bytes();
    const whole = new Uint8Array(tag.length + frames.length);
    whole.set(tag);
    whole.set(frames, tag.length);
    return ok(whole);
  },
);

const piecesOf = async (ctx: Streaming, id: string): Promise<HlsPiece[] | null> => {
  const rendering = SHA256_PATTERN.test(id) ? findRenderingByOutput(ctx.store.rows, id as Sha256) : undefined;
  if (rendering?.format !== 'mp3' || !(await ctx.audio.shelf.has(rendering.output))) return null;
  return hlsPieces(rendering.bytes, rendering.samples);
};
