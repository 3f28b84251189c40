import { type Db, findLotSeed, findProposal, findSnapshot, inTenant } from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenFromFrozen } from '../privacy/hidden-from-frozen.ts';
import type { ComparedHousehold } from './compare-outcomes.ts';
import type { WhatIf, WhatIfOutcome, WhatIfResult } from './compute-what-if.ts';
import { NO_LOT_SEED } from './find-round-changes.ts';
import { loadRound } from './read-round.ts';
import { type WhatIfSolver, whileSolving } from './round-solver.ts';

/** What {@link runWhatIf} works with. */
export interface RunWhatIfDeps {
  readonly db: Db;
  readonly ids: IdSource;
  readonly solver: WhatIfSolver;
  /** Pairs of household and dwelling that may be solved while somebody waits; a city's when not given. */
  readonly mostWhatIfPairs?: number;
}

/** What to try out, on which round. */
export interface RunWhatIf extends WhatIf {
  readonly roundId: string;
  readonly signal: AbortSignal;
}

/** 2,000 households and 1,200 dwellings, and a little more. */
const MOST_PAIRS = 2_500_000;

/**
 * Solves a round with another policy, cap or status, or with pairs that are locked or forbidden, and tells what would
 * be otherwise. Nothing is stored. Cases from which the actor is recused are left out, and cannot be named; the read is
 * logged for every household that is.
 *
 * @throws {NotFoundError} `round.not-found`, `proposal.not-found`
 * @throws {RuleRefusedError} `record.reference-unknown`, `round.too-large`
 * @throws {UnavailableError} `solver.unavailable`
 */
export async function runWhatIf(
  deps: RunWhatIfDeps,
  actor: Actor,
  { roundId, signal, ...whatIf }: RunWhatIf,
): Promise<WhatIfResult> {
  authorise(actor, 'rounds.read');
  const { hidden, ...read } = await inTenant(deps.db, tenantOf(actor), async (tx) => {
    await loadRound(tx, roundId);
    const [snapshot, proposal] = [await findSnapshot(tx, roundId), await findProposal(tx, roundId)];
    if (snapshot === undefined || proposal === undefined) throw new NotFoundError('proposal.not-found');
    return {
      facts: snapshot.facts,
      solution: proposal.solution,
      lotSeed: (await findLotSeed(tx, roundId)) ?? NO_LOT_SEED,
      hidden: await hiddenFromFrozen(tx, actor),
    };
  });
  refuseHidden(whatIf, hidden);
  const mostPairs = deps.mostWhatIfPairs ?? MOST_PAIRS;
  const outcome = await whileSolving(
    signal,
    async () => await deps.solver.whatIf({ ...read, whatIf, mostPairs }, signal),
  );
  const result = withoutHidden(resultOf(outcome, mostPairs), hidden);
  await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const named = [...result.changed, ...result.gained, ...result.lost].map(({ household }) => household.id);
    const locked = result.locks.map(({ householdId }) => householdId);
    await logAccess(tx, deps, actor, { operation: 'run-what-if', householdIds: [...named, ...locked] });
  });
  return result;
}

function resultOf(outcome: WhatIfOutcome, mostPairs: number): WhatIfResult {
  switch (outcome.kind) {
    case 'computed':
      return outcome.result;
    case 'reference-unknown':
      throw new RuleRefusedError('record.reference-unknown', { field: outcome.field });
    case 'too-large': {
      const { households, dwellings } = outcome;
      throw new RuleRefusedError('round.too-large', { facts: { households, dwellings, mostPairs } });
    }
  }
}

/** A household that does not exist for the actor cannot be tried out, either. */
function refuseHidden(whatIf: WhatIf, hidden: ReadonlySet<string>): void {
  for (const name of ['locked', 'forbidden'] as const) {
    const index = (whatIf[name] ?? []).findIndex(({ householdId }) => hidden.has(householdId));
    if (index >= 0) {
      throw new RuleRefusedError('record.reference-unknown', { field: `${name}/${index}/householdId` });
    }
  }
}

function withoutHidden(result: WhatIfResult, hidden: ReadonlySet<string>): WhatIfResult {
  const seen = (list: readonly ComparedHousehold[]): readonly ComparedHousehold[] =>
    list.filter(({ household }) => !hidden.has(household.id));
  const { changed, gained, lost } = result;
  return { ...result, changed: seen(changed), gained: seen(gained), lost: seen(lost) };
}
