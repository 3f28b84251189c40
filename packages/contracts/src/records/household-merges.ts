import type { DuplicateGround } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { nullable, oneOf, Uuid } from '../http/primitives.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

/** Households that may be one, because they share an adult. No names. */
export const DuplicateGroup = Type.Object(
  {
    households: list(Type.Object({ householdId: Uuid, householdReference: Type.String() }, closed), {
      description: 'Two or more, by id.',
    }),
    grounds: list(
      oneOf(['identity-number', 'name-and-birth-date'] as const satisfies readonly DuplicateGround[]),
    ),
  },
  { ...closed, title: 'DuplicateGroup' },
);
/** {@link DuplicateGroup} */
export type DuplicateGroup = Static<typeof DuplicateGroup>;

/** A page of groups. */
export const DuplicateGroupPage = pageOf('DuplicateGroupPage', DuplicateGroup);
/** Key of the cursor: the first household of the last group. */
export const DuplicateGroupCursor = Type.Tuple([Uuid]);
/** Which page. */
export const DuplicateGroupQuery = Type.Object(PagingQuery, closed);

/** A registration that is merged into the household of the path. */
export const HouseholdMerge = Type.Object(
  {
    mergedHouseholdId: {
      ...Uuid,
      description: 'The registration that takes no further part. Nothing is deleted.',
    },
    reason: Type.String({ minLength: 10, maxLength: 500, description: 'Why the two are one.' }),
  },
  { ...closed, title: 'HouseholdMerge' },
);
/** {@link HouseholdMerge} */
export type HouseholdMerge = Static<typeof HouseholdMerge>;

/** The merge that was made. */
export const MergedHousehold = Type.Object(
  {
    id: Uuid,
    keptHouseholdId: Uuid,
    mergedHouseholdId: Uuid,
    mergedApplicationId: nullable({
      ...Uuid,
      description: 'The application that was open and is now merged; register what still holds of it anew.',
    }),
  },
  { ...closed, title: 'MergedHousehold' },
);
/** {@link MergedHousehold} */
export type MergedHousehold = Static<typeof MergedHousehold>;
