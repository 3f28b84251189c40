import {
  findPolicySet,
  lockPolicySet,
  type PolicySetRow,
  type PolicySetStoring,
  type Tx,
} from '@boligtrapp/database';
import {
  findAgainstLaw,
  groupsWithoutReason,
  LATER_POLICY_KEYS,
  type PolicyContent,
} from '@boligtrapp/domain';
import { ConflictError, NotFoundError, RuleRefusedError, StaleVersionError } from '../errors/domain-error.ts';

/** Which policy set, as the caller has read it. */
export interface PolicySetVersion {
  readonly policySetId: string;
  /** The version that the caller has read. */
  readonly version: number;
}

/**
 * Refuses a content that sets what a law has set, or gives a figure without saying where it comes from.
 *
 * @throws {RuleRefusedError} `policy-set.against-law`, `policy-set.source-missing`
 */
export function checkPolicyContent(content: PolicyContent): void {
  const fault = findAgainstLaw(content);
  if (fault !== undefined) {
    throw new RuleRefusedError('policy-set.against-law', {
      field: `content/${fault.field}`,
      lawRefs: [fault.lawRef],
    });
  }
  const key = LATER_POLICY_KEYS.find(
    (key) => content[key] !== undefined && content.sources[key] === undefined,
  );
  if (key !== undefined) {
    throw new RuleRefusedError('policy-set.source-missing', { field: `content/sources/${key}` });
  }
}

/** Refuses a content with a group of figures that has no reason. @throws {RuleRefusedError} `policy-set.reason-missing` */
export function assertReasonsGiven(content: PolicyContent): void {
  const [group] = groupsWithoutReason(content);
  if (group === undefined) return;
  throw new RuleRefusedError('policy-set.reason-missing', { facts: { group } });
}

/** The policy set, its row locked. @throws {NotFoundError} `policy-set.not-found` @throws {StaleVersionError} */
export async function loadForChange(
  tx: Tx,
  municipalityId: string,
  { policySetId, version }: PolicySetVersion,
): Promise<PolicySetRow> {
  await lockPolicySet(tx, municipalityId, policySetId);
  const set = await loadPolicySet(tx, municipalityId, policySetId);
  if (set.version !== version) throw new StaleVersionError();
  return set;
}

/** The policy set. @throws {NotFoundError} `policy-set.not-found` */
export async function loadPolicySet(
  tx: Tx,
  municipalityId: string,
  policySetId: string,
): Promise<PolicySetRow> {
  const set = await findPolicySet(tx, municipalityId, policySetId);
  if (set === undefined) throw new NotFoundError('policy-set.not-found');
  return set;
}

/** Throws what the database has against a set, so that all of it is undone. @throws {ConflictError} */
export function assertStored(storing: PolicySetStoring): void {
  if (storing !== 'stored') throw new ConflictError(`policy-set.${storing}`);
}
