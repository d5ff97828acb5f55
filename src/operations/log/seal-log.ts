/** A checkpoint over what is new in the air log: what the sealing loop asks for every five minutes and at a day's end. */
import type { Result } from '../../core/result.ts';
import type { StoredCheckpoint } from '../../store/airlog-anchors.ts';
import { type Asking, operation } from '../operation.ts';
import { type Sealing, sealedNow } from '../within/sealed.ts';

/** null: the log is empty. Refuses with right.not-yours, log-key.*, log.rolled-back, database.damaged, data.*. */
export const sealLog = operation(
  { name: 'log.seal', needs: 'system' },
  (ctx: Asking & Sealing): Result<StoredCheckpoint | null> => sealedNow(ctx),
);
