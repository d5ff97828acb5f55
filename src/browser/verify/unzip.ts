/** The files of a ZIP that somebody dropped: judged by the core, inflated by the browser. */
import { type ZipEntry, zipEntries } from '../../core/container/zip.ts';
import { BUNDLE_LIMITS, type ZipLimits } from '../../core/container/zip-gate.ts';
import { ok, type Result, refuse } from '../../core/result.ts';

/** Refuses with bundle.unreadable. */
export const unzip = async (
  file: { readonly name: string; readonly blob: Blob },
  limits: ZipLimits = BUNDLE_LIMITS,
): Promise<Result<ReadonlyMap<string, Uint8Array>>> => {
  const { name: path, blob } = file;
  const unreadable = (detail: string) => refuse('bundle.unreadable', { path, detail }, { file: path });
  // Headers and names come on top of what is inflated.
  if (blob.size > limits.bytes + limits.files * 500) return unreadable('too large when unpacked');
  const entries = zipEntries(new Uint8Array(await blob.arrayBuffer()), path, limits);
  if (!entries.ok) return entries;
  const files = new Map<string, Uint8Array>();
  for (const entry of entries.value) {
    const bytes = entry.deflated ? await inflated(entry) : entry.packed;
    if (bytes === null) return unreadable(`${entry.name} does not unpack to what the ZIP says`);
    files.set(entry.name, bytes);
  }
  return ok(files);
};

/** null: damaged, or of another length than the ZIP says; stops as soon as it is longer. */
const inflated = async ({ packed, bytes }: ZipEntry): Promise<Uint8Array | null> => {
  const whole = new Uint8Array(bytes);
  let at = 0;
  const source = new Blob([packed as Uint8Array<ArrayBuffer>]).stream();
  const reader = source.pipeThrough(new DecompressionStream('deflate-raw')).getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      if (at + read.value.length > bytes) {
        await reader.cancel();
        return null;
      }
      whole.set(read.value, at);
      at += read.value.length;
    }
  } catch {
    return null;
  }
  return at === bytes ? whole : null;
};
