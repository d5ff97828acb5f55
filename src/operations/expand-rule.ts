/** One rule on its own, for `loa expand`: asks the core and nothing else, so it needs no right and no store. */
import { expandOne } from '../core/schedule/expand.ts';
import { openly } from './operation.ts';

/** Refuses with rule.*, time.*. */
export const expandRule = openly('rule.expand', expandOne);
