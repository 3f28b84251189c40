import { TRACKS, type Track } from '../ladder/ladder.ts';
import type { FlowPolicy } from '../policy/rotation-policy.ts';
import type { StepTenants } from './count-flow.ts';

/** How many of the tenants of a track live on its lowest level, against the target of the policy. */
export interface LowestLevelShare {
  readonly track: Track;
  /** Households on the ladder of the track; programmes beside it are left out. */
  readonly tenants: number;
  readonly onLowest: number;
  /** Basis points, rounded down, so that a share that is reached in figures is reached; null where nobody lives there. */
  readonly shareBasisPoints: number | null;
  readonly targetBasisPoints: number;
  /** Households more on the lowest level that would reach the target with as many tenants; 0 where it is reached. */
  readonly missing: number;
}

const WHOLE = 10_000;

/** The share of each track. */
export function lowestLevelShares(
  steps: readonly StepTenants[],
  { lowestLevelShareBasisPoints }: FlowPolicy,
): readonly LowestLevelShare[] {
  return TRACKS.map((track) => {
    const ladder = steps.filter((step) => step.programme === 'ladder' && step.track === track);
    const tenants = sumOf(ladder);
    const onLowest = sumOf(ladder.filter(({ level }) => level === 1));
    const targetBasisPoints = lowestLevelShareBasisPoints[track];
    return {
      track,
      tenants,
      onLowest,
      shareBasisPoints: tenants === 0 ? null : Math.floor((WHOLE * onLowest) / tenants),
      targetBasisPoints,
      missing: Math.max(0, Math.ceil((targetBasisPoints * tenants) / WHOLE) - onLowest),
    };
  });
}

function sumOf(steps: readonly StepTenants[]): number {
  return steps.reduce((sum, { tenants }) => sum + tenants, 0);
}
