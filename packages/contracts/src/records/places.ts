import type { Fullness, Level, PlaceKind, PlaceStatus } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { nullable, oneOf, PlainDate, Uuid } from '../http/primitives.ts';
import { StaffingName } from './assessment-needs.ts';

const closed = { additionalProperties: false } as const;

/** What carries load. */
export const PlaceKindName = oneOf(
  ['building', 'neighbourhood', 'district'] as const satisfies readonly PlaceKind[],
  { description: 'A building stands in a neighbourhood (grunnkrets), which lies in a district (bydel).' },
);

const place = {
  id: Uuid,
  kind: PlaceKindName,
  name: Type.String(),
  parentId: nullable({
    ...Uuid,
    description: 'The neighbourhood of a building, the district of a neighbourhood, null for a district.',
  }),
  status: oneOf(['open', 'caution', 'spared'] as const satisfies readonly PlaceStatus[], {
    description: 'Today: open, caution (a reduced cap) or spared (må skånes: nothing above a level).',
  }),
  highestLevelAllowed: Type.Unsafe<Level | 0 | null>({
    type: ['integer', 'null'],
    minimum: 0,
    maximum: 5,
    description: 'Spared places: the highest level that may be placed there, 0 for none; null elsewhere.',
  }),
  load: Type.Integer({ minimum: 0, description: 'Load points of those who live there, by need.' }),
  cap: nullable(
    Type.Integer({ minimum: 0, description: 'Load points it may carry today; null when nothing limits it.' }),
  ),
  fullness: oneOf(['uncapped', 'room', 'near', 'full', 'over'] as const satisfies readonly Fullness[], {
    description: 'near: from the soft share of the cap on. full: at the cap. over: above it.',
  }),
  isReviewOverdue: Type.Boolean({
    description: 'The day of the review of its status or its own cap is past: it holds on, flagged.',
  }),
  residentCount: Type.Integer({ minimum: 0, description: 'Households that live there.' }),
  dwellingCount: Type.Integer({
    minimum: 0,
    description: 'All dwellings of the area, ordinary ones included; of a building its own units.',
  }),
  ownCapPoints: nullable(
    Type.Integer({ description: 'A cap of its own; null where that of the policy holds.' }),
  ),
  unfitForChildren: Type.Boolean(),
  staffing: StaffingName,
};

/** A place as it is today, with what it carries by the policy in force. */
export const Place = Type.Object(place, { ...closed, title: 'Place' });
/** {@link Place} */
export type Place = Static<typeof Place>;

/** A place with the reason of its status. */
export const PlaceDetails = Type.Object(
  {
    ...place,
    statusNote: nullable(
      Type.Object(
        {
          reason: Type.String(),
          owner: Type.String({ description: 'Who answers for it.' }),
          reviewOn: PlainDate,
          validFrom: PlainDate,
          validTo: nullable(PlainDate),
        },
        {
          ...closed,
          description:
            'Why, by whom and until when (exclusive); null for a place that is open because nothing is said.',
        },
      ),
    ),
  },
  { ...closed, title: 'PlaceDetails' },
);
/** {@link PlaceDetails} */
export type PlaceDetails = Static<typeof PlaceDetails>;

/** A page of places. */
export const PlacePage = pageOf('PlacePage', Place);
/** {@link PlacePage} */
export type PlacePage = Static<typeof PlacePage>;
/** Keys of the cursor: kind, name, id. */
export const PlaceCursor = Type.Tuple([PlaceKindName, Type.String(), Type.String()]);
/** Filters of the list. */
export const PlaceQuery = Type.Object(
  {
    kind: Type.Optional(PlaceKindName),
    parentId: Type.Optional(Uuid),
    overdue: Type.Optional(Type.Boolean({ description: 'Whether a review of the place is overdue.' })),
    ...PagingQuery,
  },
  closed,
);
/** Path of one place. */
export const PlaceParams = Type.Object({ placeId: Uuid }, closed);
