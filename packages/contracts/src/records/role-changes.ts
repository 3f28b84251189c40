import { Type } from 'typebox';
import { DwellingRoleName } from '../http/dwellings.ts';
import { Instant, line, nullable, oneOf, PlainDate, Uuid } from '../http/primitives.ts';
import { list } from './lists.ts';
import { PlaceKindName } from './places.ts';

const closed = { additionalProperties: false } as const;
const points = (description: string) => Type.Integer({ minimum: 0, description });

/** Load of a place without and with one more household. */
export const AddedLoad = Type.Object(
  {
    placeId: Uuid,
    kind: PlaceKindName,
    name: Type.String(),
    before: points('Load points without it.'),
    after: points('Load points with it.'),
    cap: nullable(points('Load points that the place may carry; null when nothing limits it.')),
  },
  { ...closed, title: 'AddedLoad' },
);

/** A unit that turns from staff base to dwelling, or back. */
export const RoleChangeRequest = Type.Object(
  {
    action: oneOf(['open-as-dwelling', 'take-as-base']),
    changedOn: { ...PlainDate, description: 'First day of the new role.' },
    reason: line(1000),
  },
  { ...closed, title: 'RoleChangeRequest' },
);

const change = {
  id: Uuid,
  fromRole: DwellingRoleName,
  toRole: DwellingRoleName,
  changedOn: PlainDate,
  evidence: list(AddedLoad, {
    description:
      'Building, neighbourhood and district on that day: who lives there or is promised a home, and one more with the need of the step of the unit.',
  }),
};

/** The change that was stored. */
export const RoleChange = Type.Object(change, { ...closed, title: 'RoleChange' });

/** Every change of a unit from staff base to dwelling and back, the newest first. */
export const RoleChangeHistory = Type.Object(
  {
    items: list(
      Type.Object(
        { ...change, reason: Type.String(), policySetId: Uuid, decidedBy: Type.String(), decidedAt: Instant },
        closed,
      ),
    ),
  },
  { ...closed, title: 'RoleChangeHistory' },
);
