import type { FieldClass } from '@boligtrapp/domain';

/** The table of a page whose rows have the fields `items`. */
export function pageFields<const Fields>(items: Fields): {
  readonly items: Fields;
  readonly nextCursor: 'open';
  readonly totalCount: 'open';
} {
  return { items, nextCursor: 'open', totalCount: 'open' };
}

/** One class for each of the names, where the names are a list of their own. */
export function each<Name extends string, Class extends FieldClass>(
  names: readonly Name[],
  fieldClass: Class,
): Readonly<Record<Name, Class>> {
  const fields: Partial<Record<Name, Class>> = {};
  for (const name of names) fields[name] = fieldClass;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every name has its class now
  return fields as Readonly<Record<Name, Class>>;
}

/** Something said in words, with its figures. */
export const STATEMENT = { code: 'function', figures: 'function', text: 'function' } as const;

/** A household by the number that people use for it. */
export const BY_REFERENCE = { householdId: 'case', householdReference: 'case' } as const;

/** A dwelling by its number and step. */
export const DWELLING_STEP = {
  id: 'property',
  reference: 'property',
  track: 'property',
  level: 'property',
} as const;

/** A household as a round ranks it. */
export const RANKED = {
  id: 'case',
  reference: 'case',
  rank: 'function',
  urgencyClass: 'function',
  track: 'function',
  level: 'function',
} as const;

/** What is answered about a thing after a command. */
export const HANDLED = { id: 'case', state: 'case', version: 'case' } as const;

/** Load of a place before and after. */
export const PLACE_LOAD = {
  placeId: 'property',
  before: 'property',
  after: 'property',
  cap: 'property',
} as const;

/** A decision, as it is answered by itself and within others. */
export const DECISION = {
  id: 'case',
  roundId: 'case',
  reviewId: 'case',
  meetingId: 'case',
  delegationReference: 'case',
  policySetId: 'open',
  ...BY_REFERENCE,
  dwellingId: 'property',
  dwellingReference: 'property',
  outcome: 'case',
  termMonths: 'case',
  targetTrack: 'function',
  targetLevel: 'function',
  departsFromRecommendation: 'case',
  reasonCode: 'grounds',
  reason: 'grounds',
  decidedBy: 'staff',
  countersignedBy: 'staff',
  decidedAt: 'case',
  correctsId: 'case',
  correctedById: 'case',
  chainId: 'case',
  softBreaks: PLACE_LOAD,
  proposedDwellingId: 'property',
  brokenRules: 'grounds',
  waiverLegalBasis: 'grounds',
} as const;

/** The state of a lease in law. */
export const LEGAL_STATE = {
  state: 'tenancy',
  indefiniteBecause: 'tenancy',
  lastSafeDay: 'tenancy',
  conversionDate: 'tenancy',
  daysLeft: 'tenancy',
  earlyRequest: 'tenancy',
} as const;
