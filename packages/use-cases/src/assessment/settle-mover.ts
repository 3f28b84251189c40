import { listAssessments, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { appendAssessmentVersion, type RegisterAssessmentDeps } from './register-assessment.ts';

/**
 * Says in the assessment of a tenant who has moved that they are no mover any more, so that no later round takes them
 * for one. The caller holds the lock of the household, and appends its audit event after this.
 *
 * @returns the new version, null where none said that they were ready to move.
 */
export async function settleMover(
  tx: Tx,
  deps: Pick<RegisterAssessmentDeps, 'clock' | 'ids'>,
  actor: Actor,
  { householdId, decisionId }: { readonly householdId: string; readonly decisionId: string },
): Promise<number | null> {
  const [newest] = await listAssessments(tx, actor.municipalityId, householdId, { limit: 1 });
  if (newest === undefined || !newest.readyToMove) return null;
  return await appendAssessmentVersion(tx, deps, actor, {
    ...newest,
    id: deps.ids.next(),
    readyToMove: false,
    madeByDecisionId: decisionId,
  });
}
