import { assessments } from './nn/assessments.ts';
import { assignments } from './nn/assignments.ts';
import { cases } from './nn/cases.ts';
import { decisions } from './nn/decisions.ts';
import { dwelling } from './nn/dwelling.ts';
import { gap } from './nn/gap.ts';
import { imports } from './nn/imports.ts';
import { leases } from './nn/leases.ts';
import { log } from './nn/log.ts';
import { meetings } from './nn/meetings.ts';
import { offers } from './nn/offers.ts';
import { policy } from './nn/policy.ts';
import { reviews } from './nn/reviews.ts';
import { rotation } from './nn/rotation.ts';
import { roundCases } from './nn/round-cases.ts';
import { rounds } from './nn/rounds.ts';
import { whatIf } from './nn/what-if.ts';

/** Texts in nynorsk that come with any other page. */
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
