import type { PlainDateString } from '@boligtrapp/domain';
import type { Tx } from '../connect.ts';

/** Why a case officer is asked to look. */
export const CASE_TASK_KINDS = [
  'offer-declined',
  'offer-expired',
  'offer-withdrawn',
  'offer-not-made',
  'succession-proposed',
  'succession-impossible',
] as const;
/** One of {@link CASE_TASK_KINDS}. */
export type CaseTaskKind = (typeof CASE_TASK_KINDS)[number];

/** Something for a case officer to look at. */
export interface NewCaseTask {
  readonly id: string;
  readonly kind: CaseTaskKind;
  /** The offer, the decision that led to none, or the proposed succession. */
  readonly subjectId: string;
  readonly dueOn: PlainDateString;
}

/** Adds the task unless there is one of the kind for the subject, done or not. */
export async function ensureCaseTask(tx: Tx, municipalityId: string, task: NewCaseTask): Promise<void> {
  await tx
    .insertInto('case_tasks')
    .values({
      municipality_id: municipalityId,
      id: task.id,
      kind: task.kind,
      subject_id: task.subjectId,
      due_on: task.dueOn,
    })
    .onConflict((conflict) => conflict.constraint('case_tasks_once_key').doNothing())
    .execute();
}
