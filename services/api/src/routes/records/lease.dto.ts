import type { Lease, LeaseDetails, LegalState } from '@boligtrapp/contracts';
import type { LeaseStatus } from '@boligtrapp/domain';
import type { LeaseDetails as DetailsView, LeaseView } from '@boligtrapp/use-cases';

/** The state of a lease as the API shows it. */
export function toLegalState(status: LeaseStatus): LegalState {
  const { state, indefiniteBecause, lastSafeDay, conversionDate, daysLeft, earlyRequest } = status;
  return { state, indefiniteBecause, lastSafeDay, conversionDate, daysLeft, earlyRequest };
}

/** A lease as the API shows it. */
export function toLease(view: LeaseView): Lease {
  const { shortTermBasis, shortTermReasonGivenOn, shortTermWeighty, legalState, ...same } = view;
  return {
    ...same,
    shortTerm:
      shortTermBasis === null
        ? null
        : { basis: shortTermBasis, reasonGivenOn: shortTermReasonGivenOn, weighty: shortTermWeighty },
    legalState: toLegalState(legalState),
  };
}

/** A lease with its notices as the API shows it. */
export function toLeaseDetails({ notices, ...view }: DetailsView): LeaseDetails {
  return {
    ...toLease(view),
    notices: notices.map(({ id, kind, sentOn, channel, proof }) => ({ id, kind, sentOn, channel, proof })),
  };
}
