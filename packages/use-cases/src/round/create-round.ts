import { type Db, inTenantSnapshot } from '@boligtrapp/database';
import type { Certainty, PlainDateString, Track } from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource, LotSource } from '../ports/ports.ts';
import { freezeRound, storeRound } from './store-round.ts';

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
  /**
   * The least sure class of forecast vacancies that takes part, by the rules of the policy. Null or left out: what is
   * registered as free until the horizon, no more.
   */
  readonly forecastCertainty?: Certainty | null | undefined;
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
    inTenantSnapshot(
      deps.db,
      tenantOf(actor),
      async (tx) => await freezeRound(tx, deps, { ...command, lotSeed: deps.lots.seed() }),
    ),
  ]);
  return await runOnce(deps.db, actor, request, async (tx) => {
    if (frozen.status === 'rejected') throw frozen.reason;
    return await storeRound(tx, deps, actor, { ...command, ...frozen.value });
  });
}
