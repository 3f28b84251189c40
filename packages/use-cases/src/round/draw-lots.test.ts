import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawLots } from './draw-lots.ts';

const SEED = '00112233445566778899aabbccddeeff';

interface Entry {
  readonly householdId: string;
}

function entries(...ids: readonly string[]): readonly Entry[] {
  return ids.map((householdId) => ({ householdId }));
}

/** Ids of a group, in no order that a lot could give. */
function idsOf(group: readonly Entry[]): readonly string[] {
  return group.map(({ householdId }) => householdId).toSorted();
}

/** Draws again from what is recorded, as anyone could: seed, options and the method. */
function drawAgain(seed: string, options: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const ticket = (id: string): string => createHash('sha256').update(`${seed}:${id}`).digest('hex');
  return options.map((group) =>
    Object.entries(Object.fromEntries(group.map((id) => [ticket(id), id])))
      .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
      .map(([, id]) => id),
  );
}

const arbitraryGroups = fc
  .uniqueArray(fc.uuid(), { maxLength: 20 })
  .chain((ids) =>
    fc.tuple(fc.constant(ids), fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 20, maxLength: 20 })),
  )
  .map(([ids, sizes]) => {
    const groups: (readonly Entry[])[] = [];
    for (let from = 0; from < ids.length; from += groups.at(-1)?.length ?? 1) {
      groups.push(entries(...ids.slice(from, from + (sizes[groups.length] ?? 1))));
    }
    return groups;
  });
const arbitrarySeed = fc.stringMatching(/^[0-9a-f]{32}$/);

describe('a drawn lot', () => {
  it('is the one that was always drawn from this seed', () => {
    const group = entries('a', 'b', 'c', 'd');
    expect(drawLots([group], SEED).result).toEqual([['c', 'b', 'd', 'a']]);
  });

  it('can be drawn again by anyone from what is recorded', () => {
    fc.assert(
      fc.property(arbitraryGroups, arbitrarySeed, (groups, seed) => {
        const drawn = drawLots(groups, seed);
        expect(drawAgain(seed, drawn.options)).toEqual(drawn.result);
        expect(drawn.options).toEqual(
          groups
            .filter(({ length }) => length > 1)
            .map((group) => group.map(({ householdId }) => householdId)),
        );
        expect(drawn.ordered.filter(({ length }) => length > 1)).toEqual(
          drawn.result.map((group) => entries(...group)),
        );
      }),
    );
  });

  it('moves nobody out of a group, and those who stand alone not at all', () => {
    fc.assert(
      fc.property(arbitraryGroups, arbitrarySeed, (groups, seed) => {
        const { ordered } = drawLots(groups, seed);
        expect(ordered.map(idsOf)).toEqual(groups.map(idsOf));
        for (const [index, group] of groups.entries())
          if (group.length === 1) expect(ordered[index]).toBe(group);
      }),
    );
  });

  it('does not depend on the order in a group, nor on the other groups', () => {
    fc.assert(
      fc.property(arbitraryGroups, arbitrarySeed, (groups, seed) => {
        const backwards = groups.map((group) => group.toReversed()).toReversed();
        expect(drawLots(backwards, seed).ordered.toReversed()).toEqual(drawLots(groups, seed).ordered);
      }),
    );
  });

  it('favours nobody: over many seeds each of three comes first about as often', () => {
    const first = new Map<string, number>();
    for (let number = 0; number < 3_000; number += 1) {
      const [winner = ''] =
        drawLots([entries('a', 'b', 'c')], number.toString(16).padStart(32, '0')).result[0] ?? [];
      first.set(winner, (first.get(winner) ?? 0) + 1);
    }
    for (const id of ['a', 'b', 'c']) expect(Math.abs((first.get(id) ?? 0) - 1_000)).toBeLessThan(120);
  });

  it('is none where nobody is tied', () => {
    expect(drawLots([entries('a'), entries('b')], SEED)).toMatchObject({ options: [], result: [] });
    expect(drawLots([], SEED)).toEqual({ ordered: [], options: [], result: [] });
  });
});
