import {
  type Db,
  inTenant,
  lockOpenMeetingOfRound,
  lockRound,
  type RulingRow,
  type Tx,
  upsertRuling,
} from '@boligtrapp/database';
import {
  createJudgingContext,
  explainPair,
  ROUND_TRANSITIONS,
  type RoundAction,
  type RoundFacts,
  type RoundHousehold,
  type RoundState,
  type RuleCode,
  type RulingOutcome,
  type RulingReason,
  readPolicy,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError, StaleVersionError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { heedRecusals } from '../recusal/heed-recusals.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { transition } from '../states/transition.ts';
import { householdOf, loadCases, type RoundCases } from './load-cases.ts';

/** What {@link ruleCase} works with. */
export interface RuleCaseDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** What the committee says about a case. */
export interface RuleCase {
  readonly roundId: string;
  readonly householdId: string;
  /** The version of the ruling that the caller has read; 0 where there is none. */
  readonly version: number;
  readonly outcome: RulingOutcome;
  /** Overridden: the other dwelling, or null for none. Null otherwise. */
  readonly dwellingId: string | null;
  readonly reasonCode: RulingReason | null;
  /** Twenty characters or more, unless the proposal is accepted. */
  readonly reason: string | null;
  /** The legal basis on which rules are waived that the policy lets the committee waive. */
  readonly waiverLegalBasis: string | null;
}

/** The ruling as it stands. */
export interface StoredRuling {
  readonly householdId: string;
  readonly version: number;
  readonly outcome: RulingOutcome;
  readonly dwellingId: string | null;
  /** Rules that the dwelling breaks and that are waived. */
  readonly waivedRules: readonly RuleCode[];
}

/**
 * Keeps what the committee says about a case while the meeting sits that has the round on its agenda. It can be changed
 * until the case is signed. A dwelling that breaks a rule is refused with the rules named, unless the policy lets the
 * committee waive them all and a legal basis is given.
 *
 * @throws {NotFoundError} `round.not-found`, `proposal.not-found`, `case.not-found`. @throws {StaleVersionError}
 * @throws {ConflictError} `record.transition-refused`, `round.not-in-open-meeting`, `ruling.decided-already`.
 * @throws {RuleRefusedError} `ruling.incomplete`, `ruling.nothing-proposed`, `ruling.same-as-proposed`,
 *   `ruling.dwelling-not-in-round`, `ruling.rule-broken`.
 */
export async function ruleCase(deps: RuleCaseDeps, actor: Actor, command: RuleCase): Promise<StoredRuling> {
  authorise(actor, 'decisions.write');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    await heedRecusals(tx, actor);
    const cases = await openCases(tx, actor, command);
    const before = cases.rulings.get(command.householdId);
    if ((before?.version ?? 0) !== command.version) throw new StaleVersionError();
    const ruling = completed(command);
    const waivedRules = checkRuling(cases, ruling);
    const version = await upsertRuling(
      tx,
      { municipalityId: actor.municipalityId, roundId: command.roundId },
      { ...ruling, ruledBy: actor.id },
    );
    await logAccess(tx, deps, actor, { operation: 'rule-case', householdIds: [command.householdId] });
    await appendAuditEvent(tx, actor, {
      action: 'case.ruled',
      objectKind: 'round',
      objectId: command.roundId,
      before: before === undefined ? {} : facetsOf(before),
      after: { ...facetsOf(ruling), waivedRules },
    });
    const { householdId, outcome, dwellingId } = ruling;
    return { householdId, version, outcome, dwellingId, waivedRules };
  });
}

type DraftRuling = Omit<RulingRow, 'ruledBy' | 'version'>;

function facetsOf({ householdId, outcome, dwellingId, reasonCode }: DraftRuling) {
  return { householdId, outcome, dwellingId, reasonCode };
}

