import { type Db, type DecisionRow, inTenant, listSignatures, type RulingRow } from '@boligtrapp/database';
import {
  createJudgingContext,
  type EndingFault,
  judgeEnding,
  type Level,
  type Track,
  type UnwelcomeLoad,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenFromFrozen } from '../privacy/hidden-from-frozen.ts';
import { loadCases, type RoundCases, signingContentOf } from './load-cases.ts';

/** What reading cases works with; ids are for the access log. */
export interface ReadCasesDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** A household of a round as the committee works with it. */
export interface RoundCase {
  readonly householdId: string;
  readonly householdReference: string;
  readonly rank: number;
  readonly urgencyClass: number;
  readonly track: Track;
  readonly level: Level;
  /** Where a tenant lives now; null for a household from the queue. */
  readonly currentDwellingId: string | null;
  readonly proposedDwellingId: string | null;
  readonly ruling: RulingRow | null;
  readonly decision: DecisionRow | null;
}

/** A page of cases; `totalCount` counts those on all pages that the reader may see. */
export interface CasePage {
  readonly items: readonly RoundCase[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** The cases of a round by rank, after rank `afterRank` (exclusive); the read is logged for those on the page. */
export async function listCases(
  deps: ReadCasesDeps,
  actor: Actor,
  query: { readonly roundId: string; readonly afterRank: number; readonly limit: number },
): Promise<CasePage> {
  authorise(actor, 'decisions.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const cases = await loadCases(tx, query.roundId);
    const hidden = await hiddenFromFrozen(tx, actor);
    const visible = cases.facts.households.filter(({ id }) => !hidden.has(id));
    const rest = visible.filter(({ rank }) => rank > query.afterRank);
    const page = rest.slice(0, query.limit);
    await logAccess(tx, deps, actor, { operation: 'list-cases', householdIds: page.map(({ id }) => id) });
    return {
      totalCount: visible.length,
      isLast: rest.length <= query.limit,
      items: page.map((household) => ({
        householdId: household.id,
        householdReference: household.reference,
        rank: household.rank,
        urgencyClass: household.urgencyClass,
        track: household.track,
        level: household.level,
        currentDwellingId: household.currentDwellingId,
        proposedDwellingId: cases.proposed.get(household.id) ?? null,
        ruling: cases.rulings.get(household.id) ?? null,
        decision: latestDecisionOf(cases, household.id),
      })),
    };
  });
}

/** The decision that holds for a household in the round: the last that nothing corrects. */
function latestDecisionOf({ decisions }: RoundCases, householdId: string): DecisionRow | null {
  return decisions.findLast((row) => row.householdId === householdId && row.correctedById === null) ?? null;
}

/** What is to be signed, and what stands in its way. */
export interface SigningDraft {
  /** To be given when signing: it is refused when something has changed since. */
  readonly contentHash: string;
  readonly caseCount: number;
  readonly decidedCount: number;
  /** Why it cannot be carried out as a whole; nothing can be signed until there is none. */
  readonly faults: readonly EndingFault[];
  /** Places filled beyond the level from which more load is unwelcome; it is recorded, and does not stop. */
  readonly unwelcome: readonly UnwelcomeLoad[];
  /** Who has signed this very content, in this meeting or another; each is named once. */
  readonly signedBy: readonly string[];
}

/** What would be signed now; cases that are hidden from the actor are not counted. @throws {NotFoundError} `round.not-found`, `proposal.not-found`. */
export async function getSigningDraft(
  deps: ReadCasesDeps,
  actor: Actor,
  roundId: string,
): Promise<SigningDraft> {
  authorise(actor, 'decisions.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const cases = await loadCases(tx, roundId);
    const hidden = await hiddenFromFrozen(tx, actor);
    const content = signingContentOf(cases);
    const { faults, unwelcome } = judgeEnding(createJudgingContext(cases.facts), content.ending);
    const signatures = await listSignatures(tx, roundId);
    const shown = faults.map((fault) => withoutHidden(fault, hidden));
    await logAccess(tx, deps, actor, {
      operation: 'get-signing-draft',
      householdIds: shown.flatMap((fault) => ('householdIds' in fault ? fault.householdIds : [])),
    });
    return {
      contentHash: content.hash,
      caseCount: content.cases.filter(({ householdId }) => !hidden.has(householdId)).length,
      decidedCount: [...cases.decided.keys()].filter((id) => !hidden.has(id)).length,
      faults: shown,
      unwelcome,
      signedBy: [
        ...new Set(
          signatures
            .filter(({ contentHash }) => contentHash === content.hash)
            .map(({ signedBy }) => signedBy),
        ),
      ],
    };
  });
}

function withoutHidden(fault: EndingFault, hidden: ReadonlySet<string>): EndingFault {
  return 'householdIds' in fault
    ? { ...fault, householdIds: fault.householdIds.filter((id) => !hidden.has(id)) }
    : fault;
}
