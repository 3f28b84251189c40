import { addDays, type PolicyContent } from '@boligtrapp/domain';
import { createSystemClock } from '@boligtrapp/platform';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type ApiUser, apiUser } from './api-user.ts';
import { createDemoScene, type DemoScene } from './demo-scene.ts';
import { endService, type RunningService, startService } from './service-process.ts';

interface Made {
  readonly id: string;
}

const today = createSystemClock().today();

let scene: DemoScene;
let api: RunningService;
let worker: RunningService;
let officer: ApiUser;
let chair: ApiUser;
let second: ApiUser;
let recused: ApiUser;
let secretary: ApiUser;
let leader: ApiUser;

beforeAll(async () => {
  scene = await createDemoScene();
  api = await startService('api', scene.database.url);
  worker = await startService('worker', scene.database.url);
  const url = String(api.message['url']);
  officer = await apiUser(url, 'officer');
  chair = await apiUser(url, 'chair');
  second = await apiUser(url, 'second');
  recused = await apiUser(url, 'recused');
  leader = await apiUser(url, 'leader');
  secretary = await apiUser(url, 'board-secretary');
});

afterAll(async () => {
  const codes = [await endService(worker, 'SIGTERM'), await endService(api, 'SIGTERM')];
  await scene.close();
  expect(codes).toEqual([0, 0]);
});

