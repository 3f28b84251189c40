import {
  findLastQueueEvent,
  findPolicyInForce,
  insertQueueEvent,
  lockQueue,
  type PolicyInForce,
  type QueueEventKind,
  readQueue,
  readRecordedPlaces,
  type TenantScope,
  type Tx,
} from '@boligtrapp/database';
import { type PlainDateString, type QueuePlace, queueMoves, queuePlaces } from '@boligtrapp/domain';
import type { IdSource } from '../ports/ports.ts';

/** In whose name and on which day the order is looked at. */
export interface QueueMoment {
  readonly scope: TenantScope;
  readonly on: PlainDateString;
}

/** What a change says of itself, once it is made. */
export interface QueueChange<Result> {
  readonly kind: Exclude<QueueEventKind, 'policy-changed' | 'waiting-time' | 'observed'>;
  readonly householdId: string;
  readonly result: Result;
}

/**
 * Makes a change to who waits, or how, and writes down whom it moved and why, in the same transaction: the order before
 * is compared with the order after. Whatever had moved since the last event is written down first, with its own reason.
 * Holds the lock of the queue until the transaction ends: it comes after the locks of households and applications, and
 * before the audit event.
 *
 * Cost: two or three times the order of the whole queue.
 */
export async function recordQueueChange<Result>(
  tx: Tx,
  deps: { readonly ids: IdSource },
  moment: QueueMoment,
  change: () => Promise<QueueChange<Result>>,
): Promise<Result> {
  const queue = await openQueue(tx, deps, moment);
  const { kind, householdId, result } = await change();
  if (queue !== undefined) {
    const after = queuePlaces(queue.policy.content, await readAll(tx, moment), moment.on);
    await store(tx, deps, moment, { ...queue, kind, householdId, after });
  }
  return result;
}

/**
 * Writes down what has moved in the queue since the last event: days that went by, another policy, rows that came in
 * another way. For the night, and for whoever has changed the policy. On a day before the last event it does nothing.
 */
export async function catchUpQueue(
  tx: Tx,
  deps: { readonly ids: IdSource },
  moment: QueueMoment,
): Promise<void> {
  await openQueue(tx, deps, moment);
}

interface OpenQueue {
  readonly policy: PolicyInForce;
  /** The places of the day, all of them in the history. */
  readonly places: readonly QueuePlace[];
}

/** Brings the history up to the day; undefined where no policy is in force, because there is no order then. */
async function openQueue(
  tx: Tx,
  deps: { readonly ids: IdSource },
  moment: QueueMoment,
): Promise<OpenQueue | undefined> {
  const { on } = moment;
  const { municipalityId } = moment.scope;
  await lockQueue(tx, municipalityId);
  const policy = await findPolicyInForce(tx, on);
  if (policy === undefined) return undefined;
  const recorded = await readRecordedPlaces(tx, municipalityId);
  const last = await findLastQueueEvent(tx, municipalityId);
  if (last !== undefined && last.occurredOn > on) return { policy, places: recorded };
  const waiting = await readAll(tx, moment);
  const lastDay = last?.occurredOn ?? on;
  const lastRules = last?.policy ?? policy.content;
  const lastPolicySet = { id: last?.policySetId ?? policy.id };
  const waitingThen = lastDay === on ? waiting : await readAll(tx, { ...moment, on: lastDay });
  // Each step changes one thing only, so that each move has the reason that brought it.
  const asLeft = queuePlaces(lastRules, waitingThen, lastDay);
  const aged = queuePlaces(lastRules, waiting, on);
  const places = queuePlaces(policy.content, waiting, on);
  const note = { householdId: null, policy: lastPolicySet };
  await store(
    tx,
    deps,
    { ...moment, on: lastDay },
    { ...note, kind: 'observed', places: recorded, after: asLeft },
  );
  await store(tx, deps, moment, { ...note, kind: 'waiting-time', places: asLeft, after: aged });
  await store(tx, deps, moment, { ...note, policy, kind: 'policy-changed', places: aged, after: places });
  return { policy, places };
}

/** All who take a place; somebody with a protected address takes none, and nobody is moved by them. */
async function readAll(tx: Tx, { scope, on }: QueueMoment): ReturnType<typeof readQueue> {
  const rows = await readQueue(tx, scope.municipalityId, {}, on);
  return rows.filter(({ hasProtectedMember }) => !hasProtectedMember);
}

async function store(
  tx: Tx,
  deps: { readonly ids: IdSource },
  { scope, on }: QueueMoment,
  event: {
    readonly kind: QueueEventKind;
    readonly householdId: string | null;
    readonly policy: { readonly id: string };
    readonly places: readonly QueuePlace[];
    readonly after: readonly QueuePlace[];
  },
): Promise<void> {
  const moves = queueMoves(event.places, event.after);
  if (moves.length === 0) return;
  const { kind, householdId } = event;
  await insertQueueEvent(
    tx,
    scope.municipalityId,
    {
      id: deps.ids.next(),
      kind,
      householdId,
      policySetId: event.policy.id,
      occurredOn: on,
      recordedBy: scope.actorId,
    },
    moves,
  );
}
