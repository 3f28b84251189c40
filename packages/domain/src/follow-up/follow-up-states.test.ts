import { expect, it } from 'vitest';
import { CAREER_PLAN_TRANSITIONS, PLAN_STEP_TRANSITIONS } from '../career-plan/career-plan-states.ts';
import { FOLLOW_UP_TRANSITIONS } from './follow-up-states.ts';
import { isSoundOutcome } from './visit-outcome.ts';

it('a follow-up ends once, whoever ends it', () => {
  expect(FOLLOW_UP_TRANSITIONS.due).toEqual({ complete: 'done', miss: 'missed', cancel: 'cancelled' });
  for (const state of ['done', 'missed', 'cancelled'] as const) {
    expect(FOLLOW_UP_TRANSITIONS[state]).toEqual({});
  }
});

it('a plan is achieved only when the tenant has agreed to it, and a revised one is agreed anew', () => {
  expect(CAREER_PLAN_TRANSITIONS.draft).not.toHaveProperty('achieve');
  expect(CAREER_PLAN_TRANSITIONS.agreed.revise).toBe('draft');
  expect(CAREER_PLAN_TRANSITIONS.achieved).toEqual({});
});

it('a step that is done or dropped stays so', () => {
  expect(PLAN_STEP_TRANSITIONS.done).toEqual({});
  expect(PLAN_STEP_TRANSITIONS.dropped).toEqual({});
  expect(Object.keys(PLAN_STEP_TRANSITIONS['in-progress'])).toEqual(['finish', 'drop']);
});

it('only whoever met the tenant tells how it is there', () => {
  expect(isSoundOutcome('met', 2)).toBe(true);
  expect(isSoundOutcome('met', null)).toBe(false);
  expect(isSoundOutcome('not-met', 1)).toBe(false);
  expect(isSoundOutcome('refused', null)).toBe(true);
});
