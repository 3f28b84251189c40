import {
  type Db,
  type DecisionRow,
  findDecision,
  findHousehold,
  findProtocol,
  inTenant,
  listDecisions,
  listDecisionsOfHousehold,
  type Tx,
} from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenFromFrozen } from '../privacy/hidden-from-frozen.ts';
import { assertVisible } from '../recusal/assert-visible.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { loadRound } from '../round/read-round.ts';

/** What reading decisions works with; ids are for the access log. */
export interface ReadDecisionsDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** The decisions that rest on a round, from the first; those of cases that the reader is recused from are left out. */
export async function listRoundDecisions(
  deps: ReadDecisionsDeps,
  actor: Actor,
  roundId: string,
): Promise<readonly DecisionRow[]> {
  authorise(actor, 'decisions.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    await loadRound(tx, roundId);
    const hidden = await hiddenHouseholds(tx, actor);
    const rows = (await listDecisions(tx, roundId)).filter(({ householdId }) => !hidden.has(householdId));
    await logAccess(tx, deps, actor, {
      operation: 'list-decisions',
      householdIds: [...new Set(rows.map(({ householdId }) => householdId))],
    });
    return rows;
  });
}

/** All decisions about a household, from the first. @throws {NotFoundError} `household.not-found` */
export async function listHouseholdDecisions(
  deps: ReadDecisionsDeps,
  actor: Actor,
  householdId: string,
): Promise<readonly DecisionRow[]> {
  authorise(actor, 'decisions.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const household = await findHousehold(tx, actor.municipalityId, householdId);
    if (household === undefined) throw new NotFoundError('household.not-found');
    await assertVisible(tx, actor, householdId, 'household.not-found');
    await logAccess(tx, deps, actor, { operation: 'list-household-decisions', householdIds: [householdId] });
    return await listDecisionsOfHousehold(tx, householdId);
  });
}

/** One decision. @throws {NotFoundError} `decision.not-found` */
export async function getDecision(
  deps: ReadDecisionsDeps,
  actor: Actor,
  decisionId: string,
): Promise<DecisionRow> {
  authorise(actor, 'decisions.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const row = await findDecision(tx, decisionId);
    if (row === undefined || (await hiddenHouseholds(tx, actor)).has(row.householdId)) {
      throw new NotFoundError('decision.not-found');
    }
    await logAccess(tx, deps, actor, { operation: 'get-decision', householdIds: [row.householdId] });
    return row;
  });
}

/** Minutes as they were signed. */
export interface StoredProtocol {
  /** Canonical JSON, format boligtrapp-protocol/1. */
  readonly document: string;
  /** SHA-256 in hex of these very bytes. */
  readonly documentHash: string;
}

/**
 * The minutes of a round. Not for whoever is recused from one of its cases: they are one document.
 *
 * @throws {NotFoundError} `round.not-found`, `protocol.not-found`.
 */
export async function getProtocol(
  deps: ReadDecisionsDeps,
  actor: Actor,
  roundId: string,
): Promise<StoredProtocol> {
  authorise(actor, 'decisions.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const { protocol, householdIds } = await loadProtocol(tx, actor, roundId);
    await logAccess(tx, deps, actor, { operation: 'get-protocol', householdIds });
    return protocol;
  });
}

/**
 * The minutes within a transaction of the caller, who notes the households as read. Not for whoever is recused from one
 * of them.
 *
 * @throws {NotFoundError} `round.not-found`, `protocol.not-found`.
 */
export async function loadProtocol(
  tx: Tx,
  actor: Actor,
  roundId: string,
): Promise<{ readonly protocol: StoredProtocol; readonly householdIds: readonly string[] }> {
  await loadRound(tx, roundId);
  const protocol = await findProtocol(tx, roundId);
  const households = (await listDecisions(tx, roundId)).map(({ householdId }) => householdId);
  const hidden = await hiddenFromFrozen(tx, actor);
  // By the text: of a blocked case no decision is listed.
  if (protocol === undefined || hidden.values().some((id) => protocol.document.includes(id))) {
    throw new NotFoundError('protocol.not-found');
  }
  return { protocol, householdIds: [...new Set(households)] };
}
