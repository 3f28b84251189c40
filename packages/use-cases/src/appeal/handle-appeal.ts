import {
  type AppealChange,
  type AppealRow,
  ensureCaseTask,
  findDecision,
  listInvolvedPersons,
  lockAppeal,
  lockHousehold,
  type Tx,
  updateAppeal,
} from '@boligtrapp/database';
import {
  APPEAL_TRANSITIONS,
  type AppealAction,
  type AppealState,
  findBarredFromAppeal,
  type PlainDateString,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { settleMover } from '../assessment/settle-mover.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { NotFoundError, RuleRefusedError, StaleVersionError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { assertMayDecide } from '../recusal/assert-may-decide.ts';
import { heedRecusals } from '../recusal/heed-recusals.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { transition } from '../states/transition.ts';
import type { AppealDeps } from './register-appeal.ts';

/** The appeal after a command. */
export interface HandledAppeal {
  readonly id: string;
  readonly state: AppealState;
  readonly version: number;
}

/** Which appeal, as the caller has read it. */
interface AppealCommand {
  readonly appealId: string;
  readonly version: number;
}

/** What the first instance makes of an appeal. */
export interface ReviewAppeal extends AppealCommand {
  /** `change` and `reverse`: the appellant is heard at once. `forward`: the appeal body decides. */
  readonly action: 'change' | 'reverse' | 'forward' | 'dismiss';
  /** What is changed and why, or the statement to the appeal body; twenty characters or more. */
  readonly statement: string;
}

/**
 * The first instance looks at its decision again: it changes or reverses it, dismisses the appeal, or forwards it with
 * a statement. It cannot uphold its own decision.
 *
 * @throws {NotFoundError} `appeal.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused` @throws {RuleRefusedError} `decision.signer-recused`
 * @law LOV-1967-02-10 § 33
 */
export async function reviewAppeal(
  deps: AppealDeps,
  actor: Actor,
  command: ReviewAppeal,
  request: IdempotencyRequest,
): Promise<HandledAppeal> {
  const today = deps.clock.today();
  const { action, statement } = command;
  return await handle(deps, actor, { request, command }, async (tx, appeal) => {
    await assertMayDecide(tx, [actor.id], appeal.householdId);
    // Once: an appeal that is forwarded is the body's to decide.
    if (appeal.state !== 'registered')
      transition<AppealState, AppealAction>(APPEAL_TRANSITIONS, appeal.state, 'forward');
    const review = { reviewedBy: actor.id, reviewedOn: today, statement };
    return await apply(tx, { deps, actor }, appeal, { action, review });
  });
}

/** What the appeal body has decided. */
export interface RecordAppealOutcome extends AppealCommand {
  readonly outcome: 'uphold' | 'change' | 'reverse' | 'dismiss';
  /** Today or earlier. */
  readonly decidedOn: PlainDateString;
  /** Twenty characters or more. */
  readonly reason: string;
  /** Who heard it; empty for the state administrator. */
  readonly panel: readonly string[];
  /** Who prepared it for the municipal appeals board; null for the state administrator. */
  readonly preparedBy: string | null;
}

/**
 * Records what the appeal body decided. Nobody who prepared or made the decision sits in the municipal appeals board,
 * prepares the appeal for it, or records its outcome.
 *
 * @throws {NotFoundError} `appeal.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`
 * @throws {RuleRefusedError} `appeal.barred`; `appeal.panel-contradictory` where panel and body do not go together;
 * `record.date-in-the-future`, `record.range-reversed`.
 */
export async function recordAppealOutcome(
  deps: AppealDeps,
  actor: Actor,
  command: RecordAppealOutcome,
  request: IdempotencyRequest,
): Promise<HandledAppeal> {
  const { outcome, decidedOn, reason, panel, preparedBy } = command;
  if (decidedOn > deps.clock.today()) {
    throw new RuleRefusedError('record.date-in-the-future', { field: 'decidedOn' });
  }
  return await handle(deps, actor, { request, command }, async (tx, appeal) => {
    // The first instance reviews before: what is only registered has not been forwarded.
    if (appeal.state === 'registered')
      transition<AppealState, AppealAction>(APPEAL_TRANSITIONS, appeal.state, 'uphold');
    transition(APPEAL_TRANSITIONS, appeal.state, outcome);
    if (decidedOn < appeal.arrivedOn) {
      throw new RuleRefusedError('record.range-reversed', { field: 'decidedOn' });
    }
    await assertPanel(tx, actor, appeal, command);
    const recorded = {
      outcomeOn: decidedOn,
      outcomeReason: reason,
      preparedBy,
      recordedBy: actor.id,
      panel: [...new Set(panel)],
    };
    return await apply(tx, { deps, actor }, appeal, { action: outcome, outcome: recorded });
  });
}

/**
 * @law LOV-2018-06-22-83 § 11-10
 * @law LOV-2018-06-22-83 § 13-3
 */
async function assertPanel(
  tx: Tx,
  actor: Actor,
  appeal: AppealRow,
  { panel, preparedBy }: RecordAppealOutcome,
): Promise<void> {
  const isBoard = appeal.body === 'municipal-appeals-board';
  if (isBoard !== panel.length > 0 || isBoard !== (preparedBy !== null)) {
    throw new RuleRefusedError('appeal.panel-contradictory', { field: 'panel' });
  }
  if (!isBoard) return;
  const involved = await listInvolvedPersons(tx, actor.municipalityId, appeal);
  const barred = findBarredFromAppeal([...panel, preparedBy ?? '', actor.id], involved);
  if (barred === undefined) return;
  const { member, involvement } = barred;
  throw new RuleRefusedError('appeal.barred', {
    field: panel.includes(member) ? 'panel' : 'preparedBy',
    lawRefs: ['LOV-2018-06-22-83 § 11-10', 'LOV-2018-06-22-83 § 13-3'],
    facts: { member, involvement },
  });
}

/**
 * The appellant withdraws the appeal.
 *
 * @throws {NotFoundError} `appeal.not-found` @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`
 */
export async function withdrawAppeal(
  deps: AppealDeps,
  actor: Actor,
  command: AppealCommand,
  request: IdempotencyRequest,
): Promise<HandledAppeal> {
  return await handle(
    deps,
    actor,
    { request, command },
    async (tx, appeal) => await apply(tx, { deps, actor }, appeal, { action: 'withdraw' }),
  );
}

async function handle(
  deps: AppealDeps,
  actor: Actor,
  { request, command }: { readonly request: IdempotencyRequest; readonly command: AppealCommand },
  run: (tx: Tx, appeal: AppealRow) => Promise<HandledAppeal>,
): Promise<HandledAppeal> {
  authorise(actor, 'appeals.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    await heedRecusals(tx, actor);
    const appeal = await lockAppeal(tx, actor.municipalityId, command.appealId);
    if (appeal === undefined || (await hiddenHouseholds(tx, actor)).has(appeal.householdId)) {
      throw new NotFoundError('appeal.not-found');
    }
    if (appeal.version !== command.version) throw new StaleVersionError();
    return await run(tx, appeal);
  });
}

