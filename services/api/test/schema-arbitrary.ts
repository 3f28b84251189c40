import * as fc from 'fast-check';

/** A JSON schema of the OpenAPI document, or a part of one. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly format?: string;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** The named schemas that references point at. */
export type Schemas = Readonly<Record<string, Schema>>;

const HOSTILE_TEXTS = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '\u202e\u0000',
  'x'.repeat(5_000),
  "' OR 1=1 --",
  '"; DROP TABLE dwellings; --',
  '../../etc/passwd',
  '%00',
  '%ff',
  '{}',
  'null',
  '-1',
  '1e9',
  '9'.repeat(30),
  '0000-00-00',
  '2027-02-30',
  '0000-01-01',
  '99999-01-01',
  '2026-11-23T00:00:00Z',
  '01980000-0000-7000-8000-00000000000g',
  '__proto__',
  'constructor',
];

/** A text that no field is made for. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE_TEXTS),
  fc.string({ unit: 'binary', maxLength: 40 }),
);

/** A value of any kind that no field is made for. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: hostileText },
  fc.constantFrom<unknown>(
    null,
    true,
    false,
    0,
    -1,
    1.5,
    1e308,
    -1e308,
    2 ** 53,
    2 ** 31,
    -(2 ** 31) - 1,
    [],
    {},
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Mostly null, and the value one time in twelve. */
export function seldom<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> {
  return fc.oneof({ weight: 11, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
}

/** A value that mostly fits the schema, with hostile ones and unknown properties strewn in. */
export function almostValid(schema: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 24, arbitrary: valid(schema, schemas) }, hostileValue);
}

function valid(schema: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  if (schema.$ref !== undefined) return valid(schemas[schema.$ref.split('/').at(-1) ?? ''] ?? {}, schemas);
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((part) => valid(part, schemas)));
  const type = typeof schema.type === 'object' ? schema.type[0] : schema.type;
  return BY_TYPE[type ?? '']?.(schema, schemas) ?? hostileValue;
}

const BY_TYPE: Readonly<Record<string, (schema: Schema, schemas: Schemas) => fc.Arbitrary<unknown>>> = {
  object: validObject,
  array: (schema, schemas) =>
    fc.array(almostValid(schema.items ?? {}, schemas), {
      minLength: schema.minItems ?? 0,
      maxLength: Math.max(3, schema.minItems ?? 0),
    }),
  integer: validNumber,
  number: validNumber,
  boolean: () => fc.boolean(),
  string: validText,
};

function validNumber({ minimum = 0, maximum = 1_000 }: Schema): fc.Arbitrary<number> {
  return fc.integer({ min: minimum, max: Math.max(minimum, maximum) });
}

function validObject(schema: Schema, schemas: Schemas): fc.Arbitrary<unknown> {
  const entries = Object.entries(schema.properties ?? {});
  const known = Object.fromEntries(entries.map(([name, part]) => [name, almostValid(part, schemas)]));
  const required = [...(schema.required ?? [])];
  return fc
    .tuple(
      fc.record(known, { requiredKeys: required }),
      seldom(fc.dictionary(hostileText, hostileValue, { maxKeys: 2 })),
      seldom(fc.constantFrom('', ...required)),
    )
    .map(([object, extra, dropped]) => {
      const all: Record<string, unknown> = { ...object, ...extra };
      if (dropped !== null) delete all[dropped];
      return all;
    });
}

function validText(schema: Schema): fc.Arbitrary<string> {
  if (schema.format === 'uuid') return fc.uuid();
  if (schema.format === 'date') {
    return fc.constantFrom(
      '2026-11-23',
      '2026-12-01',
      '2020-02-29',
      '1999-12-31',
      '9899-12-31',
      '1000-01-01',
    );
  }
  if (schema.pattern !== undefined) {
    const { minLength = 0, maxLength = 250 } = schema;
    const fitting = matching(schema.pattern, maxLength);
    // Repeated where it is too short: long ones come so seldom that to wait for one may last for ever.
    const some = minLength === 0 ? fitting : fitting.filter((text) => text !== '');
    return some.map((text) =>
      text.length >= minLength ? text : text.repeat(Math.ceil(minLength / text.length)).slice(0, maxLength),
    );
  }
  return fc.constantFrom('V-1', 'Kari', 'abc', '01811234567');
}

const MATCHING = new Map<string, fc.Arbitrary<string>>();

/** Made once for each pattern: to find all characters of a class takes a good part of a second. */
function matching(pattern: string, maxLength: number): fc.Arbitrary<string> {
  const key = `${maxLength} ${pattern}`;
  const known = MATCHING.get(key);
  if (known !== undefined) return known;
  const made = fc.stringMatching(new RegExp(pattern, 'u'), { maxLength });
  MATCHING.set(key, made);
  return made;
}
