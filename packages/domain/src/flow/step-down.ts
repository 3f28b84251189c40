import { judgePair } from '../allocation/judge.ts';
import { createJudgingContext } from '../allocation/judging-context.ts';
import type { RoundFacts } from '../allocation/round-facts.ts';
import type { Level } from '../ladder/ladder.ts';
import type { PlainDateString } from '../time/plain-date.ts';
import { directionOf, type LivedStep } from './stays.ts';

/**
 * How it stands with a tenant who lives on a level above the assessed one. `lapsed`: the assessment no longer holds.
 * `unready`: it does not say that the tenant is ready to move. `moving`: another home is promised, or the day of
 * moving out is registered. `open`: a vacant dwelling on a lower level meets every rule. `blocked`: none does.
 */
export type StepDownStanding = 'lapsed' | 'unready' | 'moving' | 'open' | 'blocked';
/** All standings, in the order in which they are shown. */
export const STEP_DOWN_STANDINGS = [
  'blocked',
  'open',
  'moving',
  'unready',
  'lapsed',
] as const satisfies readonly StepDownStanding[];

/** Whether a household that lives on `home` was found to need less on the same ladder or in the same programme. */
export function isAboveAssessment(home: LivedStep, assessed: LivedStep): boolean {
  return directionOf(home, assessed) === 'down';
}

/** What is known of a tenant who lives on a level above the assessed one. */
export interface StepDownFacts {
  readonly householdId: string;
  /** Level of the dwelling. */
  readonly level: Level;
  /** First day on which the assessment no longer holds. */
  readonly validUntil: PlainDateString;
  readonly isReadyToMove: boolean;
  /** Whether another home is promised, or a day of moving out is registered. */
  readonly isMoving: boolean;
}

/**
 * How it stands with tenants who live on a level above the assessed one, by household.
 *
 * @param facts those of a round on the day itself, with movers and without a horizon: who takes part in it, and what is
 *   vacant, is settled there.
 */
export function stepDownStandings(
  tenants: readonly StepDownFacts[],
  facts: RoundFacts,
): ReadonlyMap<string, StepDownStanding> {
  const context = createJudgingContext(facts);
  const movers = new Map(facts.households.map((household) => [household.id, household]));
  const vacant = facts.dwellings.filter(({ vacancy }) => vacancy === 'vacant');
  const standingOf = (tenant: StepDownFacts): StepDownStanding => {
    if (tenant.isMoving) return 'moving';
    if (tenant.validUntil <= facts.meetingOn) return 'lapsed';
    if (!tenant.isReadyToMove) return 'unready';
    const mover = movers.get(tenant.householdId);
    const isOpen =
      mover !== undefined &&
      vacant.some(
        (dwelling) => dwelling.level < tenant.level && judgePair(context, mover, dwelling).failedRules === 0,
      );
    return isOpen ? 'open' : 'blocked';
  };
  return new Map(tenants.map((tenant) => [tenant.householdId, standingOf(tenant)]));
}
