import type { PlainDateString } from '../time/plain-date.ts';
import type { LeaseFacts } from './lease-facts.ts';

/**
 * The facts of a lease that can be known on a date. What happened is known from its own date on. The terms of the
 * contract (start, last day, regime, stated basis, earlier short terms) carry no date and are always known.
 */
export interface KnownLeaseFacts extends Omit<LeaseFacts, 'signedAt'> {
  /** Null until the lease is signed. */
  readonly signedAt: PlainDateString | null;
}

/**
 * `lease` as it was known on `on`: everything dated later is left out, so that a state of the past is what one
 * could have computed then, and a date planned for the future never makes the present look settled.
 */
export function factsKnownOn(lease: LeaseFacts, on: PlainDateString): KnownLeaseFacts {
  const known = (date: PlainDateString | null): PlainDateString | null =>
    date !== null && date <= on ? date : null;
  return {
    ...lease,
    shortTerm:
      lease.shortTerm === null
        ? null
        : { ...lease.shortTerm, reasonGivenAt: known(lease.shortTerm.reasonGivenAt) },
    signedAt: known(lease.signedAt),
    exceptionsInfoGivenAt: known(lease.exceptionsInfoGivenAt),
    moveRequests: lease.moveRequests.filter((request) => request.sentAt <= on),
    vacatedOn: known(lease.vacatedOn),
  };
}
