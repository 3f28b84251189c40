import { type PlainDateString, plainDate } from '@boligtrapp/domain';

/** The present, for whoever may ask; rules take values instead. */
export interface Clock {
  /** The present instant, RFC 3339 in UTC with three decimals and `Z`: as text it sorts by time. */
  now(): string;
  /** The civil date in Norway (Europe/Oslo) at this instant. */
  today(): PlainDateString;
}

const ZONE = 'Europe/Oslo';

/**
 * A clock on the system's time, whatever zone the machine is set to.
 *
 * @param readInstant another source of time; default the system's.
 */
export function createSystemClock(readInstant: () => Temporal.Instant = () => Temporal.Now.instant()): Clock {
  return {
    now: () => readInstant().toString({ smallestUnit: 'millisecond' }),
    today: () => plainDate(readInstant().toZonedDateTimeISO(ZONE).toPlainDate().toString()),
  };
}
