import {
  acceptsEnding,
  findFirstPlacement,
  findPlacement,
  findServed,
  type Mip,
  openMip,
} from '@boligtrapp/testing/highs';
import type { Problem } from '../src/problem.ts';
import type { Ending } from './try-everything.ts';

/**
 * The best ending by general MIPs: the served set, then stage by stage the placement.
 *
 * @throws {UnsolvedMipError} when a MIP is not solved to the end.
 */
export async function endingOfHighs(problem: Problem): Promise<Ending> {
  using mip = await openMip(problem);
  const { places } = mip;
  const { isServed, ending } = findServed(mip, problem.servedRule);
  const best = findFirstPlacement(mip, findPlacement(mip, isServed, ending).ending);
  return new Map(
    [...best].flatMap((place, household) =>
      place < 0 ? [] : [[places.households[household]!.id, places.dwellings[places.dwelling[place]!]!]],
    ),
  );
}

/** Whether an ending is one of those among which HiGHS chose. */
export async function isOfHighs(problem: Problem, ending: Ending): Promise<boolean> {
  using mip = await openMip(problem);
  return acceptsEnding(
    mip,
    Int32Array.from(mip.places.households, ({ id }, household) => placeOf(mip, household, ending.get(id))),
  );
}

function placeOf({ places }: Mip, household: number, taken: string | undefined): number {
  for (let place = places.first[household]!; place < places.first[household + 1]!; place += 1) {
    if (places.dwellings[places.dwelling[place]!] === taken) return place;
  }
  return -1;
}
