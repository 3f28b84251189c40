import { type Static, Type } from 'typebox';
import { PagingQuery, pageOf } from './paging.ts';
import {
  CertaintyName,
  ForecastCertainty,
  Instant,
  LevelNumber,
  nullable,
  oneOf,
  PlainDate,
  ProgrammeName,
  TrackName,
  Uuid,
  Version,
} from './primitives.ts';

const closed = { additionalProperties: false } as const;
const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 in hex.' });
const count = (description: string) => Type.Integer({ minimum: 0, description });

/** What a new round is asked to compute. */
export const RoundRequest = Type.Object(
  {
    meetingOn: PlainDate,
    horizonDays: Type.Integer({
      minimum: 0,
      maximum: 366,
      default: 0,
      description: 'Days after the meeting in which a dwelling may fall vacant and still be offered.',
    }),
    tracks: Type.Array(TrackName, { minItems: 1, maxItems: 2, uniqueItems: true }),
    includesMovers: Type.Boolean({
      description: 'Whether tenants who are ready to move along the ladder take part.',
    }),
    forecastCertainty: Type.Optional(
      nullable({
        ...CertaintyName,
        description:
          'The least sure class of forecast vacancies that takes part, by the rules of the policy. Null or left out: what is registered as free until the horizon, no more.',
      }),
    ),
  },
  { ...closed, title: 'RoundRequest' },
);
/** {@link RoundRequest} */
export type RoundRequest = Static<typeof RoundRequest>;

/** A round that was made; a worker computes it. */
export const CreatedRound = Type.Object(
  { id: Uuid, reference: Type.String(), factsHash: Sha256 },
  { ...closed, title: 'CreatedRound' },
);

/** A round (tildelingsrunde). */
export const Round = Type.Object(
  {
    id: Uuid,
    version: Version,
    reference: Type.String({ description: 'The number that people use for it, such as T-2026-001.' }),
    meetingOn: PlainDate,
    horizonEndsOn: PlainDate,
    tracks: Type.Array(TrackName),
    includesMovers: Type.Boolean(),
    forecastCertainty: nullable({
      ...CertaintyName,
      description: 'The least sure class of forecast vacancies that takes part; null for none.',
    }),
    policySetId: Uuid,
    state: oneOf(['queued', 'solving', 'proposed', 'failed', 'cancelled', 'closed']),
    failureCode: nullable(
      Type.String({
        description:
          'Why it failed; null otherwise. `solver.out-of-memory` and `solver.stopped`: computing it ended its thread, with the usual effort and with a smaller one. `proposal.refused`: the checker found a fault in the answer.',
      }),
    ),
    progress: Type.Object(
      {
        done: count('Households that are decided.'),
        total: count('Households of the round; 0 before it starts.'),
      },
      closed,
    ),
    requestedBy: Type.String(),
    createdAt: Instant,
    finishedAt: nullable(Instant),
    factsHash: Sha256,
    cancelledBy: nullable(Type.String()),
    cancelReason: nullable(
      Type.String({ description: 'Null where another round took its place and nothing more was said.' }),
    ),
    replacedById: nullable({ ...Uuid, description: 'The round that was computed anew in its place.' }),
  },
  { ...closed, title: 'Round' },
);
/** {@link Round} */
export type Round = Static<typeof Round>;

/** A page of rounds. */
export const RoundPage = pageOf('RoundPage', Round);
/** Keys of the cursor: the id. */
export const RoundCursor = Type.Tuple([Type.String()]);
/** Query of the list. */
export const RoundQuery = Type.Object({ ...PagingQuery }, closed);
/** Path of one round. */
export const RoundParams = Type.Object({ roundId: Uuid }, closed);

const ProposalHousehold = Type.Object(
  {
    id: Uuid,
    reference: Type.String(),
    rank: Type.Integer({ minimum: 1, description: '1 is served first.' }),
    urgencyClass: Type.Integer({ minimum: 1, description: '1 is the most urgent.' }),
    track: TrackName,
    level: LevelNumber,
  },
  { ...closed, title: 'ProposalHousehold' },
);

const Fullness = oneOf(['uncapped', 'room', 'near', 'full', 'over'], {
  description: 'How full the place is against its cap.',
});

