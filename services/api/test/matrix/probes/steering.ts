import { atLarge, made, ofCase, ofMunicipality, type Probe, settled } from '../probe.ts';

const REASON = 'Tallene må gjennomgås på nytt før de kan gjelde.';

/** Policy, nights, reports, letters of the municipality, traces and the service itself. */
export const STEERING_PROBES: Readonly<Record<string, Probe>> = {
  listPolicySets: atLarge(() => ({ query: 'limit=200' })),
  draftPolicySet: made(() => ({ body: { name: 'Nytt utkast' } })),
  getPolicySetInForce: atLarge(),
  getPolicySet: ofMunicipality((_, { draftId }) => ({ params: { policySetId: draftId } })),
  changePolicySet: ofMunicipality((_, { draftId, draftVersion }) => ({
    params: { policySetId: draftId },
    body: { name: 'Annet navn' },
    version: draftVersion,
  })),
  submitPolicySet: settled((_, { draftId, draftVersion }) => ({
    params: { policySetId: draftId },
    version: draftVersion,
  })),
  rejectPolicySet: settled((_, { submittedId, submittedVersion }) => ({
    params: { policySetId: submittedId },
    body: { reason: REASON },
    version: submittedVersion,
  })),
  approvePolicySet: settled((_, { submittedId, submittedVersion }) => ({
    params: { policySetId: submittedId },
    body: { validFrom: '2027-01-01', reason: REASON, decisionReference: 'Sak 26/1' },
    version: submittedVersion,
  })),
  discardPolicySet: settled((_, { draftId, draftVersion }) => ({
    params: { policySetId: draftId },
    version: draftVersion,
  })),
  comparePolicySets: ofMunicipality((_, { draftId }) => ({ params: { policySetId: draftId } })),
  requestPolicyImpactRun: settled((_, { draftId }) => ({ params: { policySetId: draftId } }), {
    allowed: 202,
  }),
  getLatestPolicyImpactRun: ofMunicipality((_, { submittedId }) => ({
    params: { policySetId: submittedId },
  })),
  getPolicyImpactRun: ofMunicipality((_, { submittedId, impactRunId }) => ({
    params: { policySetId: submittedId, impactRunId },
  })),
  requestRotationRun: made(() => ({ body: { runOn: '2026-11-22' } }), { allowed: 202 }),
  listRotationRuns: atLarge(() => ({ query: 'limit=200' })),
  getRotationRun: ofMunicipality((_, { runId }) => ({ params: { runId } })),
  listRotationFlags: atLarge(() => ({ query: 'limit=200' })),
  getRotationReport: ofMunicipality((_, { runId }) => ({ params: { runId } })),
  getRotationReportWorkbook: ofMunicipality((_, { runId }) => ({ params: { runId } })),
  getRotationReportPdf: ofMunicipality((_, { runId }) => ({ params: { runId } })),
  getStatistics: atLarge(() => ({ query: 'year=2026&form=internal' })),
  getStatisticsWorkbook: atLarge(() => ({ query: 'year=2026' })),
  subscribeToReport: made(() => ({ body: { role: 'auditor' } })),
  listReportSubscriptions: atLarge(() => ({ query: 'limit=200' })),
  endReportSubscription: settled((_, { subscriptionId }) => ({
    params: { reportSubscriptionId: subscriptionId },
  })),
  listReportDeliveries: atLarge(() => ({ query: 'limit=200' })),
  makeCalendarLink: made(() => ({})),
  listCalendarLinks: atLarge(() => ({ query: 'limit=200' })),
  revokeCalendarLink: settled((_, { linkIds }, actorId) => ({
    params: { calendarLinkId: linkIds.get(actorId) ?? '' },
  })),
  readCalendarFeed: atLarge((_, { calendarToken }) => ({ params: { calendarToken } })),
  listLetterTemplates: atLarge(),
  uploadLetterTemplate: made(() => ({
    body: {
      letterKind: 'expiry-information',
      language: 'nb',
      validFrom: '2026-11-23',
      docx: 'bm90IGEgZG9jdW1lbnQ=',
    },
  })),
  getDefaultLetterTemplate: atLarge(() => ({ query: 'letterKind=expiry-information&language=nb' })),
  getLetterTemplate: ofMunicipality((_, { templateId }) => ({ params: { templateId } })),
  previewLetterTemplate: ofMunicipality((_, { templateId }) => ({ params: { templateId } })),
  getLetterSender: atLarge(() => ({}), { elsewhere: 404 }),
  recordLetterSender: made(() => ({ body: { contactLines: ['Boligkontoret'], senderLines: ['Leder'] } })),
  listAuditEvents: atLarge(() => ({ query: 'limit=200' })),
  checkAuditTrail: atLarge(),
  exportAuditTrail: atLarge(),
  listReadings: atLarge(() => ({ query: 'limit=200' })),
  listHouseholdReadings: ofCase(({ waiting }) => ({ params: { householdId: waiting.householdId } })),
  readLiveness: atLarge(),
  readReadiness: atLarge(),
  readProblemKind: atLarge(() => ({ params: { code: 'authorisation.denied' } })),
  readMetrics: atLarge(),
};
