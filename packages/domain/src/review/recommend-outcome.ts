import { type Statement, state } from '../allocation/statement.ts';
import type { Programme } from '../ladder/ladder.ts';
import { MINIMUM_TERM_YEARS } from '../lease/statutory-periods.ts';
import type { ReviewFactKind, ReviewPolicy } from '../policy/rotation-policy.ts';
import type { OutcomeWithTerms, ReviewFacts, ReviewOutcome, ReviewWish } from './review-facts.ts';

/** One rule that has something to say, and to which outcome. `notes`: to be looked at, neither for nor against. */
export interface RecommendationPart {
  readonly speaks: 'for' | 'against' | 'notes';
  readonly outcome: ReviewOutcome;
  readonly statement: Statement;
}

/** What the rules recommend, and why. People decide. */
export type Recommendation = OutcomeWithTerms & {
  /** In a fixed order: by rule, whatever comes of it. */
  readonly parts: readonly RecommendationPart[];
};

/**
 * What the rules recommend. In this order: a household that no longer meets the conditions goes on by the way it wishes,
 * or the tenancy ends; who wishes to own is helped to; who wishes to rent privately and needs the lowest level only,
 * does; who needs another step, or more room, moves; everybody else stays.
 *
 * Facts that the policy does not consider are not looked at. Those that it considers are told, and stand against owning
 * where the rent is far behind; none of them ends a tenancy.
 *
 * @law LOV-1999-03-26-17 § 1-8
 */
export function recommendOutcome(facts: ReviewFacts, policy: ReviewPolicy): Recommendation {
  const considered = onlyConsidered(facts, policy);
  return { ...outcomeOf(considered, policy), parts: partsOf(considered, policy) };
}

/** The facts without those that the policy does not let a review consider. */
export function onlyConsidered(facts: ReviewFacts, policy: ReviewPolicy): ReviewFacts {
  const allows = (kind: ReviewFactKind): boolean => policy.considers.includes(kind);
  return {
    ...facts,
    visits: allows('visits') ? facts.visits : null,
    arrears: allows('rent') ? facts.arrears : null,
    conduct: allows('conduct') ? facts.conduct : null,
  };
}

/**
 * Months of a new term: never under three years, and never fewer with children than without.
 *
 * @law LOV-1999-03-26-17 § 9-3 (1)
 */
export function renewalMonthsOf(
  { hasChildren, wasRenewedBefore }: Pick<ReviewFacts, 'hasChildren' | 'wasRenewedBefore'>,
  { renewalMonths }: ReviewPolicy,
): number {
  const time = wasRenewedBefore ? 'later' : 'first';
  const others = Math.max(renewalMonths.others[time], MINIMUM_TERM_YEARS * MONTHS_PER_YEAR);
  return hasChildren ? Math.max(renewalMonths.withChildren[time], others) : others;
}

const MONTHS_PER_YEAR = 12;

function outcomeOf(facts: ReviewFacts, policy: ReviewPolicy): OutcomeWithTerms {
  const { need, wish, stillQualifies } = facts;
  if (wish === 'buy' && facts.arrears !== 'serious') return without('startlan');
  if (wish === 'private-rental' && (!stillQualifies || need.level === 1)) return without('private-rental');
  if (!stillQualifies) return without('ended');
  if (!isHomeFit(facts)) {
    const target = { track: need.track, level: need.level };
    return { outcome: 'moved', termMonths: null, target };
  }
  return { outcome: 'renewed', termMonths: renewalMonthsOf(facts, policy), target: null };
}

function without(outcome: 'private-rental' | 'startlan' | 'ended'): OutcomeWithTerms {
  return { outcome, termMonths: null, target: null };
}

function isHomeFit(facts: ReviewFacts): boolean {
  const { home, need, wish } = facts;
  const isTooLarge = home.bedrooms > need.bedrooms.max;
  return isStepFit(facts) && home.bedrooms >= need.bedrooms.min && !(isTooLarge && wish === 'move-smaller');
}

/** Housing First is a home for good: no step of the ladder is a reason to leave it. */
function isStepFit({ home, need }: ReviewFacts): boolean {
  if (home.programme !== need.programme) return false;
  if (home.programme === 'housing-first') return true;
  return (
    home.track === need.track && (home.level === need.level || need.acceptableLevels.includes(home.level))
  );
}

function partsOf(facts: ReviewFacts, policy: ReviewPolicy): readonly RecommendationPart[] {
  return [
    conditionsPart(facts),
    stepPart(facts),
    sizePart(facts),
    wishPart(facts),
    ...rentParts(facts),
    ...visitParts(facts),
    ...conductParts(facts),
    termPart(facts, policy),
  ];
}

