import type { PlainDateString } from '@boligtrapp/domain';

/** How an application came in. */
export const APPLICATION_SOURCES = ['digital', 'paper', 'in-person', 'referral', 'kobo'] as const;
/** One of {@link APPLICATION_SOURCES}. */
export type ApplicationSource = (typeof APPLICATION_SOURCES)[number];

/** What has become of an application. `received` and `in-queue` are open. */
export const APPLICATION_STATUSES = [
  'received',
  'in-queue',
  'refused',
  'withdrawn',
  'expired',
  'housed',
] as const;
/** One of {@link APPLICATION_STATUSES}. */
export type ApplicationStatus = (typeof APPLICATION_STATUSES)[number];

/** A housing application (søknad). */
export interface ApplicationRow {
  readonly id: string;
  readonly householdId: string;
  readonly householdReference: string;
  readonly source: ApplicationSource;
  readonly receivedOn: PlainDateString;
  readonly receiptSentAt: string | null;
  readonly status: ApplicationStatus;
  readonly version: number;
  readonly createdAt: string;
}
