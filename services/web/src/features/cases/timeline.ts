import type { Schemas } from '@boligtrapp/client';

/** What happened in a case on a day. */
export interface Happening {
  readonly key: string;
  /** Civil date. */
  readonly on: string;
  readonly what:
    | { readonly kind: 'application'; readonly application: Schemas['HousingApplication'] }
    | { readonly kind: 'entitlement'; readonly entitlement: Schemas['Entitlement'] }
    | { readonly kind: 'assessment'; readonly assessment: Schemas['Assessment'] }
    | { readonly kind: 'decision'; readonly decision: Schemas['Decision'] }
    | { readonly kind: 'offer-sent'; readonly offer: Schemas['Offer'] }
    | { readonly kind: 'offer-ended'; readonly offer: Schemas['Offer'] }
    | { readonly kind: 'lease-begun'; readonly lease: Schemas['Lease'] }
    | { readonly kind: 'lease-closed'; readonly lease: Schemas['Lease'] }
    | { readonly kind: 'appeal'; readonly appeal: Schemas['Appeal'] };
}

/** What is known of a case. */
export interface KnownOfCase {
  readonly applications: readonly Schemas['HousingApplication'][];
  readonly entitlements: readonly Schemas['Entitlement'][];
  readonly assessments: readonly Schemas['Assessment'][];
  readonly decisions: readonly Schemas['Decision'][];
  readonly offers: readonly Schemas['Offer'][];
  readonly leases: readonly Schemas['Lease'][];
  readonly appeals: readonly Schemas['Appeal'][];
}

const inOslo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' });

/** What happened in a case, the newest first; of the same day, what comes later in a case first. */
export function timelineOf(known: KnownOfCase): readonly Happening[] {
  const happenings: readonly Happening[] = [
    ...known.applications.map((application) => ({
      key: `application ${application.id}`,
      on: application.receivedOn,
      what: { kind: 'application' as const, application },
    })),
    ...known.assessments.map((assessment) => ({
      key: `assessment ${assessment.id}`,
      on: assessment.assessedOn,
      what: { kind: 'assessment' as const, assessment },
    })),
    ...known.entitlements.map((entitlement) => ({
      key: `entitlement ${entitlement.id}`,
      on: entitlement.decidedOn,
      what: { kind: 'entitlement' as const, entitlement },
    })),
    ...known.decisions.map((decision) => ({
      key: `decision ${decision.id}`,
      on: inOslo.format(new Date(decision.decidedAt)),
      what: { kind: 'decision' as const, decision },
    })),
    ...known.offers.flatMap(offerHappenings),
    ...known.leases.flatMap(leaseHappenings),
    ...known.appeals.map((appeal) => ({
      key: `appeal ${appeal.id}`,
      on: appeal.arrivedOn,
      what: { kind: 'appeal' as const, appeal },
    })),
  ];
  return happenings
    .map((happening, order) => ({ happening, order }))
    .toSorted((a, b) => b.happening.on.localeCompare(a.happening.on) || b.order - a.order)
    .map(({ happening }) => happening);
}

function offerHappenings(offer: Schemas['Offer']): readonly Happening[] {
  const { id, sentOn, answeredOn } = offer;
  return [
    ...(sentOn === null
      ? []
      : [{ key: `sent ${id}`, on: sentOn, what: { kind: 'offer-sent' as const, offer } }]),
    ...(answeredOn === null
      ? []
      : [{ key: `ended ${id}`, on: answeredOn, what: { kind: 'offer-ended' as const, offer } }]),
  ];
}

function leaseHappenings(lease: Schemas['Lease']): readonly Happening[] {
  const { id, startsOn, closedOn } = lease;
  return [
    { key: `begun ${id}`, on: startsOn, what: { kind: 'lease-begun' as const, lease } },
    ...(closedOn === null
      ? []
      : [{ key: `closed ${id}`, on: closedOn, what: { kind: 'lease-closed' as const, lease } }]),
  ];
}
