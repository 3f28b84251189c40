import {
  appendApplicationAssignment,
  type Db,
  findApplicationAssignment,
  listHiddenHouseholds,
  lockApplication,
  type Tx,
} from '@boligtrapp/database';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { IdSource } from '../ports/ports.ts';
import { heedRecusals } from '../recusal/heed-recusals.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What {@link assignApplications} needs. */
export interface AssignApplicationsDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** Who is to answer for some applications. */
export interface AssignApplications {
  /** Each application once, with whom the actor saw it assigned to. */
  readonly applications: readonly SeenApplication[];
  /** A user; null gives them back to those that nobody has. */
  readonly assignedTo: string | null;
  readonly reason: string;
}

/** An application as the actor saw it. */
export interface SeenApplication {
  readonly id: string;
  readonly seenAssignedTo: string | null;
}

/** What came of one of them. */
export interface AssignmentOutcome {
  readonly id: string;
  /**
   * `assigned`: it is as asked for now. `unchanged`: it was so before. `changed-meanwhile`: somebody else assigned it
   * after the actor saw it. `settled`: it is not open any more. `assignee-unfit`: who was named may not know of the
   * case. `not-found`: there is none.
   */
  readonly outcome:
    | 'assigned'
    | 'unchanged'
    | 'changed-meanwhile'
    | 'settled'
    | 'assignee-unfit'
    | 'not-found';
  /** Who has it now; null for nobody, and where there is none. */
  readonly assignedTo: string | null;
}

/**
 * Says who answers for each of some open applications, or gives them back; each for itself, so that one that cannot be
 * assigned holds no other back. Earlier assignments stay in the history. Nobody is to answer for a case that does not
 * exist for them.
 *
 * @law LOV-1967-02-10 § 6
 */
export async function assignApplications(
  deps: AssignApplicationsDeps,
  actor: Actor,
  command: AssignApplications,
  request: IdempotencyRequest,
): Promise<readonly AssignmentOutcome[]> {
  authorise(actor, 'applications.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    await heedRecusals(tx, actor);
    const hidden = {
      fromActor: await hiddenHouseholds(tx, actor),
      fromAssignee: new Set(
        command.assignedTo === null ? [] : await listHiddenHouseholds(tx, command.assignedTo),
      ),
    };
    const outcomes = new Map<string, AssignmentOutcome>();
    // In one order for everybody: two who assign the same ones wait for each other, and never in a circle.
    for (const application of command.applications.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
      const outcome = await assignOne(tx, deps, actor, { command, application, hidden });
      outcomes.set(application.id, outcome);
    }
    return command.applications.flatMap(({ id }) => outcomes.get(id) ?? []);
  });
}

interface AssignOne {
  readonly command: AssignApplications;
  readonly application: SeenApplication;
  readonly hidden: {
    readonly fromActor: ReadonlySet<string>;
    readonly fromAssignee: ReadonlySet<string>;
  };
}

async function assignOne(
  tx: Tx,
  deps: AssignApplicationsDeps,
  actor: Actor,
  { command, application: { id, seenAssignedTo }, hidden }: AssignOne,
): Promise<AssignmentOutcome> {
  const { municipalityId } = actor;
  const { assignedTo, reason } = command;
  const application = await lockApplication(tx, municipalityId, id);
  if (application === undefined || hidden.fromActor.has(application.householdId)) {
    return { id, outcome: 'not-found', assignedTo: null };
  }
  const before = await findApplicationAssignment(tx, municipalityId, id);
  const left = (outcome: AssignmentOutcome['outcome']): AssignmentOutcome => ({
    id,
    outcome,
    assignedTo: before.assignedTo,
  });
  if (application.status !== 'received' && application.status !== 'in-queue') return left('settled');
  if (before.assignedTo === assignedTo) return left('unchanged');
  if (before.assignedTo !== seenAssignedTo) return left('changed-meanwhile');
  if (hidden.fromAssignee.has(application.householdId)) return left('assignee-unfit');
  await appendApplicationAssignment(tx, municipalityId, {
    id: deps.ids.next(),
    applicationId: id,
    assignedTo,
    assignmentNumber: before.assignmentNumber + 1,
    reason,
    assignedBy: actor.id,
  });
  await appendAuditEvent(tx, actor, {
    action: 'housing-application.assigned',
    objectKind: 'housing-application',
    objectId: id,
    before: { assignedTo: before.assignedTo },
    after: { assignedTo },
    reason,
  });
  return { id, outcome: 'assigned', assignedTo };
}
