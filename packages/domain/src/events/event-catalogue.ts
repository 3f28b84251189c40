/** What a kind of event tells. */
export interface EventKind {
  /** Singular noun of what it is about, as in the audit trail; its id is all that is sent of it. */
  readonly subjectKind: string;
  /** When it is sent, for who subscribes. */
  readonly summary: string;
}

/**
 * Changes that are told to other systems, by their names in the audit trail: all there are, and the whole of what is
 * told. A change that is not here is never told. Which of them are told of a case at all is another question: nothing is
 * of one with a protected address.
 */
export const TOLD_ACTIONS = {
  'appeal.registered': about('appeal', 'An appeal (klage) was registered.'),
  'decision.corrected': about('decision', 'A decision (vedtak) was corrected by another one.'),
  'decision.made': about('decision', 'A decision (vedtak) was made.'),
  'dwelling.changed': about('dwelling', 'What is recorded of a dwelling (bolig) was changed.'),
  'dwelling.registered': about('dwelling', 'A dwelling (bolig) was entered in the register.'),
  'dwelling.role-changed': about('dwelling', 'A unit became a staff base, or a dwelling again.'),
  'entitlement.decided': about('entitlement', 'It was decided whether somebody is entitled to a dwelling.'),
  'handover.recorded': about('handover', 'A dwelling was handed over or taken back.'),
  'housing-application.expired': about('housing-application', 'An application (søknad) lapsed.'),
  'housing-application.received': about('housing-application', 'An application (søknad) was received.'),
  'housing-application.withdrawn': about('housing-application', 'An application (søknad) was withdrawn.'),
  'lease.closed': about('lease', 'A lease (leieforhold) was closed.'),
  'lease.made-of-offer': about('lease', 'A lease (leieforhold) was made of an accepted offer.'),
  'lease.party-changed': about('lease', 'Somebody else became the tenant of a lease (leieforhold).'),
  'lease.registered': about('lease', 'A lease (leieforhold) was registered.'),
  'lease.renewed': about('lease', 'A lease (leieforhold) was renewed.'),
  'notice.sent': about('notice', 'A letter (brev) was sent.'),
  'offer.accepted': about('offer', 'An offer (tilbud) was accepted.'),
  'offer.declined': about('offer', 'An offer (tilbud) was declined.'),
  'offer.expired': about('offer', 'An offer (tilbud) was not answered in time.'),
  'offer.made': about('offer', 'An offer (tilbud) was made.'),
  'offer.withdrawn': about('offer', 'An offer (tilbud) was withdrawn.'),
  'place.changed': about('place', 'What is recorded of a place (bygning, område) was changed.'),
  'place.registered': about('place', 'A place (bygning, område) was entered in the register.'),
  'policy-set.approved': about('policy-set', 'A policy set (regelsett) was approved.'),
  'review.opened': about('review', 'A review (revurdering) of a lease was opened.'),
  'review.signed': about('review', 'A review (revurdering) of a lease was signed.'),
  'round.cancelled': about('round', 'A round (tildelingsrunde) was cancelled.'),
  'round.closed': about('round', 'A round (tildelingsrunde) was closed.'),
  'round.created': about('round', 'A round (tildelingsrunde) was created.'),
  'round.proposed': about('round', 'A round (tildelingsrunde) has its proposal.'),
  'round.signed': about('round', 'A round (tildelingsrunde) was signed.'),
} as const satisfies Readonly<Record<string, EventKind>>;

function about(subjectKind: string, summary: string): EventKind {
  return { subjectKind, summary };
}

/** A change that is told. */
export type ToldAction = keyof typeof TOLD_ACTIONS;

/**
 * Changes that are not told, by the first part of their names or the whole of them, and why: a test holds every change
 * that the product records against both lists.
 */
export const UNTOLD_ACTIONS: Readonly<Record<string, string>> = {
  'address-protection': 'tells who is protected',
  'appeal.': 'how an appeal goes is read in the appeal',
  assessment: 'need of a person',
  'calendar-link': 'staff',
  'career-plan': 'plan of a person',
  'case-access': 'tells who is protected',
  'case-block': 'retention',
  'case-task': 'work of staff',
  'case.ruled': 'not decided yet',
  correction: 'not decided yet',
  dissent: 'work of the committee',
  document: 'what the archive got, it knows',
  'environment-report': 'incidents at an address',
  erasures: 'retention',
  'follow-up': 'follow-up of a person',
  'household.': 'who lives with whom',
  'housing-application.': 'work of staff, or a state that another event tells',
  'import.': 'a file on its way; what it changes is told',
  incident: 'follow-up of a person',
  'keep-apart': 'who must be kept apart from whom',
  keys: 'operation of the service',
  'kobo-': 'the connection with Kobo; what it changes is told',
  'lease-': 'money and notices of a tenant',
  'lease.termination-info-recorded': 'letters to a tenant',
  'letter-': 'letters of the municipality',
  meeting: 'work of the committee',
  'notice.': 'a letter that is not sent yet',
  'occupancy-request': 'who lives with whom',
  'offer-refusal': 'weighed about a person',
  'offer.': 'a state that another event tells, or none',
  'person-data-export': 'privacy',
  'place-': 'which places are spared, and why',
  'policy-set.': 'not in force yet',
  'protected-address': 'tells who is protected',
  protections: 'tells who is protected',
  recusal: 'staff',
  'report-subscription': 'staff',
  retention: 'retention',
  'review.': 'not decided yet',
  'rotation-run': 'operation of the service',
  'sign-in': 'staff',
  staff: 'staff',
  succession: 'not decided yet',
  webhook: 'these events themselves',
};

/** A type of event as it is sent; the number is that of its form. */
export type EventType = `no.boligtrapp.${ToldAction}.v1` | typeof TEST_EVENT_TYPE;

/** What is sent to try a subscription; every subscription gets it when it is asked for. */
export const TEST_EVENT_TYPE = 'no.boligtrapp.webhook.tested.v1';

/** The type under which a change is told; undefined for one that is not. */
export function eventTypeOf(action: string): EventType | undefined {
  return isTold(action) ? `no.boligtrapp.${action}.v1` : undefined;
}

function isTold(action: string): action is ToldAction {
  return Object.hasOwn(TOLD_ACTIONS, action);
}

/** Every type that may be subscribed to, with what it tells, in the order of their names. */
export const EVENT_CATALOGUE: Readonly<Record<string, EventKind>> = Object.fromEntries(
  Object.entries<EventKind>(TOLD_ACTIONS).map(([action, kind]) => [`no.boligtrapp.${action}.v1`, kind]),
);

/** The types of {@link EVENT_CATALOGUE}. */
export const EVENT_TYPES: readonly string[] = Object.keys(EVENT_CATALOGUE);
