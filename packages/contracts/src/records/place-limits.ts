import type { Level, PlaceStatus } from '@boligtrapp/domain';
import { Type } from 'typebox';
import { line, nullable, oneOf, PlainDate, Uuid } from '../http/primitives.ts';
import { DatedState, ReviewDay } from './keep-apart.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

const terms = {
  reason: line(1000, { description: 'Why. About the place, never about who lives there.' }),
  owner: line(200, { description: 'Who answers for it.' }),
  reviewOn: ReviewDay,
  validFrom: { ...PlainDate, description: 'First day; what holds until then ends on it.' },
  validTo: nullable({ ...PlainDate, description: 'First day on which it no longer holds; null for no end.' }),
};
const status = {
  status: oneOf(['open', 'caution', 'spared'] as const satisfies readonly PlaceStatus[], {
    description: 'open, caution (a reduced cap) or spared (må skånes: nothing above a level).',
  }),
  highestLevelAllowed: Type.Unsafe<Level | 0 | null>({
    type: ['integer', 'null'],
    minimum: 0,
    maximum: 5,
    description: 'Spared places: the highest level that may be placed there, 0 for none; null for others.',
  }),
};
const cap = {
  capPoints: Type.Integer({
    minimum: 0,
    maximum: 1_000_000,
    description: 'Load points that the place may carry instead of what the policy says.',
  }),
};
const stored = {
  id: Uuid,
  reason: Type.String(),
  owner: nullable(Type.String()),
  reviewOn: nullable(PlainDate),
  validFrom: PlainDate,
  validTo: nullable(PlainDate),
  state: DatedState,
  isReviewOverdue: Type.Boolean(),
};

/** A status for a place, from a day on. */
export const PlaceStatusChange = Type.Object(
  { ...status, ...terms },
  { ...closed, title: 'PlaceStatusChange' },
);
/** A cap of its own for a place, from a day on. */
export const PlaceCapChange = Type.Object({ ...cap, ...terms }, { ...closed, title: 'PlaceCapChange' });

/** The end of what holds today. */
export const PlaceLimitEnd = Type.Object(
  { endsOn: { ...PlainDate, description: 'First day on which it no longer holds.' }, reason: terms.reason },
  { ...closed, title: 'PlaceLimitEnd' },
);
/** What holds today holds on, under a new reason, owner and review. */
export const PlaceLimitRenewal = Type.Object(
  { reason: terms.reason, owner: terms.owner, reviewOn: terms.reviewOn },
  { ...closed, title: 'PlaceLimitRenewal' },
);

/** What was set. */
export const PlaceLimitSet = Type.Object(
  {
    id: Uuid,
    ended: Type.Union([Type.Null(), Type.Object({ id: Uuid, endsOn: PlainDate }, closed)], {
      description: 'What held until then and ends on that day; null where nothing did.',
    }),
  },
  { ...closed, title: 'PlaceLimitSet' },
);
/** What was ended. */
export const PlaceLimitEnded = Type.Object(
  { id: Uuid, endsOn: PlainDate },
  { ...closed, title: 'PlaceLimitEnded' },
);

/** Every status that a place has had, has and will have. */
export const PlaceStatusHistory = Type.Object(
  { items: list(Type.Object({ ...status, ...stored }, closed)) },
  { ...closed, title: 'PlaceStatusHistory' },
);
/** Every cap of its own that a place has had, has and will have. */
export const PlaceCapHistory = Type.Object(
  { items: list(Type.Object({ ...cap, ...stored }, closed)) },
  { ...closed, title: 'PlaceCapHistory' },
);

/** What holds on although the day of its review is past. */
export const OverdueReviews = Type.Object(
  {
    on: PlainDate,
    placeStatuses: Type.Integer({ minimum: 0 }),
    placeCaps: Type.Integer({ minimum: 0 }),
    keepApart: nullable(Type.Integer({ minimum: 0, description: 'Null when withheld from your role.' })),
  },
  { ...closed, title: 'OverdueReviews' },
);
