import { findLotSeed, inTenantSnapshot, type RoundRow, type Tx } from '@boligtrapp/database';
import { daysBetween, type PlainDateString } from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { lockForCancel, storeCancellation } from './cancel-round.ts';
import type { CreatedRound, CreateRound, CreateRoundDeps } from './create-round.ts';
import { loadRound } from './read-round.ts';
import { freezeRound, storeRound } from './store-round.ts';

/** Which round to compute anew. */
export interface ReSolveRound {
  readonly roundId: string;
  /** Another day of the meeting; the round's own where nothing is said. */
  readonly meetingOn?: PlainDateString | undefined;
}

/**
 * Makes a new round with the parameters of an old one and the facts of now, and cancels the old one, which points at
 * the new one. A lot that was drawn keeps its seed: a round cannot be computed anew for another draw.
 *
 * @throws {NotFoundError} `round.not-found`
 * @throws {ConflictError} `record.transition-refused`, `round.partly-decided`.
 * @throws {RuleRefusedError} `round.meeting-in-the-past`, `round.no-policy-in-force`, `round.too-large`.
 */
export async function reSolveRound(
  deps: CreateRoundDeps,
  actor: Actor,
  command: ReSolveRound,
  request: IdempotencyRequest,
): Promise<CreatedRound> {
  authorise(actor, 'rounds.write');
  const { roundId } = command;
  // As when a round is created: read in one moment, before the transaction that writes.
  const [frozen] = await Promise.allSettled([
    inTenantSnapshot(deps.db, tenantOf(actor), async (tx) => {
      const parameters = parametersOf(await loadRound(tx, roundId), command.meetingOn);
      const lotSeed = (await findLotSeed(tx, roundId)) ?? deps.lots.seed();
      return { ...parameters, ...(await freezeRound(tx, deps, { ...parameters, lotSeed })) };
    }),
  ]);
  const store = async (tx: Tx): Promise<CreatedRound> => {
    if (frozen.status === 'rejected') throw frozen.reason;
    await lockForCancel(tx, roundId);
    const created = await storeRound(tx, deps, actor, frozen.value);
    await storeCancellation(tx, actor, { roundId, reason: null, replacedById: created.id });
    return created;
  };
  return await runOnce(deps.db, actor, request, async (tx) => await store(tx));
}

function parametersOf(round: RoundRow, meetingOn: PlainDateString = round.meetingOn): CreateRound {
  return {
    meetingOn,
    horizonDays: daysBetween(round.meetingOn, round.horizonEndsOn),
    tracks: round.tracks,
    includesMovers: round.includesMovers,
    forecastCertainty: round.forecastCertainty,
  };
}
