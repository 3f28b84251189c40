import { createHash } from 'node:crypto';
import { insertSuccession, inTenant, updateSuccession } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { aHousehold, aMember, nextId, nextNumber } from '@boligtrapp/testing';
import type { SeededMunicipality } from '../seed-municipality.ts';
import { seedOffers } from '../seed-offers.ts';
import { aWaiting } from './case-under-test.ts';
import { aVacancy, type SceneScope } from './municipality-under-test.ts';

/** Applications, pairs and duplicates, each in the state in which something can be done with it. */
// oxlint-disable-next-line typescript/explicit-module-boundary-types -- what is made here is the type of the scene
export async function intakeRecords(scope: SceneScope) {
  const { client } = scope;
  const name = `Matrise ${nextNumber()}x`;
  const [kept, merged, fresh] = [
    await aPerson(scope, name),
    await aPerson(scope, name),
    await aPerson(scope),
  ];
  const received = await anApplicationOf(scope, fresh.householdId);
  const ended = await anApplicationOf(scope, await aHousehold(scope, { reference: `MX-${nextNumber()}` }));
  await client.post(`applications/${ended.id}/withdraw`, undefined, { version: ended.version });
  const [appealed, forwarded, refused] = [
    await aRefusal(scope),
    await aRefusal(scope),
    await aRefusal(scope),
  ];
  const appeal = await anAppeal(scope, appealed.entitlementId);
  const other = await anAppeal(scope, forwarded.entitlementId);
  const statement = 'Vedtaket står: andre behov veide tyngre.';
  const review = { action: 'forward', statement };
  const { version } = await client.post(`appeals/${other.id}/review`, review, { version: 1 });
  const pair = await client.post('keep-apart', aPairBody([kept.householdId, fresh.householdId]));
  return {
    duplicates: { keptId: kept.householdId, mergedId: merged.householdId },
    fresh: { ...fresh, childId: await aMember(scope, fresh.householdId, { relation: 'child' }) },
    received,
    endedApplicationId: ended.id,
    refused,
    appeal,
    forwardedAppeal: { id: other.id, version },
    pair: { id: pair.id, version: 1 },
  };
}

/** The grant of a municipal dwelling. */
export const A_GRANT = {
  decisionTrack: 'municipal-dwelling',
  outcome: 'granted',
  localRules: 'Forskrift § 4',
  decidedOn: '2026-11-20',
  notifiedOn: '2026-11-23',
};

/** Two households that are not to live near each other. */
export function aPairBody(householdIds: readonly string[]): object {
  return {
    householdIds,
    reason: 'Begrenset opplysning',
    scope: 'building',
    owner: 'kari',
    reviewOn: '2027-03-01',
    validFrom: '2026-11-23',
    validTo: null,
  };
}

async function aPerson(
  scope: SceneScope,
  name = `Matrise ${nextNumber()}x`,
): Promise<{ readonly householdId: string; readonly personId: string }> {
  const householdId = await aHousehold(scope, { reference: `MX-${nextNumber()}` });
  return { householdId, personId: await aMember(scope, householdId, { name }) };
}

async function anApplicationOf({ client }: SceneScope, householdId: string) {
  const made = await client.post('applications', { householdId, source: 'paper', receivedOn: '2026-11-02' });
  const read = await client.get<{ version: number }>(`applications/${made.id}`);
  return { id: made.id, version: read.version, householdId };
}

/** Offers, appeals and who comes next, each in the state in which something can be done with it. */
// oxlint-disable-next-line typescript/explicit-module-boundary-types -- what is made here is the type of the scene
export async function offerRecords(scope: SceneScope, seeded: SeededMunicipality) {
  const { client, db } = scope;
  const offer = async () => {
    const { householdId } = await aWaiting(scope);
    const dwellingId = await aVacancy(scope);
    const [made] = await seedOffers(db, seeded, [{ householdId, dwellingId }]);
    if (made === undefined) throw new Error('no offer');
    return { ...made, householdId, dwellingId };
  };
  const [open, accepted] = [await offer(), await offer()];
  const [declined, withdrawn] = [await offer(), await offer()];
  await client.post(`offers/${accepted.offerId}/accept`);
  await client.post(`offers/${declined.offerId}/decline`, { reasonCode: 'standard' });
  await client.post(`offers/${withdrawn.offerId}/withdraw`, { reasonCode: 'made-in-error' });
  const { items } = await client.get<{ items: { id: string; subjectId: string }[] }>('case-tasks?limit=200');
  const task = items.find(({ subjectId }) => subjectId === declined.offerId);
  const confirmed = await aSuccession(scope, declined);
  // Not by the command, which judges by the facts of a round in which the household did not take part.
  await inTenant(db, { municipalityId: scope.municipalityId, actorId: 'setter' }, async (tx) => {
    const change = { state: 'confirmed', confirmedBy: 'setter' } as const;
    await updateSuccession(tx, scope.municipalityId, confirmed.id, change);
  });
  const proposed = await aSuccession(scope, withdrawn);
  return {
    openOffer: open,
    acceptedOffer: accepted,
    declinedOffer: declined,
    task: { id: task?.id ?? '' },
    proposedSuccession: proposed,
    confirmedSuccession: confirmed,
  };
}

/** A refusal that can be appealed against. */
async function aRefusal(scope: SceneScope) {
  const householdId = await aHousehold(scope, { reference: `MX-${nextNumber()}` });
  const application = await anApplicationOf(scope, householdId);
  const { id } = await scope.client.post<{ id: string }>(`applications/${application.id}/entitlements`, {
    ...A_GRANT,
    outcome: 'refused',
    reason: 'Har en egnet bolig fra før av.',
  });
  return { entitlementId: id, applicationId: application.id, householdId };
}

async function anAppeal({ client }: SceneScope, entitlementId: string) {
  const dates = { noticeArrivedOn: '2026-11-23', sentOn: null, arrivedOn: '2026-11-23' };
  const { id } = await client.post<{ id: string }>('appeals', { entitlementId, ...dates });
  return { id, version: 1 };
}

async function aSuccession(
  scope: SceneScope,
  after: { readonly offerId: string; readonly dwellingId: string },
): Promise<{ readonly id: string; readonly householdId: string }> {
  const { db, municipalityId } = scope;
  const { householdId } = await aWaiting(scope);
  const id = nextId();
  await inTenant(db, { municipalityId, actorId: 'setter' }, async (tx) => {
    const { roundId } = await tx
      .selectFrom('offers as o')
      .innerJoin('decisions as d', 'd.id', 'o.decision_id')
      .where('o.id', '=', after.offerId)
      .select('d.round_id as roundId')
      .executeTakeFirstOrThrow();
    const facts = JSON.stringify({ households: [], dwellings: [] });
    await insertSuccession(tx, municipalityId, {
      id,
      afterOfferId: after.offerId,
      attempt: 1,
      roundId: roundId ?? '',
      dwellingId: after.dwellingId,
      householdId,
      rank: 1,
      proposedOn: plainDate('2026-11-23'),
      facts,
      factsHash: createHash('sha256').update(facts).digest('hex'),
    });
  });
  return { id, householdId };
}