/** The proposal of a round. */
export const Proposal = Type.Object(
  {
    round: Round,
    problemHash: Sha256,
    solutionHash: Sha256,
    engineVersion: Type.String(),
    solveMs: count('Milliseconds the computation took.'),
    optimal: Type.Boolean({ description: 'True only where every step is proven.' }),
    servedSetProven: Type.Boolean({
      description: 'Whether it is proven for everybody without a dwelling that none could be given.',
    }),
    objective: Type.Object(
      {
        misfit: Type.Integer({ description: 'Levels between need and dwelling, added up.' }),
        excess: Type.Integer({ description: 'Load points above the soft levels, added up.' }),
        score: Type.Integer({ description: 'Points of fulfilled wishes.' }),
      },
      closed,
    ),
    dwellingCount: count('Dwellings that took part, homes of tenants who may move among them.'),
    placements: Type.Array(
      Type.Object(
        {
          household: ProposalHousehold,
          dwelling: Type.Object(
            {
              id: Uuid,
              reference: Type.String(),
              track: TrackName,
              level: LevelNumber,
              vacancy: oneOf(['vacant', 'forecast', 'home-of-mover']),
              availableFrom: PlainDate,
              certainty: ForecastCertainty,
            },
            closed,
          ),
          fromDwellingId: nullable(Uuid),
          misfit: Type.Integer(),
          score: Type.Integer(),
        },
        { ...closed, title: 'Placement' },
      ),
      { description: 'Who gets which dwelling, by rank.' },
    ),
    unplaced: Type.Array(
      Type.Object(
        {
          household: ProposalHousehold,
          because: oneOf(['nothing-fits', 'hall-set', 'resource', 'exhausted-search', 'unproven'], {
            description: 'Every dwelling fails a rule, or the kind of proof that none could be given.',
          }),
          fittingCount: count('Dwellings that pass every rule for the household, its own home not counted.'),
          excludedBy: Type.Array(
            Type.Object({ rule: Type.String(), dwellings: count('Dwellings that fail the rule.') }, closed),
          ),
        },
        { ...closed, title: 'Unplaced' },
      ),
      { description: 'Who gets none, and why, by rank.' },
    ),
    places: Type.Array(
      Type.Object(
        {
          placeId: Uuid,
          name: Type.String(),
          kind: oneOf(['building', 'neighbourhood', 'district']),
          before: count('Load points today.'),
          after: count('Load points once the proposal is carried out.'),
          cap: nullable(count('Load points the place may carry; null for no cap.')),
          fullnessBefore: Fullness,
          fullnessAfter: Fullness,
        },
        { ...closed, title: 'LoadChange' },
      ),
      { description: 'Places whose load changes, or that are near, at or over their cap.' },
    ),
  },
  { ...closed, title: 'Proposal' },
);
/** {@link Proposal} */
export type Proposal = Static<typeof Proposal>;

const dwellingVerdict = {
  dwellingId: Uuid,
  dwellingReference: Type.String(),
  failedRules: Type.Array(Type.String(), {
    description: 'Codes of the hard rules that failed; empty when it fits.',
  }),
  misfit: nullable(
    Type.Integer({ description: 'Levels between need and dwelling; null when it does not fit.' }),
  ),
  score: nullable(Type.Integer({ description: 'Points of fulfilled wishes; null when it does not fit.' })),
};

const verdictHousehold = {
  householdId: Uuid,
  householdReference: Type.String(),
  rank: Type.Integer({ minimum: 1 }),
};

/** A page of households with the stored verdict on every dwelling. */
export const VerdictPage = pageOf(
  'VerdictPage',
  Type.Object(
    { ...verdictHousehold, dwellings: Type.Array(Type.Object(dwellingVerdict, closed)) },
    { ...closed, title: 'HouseholdVerdicts' },
  ),
);
/** Keys of the cursor: the rank. */
export const VerdictCursor = Type.Tuple([Type.Integer()]);
/** Query of the verdicts. */
export const VerdictQuery = Type.Object({ ...PagingQuery }, closed);
/** Path of the verdicts of one household. */
export const VerdictParams = Type.Object({ roundId: Uuid, householdId: Uuid }, closed);

/** Every rule for every dwelling for one household. */
export const HouseholdExplanation = Type.Object(
  {
    ...verdictHousehold,
    dwellings: Type.Array(
      Type.Object(
        {
          ...dwellingVerdict,
          rules: Type.Array(
            Type.Object(
              {
                rule: Type.String(),
                passed: Type.Boolean(),
                value: Type.Unknown({ description: 'What the dwelling has.' }),
                limit: Type.Unknown({ description: 'What the rule asks for.' }),
              },
              closed,
            ),
          ),
          scoreParts: Type.Array(Type.Object({ code: Type.String(), points: Type.Integer() }, closed)),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'HouseholdExplanation' },
);

/** What the solver read and wrote, for an independent check: formats of `docs/formats.md`. */
export const RoundExport = Type.Object(
  { problem: Type.Unknown(), solution: Type.Unknown() },
  { ...closed, title: 'RoundExport' },
);

/** One step of a ladder, or of a programme beside it. */
export const LadderStep = Type.Object(
  {
    track: TrackName,
    level: LevelNumber,
    programme: ProgrammeName,
    stock: count('Dwellings (kapasitet): occupied, vacant and out of use together.'),
    occupied: count('Let today (bebodd).'),
    vacant: count('Free to be let (ledig).'),
    outOfUse: count('Staff bases, repairs, taken out of use.'),
    queue: count('Households that have applied and are in the queue for this step.'),
    movers: count('Tenants who wait to move to this step from another dwelling of the municipality.'),
  },
  { ...closed, title: 'LadderStep' },
);

/** Both ladders and the programmes on a date. */
export const Ladder = Type.Object(
  { on: PlainDate, steps: Type.Array(LadderStep) },
  { ...closed, title: 'Ladder' },
);
/** {@link Ladder} */
export type Ladder = Static<typeof Ladder>;
/** Query of the ladder. */
export const LadderQuery = Type.Object({ on: Type.Optional(PlainDate) }, closed);
