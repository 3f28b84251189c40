import type { DwellingRole } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { list } from '../records/lists.ts';
import { PagingQuery, pageOf } from './paging.ts';
import {
  LevelNumber,
  line,
  nullable,
  oneOf,
  PlainDate,
  ProgrammeName,
  TrackName,
  Uuid,
  Version,
} from './primitives.ts';

/** What a dwelling is used for today. */
export const DwellingStatusName = oneOf(['vacant', 'occupied', 'out-of-use'], {
  description:
    'Today: let (bebodd), free to be let (ledig), or neither: staff base, repair, taken out of use.',
});

/** What a unit is for. */
export const DwellingRoleName = oneOf([
  'dwelling',
  'staff-base',
  'repair',
  'out-of-use',
] as const satisfies readonly DwellingRole[]);

/** What may change about a dwelling, each property by itself. */
const attributes = {
  bedrooms: Type.Integer({ minimum: 0, maximum: 10, description: 'Soverom.' }),
  hasLift: Type.Boolean({ description: 'A lift goes to the floor of the entrance.' }),
  wheelchairAccessible: Type.Boolean({ description: 'Tilgjengelig for rullestol.' }),
  robust: Type.Boolean({ description: 'Built to stand hard use (robust utforming).' }),
  ownEntrance: Type.Boolean({ description: 'Egen inngang, not through a shared stairway.' }),
  screened: Type.Boolean({ description: 'Skjermet from its surroundings.' }),
  schoolDistrict: nullable(line(100, { description: 'Skolekrets; null where none is known.' })),
  leasedInUntil: nullable({
    ...PlainDate,
    description:
      'First day on which the municipality no longer leases the dwelling in: it is out of the stock from then on. Null where it is not leased in, or without an end.',
  }),
};

/** A dwelling (kommunalt disponert bolig) as it is today. */
export const Dwelling = Type.Object(
  {
    id: Uuid,
    version: Version,
    reference: Type.String({ description: 'The number that people use for it.' }),
    track: TrackName,
    level: LevelNumber,
    programme: ProgrammeName,
    status: DwellingStatusName,
    role: {
      ...DwellingRoleName,
      description: 'What the unit is for today: repair is klargjøres, out-of-use sperret.',
    },
    isPromised: Type.Boolean({
      description:
        'Somebody is promised it: by an offer that waits, is open, or is accepted without its lease, or by a coming lease.',
    }),
    vacantFrom: nullable({
      ...PlainDate,
      description:
        'First day on which it is or was free to be let; null while it is let, and where no such day is known.',
    }),
    building: Type.Object(
      { id: Uuid, name: Type.String() },
      { additionalProperties: false, description: 'Bygning, modulhus site, firemannsbolig or tun.' },
    ),
    neighbourhood: Type.Object(
      { id: Uuid, name: Type.String() },
      { additionalProperties: false, description: 'Grunnkrets.' },
    ),
    areaM2: Type.Integer({ description: 'Bruksareal in whole square metres.' }),
    floor: Type.Integer({
      description: 'Floor of the entrance; 1 is the ground floor, 0 and below are under it.',
    }),
    bruksenhetsnummer: nullable(Type.String({ description: 'Letter and four digits (Kartverket).' })),
    matrikkel: nullable(Type.String({ description: 'Number in the land register.' })),
    ownerForm: oneOf(['owned', 'leased-in', 'allocation-right'], {
      description: 'Disposisjonsform: owned, leased in, or private with the right to allocate.',
    }),
    ...attributes,
  },
  { additionalProperties: false, title: 'Dwelling' },
);
/** {@link Dwelling} */
export type Dwelling = Static<typeof Dwelling>;

/** A page of dwellings. */
export const DwellingPage = pageOf('DwellingPage', Dwelling);
/** {@link DwellingPage} */
export type DwellingPage = Static<typeof DwellingPage>;

/** Filters of the list; only what is named is filtered. */
export const DwellingQuery = Type.Object(
  {
    track: Type.Optional(TrackName),
    level: Type.Optional(LevelNumber),
    neighbourhoodId: Type.Optional(Uuid),
    status: Type.Optional(DwellingStatusName),
    ...PagingQuery,
  },
  { additionalProperties: false },
);

/** Keys of the list's cursor: the reference. */
export const DwellingCursor = Type.Tuple([Type.String()]);

/** Path of one dwelling. */
export const DwellingParams = Type.Object({ dwellingId: Uuid }, { additionalProperties: false });

/** New values of some attributes; at least one. */
export const DwellingChange = Type.Partial(Type.Object(attributes), {
  additionalProperties: false,
  minProperties: 1,
  title: 'DwellingChange',
});
/** {@link DwellingChange} */
export type DwellingChange = Static<typeof DwellingChange>;

/** When a unit was, is and will be for what, the latest first. */
export const DwellingPeriods = Type.Object(
  {
    items: list(
      Type.Object(
        {
          id: Uuid,
          role: DwellingRoleName,
          validFrom: nullable({ ...PlainDate, description: 'Null without a beginning that is known.' }),
          validTo: nullable({
            ...PlainDate,
            description: 'First day on which it no longer holds; null for no end.',
          }),
          reason: nullable(Type.String()),
        },
        { additionalProperties: false },
      ),
    ),
  },
  { additionalProperties: false, title: 'DwellingPeriods' },
);
/** {@link DwellingPeriods} */
export type DwellingPeriods = Static<typeof DwellingPeriods>;

/** Which dwellings a file is to hold, in which order. */
export const DwellingExport = Type.Object(
  {
    format: oneOf(['xlsx', 'csv']),
    dwellingIds: Type.Array(Uuid, { minItems: 1, maxItems: 5_000, uniqueItems: true }),
  },
  { additionalProperties: false, title: 'DwellingExport' },
);
/** {@link DwellingExport} */
export type DwellingExport = Static<typeof DwellingExport>;
