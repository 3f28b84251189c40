import type { LeaseRegistration } from '@boligtrapp/contracts';
import { inTenant } from '@boligtrapp/database';
import { type PlainDateString, plainDate } from '@boligtrapp/domain';
import {
  aHousehold,
  aLease,
  aMember,
  anApplication,
  anAssessment,
  nextId,
  nextNumber,
} from '@boligtrapp/testing';
import { aLeaseBody } from '../record-bodies.ts';
import { aVacancy, type SceneScope } from './municipality-under-test.ts';
import type { Made } from './scene-client.ts';

/** A household that waits, with what it needs to be proposed a dwelling. */
export interface Waiting {
  readonly householdId: string;
  readonly personId: string;
  readonly applicationId: string;
  readonly assessmentId: string;
}

/** Stores a {@link Waiting} with a name of its own. */
export async function aWaiting(scope: SceneScope, need_points = 9): Promise<Waiting> {
  const householdId = await aHousehold(scope, { reference: `MX-${nextNumber()}` });
  const personId = await aMember(scope, householdId, { name: `Matrise ${nextNumber()}x` });
  const applicationId = await anApplication(scope, { household_id: householdId });
  const assessmentId = await anAssessment(scope, { household_id: householdId, need_points });
  return { householdId, personId, applicationId, assessmentId };
}

/** A household with a home. */
export interface Tenant {
  readonly householdId: string;
  readonly leaseId: string;
  readonly dwellingId: string;
  readonly assessmentId: string;
}

const ENDING_TERM = { starts_on: plainDate('2024-06-01'), last_day: plainDate('2027-05-31') };

/** Stores a {@link Tenant} whose term ends in half a year. */
export async function aTenant(
  scope: SceneScope,
  term: { readonly starts_on: PlainDateString; readonly last_day: PlainDateString } = ENDING_TERM,
): Promise<Tenant> {
  const householdId = await aHousehold(scope, { reference: `MX-${nextNumber()}` });
  await aMember(scope, householdId, { name: `Matrise ${nextNumber()}x` });
  const assessmentId = await anAssessment(scope, { household_id: householdId });
  const dwellingId = await aVacancy(scope);
  const leaseId = await aLease(scope, {
    dwelling_id: dwellingId,
    household_id: householdId,
    ...term,
  });
  return { householdId, leaseId, dwellingId, assessmentId };
}

/** What happens around a home, each in the state in which something can be done with it. */
// oxlint-disable-next-line typescript/explicit-module-boundary-types -- what is made here is the type of the scene
export async function tenancyRecords(scope: SceneScope) {
  const { client } = scope;
  const tenant = await aTenant(scope);
  const { leaseId, householdId } = tenant;
  const deposit = await client.post<{ id: string }>(`leases/${leaseId}/deposits`, {
    kind: 'deposit',
    amountOre: 3_000_000,
    isOnSeparateAccount: true,
    givenOn: '2026-11-01',
  });
  const asked = { personKind: 'other', receivedOn: '2026-11-20' };
  const occupancy = await client.post(`leases/${leaseId}/occupancy-requests`, asked);
  await client.post(`leases/${leaseId}/handovers`, {
    direction: 'in',
    heldOn: '2026-11-20',
    items: [{ item: 'keys', isDone: true, remarkCode: null }],
  });
  const step = { kind: 'savings', responsible: 'tenant', dueOn: '2027-06-01' };
  const plan = { goal: 'stay', goalLevel: null, steps: [step] };
  const drafted = await client.post('career-plans', { leaseId, ...plan });
  const { steps } = await client.get<{ steps: [{ id: string }] }>(`career-plans/${drafted.id}`);
  const settled = await aTenant(scope);
  const made = await client.post('career-plans', { leaseId: settled.leaseId, ...plan });
  const agreed = await client.post(
    `career-plans/${made.id}/agree`,
    { agreedOn: '2026-11-23' },
    { version: made.version },
  );
  const spare = await client.post('career-plans', { leaseId: (await aTenant(scope)).leaseId, ...plan });
  const { steps: agreedSteps } = await client.get<{ steps: [{ id: string }] }>(`career-plans/${made.id}`);
  const incident = await client.post<{ id: string }>('incidents', {
    buildingId: scope.buildingId,
    occurredOn: '2026-11-20',
    severity: 1,
    kind: 'noise',
    reportedByRole: 'neighbour',
    householdId,
  });
  return {
    tenant,
    // Nothing is due for years, and the rent was set long ago.
    quiet: await aTenant(scope, { starts_on: plainDate('2021-01-01'), last_day: plainDate('2032-05-31') }),
    depositId: deposit.id,
    occupancy: { id: occupancy.id, version: 1 },
    draftPlan: { id: drafted.id, version: drafted.version, stepId: steps[0].id },
    agreedPlan: { id: made.id, version: agreed.version, stepId: agreedSteps[0].id, spareId: spare.id },
    incidentId: incident.id,
    ...(await visits(scope, settled.leaseId)),
    ...(await letters(scope, settled.leaseId)),
  };
}

