import { assessments } from './en/assessments.ts';
import { assignments } from './en/assignments.ts';
import { cases } from './en/cases.ts';
import { decisions } from './en/decisions.ts';
import { dwelling } from './en/dwelling.ts';
import { gap } from './en/gap.ts';
import { imports } from './en/imports.ts';
import { leases } from './en/leases.ts';
import { log } from './en/log.ts';
import { meetings } from './en/meetings.ts';
import { offers } from './en/offers.ts';
import { policy } from './en/policy.ts';
import { reviews } from './en/reviews.ts';
import { rotation } from './en/rotation.ts';
import { roundCases } from './en/round-cases.ts';
import { rounds } from './en/rounds.ts';
import { whatIf } from './en/what-if.ts';

/** Texts in English that come with any other page. */
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
