import type { LawRef, PolicySetState } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, line, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';
import { list } from './lists.ts';
import { PolicyContent } from './policy-content.ts';

const closed = { additionalProperties: false } as const;

const PolicySetStateName = oneOf(
  ['draft', 'submitted', 'in-force', 'replaced', 'discarded'] as const satisfies readonly PolicySetState[],
  { description: 'Utkast, til godkjenning, gjeldende, avløst, forkastet.' },
);

const policySet = {
  id: Uuid,
  version: Version,
  name: Type.String(),
  state: PolicySetStateName,
  validFrom: nullable(PlainDate),
  validTo: nullable(PlainDate),
  content: PolicyContent,
  contentHash: Type.String({ description: 'SHA-256 of the canonical JSON of the content, in hex.' }),
  basedOnId: nullable({ ...Uuid, description: 'The set that it was begun from.' }),
  author: Type.String(),
  editors: list(Type.String(), { description: 'Everybody beside the author who changed the content.' }),
  submittedBy: nullable(Type.String()),
  approver: nullable(Type.String({ description: 'Nobody who had a part in it.' })),
  approvalReference: nullable(Type.String({ description: 'The decision or case it was approved in.' })),
  approvalReason: nullable(Type.String()),
  rejectionReason: nullable(
    Type.String({ description: 'Why it was sent back the last time; null once it is submitted anew.' }),
  ),
  createdAt: Instant,
};

/** A policy set (regelsett). */
export const PolicySet = Type.Object(policySet, {
  ...closed,
  title: 'PolicySet',
  description: 'Valid from (inclusive) to (exclusive); one that is not approved on no day.',
});
/** {@link PolicySet} */
export type PolicySet = Static<typeof PolicySet>;

/** A policy set with the figures beside it that no set can change. */
export const PolicySetDetails = Type.Object(
  {
    ...policySet,
    isTried: Type.Boolean({
      description:
        'Whether there is an impact run of it, however far that has come and whatever content it is of.',
    }),
    lawFigures: list(
      Type.Object(
        {
          name: Type.String(),
          value: Type.Integer(),
          unit: Type.String(),
          lawRef: Type.Unsafe<LawRef>(Type.String({ description: 'A row of the law register.' })),
        },
        { ...closed, title: 'LawFigure' },
      ),
      { description: 'Given by law and locked: no policy set can hold another figure.' },
    ),
  },
  { ...closed, title: 'PolicySetDetails' },
);
/** {@link PolicySetDetails} */
export type PolicySetDetails = Static<typeof PolicySetDetails>;

const Name = line(200, { description: 'Unique in the municipality.' });
const Reason = line(2_000);

/** A draft to be begun: from a content, from a set, or from the one in force. */
export const PolicySetDraft = Type.Object(
  {
    name: Name,
    basedOnId: Type.Optional(Uuid),
    content: Type.Optional(PolicyContent),
  },
  { ...closed, title: 'PolicySetDraft' },
);

/** What a draft is to hold; what is left out stays. */
export const PolicySetChange = Type.Object(
  { name: Type.Optional(Name), content: Type.Optional(PolicyContent) },
  { ...closed, title: 'PolicySetChange', minProperties: 1 },
);

/** Why a submitted set is sent back. */
export const PolicySetRejection = Type.Object({ reason: Reason }, { ...closed, title: 'PolicySetRejection' });

/** The decision to put a set in force. */
export const PolicySetApproval = Type.Object(
  {
    validFrom: { ...PlainDate, description: 'Today or later, and after the first day of the newest set.' },
    reason: Reason,
    decisionReference: line(200, { description: 'The decision or case it was approved in.' }),
  },
  { ...closed, title: 'PolicySetApproval' },
);

const Figure = Type.Unknown({
  description: 'A number, a text, yes or no, or a list; null where there is none.',
});

/** What a set changes, and who else is about to change the same. */
export const PolicySetComparison = Type.Object(
  {
    againstId: nullable({ ...Uuid, description: 'Null where there is no other set: nothing is compared.' }),
    changes: list(
      Type.Object(
        {
          figure: Type.String({ description: 'Where it stands, such as `caps/softShareBasisPoints`.' }),
          unit: nullable(Type.String({ description: 'Null for texts about figures.' })),
          before: Figure,
          after: Figure,
        },
        { ...closed, title: 'PolicyFigureChange' },
      ),
    ),
    conflicts: list(
      Type.Object(
        {
          policySetId: Uuid,
          name: Type.String(),
          state: PolicySetStateName,
          figures: list(Type.Object({ figure: Type.String(), mine: Figure, other: Figure }, closed)),
        },
        { ...closed, title: 'PolicySetConflict' },
      ),
      { description: 'Other drafts and submitted sets that change the same figures of what is in force.' },
    ),
  },
  { ...closed, title: 'PolicySetComparison' },
);
/** Query of a comparison. */
export const PolicySetComparisonQuery = Type.Object(
  {
    against: Type.Optional({
      ...Uuid,
      description:
        'The set to compare with; the one it began from, or the one in force, where nothing is said.',
    }),
  },
  closed,
);

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
