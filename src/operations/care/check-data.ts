/**
 * Whether a data folder is sound: both databases, the numbers and the root of the air log, and the sound they refer to.
 *
 * It changes nothing, mends nothing and answers every fault there is. The log is held against each backup that is at hand: a
 * root alone says nothing, one that was written down earlier does.
 */
import { join } from 'node:path';
import type { DataFault, KnownHead } from '../../core/backup/faults.ts';
import type { LogHead, SoundUse } from '../../core/backup/record.ts';
import { keyChangeOf, shortKey } from '../../core/evidence/key-chain.ts';
import { parseNote } from '../../core/evidence/note.ts';
import { openNote, type Verify, verified } from '../../core/evidence/signed.ts';
import { parseVerifierKey } from '../../core/evidence/verifier-key.ts';
import type { Sha256 } from '../../core/ids.ts';
import type { Refusal } from '../../core/refusal.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { type Room, type RoomLevel, roomLevel } from '../../core/room.ts';
import type { Dispute } from '../../store/airlog-anchors.ts';
import { type ExaminedLog, examineLog, examineStore, madeNew } from '../../store/backup/examine.ts';
import { headIn } from '../../store/backup/examine-beside.ts';
import type { ToldOutside } from '../../store/backup/examine-outside.ts';
import { backupsIn, halvesIn, onFiles, textIn } from '../../store/backup/files.ts';
import { roomIn } from '../../store/condition.ts';
import type { Premises } from '../context.ts';
import { caretaking } from '../operation.ts';
import { recordOf } from '../within/whole-backup.ts';

export interface KnownCheckpoint {
  readonly note: string;
  readonly vkey: string;
  readonly verify: Verify;
}

export interface AskedCheck {
  /** Reads every page, index and byte of sound; minutes instead of seconds. */
  readonly deep: boolean;
  /** Where backups stand. */
  readonly backups: string;
  /** A checkpoint that somebody else keeps, the verifier key that it is believed by, and how its signature is checked. */
  readonly knownCheckpoint?: KnownCheckpoint | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onSound?: ((done: number, of: number) => void) | undefined;
}

export interface CheckedData {
  readonly faults: readonly DataFault[];
  readonly airLog: LogHead;
  readonly room: Room & { readonly level: RoomLevel };
  /** Names of the backups, and the checkpoint that left the log, that it was held against. */
  readonly against: readonly string[];
  readonly sounds: { readonly listed: number; readonly missing: number };
  /** The log's key, 'name+id', and whether it can sign: the refusals say what is missing. */
  readonly signing: Signing;
  readonly outside: CheckedOutside;
  /** Half-written things that nobody works on any more: harmless, and swept away by the next start or backup. */
  readonly leftovers: readonly string[];
}

/** What others signed of the log, and what they say against it. */
export interface CheckedOutside {
  /** null: nobody outside signed anything. */
  readonly newest: { readonly size: number; readonly madeAt: string; readonly ageSeconds: number } | null;
  /** Of witnesses that these settings ask, and of all when they ask none; each is among the faults. */
  readonly disputes: readonly Dispute[];
  /** Of witnesses that are asked no more. */
  readonly former: readonly Dispute[];
}

export interface Signing {
  /** null: none, or not the right one; without refusals nothing was ever signed. */
  readonly key: string | null;
  /** A change of keys was broken off: `loa seal rotate` finishes it. */
  readonly unfinished: boolean;
  readonly refusals: readonly Refusal[];
  /** Numbers of the entries at which a key had been lost. */
  readonly lostAt: readonly number[];
}

