import { ComparedPair, DwellingOutcomes, HouseholdOutcomes, NearestChange } from '../http/explanations.ts';
import { RoundChanges, StaleRounds } from '../http/round-changes.ts';
import {
  CreatedRound,
  HouseholdExplanation,
  Proposal,
  Round,
  RoundExport,
  RoundPage,
  VerdictPage,
} from '../http/rounds.ts';
import { WhatIfResult } from '../http/what-ifs.ts';
import { PolicyImpactRun } from '../records/policy-impact-runs.ts';
import { type ClassedAnswer, classed } from './classed-answer.ts';
import { DWELLING_STEP, pageFields, RANKED, STATEMENT } from './shared-fields.ts';

const ROUND = {
  id: 'case',
  version: 'case',
  reference: 'case',
  meetingOn: 'case',
  horizonEndsOn: 'case',
  tracks: 'open',
  includesMovers: 'open',
  forecastCertainty: 'open',
  policySetId: 'open',
  state: 'case',
  failureCode: 'open',
  progress: { done: 'open', total: 'open' },
  requestedBy: 'staff',
  createdAt: 'case',
  finishedAt: 'case',
  factsHash: 'open',
  cancelledBy: 'staff',
  cancelReason: 'grounds',
  replacedById: 'case',
} as const;

const VACANCY = {
  ...DWELLING_STEP,
  vacancy: 'property',
  availableFrom: 'property',
  certainty: 'property',
} as const;

const EXPLAINED_DWELLING = { ...VACANCY, expectation: STATEMENT } as const;

const VERDICT_HOUSEHOLD = { householdId: 'case', householdReference: 'case', rank: 'function' } as const;

const VERDICT = {
  dwellingId: 'property',
  dwellingReference: 'property',
  failedRules: 'function',
  misfit: 'function',
  score: 'function',
} as const;

const JUDGED_RULE = { rule: 'function', name: 'function', passed: 'function', statement: STATEMENT } as const;

const LOAD_OF_PLACE = {
  placeId: 'property',
  kind: 'property',
  name: 'property',
  before: 'property',
  after: 'property',
} as const;

const FIGURES = {
  misfit: 'function',
  score: 'function',
  loads: { ...LOAD_OF_PLACE, cap: 'property', statement: STATEMENT },
} as const;

const PRICE = { id: 'property', name: 'property', points: 'property' } as const;

const COMPARED = {
  household: {
    id: 'case',
    reference: 'case',
    urgencyClass: 'function',
    track: 'function',
    level: 'function',
  },
  before: DWELLING_STEP,
  after: DWELLING_STEP,
} as const;

const COMPARED_PLACES = { ...LOAD_OF_PLACE, capBefore: 'property', capAfter: 'property' } as const;
const OBJECTIVE = { misfit: 'open', excess: 'open', score: 'open' } as const;
const CELLS = { changed: 'open', gained: 'open', lost: 'open' } as const;

const IMPACT = {
  households: 'open',
  dwellings: 'open',
  unchanged: 'open',
  total: CELLS,
  byLevel: { track: 'open', level: 'open', ...CELLS },
  byArea: { neighbourhoodId: 'open', name: 'open', ...CELLS },
  places: COMPARED_PLACES,
  optimal: 'open',
  householdIds: { changed: 'case', gained: 'case', lost: 'case' },
} as const;

const ROUNDS: readonly ClassedAnswer[] = [
  classed(Round, ROUND),
  classed(RoundPage, pageFields(ROUND)),
  classed(CreatedRound, { id: 'case', reference: 'case', factsHash: 'open' }),
  classed(Proposal, {
    round: ROUND,
    problemHash: 'open',
    solutionHash: 'open',
    engineVersion: 'open',
    solveMs: 'open',
    optimal: 'open',
    servedSetProven: 'open',
    objective: OBJECTIVE,
    dwellingCount: 'open',
    placements: {
      household: RANKED,
      dwelling: VACANCY,
      fromDwellingId: 'property',
      misfit: 'function',
      score: 'function',
    },
    unplaced: {
      household: RANKED,
      because: 'function',
      fittingCount: 'function',
      excludedBy: { rule: 'function', dwellings: 'function' },
    },
    places: { ...LOAD_OF_PLACE, cap: 'property', fullnessBefore: 'property', fullnessAfter: 'property' },
  }),
  // In formats of their own, which have no names and no texts.
  classed(RoundExport, { problem: 'function', solution: 'function' }),
  classed(RoundChanges, {
    roundId: 'case',
    isStale: 'case',
    changes: { kind: 'case', subject: 'case', id: 'case', otherId: 'case' },
  }),
  classed(StaleRounds, { items: { id: 'case', reference: 'case' } }),
  classed(WhatIfResult, {
    unchanged: 'open',
    changed: COMPARED,
    gained: COMPARED,
    lost: COMPARED,
    places: COMPARED_PLACES,
    optimal: 'open',
    objectiveBefore: OBJECTIVE,
    objectiveAfter: OBJECTIVE,
    locks: { householdId: 'case', dwellingId: 'property', isHonoured: 'function' },
  }),
  classed(PolicyImpactRun, {
    id: 'open',
    policySetId: 'open',
    contentHash: 'open',
    state: 'open',
    isOfPresentContent: 'open',
    roundId: 'case',
    failureCode: 'open',
    progress: { done: 'open', total: 'open' },
    requestedBy: 'staff',
    createdAt: 'open',
    finishedAt: 'open',
    result: { lastRound: IMPACT, presentQueue: IMPACT },
  }),
];

const EXPLANATIONS: readonly ClassedAnswer[] = [
  classed(VerdictPage, pageFields({ ...VERDICT_HOUSEHOLD, dwellings: VERDICT })),
  classed(HouseholdExplanation, {
    ...VERDICT_HOUSEHOLD,
    dwellings: {
      ...VERDICT,
      rules: { rule: 'function', passed: 'function', value: 'function', limit: 'function' },
      scoreParts: { code: 'function', points: 'function' },
    },
  }),
  classed(HouseholdOutcomes, {
    household: RANKED,
    isServed: 'function',
    ending: STATEMENT,
    dwelling: { id: 'property', reference: 'property' },
    certificate: {
      kind: 'function',
      statement: STATEMENT,
      prices: { places: PRICE, dwellings: PRICE },
    },
    fittingCount: 'function',
    excludedBy: { rule: 'function', name: 'function', dwellings: 'function' },
    ...pageFields({
      dwelling: EXPLAINED_DWELLING,
      outcome: 'function',
      statement: STATEMENT,
      rules: JUDGED_RULE,
      scoreParts: { code: 'function', points: 'function', statement: STATEMENT },
      ...FIGURES,
    }),
  }),
  classed(DwellingOutcomes, {
    dwelling: EXPLAINED_DWELLING,
    ...pageFields({
      household: RANKED,
      outcome: 'function',
      statement: STATEMENT,
      failedRules: JUDGED_RULE,
      ...FIGURES,
    }),
  }),
  classed(NearestChange, { householdId: 'case', outcome: 'function', changes: STATEMENT }),
  classed(ComparedPair, {
    householdId: 'case',
    dwellingId: 'property',
    outcome: 'function',
    statement: STATEMENT,
    isCompared: 'function',
  }),
];

/** Rounds, what they propose, and why. */
export const ROUND_ANSWERS: readonly ClassedAnswer[] = [...ROUNDS, ...EXPLANATIONS];
