import type { RuleCode, StatementCode } from '@boligtrapp/domain';
import { type Static, Type } from 'typebox';
import { AddedLoad } from '../records/role-changes.ts';
import { PagingQuery, pageOf } from './paging.ts';
import { ForecastCertainty, LevelNumber, nullable, oneOf, PlainDate, TrackName, Uuid } from './primitives.ts';

const closed = { additionalProperties: false } as const;

/** Something that is said: a code with figures for programs, a text for people. */
export const Statement = Type.Object(
  {
    code: Type.Unsafe<StatementCode>(
      Type.String({ description: 'What is said. Never renamed; the catalogue has a message for each.' }),
    ),
    figures: Type.Record(
      Type.String(),
      Type.Union([Type.Number(), Type.String(), Type.Array(Type.String())]),
      { description: 'The figures in it, by name. `none` for one that is not there.' },
    ),
    text: Type.String({ description: 'The same in words: nb, or nn or en by Accept-Language.' }),
  },
  { ...closed, title: 'Statement' },
);
/** {@link Statement} */
export type Statement = Static<typeof Statement>;

const RoundHousehold = Type.Object(
  {
    id: Uuid,
    reference: Type.String(),
    rank: Type.Integer({ minimum: 1, description: '1 is served first.' }),
    urgencyClass: Type.Integer({ minimum: 1 }),
    track: TrackName,
    level: LevelNumber,
  },
  { ...closed, title: 'ExplainedHousehold' },
);

const RoundDwelling = Type.Object(
  {
    id: Uuid,
    reference: Type.String(),
    track: TrackName,
    level: LevelNumber,
    vacancy: oneOf(['vacant', 'forecast', 'home-of-mover']),
    availableFrom: PlainDate,
    certainty: ForecastCertainty,
    expectation: Type.Union([Type.Null(), Statement], {
      description:
        'From when it is expected to be free, and how surely; null where it is not a forecast by the policy.',
    }),
  },
  { ...closed, title: 'ExplainedDwelling' },
);

const OutcomeKind = oneOf(
  [
    'placed-here',
    'stays-here',
    'moves-away',
    'rule-failed',
    'taken',
    'would-overfill',
    'kept-apart',
    'whole-is-better',
  ],
  {
    description:
      'taken: by a household ranked before, or whoever lives there has nowhere else to go. whole-is-better: it fits, but the whole is better otherwise.',
  },
);

const RuleName = Type.Unsafe<RuleCode>(Type.String({ description: 'Code of a hard rule.' }));

const JudgedRule = Type.Object(
  { rule: RuleName, name: Type.String(), passed: Type.Boolean(), statement: Statement },
  { ...closed, title: 'JudgedRule' },
);

const Load = Type.Object(
  { ...AddedLoad.properties, statement: Statement },
  {
    ...closed,
    title: 'CandidateLoad',
    description:
      'Load of a place without and with the household, all others where the proposal has them; whoever has the dwelling makes way.',
  },
);

const figures = {
  misfit: nullable(
    Type.Integer({ description: 'Levels between need and dwelling; null where a rule fails.' }),
  ),
  score: nullable(Type.Integer({ description: 'Points of fulfilled wishes; null where a rule fails.' })),
  loads: Type.Array(Load, { description: 'Building, neighbourhood, district.' }),
};

const Price = Type.Object({ id: Uuid, name: Type.String(), points: Type.Integer() }, closed);

const Certificate = Type.Object(
  {
    kind: oneOf(['nothing-fits', 'hall-set', 'resource', 'exhausted-search', 'unproven']),
    statement: Statement,
    prices: Type.Array(
      Type.Object(
        {
          places: Type.Array(Price, { description: 'Points for each unit of load in a place.' }),
          dwellings: Type.Array(Price, { description: 'Points for a dwelling.' }),
        },
        closed,
      ),
      { description: 'The price lists of the proof, so that it can be added up again.' },
    ),
  },
  { ...closed, title: 'UnservedCertificate' },
);

