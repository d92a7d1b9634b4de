import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArgField, fieldsOf } from './arg-fields';
import { defaults, place, toArgs, type Values } from './arg-values';

const form = (properties: object, more: object = {}) =>
  fieldsOf({ type: 'object', properties, ...more }) as readonly ArgField[];
const kinds = (properties: object) => form(properties).map(({ kind }) => kind);
const sent = (fields: readonly ArgField[], values: Values) =>
  toArgs(fields, { ...defaults(fields), ...values });

describe('a form made from a schema', () => {
  it('has a field for what it can show, and JSON for the rest', () => {
    expect(
      kinds({
        a: { type: 'string' },
        b: { type: 'integer' },
        c: { type: 'boolean' },
        d: { enum: ['x', 1, null] },
        e: { type: 'array', items: { type: 'string' } },
        f: { type: 'object', properties: { g: { type: 'number' } } },
        h: { type: 'array', items: { type: 'object' } },
        i: { oneOf: [{ type: 'string' }] },
        j: {},
        k: { type: ['string', 'null'] },
        l: { type: 'object' },
      }),
    ).toEqual([
      'text',
      'number',
      'boolean',
      'choice',
      'list',
      'group',
      'json',
      'json',
      'json',
      'text',
      'json',
    ]);
  });

  it('is no form when the schema does not say what belongs in it', () => {
    expect(fieldsOf(null)).toBeNull();
    expect(fieldsOf({ type: 'object' })).toBeNull();
  });

  it('follows references inside the schema, and ends where they turn in circles', () => {
    const fields = fieldsOf({
      $defs: {
        name: { type: 'string' },
        node: { properties: { next: { $ref: '#/$defs/node' } }, type: 'object' },
      },
      properties: { a: { $ref: '#/$defs/name', description: 'who' }, b: { $ref: '#/$defs/node' } },
    });
    expect(fields?.[0]).toMatchObject({ kind: 'text', description: 'who' });
    expect(JSON.stringify(fields).match(/"group"/g)?.length).toBeLessThan(5);
  });
});

describe('what is entered', () => {
  it('begins with the defaults and is sent as the types that the schema names', () => {
    const fields = form({
      branch: { type: 'string', default: 'main' },
      depth: { type: 'integer', default: 3 },
      dry: { type: 'boolean', default: true },
      level: { enum: ['low', 'high'], default: 'high' },
      tags: { type: 'array', items: { type: 'string' }, default: ['a'] },
      more: { type: 'object', properties: { ratio: { type: 'number', default: 0.5 } } },
      raw: { default: { x: [1] } },
    });
    const expected = {
      branch: 'main',
      depth: 3,
      dry: true,
      level: 'high',
      tags: ['a'],
      more: { ratio: 0.5 },
    };
    expect(sent(fields, {})).toEqual({ args: { ...expected, raw: { x: [1] } }, errors: {} });
    expect(
      sent(fields, { '/depth': '7', '/level': '0', '/tags': ['b', ''], '/more/ratio': '' }).args,
    ).toEqual({
      ...expected,
      ...{ depth: 7, level: 'low', tags: ['b'], more: undefined, raw: { x: [1] } },
    });
  });

  it('leaves out what is optional and empty', () => {
    const fields = form({
      a: { type: 'string' },
      b: { type: 'object', properties: { c: { type: 'string' } }, required: ['c'] },
      d: { type: 'boolean' },
      e: { type: 'array', items: { type: 'string' } },
    });
    expect(sent(fields, {})).toEqual({ args: {}, errors: {} });
  });

  it('tells what is missing or no number before it asks the server', () => {
    const fields = form(
      { a: { type: 'string', minLength: 1 }, b: { type: 'integer' }, c: { type: 'number' }, d: {} },
      { required: ['a'] },
    );
    expect(sent(fields, { '/b': '1.5', '/c': 'x', '/d': '{' }).errors).toEqual({
      '/a': 'Needed.',
      '/b': 'Must be a whole number.',
      '/c': 'Must be a number.',
      '/d': 'Is no JSON.',
    });
  });

  it('takes no name for anything but a name', () => {
    const fields = form(Object.fromEntries([['__proto__', { type: 'string' }]]));
    expect(Object.keys(sent(fields, { '/__proto__': 'x' }).args)).toEqual(['__proto__']);
    expect(({} as { x?: string }).x).toBeUndefined();
  });

  it('gives back any text, number and tick just as it was entered', () => {
    const fields = form({ a: { type: 'string' }, b: { type: 'number' }, c: { type: 'boolean' } });
    fc.assert(
      fc.property(
        fc.string({ minLength: 1 }),
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        (a, b, c) => {
          const { args, errors } = sent(fields, { '/a': a, '/b': String(b), '/c': c });
          expect(errors).toEqual({});
          expect(args).toEqual({ a, b: Number(String(b)), c });
        },
      ),
    );
  });
});

describe('what the server finds wrong', () => {
  const fields = form({
    branch: { type: 'string' },
    tags: { type: 'array', items: { type: 'string' } },
    more: { type: 'object', properties: { ratio: { type: 'number' } } },
  });

  it.each([
    ['args.branch', '/branch'],
    ['/args/branch', '/branch'],
    ['args.more.ratio', '/more/ratio'],
    ['args.tags[1]', '/tags'],
    ['args.tags.1', '/tags'],
    ['args.more.unknown', '/more'],
  ])('at %s is shown at %s', (field, pointer) =>
    expect(place([{ field, message: 'is wrong' }], fields)).toEqual({ [pointer]: 'is wrong' }),
  );

  it('elsewhere is shown with the name of its place', () => {
    expect(
      place(
        [
          { field: 'name', message: 'is too long' },
          { field: 'args.other', message: 'is not known' },
        ],
        fields,
      ),
    ).toEqual({ '': 'name: is too long; args.other: is not known' });
  });
});
