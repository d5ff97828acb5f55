/** In which role somebody may speak of what aired. */
import type { Place } from '../../core/access/decide.ts';
import type { Role } from '../../core/evidence/entry.ts';
import type { Result } from '../../core/result.ts';
import { ok, refuse } from '../../core/result.ts';
import { type Asking, seesWith } from '../operation.ts';

/** People speak in a role that they hold at this place; a site's telephone is its operator's. Refuses with log.role-not-yours. */
export const inRole = (ctx: Asking, role: Role, place: Place): Result<void> => {
  const { caller } = ctx;
  const held =
    caller.kind === 'site'
      ? role === 'operator'
      : caller.kind !== 'person' ||
        seesWith(
          { ...ctx, caller: { ...caller, grants: caller.grants.filter((grant) => grant.role === role) } },
          'airing.record',
        )(place);
  return held ? ok(undefined) : refuse('log.role-not-yours', { role });
};
