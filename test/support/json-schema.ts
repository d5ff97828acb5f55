/**
 * Whether a value is what a JSON schema of our own OpenAPI document says (draft 2020-12), as far as the document goes: a
 * word of the schema that is not known here is a fault of this file, not a value that is let through.
 */
export interface Schema {
  readonly [word: string]: unknown;
}

const SILENT = new Set(['description', 'example', 'examples', 'title', 'default', 'format', 'readOnly', 'deprecated']);

const typeOf = (value: unknown): string => {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
};

const isType = (value: unknown, type: unknown): boolean =>
  type === 'integer' ? Number.isInteger(value) : typeOf(value) === type;

const listOf = (word: unknown): readonly Schema[] => word as readonly Schema[];

/** What a `$ref` of the document leads to. */
export const resolved = (schema: Schema, document: object): Schema => {
  const reference = schema['$ref'];
  if (typeof reference !== 'string') return schema;
  const found = reference
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], document);
  return resolved(found as Schema, document);
};

/** Where and why `value` does not fit; nothing when it does. */
export const misfits = (value: unknown, unresolved: Schema, document: object, at = ''): string[] => {
  const schema = resolved(unresolved, document);
  const faults: string[] = [];
  const wrong = (why: string): void => {
    faults.push(`${at === '' ? '/' : at}: ${why}`);
  };
  const fits = (one: Schema): boolean => misfits(value, one, document, at).length === 0;
  const size = typeof value === 'string' ? [...value].length : Array.isArray(value) ? value.length : 0;
  for (const [word, said] of Object.entries(schema)) {
    if (SILENT.has(word)) continue;
    switch (word) {
      case 'type': {
        const types = Array.isArray(said) ? said : [said];
        if (!types.some((type) => isType(value, type))) wrong(`${typeOf(value)} is no ${types.join(' or ')}`);
        break;
      }
      case 'enum':
        if (!(said as unknown[]).includes(value)) wrong(`${JSON.stringify(value)} is none of ${JSON.stringify(said)}`);
        break;
      case 'const':
        if (value !== said) wrong(`${JSON.stringify(value)} is not ${JSON.stringify(said)}`);
        break;
      case 'pattern':
        if (typeof value === 'string' && !new RegExp(String(said), 'u').test(value)) wrong(`${value} is no ${said}`);
        break;
      case 'minimum':
        if (typeof value === 'number' && value < Number(said)) wrong(`${value} < ${said}`);
        break;
      case 'maximum':
        if (typeof value === 'number' && value > Number(said)) wrong(`${value} > ${said}`);
        break;
      case 'minLength':
      case 'minItems':
        if (size < Number(said) && ['string', 'array'].includes(typeOf(value))) wrong(`shorter than ${said}`);
        break;
      case 'maxLength':
      case 'maxItems':
        if (size > Number(said)) wrong(`longer than ${said}`);
        break;
      case 'anyOf':
      case 'oneOf':
        if (!listOf(said).some(fits)) wrong(`${JSON.stringify(value)} fits none of ${word}`);
        break;
      case 'allOf':
        for (const one of listOf(said)) faults.push(...misfits(value, one, document, at));
        break;
      case 'items':
        if (Array.isArray(value))
          for (const [n, one] of value.entries()) faults.push(...misfits(one, said as Schema, document, `${at}/${n}`));
        break;
      case 'required':
        if (typeOf(value) === 'object')
          for (const name of said as string[]) if (!Object.hasOwn(value as object, name)) wrong(`${name} is missing`);
        break;
      case 'properties':
        if (typeOf(value) === 'object')
          for (const [name, one] of Object.entries(said as Record<string, Schema>))
            if (Object.hasOwn(value as object, name))
              faults.push(...misfits((value as Record<string, unknown>)[name], one, document, `${at}/${name}`));
        break;
      case 'additionalProperties': {
        if (typeOf(value) !== 'object' || said === true) break;
        const known = (schema['properties'] ?? {}) as object;
        for (const [name, one] of Object.entries(value as object)) {
          if (Object.hasOwn(known, name)) continue;
          if (said === false) wrong(`${name} is not known`);
          else faults.push(...misfits(one, said as Schema, document, `${at}/${name}`));
        }
        break;
      }
      case 'propertyNames':
        if (typeOf(value) === 'object')
          for (const name of Object.keys(value as object)) faults.push(...misfits(name, said as Schema, document, at));
        break;
      default:
        throw new Error(`a schema says '${word}', which is not known here`);
    }
  }
  return faults;
};
