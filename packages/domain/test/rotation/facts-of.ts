import type { LeaseDeposit } from '../../src/lease/lease-deposit.ts';
import type { RentSetting } from '../../src/lease/rent-setting.ts';
import { findFlags } from '../../src/rotation/find-flags.ts';
import type { RotationFacts, RotationOptions } from '../../src/rotation/rotation-facts.ts';
import { plainDate } from '../../src/time/plain-date.ts';
import { factsOf, type LeaseStory } from '../law/law-case.ts';

/** Figures of a municipality that has not chosen anything. */
export const OPTIONS: RotationOptions = {
  reviewWindowMonths: 9,
  acceptEarlyRequests: false,
  noticeMonths: [9, 6, 3, 1],
  followUpOverdueAfterDays: 14,
};

/** A lease as a caseworker would tell it, and what else is known of it. */
export interface RotationStory extends LeaseStory {
  /** The first day where nothing is said. */
  readonly terminationInfoGiven?: string | null;
  /** Kind, first day, øre a month, day of the notice. */
  readonly rents?: readonly (readonly [RentSetting['kind'], string, number, string?])[];
  readonly reviewedOn?: string;
  readonly deposits?: readonly LeaseDeposit[];
  readonly followUps?: RotationFacts['followUps'];
  readonly occupancyRequests?: RotationFacts['occupancyRequests'];
}

/** The facts of a night that `story` tells. */
export function rotationFactsOf(story: RotationStory): RotationFacts {
  const { terminationInfoGiven = story.start } = story;
  return {
    lease: factsOf(story),
    noTerminationInfoGivenOn: terminationInfoGiven === null ? null : plainDate(terminationInfoGiven),
    rents: (story.rents ?? []).map(([kind, from, orePerMonth, noticeSentOn]) => ({
      kind,
      from: plainDate(from),
      orePerMonth,
      noticeSentOn: noticeSentOn === undefined ? null : plainDate(noticeSentOn),
    })),
    reviewedOn: story.reviewedOn === undefined ? null : plainDate(story.reviewedOn),
    deposits: story.deposits ?? [],
    followUps: story.followUps ?? [],
    occupancyRequests: story.occupancyRequests ?? [],
  };
}

/** The findings on a day, one line each: kind, day, step. */
export function flagLinesOn(
  story: RotationStory,
  on: string,
  options: Partial<RotationOptions> = {},
): readonly string[] {
  const { flags } = findFlags(rotationFactsOf(story), plainDate(on), { ...OPTIONS, ...options });
  return flags.map(({ kind, dueOn, step }) => `${kind} ${dueOn}${step === null ? '' : ` (${step})`}`);
}
