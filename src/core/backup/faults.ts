/** What can be found wrong with a data folder, as a closed set: `loa check` names each, the sentences explain them. */
import type { Sha256 } from '../ids.ts';
import type { LogHead, SoundUse } from './record.ts';

/** 'loa.db' or 'airlog.db'. */
type DataFile = string;

export type DataFault =
  | { readonly what: 'missing'; readonly file: DataFile }
  /** SQLite cannot read it, or says that it is torn. */
  | { readonly what: 'damaged'; readonly file: DataFile; readonly detail: string }
  | { readonly what: 'newer'; readonly file: DataFile; readonly found: number; readonly known: number }
  /** Rows that refer to nothing. */
  | {
      readonly what: 'reference';
      readonly file: DataFile;
      readonly table: string;
      readonly parent: string;
      readonly rows: number;
    }
  /** A guard of the rows is gone or is not what Loa made. */
  | { readonly what: 'trigger'; readonly file: DataFile; readonly name: string }
  /** The setting under which an acknowledged row is safe does not hold on this disk. */
  | { readonly what: 'synchronous'; readonly file: DataFile; readonly found: string }
  /** The first number that is missing from the air log. */
  | { readonly what: 'gap'; readonly seq: number }
  /** An entry's bytes are not such as Loa writes. */
  | { readonly what: 'leaf'; readonly seq: number }
  /** A name or a note beside the log is not the one whose hash an entry holds. */
  | { readonly what: 'text'; readonly hash: Sha256 }
  /** The log is another than the one that `source` has seen: within its first `size` entries something was changed. */
  | { readonly what: 'root'; readonly size: number; readonly source: string }
  /** The log has fewer entries than `source` has seen: numbers would be given twice. */
  | { readonly what: 'rolled-back'; readonly size: number; readonly known: number; readonly source: string }
  /** A witness says that the log is another than it signed: of the checkpoint of that size, and when it said so first. */
  | { readonly what: 'disputed'; readonly url: string; readonly size: number; readonly madeAt: string }
  /** Under a twentieth of the disk is free: only rows are written. */
  | { readonly what: 'room'; readonly freeBytes: number; readonly totalBytes: number }
  | { readonly what: 'sound-missing'; readonly hash: Sha256; readonly uses: readonly SoundUse[] }
  | { readonly what: 'sound-damaged'; readonly hash: Sha256; readonly uses: readonly SoundUse[] };

/** A head of the log that is known from elsewhere: a backup, a checkpoint. `source` is told to people. */
export interface KnownHead extends LogHead {
  readonly source: string;
}
