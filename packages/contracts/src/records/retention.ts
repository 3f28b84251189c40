import type {
  CaseBlockState,
  RetentionEffect,
  RetentionRuleCode,
  RetentionRunState,
  TableClass,
} from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from '../http/paging.ts';
import { Instant, nullable, oneOf, PlainDate, Uuid, Version } from '../http/primitives.ts';
import { list } from './lists.ts';

const closed = { additionalProperties: false } as const;

/** Where something is found in the archive of the municipality; no names. */
export const ArchiveReference = Type.String({
  minLength: 1,
  maxLength: 60,
  pattern: '^[A-Za-z0-9ÆØÅæøå ./_-]+$',
  description: 'Where it is found in the archive of the municipality, such as 2026/1234-5; no names.',
});

const RuleCode = oneOf(
  [
    'closed-case',
    'never-applied',
    'unsent-letter',
    'draft-career-plan',
  ] as const satisfies readonly RetentionRuleCode[],
  { description: 'Rule of retention (lagringsregel).' },
);
const Effect = oneOf(['block', 'destroy'] as const satisfies readonly RetentionEffect[], {
  description: 'block: sperret, seen by the archive alone; destroy: gone.',
});
const ItemsHash = Type.String({
  maxLength: 64,
  pattern: '^[0-9a-f]{64}$',
  description: 'SHA-256 over the rows of the plan.',
});
const Months = Type.Unsafe<number | null>({
  type: ['integer', 'null'],
  minimum: 1,
  maximum: 1200,
  description: 'Whole months; null: the rule has no effect.',
});

const RetentionFigure = Type.Object(
  {
    id: Uuid,
    keepMonths: Months,
    decisionReference: Type.String(),
    decidedOn: PlainDate,
    setBy: Type.String(),
    setAt: Instant,
  },
  closed,
);

