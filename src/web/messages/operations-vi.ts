/** What was done, in the words of the audit page: the contract's, which the commands use as well. */
export { operationsVi } from '../../contract/sentences/operations-vi.ts';
