import { findPolicyInForce, type Tx } from '@boligtrapp/database';
import type { OfferFacts, PlainDateString, RoundDwelling } from '@boligtrapp/domain';
import { readForecast } from './read-forecast.ts';

/** The dwellings that a round took in because they were forecast by the policy. */
export function forecastDwellingsOf(
  dwellings: readonly Pick<RoundDwelling, 'id' | 'certainty'>[],
): readonly string[] {
  return dwellings.flatMap(({ id, certainty }) => (certainty === undefined ? [] : [id]));
}

/**
 * The facts of offers with what today's forecast expects: of `dwellingIds`, which a round took in as forecast, the tenant
 * who is still expected to leave does not keep the dwelling from being offered. One who is not expected to leave any more
 * does.
 */
export async function expectVacancies(
  tx: Tx,
  facts: OfferFacts,
  { dwellingIds, today }: { readonly dwellingIds: readonly string[]; readonly today: PlainDateString },
): Promise<OfferFacts> {
  const policy = dwellingIds.length === 0 ? undefined : await findPolicyInForce(tx, today);
  if (policy === undefined) return facts;
  const { vacancies } = await readForecast(tx, {
    on: today,
    dwellingIds,
    policy: policy.content,
    usedThrough: null,
  });
  const expected = new Set(vacancies.map(({ dwellingId }) => dwellingId));
  return {
    ...facts,
    dwellings: new Map(
      [...facts.dwellings].map(([id, dwelling]) => [
        id,
        expected.has(id)
          ? {
              ...dwelling,
              tenancies: dwelling.tenancies.map((tenancy) => ({
                ...tenancy,
                isExpectedToEnd: tenancy.startsOn <= today,
              })),
            }
          : dwelling,
      ]),
    ),
  };
}
