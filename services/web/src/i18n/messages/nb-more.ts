import { assessments } from './nb/assessments.ts';
import { assignments } from './nb/assignments.ts';
import { cases } from './nb/cases.ts';
import { decisions } from './nb/decisions.ts';
import { dwelling } from './nb/dwelling.ts';
import { gap } from './nb/gap.ts';
import { imports } from './nb/imports.ts';
import { leases } from './nb/leases.ts';
import { log } from './nb/log.ts';
import { meetings } from './nb/meetings.ts';
import { offers } from './nb/offers.ts';
import { policy } from './nb/policy.ts';
import { reviews } from './nb/reviews.ts';
import { rotation } from './nb/rotation.ts';
import { roundCases } from './nb/round-cases.ts';
import { rounds } from './nb/rounds.ts';
import { whatIf } from './nb/what-if.ts';

/** Texts in bokmål that come with any other page. */
export const more = {
  ...assessments,
  ...assignments,
  ...cases,
  ...decisions,
  ...dwelling,
  ...gap,
  ...imports,
  ...leases,
  ...log,
  ...meetings,
  ...offers,
  ...policy,
  ...reviews,
  ...rotation,
  ...roundCases,
  ...rounds,
  ...whatIf,
} as const;
