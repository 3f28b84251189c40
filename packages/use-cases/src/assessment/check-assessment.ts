import {
  type AssessmentNeeds,
  isWithinNorm,
  type Level,
  type PlainDateString,
  type PolicyContent,
  readPolicy,
} from '@boligtrapp/domain';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { BedroomNormView } from './bedroom-norm-view.ts';
import type { RegisterAssessment } from './register-assessment.ts';

/**
 * Refuses an assessment that contradicts itself or the policy, naming the property at fault.
 *
 * @throws {RuleRefusedError} `record.date-in-the-future`, `record.range-reversed`, `assessment.points-differ`,
 * `assessment.urgency-class-unknown`, `assessment.acceptable-level-refused`, `assessment.children-contradictory`,
 * `assessment.extra-load-refused`.
 */
export function checkAssessment(
  assessment: RegisterAssessment,
  policy: PolicyContent,
  today: PlainDateString,
): void {
  checkDates(assessment, today);
  if (assessment.urgencyClass > policy.urgencyClasses.length) {
    throw new RuleRefusedError('assessment.urgency-class-unknown', {
      field: 'urgencyClass',
      facts: { lastClass: policy.urgencyClasses.length },
    });
  }
  const sum = assessment.needPointsParts.reduce((total, part) => total + part.points, 0);
  if (sum !== assessment.needPoints) {
    throw new RuleRefusedError('assessment.points-differ', {
      field: 'needPoints',
      facts: { sumOfParts: sum },
    });
  }
  const { bedrooms } = assessment.needs;
  if (bedrooms.max < bedrooms.min) {
    throw new RuleRefusedError('record.range-reversed', { field: 'needs/bedrooms/max' });
  }
  checkAcceptableLevels(assessment.level, assessment.needs.acceptableLevels, policy);
  checkChildren(assessment.needs.children);
  checkExtraLoad(assessment.needs, policy);
}

/**
 * Refuses bedrooms that differ from the norm without saying why. A household without a norm, because no policy was in
 * force or none of its members is recorded, has nothing to differ from.
 *
 * @throws {RuleRefusedError} `assessment.bedrooms-reason-missing`
 */
export function checkBedrooms(
  { bedrooms, bedroomsReason }: AssessmentNeeds,
  norm: BedroomNormView | null,
  { spareBedrooms }: PolicyContent,
): void {
  if (norm === null || norm.bedrooms === 0 || bedroomsReason !== undefined) return;
  if (isWithinNorm(bedrooms, norm.bedrooms, spareBedrooms)) return;
  throw new RuleRefusedError('assessment.bedrooms-reason-missing', {
    field: 'needs/bedroomsReason',
    facts: { norm: norm.bedrooms, most: norm.bedrooms + spareBedrooms },
  });
}

function checkChildren(children: AssessmentNeeds['children']): void {
  const groups = children?.ageGroups;
  if (children === null || groups === undefined) return;
  const sum = groups.reduce((total, { count }) => total + count, 0);
  const isRepeated = new Set(groups.map(({ group }) => group)).size < groups.length;
  if (sum !== children.count || isRepeated) {
    throw new RuleRefusedError('assessment.children-contradictory', { field: 'needs/children/ageGroups' });
  }
}

function checkExtraLoad({ loadProfile }: AssessmentNeeds, policy: PolicyContent): void {
  const most = readPolicy(policy).mostExtraLoad;
  if (loadProfile === undefined || loadProfile.extraPoints <= most) return;
  throw new RuleRefusedError('assessment.extra-load-refused', {
    field: 'needs/loadProfile/extraPoints',
    facts: { most },
  });
}

function checkDates(assessment: RegisterAssessment, today: PlainDateString): void {
  for (const field of ['assessedOn', 'waitingSince'] as const) {
    if (assessment[field] > today) throw new RuleRefusedError('record.date-in-the-future', { field });
  }
  if (assessment.validUntil <= assessment.assessedOn) {
    throw new RuleRefusedError('record.range-reversed', { field: 'validUntil' });
  }
}

/** Why a level beside the assessed one cannot be accepted. */
type LevelFault =
  | 'not-one-above-or-below'
  | 'repeated'
  | 'reason-of-the-other-side'
  | 'policy-does-not-allow';

/** One above or one below at most, each once, with a reason of its own side, where the policy allows that side. */
function checkAcceptableLevels(
  assessed: Level,
  acceptable: AssessmentNeeds['acceptableLevels'],
  policy: PolicyContent,
): void {
  const seen = new Set<Level>();
  for (const [index, entry] of acceptable.entries()) {
    const fault = seen.has(entry.level) ? 'repeated' : levelFault(assessed, entry, policy);
    if (fault !== undefined) {
      throw new RuleRefusedError('assessment.acceptable-level-refused', {
        field: `needs/acceptableLevels/${index}`,
        facts: { fault },
      });
    }
    seen.add(entry.level);
  }
}

function levelFault(
  assessed: Level,
  { level, reason }: AssessmentNeeds['acceptableLevels'][number],
  { levelFit }: PolicyContent,
): LevelFault | undefined {
  const step = level - assessed;
  if (Math.abs(step) !== 1) return 'not-one-above-or-below';
  const isAbove = step === 1;
  if (reason.startsWith('above-') !== isAbove) return 'reason-of-the-other-side';
  const isAllowed = isAbove ? levelFit.allowsOneAbove : levelFit.allowsOneBelow;
  return isAllowed ? undefined : 'policy-does-not-allow';
}
