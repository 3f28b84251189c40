import {
  findPolicyInForce,
  type LeaseNoticeRow,
  type LeaseRow,
  readLeaseNotices,
  type Tx,
  toLeaseFacts,
} from '@boligtrapp/database';
import {
  DEFAULT_LEASE_OPTIONS,
  evaluateLease,
  type LeaseOptions,
  type LeaseStatus,
  type PlainDateString,
} from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';

/** A lease with the state that the law gives it on a day. */
export interface LeaseView extends LeaseRow {
  readonly legalState: LeaseStatus;
}

/** The municipality's choices in computing states on `on`; without a policy in force, the cautious ones. */
export async function readLeaseOptions(tx: Tx, on: PlainDateString): Promise<LeaseOptions> {
  const policy = await findPolicyInForce(tx, on);
  if (policy === undefined) return DEFAULT_LEASE_OPTIONS;
  const { reviewWindowMonths, acceptsEarlyRequests } = policy.content.rotation;
  return { reviewWindowMonths, acceptEarlyRequests: acceptsEarlyRequests };
}

/** What states are computed with: for whom, on which day, by whose choices. */
export interface LeaseViewing {
  readonly actor: Actor;
  readonly on: PlainDateString;
  readonly options: LeaseOptions;
}

/** The leases as the actor may see them, with their states. */
export async function readLeaseViews(
  tx: Tx,
  viewing: LeaseViewing,
  rows: readonly LeaseRow[],
): Promise<readonly LeaseView[]> {
  const ids = rows.map(({ id }) => id);
  const notices = await readLeaseNotices(tx, viewing.actor.municipalityId, ids);
  return rows.map((row) => toLeaseView(viewing, row, notices.get(row.id) ?? []));
}

/** The lease as the actor may see it, with its state. */
export function toLeaseView(
  { on, options }: Pick<LeaseViewing, 'on' | 'options'>,
  row: LeaseRow,
  notices: readonly LeaseNoticeRow[],
): LeaseView {
  return {
    ...row,
    legalState: evaluateLease(toLeaseFacts(row, notices), on, options),
  };
}

/** The households that the views tell something about. */
export function householdsOf(views: readonly LeaseView[]): readonly string[] {
  return views.map(({ householdId }) => householdId);
}
