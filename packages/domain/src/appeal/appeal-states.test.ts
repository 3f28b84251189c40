import { expect, it } from 'vitest';
import { APPEAL_TRANSITIONS } from './appeal-states.ts';

// LOV-1967-02-10 § 33
it('whoever made the decision may change it or forward the appeal, and only the appeal body may uphold it', () => {
  expect(Object.keys(APPEAL_TRANSITIONS.registered)).toEqual([
    'change',
    'reverse',
    'dismiss',
    'forward',
    'withdraw',
  ]);
  expect(APPEAL_TRANSITIONS.forwarded.uphold).toBe('upheld');
});
