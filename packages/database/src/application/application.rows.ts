import type { HousingApplicationState, PlainDateString } from '@boligtrapp/domain';

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
  'merged',
] as const satisfies readonly HousingApplicationState[];
/** One of {@link APPLICATION_STATUSES}. */
export type ApplicationStatus = HousingApplicationState;

/** A housing application (søknad). */
export interface ApplicationRow {
  readonly id: string;
  readonly householdId: string;
  readonly householdReference: string;
  readonly source: ApplicationSource;
  readonly receivedOn: PlainDateString;
  readonly receiptSentAt: string | null;
  /** Role or organisation that helps with it; null when nobody does. */
  readonly helpedBy: string | null;
  /** The settled application that it follows. */
  readonly previousApplicationId: string | null;
  readonly preliminaryAnswerSentOn: PlainDateString | null;
  readonly status: ApplicationStatus;
  readonly version: number;
  readonly createdAt: string;
}
