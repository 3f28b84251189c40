import { aHouseholdBody, anAssessmentBody } from '../../record-bodies.ts';
import { A_GRANT, aPairBody } from '../intake-and-offers.ts';
import { atLarge, done, made, naming, ofCase, type Probe, UNKNOWN } from '../probe.ts';

const RECEIVED = { source: 'paper', receivedOn: '2026-11-20' };

/** From the household to the queue. */
export const INTAKE_PROBES: Readonly<Record<string, Probe>> = {
  registerHousehold: made(() => ({ body: aHouseholdBody() })),
  listHouseholds: atLarge(() => ({ query: 'limit=200' })),
  getHousehold: ofCase(({ waiting }) => ({ params: { householdId: waiting.householdId } })),
  searchHouseholds: atLarge((_, { identityNumber }) => ({ body: { identityNumber } })),
  addHouseholdMember: done(({ waiting }) => ({
    params: { householdId: waiting.householdId },
    body: {
      from: '2026-11-01',
      member: { name: 'Syn Barn', birthDate: '2019-05-01', relation: 'child' },
    },
    version: 1,
  })),
  endHouseholdMembership: done(({ fresh }) => ({
    params: { householdId: fresh.householdId, personId: fresh.childId },
    body: { until: '2026-11-20' },
    version: 1,
  })),
  listKeepApart: atLarge(() => ({ query: 'limit=200' })),
  registerKeepApart: naming(({ waiting, fresh }) => ({
    body: aPairBody([waiting.householdId, fresh.householdId]),
  })),
  getKeepApart: ofCase(({ pair }) => ({ params: { keepApartId: pair.id } })),
  getKeepApartReason: ofCase(({ pair }) => ({ params: { keepApartId: pair.id } })),
  reviewKeepApart: done(({ pair }) => ({
    params: { keepApartId: pair.id },
    body: { reviewOn: '2027-08-01', note: 'fortsatt' },
    version: pair.version,
  })),
  endKeepApart: done(({ pair }) => ({
    params: { keepApartId: pair.id },
    body: { endsOn: '2026-12-01', note: 'forlikt' },
    version: pair.version,
  })),
  listDuplicates: atLarge(() => ({ query: 'limit=200' })),
  mergeHouseholds: done(({ duplicates }) => ({
    params: { householdId: duplicates.keptId },
    body: { mergedHouseholdId: duplicates.mergedId, reason: 'Samme person, registrert to ganger.' },
  })),
  registerApplication: naming(({ duplicates }) => ({
    body: { householdId: duplicates.keptId, ...RECEIVED },
  })),
  listApplications: atLarge(() => ({ query: 'limit=200' })),
  getApplication: ofCase(({ received }) => ({ params: { applicationId: received.id } })),
  withdrawApplication: done(({ received }) => ({
    params: { applicationId: received.id },
    version: received.version,
  })),
  expireApplication: done(({ waiting }) => ({
    params: { applicationId: waiting.applicationId },
    version: 1,
  })),
  reApply: done(({ endedApplicationId }) => ({
    params: { applicationId: endedApplicationId },
    body: RECEIVED,
  })),
  recordPreliminaryAnswer: done(({ received }) => ({
    params: { applicationId: received.id },
    body: { sentOn: '2026-11-23' },
  })),
  assignApplications: made(({ received }) => ({
    body: {
      applications: [{ id: received.id, seenAssignedTo: null }],
      assignedTo: 'officer-2',
      reason: 'Fordeling',
    },
  })),
  listDueDates: atLarge(() => ({ query: 'limit=200' })),
  registerEntitlement: done(({ received }) => ({ params: { applicationId: received.id }, body: A_GRANT })),
  listEntitlements: ofCase(({ refused }) => ({ params: { applicationId: refused.applicationId } })),
  registerAssessment: naming(({ duplicates }) => ({ body: anAssessmentBody(duplicates.keptId) })),
  listAssessments: ofCase(({ waiting }) => ({ query: `householdId=${waiting.householdId}` })),
  getAssessment: ofCase(({ waiting }) => ({ params: { assessmentId: waiting.assessmentId } })),
  listQueue: atLarge(() => ({ query: 'limit=200' }), { elsewhere: 200 }),
  getQueueHistory: ofCase(({ waiting }) => ({ params: { householdId: waiting.householdId } })),
  listLots: atLarge(() => ({ query: 'limit=200' })),
  registerAppeal: naming(
    ({ refused }) => ({
      body: {
        entitlementId: refused.entitlementId,
        noticeArrivedOn: '2026-11-23',
        sentOn: null,
        arrivedOn: '2026-11-23',
      },
    }),
    { recused: UNKNOWN },
  ),
  listAppeals: atLarge(() => ({ query: 'limit=200' })),
  getAppeal: ofCase(({ appeal }) => ({ params: { appealId: appeal.id } })),
  reviewAppeal: done(({ appeal }) => ({
    params: { appealId: appeal.id },
    body: { action: 'forward', statement: 'Vedtaket står: andre behov veide tyngre.' },
    version: appeal.version,
  })),
  recordAppealOutcome: done(({ forwardedAppeal }) => ({
    params: { appealId: forwardedAppeal.id },
    body: {
      outcome: 'uphold',
      decidedOn: '2026-11-23',
      reason: 'Nemnda er enig i vurderingen av behovet.',
      panel: ['nemnd-1'],
      preparedBy: 'sekretar-1',
    },
    version: forwardedAppeal.version,
  })),
  withdrawAppeal: done(({ appeal }) => ({ params: { appealId: appeal.id }, version: appeal.version })),
};
