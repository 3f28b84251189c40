import { insertPolicyImpactRun, markImpactDone, type PolicySetRow } from '@boligtrapp/database';
import type { BuilderScope } from '@boligtrapp/testing';
import { nextId, nextNumber } from '@boligtrapp/testing';
import { type DraftPolicySet, draftPolicySet, submitPolicySet } from '../src/index.ts';
import { actorOf, aRequest, peek, type RecordsScene } from './records-scene.ts';

/** A draft by the case officer, from the set in force where nothing is said. */
export async function aDraft(
  scene: RecordsScene,
  scope: BuilderScope,
  changes: Partial<DraftPolicySet> = {},
): Promise<PolicySetRow> {
  const command = { name: `Draft ${nextNumber()}`, ...changes };
  return await draftPolicySet(scene.deps, actorOf(scope), command, aRequest('draftPolicySet'));
}

/** Stores that an impact run of the set's content is done. */
export async function anImpactRun(scope: BuilderScope, { id, contentHash }: PolicySetRow): Promise<void> {
  const { municipalityId } = scope;
  const run = {
    municipalityId,
    id: nextId(),
    policySetId: id,
    contentHash,
    roundId: null,
    requestedBy: 'test',
  };
  await peek(scope, async (tx) => {
    await insertPolicyImpactRun(tx, run);
    await markImpactDone(tx, run.id, {});
  });
}

/** A set by the case officer that waits for approval. */
export async function aSubmitted(
  scene: RecordsScene,
  scope: BuilderScope,
  changes: Partial<DraftPolicySet> = {},
): Promise<PolicySetRow> {
  const draft = await aDraft(scene, scope, changes);
  await anImpactRun(scope, draft);
  const command = { policySetId: draft.id, version: draft.version };
  return await submitPolicySet(scene.deps, actorOf(scope), command, aRequest('submitPolicySet'));
}