function part(
  speaks: RecommendationPart['speaks'],
  outcome: ReviewOutcome,
  statement: Statement,
): RecommendationPart {
  return { speaks, outcome, statement };
}

function conditionsPart({ stillQualifies }: ReviewFacts): RecommendationPart {
  return stillQualifies
    ? part('against', 'ended', state('review.conditions-met', {}))
    : part('against', 'renewed', state('review.conditions-ended', {}));
}

const PROGRAMME_WORDS = {
  ladder: 'ladder',
  'housing-first': 'housingFirst',
  youth: 'youth',
} as const satisfies Readonly<Record<Programme, string>>;

function stepPart(facts: ReviewFacts): RecommendationPart {
  const { home, need } = facts;
  if (home.programme !== need.programme) {
    const figures = { value: PROGRAMME_WORDS[home.programme], limit: PROGRAMME_WORDS[need.programme] };
    return part('for', 'moved', state('review.programme-differs', figures));
  }
  if (home.programme === 'housing-first') return part('for', 'renewed', state('review.housing-first', {}));
  const levels = { value: home.level, limit: need.level };
  if (isStepFit(facts)) return part('for', 'renewed', state('review.level-fits', levels));
  if (home.track !== need.track) {
    const figures = { value: home.track, limit: need.track, level: need.level };
    return part('for', 'moved', state('review.track-differs', figures));
  }
  const code = need.level < home.level ? 'review.level-lower' : 'review.level-higher';
  return part('for', 'moved', state(code, levels));
}

function sizePart({ home, need, wish }: ReviewFacts): RecommendationPart {
  const { min, max } = need.bedrooms;
  const figures = { value: home.bedrooms, min, max };
  if (home.bedrooms < min) return part('for', 'moved', state('review.size-small', figures));
  if (home.bedrooms > max) {
    return part(wish === 'move-smaller' ? 'for' : 'notes', 'moved', state('review.size-large', figures));
  }
  return part('for', 'renewed', state('review.size-fits', figures));
}

/** To which outcome a wish speaks. */
const WISHED = {
  stay: 'renewed',
  'move-smaller': 'moved',
  'move-larger': 'moved',
  'move-area': 'moved',
  'private-rental': 'private-rental',
  buy: 'startlan',
} as const satisfies Readonly<Record<Exclude<ReviewWish, 'not-stated'>, ReviewOutcome>>;

const WISH_WORDS = {
  stay: 'stay',
  'move-smaller': 'smaller',
  'move-larger': 'larger',
  'move-area': 'area',
  'private-rental': 'rent',
  buy: 'buy',
  'not-stated': 'unstated',
} as const satisfies Readonly<Record<ReviewWish, string>>;

function wishPart({ wish }: ReviewFacts): RecommendationPart {
  const statement = state('review.wish', { wish: WISH_WORDS[wish] });
  return wish === 'not-stated' ? part('notes', 'renewed', statement) : part('for', WISHED[wish], statement);
}

function rentParts({ arrears, wish }: ReviewFacts): readonly RecommendationPart[] {
  if (arrears === null) return [];
  const statement = state('review.rent', { arrears });
  if (arrears === 'serious') return [part('against', wish === 'buy' ? 'startlan' : 'renewed', statement)];
  return [part(arrears === 'none' ? 'for' : 'notes', 'renewed', statement)];
}

function visitParts({ visits }: ReviewFacts): readonly RecommendationPart[] {
  if (visits === null) return [];
  const { due, done } = visits;
  const speaks = due > 0 && done >= due ? 'for' : 'notes';
  return [part(speaks, 'renewed', state('review.visits', { due, done }))];
}

function conductParts({ conduct }: ReviewFacts): readonly RecommendationPart[] {
  if (conduct === null) return [];
  const [slight, middling, grave] = conduct;
  const statement = state('review.conduct', { slight, middling, grave });
  if (grave > 0) return [part('against', 'renewed', statement)];
  return [part(slight + middling > 0 ? 'notes' : 'for', 'renewed', statement)];
}

function termPart(facts: ReviewFacts, policy: ReviewPolicy): RecommendationPart {
  const months = renewalMonthsOf(facts, policy);
  const children = facts.hasChildren ? 'yes' : 'no';
  const time = facts.wasRenewedBefore ? 'later' : 'first';
  return part('notes', 'renewed', state('review.term', { months, children, time }));
}
