/** How SQL reads a field of an entry; the indexes of airlog.db are on these very expressions. */
export const leafField = (path: string): string => `json_extract(CAST(leaf AS TEXT), '$.${path}')`;
export const plannedField = (path: string): string => leafField(`planned.${path}`);
