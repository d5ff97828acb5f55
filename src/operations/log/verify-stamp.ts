/** Whether a bundle's time stamp bears a good signature: asked of openssl, with the reader's certificates or the bundle's own. */
import type { BundledStamp } from '../../core/evidence/bundle-outside.ts';
import type { Result } from '../../core/result.ts';
import { ok } from '../../core/result.ts';
import type { Ctx } from '../context.ts';
import { openly } from '../operation.ts';

export interface StampAsked extends BundledStamp {
  /** A file of certificates that the reader got from elsewhere; null: the bundle's own. */
  readonly caFile: string | null;
  readonly anchors: Pick<Ctx['anchors'], 'certificatesIn' | 'verifyTimeStamp'>;
}

/** By whose certificates it was believed; null: there are none to believe it by. Refuses with timestamp.unchecked, timestamp.wrong: signature. */
export const verifyStamp = openly(
  'evidence.verify-stamp',
  async ({ token, data, ca, caFile, anchors }: StampAsked): Promise<Result<'reader' | 'bundle' | null>> => {
    const given = caFile === null ? ok(ca) : anchors.certificatesIn(caFile);
    if (!given.ok) return given;
    if (given.value === null) return ok(null);
    const checked = await anchors.verifyTimeStamp({ token, data, ca: given.value });
    return checked.ok ? ok(caFile === null ? 'bundle' : 'reader') : checked;
  },
);
