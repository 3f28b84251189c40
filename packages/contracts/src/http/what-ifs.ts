import { type Static, Type } from 'typebox';
import { list } from '../records/lists.ts';
import { ROUND_POLICY_GROUPS } from '../records/policy-content.ts';
import { LevelNumber, nullable, oneOf, TrackName, Uuid } from './primitives.ts';

const closed = { additionalProperties: false } as const;
const MOST_ITEMS = 200;

const Pairs = (description: string) =>
  list(Type.Object({ householdId: Uuid, dwellingId: Uuid }, closed), { maxItems: MOST_ITEMS, description });

/** What to try out on a round. */
export const WhatIfRequest = Type.Object(
  {
    policy: Type.Optional(
      Type.Partial(Type.Object(ROUND_POLICY_GROUPS), {
        ...closed,
        description: 'Groups of figures instead of those of the round; a group is given whole.',
      }),
    ),
    places: Type.Optional(
      list(
        Type.Object(
          {
            placeId: Uuid,
            capPoints: Type.Optional(
              nullable(
                Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Null: the cap of the policy.' }),
              ),
            ),
            status: Type.Optional(oneOf(['open', 'caution', 'spared'])),
            highestLevelAllowed: Type.Optional(
              Type.Unsafe<0 | Static<typeof LevelNumber>>(
                Type.Integer({ minimum: 0, maximum: 5, description: 'Of a spared place; 0 for nobody.' }),
              ),
            ),
          },
          closed,
        ),
        {
          maxItems: MOST_ITEMS,
          description: 'Caps and statuses of buildings, neighbourhoods and districts.',
        },
      ),
    ),
    locked: Type.Optional(
      Pairs('Decided, whatever the ranks say. Of two that contradict, neither comes about.'),
    ),
    forbidden: Type.Optional(Pairs('May not be used.')),
    effort: Type.Optional(
      oneOf(['quick', 'full'], {
        description:
          'Quick where nothing is said: less may be proven. Full: the effort of the round, which may take a minute.',
      }),
    ),
  },
  { ...closed, title: 'WhatIfRequest' },
);
/** {@link WhatIfRequest} */
export type WhatIfRequest = Static<typeof WhatIfRequest>;

const Dwelling = { id: Uuid, reference: Type.String(), track: TrackName, level: LevelNumber };

const Compared = list(
  Type.Object(
    {
      household: Type.Object(
        {
          id: Uuid,
          reference: Type.String(),
          urgencyClass: Type.Integer({ minimum: 1 }),
          track: TrackName,
          level: LevelNumber,
        },
        closed,
      ),
      before: Type.Union([Type.Object(Dwelling, closed), Type.Null()]),
      after: Type.Union([Type.Object(Dwelling, closed), Type.Null()]),
    },
    { ...closed, title: 'ComparedHousehold' },
  ),
);

const points = (description: string) => Type.Integer({ description });
const Objective = Type.Object({ misfit: points(''), excess: points(''), score: points('') }, closed);

/** Load of places before and after. */
export const ComparedPlaces = list(
  Type.Object(
    {
      placeId: Uuid,
      name: Type.String(),
      kind: oneOf(['building', 'neighbourhood', 'district']),
      before: points('Load points once the stored proposal is carried out.'),
      after: points('Load points once this one is.'),
      capBefore: nullable(points('Null for no cap.')),
      capAfter: nullable(points('Null for no cap.')),
    },
    { ...closed, title: 'ComparedPlace' },
  ),
  { description: 'Places whose load or cap differs.' },
);

/** What would be otherwise. Nothing was stored. */
export const WhatIfResult = Type.Object(
  {
    unchanged: Type.Integer({ minimum: 0, description: 'Households that get the same dwelling in both.' }),
    changed: Compared,
    gained: Compared,
    lost: Compared,
    places: ComparedPlaces,
    optimal: Type.Boolean({ description: 'True only where every step is proven.' }),
    objectiveBefore: Objective,
    objectiveAfter: Objective,
    locks: list(
      Type.Object(
        {
          householdId: Uuid,
          dwellingId: Uuid,
          isHonoured: Type.Boolean({
            description: 'False where the pair breaks a hard rule or finds no room.',
          }),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'WhatIfResult' },
);
/** {@link WhatIfResult} */
export type WhatIfResult = Static<typeof WhatIfResult>;
