/**
 * The codes of all refusals, `'<aggregate>.<reason-kebab>'`. A code is part of the API: it is never renamed or
 * given another meaning. Each has a row in the problem map of the API, or the API does not compile.
 */
export type DomainErrorCode =
  | AccessRefusalCode
  | NotFoundCode
  | ConflictCode
  | RefusalCode
  | StaleVersionCode
  | UnavailableCode;

/** The actor may not do this at all. */
export type AccessRefusalCode = 'authorisation.denied' | 'policy-set.approver-took-part';

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
  | 'policy-impact-run.not-found'
  | 'lease.not-found';

/** The command does not go with the present state; it might have gone earlier, or may later. */
export type ConflictCode =
  | 'record.transition-refused'
  | 'idempotency.in-progress'
  | 'household.identity-number-known'
  | 'housing-application.already-open'
  | 'lease.dwelling-taken'
  | 'lease.household-has-home'
  | 'lease.already-closed'
  | 'policy-set.another-in-force'
  | 'policy-set.impact-run-missing'
  | 'policy-set.name-taken';

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
  | 'assessment.acceptable-level-refused'
  | 'assessment.points-differ'
  | 'assessment.urgency-class-unknown'
  | 'lease.short-term-contradictory'
  | 'policy-set.against-law'
  | 'policy-set.reason-missing'
  | 'policy-set.source-missing'
  | 'policy-set.valid-from-in-the-past';

/** The caller knew an older version than the one that is stored. */
export type StaleVersionCode = 'record.version-stale';

/** What is needed for it is busy or has failed; asking again later may help. */
export type UnavailableCode = 'solver.unavailable';
