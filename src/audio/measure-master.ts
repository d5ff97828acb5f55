/**
 * Everything that is measured of a master on the shelf, and its outline kept there. A master never changes, so it is listened
 * to once for each recipe of measuring; whoever asks writes the row.
 */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { Sha256 } from '../core/ids.ts';
import type { Result } from '../core/result.ts';
import { ok, refuse } from '../core/result.ts';
import { MEASURE_RECIPE } from '../core/sound/listen.ts';
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
  const key = listenedKey(master);
  const known = (await shelf.recall('listened', key)) as MeasuredMaster | null;
  if (known !== null && (await shelf.has(known.waveform))) return ok(known);
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
    if (!kept.ok) return kept;
    const measured: MeasuredMaster = { measures, waveform: kept.value.hash };
    const remembered = await shelf.remember('listened', key, measured);
    return remembered.ok ? ok(measured) : remembered;
  } finally {
    await shelf.discard(temporary.value);
  }
};

const listenedKey = (master: Sha256): Sha256 =>
  createHash('sha256').update(`listened ${MEASURE_RECIPE} ${master}`).digest('hex') as Sha256;
