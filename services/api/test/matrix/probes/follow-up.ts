import { leaseTerms, TO_RENEW } from '../case-under-test.ts';
import { atLarge, done, made, naming, ofCase, type Probe, settled } from '../probe.ts';

const A_STEP = { kind: 'debt', responsible: 'tenant', dueOn: '2027-06-01' };
const { startsOn: _startsOn, shortTerm: _shortTerm, previousShortTerms: _previous, ...TERMS } = leaseTerms();

/** Reviews, visits, plans and what happens at a place. */
export const FOLLOW_UP_PROBES: Readonly<Record<string, Probe>> = {
  openReview: done(({ quiet }) => ({ body: { leaseId: quiet.leaseId, assignedTo: null } })),
  listReviews: atLarge(() => ({ query: 'limit=200' })),
  getReview: ofCase(({ ruledReview }) => ({ params: { reviewId: ruledReview.id } })),
  recordReviewInput: done(({ openReview }) => ({
    params: { reviewId: openReview.id },
    body: { input: { kind: 'wish', wish: 'stay', remark: null, asOf: '2026-11-20' } },
    version: openReview.version,
  })),
  assignReview: done(({ openReview }) => ({
    params: { reviewId: openReview.id },
    body: { assignedTo: 'newcomer' },
    version: openReview.version,
  })),
  prepareReview: done(({ readyReview }) => ({
    params: { reviewId: readyReview.id },
    body: { action: 'prepare' },
    version: readyReview.version,
  })),
  ruleReview: ofCase(({ preparedReview }) => ({
    params: { reviewId: preparedReview.id },
    body: TO_RENEW,
    version: 0,
  })),
  signReview: done(({ ruledReview }) => ({
    params: { reviewId: ruledReview.id },
    body: { contentHash: ruledReview.contentHash, delegationReference: 'Delegasjon 2026, 4.3' },
  })),
  getReviewProtocol: ofCase(({ decidedReview }) => ({ params: { reviewId: decidedReview.id } })),
  renewLease: done(({ decidedReview }) => ({ params: { reviewId: decidedReview.id }, body: TERMS })),
  listFollowUps: atLarge(() => ({ query: 'limit=200' })),
  getFollowUp: ofCase(({ doneVisitId }) => ({ params: { followUpId: doneVisitId } })),
  // Only who follows up reads what was noted of somebody.
  getFollowUpNote: ofCase(({ doneVisitId }) => ({ params: { followUpId: doneVisitId } }), {
    withheldFrom: ['leader', 'auditor'],
  }),
  assignFollowUp: done(({ dueVisit }) => ({
    params: { followUpId: dueVisit.id },
    body: { assignedTo: 'newcomer' },
    version: dueVisit.version,
  })),
  completeFollowUp: done(({ dueVisit }) => ({
    params: { followUpId: dueVisit.id },
    body: { outcome: 'met', environmentLevel: 1, needsChanged: false, heldOn: '2026-11-20', note: null },
    version: dueVisit.version,
  })),
  listCareerPlans: atLarge(() => ({ query: 'limit=200' })),
  makeCareerPlan: naming(({ openReview }) => ({
    body: { leaseId: openReview.tenant.leaseId, goal: 'stay', goalLevel: null, steps: [A_STEP] },
  })),
  getCareerPlan: ofCase(({ draftPlan }) => ({ params: { planId: draftPlan.id } })),
  agreeCareerPlan: done(({ draftPlan }) => ({
    params: { planId: draftPlan.id },
    body: { agreedOn: '2026-11-23' },
    version: draftPlan.version,
  })),
  reviseCareerPlan: done(({ draftPlan }) => ({
    params: { planId: draftPlan.id },
    body: { goal: 'private-rental', goalLevel: null },
    version: draftPlan.version,
  })),
  endCareerPlan: done(({ agreedPlan }) => ({
    params: { planId: agreedPlan.id },
    body: { action: 'achieve' },
    version: agreedPlan.version,
  })),
  addPlanStep: done(({ draftPlan }) => ({
    params: { planId: draftPlan.id },
    body: A_STEP,
    version: draftPlan.version,
  })),
  movePlanStep: done(({ agreedPlan }) => ({
    params: { planId: agreedPlan.id, stepId: agreedPlan.stepId },
    body: { action: 'finish' },
    version: agreedPlan.version,
  })),
  listIncidents: atLarge(() => ({ query: 'limit=200' })),
  registerIncident: naming(({ tenant }, { buildingId }) => ({
    body: {
      buildingId,
      occurredOn: '2026-11-20',
      severity: 1,
      kind: 'noise',
      reportedByRole: 'neighbour',
      householdId: tenant.householdId,
    },
  })),
  getIncident: ofCase(({ incidentId }) => ({ params: { incidentId } })),
  getIncidentHousehold: ofCase(({ incidentId }) => ({ params: { incidentId } }), {
    withheldFrom: ['leader', 'auditor'],
  }),
  withdrawIncident: done(({ incidentId }) => ({ params: { incidentId }, body: { because: 'wrong-place' } })),
  listEnvironmentReports: atLarge(() => ({ query: 'limit=200' })),
  registerEnvironmentReport: made(
    (_, { buildingId }) => ({
      body: { placeId: buildingId, reportedOn: '2026-11-22', level: 2, complaintCount: 0 },
    }),
    { elsewhere: { status: 422, code: 'record.reference-unknown' } },
  ),
  withdrawEnvironmentReport: settled((_, { reportId }) => ({
    params: { reportId },
    body: { because: 'registered-twice' },
  })),
};
