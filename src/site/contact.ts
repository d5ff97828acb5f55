/**
 * Asking the centre for a newer manifest, every half minute or so. What does not read, is badly signed, older, of another site or over
 * changes nothing; nor does silence, nor the answer that there is none.
 */
import { statSync } from 'node:fs';
import { pinnedKey } from '../core/evidence/next-key.ts';
import { formatVerifierKey } from '../core/evidence/verifier-key.ts';
import { type Arrived, accept } from '../core/manifest/accept.ts';
import { isByUnknown } from '../core/manifest/pinned.ts';
import { manifestTag } from '../core/manifest/signed-manifest.ts';
import type { Centre } from './centre.ts';
import { keepNote, keptNote, noteFile, type SiteFolder } from './folder.ts';
import { openedNote } from './holding.ts';
import type { Pins } from './pins.ts';
import type { News } from './words.ts';

export interface Contact {
  /** Asks once; answers how long to wait before the next time, milliseconds. */
  readonly ask: () => Promise<number>;
  /** Looks whether somebody brought another by stick (`loa site import`); answers as ask() does. */
  readonly notice: () => Promise<number>;
}

export interface ContactParts {
  readonly site: SiteFolder;
  /** null: it is never asked. */
  readonly centre: Centre | null;
  readonly held: Arrived | null;
  readonly pins: Pins;
  /** RFC 3339; null: the time is not known. */
  readonly now: () => string | null;
  /** It is on the disk. */
  readonly taken: (arrived: Arrived) => void;
  /** The centre was heard: the tag of the urgent notices that are in force; null: it does not say. */
  readonly urgent: (tag: string | null) => Promise<void>;
  readonly told: (news: News) => void;
  /** 0 to 1, a new one at each call. */
  readonly chance: () => number;
}

const PERIOD_MS = 30_000;
/** The longest wait when nobody answers. */
const MOST_MS = 120_000;
/** How soon what came by stick is noticed. */
const NOTICE_MS = 5000;

export const contactWith = ({
  site,
  centre,
  held: before,
  pins,
  now,
  taken,
  urgent,
  told,
  chance,
}: ContactParts): Contact => {
  const { channel } = site;
  const path = noteFile(site.folder);
  let held = before;
  let tag = held === null ? null : manifestTag(held.manifest.version, held.note);
  let silent = 0;
  let said = '';
  const sayOnce = (key: string, news: News): void => {
    if (said !== key) told(news);
    said = key;
  };
  let seen = standing(path);
  /** How the centre's keys followed one another, asked only where nobody is known who signed the note; null: it did not say, or was not asked. */
  const chainFor = async (note: string): Promise<readonly string[] | null> => {
    if (centre === null || !isByUnknown(note, pins.keys())) return null;
    const answer = await centre.keyChain();
    return answer.kind === 'chain' ? answer.chain : null;
  };
  /** `noteTag` null: it came by stick, and lies in the folder. */
  const judge = async (note: string, noteTag: string | null): Promise<void> => {
    const chain = noteTag === null ? null : await chainFor(note);
    const arrived = openedNote(note, pins.keys(), chain);
    const taking = arrived.ok
      ? accept({ id: channel, origin: pinnedKey(arrived.value.pinned).name }, held, arrived.value, now())
      : arrived;
    if (!taking.ok) {
      const [refusal] = taking.refusals;
      const fault = refusal.code === 'manifest.refused' ? refusal.params.fault : null;
      // What is over now will be over later, unless this clock is wrong: it is judged again. So is what nobody vouched for yet.
      const isFinal = fault !== 'expired' && (chain !== null || !isByUnknown(note, pins.keys()));
      if (isFinal && noteTag !== null) tag = noteTag;
      sayOnce(`refused ${noteTag ?? seen}`, { kind: 'refused', refusal });
      // What was laid there meanwhile does not take the place of what is held, not after a restart either.
      if (noteTag === null && held !== null) keepNote(site.folder, held.note);
      return;
    }
    if (!arrived.ok) return;
    tag = noteTag ?? manifestTag(arrived.value.manifest.version, note);
    if (taking.value === 'same') return;
    const by = arrived.value.pinned;
    if (by.links.length > pins.keys().links.length) {
      pins.keep(by);
      told({ kind: 'key', vkey: formatVerifierKey(pinnedKey(by)) });
    }
    if (noteTag !== null) keepNote(site.folder, note);
    held = { manifest: arrived.value.manifest, note };
    said = '';
    told({ kind: 'manifest', version: held.manifest.version, days: held.manifest.days.map(({ day }) => day) });
    taken(held);
  };
  const notice = async (): Promise<number> => {
    const now = standing(path);
    if (now === seen) return NOTICE_MS;
    seen = now;
    const note = keptNote(site.folder);
    if (note !== null && note !== held?.note) {
      pins.reread();
      await judge(note, null);
    }
    seen = standing(path);
    return NOTICE_MS;
  };
  const period = (): number => PERIOD_MS * (0.8 + 0.4 * chance());
  return {
    notice,
    ask: async () => {
      if (centre === null) return notice();
      const answer = await centre.manifest(channel, tag);
      if (answer.kind === 'away') {
        silent += 1;
        sayOnce('away', { kind: 'away' });
        const patience = Math.min(MOST_MS, period() * Math.max(1, silent / 4));
        return Math.max(patience, (answer.retrySeconds ?? 0) * 1000);
      }
      if (silent > 0) told({ kind: 'back' });
      if (silent > 0) said = '';
      silent = 0;
      await urgent(answer.urgent);
      if (answer.kind === 'denied')
        sayOnce(`denied ${answer.code}`, { kind: 'denied', status: answer.status, code: answer.code });
      if (answer.kind === 'note') await judge(answer.note, answer.tag);
      return period();
    },
  };
};

/** What tells one file under a name from the next. */
const standing = (path: string): string => {
  const found = statSync(path, { throwIfNoEntry: false });
  return found === undefined ? '' : `${found.ino} ${found.mtimeMs} ${found.size}`;
};
