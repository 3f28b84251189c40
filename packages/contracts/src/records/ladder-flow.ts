import type { Passage, StepDownStanding } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import {
  LevelNumber,
  nullable,
  oneOf,
  PlainDate,
  ProgrammeName,
  TrackName,
  Uuid,
} from '../http/primitives.ts';

const closed = { additionalProperties: false } as const;
const count = (description: string) => Type.Integer({ minimum: 0, description });
const meanDays = (description: string) => nullable(Type.Integer({ minimum: 0, description }));
const step = { programme: ProgrammeName, track: TrackName, level: LevelNumber };

/** Years that can be asked for at most. */
const MOST_YEARS = 30;

/** Which years. */
export const LadderFlowQuery = Type.Object(
  {
    years: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: MOST_YEARS,
        description: 'Calendar years, the present one included; five where nothing is said.',
      }),
    ),
  },
  closed,
);

const Passages = (description: string, outside: string) =>
  Type.Object(
    {
      outside: count(outside),
      takeover: count('By entering a lease after a death or when a household divides; the home goes on.'),
      up: count('By moving to a step with more support.'),
      down: count('By moving to a step with less support.'),
      across: count('By moving between tracks or programmes, whose levels are not compared.'),
    } satisfies Record<Passage, unknown>,
    { ...closed, description },
  );

const StepFlow = Type.Object(
  {
    ...step,
    stock: count('Dwellings (kapasitet), let or not.'),
    tenants: count('Households that live on the step.'),
    meanStayDays: meanDays('Days, on average, that they have lived on the step; null where nobody does.'),
    aboveAssessment: Type.Object(
      {
        blocked: count('Ready to move, and no vacant dwelling on a lower level meets the rules.'),
        open: count('Ready to move, and a vacant dwelling on a lower level meets the rules.'),
        moving: count('Another home is promised, or the day of moving out is registered.'),
        unready: count('The assessment does not say that the household is ready to move.'),
        lapsed: count('The assessment no longer holds.'),
      } satisfies Record<StepDownStanding, unknown>,
      {
        ...closed,
        description:
          'Of these, households that were assessed to a lower level of the same track and programme; each counts once.',
      },
    ),
    longStays: count(
      'Of these, households that have lived in municipal dwellings without a break for `longStayYears` or more.',
    ),
  },
  { ...closed, title: 'StepFlow' },
);

const LowestLevel = Type.Object(
  {
    track: TrackName,
    tenants: count('Households on the ladder of the track; programmes beside it are left out.'),
    onLowest: count('Of these, households on level 1.'),
    shareBasisPoints: nullable(
      Type.Integer({
        minimum: 0,
        maximum: 10_000,
        description: 'Their share in basis points, rounded down; null where nobody lives there.',
      }),
    ),
    targetBasisPoints: Type.Integer({
      minimum: 0,
      maximum: 10_000,
      description: 'The target of the policy.',
    }),
    missing: count('Households more on level 1 that would reach the target; 0 where it is reached.'),
  },
  { ...closed, title: 'LowestLevelShare' },
);

const FlowOfYear = Type.Object(
  {
    ...step,
    year: Type.Integer(),
    until: { ...PlainDate, description: 'Last day that is counted (inclusive).' },
    before: count('Households that lived there when the year began.'),
    arrived: Passages('Households that came to the step.', 'From elsewhere than a municipal dwelling.'),
    left: Passages('Households that left the step.', 'To elsewhere than a municipal dwelling.'),
    after: count('Households that lived there at the end of `until`: before + arrived − left.'),
    meanStayDays: meanDays('Days, on average, that those had lived there who left; null where nobody left.'),
  },
  { ...closed, title: 'FlowOfYear' },
);

/** The flow on the ladders and on the programmes beside them. */
export const LadderFlow = Type.Object(
  {
    on: { ...PlainDate, description: 'The day of the counting.' },
    longStayYears: Type.Integer({ minimum: 1, description: 'From how many years a stay counts as long.' }),
    steps: Type.Array(StepFlow, { description: 'Today, in the order of the ladder.' }),
    lowestLevel: Type.Array(LowestLevel, { description: 'By track.' }),
    years: Type.Array(FlowOfYear, {
      description:
        'By step and calendar year. A stay goes on where a lease begins on the day on which the one before no longer binds.',
    }),
  },
  { ...closed, title: 'LadderFlow' },
);
/** {@link LadderFlow} */
export type LadderFlow = Static<typeof LadderFlow>;

const tenant = {
  leaseId: Uuid,
  dwellingId: Uuid,
  dwellingReference: Type.String({ description: 'The number that people use for the dwelling.' }),
  householdId: nullable({ ...Uuid, description: 'Null where it is withheld from your role.' }),
  householdReference: nullable(Type.String({ description: 'Null where it is withheld from your role.' })),
  ...step,
  since: {
    ...PlainDate,
    description: 'From when the household has lived in municipal dwellings without a break.',
  },
};

const tenantQuery = {
  programme: Type.Optional(ProgrammeName),
  track: Type.Optional(TrackName),
  level: Type.Optional(LevelNumber),
  ...PagingQuery,
};

const Standing = oneOf(
  ['blocked', 'open', 'moving', 'unready', 'lapsed'] as const satisfies readonly StepDownStanding[],
  {
    description:
      'blocked: ready to move, and no vacant dwelling on a lower level meets the rules. open: one does. moving: another home is promised, or the day of moving out is registered. unready: the assessment does not say that the household is ready to move. lapsed: it no longer holds.',
  },
);

/** A tenant who lives on a level above the assessed one. */
export const TenantAboveAssessment = Type.Object(
  {
    ...tenant,
    assessedLevel: LevelNumber,
    validUntil: { ...PlainDate, description: 'First day on which the assessment no longer holds.' },
    standing: Standing,
  },
  { ...closed, title: 'TenantAboveAssessment' },
);
/** A page of tenants above their assessment, the longest stay first. */
export const TenantAboveAssessmentPage = pageOf('TenantAboveAssessmentPage', TenantAboveAssessment);
/** Which tenants above their assessment. */
export const TenantAboveAssessmentQuery = Type.Object(
  { standing: Type.Optional(Standing), ...tenantQuery },
  closed,
);

/** A tenant who has stayed for long. */
export const LongStay = Type.Object(
  { ...tenant, years: Type.Integer({ minimum: 1, description: 'Whole years.' }) },
  { ...closed, title: 'LongStay' },
);
/** A page of long stays, the longest first. */
export const LongStayPage = pageOf('LongStayPage', LongStay);
/** Which long stays. */
export const LongStayQuery = Type.Object(tenantQuery, closed);

/** Keys of the cursor of both lists: the first day of the stay, and the lease. */
export const FlowTenantCursor = Type.Tuple([PlainDate, Uuid]);
