import type { DomainErrorCode } from '@boligtrapp/use-cases';
import { APPEAL_PROBLEMS } from './appeal.problems.ts';
import { APPLICATION_PROBLEMS } from './application.problems.ts';
import { ASSESSMENT_PROBLEMS } from './assessment.problems.ts';
import { DECISION_PROBLEMS } from './decision.problems.ts';
import { DWELLING_PROBLEMS } from './dwelling.problems.ts';
import { EDGE_PROBLEMS, type EdgeProblemCode } from './edge-problems.ts';
import { ENTITLEMENT_PROBLEMS } from './entitlement.problems.ts';
import { ENVIRONMENT_PROBLEMS } from './environment.problems.ts';
import { FILE_PROBLEMS } from './file.problems.ts';
import { FOLLOW_UP_PROBLEMS } from './follow-up.problems.ts';
import { HOUSEHOLD_PROBLEMS } from './household.problems.ts';
import { IDENTITY_PROBLEMS } from './identity.problems.ts';
import { IMPORT_PROBLEMS } from './import.problems.ts';
import { KEEP_APART_PROBLEMS } from './keep-apart.problems.ts';
import { KOBO_PROBLEMS } from './kobo.problems.ts';
import { LEASE_PROBLEMS } from './lease.problems.ts';
import { LEASE_MONEY_PROBLEMS } from './lease-money.problems.ts';
import { MEETING_PROBLEMS } from './meeting.problems.ts';
import { NOTICE_PROBLEMS } from './notice.problems.ts';
import { OCCUPANCY_REQUEST_PROBLEMS } from './occupancy-request.problems.ts';
import { OFFER_PROBLEMS } from './offer.problems.ts';
import { PLACE_PROBLEMS } from './place.problems.ts';
import { POLICY_SET_PROBLEMS } from './policy-set.problems.ts';
import { PRIVACY_PROBLEMS } from './privacy.problems.ts';
import type { ProblemDefinition } from './problem-definition.ts';
import { PROTECTION_PROBLEMS } from './protection.problems.ts';
import { RECORD_PROBLEMS } from './record.problems.ts';
import { REPORT_PROBLEMS } from './report.problems.ts';
import { REVIEW_PROBLEMS } from './review.problems.ts';
import { ROTATION_PROBLEMS } from './rotation.problems.ts';
import { ROUND_PROBLEMS } from './round.problems.ts';
import { SHARED_PROBLEMS } from './shared.problems.ts';
import { WEBHOOK_PROBLEMS } from './webhook.problems.ts';

/** How each refusal of a use case is answered. A code without a row does not compile. */
export const DOMAIN_PROBLEMS = {
  ...SHARED_PROBLEMS,
  ...DWELLING_PROBLEMS,
  ...ROUND_PROBLEMS,
  ...FILE_PROBLEMS,
  ...IDENTITY_PROBLEMS,
  ...ROTATION_PROBLEMS,
  ...RECORD_PROBLEMS,
  ...PROTECTION_PROBLEMS,
  ...REVIEW_PROBLEMS,
  ...POLICY_SET_PROBLEMS,
  ...PLACE_PROBLEMS,
  ...OFFER_PROBLEMS,
  ...LEASE_PROBLEMS,
  ...LEASE_MONEY_PROBLEMS,
  ...KEEP_APART_PROBLEMS,
  ...KOBO_PROBLEMS,
  ...HOUSEHOLD_PROBLEMS,
  ...IMPORT_PROBLEMS,
  ...ASSESSMENT_PROBLEMS,
  ...APPLICATION_PROBLEMS,
  ...APPEAL_PROBLEMS,
  ...MEETING_PROBLEMS,
  ...NOTICE_PROBLEMS,
  ...DECISION_PROBLEMS,
  ...ENTITLEMENT_PROBLEMS,
  ...OCCUPANCY_REQUEST_PROBLEMS,
  ...REPORT_PROBLEMS,
  ...FOLLOW_UP_PROBLEMS,
  ...ENVIRONMENT_PROBLEMS,
  ...PRIVACY_PROBLEMS,
  ...WEBHOOK_PROBLEMS,
} as const satisfies Readonly<Record<DomainErrorCode, ProblemDefinition>>;

/** The code of a problem. */
export type ProblemCode = DomainErrorCode | EdgeProblemCode;

/** All kinds of problems; each has a page in `docs/problems`. */
export const PROBLEMS: Readonly<Record<ProblemCode, ProblemDefinition>> = {
  ...EDGE_PROBLEMS,
  ...DOMAIN_PROBLEMS,
};

/** Whether `code` is the code of a problem. */
export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}
