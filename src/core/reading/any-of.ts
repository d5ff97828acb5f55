/** Keys of a dictionary as one alternative of a pattern: the longest first, so that 'km²' is never read as 'km'. */
export const anyOf = (keys: Iterable<string>): string =>
  [...keys]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((key) => RegExp.escape(key))
    .join('|');
