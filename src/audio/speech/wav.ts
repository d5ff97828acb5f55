/**
 * WAV files of 16-bit PCM put one behind the other with silence between, through one small buffer.
 *
 * Reads what speech programs write, also into a pipe (where the lengths in the head are not filled in). Converts nothing:
 * pieces of different kinds are refused, as is everything that is not 16-bit PCM.
 */
import { type FileHandle, open } from 'node:fs/promises';

export interface WavKind {
  readonly rate: number;
  readonly channels: number;
}

interface WavSound extends WavKind {
  /** Where the samples begin in the file, and how many bytes of them there are. */
  readonly at: number;
  readonly bytes: number;
}

const HEAD_BYTES = 64 * 1024;
const CHUNK = 1 << 18;

/** What the file holds; null when it is no WAV of 16-bit PCM with whole samples in it. */
const lookInto = async (file: FileHandle): Promise<WavSound | null> => {
  const { size } = await file.stat();
  const head = Buffer.alloc(Math.min(HEAD_BYTES, size));
  await file.read(head, 0, head.length, 0);
  if (head.length < 12 || head.toString('latin1', 0, 4) !== 'RIFF' || head.toString('latin1', 8, 12) !== 'WAVE')
    return null;
  let kind: WavKind | null = null;
  for (let at = 12; at + 8 <= head.length; ) {
    const id = head.toString('latin1', at, at + 4);
    const length = head.readUInt32LE(at + 4);
    const body = at + 8;
    if (id === 'fmt ' && body + 16 <= head.length) {
      const [format, channels, bits] = [
        head.readUInt16LE(body),
        head.readUInt16LE(body + 2),
        head.readUInt16LE(body + 14),
      ];
      const extensible =
        format === 0xfffe && length >= 26 && body + 26 <= head.length && head.readUInt16LE(body + 24) === 1;
      const rate = head.readUInt32LE(body + 4);
      if (
        (format !== 1 && !extensible) ||
        bits !== 16 ||
        (channels !== 1 && channels !== 2) ||
        rate < 8000 ||
        rate > 192_000
      )
        return null;
      kind = { rate, channels };
    }
    if (id === 'data' && kind !== null) {
      const frame = 2 * kind.channels;
      // Into a pipe 0 or the largest number is written: then the samples go to the end of the file.
      const there = Math.min(length === 0 ? size : length, size - body);
      return { ...kind, at: body, bytes: there - (there % frame) };
    }
    at = body + length + (length % 2);
  }
  return null;
};

const headOf = ({ rate, channels }: WavKind, bytes: number): Buffer => {
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + bytes, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * channels * 2, 28);
  head.writeUInt16LE(channels * 2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(bytes, 40);
  return head;
};

export interface WavJoin {
  /** Adds the sound of a file and silence behind it. 'unlike': no 16-bit PCM, or another kind than before. */
  readonly add: (path: string, silenceMs: number) => Promise<'added' | 'unlike'>;
  /** Fills in the head and answers how much there is. The file is closed. */
  readonly end: () => Promise<{ readonly samples: number; readonly rate: number }>;
  readonly close: () => Promise<void>;
}

/** Begins a WAV at `path`, which must not be there yet. */
export const joinWavs = async (path: string): Promise<WavJoin> => {
  const to = await open(path, 'wx');
  const buffer = Buffer.alloc(CHUNK);
  let kind: WavKind | null = null;
  let bytes = 0;
  await to.write(Buffer.alloc(44), 0, 44, 0);
  const put = async (chunk: Uint8Array): Promise<void> => {
    await to.write(chunk, 0, chunk.length, 44 + bytes);
    bytes += chunk.length;
  };
  return {
    add: async (from, silenceMs) => {
      const file = await open(from, 'r');
      try {
        const sound = await lookInto(file);
        if (sound === null) return 'unlike';
        kind ??= { rate: sound.rate, channels: sound.channels };
        if (sound.rate !== kind.rate || sound.channels !== kind.channels) return 'unlike';
        for (let read = 0; read < sound.bytes; ) {
          const { bytesRead } = await file.read(buffer, 0, Math.min(CHUNK, sound.bytes - read), sound.at + read);
          if (bytesRead === 0) break;
          await put(buffer.subarray(0, bytesRead));
          read += bytesRead;
        }
        await put(Buffer.alloc(Math.round((kind.rate * silenceMs) / 1000) * 2 * kind.channels));
        return 'added';
      } finally {
        await file.close();
      }
    },
    end: async () => {
      const { rate, channels } = kind ?? { rate: 22_050, channels: 1 };
      await to.write(headOf({ rate, channels }, bytes), 0, 44, 0);
      await to.close();
      return { samples: bytes / (2 * channels), rate };
    },
    close: () => to.close(),
  };
};
