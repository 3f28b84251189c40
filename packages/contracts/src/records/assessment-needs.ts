import type { AcceptableLevelReason, AssessmentNeeds as DomainNeeds, Staffing } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { LevelNumber, line, nullable, oneOf, Uuid } from '../http/primitives.ts';
import { list } from './lists.ts';
import type { SameType, Unchangeable } from './same-type.ts';

const closed = { additionalProperties: false } as const;

/** How a building is staffed. */
export const StaffingName = oneOf(
  ['none', 'ambulant', 'day-and-evening', 'round-the-clock'] as const satisfies readonly Staffing[],
  { description: 'Bemanning, from none to a base that is staffed round the clock.' },
);

const AcceptableLevel = Type.Object(
  {
    level: LevelNumber,
    reason: oneOf(
      [
        'above-safety',
        'above-nothing-suitable-free',
        'below-with-more-follow-up',
        'below-own-wish-and-mastery',
      ] as const satisfies readonly AcceptableLevelReason[],
      { description: 'Why the level is acceptable; each side has its own reasons.' },
    ),
  },
  closed,
);

const Children = Type.Object(
  {
    count: Type.Integer({ minimum: 1, maximum: 20 }),
    schoolDistrict: nullable(line(100, { description: 'Skolekrets; null where none is known.' })),
    mustStayInSchoolDistrict: Type.Boolean({
      description: 'Whether the school district is a condition and not a wish.',
    }),
  },
  closed,
);

const neighbourhoods = (description: string) => list(Uuid, { maxItems: 100, uniqueItems: true, description });

const Shape = Type.Object(
  {
    acceptableLevels: list(AcceptableLevel, {
      maxItems: 2,
      description: 'Levels accepted beside the assessed one: one above or one below at most.',
    }),
    bedrooms: Type.Object(
      {
        min: Type.Integer({ minimum: 0, maximum: 10 }),
        max: Type.Integer({ minimum: 0, maximum: 10 }),
      },
      { ...closed, description: 'Fewest and most bedrooms, both inclusive.' },
    ),
    wheelchair: Type.Boolean({ description: 'Needs a dwelling for a wheelchair.' }),
    highestFloorWithoutLift: nullable(
      Type.Integer({
        minimum: -2,
        maximum: 40,
        description:
          'Highest floor within reach without a lift (inclusive); null when stairs are no obstacle.',
      }),
    ),
    screened: Type.Boolean({ description: 'Needs a dwelling that is screened (skjermet).' }),
    ownEntrance: Type.Boolean({ description: 'Needs an entrance of its own.' }),
    leastStaffing: StaffingName,
    followUpHoursPerWeek: Type.Integer({ minimum: 0, maximum: 168, description: 'Oppfølging, whole hours.' }),
    expectsWear: Type.Boolean({ description: 'A robust dwelling is of use.' }),
    prefersSmallUnit: Type.Boolean(),
    children: nullable(Children),
    wishedNeighbourhoodIds: neighbourhoods('Wished areas (grunnkretser).'),
    requiredNeighbourhoodIds: neighbourhoods('The only areas that will do; empty when any will.'),
    supportNeighbourhoodIds: neighbourhoods('Where work, school or support is.'),
  },
  { ...closed, title: 'AssessmentNeeds' },
);

true satisfies SameType<Unchangeable<Static<typeof Shape>>, DomainNeeds>;

/** What a household needs of a dwelling. Function only: no diagnosis. */
export const AssessmentNeeds = Type.Unsafe<DomainNeeds>(Shape);
