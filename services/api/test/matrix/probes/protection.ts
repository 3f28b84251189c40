import { atLarge, done, made, ofCase, ofMunicipality, type Probe, settled } from '../probe.ts';

const REASON = 'Skal følge opp saken fra nå av.';
const NOBODY_VOUCHES = { status: 404, code: 'authentication.issuer-unknown' };
const REFERENCE = '2026/1234-5';

/** Who is signed in, who may know of protected people, and how long what is kept. */
export const PROTECTION_PROBES: Readonly<Record<string, Probe>> = {
  readSignedIn: atLarge(),
  signIn: atLarge(() => ({}), { allowed: NOBODY_VOUCHES }),
  completeSignIn: atLarge(() => ({}), { allowed: 401 }),
  signOut: atLarge(),
  signOutEverywhere: atLarge(),
  readMe: atLarge(),
  listOwnSessions: atLarge(),
  // Of somebody else, or of nobody: there are no sessions of the members of the matrix.
  endOwnSession: atLarge(({ waiting }) => ({ body: { sessionId: waiting.applicationId } }), { allowed: 404 }),
  listStaffSessions: atLarge(() => ({ query: 'limit=200' })),
  listStaffDirectory: atLarge(() => ({ query: 'limit=200' })),
  endStaffSessions: made(() => ({ body: { user: 'newcomer' } })),
  getCaseAccess: ofCase(({ waiting }) => ({ params: { householdId: waiting.householdId } })),
  // Nobody in the scene is protected; the crawl for canaries of protected people asks these with somebody who is.
  grantCaseAccess: done(
    ({ waiting }) => ({
      params: { householdId: waiting.householdId },
      body: { member: 'newcomer', until: null, reason: REASON },
    }),
    { allowed: { status: 409, code: 'case-access.not-protected' } },
  ),
  withdrawCaseAccess: done(
    ({ waiting }) => ({ params: { grantId: waiting.applicationId }, body: { reason: REASON } }),
    { allowed: 404 },
  ),
  listUnattendedCases: atLarge(),
  setAddressProtection: done(({ waiting }) => ({
    params: { householdId: waiting.householdId, personId: waiting.personId },
    body: { grade: 'confidential' },
    version: 1,
  })),
  // The person of the scene is not protected: there is no address of the kind.
  getProtectedAddress: ofCase(
    ({ waiting }) => ({ params: { householdId: waiting.householdId, personId: waiting.personId } }),
    { allowed: 404 },
  ),
  putProtectedAddress: ofCase(
    ({ waiting }) => ({
      params: { householdId: waiting.householdId, personId: waiting.personId },
      body: { homeLines: ['Gata 1'], postalLines: ['Postboks 1'], contact: null },
      version: 0,
    }),
    { allowed: 409 },
  ),
  eraseProtectedAddress: ofCase(
    ({ waiting }) => ({
      params: { householdId: waiting.householdId, personId: waiting.personId },
      version: 1,
    }),
    { allowed: 404 },
  ),
  getRetentionRules: atLarge(),
  setRetentionFigure: made(() => ({
    body: { rule: 'closed-case', keepMonths: 120, decisionReference: REFERENCE, decidedOn: '2026-11-20' },
  })),
  planRetentionRun: done(({ draftPlan }) => ({
    body: {
      draft: {
        rule: 'draft-career-plan',
        subjectId: draftPlan.id,
        reasonCode: 'registered-in-error',
        reference: REFERENCE,
      },
    },
  })),
  listRetentionRuns: atLarge(() => ({ query: 'limit=200' })),
  getRetentionRun: ofMunicipality((_, { retentionRun }) => ({ params: { runId: retentionRun.id } })),
  listRetentionItems: ofMunicipality((_, { retentionRun }) => ({ params: { runId: retentionRun.id } })),
  settleRetentionRun: settled((_, { retentionRun }) => ({
    params: { runId: retentionRun.id },
    body: { action: 'reject', itemsHash: retentionRun.itemsHash },
    version: retentionRun.version,
  })),
  listCaseBlocks: atLarge(() => ({ query: 'limit=200' })),
  liftCaseBlock: done(
    ({ waiting }) => ({
      params: { householdId: waiting.householdId },
      body: { reasonCode: 'blocked-in-error', reference: REFERENCE },
    }),
    { allowed: 404 },
  ),
  requestPersonDataExport: done(({ waiting }) => ({
    body: { personId: waiting.personId, reasonCode: 'person-asked', reference: REFERENCE },
  })),
  listPersonDataExports: atLarge(() => ({ query: 'limit=200' })),
  requestArchiveReading: done(
    ({ waiting }) => ({
      body: { householdId: waiting.householdId, reasonCode: 'archive-duty', reference: REFERENCE },
    }),
    { allowed: 404 },
  ),
  listArchiveReadings: atLarge(() => ({ query: 'limit=200' })),
  getPersonDataExport: done(({ waiting }) => ({ params: { exportId: waiting.applicationId } }), {
    allowed: 404,
  }),
  getPersonDataExportContent: done(({ waiting }) => ({ params: { exportId: waiting.applicationId } }), {
    allowed: 404,
  }),
  getPersonDataExportPdf: done(({ waiting }) => ({ params: { exportId: waiting.applicationId } }), {
    allowed: 404,
  }),
  getArchiveReading: done(({ waiting }) => ({ params: { exportId: waiting.applicationId } }), {
    allowed: 404,
  }),
  getArchiveReadingContent: done(({ waiting }) => ({ params: { exportId: waiting.applicationId } }), {
    allowed: 404,
  }),
  getArchiveReadingPdf: done(({ waiting }) => ({ params: { exportId: waiting.applicationId } }), {
    allowed: 404,
  }),
};
