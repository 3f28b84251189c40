import { describe, expect, test } from 'vitest';
import { evaluateLease } from '../../src/lease/evaluate-lease.ts';
import { plainDate } from '../../src/time/plain-date.ts';
import { CONVERSION_CASES } from './conversion.cases.ts';
import { COURSE_CASES } from './course-of-lease.cases.ts';
import { factsOf } from './law-case.ts';
import { MINIMUM_TERM_CASES } from './minimum-term.cases.ts';
import { MOVE_REQUEST_CASES } from './move-request.cases.ts';
import { SHORT_TERM_CASES } from './short-term.cases.ts';

const GROUPS = {
  'the tenant stays on': CONVERSION_CASES,
  'requests to move': MOVE_REQUEST_CASES,
  'the shortest term': MINIMUM_TERM_CASES,
  'short terms': SHORT_TERM_CASES,
  'the course of a lease': COURSE_CASES,
} as const;

describe.each(Object.entries(GROUPS))('%s', (_name, cases) => {
  test.each(cases)('@law $law: $title', ({ lease, on, acceptEarlyRequests = false, holds }) => {
    const status = evaluateLease(factsOf(lease), plainDate(on), {
      acceptEarlyRequests,
      reviewWindowMonths: 9,
    });
    expect(status).toMatchObject(holds);
  });
});

test('no case is told twice', () => {
  const titles = Object.values(GROUPS).flatMap((cases) => cases.map(({ law, title }) => `${law} ${title}`));
  expect(new Set(titles).size).toBe(titles.length);
});
