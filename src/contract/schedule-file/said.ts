/** Fields of a schedule file that say something, and nothing for those that do not. */

/** A field that is there only when it says something: nothing for null, for the silent value and for an empty list. */
export const said = <K extends string, V>(
  field: K,
  value: V | null | undefined,
  silent?: NoInfer<V>,
): { [key in K]?: V } =>
  value === null || value === undefined || value === silent || (Array.isArray(value) && value.length === 0)
    ? {}
    : ({ [field]: value } as { [key in K]: V });