async function visits({ client, db, municipalityId }: SceneScope, lease_id: string) {
  const [dueId, doneId] = [nextId(), nextId()];
  await inTenant(db, { municipalityId, actorId: 'setter' }, async (tx) => {
    const rows = [
      { id: dueId, due_on: plainDate('2026-12-01') },
      { id: doneId, due_on: plainDate('2026-10-01') },
    ].map((row) => ({ ...row, municipality_id: municipalityId, lease_id, kind: 'yearly-visit' as const }));
    await tx.insertInto('follow_ups').values(rows).execute();
  });
  const visit = { outcome: 'met', environmentLevel: 1, needsChanged: false, heldOn: '2026-11-20' };
  await client.post(`follow-ups/${doneId}/complete`, { ...visit, note: 'Alt vel.' }, { version: 1 });
  return { dueVisit: { id: dueId, version: 1 }, doneVisitId: doneId };
}

async function letters({ client }: SceneScope, leaseId: string) {
  const prepared = await client.post('notices', { leaseId, kind: 'expiry-information' });
  const other = await client.post('notices', { leaseId, kind: 'interview-invitation' });
  const meeting = { on: '2026-12-10', at: '10:00', place: 'Boligkontoret' };
  const written = await client.post(
    `notices/${other.id}/write`,
    { language: 'nb', moveOutOn: null, meeting },
    { version: other.version },
  );
  return { preparedNotice: prepared, writtenNotice: { id: other.id, version: written.version } };
}

/** Reviews in each state in which something can be done with them, each of a tenant of its own. */
// oxlint-disable-next-line typescript/explicit-module-boundary-types -- what is made here is the type of the scene
export async function reviewRecords(scope: SceneScope) {
  const { client } = scope;
  const open = await openReview(scope, await aTenant(scope));
  const ready = await takenIn(scope, await openReview(scope, await aTenant(scope)));
  const prepared = await prepare(scope, await takenIn(scope, await openReview(scope, await aTenant(scope))));
  const ruled = await rule(
    scope,
    await prepare(scope, await takenIn(scope, await openReview(scope, await aTenant(scope)))),
  );
  const { contentHash } = await client.get<{ contentHash: string }>(`reviews/${ruled.id}`);
  const decided = await rule(
    scope,
    await prepare(scope, await takenIn(scope, await openReview(scope, await aTenant(scope)))),
  );
  let decisionId = '';
  for (const as of ['first-signer', 'second-signer'] as const) {
    const { contentHash: hash } = await client.get<{ contentHash: string }>(`reviews/${decided.id}`, as);
    const signature = { contentHash: hash, delegationReference: 'Delegasjon 2026, 4.3' };
    const signed = await client.post<{ decisionId: string | null }>(
      `reviews/${decided.id}/signatures`,
      signature,
      { as },
    );
    decisionId = signed.decisionId ?? '';
  }
  return {
    openReview: open,
    readyReview: ready,
    preparedReview: prepared,
    ruledReview: { ...ruled, contentHash },
    decidedReview: { ...decided, decisionId },
  };
}

interface OpenedReview extends Made {
  readonly tenant: Tenant;
}

async function openReview({ client }: SceneScope, tenant: Tenant): Promise<OpenedReview> {
  const made = await client.post('reviews', { leaseId: tenant.leaseId, assignedTo: null });
  return { id: made.id, version: made.version, tenant };
}

async function takenIn({ client }: SceneScope, review: OpenedReview): Promise<OpenedReview> {
  const inputs = [
    { kind: 'assessment', assessmentId: review.tenant.assessmentId, stillQualifies: true },
    { kind: 'wish', wish: 'stay', remark: null, asOf: '2026-11-20' },
  ];
  let { version } = review;
  for (const input of inputs) {
    ({ version } = await client.post(`reviews/${review.id}/inputs`, { input }, { version }));
  }
  return { ...review, version };
}

async function prepare({ client }: SceneScope, review: OpenedReview): Promise<OpenedReview> {
  const { id } = review;
  const step = { action: 'prepare' };
  const { version } = await client.post(`reviews/${id}/transitions`, step, { version: review.version });
  return { ...review, version };
}

/** A ruling to let the tenant stay for three years. */
export const TO_RENEW = { outcome: 'renewed', termMonths: 36, target: null, reasonCode: null, reason: null };

async function rule({ client }: SceneScope, review: OpenedReview): Promise<OpenedReview> {
  await client.put(`reviews/${review.id}/ruling`, TO_RENEW, { as: 'chair', version: 0 });
  return review;
}

/** Terms of a lease without its parties. */
export function leaseTerms(): Omit<
  LeaseRegistration,
  'dwellingId' | 'householdId' | 'lastDay' | 'allocationKind'
> {
  const {
    dwellingId: _,
    householdId: __,
    lastDay: ___,
    allocationKind: ____,
    ...terms
  } = aLeaseBody({
    dwellingId: '',
    householdId: '',
  });
  return terms;
}
