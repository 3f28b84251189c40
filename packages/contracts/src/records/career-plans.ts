import type {
  CareerPlanState,
  GoalLevel,
  PlanGoal,
  PlanStepAction,
  PlanStepKind,
  PlanStepState,
  StepResponsible,
} from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

const StateName = oneOf(
  ['draft', 'agreed', 'achieved', 'dropped'] as const satisfies readonly CareerPlanState[],
  { description: 'draft: the tenant has not agreed to it as it is.' },
);
const StepStateName = oneOf([
  'planned',
  'in-progress',
  'done',
  'dropped',
] as const satisfies readonly PlanStepState[]);

const goal = {
  goal: oneOf(
    ['stay', 'step-down', 'private-rental', 'own-with-startlan'] as const satisfies readonly PlanGoal[],
    {
      description:
        'Stay, to a lower level, to a private tenancy, or to an own home with startlån (leie til eie).',
    },
  ),
  goalLevel: nullable(
    Type.Unsafe<GoalLevel>(
      Type.Integer({
        minimum: 1,
        maximum: 4,
        description: 'The level to step down to; null for other goals.',
      }),
    ),
  ),
};
const step = {
  kind: oneOf(
    [
      'work',
      'debt',
      'savings',
      'startlan-readiness',
      'housing-allowance',
      'other',
    ] as const satisfies readonly PlanStepKind[],
    { description: 'What it is about; housing-allowance is bostøtte.' },
  ),
  responsible: oneOf(
    ['tenant', 'follow-up', 'case-officer', 'other-service'] as const satisfies readonly StepResponsible[],
    { description: 'Whose turn it is, by role.' },
  ),
  dueOn: PlainDate,
};

/** Steps that a plan is made with at most. */
const MAX_FIRST_STEPS = 40;

/** A step as it is planned: coded, no text about the tenant. */
export const NewPlanStep = Type.Object(step, { ...closed, title: 'NewPlanStep' });

/** A housing-career plan (boligkarriereplan) as it is made. */
export const CareerPlanDraft = Type.Object(
  {
    leaseId: { ...Uuid, description: 'The lease of the household now.' },
    ...goal,
    steps: list(NewPlanStep, { maxItems: MAX_FIRST_STEPS }),
  },
  { ...closed, title: 'CareerPlanDraft' },
);

/** The day the tenant agreed. */
export const CareerPlanAgreement = Type.Object(
  { agreedOn: PlainDate },
  { ...closed, title: 'CareerPlanAgreement' },
);
/** Another goal, to which the tenant is to agree anew. */
export const CareerPlanRevision = Type.Object(goal, { ...closed, title: 'CareerPlanRevision' });
/** Whether the goal was reached. */
export const CareerPlanEnd = Type.Object(
  {
    action: oneOf(['achieve', 'drop'], {
      description: 'achieve: the goal is reached; drop: it is given up.',
    }),
  },
  { ...closed, title: 'CareerPlanEnd' },
);
/** What happens to a step. */
export const PlanStepMove = Type.Object(
  { action: oneOf(['start', 'finish', 'drop'] as const satisfies readonly PlanStepAction[]) },
  { ...closed, title: 'PlanStepMove' },
);

/** The plan after a command. */
export const ChangedCareerPlan = Type.Object(
  { id: Uuid, state: StateName, version: Version },
  { ...closed, title: 'ChangedCareerPlan' },
);

const steps = list(Type.Object({ id: Uuid, ...step, state: StepStateName }, closed), {
  description: 'By due day.',
});
const content = {
  ...goal,
  state: StateName,
  agreedOn: nullable({ ...PlainDate, description: 'The day the tenant agreed to the plan as it is.' }),
  steps,
};
const plan = {
  id: Uuid,
  version: Version,
  householdId: nullable({ ...Uuid, description: 'Null when withheld from your role.' }),
  leaseId: nullable({ ...Uuid, description: 'The lease during which it was made; withheld likewise.' }),
  ...content,
  madeBy: Type.String(),
  progressBasisPoints: nullable(
    Type.Integer({
      minimum: 0,
      maximum: 10_000,
      description: 'Share of the steps that are done, dropped ones left out; null without any.',
    }),
  ),
};

/** A housing-career plan as it is listed. */
export const CareerPlan = Type.Object(plan, { ...closed, title: 'CareerPlan' });
/** {@link CareerPlan} */
export type CareerPlan = Static<typeof CareerPlan>;
/** A page of plans from the newest. */
export const CareerPlanPage = pageOf('CareerPlanPage', CareerPlan);
/** Key of the cursor. */
export const CareerPlanCursor = Type.Tuple([Uuid]);
/** Filters of the list. */
export const CareerPlanListQuery = Type.Object(
  { householdId: Type.Optional(Uuid), state: Type.Optional(StateName), ...PagingQuery },
  closed,
);
/** Path of one plan. */
export const CareerPlanParams = Type.Object({ planId: Uuid }, closed);
/** Path of one step of a plan. */
export const PlanStepParams = Type.Object({ planId: Uuid, stepId: Uuid }, closed);

/** A plan with every version of it, from the first. */
export const CareerPlanDetails = Type.Object(
  {
    ...plan,
    versions: list(
      Type.Object(
        {
          version: Version,
          event: oneOf(['made', 'agreed', 'revised', 'step-added', 'step-moved', 'achieved', 'dropped']),
          content: Type.Object(content, closed),
          recordedBy: Type.String(),
          recordedAt: Instant,
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'CareerPlanDetails' },
);
/** {@link CareerPlanDetails} */
export type CareerPlanDetails = Static<typeof CareerPlanDetails>;
