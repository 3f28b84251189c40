import { addDays, DEFAULT_POLICY, type PolicyContent } from '@boligtrapp/domain';
import { sha256Hex } from '@boligtrapp/matching';
import { type DemoContext, rangeText } from './demo-context.ts';
import type { PolicySetRow } from './need-rows.ts';

/** The rules before the present ones: a little more load was allowed, and waiting counted for less. */
const FORMER_POLICY: PolicyContent = {
  ...DEFAULT_POLICY,
  caps: { ...DEFAULT_POLICY.caps, neighbourhoodPointsPer100Dwellings: 10 },
  queue: { ...DEFAULT_POLICY.queue, mostPointsForWaiting: 12 },
};

/** Days before the day of the demo on which each set took effect. */
const FORMER_SINCE = 1_100;
const PRESENT_SINCE = 300;

/** The default policy in force, and the set it replaced. Written by one person, approved by another. */
export function generatePolicySets(context: DemoContext): PolicySetRow[] {
  const { on, municipalityId, nextId } = context;
  const changed = addDays(on, -PRESENT_SINCE);
  const set = (
    content: PolicyContent,
    details: Pick<PolicySetRow, 'name' | 'state' | 'valid_during' | 'approval_reference'>,
  ): PolicySetRow => ({
    municipality_id: municipalityId,
    id: nextId(),
    ...details,
    content,
    content_hash: sha256Hex(content),
    author: 'demo-planner',
    approver: 'demo-leader',
  });
  return [
    set(FORMER_POLICY, {
      name: 'Regelsett 1',
      state: 'replaced',
      valid_during: rangeText(addDays(on, -FORMER_SINCE), changed),
      approval_reference: 'Demosak 1',
    }),
    set(DEFAULT_POLICY, {
      name: 'Regelsett 2',
      state: 'in-force',
      valid_during: rangeText(changed, null),
      approval_reference: 'Demosak 2',
    }),
  ];
}
