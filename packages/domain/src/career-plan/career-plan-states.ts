import type { StateTable } from '../states/state-table.ts';

/** States of a housing-career plan (boligkarriereplan). `draft`: the tenant has not agreed to it as it is. */
export type CareerPlanState = 'draft' | 'agreed' | 'achieved' | 'dropped';

/** What may happen to it. A goal that is revised is to be agreed anew. */
export type CareerPlanAction = 'agree' | 'revise' | 'achieve' | 'drop';

/** Every transition of a housing-career plan. */
export const CAREER_PLAN_TRANSITIONS = {
  draft: { agree: 'agreed', revise: 'draft', drop: 'dropped' },
  agreed: { revise: 'draft', achieve: 'achieved', drop: 'dropped' },
  achieved: {},
  dropped: {},
} as const satisfies StateTable<CareerPlanState, CareerPlanAction>;

/** States of one step of a plan. */
export type PlanStepState = 'planned' | 'in-progress' | 'done' | 'dropped';

/** What may happen to a step. */
export type PlanStepAction = 'start' | 'finish' | 'drop';

/** Every transition of a step. */
export const PLAN_STEP_TRANSITIONS = {
  planned: { start: 'in-progress', finish: 'done', drop: 'dropped' },
  'in-progress': { finish: 'done', drop: 'dropped' },
  done: {},
  dropped: {},
} as const satisfies StateTable<PlanStepState, PlanStepAction>;
