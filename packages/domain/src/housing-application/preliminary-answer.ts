import type { PlainDateString } from '../time/plain-date.ts';
import { monthlyDeadline } from '../time/working-days.ts';

/**
 * Last day (inclusive) on which an application that is not decided must have got a preliminary answer (foreløpig svar).
 *
 * @law LOV-1967-02-10 § 11 a
 * @law LOV-1915-08-13-5 § 148
 * @law LOV-1915-08-13-5 § 149
 */
export function preliminaryAnswerDueOn(receivedOn: PlainDateString): PlainDateString {
  return monthlyDeadline(receivedOn, 1);
}