/** The cases of a round that may be ruled on now, with the round locked. */
async function openCases(tx: Tx, actor: Actor, { roundId, householdId }: RuleCase): Promise<RoundCases> {
  const locked = await lockRound(tx, roundId);
  if (locked === undefined) throw new NotFoundError('round.not-found');
  if ((await hiddenHouseholds(tx, actor)).has(householdId)) throw new NotFoundError('case.not-found');
  const cases = await loadCases(tx, roundId);
  if (householdOf(cases.facts, householdId) === undefined) throw new NotFoundError('case.not-found');
  transition<RoundState, RoundAction>(ROUND_TRANSITIONS, locked.state, 'sign');
  if ((await lockOpenMeetingOfRound(tx, roundId)) === undefined) {
    throw new ConflictError('round.not-in-open-meeting');
  }
  const decision = cases.decided.get(householdId);
  if (decision !== undefined) {
    throw new ConflictError('ruling.decided-already', { facts: { decisionId: decision.id } });
  }
  return cases;
}

const SHORTEST_REASON = 20;

/** The command without what does not belong to its outcome. @throws {RuleRefusedError} `ruling.incomplete` */
function completed(command: RuleCase): DraftRuling {
  const { householdId, outcome, dwellingId, reasonCode, reason, waiverLegalBasis } = command;
  if (outcome === 'accepted') {
    return { householdId, outcome, dwellingId: null, reasonCode: null, reason: null, waiverLegalBasis: null };
  }
  if (reasonCode === null) throw new RuleRefusedError('ruling.incomplete', { field: 'reasonCode' });
  if (reason === null || reason.trim().length < SHORTEST_REASON) {
    throw new RuleRefusedError('ruling.incomplete', { field: 'reason' });
  }
  if (outcome !== 'overridden' && dwellingId !== null) {
    throw new RuleRefusedError('ruling.incomplete', { field: 'dwellingId' });
  }
  return { householdId, outcome, dwellingId, reasonCode, reason, waiverLegalBasis };
}

function checkRuling({ facts, proposed }: RoundCases, ruling: DraftRuling): readonly RuleCode[] {
  const { householdId, outcome, dwellingId } = ruling;
  const proposedDwelling = proposed.get(householdId) ?? null;
  if (outcome === 'accepted' && proposedDwelling === null) {
    throw new RuleRefusedError('ruling.nothing-proposed', { field: 'outcome' });
  }
  if (outcome !== 'overridden') return [];
  if (dwellingId === proposedDwelling)
    throw new RuleRefusedError('ruling.same-as-proposed', { field: 'dwellingId' });
  const household = householdOf(facts, householdId);
  if (dwellingId === null || household === undefined) return [];
  return waivedRulesOf(facts, household, { dwellingId, waiverLegalBasis: ruling.waiverLegalBasis });
}

/**
 * The rules that giving `dwellingId` to the household breaks, where they may all be waived.
 *
 * @throws {RuleRefusedError} `ruling.dwelling-not-in-round`; `ruling.rule-broken` with the rules in `facts.rules`.
 */
export function waivedRulesOf(
  facts: RoundFacts,
  household: RoundHousehold,
  given: { readonly dwellingId: string; readonly waiverLegalBasis: string | null },
): readonly RuleCode[] {
  const dwelling = facts.dwellings.find(({ id }) => id === given.dwellingId);
  if (dwelling === undefined || dwelling.id === household.currentDwellingId) {
    throw new RuleRefusedError('ruling.dwelling-not-in-round', { field: 'dwellingId' });
  }
  const { rules } = explainPair(createJudgingContext(facts), household, dwelling);
  const broken = rules.flatMap(({ rule, passed }) => (passed ? [] : [rule]));
  const waivable: ReadonlySet<RuleCode> = new Set(readPolicy(facts.policy.content).waivableRules);
  const refused = given.waiverLegalBasis === null ? broken : broken.filter((rule) => !waivable.has(rule));
  if (refused.length > 0) {
    throw new RuleRefusedError('ruling.rule-broken', {
      field: 'dwellingId',
      facts: { rules: refused.join(', '), mayBeWaived: refused.every((rule) => waivable.has(rule)) },
    });
  }
  return broken;
}
