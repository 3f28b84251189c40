import type {
  AcceptableLevelReason,
  BedroomsReason,
  ChildAgeGroup,
  AssessmentNeeds as DomainNeeds,
  ExtraLoadReason,
  Staffing,
} from '@boligtrapp/domain';
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
    ageGroups: Type.Optional(
      list(
        Type.Object(
          {
            group: oneOf(['0-5', '6-12', '13-17'] as const satisfies readonly ChildAgeGroup[]),
            count: Type.Integer({ minimum: 1, maximum: 20 }),
          },
          closed,
        ),
        { maxItems: 3, description: 'Completed years, both ends inclusive; the counts add up to `count`.' },
      ),
    ),
    unfitLevels: Type.Optional(
      list(LevelNumber, {
        maxItems: 5,
        uniqueItems: true,
        description: 'Levels of dwellings in which these children must not live.',
      }),
    ),
    unfitBuildingIds: Type.Optional(
      list(Uuid, {
        maxItems: 100,
        uniqueItems: true,
        description: 'Buildings in which they must not live, beside those unfit for any child.',
      }),
    ),
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
    bedroomsReason: Type.Optional(
      oneOf(
        [
          'child-part-time',
          'child-expected',
          'carer-stays-overnight',
          'equipment-needs-room',
          'cannot-share',
          'own-wish-fewer',
          'other-documented',
        ] as const satisfies readonly BedroomsReason[],
        { description: 'Why they differ from the norm; required when they do. No diagnosis.' },
      ),
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
    loadProfile: Type.Optional(
      Type.Object(
        {
          extraPoints: Type.Integer({
            minimum: 1,
            maximum: 100_000,
            description: 'Load beyond that of the level; at most what the policy in force allows.',
          }),
          reason: oneOf(
            [
              'conflict-risk',
              'unrest-from-visitors',
              'extensive-follow-up',
            ] as const satisfies readonly ExtraLoadReason[],
            { description: 'Conflict and service need only.' },
          ),
        },
        { ...closed, description: 'Belastningsprofil; left out for most.' },
      ),
    ),
  },
  { ...closed, title: 'AssessmentNeeds' },
);

true satisfies SameType<Unchangeable<Static<typeof Shape>>, DomainNeeds>;

/** What a household needs of a dwelling. Function only: no diagnosis. */
export const AssessmentNeeds = Type.Unsafe<DomainNeeds>(Shape);
