import type { Certainty, Level, PlainDateString, Programme, Track } from '@boligtrapp/domain';
import { type Static, type TSchema, type TUnsafe, Type } from 'typebox';

/**
 * Building stones of the DTOs. A schema's `description` is what the API's reader sees; it names the Norwegian
 * term. Civil dates are `YYYY-MM-DD`, instants RFC 3339 in UTC, money øre, areas whole square metres.
 */

/** A row's id. */
export const Uuid = Type.String({ format: 'uuid', maxLength: 36 });

/** A civil date, without time or zone. */
export const PlainDate = Type.Unsafe<PlainDateString>(Type.String({ format: 'date', maxLength: 10 }));

/** An instant in UTC. */
export const Instant = Type.String({ format: 'date-time', maxLength: 32 });

/** How often the thing has been changed; the value of its entity tag. */
export const Version = Type.Integer({
  minimum: 1,
  maximum: 2_147_483_647,
  description: 'Grows by one with each change; the entity tag is this number in quotes.',
});

/** A ladder. */
export const TrackName = oneOf(['welfare', 'care'] as const satisfies readonly Track[], {
  description: 'Ladder (spor): welfare = velferdsbolig, care = omsorgsbolig.',
});

/** A step of a ladder. */
export const LevelNumber = Type.Unsafe<Level>(
  Type.Integer({
    minimum: 1,
    maximum: 5,
    description: 'Step of the ladder (trinn); 5 is for the greatest need.',
  }),
);

/** The ladder itself, or a programme beside it. */
export const ProgrammeName = oneOf(
  ['ladder', 'housing-first', 'youth'] as const satisfies readonly Programme[],
  {
    description: 'The ladder, or a programme with dwellings and a queue of its own.',
  },
);

/** How sure a forecast is. */
export const CertaintyName = oneOf(
  ['certain', 'likely', 'possible'] as const satisfies readonly Certainty[],
  {
    description: 'How sure the forecast is, by the rules of the policy; certain is the surest.',
  },
);

/** One of the given texts. */
export function oneOf<const Values extends string[]>(
  values: readonly [...Values],
  options: { readonly description?: string } = {},
): TUnsafe<Values[number]> {
  return Type.Unsafe<Values[number]>(Type.Enum([...values], { type: 'string', ...options }));
}

/**
 * The same, or null. Written with a list of types, which serialises faster than a union.
 * @throws {TypeError} when the schema has not exactly one type.
 */
export function nullable<Schema extends TSchema>(schema: Schema): TUnsafe<Static<Schema> | null> {
  const type: unknown = 'type' in schema ? schema.type : undefined;
  if (typeof type !== 'string') throw new TypeError('only a schema with one type can be made nullable');
  const values: readonly unknown[] = 'enum' in schema && Array.isArray(schema.enum) ? schema.enum : [];
  const allowed = values.length === 0 ? {} : { enum: [...values, null] };
  return Type.Unsafe<Static<Schema> | null>({ ...schema, ...allowed, type: [type, 'null'] });
}

/** One line of text, without control characters. Neither empty nor blank. */
export function line(maxLength: number, options: { readonly description?: string } = {}): Type.TString {
  return Type.String({
    minLength: 1,
    maxLength,
    pattern: '^[^\\p{Cc}]*[^\\s\\p{Cc}][^\\p{Cc}]*$',
    ...options,
  });
}

/** How sure it is that a dwelling of a round falls vacant. */
export const ForecastCertainty = nullable({
  ...CertaintyName,
  description:
    'How sure it is that the dwelling falls vacant; null where it is not a forecast by the policy.',
});
