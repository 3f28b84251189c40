/** What a part of a change is: a text or figure, a word of ours, or the id of something that has a page. */
export type FieldKind = 'text' | 'word' | LinkedKind;

/** What has a page of its own that an id leads to. */
export type LinkedKind = 'household' | 'dwelling' | 'round' | 'meeting' | 'lease' | 'review' | 'policy-set';

/** The parts of changes that are said in words; all others are technical details. */
export const LOG_FIELDS = {
  state: 'word',
  kind: 'word',
  outcome: 'word',
  capacity: 'word',
  track: 'word',
  level: 'text',
  isPresent: 'text',
  member: 'text',
  deputyFor: 'text',
  assignedTo: 'text',
  decidedBy: 'text',
  countersignedBy: 'text',
  preparedBy: 'text',
  superior: 'text',
  householdId: 'household',
  mergedHouseholdId: 'household',
  dwellingId: 'dwelling',
  roundId: 'round',
  meetingId: 'meeting',
  leaseId: 'lease',
  reviewId: 'review',
  basedOnId: 'policy-set',
  replacedId: 'policy-set',
  startsOn: 'text',
  lastDay: 'text',
  termLastDay: 'text',
  sentOn: 'text',
  meetingOn: 'text',
  answeredOn: 'text',
  decidedOn: 'text',
  deadlineOn: 'text',
  receivedOn: 'text',
  occurredOn: 'text',
  heldOn: 'text',
  releasedOn: 'text',
  validFrom: 'text',
  validTo: 'text',
  expiresAt: 'text',
  horizonEndsOn: 'text',
  changedOn: 'text',
  notifiedOn: 'text',
  termMonths: 'text',
  keepMonths: 'text',
  sitting: 'text',
  quorum: 'text',
  decided: 'text',
  itemCount: 'text',
  rowCount: 'text',
  memberCount: 'text',
  stepCount: 'text',
  name: 'text',
  decisionReference: 'text',
  channel: 'word',
  severity: 'text',
  rank: 'text',
  departsFromRecommendation: 'text',
  hasNote: 'text',
  versionNumber: 'text',
} as const satisfies Readonly<Record<string, FieldKind>>;

/** A part that has a name. */
export type LogField = keyof typeof LOG_FIELDS;

/** Whether a part of a change has a name. */
export function isLogField(key: string): key is LogField {
  return Object.hasOwn(LOG_FIELDS, key);
}
