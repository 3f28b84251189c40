import { type PlainDateString, plainDate } from '@boligtrapp/domain';

/** Hours after midnight at which a night's rotation is due. */
const DUE_AT_HOUR = 3;

/** The date of the latest night whose rotation is due at `now`: today from 03:00 in Norway, yesterday before. */
export function lastNightDueAt(now: string): PlainDateString {
  const local = Temporal.Instant.from(now).toZonedDateTimeISO('Europe/Oslo');
  const date = local.toPlainDate();
  return plainDate((local.hour >= DUE_AT_HOUR ? date : date.subtract({ days: 1 })).toString());
}
