import type { NonEmpty } from '../brand.ts';
import { isNonEmpty } from '../brand.ts';
import type { Level, Programme, Track } from '../ladder/ladder.ts';
import { evaluateLease, type LeaseOptions } from '../lease/evaluate-lease.ts';
import type { LeaseFacts } from '../lease/lease-facts.ts';
import type { Certainty, ForecastRule, ForecastSource } from '../policy/rotation-policy.ts';
import { addDays, dayAfter } from '../time/calendar-arithmetic.ts';
import { laterOf, type PlainDateString } from '../time/plain-date.ts';
import { isSureEnough, lessSure } from './certainty.ts';
import { firstDayAsDwelling } from './dwelling-uses.ts';
import type { DwellingOutlook, ForecastFacts, OutlookLease } from './forecast-facts.ts';
import { isTermHeld } from './lease-in.ts';

/**
 * Why a dwelling is expected to become vacant. `lease-closed`: a day of moving out is registered. `move-requested`: a
 * request to move counts. `review-…`: a review decided so. `offer-accepted`: the tenant has accepted another dwelling.
 * `other-use-ends`: repair, staff base or another role ends.
 */
export type ForecastReason =
  | 'lease-closed'
  | 'move-requested'
  | 'review-ended'
  | 'review-private-rental'
  | 'review-startlan'
  | 'review-moved'
  | 'offer-accepted'
  | 'other-use-ends';

/** A dwelling that is expected to become vacant. */
export interface ForecastVacancy {
  readonly dwellingId: string;
  readonly reference: string;
  readonly track: Track;
  readonly level: Level;
  readonly programme: Programme;
  readonly source: ForecastSource;
  readonly certainty: Certainty;
  /** First day on which it can be moved into, made ready. Never before the day of the forecast. */
  readonly availableFrom: PlainDateString;
  /** Everything that speaks for it, what the forecast rests on first. */
  readonly because: NonEmpty<ForecastReason>;
  /** The lease that ends; null where it was never let. */
  readonly leaseId: string | null;
  readonly leasedInUntil: PlainDateString | null;
  /** Whether a lease of the policy's length from then on ends before the municipality's own contract does. */
  readonly isTermHeld: boolean;
}

/** One ground for a forecast, before the rules of the policy. */
interface Ground {
  readonly source: ForecastSource;
  /** First day on which nobody is bound to it. */
  readonly freeFrom: PlainDateString;
  readonly because: ForecastReason;
}

/**
 * Which dwellings are expected to become vacant after `on`, each once, by day and id. What is dated after `on` is a plan
 * and counts as one; a source without a rule is not forecast from. Of several grounds the surest holds, of equally sure
 * ones the earliest. What is promised to somebody, and what leaves the stock before it is free, is no vacancy.
 */
export function forecastVacancies(
  facts: ForecastFacts,
  rules: readonly ForecastRule[],
  on: PlainDateString,
): readonly ForecastVacancy[] {
  return facts.dwellings
    .flatMap((dwelling) => forecastVacancy(facts, rules, dwelling, on) ?? [])
    .toSorted(byDayAndId);
}

function forecastVacancy(
  facts: ForecastFacts,
  rules: readonly ForecastRule[],
  dwelling: DwellingOutlook,
  on: PlainDateString,
): ForecastVacancy | undefined {
  if (dwelling.isPromised) return undefined;
  const expected = expectedVacancies(facts, rules, dwelling, on).toSorted(surestFirst);
  const [best] = expected;
  const because = [...new Set(expected.flatMap((one) => one.because))];
  if (best === undefined || !isNonEmpty(because)) return undefined;
  const { dwellingId, reference, track, level, programme, lease, leasedInUntil } = dwelling;
  const { source, certainty, availableFrom } = best;
  if (leasedInUntil !== null && leasedInUntil <= availableFrom) return undefined;
  return {
    dwellingId,
    reference,
    track,
    level,
    programme,
    source,
    certainty,
    availableFrom,
    because,
    leaseId: lease?.facts.id ?? null,
    leasedInUntil,
    isTermHeld: isTermHeld(leasedInUntil, availableFrom, facts.termMonths),
  };
}

interface Expected {
  readonly source: ForecastSource;
  readonly certainty: Certainty;
  readonly availableFrom: PlainDateString;
  readonly because: readonly ForecastReason[];
}

