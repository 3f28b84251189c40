import type { Ending } from '../allocation/residents-after.ts';
import type { RoundHousehold } from '../allocation/round-facts.ts';

/**
 * The households of an ending in the groups that only go together: whoever gets the home of a tenant depends on that
 * tenant moving. A household that depends on nobody and on whom nobody depends is a group of its own. Groups and their
 * members are in the order of `households`.
 */
export function moveChains(
  households: readonly Pick<RoundHousehold, 'id' | 'currentDwellingId'>[],
  ending: Ending,
): readonly (readonly string[])[] {
  const moving = households.filter(({ id }) => ending.has(id));
  const tenants = new Map(
    moving.flatMap(({ id, currentDwellingId }) =>
      currentDwellingId === null ? [] : [[currentDwellingId, id]],
    ),
  );
  const heads = new Map(moving.map(({ id }) => [id, id]));
  const headOf = (id: string): string => {
    let head = id;
    for (let next = heads.get(head); next !== undefined && next !== head; next = heads.get(head)) head = next;
    return head;
  };
  for (const { id } of moving) {
    const tenant = tenants.get(ending.get(id) ?? '');
    if (tenant !== undefined) heads.set(headOf(tenant), headOf(id));
  }
  return [...Map.groupBy(moving, ({ id }) => headOf(id)).values()].map((group) => group.map(({ id }) => id));
}
