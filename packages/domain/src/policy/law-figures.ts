import type { LawRef } from '../law/register.ts';
import { CONVERSION_MONTHS, MINIMUM_TERM_YEARS } from '../lease/statutory-periods.ts';
import type { CompletePolicy, PolicyContent } from './policy-content.ts';
import { readPolicy } from './read-policy.ts';

/** A figure that a law gives. It is shown beside a policy set, and no policy set can hold another. */
export interface LawFigure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly lawRef: LawRef;
}

/**
 * The figures that law gives and no municipality can change.
 *
 * @law LOV-1999-03-26-17 § 9-2 (3)
 * @law LOV-1999-03-26-17 § 9-3 (1)
 */
export const LAW_FIGURES: readonly LawFigure[] = [
  {
    name: 'holdoverMonths',
    value: CONVERSION_MONTHS,
    unit: 'months after the term, from which the lease is indefinite',
    lawRef: 'LOV-1999-03-26-17 § 9-2 (3)',
  },
  {
    name: 'shortestTermMonths',
    value: MINIMUM_TERM_YEARS * 12,
    unit: 'months of a fixed term without a basis for a shorter one',
    lawRef: 'LOV-1999-03-26-17 § 9-3 (1)',
  },
];

/** What a content has against the law: the place in it, and the provision. */
export interface PolicyAgainstLaw {
  /** Path in the content, such as `leaseTermMonths`. */
  readonly field: string;
  readonly lawRef: LawRef;
}

/**
 * Where a content sets what a law has set: a figure of {@link LAW_FIGURES} by its name, at any depth, or a usual
 * term below the shortest one. Undefined where it keeps to its own.
 *
 * @law LOV-1999-03-26-17 § 9-3 (1)
 */
export function findAgainstLaw(content: PolicyContent): PolicyAgainstLaw | undefined {
  const named = findNamed(content, '');
  if (named !== undefined) return named;
  const field = termsOf(readPolicy(content)).find(([, months]) => months < MINIMUM_TERM_YEARS * 12)?.[0];
  return field === undefined ? undefined : { field, lawRef: 'LOV-1999-03-26-17 § 9-3 (1)' };
}

/** Every usual term in months, with its place in the content. */
function termsOf({ leaseTermMonths, reviews }: CompletePolicy): readonly (readonly [string, number])[] {
  const { withChildren, others } = reviews.renewalMonths;
  return [
    ['leaseTermMonths', leaseTermMonths],
    ['reviews/renewalMonths/withChildren/first', withChildren.first],
    ['reviews/renewalMonths/withChildren/later', withChildren.later],
    ['reviews/renewalMonths/others/first', others.first],
    ['reviews/renewalMonths/others/later', others.later],
  ];
}

function findNamed(value: unknown, path: string): PolicyAgainstLaw | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [key, part] of Object.entries(value)) {
    const figure = LAW_FIGURES.find(({ name }) => name === key);
    if (figure !== undefined) return { field: `${path}${key}`, lawRef: figure.lawRef };
    const deeper = findNamed(part, `${path}${key}/`);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
}
