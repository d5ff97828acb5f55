/** The sample count that a FLAC file of ours states in its STREAMINFO block (RFC 9639 §8.2). Decodes nothing. */
import { open } from 'node:fs/promises';

export interface FlacInfo {
  readonly sampleRate: number;
  readonly channels: number;
  readonly samples: number;
}

/** Throws when the file is not FLAC: only our own masters are asked. */
export const flacInfo = async (path: string): Promise<FlacInfo> => {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(42), 0, 42, 0);
    if (bytesRead < 42 || buffer.toString('latin1', 0, 4) !== 'fLaC') throw new Error('a master that is not FLAC');
    const packed = buffer.readBigUInt64BE(18);
    return {
      sampleRate: Number(packed >> 44n),
      channels: Number((packed >> 41n) & 7n) + 1,
      samples: Number(packed & 0xfffffffffn),
    };
  } finally {
    await file.close();
  }
};
