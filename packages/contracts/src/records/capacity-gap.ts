import { type Static, Type } from 'typebox';
import { LevelNumber, nullable, PlainDate, TrackName, Uuid } from '../http/primitives.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;
const count = (description: string) => Type.Integer({ minimum: 0, description });

const months = Type.Integer({
  minimum: 1,
  maximum: 24,
  default: 12,
  description: 'Months ahead for which vacancies are expected.',
});

const cell = {
  track: TrackName,
  level: LevelNumber,
  bedrooms: Type.Integer({
    minimum: 0,
    maximum: 10,
    description: 'Of a household the fewest that it needs, of a dwelling those that it has.',
  }),
};

/** How far ahead. */
export const CapacityGapQuery = Type.Object({ months: Type.Optional(months) }, closed);

/** Which part of the gap is to be had as a file. */
export const GapFileQuery = Type.Object(
  {
    track: TrackName,
    neighbourhoodId: Type.Optional({ ...Uuid, description: 'Left out for the whole municipality.' }),
    months: Type.Optional(months),
  },
  closed,
);

/** One cell of the gap. */
export const GapCell = Type.Object(
  {
    ...cell,
    neighbourhoodId: nullable({
      ...Uuid,
      description: 'Null for households that may live in more than one neighbourhood.',
    }),
    need: count('Households in the queue.'),
    supply: count('Dwellings that are vacant today.'),
    expected: count('Dwellings that are expected to become vacant within the horizon.'),
    gap: Type.Integer({
      description: 'need − supply − expected; below nought there are more than are needed.',
    }),
  },
  { ...closed, title: 'GapCell' },
);

/** Need held against dwellings; cells in which there is nothing are left out. */
export const CapacityGap = Type.Object(
  {
    on: PlainDate,
    until: { ...PlainDate, description: 'Last day (inclusive) of what is expected.' },
    cells: list(GapCell),
    areas: list(Type.Object({ id: Uuid, name: Type.String() }, closed), {
      description: 'The neighbourhoods in which the ladder has dwellings.',
    }),
  },
  { ...closed, title: 'CapacityGap' },
);
/** {@link CapacityGap} */
export type CapacityGap = Static<typeof CapacityGap>;

/** Which cell, within which horizon. */
export const GapCellQuery = Type.Object(
  {
    ...cell,
    neighbourhoodId: Type.Optional({
      ...Uuid,
      description: 'Left out for the whole municipality.',
    }),
    months: Type.Optional(months),
  },
  closed,
);

/** Who and what is behind a cell. */
export const GapCellDetails = Type.Object(
  {
    households: list(Type.Object({ householdId: Uuid, householdReference: Type.String() }, closed)),
    dwellings: list(
      Type.Object({ dwellingId: Uuid, reference: Type.String(), isVacantToday: Type.Boolean() }, closed),
    ),
  },
  { ...closed, title: 'GapCellDetails' },
);
/** {@link GapCellDetails} */
export type GapCellDetails = Static<typeof GapCellDetails>;
