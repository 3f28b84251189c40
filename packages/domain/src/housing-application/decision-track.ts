import type { LawRef } from '../law/register.ts';

/**
 * What a decision on entitlement is about. One application may lead to several, each with its own basis and appeal
 * body: help as vanskeligstilt, a municipal dwelling, a care dwelling (heldøgns omsorgsbolig), temporary housing.
 */
export type DecisionTrack = 'assistance' | 'municipal-dwelling' | 'care-dwelling' | 'temporary-housing';

/** The codes of {@link DecisionTrack}. */
export const DECISION_TRACKS = [
  'assistance',
  'municipal-dwelling',
  'care-dwelling',
  'temporary-housing',
] as const satisfies readonly DecisionTrack[];

/** Who hears an appeal (klageinstans). */
export type AppealBody = 'statsforvalter' | 'municipal-appeals-board';

/** What a decision of a track rests on, and where it is appealed. */
export interface DecisionBasis {
  readonly legalBasis: readonly LawRef[];
  /** Whether the municipality's own guideline or regulation (forskrift) must be named beside the law. */
  readonly needsLocalRules: boolean;
  readonly appealBody: AppealBody;
  /** Whether the appeal body was read in the law; where not, the municipality confirms it before it relies on it. */
  readonly isAppealBodyVerified: boolean;
}

const BASES: Readonly<Record<DecisionTrack, DecisionBasis>> = {
  assistance: {
    legalBasis: ['LOV-2022-12-20-121 § 7'],
    needsLocalRules: false,
    appealBody: 'statsforvalter',
    isAppealBodyVerified: true,
  },
  'municipal-dwelling': {
    legalBasis: ['LOV-1967-02-10 § 28 (2)'],
    needsLocalRules: true,
    appealBody: 'municipal-appeals-board',
    isAppealBodyVerified: true,
  },
  'care-dwelling': {
    legalBasis: ['LOV-2011-06-24-30 § 3-2 a', 'LOV-1999-07-02-63 § 7-2'],
    needsLocalRules: false,
    appealBody: 'statsforvalter',
    isAppealBodyVerified: true,
  },
  'temporary-housing': {
    legalBasis: ['LOV-2009-12-18-131 § 27'],
    needsLocalRules: false,
    appealBody: 'statsforvalter',
    isAppealBodyVerified: false,
  },
};

/**
 * Legal basis and appeal body of a decision of `track`. A municipality cannot choose another body.
 *
 * @law LOV-2022-12-20-121 § 7
 * @law LOV-1967-02-10 § 28 (2)
 * @law LOV-2011-06-24-30 § 3-2 a
 * @law LOV-1999-07-02-63 § 7-2
 * @law LOV-2009-12-18-131 § 27
 */
export function decisionBasisOf(track: DecisionTrack): DecisionBasis {
  return BASES[track];
}
