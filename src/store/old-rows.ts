/** Rows that may go when they are old, by kind, with what tells how old they are; and their going. Decides nothing. */

import type { Sha256, SignInId } from '../core/ids.ts';
import type { Playlist } from '../core/playlist/model.ts';
import type { LocalDate } from '../core/time/local.ts';
import type { Rows } from './database.ts';
import { and, asc, eq, gte, inArray, isNotNull, lt, max, ne, or } from './drizzle.ts';
import {
  audit,
  auditText,
  job,
  oneTimeLink,
  preflight,
  rendering,
  rundown,
  signIn,
  sound,
  soundName,
} from './schema.ts';

/** Taken in before an instant; `names` are those that they have now. */
export const soundsBefore = (rows: Rows, instant: string) =>
  rows
    .select({ original: sound.original, master: sound.master, waveform: sound.waveform, takenInAt: sound.takenInAt })
    .from(sound)
    .where(lt(sound.takenInAt, instant))
    .orderBy(asc(sound.original))
    .all()
    .map((row) => ({
      ...row,
      names: rows
        .select({ name: soundName.name, namedAt: soundName.namedAt })
        .from(soundName)
        .where(eq(soundName.original, row.original))
        .all(),
    }));

export const removeSounds = (rows: Rows, originals: readonly Sha256[]): void => {
  rows
    .delete(soundName)
    .where(inArray(soundName.original, [...originals]))
    .run();
  rows
    .delete(sound)
    .where(inArray(sound.original, [...originals]))
    .run();
};

export const renderingsBefore = (rows: Rows, instant: string) =>
  rows
    .select({ key: rendering.key, output: rendering.output, proof: rendering.proof, renderedAt: rendering.renderedAt })
    .from(rendering)
    .where(lt(rendering.renderedAt, instant))
    .orderBy(asc(rendering.key))
    .all();

export const removeRenderings = (rows: Rows, keys: readonly Sha256[]): void => {
  rows
    .delete(rendering)
    .where(inArray(rendering.key, [...keys]))
    .run();
};

/** Whether a row still names a file of the shelf. */
export const isNamed = (rows: Rows, hash: Sha256): boolean =>
  rows
    .select({ hash: sound.original })
    .from(sound)
    .where(or(eq(sound.original, hash), eq(sound.master, hash), eq(sound.waveform, hash)))
    .get() !== undefined ||
  rows
    .select({ hash: rendering.key })
    .from(rendering)
    .where(or(eq(rendering.output, hash), eq(rendering.proof, hash)))
    .get() !== undefined;

/** Days from `from` on that have a plan, in order. */
export const plannedDaysFrom = (rows: Rows, from: LocalDate): LocalDate[] =>
  rows
    .selectDistinct({ day: rundown.day })
    .from(rundown)
    .where(gte(rundown.day, from))
    .orderBy(asc(rundown.day))
    .all()
    .map(({ day }) => day);

/** What every version of every channel's plan of a day has. */
export const playlistsOn = (rows: Rows, day: LocalDate): Playlist[] =>
  rows
    .select({ playlists: rundown.playlists })
    .from(rundown)
    .where(eq(rundown.day, day))
    .all()
    .flatMap(({ playlists }) => playlists);

export const jobsBefore = (rows: Rows, instant: string) =>
  rows
    .select({ id: job.id, urgency: job.urgency, enqueuedAt: job.enqueuedAt, finishedAt: job.finishedAt })
    .from(job)
    .where(and(ne(job.state, 'waiting'), isNotNull(job.finishedAt), lt(job.finishedAt, instant)))
    .orderBy(asc(job.id))
    .all();

export const removeJobs = (rows: Rows, ids: readonly number[]): void => {
  rows
    .delete(job)
    .where(inArray(job.id, [...ids]))
    .run();
};

export const looksBefore = (rows: Rows, day: LocalDate) =>
  rows
    .select({ id: preflight.id, day: preflight.day, channel: preflight.channel })
    .from(preflight)
    .where(lt(preflight.day, day))
    .orderBy(asc(preflight.id))
    .all();

export const removeLooks = (rows: Rows, ids: readonly number[]): void => {
  rows
    .delete(preflight)
    .where(inArray(preflight.id, [...ids]))
    .run();
};

/** Last seen before an instant; `newest`: when their person was last seen at all. */
export const signInsBefore = (rows: Rows, instant: string) => {
  const newest = new Map(
    rows
      .select({ person: signIn.person, seenAt: max(signIn.seenAt) })
      .from(signIn)
      .groupBy(signIn.person)
      .all()
      .map(({ person, seenAt }) => [person, seenAt]),
  );
  return rows
    .select({ id: signIn.id, person: signIn.person, beganAt: signIn.beganAt, seenAt: signIn.seenAt })
    .from(signIn)
    .where(lt(signIn.seenAt, instant))
    .orderBy(asc(signIn.id))
    .all()
    .map((row) => ({ ...row, newest: newest.get(row.person) ?? null }));
};

export const removeSignIns = (rows: Rows, ids: readonly SignInId[]): void => {
  rows
    .delete(signIn)
    .where(inArray(signIn.id, [...ids]))
    .run();
};

export const linksBefore = (rows: Rows, instant: string) =>
  rows
    .select({ token: oneTimeLink.token, createdAt: oneTimeLink.createdAt, expiresAt: oneTimeLink.expiresAt })
    .from(oneTimeLink)
    .where(lt(oneTimeLink.expiresAt, instant))
    .orderBy(asc(oneTimeLink.token))
    .all();

export const removeLinks = (rows: Rows, tokens: readonly Sha256[]): void => {
  rows
    .delete(oneTimeLink)
    .where(inArray(oneTimeLink.token, [...tokens]))
    .run();
};

/** Words that are still there, beside rows of before an instant. */
export const auditWordsBefore = (rows: Rows, instant: string) =>
  rows
    .select({ hash: auditText.hash, at: audit.at })
    .from(audit)
    .innerJoin(auditText, eq(auditText.hash, audit.words))
    .where(lt(audit.at, instant))
    .orderBy(asc(audit.id))
    .all();

export const removeAuditWords = (rows: Rows, hashes: readonly Sha256[]): void => {
  rows
    .delete(auditText)
    .where(inArray(auditText.hash, [...hashes]))
    .run();
};