async function apply(
  tx: Tx,
  { deps, actor }: { readonly deps: AppealDeps; readonly actor: Actor },
  appeal: AppealRow,
  { action, ...change }: Omit<AppealChange, 'state'> & { readonly action: AppealAction },
): Promise<HandledAppeal> {
  const { municipalityId } = actor;
  const state: AppealState = transition(APPEAL_TRANSITIONS, appeal.state, action);
  const version = await updateAppeal(tx, municipalityId, appeal.id, { state, ...change });
  if (state === 'changed' || state === 'reversed') {
    // The decision itself is corrected by another decision.
    const task = { id: deps.ids.next(), kind: 'appeal-granted', subjectId: appeal.id } as const;
    await ensureCaseTask(tx, municipalityId, { ...task, dueOn: deps.clock.today() });
    await takeMoveBack(tx, { deps, actor }, appeal);
  }
  await appendAuditEvent(tx, actor, {
    action: `appeal.${state}`,
    objectKind: 'appeal',
    objectId: appeal.id,
    before: { state: appeal.state },
    after: { state, panel: change.outcome?.panel ?? [], preparedBy: change.outcome?.preparedBy ?? null },
  });
  return { id: appeal.id, state, version };
}

/**
 * A tenant whose move is no longer decided takes part in rounds as a mover no more; the forecast asks the appeal itself. A
 * decision that was corrected says nothing any more: the one that took its place does.
 */
async function takeMoveBack(
  tx: Tx,
  { deps, actor }: { readonly deps: AppealDeps; readonly actor: Actor },
  { decisionId, householdId }: AppealRow,
): Promise<void> {
  const decision = decisionId === null ? undefined : await findDecision(tx, decisionId);
  if (decision === undefined || decision.reviewId === null) return;
  if (decision.outcome !== 'moved' || decision.correctedById !== null) return;
  await lockHousehold(tx, actor.municipalityId, householdId);
  await settleMover(tx, deps, actor, { householdId, decisionId: decision.id, because: 'assessed' });
}