it('drives a case over HTTP alone, from application to lease to appeal', async () => {
  // ## 1 · Intake
  //
  // A household asks for help. It is registered with its members; the identity number (this one is synthetic: month
  // plus 80) is sealed at once and never comes back out. The application gets its receipt in the same moment, and a
  // date by which a preliminary answer is due (forvaltningsloven § 11 a).
  const person = {
    name: 'Syn Tetisk',
    birthDate: '1980-02-01',
    relation: 'applicant',
    identityNumber: '01828001163',
  };
  const household = await officer.post<Made>('/v1/households', { members: [person] });
  expect(household.status).toBe(201);
  const householdId = household.body.id;

  const application = await officer.post<Made & { receiptSentAt: string }>('/v1/applications', {
    householdId,
    source: 'digital',
    receivedOn: today,
    helpedBy: 'NAV',
  });
  expect(application.body.receiptSentAt).not.toBe('');

  // ## 2 · Is the household entitled?
  //
  // Each decision has its own legal basis, and the body of appeal follows from it: an appeal about a municipal dwelling
  // goes to the municipality's own board, one about assistance to the statsforvalter.
  const entitlement = await officer.post<Made & { appealBody: string; applicationStatus: string }>(
    `/v1/applications/${application.body.id}/entitlements`,
    {
      decisionTrack: 'municipal-dwelling',
      outcome: 'granted',
      localRules: 'Retningslinjer for tildeling, punkt 3',
      decidedOn: today,
      notifiedOn: today,
    },
  );
  expect(entitlement.body).toMatchObject({
    appealBody: 'municipal-appeals-board',
    applicationStatus: 'received',
  });

  // ## 3 · What does it need?
  //
  // The assessment says what is needed of a dwelling: function only, no diagnosis. With the grant and the assessment the
  // household stands in the queue, whichever of the two came last, and every point of its place is accounted for.
  const assessment = await officer.post<Made>('/v1/assessments', {
    householdId,
    track: 'welfare',
    level: 1,
    programme: 'ladder',
    needs: {
      acceptableLevels: [],
      bedrooms: { min: 1, max: 2 },
      wheelchair: false,
      highestFloorWithoutLift: null,
      screened: false,
      ownEntrance: false,
      leastStaffing: 'none',
      followUpHoursPerWeek: 2,
      expectsWear: false,
      prefersSmallUnit: false,
      children: null,
      wishedNeighbourhoodIds: [],
      requiredNeighbourhoodIds: [],
      supportNeighbourhoodIds: [],
    },
    urgencyClass: 1,
    needPoints: 1_000,
    needPointsParts: [{ criterion: 'without-home', value: 'yes', points: 1_000 }],
    waitingSince: today,
    readyToMove: false,
    assessedOn: today,
    validUntil: addDays(today, 365),
  });
  expect(assessment.status).toBe(201);
  const queue = await officer.get<{ items: { householdId: string; position: number; points: number }[] }>(
    '/v1/queue',
  );
  expect(queue.body.items[0]).toMatchObject({ householdId, position: 1, points: 1_000 });
  const entered = await officer.get<{ items: { kind: string; toPlace: number | null }[] }>(
    `/v1/households/${householdId}/queue-history`,
  );
  expect(entered.body.items).toMatchObject([{ kind: 'entered', toPlace: 1 }]);

  // ## 4 · A round for the meeting
  //
  // The facts are frozen, a worker computes the proposal, and an exact checker has to accept it before it is stored.
  const round = await officer.post<Made>('/v1/rounds', {
    meetingOn: today,
    horizonDays: 30,
    tracks: ['welfare', 'care'],
    includesMovers: true,
  });
  const roundId = round.body.id;
  await vi.waitFor(
    async () => {
      const { body } = await officer.get<{ state: string }>(`/v1/rounds/${roundId}`);
      expect(body.state).toBe('proposed');
    },
    { timeout: 60_000, interval: 200 },
  );

  // Why this household gets this dwelling, and none of the others, in words and with the figures they rest on.
  const outcomes = await chair.get<{ isServed: boolean; ending: { text: string }; totalCount: number }>(
    `/v1/rounds/${roundId}/households/${householdId}/outcomes`,
  );
  expect(outcomes.body.isServed).toBe(true);
  expect(outcomes.body.ending.text).not.toBe('');

  // ## 5 · The committee meets
  //
  // The meeting has an agenda, and a quorum from the policy in force. Who is disqualified (inhabil) in a case does not
  // see it from then on: it does not exist for that member, who is named in the minutes.
  const meeting = await officer.post<Made>('/v1/meetings', { meetingOn: today, agenda: [{ roundId }] });
  const meetingId = meeting.body.id;
  await officer.post(`/v1/meetings/${meetingId}/transitions`, { action: 'open' }, meeting.etag);
  for (const [member, capacity] of [
    ['chair', 'chair'],
    ['second', 'member'],
    ['third', 'member'],
    ['recused', 'member'],
  ]) {
    await officer.post(`/v1/meetings/${meetingId}/attendance`, { member, capacity, deputyFor: null });
  }
  await officer.post('/v1/recusals', { householdId, member: 'recused', ground: 'family', meetingId });
  const hidden = await recused.get(`/v1/rounds/${roundId}/households/${householdId}/outcomes`);
  expect(hidden.status).toBe(404);

  // ## 6 · The committee disagrees
  //
  // A case that nobody says anything of follows the proposal. Whoever departs from it gives a reason; a dwelling that
  // breaks a hard rule is refused with the rule named.
  const cases = await chair.get<{
    items: { householdId: string; proposedDwellingId: string | null; currentDwellingId: string | null }[];
  }>(`/v1/rounds/${roundId}/cases?limit=200`);
  const proposed = cases.body.items.filter(({ proposedDwellingId }) => proposedDwellingId !== null);
  const homes = new Set(cases.body.items.map(({ currentDwellingId }) => currentDwellingId));
  const other = proposed.find(
    (one) =>
      one.householdId !== householdId && one.currentDwellingId === null && !homes.has(one.proposedDwellingId),
  );
  const ruling = {
    outcome: 'postponed',
    dwellingId: null,
    reasonCode: 'facts-incomplete',
    reason: 'The report of the follow-up team has not come in yet.',
    waiverLegalBasis: null,
  };
  const rulingPath = `/v1/rounds/${roundId}/cases/${other?.householdId ?? ''}/ruling`;
  expect((await chair.put(rulingPath, ruling, '"0"')).status).toBe(200);

  // ## 7 · Two persons sign
  //
  // The signing draft has a hash of all that is said about the round. The second signature under the same hash decides:
  // decisions, offers and minutes are written together, or not at all.
  const draft = await chair.get<{ contentHash: string; caseCount: number; faults: unknown[] }>(
    `/v1/rounds/${roundId}/signing-draft`,
  );
  expect(draft.body.faults).toEqual([]);
  const signature = { contentHash: draft.body.contentHash, staleReason: null };
  await chair.post(`/v1/rounds/${roundId}/signatures`, signature);
  const signed = await second.post<{
    state: string;
    decided: { householdId: string; outcome: string; decisionId: string; offerId: string | null }[];
    conflicts: unknown[];
  }>(`/v1/rounds/${roundId}/signatures`, signature);
  expect(signed.body).toMatchObject({ state: 'closed', conflicts: [] });
  expect(signed.body.decided).toHaveLength(draft.body.caseCount);
  const decision = signed.body.decided.find((made) => made.householdId === householdId);
  const offerId = decision?.offerId ?? '';

  // The decision can be computed again from the frozen facts, to the same hash, whatever the rules are by then.
  const replay = await officer.get<{ isReproduced: boolean }>(`/v1/rounds/${roundId}/replay`);
  expect(replay.body.isReproduced).toBe(true);

  // ## 8 · Offer and lease
  //
  // An accepted offer becomes a lease of three years unless the law lets it be shorter; what was told in writing is kept
  // with its dates. The household leaves the queue, and the history says why.
  const accepted = await officer.post<{ state: string }>(`/v1/offers/${offerId}/accept`);
  expect(accepted.body.state).toBe('accepted');
  const offer = await officer.get<{ dwellingId: string }>(`/v1/offers/${offerId}`);
  const dwellings = await officer.get<{
    placements: { household: Made; dwelling: { availableFrom: string } }[];
  }>(`/v1/rounds/${roundId}/proposal`);
  const placement = dwellings.body.placements.find((one) => one.household.id === householdId);
  const lease = await officer.post<Made & { lastDay: string; allocationKind: string; warnings: unknown[] }>(
    `/v1/offers/${offerId}/lease`,
    {
      startsOn: placement?.dwelling.availableFrom,
      regime: 'public-11-1',
      shortTerm: null,
      previousShortTerms: 0,
      signedOn: today,
      exceptionsInfoGivenOn: today,
      noTerminationInfoGivenOn: today,
      hasEvictionClauseExpiry: true,
      hasEvictionClauseRent: true,
      rentOrePerMonth: 900_000,
    },
  );
  expect(lease.body).toMatchObject({ allocationKind: 'new', warnings: [] });
  const handover = {
    direction: 'in',
    heldOn: today,
    items: [{ item: 'keys', isDone: true, remarkCode: null }],
  };
  expect((await officer.post(`/v1/leases/${lease.body.id}/handovers`, handover)).status).toBe(201);
  const housed = await officer.get<{ status: string }>(`/v1/applications/${application.body.id}`);
  expect(housed.body.status).toBe('housed');
  const history = await officer.get<{ items: { kind: string; toPlace: number | null }[] }>(
    `/v1/households/${householdId}/queue-history`,
  );
  expect(history.body.items[0]).toMatchObject({ kind: 'housed', toPlace: null });
  expect(offer.body.dwellingId).not.toBe('');

  // ## 9 · Appeal
  //
  // Three weeks from the day the notice arrived (forvaltningsloven § 29). The first instance looks at it again and sends
  // it on with a statement; whoever prepared or made the decision neither hears it nor writes up the outcome
  // (kommuneloven § 13-3).
  const appeal = await officer.post<Made & { body: string; deadlineOn: string; isLate: boolean }>(
    '/v1/appeals',
    {
      decisionId: decision?.decisionId,
      noticeArrivedOn: today,
      sentOn: today,
      arrivedOn: today,
    },
  );
  expect(appeal.body).toMatchObject({ body: 'municipal-appeals-board', isLate: false });
  const forwarded = await officer.post<{ version: number }>(
    `/v1/appeals/${appeal.body.id}/review`,
    {
      action: 'forward',
      statement: 'The decision is upheld: the dwelling meets every need that was assessed.',
    },
    appeal.etag,
  );
  const outcome = (panel: readonly string[]) => ({
    outcome: 'uphold',
    decidedOn: today,
    reason: 'The dwelling meets the needs that were assessed.',
    panel,
    preparedBy: 'board-secretary',
  });
  const outcomePath = `/v1/appeals/${appeal.body.id}/outcome`;
  const biased = await secretary.post(outcomePath, outcome(['board-1', 'chair', 'board-3']), forwarded.etag);
  expect(biased.status).toBe(422);
  const settled = await secretary.post<{ state: string }>(
    outcomePath,
    outcome(['board-1', 'board-2', 'board-3']),
    forwarded.etag,
  );
  expect(settled.body).toMatchObject({ state: 'upheld' });

  // ## 10 · The rules change
  //
  // New rules are drafted, each figure with its source and reason, and tried on the last round and the present queue
  // before they can be submitted. Somebody else approves them. What was decided stays what it was: the round of every
  // decision still comes out the same, from its own facts and the rules of its day.
  const inForce = await officer.get<Made & { content: PolicyContent }>('/v1/policy-sets/in-force');
  const drafted = await officer.post<Made>('/v1/policy-sets', {
    name: 'Reviderte regler',
    basedOnId: inForce.body.id,
  });
  expect(drafted).toMatchObject({ status: 201 });
  const { content } = inForce.body;
  const reason = 'Decided by the council when the rules were revised.';
  const changed = await officer.patch(
    `/v1/policy-sets/${drafted.body.id}`,
    {
      content: {
        ...content,
        loadWeights: { ...content.loadWeights, welfare: [1, 2, 4, 6, 9] },
        sources: Object.fromEntries(
          Object.entries(content.sources).map(([group, source]) => [group, { ...source, reason }]),
        ),
      },
    },
    drafted.etag,
  );
  expect(changed).toMatchObject({ status: 200 });
  await officer.post(`/v1/policy-sets/${drafted.body.id}/impact-runs`);
  await vi.waitFor(
    async () => {
      const run = await officer.get<{ state: string }>(
        `/v1/policy-sets/${drafted.body.id}/impact-runs/latest`,
      );
      expect(run.body.state).toBe('done');
    },
    { timeout: 120_000, interval: 500 },
  );
  const submitted = await officer.post(`/v1/policy-sets/${drafted.body.id}/submit`, undefined, changed.etag);
  const approval = { validFrom: addDays(today, 1), reason, decisionReference: 'Sak 12/26' };
  const approvalPath = `/v1/policy-sets/${drafted.body.id}/approve`;
  const approved = await leader.post<{ state: string }>(approvalPath, approval, submitted.etag);
  expect(approved.body).toMatchObject({ state: 'in-force' });
  const replayedLater = await officer.get<{ isReproduced: boolean }>(`/v1/rounds/${roundId}/replay`);
  expect(replayedLater.body).toMatchObject({ isReproduced: true });
}, 300_000);
