/** One rule on its own, for `loa expand`: asks the core and nothing else. */
export { expandOne as expandRule } from '../core/schedule/expand.ts';
