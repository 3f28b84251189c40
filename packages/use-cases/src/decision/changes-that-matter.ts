import type { Ending, FactChange } from '@boligtrapp/domain';
import type { RoundCases } from './load-cases.ts';

/**
 * The changes that make a proposal out of date as a whole. Not those that come of the decisions of the round itself,
 * and not that a dwelling was taken by somebody: that stands in the way of the case of whoever was to get it, and is told
 * there. What has changed about a household that is to be given a dwelling now always matters: it may have a home.
 *
 * @param ending who is to be given which dwelling now.
 */
export function changesThatMatter(
  { facts, decided }: Pick<RoundCases, 'facts' | 'decided'>,
  { changes, ending }: { readonly changes: readonly FactChange[]; readonly ending: Ending },
): readonly FactChange[] {
  const homes = new Map(facts.households.map(({ id, currentDwellingId }) => [id, currentDwellingId]));
  const settled = new Set<string | null>();
  for (const [householdId, { dwellingId }] of decided) {
    settled.add(householdId).add(dwellingId);
    if (dwellingId !== null) settled.add(homes.get(householdId) ?? null);
  }
  const taken = changes.filter(({ kind }) => kind === 'dwelling-taken').map(({ id }) => id);
  for (const id of taken) settled.add(id);
  for (const { kind, id, otherId } of changes) {
    const isMove = kind === 'resident-moved-in' || kind === 'home-promised';
    if (isMove && otherId !== null && taken.includes(otherId)) settled.add(id);
  }
  settled.delete(null);
  return changes.filter(
    ({ id, otherId }) =>
      ending.has(id) || ending.has(otherId ?? '') || (!settled.has(id) && !settled.has(otherId)),
  );
}
