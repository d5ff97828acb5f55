/** An id for what somebody adds by its name only. */
import { asciiSlug } from '../../core/text.ts';

/** 'Quốc tang' → 'quoc-tang', or 'quoc-tang-2' when that is taken. */
export const freeId = <Id extends string>(name: string, taken: ReadonlySet<string>): Id => {
  const slug = asciiSlug(name);
  for (let n = 1; ; n += 1) {
    const id = n === 1 ? slug : `${slug}-${n}`;
    if (!taken.has(id)) return id as Id;
  }
};
