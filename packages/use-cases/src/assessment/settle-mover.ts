import { listAssessments, type Tx } from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import {
  appendAssessmentVersion,
  type NextAssessment,
  type RegisterAssessmentDeps,
} from './register-assessment.ts';

/** Whose move is settled, by which decision, and what the queue is told. */
export interface SettleMover {
  readonly householdId: string;
  readonly decisionId: string;
  /** Housed where the tenant moves; assessed where nothing comes of the move. */
  readonly because: NextAssessment['because'];
}

/**
 * Says in the assessment that a tenant is no mover any more, so that neither the queue nor a later round takes them for
 * one. The caller holds the lock of the household, and appends its audit event after this.
 *
 * @returns the new version, null where none said that they were ready to move.
 */
export async function settleMover(
  tx: Tx,
  deps: Pick<RegisterAssessmentDeps, 'clock' | 'ids'>,
  actor: Actor,
  { householdId, decisionId, because }: SettleMover,
): Promise<number | null> {
  const [newest] = await listAssessments(tx, actor.municipalityId, householdId, { limit: 1 });
  if (newest === undefined || !newest.readyToMove) return null;
  const version = {
    ...newest,
    id: deps.ids.next(),
    readyToMove: false,
    madeByDecisionId: decisionId,
  };
  return await appendAssessmentVersion(tx, deps, actor, { assessment: version, because });
}
