import type { Level, ReviewOutcome, Track } from '@boligtrapp/domain';
import type { SelectQueryBuilder } from 'kysely';
import type { Tx } from '../connect.ts';
import type { DB } from '../schema.generated.ts';
import type { DecisionOutcome, SoftBreak } from './decision.repository.ts';

/** A decision (vedtak) as it stands. */
export interface DecisionRow {
  readonly id: string;
  /** The round that it rests on; null for the decision of a review. */
  readonly roundId: string | null;
  /** The review that it rests on; null for the decision of a round. */
  readonly reviewId: string | null;
  readonly meetingId: string | null;
  readonly delegationReference: string | null;
  readonly policySetId: string;
  readonly householdId: string;
  readonly householdReference: string;
  readonly dwellingId: string | null;
  readonly dwellingReference: string | null;
  readonly outcome: DecisionOutcome | ReviewOutcome;
  /** Months of the new term where a lease is renewed. */
  readonly termMonths: number | null;
  /** With the level: the step to which the household is to move. */
  readonly targetTrack: Track | null;
  readonly targetLevel: Level | null;
  /** Whether a review was decided otherwise than was recommended. */
  readonly departsFromRecommendation: boolean;
  readonly reasonCode: string | null;
  readonly reason: string | null;
  readonly decidedBy: string;
  readonly countersignedBy: string;
  readonly decidedAt: string;
  readonly correctsId: string | null;
  /** The decision that corrects this one; null while it holds. */
  readonly correctedById: string | null;
  readonly chainId: string | null;
  readonly softBreaks: readonly SoftBreak[];
  readonly proposedDwellingId: string | null;
  readonly brokenRules: readonly string[] | null;
  readonly waiverLegalBasis: string | null;
}

/** The decisions of a round from the first, corrected ones among them. */
export async function listDecisions(tx: Tx, roundId: string): Promise<readonly DecisionRow[]> {
  return await decisionRows(tx).where('d.round_id', '=', roundId).orderBy('d.id').execute();
}

/** All decisions about a household from the first, corrected ones among them. */
export async function listDecisionsOfHousehold(tx: Tx, householdId: string): Promise<readonly DecisionRow[]> {
  return await decisionRows(tx).where('d.household_id', '=', householdId).orderBy('d.id').execute();
}

/** The decision of a review, or undefined until it is decided. */
export async function findDecisionOfReview(tx: Tx, reviewId: string): Promise<DecisionRow | undefined> {
  return await decisionRows(tx).where('d.review_id', '=', reviewId).executeTakeFirst();
}

/** The decisions of reviews that were made in a meeting, from the first. */
export async function listReviewDecisionsOfMeeting(
  tx: Tx,
  meetingId: string,
): Promise<readonly DecisionRow[]> {
  return await decisionRows(tx)
    .where('d.meeting_id', '=', meetingId)
    .where('d.review_id', 'is not', null)
    .orderBy('d.id')
    .execute();
}

/** A decision by id, or undefined. */
export async function findDecision(tx: Tx, decisionId: string): Promise<DecisionRow | undefined> {
  return await decisionRows(tx).where('d.id', '=', decisionId).executeTakeFirst();
}

function decisionRows(tx: Tx): SelectQueryBuilder<
  DB & {
    d: DB['decisions'];
    h: DB['households'];
    w: DB['dwellings'];
    o: DB['overrides'];
    c: DB['decisions'];
  },
  'd' | 'h' | 'w' | 'o' | 'c',
  DecisionRow
> {
  return tx
    .selectFrom('decisions as d')
    .innerJoin('households as h', (join) =>
      join.onRef('h.municipality_id', '=', 'd.municipality_id').onRef('h.id', '=', 'd.household_id'),
    )
    .leftJoin('dwellings as w', (join) =>
      join.onRef('w.municipality_id', '=', 'd.municipality_id').onRef('w.id', '=', 'd.dwelling_id'),
    )
    .leftJoin('overrides as o', (join) =>
      join.onRef('o.municipality_id', '=', 'd.municipality_id').onRef('o.decision_id', '=', 'd.id'),
    )
    .leftJoin('decisions as c', (join) =>
      join.onRef('c.municipality_id', '=', 'd.municipality_id').onRef('c.corrects_id', '=', 'd.id'),
    )
    .select([
      'd.id',
      'd.round_id as roundId',
      'd.review_id as reviewId',
      'd.meeting_id as meetingId',
      'd.delegation_reference as delegationReference',
      'd.policy_set_id as policySetId',
      'd.household_id as householdId',
      'h.reference as householdReference',
      'd.dwelling_id as dwellingId',
      'w.reference as dwellingReference',
      'd.outcome',
      'd.term_months as termMonths',
      'd.target_track as targetTrack',
      'd.target_level as targetLevel',
      'd.departs_from_recommendation as departsFromRecommendation',
      'd.reason_code as reasonCode',
      'd.reason',
      'd.decided_by as decidedBy',
      'd.countersigned_by as countersignedBy',
      'd.decided_at as decidedAt',
      'd.corrects_id as correctsId',
      'c.id as correctedById',
      'd.chain_id as chainId',
      'd.soft_breaks as softBreaks',
      'o.proposed_dwelling_id as proposedDwellingId',
      'o.broken_rules as brokenRules',
      'o.waiver_legal_basis as waiverLegalBasis',
    ])
    .$castTo<DecisionRow>();
}
