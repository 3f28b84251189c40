import type { PlainDateString } from '@boligtrapp/domain';
import type { Tx } from '../connect.ts';

/** How a case officer may judge a refusal. `to-be-decided`: a decision of its own is prepared. */
export const REFUSAL_ASSESSMENTS = ['no-consequence', 'to-be-decided'] as const;
/** One of {@link REFUSAL_ASSESSMENTS}. */
export type RefusalAssessment = (typeof REFUSAL_ASSESSMENTS)[number];

/** A refused offer. */
export interface NewOfferRefusal {
  readonly offerId: string;
  readonly householdId: string;
  readonly reasonCode: string;
  readonly refusedOn: PlainDateString;
  /** The policy that names the consequence; null when none is in force. */
  readonly policySetId: string | null;
  readonly consequence: string;
}

/** A refusal as stored. */
export interface OfferRefusalRow extends NewOfferRefusal {
  readonly dwellingId: string;
  readonly assessedAs: RefusalAssessment | null;
  readonly assessmentReason: string | null;
  readonly assessedBy: string | null;
  readonly assessedOn: PlainDateString | null;
}

/** How many offers the household has refused before. */
export async function countRefusals(tx: Tx, municipalityId: string, householdId: string): Promise<number> {
  const { count } = await tx
    .selectFrom('offer_refusals')
    .where('municipality_id', '=', municipalityId)
    .where('household_id', '=', householdId)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Adds a refusal. */
export async function insertOfferRefusal(
  tx: Tx,
  municipalityId: string,
  refusal: NewOfferRefusal,
): Promise<void> {
  await tx
    .insertInto('offer_refusals')
    .values({
      municipality_id: municipalityId,
      offer_id: refusal.offerId,
      household_id: refusal.householdId,
      reason_code: refusal.reasonCode,
      refused_on: refusal.refusedOn,
      policy_set_id: refusal.policySetId,
      consequence: refusal.consequence,
    })
    .execute();
}

/** The refusal of an offer, or undefined. */
export async function findOfferRefusal(
  tx: Tx,
  municipalityId: string,
  offerId: string,
): Promise<OfferRefusalRow | undefined> {
  return await refusals(tx, municipalityId).where('r.offer_id', '=', offerId).executeTakeFirst();
}

/** The refusals that nobody has assessed, from the oldest offer, after `afterId` (exclusive). */
export async function listOpenRefusals(
  tx: Tx,
  municipalityId: string,
  query: {
    readonly hidden: ReadonlySet<string>;
    readonly afterId?: string | undefined;
    readonly limit: number;
  },
): Promise<readonly OfferRefusalRow[]> {
  let rows = openRefusals(tx, municipalityId, query.hidden).orderBy('r.offer_id').limit(query.limit);
  if (query.afterId !== undefined) rows = rows.where('r.offer_id', '>', query.afterId);
  return await rows.execute();
}

/** How many refusals nobody has assessed. */
export async function countOpenRefusals(
  tx: Tx,
  municipalityId: string,
  { hidden }: { readonly hidden: ReadonlySet<string> },
): Promise<number> {
  const { count } = await openRefusals(tx, municipalityId, hidden)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return count;
}

/** Stores what a case officer makes of the refusal. @returns whether nobody had done so before. */
export async function assessRefusal(
  tx: Tx,
  municipalityId: string,
  offerId: string,
  assessment: {
    readonly assessedAs: RefusalAssessment;
    readonly reason: string;
    readonly assessedBy: string;
    readonly assessedOn: PlainDateString;
  },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('offer_refusals')
    .set({
      assessed_as: assessment.assessedAs,
      assessment_reason: assessment.reason,
      assessed_by: assessment.assessedBy,
      assessed_on: assessment.assessedOn,
    })
    .where('municipality_id', '=', municipalityId)
    .where('offer_id', '=', offerId)
    .where('assessed_as', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

function openRefusals(tx: Tx, municipalityId: string, hidden: ReadonlySet<string>) {
  const rows = refusals(tx, municipalityId).where('r.assessed_as', 'is', null);
  return hidden.size === 0 ? rows : rows.where('r.household_id', 'not in', [...hidden]);
}

function refusals(tx: Tx, municipalityId: string) {
  return tx
    .selectFrom('offer_refusals as r')
    .innerJoin('offers as o', (join) =>
      join.onRef('o.municipality_id', '=', 'r.municipality_id').onRef('o.id', '=', 'r.offer_id'),
    )
    .where('r.municipality_id', '=', municipalityId)
    .select([
      'r.offer_id as offerId',
      'r.household_id as householdId',
      'o.dwelling_id as dwellingId',
      'r.reason_code as reasonCode',
      'r.refused_on as refusedOn',
      'r.policy_set_id as policySetId',
      'r.consequence',
      'r.assessment_reason as assessmentReason',
      'r.assessed_by as assessedBy',
      'r.assessed_on as assessedOn',
    ])
    .select((eb) => eb.ref('r.assessed_as').$castTo<RefusalAssessment | null>().as('assessedAs'));
}