/** Refuses with data.*, audio.cancelled, and with proof.* for a known checkpoint that its key did not sign. */
export const checkData = caretaking(
  'data.check',
  (ctx, asked: AskedCheck): Promise<Result<CheckedData>> =>
    onFiles(ctx.dataDir, async () => {
      const made = madeNew();
      const kept = asked.knownCheckpoint === undefined ? ok([]) : believedHead(asked.knownCheckpoint);
      if (!kept.ok) return kept;
      const known = [...(await knownHeads(asked.backups)), ...(await outsideHead(ctx.dataDir)), ...kept.value];
      const log = examineLog(ctx.dataDir, made.airlog, asked.deep, known);
      const store = examineStore(ctx.dataDir, made.loa, asked.deep);
      const uses = new Map<Sha256, readonly SoundUse[]>(store.sounds);
      for (const hash of log.aired) uses.set(hash, [...(uses.get(hash) ?? []), 'aired']);
      const sounds = await soundFaults(ctx, asked, uses);
      if (asked.signal?.aborted === true) return refuse('audio.cancelled', { what: 'check' });
      const room = roomIn(ctx.dataDir);
      const outside = outsideOf(ctx, log.outside);
      return ok({
        faults: [...log.faults, ...store.faults, ...disputeFaults(outside), ...roomFaults(room), ...sounds],
        room: { ...room, level: roomLevel(room) },
        airLog: log.head,
        against: known.map(({ source }) => source),
        sounds: { listed: uses.size, missing: sounds.filter(({ what }) => what === 'sound-missing').length },
        signing: signingOf(ctx, log.told),
        outside,
        leftovers: [
          ...(await ctx.sounds.leftovers()).map((name) => join('shelf', 'tmp', name)),
          ...(await halvesIn(ctx.dataDir)),
          ...(await halvesIn(asked.backups)).map((name) => join(asked.backups, name)),
        ],
      });
    }),
);

const outsideOf = ({ clock, witnesses }: Premises, { newest, disputes }: ToldOutside): CheckedOutside => {
  const msOf = (instant: string): number => Temporal.Instant.from(instant).epochMilliseconds;
  // A shell may not have the service's settings: then none is left out.
  const isAsked = ({ vkey }: Dispute): boolean => witnesses.length === 0 || witnesses.includes(vkey);
  const ageSeconds = newest === null ? 0 : Math.round((msOf(clock.instant()) - msOf(newest.madeAt)) / 1000);
  return {
    newest: newest === null ? null : { ...newest, ageSeconds },
    disputes: disputes.filter(isAsked),
    former: disputes.filter((one) => !isAsked(one)),
  };
};

const disputeFaults = ({ disputes }: CheckedOutside): DataFault[] =>
  disputes.map(({ url, size, madeAt }) => ({ what: 'disputed', url, size, madeAt }));

const signingOf = ({ signing }: Premises, { changes, newest }: ExaminedLog['told']): Signing => {
  const told = signing({ events: () => [...changes], newestCheckpoint: () => newest ?? undefined });
  const lostAt = changes.flatMap(({ seq, entry }) => (keyChangeOf(seq, entry)?.signature === null ? [seq] : []));
  if (!told.ok) return { key: null, unfinished: false, refusals: told.refusals, lostAt };
  const key = told.value === null ? null : shortKey(told.value.key);
  return { key, unfinished: told.value?.isNext ?? false, refusals: [], lostAt };
};

const knownHeads = async (folder: string): Promise<KnownHead[]> => {
  const heads: KnownHead[] = [];
  for (const [name] of await backupsIn(folder)) {
    const record = await recordOf(join(folder, name));
    if (record !== null) heads.push({ ...record.airLog, source: name });
  }
  return heads;
};

const roomFaults = (room: Room): DataFault[] => (roomLevel(room) === 'last' ? [{ what: 'room', ...room }] : []);

const believedHead = ({ note: text, vkey, verify }: KnownCheckpoint): Result<KnownHead[]> => {
  const key = parseVerifierKey(vkey.trim());
  if (!key.ok) return key;
  const note = parseNote(text);
  if (!note.ok) return note;
  const signed = verified(openNote(note.value, [key.value]), verify);
  if (!signed.ok) return signed;
  const head = headIn(text);
  return head.ok ? ok([head.value]) : head;
};

/** The newest checkpoint that left the log, as it is kept beside the keys. */
const outsideHead = async (dataDir: string): Promise<KnownHead[]> => {
  const head = headIn((await textIn(join(dataDir, 'keys', 'newest-checkpoint'))) ?? '');
  return head.ok ? [head.value] : [];
};

const soundFaults = async (
  ctx: Premises,
  { deep, signal, onSound }: AskedCheck,
  all: ReadonlyMap<Sha256, readonly SoundUse[]>,
): Promise<DataFault[]> => {
  const faults: DataFault[] = [];
  let done = 0;
  for (const [hash, uses] of all) {
    if (signal?.aborted === true) break;
    onSound?.(done, all.size);
    done += 1;
    if ((await ctx.sounds.sizeOf(hash)) === null) faults.push({ what: 'sound-missing', hash, uses });
    else if (deep && !(await ctx.sounds.verify(hash))) faults.push({ what: 'sound-damaged', hash, uses });
  }
  return faults;
};
