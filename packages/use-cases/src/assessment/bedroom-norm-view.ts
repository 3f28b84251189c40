import { findPolicyInForce, listMembers, type MemberRow, type Tx } from '@boligtrapp/database';
import { type BedroomUse, bedroomNorm, type HouseholdMember, type PlainDateString } from '@boligtrapp/domain';

/** The bedrooms that the municipality's norm gives a household, beside what the assessment says. */
export interface BedroomNormView {
  readonly bedrooms: number;
  /** What each counted bedroom is for. */
  readonly uses: readonly BedroomUse[];
}

/**
 * The norm for the household as it was on `on`, by the policy in force then; null where there was none. It is told
 * and not stored: whoever assesses may have reasons for another number.
 */
export async function readBedroomNorm(
  tx: Tx,
  municipalityId: string,
  householdId: string,
  on: PlainDateString,
): Promise<BedroomNormView | null> {
  const policy = await findPolicyInForce(tx, on);
  if (policy === undefined) return null;
  const members = await listMembers(tx, municipalityId, [householdId], on);
  const need = bedroomNorm(toDomainMembers(members), policy.content.bedroomNorm, on);
  return { bedrooms: need.bedrooms, uses: need.reasons.map(({ use }) => use) };
}

/** Applicant and partner are a couple. Sex is not recorded, which never costs the household a room. */
function toDomainMembers(members: readonly MemberRow[]): readonly HouseholdMember[] {
  const idOf = (relation: MemberRow['relation']): string | null =>
    members.find((member) => member.relation === relation)?.personId ?? null;
  return members.map(({ personId, birthDate, relation }) => ({
    id: personId,
    birthDate,
    sex: null,
    partnerId: relation === 'applicant' ? idOf('partner') : relation === 'partner' ? idOf('applicant') : null,
  }));
}
