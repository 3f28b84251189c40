import type { Certainty } from '../policy/rotation-policy.ts';

/** How sure a forecast can be, the surest first. */
export const CERTAINTIES = ['certain', 'likely', 'possible'] as const satisfies readonly Certainty[];

/** Whether `certainty` is `least` or surer. */
export function isSureEnough(certainty: Certainty, least: Certainty): boolean {
  return CERTAINTIES.indexOf(certainty) <= CERTAINTIES.indexOf(least);
}

/** The less sure of two. */
export function lessSure(a: Certainty, b: Certainty): Certainty {
  return isSureEnough(a, b) ? b : a;
}
