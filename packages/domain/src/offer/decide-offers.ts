import type { PlainDateString } from '../time/plain-date.ts';

/** A dwelling for a household, as decided. */
export interface DecidedDwelling {
  readonly decisionId: string;
  readonly householdId: string;
  readonly dwellingId: string;
}

/** Who is bound to a dwelling: a lease that is not at its end. */
export interface Tenancy {
  readonly householdId: string;
  readonly startsOn: PlainDateString;
  /** Whether its end is settled, so that the dwelling falls free. */
  readonly isEnding: boolean;
  /** Whether a forecast says that the tenant leaves, though no day is settled; not where it is left out. */
  readonly isExpectedToEnd?: boolean;
}

/** A dwelling on the day of the offers. */
export interface OfferedDwelling {
  /** Whether it is used as a dwelling then or later. */
  readonly isInUse: boolean;
  readonly hasLiveOffer: boolean;
  /** Leases that bind it then or later. */
  readonly tenancies: readonly Tenancy[];
}

/** A household on the day of the offers. */
export interface OfferedHousehold {
  readonly isInQueue: boolean;
  readonly hasAcceptedOffer: boolean;
  /** Its leases that bind then or later. */
  readonly tenancies: readonly Omit<Tenancy, 'householdId'>[];
}

/** What offers are decided on. */
export interface OfferFacts {
  readonly today: PlainDateString;
  readonly dwellings: ReadonlyMap<string, OfferedDwelling>;
  readonly households: ReadonlyMap<string, OfferedHousehold>;
}

/**
 * Why no offer is made. `dwelling-taken`: a lease binds it that does not end, or it is under offer. `dwelling-out-of-use`:
 * it is no dwelling any more. `household-lives-there`. `household-has-offer-accepted`. `household-has-home`: a lease of
 * another dwelling begins later. `household-gone`: neither in the queue nor a tenant.
 */
export type NoOfferReason =
  | 'dwelling-taken'
  | 'dwelling-out-of-use'
  | 'household-lives-there'
  | 'household-has-offer-accepted'
  | 'household-has-home'
  | 'household-gone';

/**
 * What comes of one decision: an offer, that waits for another or not, or none. `leader` is the same decision for all
 * moves that hang together: the first of a line, or the one with the least id of a circle.
 */
export type OfferVerdict =
  | { readonly kind: 'open'; readonly isInCycle: boolean; readonly leader: string }
  | { readonly kind: 'waiting'; readonly waitsForDecisionId: string; readonly leader: string }
  | { readonly kind: 'none'; readonly reason: NoOfferReason };

/**
 * Which offers the decisions of one signing lead to, in their order. A dwelling whose tenant is given another one waits
 * for the tenant's answer; where the moves close a circle nobody waits. A tenant who gets no offer stays, and whoever
 * was to get that home gets none either; unless the tenant is expected to leave all the same.
 */
export function decideOffers(
  facts: OfferFacts,
  decisions: readonly DecidedDwelling[],
): readonly OfferVerdict[] {
  const reasons = decisions.map((decision, index) => refusalOf(facts, decisions.slice(0, index), decision));
  const movers = new Map(decisions.map(({ householdId }, index) => [householdId, index]));
  const before = decisions.map(({ dwellingId }) => {
    const tenant = stayingTenant(facts, dwellingId);
    if (tenant === undefined) return undefined;
    return movers.get(tenant.householdId) ?? (tenant.isExpectedToEnd === true ? undefined : 'stays');
  });
  return decisions.map(({ decisionId }, start): OfferVerdict => {
    let leader = decisionId;
    let least = decisionId;
    // Every tenant has one home, so that the way back is a line, or a circle through `start`.
    for (let at = start, steps = 0; steps <= decisions.length; steps += 1) {
      const reason = reasons[at];
      if (reason !== undefined) return { kind: 'none', reason: at === start ? reason : 'dwelling-taken' };
      const next = before[at];
      if (next === 'stays') return { kind: 'none', reason: 'dwelling-taken' };
      if (next === start) return { kind: 'open', isInCycle: true, leader: least };
      if (next === undefined) break;
      at = next;
      leader = decisions[at]?.decisionId ?? leader;
      if (leader < least) least = leader;
    }
    const first = before[start];
    const waitsForDecisionId = typeof first === 'number' ? decisions[first]?.decisionId : undefined;
    return waitsForDecisionId === undefined
      ? { kind: 'open', isInCycle: false, leader }
      : { kind: 'waiting', waitsForDecisionId, leader };
  });
}

function refusalOf(
  facts: OfferFacts,
  earlier: readonly DecidedDwelling[],
  decision: DecidedDwelling,
): NoOfferReason | undefined {
  const dwelling = facts.dwellings.get(decision.dwellingId);
  const household = facts.households.get(decision.householdId);
  if (household === undefined || !(household.isInQueue || household.tenancies.length > 0)) {
    return 'household-gone';
  }
  if (household.hasAcceptedOffer) return 'household-has-offer-accepted';
  if (dwelling?.isInUse !== true) return 'dwelling-out-of-use';
  if (dwelling.tenancies.some(({ householdId }) => householdId === decision.householdId)) {
    return 'household-lives-there';
  }
  if (household.tenancies.some(({ startsOn }) => startsOn > facts.today)) return 'household-has-home';
  const isTaken =
    dwelling.hasLiveOffer ||
    dwelling.tenancies.some(({ startsOn }) => startsOn > facts.today) ||
    earlier.some(({ dwellingId }) => dwellingId === decision.dwellingId);
  return isTaken ? 'dwelling-taken' : undefined;
}

/** Who lives in the dwelling and has not said to leave it. */
function stayingTenant(facts: OfferFacts, dwellingId: string): Tenancy | undefined {
  return facts.dwellings.get(dwellingId)?.tenancies.find(({ isEnding }) => !isEnding);
}
