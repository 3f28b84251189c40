import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';
import { PolicyContent } from './policy-content.ts';

const closed = { additionalProperties: false } as const;

/** A policy set (regelsett). */
export const PolicySet = Type.Object(
  {
    id: Uuid,
    version: Version,
    name: Type.String(),
    state: oneOf(['draft', 'submitted', 'in-force', 'replaced']),
    validFrom: nullable(PlainDate),
    validTo: nullable(PlainDate),
    content: PolicyContent,
    contentHash: Type.String({ description: 'SHA-256 of the canonical JSON of the content, in hex.' }),
    author: Type.String(),
    approver: nullable(Type.String({ description: 'Somebody else than the author.' })),
    approvalReference: nullable(Type.String()),
    createdAt: Instant,
  },
  { ...closed, title: 'PolicySet', description: 'Valid from (inclusive) to (exclusive); a draft on no day.' },
);
/** {@link PolicySet} */
export type PolicySet = Static<typeof PolicySet>;

/** A page of policy sets, from the newest. */
export const PolicySetPage = pageOf('PolicySetPage', PolicySet);
/** {@link PolicySetPage} */
export type PolicySetPage = Static<typeof PolicySetPage>;
/** Keys of the cursor: the id. */
export const PolicySetCursor = Type.Tuple([Uuid]);
/** Query of the list. */
export const PolicySetQuery = Type.Object({ ...PagingQuery }, closed);
/** Path of one policy set. */
export const PolicySetParams = Type.Object({ policySetId: Uuid }, closed);
/** Which day; today where nothing is said. */
export const InForceQuery = Type.Object({ on: Type.Optional(PlainDate) }, closed);
