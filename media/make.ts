/**
 * Makes the sound of this folder: `node media/make.ts [--force] [id…]`.
 *
 * Speaks each script of media/scripts with espeak-ng, plays the music of tune.ts, and writes Ogg Opus files
 * beside this one. Makes what is missing or no longer fits its source; named ids are made again; --force
 * makes everything. Ends with 1 when a sound breaks a limit, with 2 when a program is missing.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Piece, pieces, SPEECH_LOUDNESS } from './pieces.ts';
import { readScripts } from './script.ts';
import { cleanSpeech, type Measured, master, measure, speak, synthesise, ToolMissing, tagOf } from './sound.ts';

const LOUDNESS = -19;
const HIGHEST_PEAK = -1;
const LONGEST_GAP = 2;
const LONGEST_HEAD = 0.3;
const MOST_BYTES = 8 * 1024 * 1024;
const STATION = 'Đài Truyền thanh Mỹ Tú';

const fileOf = (id: string): string => fileURLToPath(new URL(`./${id}.opus`, import.meta.url));

const tagsOf = ({ title, language, spoken, source }: Piece): Record<string, string> => ({
  TITLE: title,
  ARTIST: STATION,
  ...(language === null ? {} : { LANGUAGE: language }),
  LICENSE: 'Apache-2.0',
  COMMENT: spoken === null ? 'Nhạc tổng hợp bằng ffmpeg' : `Giọng máy espeak-ng ${spoken.voice}, bản nháp`,
  SOURCE_SHA256: source,
});

const make = (piece: Piece): void => {
  const folder = mkdtempSync(join(tmpdir(), 'loa-media-'));
  const [raw, voice, whole] = ['raw.wav', 'voice.wav', 'whole.wav'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  try {
    if (piece.spoken !== null) {
      speak(piece.spoken.text, piece.spoken.voice, raw);
      cleanSpeech(raw, voice);
    }
    if (piece.graph !== null && piece.spoken !== null) {
      const { seconds, loudness } = measure(voice);
      synthesise(piece.graph({ seconds, gain: SPEECH_LOUDNESS - loudness }), [voice], whole);
    } else if (piece.graph !== null) {
      synthesise(piece.graph({ seconds: 0, gain: 0 }), [], whole);
    }
    master(piece.graph === null ? voice : whole, fileOf(piece.id), {
      loudness: LOUDNESS,
      kilobits: piece.kilobits,
      tags: tagsOf(piece),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const broken = ({ seconds: [least, most] }: Piece, found: Measured): string[] => [
  ...(found.seconds < least || found.seconds > most
    ? [`lasts ${found.seconds.toFixed(1)} s, not ${least}–${most}`]
    : []),
  ...(found.truePeak >= HIGHEST_PEAK ? [`peaks at ${found.truePeak} dBTP`] : []),
  ...(found.longestGap > LONGEST_GAP ? [`is silent for ${found.longestGap.toFixed(1)} s`] : []),
  ...(found.headSilence > LONGEST_HEAD ? [`begins with ${found.headSilence.toFixed(2)} s of silence`] : []),
];

const main = (): number => {
  const { values, positionals } = parseArgs({ options: { force: { type: 'boolean' } }, allowPositionals: true });
  const all = pieces(readScripts());
  const unknown = positionals.filter((id) => !all.some((piece) => piece.id === id));
  if (unknown.length > 0) throw new Error(`no such sound: ${unknown.join(', ')}`);

  const faults: string[] = [];
  let total = 0;
  console.log(['id'.padEnd(26), 'group', 'seconds', 'LUFS', 'dBTP', 'gap s', 'bytes'].join('\t'));
  const chosen = positionals.length === 0 ? all : all.filter((piece) => positionals.includes(piece.id));
  for (const piece of chosen) {
    const file = fileOf(piece.id);
    const again = values.force === true || positionals.length > 0;
    if (again || tagOf(file, 'SOURCE_SHA256') !== piece.source) make(piece);
    const found = measure(file);
    const { size } = statSync(file);
    total += size;
    faults.push(...broken(piece, found).map((fault) => `${piece.id} ${fault}`));
    const { seconds, loudness, truePeak, longestGap } = found;
    const figures = [seconds.toFixed(1), loudness.toFixed(1), truePeak.toFixed(1), longestGap.toFixed(2), size];
    console.log([piece.id.padEnd(26), piece.contentGroup ?? '-', ...figures].join('\t'));
  }
  console.log(`${chosen.length} sounds, ${total} bytes`);
  if (total >= MOST_BYTES) faults.push(`all sounds together are ${total} bytes, not below ${MOST_BYTES}`);
  for (const fault of faults) console.error(fault);
  return faults.length === 0 ? 0 : 1;
};

try {
  process.exitCode = main();
} catch (error) {
  if (!(error instanceof ToolMissing)) throw error;
  console.error(`Chưa cài ${error.message}; hãy chạy: sudo apt-get install -y espeak-ng ffmpeg`);
  process.exitCode = 2;
}
