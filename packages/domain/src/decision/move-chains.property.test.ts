import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { moveChains } from './move-chains.ts';

/** Households `h0`… of which some live in `d0`…, and an ending in which each dwelling goes to one of them at most. */
const situations = fc
  .record({
    count: fc.integer({ min: 1, max: 8 }),
    seed: fc.array(fc.nat({ max: 1_000 }), { minLength: 24, maxLength: 24 }),
  })
  .map(({ count, seed }) => {
    const at = (index: number): number => seed[index % seed.length] ?? 0;
    const households = Array.from({ length: count }, (_, n) => ({
      id: `h${n}`,
      currentDwellingId: at(n) % 3 === 0 ? null : `d${n}`,
    }));
    const free = Array.from({ length: count + 3 }, (_, n) => `d${n}`);
    const ending = new Map<string, string>();
    for (const [n, { id, currentDwellingId }] of households.entries()) {
      if (at(n + 8) % 4 === 0) continue;
      const choice = free.filter((dwelling) => dwelling !== currentDwellingId);
      const dwelling = choice[at(n + 16) % Math.max(1, choice.length)];
      if (dwelling === undefined) continue;
      free.splice(free.indexOf(dwelling), 1);
      ending.set(id, dwelling);
    }
    return { households, ending };
  });

it('puts two households together exactly when a line of moves leads from one to the other', () => {
  fc.assert(
    fc.property(situations, ({ households, ending }) => {
      const chains = moveChains(households, ending);
      const moving = households.filter(({ id }) => ending.has(id));
      expect(chains.flat().toSorted()).toEqual(moving.map(({ id }) => id).toSorted());
      // Everything within reach, found by walking from neighbour to neighbour.
      const depends = (a: string, b: string): boolean =>
        households.find(({ id }) => id === b)?.currentDwellingId === ending.get(a) && ending.has(b);
      for (const { id } of moving) {
        const reached = new Set([id]);
        for (const one of reached) {
          for (const { id: other } of moving)
            if (depends(one, other) || depends(other, one)) reached.add(other);
        }
        const chain = chains.find((group) => group.includes(id)) ?? [];
        expect([...chain].toSorted()).toEqual([...reached].toSorted());
      }
    }),
    { numRuns: 2_000 },
  );
});
