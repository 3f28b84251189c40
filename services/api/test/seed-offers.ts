import { createHash } from 'node:crypto';
import { type Db, insertDecisions, inTenant } from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { createIdSource } from '@boligtrapp/platform';
import { aDwelling, aHousehold, aLease, anApplication, nextNumber } from '@boligtrapp/testing';
import { makeOffers } from '@boligtrapp/use-cases';
import type { SeededMunicipality } from './seed-municipality.ts';

/** A dwelling for a household. */
export interface GivenDwelling {
  readonly dwellingId: string;
  readonly householdId: string;
}

const ids = createIdSource();

/** Stores `count` vacant dwellings and as many households in the queue, in a few statements. */
export async function manyVacancies(
  db: Db,
  one: SeededMunicipality,
  count: number,
): Promise<readonly GivenDwelling[]> {
  const given = Array.from({ length: count }, () => ({ dwellingId: ids.next(), householdId: ids.next() }));
  const municipality_id = one.id;
  await inTenant(db, { municipalityId: one.id, actorId: 'test' }, async (tx) => {
    const like = await tx
      .selectFrom('dwellings')
      .where('id', '=', one.vacantId)
      .selectAll()
      .executeTakeFirstOrThrow();
    await tx
      .insertInto('dwellings')
      .values(given.map(({ dwellingId }) => ({ ...like, id: dwellingId, reference: `B-${nextNumber()}` })))
      .execute();
    await tx
      .insertInto('households')
      .values(
        given.map(({ householdId }) => ({
          municipality_id,
          id: householdId,
          reference: `X-${nextNumber()}`,
        })),
      )
      .execute();
    await tx
      .insertInto('dwelling_periods')
      .values(
        given.map(({ dwellingId }) => ({
          municipality_id,
          id: ids.next(),
          dwelling_id: dwellingId,
          role: 'dwelling' as const,
          valid_during: '[2020-01-01,)',
        })),
      )
      .execute();
    await tx
      .insertInto('housing_applications')
      .values(
        given.map(({ householdId }) => ({
          municipality_id,
          id: ids.next(),
          household_id: householdId,
          source: 'digital' as const,
          received_on: plainDate('2026-01-15'),
          status: 'in-queue' as const,
        })),
      )
      .execute();
  });
  return given;
}

/** Stores a vacant dwelling, in use since 2020, and a household in the queue. */
export async function aVacancyAndAWaiting(db: Db, one: SeededMunicipality): Promise<GivenDwelling> {
  const scope = { db, municipalityId: one.id };
  const dwellingId = await aDwelling(scope, { building_id: one.buildingId });
  const householdId = await aHousehold(scope);
  await anApplication(scope, { household_id: householdId });
  await inTenant(db, { municipalityId: one.id, actorId: 'test' }, async (tx) => {
    await tx
      .insertInto('dwelling_periods')
      .values({
        municipality_id: one.id,
        id: ids.next(),
        dwelling_id: dwellingId,
        role: 'dwelling',
        valid_during: '[2020-01-01,)',
      })
      .execute();
  });
  return { dwellingId, householdId };
}

/** Makes the household a tenant of a home of its own from 2025 on, and returns the dwelling. */
export async function aHomeOf(db: Db, one: SeededMunicipality, householdId: string): Promise<string> {
  const scope = { db, municipalityId: one.id };
  const { dwellingId } = await aVacancyAndAWaiting(db, one);
  await aLease(scope, { dwelling_id: dwellingId, household_id: householdId });
  return dwellingId;
}

/** Decides on behalf of a round without a proposal, and makes the offers: their ids, in the order given. */
export async function seedOffers(
  db: Db,
  one: SeededMunicipality,
  given: readonly GivenDwelling[],
): Promise<readonly { readonly offerId: string; readonly decisionId: string }[]> {
  const scope = { municipalityId: one.id, actorId: 'test' };
  return await inTenant(db, scope, async (tx) => {
    const policy = await tx.selectFrom('policy_sets').select('id').executeTakeFirstOrThrow();
    const roundId = ids.next();
    const [meeting_on, facts] = [plainDate('2026-11-20'), '{"households":[]}'];
    await tx
      .insertInto('rounds')
      .values({
        municipality_id: one.id,
        id: roundId,
        reference: `E-${nextNumber()}`,
        meeting_on,
        horizon_ends_on: meeting_on,
        tracks: ['welfare'],
        includes_movers: true,
        policy_set_id: policy.id,
        requested_by: 'preparer',
      })
      .execute();
    const facts_hash = createHash('sha256').update(facts).digest('hex');
    await tx
      .insertInto('round_snapshots')
      .values({ municipality_id: one.id, round_id: roundId, facts, facts_hash })
      .execute();
    const decisions = given.map((one_) => ({ decisionId: ids.next(), chainId: null, ...one_ }));
    await insertDecisions(
      tx,
      one.id,
      decisions.map(({ decisionId, householdId, dwellingId }) => ({
        id: decisionId,
        roundId,
        authority: { delegationReference: 'D-2026/1' },
        policySetId: policy.id,
        householdId,
        dwellingId,
        outcome: 'allocated' as const,
        reasonCode: null,
        reason: null,
        decidedBy: 'decider-1',
        countersignedBy: 'decider-2',
        correctsId: null,
        chainId: null,
        softBreaks: [],
        override: null,
      })),
    );
    const today = plainDate('2026-11-23');
    const deps = { ids, clock: { now: () => '2026-11-23T09:00:00Z', today: () => today } };
    const actor = {
      id: 'test',
      role: 'case-officer',
      municipalityId: one.id,
      requestId: ids.next(),
    } as const;
    const made = await makeOffers(tx, deps, actor, { answerDays: 7, decisions });
    return made.map((offer) => {
      if (offer.offerId === null) throw new Error(`no offer: ${offer.reason}`);
      return { offerId: offer.offerId, decisionId: offer.decisionId };
    });
  });
}
