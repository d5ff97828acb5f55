/** Everything that is measured of a master on the shelf, and its outline kept there. It writes no row: whoever asks remembers. */
import { writeFile } from 'node:fs/promises';
import type { Sha256 } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import type { SoundMeasures } from '../core/sound/measures.ts';
import { onDisk } from './disk.ts';
import { flacInfo } from './flac.ts';
import { listenTo } from './meter.ts';
import type { Tools } from './process.ts';
import type { Shelf } from './shelf.ts';

export interface MeasuredMaster {
  readonly measures: SoundMeasures;
  /** The outline for drawing, on the shelf (docs/formats/waveform.md). */
  readonly waveform: Sha256;
}

/** Refuses with media.unknown when the master is not there, with meterFile()'s refusals, and with data.full, data.read-only. */
export const measureMaster = async (
  { shelf, tools }: { readonly shelf: Shelf; readonly tools: Tools },
  master: Sha256,
  signal?: AbortSignal,
): Promise<Result<MeasuredMaster>> => {
  if (!(await shelf.has(master))) return refuse('media.unknown', { id: master });
  const path = shelf.pathOf(master);
  const channels = (await flacInfo(path)).channels === 1 ? 1 : 2;
  const heard = await listenTo(tools, { path, channels, signal });
  if (!heard.ok) return heard;
  const { measures, waveform } = heard.value;
  const temporary = await shelf.temporary();
  if (!temporary.ok) return temporary;
  try {
    const written = await onDisk(shelf.dataDir, async () => ok(await writeFile(temporary.value, waveform)));
    if (!written.ok) return written;
    const kept = await shelf.put(temporary.value);
    return kept.ok ? ok({ measures, waveform: kept.value.hash }) : kept;
  } finally {
    await shelf.discard(temporary.value);
  }
};
