import {
  appendOutbox,
  findPolicyInForce,
  insertLot,
  insertRound,
  insertSnapshot,
  type Tx,
} from '@boligtrapp/database';
import { addDays, type PlainDateString, plainDate } from '@boligtrapp/domain';
import { sha256Hex, toCanonicalJson } from '@boligtrapp/matching';
import type { Actor } from '../actor/actor.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { CreatedRound, CreateRound, CreateRoundDeps } from './create-round.ts';
import { type FrozenFacts, freezeFacts } from './freeze-facts.ts';
import { assertRoundFits } from './round-size.ts';

const LAST_DAY = plainDate('9899-12-31');

/** What a round rests on. */
export interface FrozenRound extends FrozenFacts {
  readonly policySetId: string;
  readonly horizonEndsOn: PlainDateString;
  readonly lotSeed: string;
}

/**
 * Freezes the facts of a round as they are now.
 *
 * @throws {RuleRefusedError} `round.meeting-in-the-past`, `round.no-policy-in-force`, `round.too-large`.
 */
export async function freezeRound(
  tx: Tx,
  deps: Pick<CreateRoundDeps, 'clock' | 'mostPairs'>,
  command: CreateRound & { readonly lotSeed: string },
): Promise<FrozenRound> {
  const { lotSeed } = command;
  if (command.meetingOn < deps.clock.today()) {
    throw new RuleRefusedError('round.meeting-in-the-past', { field: 'meetingOn' });
  }
  const policy = await findPolicyInForce(tx, command.meetingOn);
  if (policy === undefined) {
    throw new RuleRefusedError('round.no-policy-in-force', { field: 'meetingOn' });
  }
  const wanted = addDays(command.meetingOn, command.horizonDays);
  // Dates are read up to this one: what is answered must be readable.
  const horizonEndsOn = wanted < LAST_DAY ? wanted : LAST_DAY;
  const frozen = await freezeFacts(tx, { ...command, horizonEndsOn, policy });
  assertRoundFits(frozen.facts, deps.mostPairs);
  return { ...frozen, policySetId: policy.id, horizonEndsOn, lotSeed };
}

/** Stores a round with its snapshot and lots, and leaves its computation to a worker. */
export async function storeRound(
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
    forecastCertainty: command.forecastCertainty ?? null,
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
