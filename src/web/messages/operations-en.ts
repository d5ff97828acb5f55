/** What was done, in English: the contract's words, which the commands use as well. */
export { operationsEn } from '../../contract/sentences/operations-en.ts';
