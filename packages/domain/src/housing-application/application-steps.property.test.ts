import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextState } from '../states/state-table.ts';
import {
  type ApplicationFacts,
  applicationSteps,
  decisionsInForce,
  type EntitlementFacts,
} from './application-steps.ts';
import { DECISION_TRACKS } from './decision-track.ts';
import {
  HOUSING_APPLICATION_TRANSITIONS,
  type HousingApplicationState,
} from './housing-application-states.ts';

const STATES = ['received', 'in-queue', 'refused', 'withdrawn', 'expired', 'housed', 'merged'] as const;

function decision(text: string, index = 0): EntitlementFacts {
  const [track = '', outcome, correctsId = null] = text.split(' ');
  const decisionTrack = DECISION_TRACKS.find((code) => code === track);
  if (decisionTrack === undefined) throw new Error('unknown track');
  return {
    id: String(index),
    decisionTrack,
    outcome: outcome === 'granted' ? 'granted' : 'refused',
    correctsId,
  };
}

function after(facts: ApplicationFacts): HousingApplicationState {
  return applicationSteps(facts).reduce<HousingApplicationState>((state, action) => {
    const next = nextState(HOUSING_APPLICATION_TRANSITIONS, state, action);
    if (next === undefined) throw new Error(`${state} does not allow ${action}`);
    return next;
  }, facts.status);
}

describe('where decisions and assessment lead an application', () => {
  it.each<[string, HousingApplicationState, readonly string[], boolean, HousingApplicationState]>([
    ['a grant and an assessment', 'received', ['municipal-dwelling granted'], true, 'in-queue'],
    ['a grant of care and an assessment', 'received', ['care-dwelling granted'], true, 'in-queue'],
    ['a grant alone', 'received', ['municipal-dwelling granted'], false, 'received'],
    ['a grant of help only', 'received', ['assistance granted'], true, 'received'],
    ['a refusal of help only', 'received', ['assistance refused'], true, 'received'],
    ['a refusal of all', 'received', ['assistance refused', 'municipal-dwelling refused'], true, 'refused'],
    [
      'one refused, one granted',
      'received',
      ['municipal-dwelling refused', 'care-dwelling granted'],
      true,
      'in-queue',
    ],
    [
      'help granted, dwelling refused',
      'received',
      ['assistance granted', 'municipal-dwelling refused'],
      true,
      'received',
    ],
    [
      'a grant that is corrected to a refusal',
      'in-queue',
      ['municipal-dwelling granted', 'municipal-dwelling refused 0'],
      true,
      'refused',
    ],
    [
      'a refusal that is corrected to a grant',
      'refused',
      ['municipal-dwelling refused', 'municipal-dwelling granted 0'],
      true,
      'in-queue',
    ],
    ['an assessment that has run out', 'in-queue', ['municipal-dwelling granted'], false, 'in-queue'],
    ['no decision about a dwelling', 'in-queue', ['assistance refused'], true, 'in-queue'],
    ['a withdrawn application', 'withdrawn', ['municipal-dwelling granted'], true, 'withdrawn'],
  ])('%s', (...[, status, decisions, hasCurrentAssessment, expected]) => {
    const facts = { status, decisions: decisions.map(decision), hasCurrentAssessment };
    expect(after(facts)).toBe(expected);
  });

  it('is allowed by the table, settles at once, and does not depend on the order of the decisions', () => {
    const decisions = fc
      .array(
        fc.record({
          decisionTrack: fc.constantFrom(...DECISION_TRACKS),
          outcome: fc.constantFrom('granted' as const, 'refused' as const),
          corrects: fc.boolean(),
        }),
        { maxLength: 6 },
      )
      .map((drawn) =>
        drawn.map((one, index): EntitlementFacts => {
          const { decisionTrack, outcome } = one;
          const earlier = drawn
            .slice(0, index)
            .findLastIndex((other) => other.decisionTrack === decisionTrack);
          return {
            id: String(index),
            decisionTrack,
            outcome,
            correctsId: one.corrects && earlier !== -1 ? String(earlier) : null,
          };
        }),
      );
    fc.assert(
      fc.property(
        fc.constantFrom(...STATES),
        decisions,
        fc.boolean(),
        (status, drawn, hasCurrentAssessment) => {
          const reached = after({ status, decisions: drawn, hasCurrentAssessment });
          expect(applicationSteps({ status: reached, decisions: drawn, hasCurrentAssessment })).toEqual([]);
          expect(after({ status, decisions: drawn.toReversed(), hasCurrentAssessment })).toBe(reached);
          const corrected = drawn.map(({ correctsId }) => correctsId);
          expect(decisionsInForce(drawn).filter(({ id }) => corrected.includes(id))).toEqual([]);
        },
      ),
    );
  });
});
