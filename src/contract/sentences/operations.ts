/** What was done, in words: the operations that leave rows in the audit, and how they are asked for there. */
import type { Lang } from './format.ts';
import { operationsEn } from './operations-en.ts';
import { operationsVi } from './operations-vi.ts';

const NAMES = Object.keys(operationsVi);

/** 'person', 'token' …: what an audit search may ask for as a whole. */
export const OPERATION_BEGINNINGS: readonly string[] = [...new Set(NAMES.map((name) => name.replace(/\..*$/, '')))];

/** Whether rows of the audit can have this name, or begin with it up to a full stop. */
export const isOperation = (name: string): boolean => NAMES.includes(name) || OPERATION_BEGINNINGS.includes(name);

/** 'thêm người dùng'; a name that is not known stays as it is. */
export const operationText = (name: string, lang: Lang): string => {
  const words: Readonly<Record<string, string>> = lang === 'vi' ? operationsVi : operationsEn;
  return Object.hasOwn(words, name) ? (words[name] ?? name) : name;
};
