/**
 * Asking the centre for a newer manifest, every half minute or so. What does not read, is badly signed, older, of another site or over
 * changes nothing; nor does silence, nor the answer that there is none.
 */
import { manifestIn } from '../contract/manifest.ts';
import { type Arrived, accept } from '../core/manifest/accept.ts';
import { manifestTag, openManifest } from '../core/manifest/signed-manifest.ts';
import { ok, type Result } from '../core/result.ts';
import { verifyEd25519 } from '../secrets/ed25519.ts';
import type { Centre } from './centre.ts';
import { keepManifest, keptManifest, type SiteFolder } from './folder.ts';
import type { News } from './words.ts';

/** Opens what is signed by the pinned key. Refuses with manifest.refused. */
const arrivedIn = (note: string, { centreKey }: SiteFolder): Result<Arrived> => {
  const json = openManifest(note, centreKey, verifyEd25519);
  const manifest = json.ok ? manifestIn(json.value) : json;
  return manifest.ok ? ok({ manifest: manifest.value, note }) : manifest;
};

/** The manifest in the folder, judged as when it came; null: none, or it is damaged and will be fetched anew. */
export const heldManifest = (site: SiteFolder): Arrived | null => {
  const note = keptManifest(site.folder);
  const arrived = note === null ? null : arrivedIn(note, site);
  return arrived?.ok ? arrived.value : null;
};

export interface Contact {
  /** Asks once; answers how long to wait before the next time, milliseconds. */
  readonly ask: () => Promise<number>;
}

export interface ContactParts {
  readonly site: SiteFolder;
  readonly centre: Centre;
  readonly held: Arrived | null;
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

export const contactWith = ({
  site,
  centre,
  held: before,
  now,
  taken,
  urgent,
  told,
  chance,
}: ContactParts): Contact => {
  const { channel } = site.site;
  let held = before;
  let tag = held === null ? null : manifestTag(held.manifest.version, held.note);
  let silent = 0;
  let said = '';
  const sayOnce = (key: string, news: News): void => {
    if (said !== key) told(news);
    said = key;
  };
  const judge = (note: string, noteTag: string): void => {
    const arrived = arrivedIn(note, site);
    const taking = arrived.ok
      ? accept({ id: channel, origin: site.centreKey.name }, held, arrived.value, now())
      : arrived;
    if (!taking.ok) {
      const [refusal] = taking.refusals;
      const fault = refusal.code === 'manifest.refused' ? refusal.params.fault : null;
      // What is over now will be over later, unless this clock is wrong: it is judged again.
      if (fault !== 'expired') tag = noteTag;
      sayOnce(`refused ${noteTag}`, { kind: 'refused', refusal });
      return;
    }
    tag = noteTag;
    if (!arrived.ok || taking.value === 'same') return;
    keepManifest(site.folder, note);
    held = arrived.value;
    said = '';
    told({ kind: 'manifest', version: held.manifest.version, days: held.manifest.days.map(({ day }) => day) });
    taken(held);
  };
  const period = (): number => PERIOD_MS * (0.8 + 0.4 * chance());
  return {
    ask: async () => {
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
      if (answer.kind === 'note') judge(answer.note, answer.tag);
      return period();
    },
  };
};