const DwellingOutcome = Type.Object(
  {
    dwelling: RoundDwelling,
    outcome: OutcomeKind,
    statement: Statement,
    rules: Type.Array(JudgedRule, {
      description: 'Every rule with what the dwelling has and what is asked.',
    }),
    scoreParts: Type.Array(
      Type.Object({ code: Type.String(), points: Type.Integer(), statement: Statement }, closed),
      { description: 'They add up to the score.' },
    ),
    ...figures,
  },
  { ...closed, title: 'DwellingOutcome' },
);

/** Why a household of a round ends where it does: a page of all dwellings considered. */
export const HouseholdOutcomes = Type.Object(
  {
    household: RoundHousehold,
    isServed: Type.Boolean({ description: 'Whether it ends in another dwelling than today.' }),
    ending: Statement,
    dwelling: Type.Union([
      Type.Null(),
      Type.Object(
        { id: Uuid, reference: Type.String() },
        { ...closed, description: 'Where it ends; null for nowhere.' },
      ),
    ]),
    certificate: Type.Union([Type.Null(), Certificate], {
      description: 'The proof that it could not be served; null where it is.',
    }),
    fittingCount: Type.Integer({
      minimum: 0,
      description: 'Dwellings that pass every rule, its own home not counted.',
    }),
    excludedBy: Type.Array(
      Type.Object({ rule: RuleName, name: Type.String(), dwellings: Type.Integer({ minimum: 1 }) }, closed),
      { description: 'How many dwellings each rule excludes, most first.' },
    ),
    ...pageOf('HouseholdOutcomesPage', DwellingOutcome).properties,
  },
  { ...closed, title: 'HouseholdOutcomes' },
);
/** {@link HouseholdOutcomes} */
export type HouseholdOutcomes = Static<typeof HouseholdOutcomes>;

const HouseholdOutcome = Type.Object(
  {
    household: RoundHousehold,
    outcome: OutcomeKind,
    statement: Statement,
    failedRules: Type.Array(JudgedRule),
    ...figures,
  },
  { ...closed, title: 'HouseholdOutcome' },
);

/** Why a dwelling of a round goes to whom it goes: a page of all households, by rank. */
export const DwellingOutcomes = Type.Object(
  { dwelling: RoundDwelling, ...pageOf('DwellingOutcomesPage', HouseholdOutcome).properties },
  { ...closed, title: 'DwellingOutcomes' },
);
/** {@link DwellingOutcomes} */
export type DwellingOutcomes = Static<typeof DwellingOutcomes>;

/** What would have to change for a household to be served. */
export const NearestChange = Type.Object(
  {
    householdId: Uuid,
    outcome: oneOf(['found', 'none-found', 'not-in-time'], {
      description: 'not-in-time: nothing is known. Ask again later.',
    }),
    changes: Type.Array(Statement, {
      description: 'All of them together; one statement where none was found.',
    }),
  },
  { ...closed, title: 'NearestChange' },
);

/** A pair of household and dwelling, with what another solve says of it. */
export const ComparedPair = Type.Object(
  {
    householdId: Uuid,
    dwellingId: Uuid,
    outcome: OutcomeKind,
    statement: Statement,
    isCompared: Type.Boolean({ description: 'False where the comparison did not come in time.' }),
  },
  { ...closed, title: 'ComparedPair' },
);

/** Position of the last row of the page before. */
export const OutcomeCursor = Type.Tuple([Type.Integer({ minimum: 1 })]);
/** Query of a page of outcomes. */
export const OutcomeQuery = Type.Object({ ...PagingQuery }, closed);
/** Path of a household of a round. */
export const RoundHouseholdParams = Type.Object({ roundId: Uuid, householdId: Uuid }, closed);
/** Path of a dwelling of a round. */
export const RoundDwellingParams = Type.Object({ roundId: Uuid, dwellingId: Uuid }, closed);
/** Path of a pair of a round. */
export const RoundPairParams = Type.Object({ roundId: Uuid, householdId: Uuid, dwellingId: Uuid }, closed);
