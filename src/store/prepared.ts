/** Questions that are asked for every request: their SQL is made and compiled once for each open file, not once for each asking. */
import type { Rows } from './database.ts';

/** `make` prepares the question on a file; it is asked for at the first use, and kept as long as that file is. */
export const prepared = <Question>(make: (rows: Rows) => Question): ((rows: Rows) => Question) => {
  const made = new WeakMap<Rows, Question>();
  return (rows) => {
    const known = made.get(rows);
    if (known !== undefined) return known;
    const question = make(rows);
    made.set(rows, question);
    return question;
  };
};
