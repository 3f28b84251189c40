import { moveGoal } from './goals.ts';
import type { Mip } from './mip.ts';
import type { Ending } from './places.ts';

/** Whether an ending is one of those that the MIP describes. Everyone is held there afterwards. */
export function acceptsEnding(mip: Mip, ending: Ending): boolean {
  for (const [household, place] of ending.entries()) {
    if (place >= 0) mip.setPlace(place, 1);
    else mip.setFreedom(household, 'must-not-be-served');
  }
  return mip.minimise(moveGoal(mip.places, () => 0)).status === 'optimal';
}
