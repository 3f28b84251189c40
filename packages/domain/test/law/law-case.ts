import type { LawRef } from '../../src/law/register.ts';
import type { LeaseFacts, LeaseRegime, ShortTermBasis } from '../../src/lease/lease-facts.ts';
import type { LeaseStatus } from '../../src/lease/lease-status.ts';
import { plainDate } from '../../src/time/plain-date.ts';

/** A lease as a caseworker would tell it: what is not said is as in an ordinary lease, signed on its first day. */
export interface LeaseStory {
  readonly start: string;
  readonly lastDay: string | null;
  readonly regime?: LeaseRegime;
  readonly shortTerm?: {
    readonly basis: ShortTermBasis;
    readonly given?: string;
    readonly weighty?: boolean;
  };
  readonly signedAt?: string;
  readonly exceptionsInfoGivenAt?: string;
  readonly previousShortTerms?: number;
  readonly moveRequestsSent?: readonly string[];
  readonly vacatedOn?: string;
}

/** One case: by this provision, with this lease, on this date, this holds. */
export interface LawCase {
  readonly law: LawRef;
  readonly title: string;
  readonly lease: LeaseStory;
  readonly on: string;
  readonly acceptEarlyRequests?: boolean;
  /** What must hold; a field that is not named is not part of the case. */
  readonly holds: {
    readonly state: LeaseStatus['state'];
    readonly indefiniteBecause?: LeaseStatus['indefiniteBecause'];
    readonly lastSafeDay?: string | null;
    readonly conversionDate?: string | null;
    readonly daysLeft?: number | null;
    readonly earlyRequest?: boolean;
  };
}

function dateOrNull(text: string | null | undefined): LeaseFacts['vacatedOn'] {
  return text === null || text === undefined ? null : plainDate(text);
}

/** The facts that `story` tells. */
export function factsOf(story: LeaseStory): LeaseFacts {
  return {
    id: 'case',
    start: plainDate(story.start),
    lastDay: dateOrNull(story.lastDay),
    regime: story.regime ?? 'ordinary',
    shortTerm:
      story.shortTerm === undefined
        ? null
        : {
            basis: story.shortTerm.basis,
            reasonGivenAt: dateOrNull(story.shortTerm.given),
            weighty: story.shortTerm.weighty ?? false,
          },
    signedAt: plainDate(story.signedAt ?? story.start),
    exceptionsInfoGivenAt: dateOrNull(story.exceptionsInfoGivenAt),
    previousShortTermsSameParties: story.previousShortTerms ?? 0,
    moveRequests: (story.moveRequestsSent ?? []).map((sentAt) => ({ sentAt: plainDate(sentAt) })),
    vacatedOn: dateOrNull(story.vacatedOn),
  };
}
