import {
  appendAssessment,
  type Db,
  findKnownBuildings,
  findKnownNeighbourhoods,
  findPolicyInForce,
  listAssessments,
  lockHousehold,
  lockOpenApplication,
  type NewAssessment,
  type Tx,
} from '@boligtrapp/database';
import type { AssessmentNeeds } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { followDecisions } from '../application/move-application.ts';
import { assertNotMerged } from '../application/register-application.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { recordQueueChange } from '../queue/record-queue-change.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { type BedroomNormView, readBedroomNorm } from './bedroom-norm-view.ts';
import { checkAssessment, checkBedrooms } from './check-assessment.ts';

/** What {@link registerAssessment} needs. */
export interface RegisterAssessmentDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** An assessment (kartlegging) made by the actor. */
export type RegisterAssessment = Omit<NewAssessment, 'id' | 'assessedBy'>;

/** The version that was made. */
export interface RegisteredAssessment {
  readonly id: string;
  /** The highest of the household; it supersedes the ones before. */
  readonly versionNumber: number;
  /** Null where no policy was in force on the day of the assessment. */
  readonly bedroomNorm: BedroomNormView | null;
}

/**
 * Adds the next version of a household's assessment; the ones before stay as they are. An application that has its
 * grant enters the queue with it; one that is in the queue gets its new place, with the reason in the history.
 *
 * @throws {RuleRefusedError} `record.reference-unknown` for the household or a neighbourhood, and what
 * `checkAssessment` and `checkBedrooms` refuse.
 * @throws {NotFoundError} `policy-set.none-in-force` @throws {ConflictError} `household.merged`
 */
export async function registerAssessment(
  deps: RegisterAssessmentDeps,
  actor: Actor,
  command: RegisterAssessment,
  request: IdempotencyRequest,
): Promise<RegisteredAssessment> {
  authorise(actor, 'assessments.write');
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx, deps, actor, command));
}

async function store(
  tx: Tx,
  deps: RegisterAssessmentDeps,
  actor: Actor,
  command: RegisterAssessment,
): Promise<RegisteredAssessment> {
  const { municipalityId } = actor;
  const { householdId } = command;
  const today = deps.clock.today();
  const policy = await findPolicyInForce(tx, today);
  if (policy === undefined) throw new NotFoundError('policy-set.none-in-force', { facts: { on: today } });
  checkAssessment(command, policy.content, today);
  const isHidden = (await hiddenHouseholds(tx, actor)).has(householdId);
  if (isHidden || !(await lockHousehold(tx, municipalityId, householdId))) {
    throw new RuleRefusedError('record.reference-unknown', { field: 'householdId' });
  }
  await assertNotMerged(tx, actor, householdId);
  await checkNeighbourhoods(tx, municipalityId, command.needs);
  await checkBuildings(tx, municipalityId, command.needs);
  const bedroomNorm = await readBedroomNorm(tx, municipalityId, householdId, command.assessedOn);
  checkBedrooms(command.needs, bedroomNorm, policy.content);

  const id = deps.ids.next();
  const versionNumber = await appendAssessmentVersion(tx, deps, actor, {
    assessment: { ...command, id, assessedBy: actor.id },
    because: 'assessed',
  });
  await logAccess(tx, deps, actor, { operation: 'register-assessment', householdIds: [householdId] });
  await appendAuditEvent(tx, actor, {
    action: 'assessment.registered',
    objectKind: 'assessment',
    objectId: id,
    after: { householdId, versionNumber, track: command.track, level: command.level },
  });
  return { id, versionNumber, bedroomNorm };
}

/** A version to add, and what the queue is told, where its order changes. */
export interface NextAssessment {
  readonly assessment: NewAssessment;
  readonly because: 'assessed' | 'housed';
}

/**
 * Adds the next version; where the household waits, or can wait from now on, the queue follows. The caller holds the
 * lock of the household, and appends its audit event after this.
 */
export async function appendAssessmentVersion(
  tx: Tx,
  deps: Pick<RegisterAssessmentDeps, 'clock' | 'ids'>,
  actor: Actor,
  { assessment, because }: NextAssessment,
): Promise<number> {
  const { municipalityId } = actor;
  const { householdId } = assessment;
  const application = await lockOpenApplication(tx, municipalityId, householdId);
  const added = async (): Promise<number> => await appendAssessment(tx, municipalityId, assessment);
  const [former] = await listAssessments(tx, municipalityId, householdId, { limit: 1 });
  const isMover = assessment.readyToMove || former?.readyToMove === true;
  const isAboutQueue = application?.status === 'in-queue' || isMover;
  const versionNumber = isAboutQueue
    ? await recordQueueChange(tx, deps, { scope: tenantOf(actor), on: deps.clock.today() }, async () => ({
        kind: because,
        householdId,
        result: await added(),
      }))
    : await added();
  if (application?.status === 'received') await followDecisions(tx, deps, actor, application);
  return versionNumber;
}

const AREA_FIELDS = [
  'wishedNeighbourhoodIds',
  'requiredNeighbourhoodIds',
  'supportNeighbourhoodIds',
] as const satisfies readonly (keyof AssessmentNeeds)[];

async function checkBuildings(tx: Tx, municipalityId: string, { children }: AssessmentNeeds): Promise<void> {
  const ids = children?.unfitBuildingIds ?? [];
  const known = await findKnownBuildings(tx, municipalityId, ids);
  const unknown = ids.findIndex((id) => !known.has(id));
  if (unknown !== -1) {
    throw new RuleRefusedError('record.reference-unknown', {
      field: `needs/children/unfitBuildingIds/${unknown}`,
    });
  }
}

async function checkNeighbourhoods(tx: Tx, municipalityId: string, needs: AssessmentNeeds): Promise<void> {
  const known = await findKnownNeighbourhoods(
    tx,
    municipalityId,
    AREA_FIELDS.flatMap((field) => needs[field]),
  );
  for (const field of AREA_FIELDS) {
    const unknown = needs[field].findIndex((id) => !known.has(id));
    if (unknown !== -1) {
      throw new RuleRefusedError('record.reference-unknown', { field: `needs/${field}/${unknown}` });
    }
  }
}
