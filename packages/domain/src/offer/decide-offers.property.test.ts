import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate } from '../time/plain-date.ts';
import { type DecidedDwelling, decideOffers, type OfferFacts } from './decide-offers.ts';

const TODAY = plainDate('2026-12-01');
const LONG_AGO = plainDate('2025-01-01');

/** `homes[i]` is the household that lives in dwelling `i`; `targets[i]` is the household that is given it. */
interface Moves {
  readonly homes: readonly (number | null)[];
  readonly targets: readonly (number | null)[];
  readonly refused: readonly number[];
}

const SIZE = 7;
const moves: fc.Arbitrary<Moves> = fc.record({
  homes: permutationWithGaps(),
  targets: permutationWithGaps(),
  refused: fc.uniqueArray(fc.integer({ min: 0, max: SIZE - 1 }), { maxLength: 2 }),
});

function permutationWithGaps(): fc.Arbitrary<readonly (number | null)[]> {
  const all = Array.from({ length: SIZE }, (_, index) => index);
  return fc
    .tuple(
      fc.shuffledSubarray(all, { minLength: SIZE }),
      fc.array(fc.boolean(), { minLength: SIZE, maxLength: SIZE }),
    )
    .map(([order, kept]) => order.map((one, index) => (kept[index] === true ? one : null)));
}

function toFacts({ homes, refused }: Moves): OfferFacts {
  const tenancy = { startsOn: LONG_AGO, isEnding: false };
  return {
    today: TODAY,
    dwellings: new Map(
      homes.map((household, index) => [
        `d${index}`,
        {
          isInUse: true,
          hasLiveOffer: false,
          tenancies: household === null ? [] : [{ ...tenancy, householdId: `h${household}` }],
        },
      ]),
    ),
    households: new Map(
      homes.map((_, household) => [
        `h${household}`,
        {
          isInQueue: true,
          hasAcceptedOffer: refused.includes(household),
          tenancies: homes.includes(household) ? [tenancy] : [],
        },
      ]),
    ),
  };
}

function toDecisions({ targets }: Moves): readonly DecidedDwelling[] {
  return targets.flatMap((household, dwelling) =>
    household === null
      ? []
      : [{ decisionId: `c${dwelling}`, householdId: `h${household}`, dwellingId: `d${dwelling}` }],
  );
}

describe('the offers of one signing', () => {
  it('wait for the tenant of the dwelling, and only for one who gets an offer', () => {
    fc.assert(
      fc.property(moves, (round) => {
        const facts = toFacts(round);
        const decisions = toDecisions(round);
        const verdicts = decideOffers(facts, decisions);
        expect(verdicts).toHaveLength(decisions.length);
        for (const [index, decision] of decisions.entries()) {
          const verdict = verdicts[index];
          const tenant = facts.dwellings.get(decision.dwellingId)?.tenancies[0]?.householdId;
          const ofTenant = decisions.findIndex(({ householdId }) => householdId === tenant);
          if (verdict?.kind === 'waiting') {
            expect(verdict.waitsForDecisionId).toBe(decisions[ofTenant]?.decisionId);
            expect(verdicts[ofTenant]?.kind).not.toBe('none');
          }
          if (verdict?.kind === 'open' && !verdict.isInCycle) expect(tenant).toBeUndefined();
        }
      }),
    );
  });

  it('end, followed backwards, at one that is open, so that none waits for itself', () => {
    fc.assert(
      fc.property(moves, (round) => {
        const decisions = toDecisions(round);
        const verdicts = decideOffers(toFacts(round), decisions);
        for (const start of decisions.keys()) {
          let at = start;
          for (let steps = 0; ; steps += 1) {
            expect(steps).toBeLessThanOrEqual(decisions.length);
            const verdict = verdicts[at];
            if (verdict?.kind !== 'waiting') break;
            at = decisions.findIndex(({ decisionId }) => decisionId === verdict.waitsForDecisionId);
            expect(verdicts[at]).toMatchObject({ leader: verdict.leader });
          }
          if (verdicts[start]?.kind === 'waiting') expect(verdicts[at]?.kind).toBe('open');
        }
      }),
    );
  });

  it('of a circle are all made and open, or none of them', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: SIZE }),
        fc.option(fc.integer({ min: 0, max: SIZE - 1 })),
        (size, accepted) => {
          const ring = Array.from({ length: size }, (_, index) => index);
          const round = {
            homes: ring,
            targets: ring.map((index) => (index + 1) % size),
            refused: accepted === null ? [] : [accepted],
          };
          const verdicts = decideOffers(toFacts(round), toDecisions(round));
          const isBroken = accepted !== null && accepted < size;
          const expected = isBroken ? { kind: 'none' } : { kind: 'open', isInCycle: true, leader: 'c0' };
          for (const verdict of verdicts) expect(verdict).toMatchObject(expected);
        },
      ),
    );
  });
});
