import type { PlanStepState } from './career-plan-states.ts';

/** Where a plan leads: stay, to a lower level, to a private tenancy, to an own home with startlån. */
export const PLAN_GOALS = ['stay', 'step-down', 'private-rental', 'own-with-startlan'] as const;
/** One of {@link PLAN_GOALS}. */
export type PlanGoal = (typeof PLAN_GOALS)[number];

/** What a step is about; `housing-allowance` is bostøtte. */
export const PLAN_STEP_KINDS = [
  'work',
  'debt',
  'savings',
  'startlan-readiness',
  'housing-allowance',
  'other',
] as const;
/** One of {@link PLAN_STEP_KINDS}. */
export type PlanStepKind = (typeof PLAN_STEP_KINDS)[number];

/** Whose turn it is, by role. */
export const STEP_RESPONSIBLES = ['tenant', 'follow-up', 'case-officer', 'other-service'] as const;
/** One of {@link STEP_RESPONSIBLES}. */
export type StepResponsible = (typeof STEP_RESPONSIBLES)[number];

/** Levels that one can step down to. */
export type GoalLevel = 1 | 2 | 3 | 4;

/** Whether goal and level go together: a level belongs to stepping down, and to nothing else. */
export function isSoundGoal(goal: PlanGoal, level: GoalLevel | null): boolean {
  return (goal === 'step-down') === (level !== null);
}

const WHOLE = 10_000;

/** Share of the steps that are done, in basis points, rounded down. Dropped steps do not count; null without any step. */
export function planProgress(steps: readonly { readonly state: PlanStepState }[]): number | null {
  const counting = steps.filter(({ state }) => state !== 'dropped');
  if (counting.length === 0) return null;
  const done = counting.filter(({ state }) => state === 'done').length;
  return Math.floor((done * WHOLE) / counting.length);
}
