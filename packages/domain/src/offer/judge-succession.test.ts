import { expect, it } from 'vitest';
import {
  aDwelling,
  aHousehold,
  aResident,
  placesWith,
  someFacts,
} from '../../test/allocation/round-scene.ts';
import { judgeSuccession, type SuccessionVerdict } from './judge-succession.ts';

/** Welfare level 2 weighs 2 points: with the one who lives there 4 in all, which is the cap. */
function judged(extraLoad: number): SuccessionVerdict {
  return judgeSuccession(
    someFacts({
      places: placesWith('building-1', { ownCapPoints: 4 }),
      residents: [aResident('neighbour', 'building-1')],
      households: [aHousehold({ extraLoad })],
      dwellings: [aDwelling()],
    }),
  );
}

it('counts what an assessment adds to the load of the level', () => {
  expect(judged(0)).toMatchObject({ kind: 'suitable' });
  expect(judged(1)).toMatchObject({
    kind: 'unsuitable',
    failedRules: [],
    overfilled: [{ placeId: 'building-1', before: 2, after: 5, cap: 4 }],
  });
});
