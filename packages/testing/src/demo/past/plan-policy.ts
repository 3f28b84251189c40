import {
  draftPolicySet,
  requestPolicyImpactRun,
  runPolicyImpact,
  submitPolicySet,
} from '@boligtrapp/use-cases';
import type { PastScene } from './past-scene.ts';
import type { PastUsers } from './past-users.ts';

/** Days before the day of the demo. */
const SUBMITTED = 1;
/** Load points per 100 dwellings; 8 in the set in force. */
const PROPOSED_CAP = 9;

/** A set that lets neighbourhoods carry a little more, tried and submitted; the leader has not approved it. */
export async function planPolicy(scene: PastScene, users: PastUsers): Promise<void> {
  scene.goTo(SUBMITTED);
  const { officer } = users;
  const inForce = scene.demo.rows.policy_sets.find(({ state }) => state === 'in-force');
  if (inForce === undefined) return;
  const caps = { ...inForce.content.caps, neighbourhoodPointsPer100Dwellings: PROPOSED_CAP };
  const draft = await draftPolicySet(
    scene,
    officer,
    { name: 'Regelsett 3', basedOnId: inForce.id, content: { ...inForce.content, caps } },
    scene.request('draftPolicySet'),
  );
  const run = await requestPolicyImpactRun(scene, officer, draft.id, scene.request('requestPolicyImpactRun'));
  await runPolicyImpact(scene, {
    municipalityId: officer.municipalityId,
    impactRunId: run.id,
    signal: new AbortController().signal,
  });
  await submitPolicySet(
    scene,
    officer,
    { policySetId: draft.id, version: draft.version },
    scene.request('submitPolicySet'),
  );
}
