import { aLeaseBody } from '../../record-bodies.ts';
import { leaseTerms } from '../case-under-test.ts';
import { atLarge, done, naming, ofCase, type Probe } from '../probe.ts';

const INDEXED = {
  fromOn: '2027-06-01',
  orePerMonth: 910_000,
  noticeSentOn: '2026-11-23',
  indexBasis: 'KPI oktober 2026',
  indexBasisPoints: 300,
};

/** What is let, and what follows from it. */
export const LEASE_PROBES: Readonly<Record<string, Probe>> = {
  registerLease: naming(({ fresh }, { vacantId }) => ({
    // The place is full by then, after what others have tried.
    body: {
      ...aLeaseBody({ dwellingId: vacantId, householdId: fresh.householdId }),
      overCapReason: 'Utvalget har vedtatt det i møtet.',
    },
  })),
  listLeases: atLarge(() => ({ query: 'limit=200' })),
  getLease: ofCase(({ tenant }) => ({ params: { leaseId: tenant.leaseId } })),
  recordLeaseNotice: done(({ tenant }) => ({
    params: { leaseId: tenant.leaseId },
    body: { kind: 'expiry-information', sentOn: '2026-11-20', channel: 'letter', proof: null },
  })),
  closeLease: done(({ tenant }) => ({
    params: { leaseId: tenant.leaseId },
    body: { closedOn: '2026-12-01', closedBecause: 'vacated' },
    version: 1,
  })),
  getLeaseMoney: ofCase(({ tenant }) => ({ params: { leaseId: tenant.leaseId } })),
  adjustRentByIndex: done(({ tenant }) => ({ params: { leaseId: tenant.leaseId }, body: INDEXED })),
  setGjengsLeie: done(({ quiet }) => ({
    params: { leaseId: quiet.leaseId },
    body: { fromOn: '2027-06-01', orePerMonth: 950_000, noticeSentOn: '2026-11-20' },
  })),
  agreeRent: done(({ tenant }) => ({
    params: { leaseId: tenant.leaseId },
    body: { fromOn: '2027-01-01', orePerMonth: 880_000 },
  })),
  recordDeposit: done(({ tenant }) => ({
    params: { leaseId: tenant.leaseId },
    body: { kind: 'guarantee', amountOre: 1_000_000, isOnSeparateAccount: null, givenOn: '2026-11-20' },
  })),
  releaseDeposit: done(({ tenant, depositId }) => ({
    params: { leaseId: tenant.leaseId, depositId },
    body: { releasedOn: '2026-11-23' },
  })),
  recordTerminationInfo: done(({ tenant }) => ({
    params: { leaseId: tenant.leaseId },
    body: { givenOn: '2026-11-23' },
    version: 1,
  })),
  registerOccupancyRequest: done(({ tenant }) => ({
    params: { leaseId: tenant.leaseId },
    body: { personKind: 'spouse', receivedOn: '2026-11-20' },
  })),
  getOccupancyRequest: ofCase(({ occupancy }) => ({ params: { occupancyRequestId: occupancy.id } })),
  answerOccupancyRequest: done(({ occupancy }) => ({
    params: { occupancyRequestId: occupancy.id },
    body: { answer: 'approved', answeredOn: '2026-11-23' },
    version: occupancy.version,
  })),
  makeLeaseOfOffer: done(({ acceptedOffer }) => ({
    params: { offerId: acceptedOffer.offerId },
    body: leaseTerms(),
  })),
  changeLeaseParty: done(({ tenant }, { cases }) => ({
    params: { leaseId: tenant.leaseId },
    body: {
      householdId: cases.other.fresh.householdId,
      ground: 'household-divided',
      occurredOn: '2026-11-20',
      claimedOn: '2026-11-21',
      startsOn: '2027-01-01',
      signedOn: '2026-11-23',
    },
    version: 1,
  })),
  recordHandover: done(({ tenant }) => ({
    params: { leaseId: tenant.leaseId },
    body: {
      direction: 'out',
      heldOn: '2026-11-23',
      items: [{ item: 'keys', isDone: true, remarkCode: null }],
    },
  })),
  listHandovers: ofCase(({ tenant }) => ({ params: { leaseId: tenant.leaseId } })),
  listNotices: atLarge(() => ({ query: 'limit=200' })),
  prepareNotice: done(({ quiet }) => ({ body: { leaseId: quiet.leaseId, kind: 'expiry-information' } })),
  getNotice: ofCase(({ writtenNotice }) => ({ params: { noticeId: writtenNotice.id } })),
  // A letter names its addressee: it is there for who sees names.
  getNoticeDocument: ofCase(({ writtenNotice }) => ({ params: { noticeId: writtenNotice.id } }), {
    withheldFrom: ['leader'],
  }),
  writeNotice: done(({ preparedNotice }) => ({
    params: { noticeId: preparedNotice.id },
    body: { language: 'nb', moveOutOn: null, meeting: null },
    version: preparedNotice.version,
  })),
  sendNotice: done(({ writtenNotice }) => ({
    params: { noticeId: writtenNotice.id },
    body: { sentOn: '2026-11-23', channel: 'letter', proof: 'RR 1' },
    version: writtenNotice.version,
  })),
  discardNotice: done(({ preparedNotice }) => ({
    params: { noticeId: preparedNotice.id },
    body: { reason: 'Skrevet ved en feil.' },
    version: preparedNotice.version,
  })),
};