function expectedVacancies(
  { leaseOptions, usedThrough }: ForecastFacts,
  rules: readonly ForecastRule[],
  { lease, uses }: DwellingOutlook,
  on: PlainDateString,
): readonly Expected[] {
  const ruleOf = (source: ForecastSource): ForecastRule | undefined =>
    rules.find((rule) => rule.source === source);
  const refurbishment = ruleOf('refurbishment');
  if (lease === null || isEmptyOn(lease, on)) {
    const usedFrom = firstDayAsDwelling(uses, on, usedThrough);
    if (usedFrom !== undefined && usedFrom > on) {
      return refurbishment === undefined ? [] : [afterOtherUse(refurbishment, usedFrom)];
    }
    if (usedFrom === undefined) return [];
  }
  return (lease === null ? [] : groundsOf(lease, on, leaseOptions)).flatMap((ground): readonly Expected[] => {
    const rule = ruleOf(ground.source);
    const usedFrom = firstDayAsDwelling(uses, laterOf(ground.freeFrom, on), usedThrough);
    if (rule === undefined || usedFrom === undefined) return [];
    const ready = laterOf(on, addDays(ground.freeFrom, rule.readyAfterDays));
    const expected = { source: rule.source, certainty: rule.certainty, because: [ground.because] };
    if (usedFrom <= laterOf(ground.freeFrom, on)) return [{ ...expected, availableFrom: ready }];
    // It is free, and used for something else until then: as sure as the less sure of both.
    if (refurbishment === undefined) return [];
    const other = afterOtherUse(refurbishment, usedFrom);
    return [
      {
        source: rule.source,
        certainty: lessSure(rule.certainty, other.certainty),
        availableFrom: laterOf(ready, other.availableFrom),
        because: [ground.because, ...other.because],
      },
    ];
  });
}

function afterOtherUse(
  { source, certainty, readyAfterDays }: ForecastRule,
  usedFrom: PlainDateString,
): Expected {
  return { source, certainty, availableFrom: addDays(usedFrom, readyAfterDays), because: ['other-use-ends'] };
}

function isEmptyOn({ facts: { vacatedOn } }: OutlookLease, on: PlainDateString): boolean {
  return vacatedOn !== null && vacatedOn <= on;
}

const LEAVING = {
  ended: 'review-ended',
  'private-rental': 'review-private-rental',
  startlan: 'review-startlan',
} as const satisfies Readonly<Record<string, ForecastReason>>;

function groundsOf(lease: OutlookLease, on: PlainDateString, options: LeaseOptions): readonly Ground[] {
  const { facts, decision, nextHomeFrom } = lease;
  if (facts.vacatedOn !== null) {
    const freeFrom = facts.vacatedOn;
    return lease.isClosedForLeaving ? [{ source: 'ended', freeFrom, because: 'lease-closed' }] : [];
  }
  const grounds: Ground[] = [];
  if (nextHomeFrom !== null) {
    const freeFrom = laterOf(nextHomeFrom, on);
    grounds.push({ source: 'moving', freeFrom, because: 'offer-accepted' });
  }
  // Without an end of the term there is no day to expect. Whoever is still there after it leaves today at the earliest.
  if (facts.lastDay === null || decision === 'renewed' || isIndefinite(lease, on, options)) return grounds;
  const freeFrom = laterOf(dayAfter(facts.lastDay), on);
  if (isAskedToMove(lease, on, options)) {
    grounds.push({ source: 'ending', freeFrom, because: 'move-requested' });
  }
  if (decision === 'moved') grounds.push({ source: 'moving', freeFrom, because: 'review-moved' });
  else if (decision !== null) grounds.push({ source: 'ending', freeFrom, because: LEAVING[decision] });
  return grounds;
}

/**
 * Whether a request to move that counts was sent by `on`: the lease ends, and does not become indefinite.
 *
 * @law LOV-1999-03-26-17 § 9-2 (3)
 */
function isAskedToMove(lease: OutlookLease, on: PlainDateString, options: LeaseOptions): boolean {
  const { lastDay } = lease.facts;
  if (lastDay === null) return false;
  const afterTerm = laterOf(on, dayAfter(lastDay));
  return evaluateLease(factsKnownBy(lease, on), afterTerm, options).state === 'move-requested';
}

/** Whether the lease has no end on `on`, whatever was agreed: it ends by notice, and no day is known. */
function isIndefinite(lease: OutlookLease, on: PlainDateString, options: LeaseOptions): boolean {
  return evaluateLease(factsKnownBy(lease, on), on, options).state === 'indefinite';
}

function factsKnownBy({ facts }: OutlookLease, on: PlainDateString): LeaseFacts {
  return { ...facts, moveRequests: facts.moveRequests.filter(({ sentAt }) => sentAt <= on) };
}

function surestFirst(a: Expected, b: Expected): number {
  if (a.certainty !== b.certainty) return isSureEnough(a.certainty, b.certainty) ? -1 : 1;
  if (a.availableFrom === b.availableFrom) return 0;
  return a.availableFrom < b.availableFrom ? -1 : 1;
}

function byDayAndId(a: ForecastVacancy, b: ForecastVacancy): number {
  const [first, second] =
    a.availableFrom === b.availableFrom ? [a.dwellingId, b.dwellingId] : [a.availableFrom, b.availableFrom];
  if (first === second) return 0;
  return first < second ? -1 : 1;
}
