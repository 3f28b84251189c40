import { atLarge, done, made, naming, ofCase, ofMunicipality, type Probe, settled } from '../probe.ts';

const REASON = 'Opplysningene må hentes inn på nytt før det kan avgjøres.';
/** The files of a round are of all its cases at once. */
const EXPORT_REFUSED = { status: 403, code: 'round.export-recused' };
const A_MEETING = '2026-12-20';

/** Rounds, the meeting over them, and what is decided. */
export const ROUND_PROBES: Readonly<Record<string, Probe>> = {
  createRound: made(
    () => ({ body: { meetingOn: A_MEETING, horizonDays: 0, tracks: ['welfare'], includesMovers: false } }),
    { allowed: 202 },
  ),
  listRounds: atLarge(() => ({ query: 'limit=200' })),
  getRound: ofMunicipality((_, { roundId }) => ({ params: { roundId } })),
  getProposal: ofMunicipality((_, { roundId }) => ({ params: { roundId } })),
  exportRound: ofMunicipality((_, { roundId }) => ({ params: { roundId } }), {
    recused: EXPORT_REFUSED,
    otherCase: EXPORT_REFUSED,
  }),
  listStaleRounds: atLarge(),
  getRoundChanges: ofMunicipality((_, { roundId }) => ({ params: { roundId } })),
  cancelRound: settled((_, { roundId }) => ({ params: { roundId }, body: { reason: REASON } })),
  reSolveRound: settled((_, { roundId }) => ({ params: { roundId }, body: {} }), { allowed: 202 }),
  replayRound: ofMunicipality((_, { roundId }) => ({ params: { roundId } })),
  runWhatIf: ofMunicipality((_, { roundId }) => ({
    params: { roundId },
    body: { policy: { smallUnitBelowM2: 30 }, effort: 'quick' },
  })),
  listVerdicts: ofMunicipality((_, { roundId }) => ({ params: { roundId }, query: 'limit=200' })),
  explainHousehold: ofCase(({ waiting }, { roundId }) => ({
    params: { roundId, householdId: waiting.householdId },
  })),
  listHouseholdOutcomes: ofCase(({ waiting }, { roundId }) => ({
    params: { roundId, householdId: waiting.householdId },
  })),
  listDwellingOutcomes: ofMunicipality((_, { roundId, vacantId }) => ({
    params: { roundId, dwellingId: vacantId },
    query: 'limit=200',
  })),
  findNearestChange: ofCase(({ unserved }, { roundId }) => ({
    params: { roundId, householdId: unserved.householdId },
  })),
  comparePair: ofCase(({ waiting }, { roundId, vacantId }) => ({
    params: { roundId, householdId: waiting.householdId, dwellingId: vacantId },
  })),
  listCases: ofMunicipality((_, { roundId }) => ({ params: { roundId }, query: 'limit=200' })),
  ruleCase: ofCase(({ waiting }, { roundId }) => ({
    params: { roundId, householdId: waiting.householdId },
    body: {
      outcome: 'postponed',
      dwellingId: null,
      reasonCode: 'facts-incomplete',
      reason: REASON,
      waiverLegalBasis: null,
    },
    version: 0,
  })),
  getSigningDraft: ofMunicipality((_, { roundId }) => ({ params: { roundId } })),
  signRound: settled((_, { roundId, contentHash }) => ({
    params: { roundId },
    body: { contentHash, staleReason: 'Det som er endret, angår ikke det som avgjøres her.' },
  })),
  listDecisions: ofMunicipality((_, { closedRoundId }) => ({ params: { roundId: closedRoundId } })),
  listHouseholdDecisions: ofCase(({ waiting }) => ({ params: { householdId: waiting.householdId } })),
  // Minutes are stored as one document: they are withheld as a whole.
  getProtocol: ofMunicipality((_, { closedRoundId }) => ({ params: { roundId: closedRoundId } }), {
    recused: 404,
    otherCase: 404,
  }),
  getProtocolPdf: ofMunicipality((_, { closedRoundId }) => ({ params: { roundId: closedRoundId } }), {
    recused: 404,
    otherCase: 404,
  }),
  getDecision: ofCase(({ decided }) => ({ params: { decisionId: decided.decisionId } })),
  proposeCorrection: done(({ decided }) => ({
    params: { decisionId: decided.decisionId },
    body: {
      outcome: 'postponed',
      dwellingId: null,
      reasonCode: 'facts-incomplete',
      reason: REASON,
      delegationReference: 'Delegasjon 2026, 4.3',
      waiverLegalBasis: null,
    },
  })),
  settleCorrection: done(({ correction }) => ({
    params: { correctionId: correction.id },
    body: { action: 'discard' },
  })),
  registerAttendance: settled((_, { meetingId }) => ({
    params: { meetingId },
    body: { member: 'newcomer', capacity: 'member', deputyFor: null },
  })),
  correctAttendance: settled(
    (_, { meetingId }) => ({
      params: { meetingId },
      body: {
        sitting: 1,
        member: 'nobody',
        capacity: null,
        deputyFor: null,
        reason: 'Var registrert ved en feil.',
      },
    }),
    { allowed: 404 },
  ),
  declareDissent: done(({ waiting }, { meetingId, roundId }) => ({
    params: { meetingId },
    body: { roundId, householdId: waiting.householdId, reason: REASON },
  })),
  declareRecusal: naming(({ waiting }) => ({
    body: { householdId: waiting.householdId, member: 'newcomer', ground: 'family', meetingId: null },
  })),
  setSuperior: made(() => ({ body: { member: 'newcomer', superior: 'chair' } })),
  planMeeting: naming(({ openReview }) => ({
    body: { meetingOn: A_MEETING, agenda: [{ leaseId: openReview.tenant.leaseId }] },
  })),
  listMeetings: atLarge(() => ({ query: 'limit=200' })),
  getMeeting: ofMunicipality((_, { meetingId }) => ({ params: { meetingId } })),
  changeMeeting: settled((_, { planned }) => ({
    params: { meetingId: planned.id },
    body: { action: 'cancel' },
    version: planned.version,
  })),
  addAgendaItem: naming(
    ({ openReview }, { planned }) => ({
      params: { meetingId: planned.id },
      body: { subject: { leaseId: openReview.tenant.leaseId } },
    }),
    { elsewhere: 404 },
  ),
};
