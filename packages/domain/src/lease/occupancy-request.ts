import type { PlainDateString } from '../time/plain-date.ts';
import { monthlyDeadline } from '../time/working-days.ts';

/** Whom a tenant may ask to take in. */
export const OCCUPANT_KINDS = [
  'spouse',
  'cohabitant',
  'relative-in-direct-line',
  'foster-child',
  'other',
] as const;
/** One of {@link OCCUPANT_KINDS}. */
export type OccupantKind = (typeof OCCUPANT_KINDS)[number];

/**
 * What a refusal may rest on: the person, clear overcrowding, the design or purpose of a dwelling let under § 11-1.
 *
 * @law LOV-1999-03-26-17 § 7-1
 */
export const OCCUPANCY_REFUSAL_GROUNDS = ['person', 'clear-overcrowding', 'design-or-purpose'] as const;
/** One of {@link OCCUPANCY_REFUSAL_GROUNDS}. */
export type OccupancyRefusalGround = (typeof OCCUPANCY_REFUSAL_GROUNDS)[number];

/** What has become of a written application to take somebody in. `approved-by-silence` is computed, never stored. */
export type OccupancyState = 'pending' | 'approved' | 'refused' | 'approved-by-silence';

/**
 * Last day (inclusive) on which an answer keeps silence from being consent: a month after the landlord got the written
 * application, counted as husleieloven § 1-6 says.
 *
 * @law LOV-1999-03-26-17 § 7-6
 * @law LOV-1999-03-26-17 § 1-6
 * @law LOV-1915-08-13-5 § 148
 * @law LOV-1915-08-13-5 § 149
 */
export function occupancyAnswerDueOn(receivedOn: PlainDateString): PlainDateString {
  return monthlyDeadline(receivedOn, 1);
}

/**
 * What the application amounts to on `on`. An answer on the last day is in time; one given after it changes nothing,
 * and an application that is not answered counts as approved from the day after on.
 *
 * @law LOV-1999-03-26-17 § 7-6
 */
export function occupancyStateOn(
  request: {
    readonly receivedOn: PlainDateString;
    readonly answeredOn: PlainDateString | null;
    readonly answer: 'approved' | 'refused' | null;
  },
  on: PlainDateString,
): OccupancyState {
  const dueOn = occupancyAnswerDueOn(request.receivedOn);
  const { answer, answeredOn } = request;
  if (answer !== null && answeredOn !== null && answeredOn <= on) {
    return answer === 'refused' && answeredOn > dueOn ? 'approved-by-silence' : answer;
  }
  return on > dueOn ? 'approved-by-silence' : 'pending';
}
