import type { KeepApartPair } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, line, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

/** Where a dated row stands today. */
export const DatedState = oneOf(['upcoming', 'holding', 'ended'], { description: 'Today, by its own days.' });

/** A day on which somebody must look at it again. */
export const ReviewDay = {
  ...PlainDate,
  description: 'Day by which the owner must look at it again; past it, it is flagged and holds on.',
};

const Scope = oneOf(['building', 'neighbourhood'] as const satisfies readonly KeepApartPair['scope'][], {
  description: 'What the two must not share.',
});
const terms = {
  scope: Scope,
  owner: line(200, { description: 'Who answers for it.' }),
  reviewOn: ReviewDay,
  validFrom: PlainDate,
  validTo: nullable({ ...PlainDate, description: 'First day on which it no longer holds; null for no end.' }),
};

/** Two households that are to be kept apart. */
export const KeepApartRegistration = Type.Object(
  {
    householdIds: Type.Unsafe<readonly [string, string]>(
      Type.Array(Uuid, { minItems: 2, maxItems: 2, description: 'Both, in any order.' }),
    ),
    reason: line(1000, {
      description: 'Restricted: read by those who may, one by one; everyone else reads a neutral wording.',
    }),
    ...terms,
  },
  { ...closed, title: 'KeepApartRegistration' },
);

/** A pair that was registered or reviewed. */
export const StoredKeepApart = Type.Object(
  { id: Uuid, version: Version },
  { ...closed, title: 'StoredKeepApart' },
);

/** Two households that are kept apart (skal holdes atskilt), without the reason. */
export const KeepApart = Type.Object(
  {
    id: Uuid,
    version: Version,
    householdAId: Uuid,
    householdAReference: Type.String(),
    householdBId: Uuid,
    householdBReference: Type.String(),
    ...terms,
    state: DatedState,
    isReviewOverdue: Type.Boolean(),
  },
  { ...closed, title: 'KeepApart' },
);

/** A page of pairs, the one whose review is due first first. */
export const KeepApartPage = pageOf('KeepApartPage', KeepApart);
/** Keys of the cursor: day of the review, id. */
export const KeepApartCursor = Type.Tuple([PlainDate, Uuid]);
/** Filters of the list. */
export const KeepApartQuery = Type.Object(
  {
    householdId: Type.Optional(Uuid),
    state: Type.Optional(DatedState),
    overdue: Type.Optional(Type.Boolean({ description: 'Whether the day of its review is past.' })),
    ...PagingQuery,
  },
  closed,
);
/** Path of one pair. */
export const KeepApartParams = Type.Object({ keepApartId: Uuid }, closed);

/** What becomes of a pair that was looked at again. */
export const KeepApartReview = Type.Object(
  { reviewOn: ReviewDay, note: line(1000, { description: 'Why; restricted as the reason is.' }) },
  { ...closed, title: 'KeepApartReview' },
);

/** The end of a pair. */
export const KeepApartEnd = Type.Object(
  {
    endsOn: { ...PlainDate, description: 'First day on which it no longer holds.' },
    note: line(1000, { description: 'Why; restricted as the reason is.' }),
  },
  { ...closed, title: 'KeepApartEnd' },
);

/** The restricted reason of a pair. */
export const KeepApartReason = Type.Object(
  {
    reason: Type.String(),
    reviews: list(
      Type.Object(
        {
          id: Uuid,
          outcome: oneOf(['kept', 'ended']),
          note: Type.String(),
          reviewOn: nullable(PlainDate),
          endsOn: nullable(PlainDate),
          reviewedBy: Type.String(),
          reviewedAt: Instant,
        },
        closed,
      ),
      { description: 'What was noted at each review, from the first.' },
    ),
  },
  { ...closed, title: 'KeepApartReason' },
);
/** {@link KeepApartReason} */
export type KeepApartReason = Static<typeof KeepApartReason>;
