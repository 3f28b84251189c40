import type { PartyChangeGround } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { Instant, nullable, oneOf, PlainDate, Uuid } from '../http/primitives.ts';
import { LeaseRegistration, RegisteredLease } from './leases.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

const { dwellingId: _, householdId: __, lastDay, allocationKind, ...terms } = LeaseRegistration.properties;

/** The terms of a lease to be made of an accepted offer, whose dwelling and household stand in the offer. */
export const LeaseOfOfferTerms = Type.Object(
  {
    ...terms,
    lastDay: Type.Optional({
      ...lastDay,
      description: 'Left out, the term of the policy in force, three years by default; null for no end.',
    }),
    allocationKind: Type.Optional({
      ...allocationKind,
      description: 'Left out, computed: swap for a household that had a municipal dwelling when it applied.',
    }),
  },
  { ...closed, title: 'LeaseOfOfferTerms' },
);

/** The lease that was made of an offer, with what it did to others. */
export const LeaseOfOffer = Type.Object(
  {
    ...RegisteredLease.properties,
    lastDay: nullable(PlainDate),
    allocationKind: oneOf(['new', 'swap', 'extension']),
    closedLeases: list(Uuid, {
      description:
        'Leases that end on its first day: the earlier home, and in a circle of moves the tenant’s.',
    }),
  },
  { ...closed, title: 'LeaseOfOffer' },
);
/** {@link LeaseOfOffer} */
export type LeaseOfOffer = Static<typeof LeaseOfOffer>;

/** Somebody enters a lease instead of the tenant (inntreden). */
export const LeasePartyChange = Type.Object(
  {
    householdId: { ...Uuid, description: 'Who enters: a household without a home of its own.' },
    ground: oneOf(['death', 'household-divided'] as const satisfies readonly PartyChangeGround[], {
      description: 'death: husleieloven § 8-2; household-divided: § 8-3.',
    }),
    occurredOn: PlainDate,
    claimedOn: { ...PlainDate, description: 'The day on which the landlord was told.' },
    startsOn: PlainDate,
    signedOn: PlainDate,
  },
  { ...closed, title: 'LeasePartyChange' },
);

/** The lease of the new party: the terms and the end are those of the former. */
export const ChangedLeaseParty = Type.Object(
  {
    id: Uuid,
    formerLeaseId: Uuid,
    lastDay: nullable(PlainDate),
    claimDueOn: nullable({ ...PlainDate, description: 'One month after a death, to the next working day.' }),
    isClaimLate: Type.Boolean({ description: 'Shown, never refused: the landlord may accept a late claim.' }),
  },
  { ...closed, title: 'ChangedLeaseParty' },
);
/** {@link ChangedLeaseParty} */
export type ChangedLeaseParty = Static<typeof ChangedLeaseParty>;

const handover = {
  direction: oneOf(['in', 'out']),
  heldOn: PlainDate,
};

const HandoverLine = Type.Object(
  {
    item: oneOf([
      'keys',
      'meters',
      'cleaning',
      'smoke-alarm',
      'fire-extinguisher',
      'fixtures',
      'walls-and-floors',
      'storage-room',
      'house-rules',
      'contact-persons',
    ]),
    isDone: Type.Boolean(),
    remarkCode: nullable(oneOf(['missing', 'damaged', 'not-clean', 'to-be-repaired', 'not-applicable'])),
  },
  closed,
);

/** A checklist that was gone through with the tenant (overtakelse). */
export const HandoverRecord = Type.Object(
  { ...handover, items: list(HandoverLine, { minItems: 1, maxItems: 10 }) },
  { ...closed, title: 'HandoverRecord' },
);
/** The checklist that was stored. */
export const RecordedHandover = Type.Object({ id: Uuid }, { ...closed, title: 'RecordedHandover' });
/** The checklists of a lease, from the first. */
export const Handovers = Type.Object(
  {
    items: list(
      Type.Object(
        {
          id: Uuid,
          leaseId: Uuid,
          ...handover,
          recordedBy: Type.String(),
          recordedAt: Instant,
          items: list(HandoverLine),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'Handovers' },
);