/** The rules of retention with the municipality's figures, and what becomes of every table. */
export const RetentionOverview = Type.Object(
  {
    rules: list(
      Type.Object(
        {
          code: RuleCode,
          effect: Effect,
          countedFrom: Type.String(),
          source: Type.String(),
          asOf: PlainDate,
          tables: list(Type.String()),
          current: Type.Unsafe<Static<typeof RetentionFigure> | null>({
            ...RetentionFigure,
            type: ['object', 'null'],
            description: 'The figure of the municipality; null: none is set, and the rule has no effect.',
          }),
        },
        closed,
      ),
    ),
    tables: list(
      Type.Object(
        {
          table: Type.String(),
          class: oneOf(
            [
              'case',
              'shared',
              'staff',
              'trace',
              'technical',
              'none',
            ] as const satisfies readonly TableClass[],
            { description: 'What it holds of people.' },
          ),
          rules: list(RuleCode),
          otherwise: Type.String({ description: 'What becomes of rows that no rule takes.' }),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'RetentionOverview' },
);
/** {@link RetentionOverview} */
export type RetentionOverview = Static<typeof RetentionOverview>;

/** How long the municipality has decided to keep what a rule is about. */
export const RetentionFigureSetting = Type.Object(
  { rule: RuleCode, keepMonths: Months, decisionReference: ArchiveReference, decidedOn: PlainDate },
  { ...closed, title: 'RetentionFigureSetting' },
);

/** The figure that was stored. */
export const StoredRetentionFigure = Type.Object({ id: Uuid }, { ...closed, title: 'StoredRetentionFigure' });

const RunState = oneOf(
  [
    'planned',
    'approved',
    'running',
    'done',
    'rejected',
    'replaced',
  ] as const satisfies readonly RetentionRunState[],
  { description: 'planned: waits for the approval of a second person.' },
);

/** What is to be planned: all that is due, or one draft that somebody asks to have erased. */
export const RetentionRunRequest = Type.Object(
  {
    draft: Type.Optional(
      Type.Object(
        {
          rule: oneOf(['never-applied', 'unsent-letter', 'draft-career-plan'], {
            description: 'What kind of draft it is.',
          }),
          subjectId: { ...Uuid, description: 'The household, the text of a letter, or the plan.' },
          reasonCode: oneOf(['person-asked', 'registered-in-error', 'supervisory-authority']),
          reference: ArchiveReference,
        },
        { ...closed, description: 'Left out: everything whose time is over.' },
      ),
    ),
  },
  { ...closed, title: 'RetentionRunRequest' },
);

/** A plan that waits for approval. */
export const PlannedRetentionRun = Type.Object(
  { id: Uuid, version: Version, itemCount: Type.Integer({ minimum: 1 }), itemsHash: ItemsHash },
  { ...closed, title: 'PlannedRetentionRun' },
);

const retentionRun = {
  id: Uuid,
  kind: oneOf(['due', 'on-request', 'block', 'reapply'], {
    description: 'reapply: after a restore, what had been erased before.',
  }),
  runOn: PlainDate,
  state: RunState,
  reasonCode: nullable(Type.String()),
  reference: nullable(Type.String()),
  requestedBy: Type.String(),
  requestedAt: Instant,
  itemsHash: ItemsHash,
  settledBy: nullable(Type.String()),
  settledAt: nullable(Instant),
  finishedAt: nullable(Instant),
  version: Version,
};

/** A retention run as it is listed. */
export const RetentionRun = Type.Object(retentionRun, { ...closed, title: 'RetentionRun' });
/** {@link RetentionRun} */
export type RetentionRun = Static<typeof RetentionRun>;
/** A page of retention runs, from the newest. */
export const RetentionRunPage = pageOf('RetentionRunPage', RetentionRun);

/** A run with its report. */
export const RetentionRunDetails = Type.Object(
  {
    ...retentionRun,
    counts: list(
      Type.Object(
        {
          rule: RuleCode,
          tableName: Type.String(),
          state: oneOf(['pending', 'done', 'kept', 'stuck'], {
            description: 'kept: no longer due when its turn came; stuck: something refers to it.',
          }),
          itemCount: Type.Integer({ minimum: 0 }),
          rowCount: Type.Integer({ minimum: 0, description: 'Rows destroyed or blocked.' }),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'RetentionRunDetails' },
);

/** Path of one run. */
export const RetentionRunParams = Type.Object({ runId: Uuid }, closed);
/** Key of the cursor of lists that are read by id. */
export const PrivacyCursor = Type.Tuple([Uuid]);
/** Paging alone. */
export const PrivacyPageQuery = Type.Object(PagingQuery, closed);
/** Key of the cursor of the rows of a run. */
export const RetentionItemCursor = Type.Tuple([Type.Integer({ minimum: 0, maximum: 2_147_483_647 })]);

/** A page of the rows that a run names. */
export const RetentionItemPage = pageOf(
  'RetentionItemPage',
  Type.Object(
    {
      number: Type.Integer({ minimum: 1 }),
      rule: RuleCode,
      subjectId: Uuid,
      tableName: Type.String(),
      rowId: Uuid,
    },
    { ...closed, title: 'RetentionItem' },
  ),
);

/** What somebody says of a plan. */
export const RetentionRunSettlement = Type.Object(
  {
    action: oneOf(['approve', 'reject'], { description: 'Approval is of exactly these rows.' }),
    itemsHash: ItemsHash,
  },
  { ...closed, title: 'RetentionRunSettlement' },
);
/** The run after that. */
export const SettledRetentionRun = Type.Object(
  { id: Uuid, state: RunState, version: Version },
  { ...closed, title: 'SettledRetentionRun' },
);

const BlockState = oneOf([
  'blocked',
  'lift-requested',
  'lifted',
] as const satisfies readonly CaseBlockState[]);

/** A blocked case, by the id of its household. */
export const CaseBlock = Type.Object(
  {
    id: Uuid,
    householdId: Uuid,
    state: BlockState,
    blockedAt: Instant,
    liftRequestedBy: nullable(Type.String()),
    liftReasonCode: nullable(Type.String()),
    liftReference: nullable(Type.String()),
    liftedAt: nullable(Instant),
    version: Version,
  },
  { ...closed, title: 'CaseBlock' },
);
/** A page of blocked cases, from the newest. */
export const CaseBlockPage = pageOf('CaseBlockPage', CaseBlock);
/** Path of the block of a household. */
export const CaseBlockParams = Type.Object({ householdId: Uuid }, closed);
/** Why a case is to be seen again. */
export const CaseLiftRequest = Type.Object(
  {
    reasonCode: oneOf(['new-application', 'appeal-or-claim', 'blocked-in-error']),
    reference: ArchiveReference,
  },
  { ...closed, title: 'CaseLiftRequest' },
);
/** The block after the request; a worker lifts it. */
export const RequestedCaseLift = Type.Object(
  { id: Uuid, state: BlockState, version: Version },
  { ...closed, title: 'RequestedCaseLift' },
);
