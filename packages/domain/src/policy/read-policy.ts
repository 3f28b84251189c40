import type { PlainDateString } from '../time/plain-date.ts';
import { DEFAULT_POLICY } from './default-policy.ts';
import type { CompletePolicy, LaterPolicyKey, PolicyContent, RefusalConsequence } from './policy-content.ts';

/** The groups that sets from before them lack. */
export const LATER_POLICY_KEYS = [
  'refusals',
  'waivableRules',
  'leaseTermMonths',
  'mostExtraLoad',
  'reviews',
  'followUps',
  'environment',
  'forecast',
  'notices',
  'flow',
] as const satisfies readonly LaterPolicyKey[];

/**
 * The policy with every group: what a set from before a group lacks has the default, with the default's source. The
 * stored content and its hash stay as they are; whoever needs a later group reads it through this.
 */
export function readPolicy(content: PolicyContent): CompletePolicy {
  const sources = { ...content.sources };
  for (const key of LATER_POLICY_KEYS) sources[key] ??= DEFAULT_POLICY.sources[key];
  const later = Object.fromEntries(
    LATER_POLICY_KEYS.map((key) => [key, content[key] ?? DEFAULT_POLICY[key]]),
  );
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the entries are made from all later keys
  const groups = later as Pick<CompletePolicy, LaterPolicyKey>;
  return { ...content, ...groups, sources: { ...DEFAULT_POLICY.sources, ...sources } };
}

/**
 * What the policy says about the `count`-th refusal of a household on `on`: the row with the highest count that is
 * reached; of several, the first. Where no row holds, a case officer is told all the same.
 */
export function refusalConsequence(
  content: PolicyContent,
  { count, on }: { readonly count: number; readonly on: PlainDateString },
): Pick<RefusalConsequence, 'consequence' | 'legalBasis'> {
  const holding = readPolicy(content).refusals.filter(
    ({ validFrom, validTo, fromRefusal }) =>
      fromRefusal <= count && (validFrom === null || validFrom <= on) && (validTo === null || on < validTo),
  );
  const [row] = holding.toSorted((a, b) => b.fromRefusal - a.fromRefusal);
  return row ?? { consequence: 'flag', legalBasis: null };
}
