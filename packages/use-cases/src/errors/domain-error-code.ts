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
export type AccessRefusalCode =
  | 'authorisation.denied'
  | 'policy-set.approver-took-part'
  | 'round.export-recused';

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
  | 'meeting.not-found'
  | 'case.not-found'
  | 'decision.not-found'
  | 'correction.not-found'
  | 'protocol.not-found'
  | 'offer.not-found'
  | 'appeal.not-found'
  | 'offer-refusal.not-found'
  | 'succession.not-found'
  | 'case-task.not-found'
  | 'keep-apart.not-found'
  | 'occupancy-request.not-found'
  | 'policy-impact-run.not-found'
  | 'rotation-report.not-found'
  | 'calendar-link.not-found'
  | 'report-subscription.not-found';

/** The command does not go with the present state; it might have gone earlier, or may later. */
export type ConflictCode =
  | 'meeting.not-open'
  | 'meeting.ended'
  | 'meeting.item-there-already'
  | 'meeting.round-elsewhere'
  | 'meeting.attendee-there-already'
  | 'meeting.has-chair'
  | 'meeting.no-quorum'
  | 'recusal.declared-already'
  | 'round.not-in-open-meeting'
  | 'round.stale'
  | 'round.content-changed'
  | 'round.signed-already'
  | 'ruling.decided-already'
  | 'decision.corrected-already'
  | 'decision.lease-made'
  | 'correction.open-already'
  | 'correction.stale'
  | 'round.partly-decided'
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
  | 'lease.dwelling-under-offer'
  | 'lease.household-has-home'
  | 'lease.already-closed'
  | 'offer.deadline-passed'
  | 'offer.circle-open'
  | 'offer.circle-underway'
  | 'offer.household-gone'
  | 'offer-refusal.already-assessed'
  | 'succession.stale'
  | 'policy-set.another-in-force'
  | 'policy-set.impact-run-missing'
  | 'policy-set.name-taken'
  | 'lease.dwelling-is-staff-base'
  | 'keep-apart.already-kept-apart'
  | 'keep-apart.ended'
  | 'place.later-one-planned'
  | 'place.nothing-to-end'
  | 'dwelling.let'
  | 'dwelling.promised'
  | 'dwelling.place-overfilled'
  | 'round.household-served'
  | 'report-subscription.already-active';

/** A rule says no to what the command asks for. */
export type RefusalCode =
  | 'record.date-in-the-past'
  | 'meeting.deputy-unclear'
  | 'meeting.not-a-voter'
  | 'staff.own-superior'
  | 'ruling.incomplete'
  | 'ruling.nothing-proposed'
  | 'ruling.same-as-proposed'
  | 'ruling.dwelling-not-in-round'
  | 'ruling.rule-broken'
  | 'round.rulings-contradictory'
  | 'decision.same-person'
  | 'decision.signer-recused'
  | 'idempotency.key-reused'
  | 'round.meeting-in-the-past'
  | 'round.no-policy-in-force'
  | 'round.too-large'
  | 'rotation-run.date-in-the-future'
  | 'record.date-in-the-future'
  | 'keep-apart.same-household'
  | 'place.status-contradictory'
  | 'dwelling.no-policy-in-force'
  | 'record.range-reversed'
  | 'record.reference-unknown'
  | 'household.identity-number-invalid'
  | 'household.members-contradictory'
  | 'household.merged-with-itself'
  | 'entitlement.reason-missing'
  | 'entitlement.local-rules-missing'
  | 'occupancy-request.refusal-unfounded'
  | 'assessment.acceptable-level-refused'
  | 'assessment.bedrooms-reason-missing'
  | 'assessment.children-contradictory'
  | 'assessment.extra-load-refused'
  | 'assessment.points-differ'
  | 'assessment.urgency-class-unknown'
  | 'lease.short-term-contradictory'
  | 'lease.short-term-unlawful'
  | 'appeal.subject-unclear'
  | 'appeal.barred'
  | 'appeal.panel-contradictory'
  | 'handover.item-twice'
  | 'policy-set.against-law'
  | 'policy-set.reason-missing'
  | 'policy-set.source-missing'
  | 'policy-set.valid-from-in-the-past'
  | 'report-subscription.role-cannot-read';

/** The caller knew an older version than the one that is stored. */
export type StaleVersionCode = 'record.version-stale';

/** What is needed for it is busy or has failed; asking again later may help. */
export type UnavailableCode = 'solver.unavailable' | 'rotation-report.not-made';
