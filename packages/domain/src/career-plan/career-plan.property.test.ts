import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { isSoundGoal, planProgress } from './career-plan.ts';
import type { PlanStepState } from './career-plan-states.ts';

const state = fc.constantFrom<PlanStepState>('planned', 'in-progress', 'done', 'dropped');

it('progress is the share of what was not dropped, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(state), (states) => {
      const steps = states.map((one) => ({ state: one }));
      const progress = planProgress(steps);
      expect(planProgress(steps.toReversed())).toBe(progress);
      expect(planProgress([...steps, { state: 'dropped' as const }])).toBe(progress);
      const [done, all] = [steps.filter((one) => one.state === 'done').length, steps.length];
      const kept = all - steps.filter((one) => one.state === 'dropped').length;
      if (kept === 0) expect(progress).toBeNull();
      else {
        expect((progress ?? -1) * kept).toBeLessThanOrEqual(done * 10_000);
        expect(((progress ?? -1) + 1) * kept).toBeGreaterThan(done * 10_000);
      }
    }),
  );
});

it('a level belongs to stepping down, and to nothing else', () => {
  expect(isSoundGoal('step-down', 2)).toBe(true);
  expect(isSoundGoal('step-down', null)).toBe(false);
  expect(isSoundGoal('stay', 1)).toBe(false);
  expect(isSoundGoal('own-with-startlan', null)).toBe(true);
});
