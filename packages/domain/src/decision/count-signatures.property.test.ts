import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { countSignatures } from './count-signatures.ts';
import { barredFrom } from './impartiality.ts';

const PEOPLE = ['a', 'b', 'c', 'd', 'e'] as const;
const CASES = ['h1', 'h2', 'h3', 'h4'] as const;

const situations = fc.record({
  recusals: fc.array(
    fc.record({
      householdId: fc.constantFrom(...CASES),
      member: fc.constantFrom(...PEOPLE),
      ground: fc.constantFrom('family' as const, 'superior-recused' as const),
    }),
    { maxLength: 6 },
  ),
  superiors: fc
    .array(fc.tuple(fc.constantFrom(...PEOPLE), fc.constantFrom(...PEOPLE)), { maxLength: 3 })
    .map((pairs) => new Map<string, string>(pairs.filter(([member, superior]) => member !== superior))),
  voters: fc.subarray([...PEOPLE]),
  signers: fc.shuffledSubarray([...PEOPLE]),
  quorum: fc.integer({ min: 1, max: 4 }),
});

// LOV-1967-02-10 § 6
it('decides a case exactly when two voters have signed who are not barred, and enough remain', () => {
  fc.assert(
    fc.property(situations, ({ recusals, superiors, voters, signers, quorum }) => {
      const groups = [['h1', 'h2'], ['h3'], ['h4']];
      const isBarred = barredFrom(recusals, superiors);
      const counted = countSignatures(groups, signers, { voters, quorum, isBarred });
      expect(counted.map(({ householdIds }) => householdIds)).toEqual(groups);
      for (const { householdIds, decidedBy, waitsFor } of counted) {
        // Said again without the functions under test.
        const barred = new Set(
          PEOPLE.filter((person) =>
            recusals.some(
              ({ householdId, member, ground }) =>
                householdIds.includes(householdId) &&
                (member === person || (ground === 'family' && superiors.get(person) === member)),
            ),
          ),
        );
        const able = voters.filter((voter) => !barred.has(voter));
        const valid = signers.filter((signer) => able.includes(signer));
        if (able.length < quorum) expect([decidedBy, waitsFor]).toEqual([null, 'no-quorum']);
        else if (valid.length < 2) expect([decidedBy, waitsFor]).toEqual([null, 'needs-signature']);
        else expect([decidedBy, waitsFor]).toEqual([[valid[0], valid[1]], null]);
      }
    }),
    { numRuns: 3_000 },
  );
});
