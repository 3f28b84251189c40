/**
 * The codes of all refusals, `'<aggregate>.<reason-kebab>'`. A code is part of the API: it is never renamed or
 * given another meaning. Each has a row in the problem map of the API, or the API does not compile.
 */
export type DomainErrorCode =
  | AccessRefusalCode
  | NotFoundCode
  | ConflictCode
  | RefusalCode
  | StaleVersionCode;

/** The actor may not do this at all. */
export type AccessRefusalCode = 'authorisation.denied';

/** The thing does not exist, or is not visible to the actor. */
export type NotFoundCode =
  | 'dwelling.not-found'
  | 'round.not-found'
  | 'proposal.not-found'
  | 'verdict.not-found'
  | 'rotation-run.not-found'
  | 'place.not-found'
  | 'household.not-found'
  | 'housing-application.not-found'
  | 'assessment.not-found'
  | 'policy-set.not-found'
  | 'policy-set.none-in-force'
  | 'lease.not-found'
  | 'occupancy-request.not-found';

/** The command does not go with the present state; it might have gone earlier, or may later. */
export type ConflictCode =
  | 'record.transition-refused'
  | 'idempotency.in-progress'
  | 'household.identity-number-known'
  | 'household.merged'
  | 'household.merge-refused'
  | 'housing-application.already-open'
  | 'entitlement.decided-already'
  | 'entitlement.corrected-already'
  | 'occupancy-request.already-answered'
  | 'occupancy-request.approved-by-silence'
  | 'lease.dwelling-taken'
  | 'lease.household-has-home'
  | 'lease.already-closed';

/** A rule says no to what the command asks for. */
export type RefusalCode =
  | 'idempotency.key-reused'
  | 'round.meeting-in-the-past'
  | 'round.no-policy-in-force'
  | 'round.too-large'
  | 'rotation-run.date-in-the-future'
  | 'record.date-in-the-future'
  | 'record.range-reversed'
  | 'record.reference-unknown'
  | 'household.identity-number-invalid'
  | 'household.members-contradictory'
  | 'entitlement.reason-missing'
  | 'entitlement.local-rules-missing'
  | 'occupancy-request.refusal-unfounded'
  | 'assessment.acceptable-level-refused'
  | 'assessment.bedrooms-reason-missing'
  | 'assessment.children-contradictory'
  | 'assessment.extra-load-refused'
  | 'assessment.points-differ'
  | 'assessment.urgency-class-unknown'
  | 'lease.short-term-contradictory';

/** The caller knew an older version than the one that is stored. */
export type StaleVersionCode = 'record.version-stale';
