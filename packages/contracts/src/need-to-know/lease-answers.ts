import { DEADLINE_CLASSES, LEASE_STATES } from '@boligtrapp/domain';
import { RotationFlagPage } from '../http/rotation.ts';
import { RotationReport } from '../http/rotation-report.ts';
import { ForecastVacancies } from '../records/forecast-vacancies.ts';
import { LongStayPage, TenantAboveAssessmentPage } from '../records/ladder-flow.ts';
import { ChangedLeaseParty, Handovers, LeaseOfOffer, RecordedHandover } from '../records/lease-changes.ts';
import {
  LeaseMoney,
  RecordedDeposit,
  RecordedLeaseRent,
  RecordedTerminationInfo,
  ReleasedDeposit,
} from '../records/lease-money.ts';
import { RenewedLease } from '../records/lease-renewals.ts';
import {
  ClosedLease,
  LeaseDetails,
  LeasePage,
  RecordedLeaseNotice,
  RegisteredLease,
} from '../records/leases.ts';
import {
  HandledNotice,
  Notice,
  NoticePage,
  PreparedNotice,
  SentNotice,
  WrittenNotice,
} from '../records/notices.ts';
import { OccupancyRequest, RegisteredOccupancyRequest } from '../records/occupancy-requests.ts';
import { type ClassedAnswer, classed } from './classed-answer.ts';
import { BY_REFERENCE, each, HANDLED, LEGAL_STATE, pageFields } from './shared-fields.ts';

const LEASE = {
  id: 'case',
  version: 'case',
  dwellingId: 'property',
  dwellingReference: 'property',
  ...BY_REFERENCE,
  startsOn: 'tenancy',
  lastDay: 'tenancy',
  regime: 'tenancy',
  shortTerm: { basis: 'tenancy', reasonGivenOn: 'tenancy', weighty: 'tenancy' },
  previousShortTerms: 'tenancy',
  signedOn: 'tenancy',
  exceptionsInfoGivenOn: 'tenancy',
  noTerminationInfoGivenOn: 'tenancy',
  hasEvictionClauseExpiry: 'tenancy',
  hasEvictionClauseRent: 'tenancy',
  allocationKind: 'tenancy',
  rentOrePerMonth: 'tenancy',
  closedOn: 'tenancy',
  closedBecause: 'tenancy',
  legalState: LEGAL_STATE,
} as const;

const REGISTERED = {
  id: 'case',
  version: 'case',
  legalState: LEGAL_STATE,
  warnings: { code: 'tenancy', because: 'tenancy', lawRefs: 'open', leasedInUntil: 'property' },
} as const;

const EXCESS = { since: 'tenancy', totalOre: 'tenancy', limitOre: 'tenancy' } as const;

const TENANT = {
  leaseId: 'case',
  dwellingId: 'property',
  dwellingReference: 'property',
  ...BY_REFERENCE,
  programme: 'property',
  track: 'property',
  level: 'property',
  since: 'tenancy',
} as const;

const NOTICE = {
  id: 'case',
  version: 'case',
  leaseId: 'case',
  kind: 'tenancy',
  sequence: 'tenancy',
  state: 'case',
  ground: 'tenancy',
  lastDay: 'tenancy',
  dueOn: 'case',
  preparedOn: 'case',
  origin: 'case',
  preparedBy: 'staff',
  dwellingReference: 'property',
  ...BY_REFERENCE,
  discardedOn: 'case',
  discardedBy: 'staff',
  discardedBecause: 'case',
  discardNote: 'note',
  letter: {
    id: 'case',
    letterNumber: 'case',
    letterKind: 'case',
    language: 'case',
    templateId: 'open',
    docxSha256: 'open',
    pdfSha256: 'open',
    writtenOn: 'case',
    writtenBy: 'staff',
  },
  sending: {
    leaseNoticeId: 'case',
    sentOn: 'tenancy',
    channel: 'tenancy',
    proof: 'tenancy',
    sentBy: 'staff',
  },
} as const;

const FLAG = {
  id: 'case',
  kind: 'tenancy',
  urgency: 'tenancy',
  dueOn: 'tenancy',
  step: 'tenancy',
  subjectKind: 'case',
  leaseId: 'case',
  firstSeenRunOn: 'case',
  dwellingReference: 'property',
  householdReference: 'case',
  placeName: 'property',
} as const;

const FINDINGS = { items: { ...FLAG, daysLeft: 'tenancy', isNew: 'case' }, totalCount: 'open' } as const;

const FORECAST_DWELLING = {
  dwellingId: 'property',
  reference: 'property',
  track: 'property',
  level: 'property',
  programme: 'property',
  leaseId: 'case',
} as const;

