import {
  appendOutbox,
  type Db,
  findPolicyInForce,
  insertLot,
  insertRound,
  insertSnapshot,
  inTenant,
  inTenantSnapshot,
  type Tx,
} from '@boligtrapp/database';
import { addDays, type PlainDateString, type Track } from '@boligtrapp/domain';
import { sha256Hex, toCanonicalJson } from '@boligtrapp/matching';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import { type IdempotencyRequest, idempotent } from '../idempotency/idempotent.ts';
import type { Clock, IdSource, LotSource } from '../ports/ports.ts';
import { type FrozenFacts, freezeFacts } from './freeze-facts.ts';
import { assertRoundFits } from './round-size.ts';

/** What {@link createRound} works with. */
export interface CreateRoundDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly lots: LotSource;
  /** Pairs of household and dwelling that a round may have; what a solver can hold when not given. */
  readonly mostPairs?: number;
}

/** A round to be computed for a meeting. */
export interface CreateRound {
  /** Today or later. */
  readonly meetingOn: PlainDateString;
  /** Days after the meeting in which a dwelling may fall vacant and still be offered; 0 for vacant ones only. */
  readonly horizonDays: number;
  readonly tracks: readonly Track[];
  readonly includesMovers: boolean;
}

/** The round that was made; it is computed by a worker. */
export interface CreatedRound {
  readonly id: string;
  readonly reference: string;
  readonly factsHash: string;
}

/**
 * Freezes the facts as they are at one moment, draws the lots that ranking needs, and leaves the computation to a
 * worker; round, snapshot, lots and job are stored in one transaction. A retry with the same key gets the first
 * round.
 *
 * @throws {RuleRefusedError} `round.meeting-in-the-past`, `round.no-policy-in-force`, `round.too-large`.
 */
export async function createRound(
  deps: CreateRoundDeps,
  actor: Actor,
  command: CreateRound,
  request: IdempotencyRequest,
): Promise<CreatedRound> {
  authorise(actor, 'rounds.write');
  // Read before, in a transaction of its own that sees one moment; the one that writes waits for locks, and must
  // see what others have written by then. A refusal waits, too: a retry gets the answer of the first request.
  const [frozen] = await Promise.allSettled([
    inTenantSnapshot(deps.db, tenantOf(actor), async (tx) => await freezeRound(tx, deps, command)),
  ]);
  return await inTenant(
    deps.db,
    tenantOf(actor),
    async (tx) =>
      await idempotent(tx, actor, request, async () => {
        if (frozen.status === 'rejected') throw frozen.reason;
        return await storeRound(tx, deps, actor, { ...command, ...frozen.value });
      }),
  );
}

/** What a round rests on. */
interface FrozenRound extends FrozenFacts {
  readonly policySetId: string;
  readonly horizonEndsOn: PlainDateString;
  readonly lotSeed: string;
}

async function freezeRound(tx: Tx, deps: CreateRoundDeps, command: CreateRound): Promise<FrozenRound> {
  if (command.meetingOn < deps.clock.today()) {
    throw new RuleRefusedError('round.meeting-in-the-past', { field: 'meetingOn' });
  }
  const policy = await findPolicyInForce(tx, command.meetingOn);
  if (policy === undefined) {
    throw new RuleRefusedError('round.no-policy-in-force', { field: 'meetingOn' });
  }
  const horizonEndsOn = addDays(command.meetingOn, command.horizonDays);
  const lotSeed = deps.lots.seed();
  const frozen = await freezeFacts(tx, { ...command, horizonEndsOn, policy, lotSeed });
  assertRoundFits(frozen.facts, deps.mostPairs);
  return { ...frozen, policySetId: policy.id, horizonEndsOn, lotSeed };
}

async function storeRound(
  tx: Tx,
  deps: CreateRoundDeps,
  actor: Actor,
  command: CreateRound & FrozenRound,
): Promise<CreatedRound> {
  const { municipalityId } = actor;
  const { facts, lots, horizonEndsOn, policySetId, lotSeed } = command;
  const round = { municipalityId, id: deps.ids.next() };
  const factsHash = sha256Hex(facts);
  const reference = await insertRound(tx, {
    ...round,
    meetingOn: command.meetingOn,
    horizonEndsOn,
    tracks: command.tracks,
    includesMovers: command.includesMovers,
    policySetId,
    requestedBy: actor.id,
  });
  await insertSnapshot(tx, { municipalityId, roundId: round.id, facts: toCanonicalJson(facts), factsHash });
  if (lots.options.length > 0) {
    await insertLot(tx, {
      municipalityId,
      id: deps.ids.next(),
      roundId: round.id,
      seed: lotSeed,
      options: lots.options,
      result: lots.result,
      drawnBy: actor.id,
    });
  }
  await appendOutbox(tx, municipalityId, {
    id: deps.ids.next(),
    queue: 'rounds',
    kind: 'solve-round',
    payload: { municipalityId, roundId: round.id },
  });
  await appendAuditEvent(tx, actor, {
    action: 'round.created',
    objectKind: 'round',
    objectId: round.id,
    after: { reference, meetingOn: command.meetingOn, horizonEndsOn, factsHash, policySetId },
  });
  return { id: round.id, reference, factsHash };
}
