import type { JsonSchema } from '../definition/definition';

interface Common {
  /** JSON pointer from the arguments: unique, and as the server's errors name it. */
  pointer: string;
  label: string;
  description: string;
  required: boolean;
  /** What the schema fills in when the field is left empty. */
  fallback: unknown;
}

/** A form made from a JSON Schema. What no field can show is asked for as JSON. */
export type ArgField =
  | (Common & { kind: 'text'; long: boolean })
  | (Common & { kind: 'number'; integer: boolean; minimum: number | null; maximum: number | null })
  | (Common & { kind: 'boolean' })
  | (Common & { kind: 'choice'; options: readonly Scalar[] })
  | (Common & { kind: 'list' })
  | (Common & { kind: 'group'; fields: readonly ArgField[] })
  | (Common & { kind: 'json' });

export type Scalar = string | number | boolean | null;

/** Deeper than this, JSON is easier to read than boxes in boxes. */
const DEEPEST = 4;

/** The fields of an object's schema; null when it does not say what its properties are. */
export function fieldsOf(schema: JsonSchema | null): readonly ArgField[] | null {
  if (schema === null) return null;
  return properties(schema, schema, '', DEEPEST);
}

function properties(schema: JsonSchema, root: JsonSchema, at: string, depth: number): ArgField[] | null {
  const named = schema.properties;
  if (!isObject(named) || depth === 0 || hasChoiceOfSchemas(schema)) return null;
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(named).map(([name, property]) =>
    field(name, resolve(property, root), root, `${at}/${inPointer(name)}`, required.includes(name), depth),
  );
}

function field(
  name: string,
  schema: JsonSchema,
  root: JsonSchema,
  pointer: string,
  required: boolean,
  depth: number,
): ArgField {
  const common = {
    pointer,
    label: typeof schema.title === 'string' ? schema.title : name,
    description: typeof schema.description === 'string' ? schema.description : '',
    required,
    fallback: schema.default,
  };
  if (hasChoiceOfSchemas(schema)) return { ...common, kind: 'json' };
  if (Array.isArray(schema.enum) && schema.enum.length > 0 && schema.enum.every(isScalar)) {
    return { ...common, kind: 'choice', options: schema.enum };
  }
  switch (typeOf(schema)) {
    case 'string':
      return {
        ...common,
        kind: 'text',
        long: typeof schema.default === 'string' && schema.default.includes('\n'),
      };
    case 'integer':
    case 'number':
      return {
        ...common,
        kind: 'number',
        integer: typeOf(schema) === 'integer',
        minimum: numberOr(schema.minimum, null),
        maximum: numberOr(schema.maximum, null),
      };
    case 'boolean':
      return { ...common, kind: 'boolean' };
    case 'array':
      return isObject(schema.items) && typeOf(resolve(schema.items, root)) === 'string'
        ? { ...common, kind: 'list' }
        : { ...common, kind: 'json' };
    case 'object': {
      const fields = properties(schema, root, pointer, depth - 1);
      return fields === null ? { ...common, kind: 'json' } : { ...common, kind: 'group', fields };
    }
    default:
      return { ...common, kind: 'json' };
  }
}

function typeOf(schema: JsonSchema): string | null {
  const { type } = schema;
  if (typeof type === 'string') return type;
  // "string or null" is a string that may be left out.
  const others = Array.isArray(type) ? type.filter((one) => one !== 'null') : [];
  return others.length === 1 && typeof others[0] === 'string' ? others[0] : null;
}

/** Which of several schemas applies is known only when something is there. */
function hasChoiceOfSchemas(schema: JsonSchema): boolean {
  return ['oneOf', 'anyOf', 'allOf', 'if', '$ref', '$dynamicRef'].some((word) => word in schema);
}

/** A reference inside the document, one step: more than that, and circles, are left to JSON. */
function resolve(schema: unknown, root: JsonSchema): JsonSchema {
  if (!isObject(schema)) return {};
  const reference = schema.$ref;
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return schema;
  let target: unknown = root;
  for (const part of reference.slice(2).split('/')) {
    target = isObject(target) ? target[part.replaceAll('~1', '/').replaceAll('~0', '~')] : undefined;
  }
  const { $ref: _, ...beside } = schema;
  return isObject(target) ? { ...target, ...beside } : schema;
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isScalar(value: unknown): value is Scalar {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function numberOr<T>(value: unknown, otherwise: T): number | T {
  return typeof value === 'number' ? value : otherwise;
}

function inPointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

export function nameOf(pointer: string): string {
  return (pointer.split('/').at(-1) ?? '').replaceAll('~1', '/').replaceAll('~0', '~');
}