const LEASES: readonly ClassedAnswer[] = [
  classed(LeasePage, pageFields(LEASE)),
  classed(LeaseDetails, {
    ...LEASE,
    notices: { id: 'case', kind: 'tenancy', sentOn: 'tenancy', channel: 'tenancy', proof: 'tenancy' },
  }),
  classed(RegisteredLease, REGISTERED),
  classed(RenewedLease, { ...REGISTERED, formerLeaseId: 'case', startsOn: 'tenancy', lastDay: 'tenancy' }),
  classed(LeaseOfOffer, {
    ...REGISTERED,
    lastDay: 'tenancy',
    allocationKind: 'tenancy',
    closedLeases: 'case',
  }),
  classed(RecordedLeaseNotice, { id: 'case', legalState: LEGAL_STATE }),
  classed(ClosedLease, { id: 'case', version: 'case', closedOn: 'tenancy', closedBecause: 'tenancy' }),
  classed(ChangedLeaseParty, {
    id: 'case',
    formerLeaseId: 'case',
    lastDay: 'tenancy',
    claimDueOn: 'tenancy',
    isClaimLate: 'tenancy',
  }),
  classed(RecordedHandover, { id: 'case' }),
  classed(Handovers, {
    items: {
      id: 'case',
      leaseId: 'case',
      direction: 'tenancy',
      heldOn: 'tenancy',
      recordedBy: 'staff',
      recordedAt: 'case',
      items: { item: 'property', isDone: 'property', remarkCode: 'property' },
    },
  }),
  classed(LeaseMoney, {
    orePerMonth: 'tenancy',
    rents: {
      id: 'case',
      kind: 'tenancy',
      fromOn: 'tenancy',
      orePerMonth: 'tenancy',
      noticeSentOn: 'tenancy',
      indexBasis: 'tenancy',
      indexBasisPoints: 'tenancy',
      recordedBy: 'staff',
    },
    deposits: {
      id: 'case',
      kind: 'tenancy',
      amountOre: 'tenancy',
      isOnSeparateAccount: 'tenancy',
      givenOn: 'tenancy',
      releasedOn: 'tenancy',
    },
    depositExcess: EXCESS,
    indexNoticeDueOn: 'tenancy',
    indexPossibleFrom: 'tenancy',
    gjengsLeieDemandFrom: 'tenancy',
  }),
  classed(RecordedLeaseRent, { id: 'case' }),
  classed(RecordedDeposit, { id: 'case', excess: EXCESS }),
  classed(ReleasedDeposit, { id: 'case', releasedOn: 'tenancy' }),
  classed(RecordedTerminationInfo, { id: 'case', version: 'case', givenOn: 'tenancy' }),
  classed(OccupancyRequest, {
    id: 'case',
    version: 'case',
    leaseId: 'case',
    ...BY_REFERENCE,
    personKind: 'identity',
    receivedOn: 'case',
    dueOn: 'case',
    state: 'case',
    answeredOn: 'case',
    answer: 'case',
    refusalGround: 'grounds',
    reason: 'note',
  }),
  classed(RegisteredOccupancyRequest, { id: 'case', version: 'case', dueOn: 'case', state: 'case' }),
];

const NOTICES: readonly ClassedAnswer[] = [
  classed(Notice, NOTICE),
  classed(NoticePage, {
    ...pageFields(NOTICE),
    counts: { kind: 'open', sequence: 'open', state: 'open', count: 'open', firstDueOn: 'open' },
  }),
  classed(PreparedNotice, { id: 'case', version: 'case', sequence: 'tenancy' }),
  classed(WrittenNotice, {
    ...HANDLED,
    letterId: 'case',
    letterKind: 'case',
    docxSha256: 'open',
    pdfSha256: 'open',
  }),
  classed(SentNotice, {
    ...HANDLED,
    leaseNoticeId: 'case',
    docxSha256: 'open',
    pdfSha256: 'open',
    legalState: LEGAL_STATE,
  }),
  classed(HandledNotice, HANDLED),
];

const ROTATION: readonly ClassedAnswer[] = [
  classed(RotationFlagPage, {
    ...pageFields({
      ...FLAG,
      lawRefs: 'open',
      subjectId: 'case',
      clearedRunOn: 'case',
      householdId: 'case',
    }),
    counts: { kind: 'open', urgency: 'open', count: 'open', firstDueOn: 'open', lastDueOn: 'open' },
  }),
  classed(RotationReport, {
    municipality: { name: 'open', kommunenummer: 'open' },
    run: {
      id: 'open',
      runOn: 'open',
      inputHash: 'open',
      leaseCount: 'open',
      flagCount: 'open',
      newFlagCount: 'open',
      stateCounts: each(LEASE_STATES, 'open'),
      startedAt: 'open',
      finishedAt: 'open',
      durationMs: 'open',
    },
    previousRunOn: 'open',
    totalCount: 'open',
    redCount: 'open',
    yellowCount: 'open',
    byDeadline: { kind: 'open', urgency: 'open', total: 'open', counts: each(DEADLINE_CLASSES, 'open') },
    byMonth: {
      month: 'open',
      red: 'open',
      yellow: 'open',
      total: 'open',
      kinds: { kind: 'open', urgency: 'open', count: 'open' },
    },
    changes: { kind: 'open', added: 'open', settled: 'open' },
    upcoming: FINDINGS,
    passed: FINDINGS,
    settled: FINDINGS,
  }),
  classed(
    TenantAboveAssessmentPage,
    pageFields({ ...TENANT, assessedLevel: 'progress', validUntil: 'progress', standing: 'progress' }),
  ),
  classed(LongStayPage, pageFields({ ...TENANT, years: 'tenancy' })),
  classed(ForecastVacancies, {
    on: 'open',
    until: 'open',
    vacancies: {
      ...FORECAST_DWELLING,
      source: 'tenancy',
      certainty: 'tenancy',
      availableFrom: 'tenancy',
      because: 'tenancy',
      leasedInUntil: 'property',
      isTermHeld: 'property',
    },
    leaving: { ...FORECAST_DWELLING, leavesOn: 'property', tenancy: 'tenancy' },
    months: {
      month: 'open',
      track: 'open',
      level: 'open',
      vacancies: { certain: 'open', likely: 'open', possible: 'open' },
      leaving: 'open',
    },
  }),
];

/** Leases, what is written about their end, and what the nights find. */
export const LEASE_ANSWERS: readonly ClassedAnswer[] = [...LEASES, ...NOTICES, ...ROTATION];
