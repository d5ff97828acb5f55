/** What an urgent order sounds: a sound of the library, or a text that is spoken now; rendered for a loudspeaker, so that any site can fetch it. */
import type { ManifestSound } from '../../core/manifest/model.ts';
import type { Cut } from '../../core/playlist/cut.ts';
import { itemSpec } from '../../core/playlist/item-spec.ts';
import { PROFILES, profileNamed } from '../../core/playlist/profile.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import type { Station } from '../../core/schedule/model.ts';
import { RATE, type Voice } from '../../core/speech/voices.ts';
import { URGENT_LIMITS } from '../../core/urgent/model.ts';
import { loadCuts } from '../../store/sounds.ts';
import type { Ctx } from '../context.ts';
import { makeSpeech } from '../speech/speak.ts';
import { renderSound } from './rendered-sound.ts';

export interface UrgentContent {
  /** File name of a sound of the library; null: `text` is spoken. */
  readonly sound: string | null;
  readonly text: string;
  readonly language: string;
  readonly voice: Voice;
}

/** Refuses with media.unknown, speech.*, urgent.long, audio.*, render.*, data.*. */
export const urgentSound = async (
  ctx: Ctx,
  content: UrgentContent,
  { profile: name }: Pick<Station, 'profile'>,
): Promise<Result<ManifestSound>> => {
  const cut = content.sound === null ? await spoken(ctx, content) : known(ctx, content.sound);
  if (!cut.ok) return cut;
  const { channels, loudness, tolerance, truePeak } = profileNamed(name) ?? PROFILES.horn;
  const spec = { ...itemSpec(cut.value, 'mp3'), profile: { channels, loudness, tolerance, truePeak } };
  const seconds = Math.ceil(spec.length / spec.sampleRate);
  if (seconds > URGENT_LIMITS.seconds) return refuse('urgent.long', { seconds, limit: URGENT_LIMITS.seconds });
  const rendered = await renderSound(ctx, spec, {});
  if (!rendered.ok) return rendered;
  const { output: sha256, bytes, format } = rendered.value;
  return ok({ sha256, bytes, format, lengthMs: Math.round(rendered.value.seconds * 1000) });
};

/** As it is used now. */
const known = ({ store }: Pick<Ctx, 'store'>, name: string): Result<Cut> => {
  const cut = loadCuts(store.rows).get(name);
  return cut === undefined ? refuse('media.unknown', { id: name }) : ok(cut);
};

/** Who may order an emergency may have it spoken. It goes into no library: the order keeps its text. */
const spoken = async (ctx: Ctx, { text, language, voice }: UrgentContent): Promise<Result<Cut>> => {
  const asked = { text, reading: null, language, voice, rate: RATE.usual };
  const made = await makeSpeech({ ...ctx, caller: { kind: 'system', name: 'service' } }, asked, {});
  if (!made.ok) return made;
  const taken = await ctx.audio.takeIn(ctx.audio.shelf.pathOf(made.value.sound), 'khan.wav');
  return taken.ok ? ok({ master: taken.value.master, samples: taken.value.samples }) : taken;
};
