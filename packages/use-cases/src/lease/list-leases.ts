import {
  countLeases,
  inTenant,
  type LeaseKey,
  type LeaseQuery,
  listLeases as readLeases,
  type Tx,
} from '@boligtrapp/database';
import type { LeaseState, PlainDateString } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import type { ReadLeasesDeps } from './get-lease.ts';
import {
  householdsOf,
  type LeaseView,
  type LeaseViewing,
  readLeaseOptions,
  readLeaseViews,
} from './lease-view.ts';

/** Which page of which leases. */
export interface ListLeases {
  readonly dwellingId?: string | undefined;
  readonly householdId?: string | undefined;
  /** Leases whose term ends before this day (exclusive). */
  readonly lastDayBefore?: PlainDateString | undefined;
  /** Leases in this state on `on`. */
  readonly state?: LeaseState | undefined;
  /** The day on which states are computed; today where nothing is said. */
  readonly on?: PlainDateString | undefined;
  /** The last lease of the page before. */
  readonly after?: LeaseKey | undefined;
  readonly limit: number;
}

/** A page; `totalCount` counts what the query has, on all pages. */
export interface LeasePage {
  readonly items: readonly LeaseView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Leases by the end of their term, with the state of each; the households on the page are logged as read. */
export async function listLeases(
  deps: ReadLeasesDeps,
  actor: Actor,
  command: ListLeases,
): Promise<LeasePage> {
  authorise(actor, 'leases.read');
  const { on = deps.clock.today(), state, after, limit, ...filter } = command;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const query: LeaseQuery = {
      ...filter,
      hiddenHouseholdIds: [...(await hiddenHouseholds(tx, actor))],
      possiblyIn: state === undefined ? undefined : { state, on },
    };
    const viewing = { actor, on, options: await readLeaseOptions(tx, on) };
    const list = isSettledByDates(state) ? listPage : listPageInState;
    const page = await list(tx, viewing, query, { after, limit });
    await logAccess(tx, deps, actor, { operation: 'list-leases', householdIds: householdsOf(page.items) });
    return page;
  });
}

interface PageOfLeases {
  readonly after: LeaseKey | undefined;
  readonly limit: number;
}

/** Whether the rows themselves tell who is in the state; for the others the law has to be asked about each. */
function isSettledByDates(state: LeaseState | undefined): boolean {
  return state === undefined || state === 'upcoming' || state === 'vacated';
}

async function listPage(
  tx: Tx,
  viewing: LeaseViewing,
  query: LeaseQuery,
  { after, limit }: PageOfLeases,
): Promise<LeasePage> {
  const { municipalityId } = viewing.actor;
  const rows = await readLeases(tx, municipalityId, query, { after, limit: limit + 1 });
  return {
    items: await readLeaseViews(tx, viewing, rows.slice(0, limit)),
    isLast: rows.length <= limit,
    totalCount: await countLeases(tx, municipalityId, query),
  };
}

const ROWS_PER_READ = 1_000;

/** Computes the state of every lease the query has: a count of those in one state cannot be had for less. */
async function listPageInState(
  tx: Tx,
  viewing: LeaseViewing,
  query: LeaseQuery,
  { after, limit }: PageOfLeases,
): Promise<LeasePage> {
  const { municipalityId } = viewing.actor;
  const state = query.possiblyIn?.state;
  const found: LeaseView[] = [];
  let totalCount = 0;
  for (let last: LeaseKey | undefined; ; ) {
    const rows = await readLeases(tx, municipalityId, query, { after: last, limit: ROWS_PER_READ });
    const views = (await readLeaseViews(tx, viewing, rows)).filter((view) => view.legalState.state === state);
    totalCount += views.length;
    found.push(...views.filter((view) => isAfter(view, after)).slice(0, limit + 1 - found.length));
    last = rows.at(-1);
    if (rows.length < ROWS_PER_READ) break;
  }
  return { items: found.slice(0, limit), isLast: found.length <= limit, totalCount };
}

function isAfter(lease: LeaseKey, key: LeaseKey | undefined): boolean {
  if (key === undefined) return true;
  if (lease.lastDay === key.lastDay) return lease.id > key.id;
  return lease.lastDay === null || (key.lastDay !== null && lease.lastDay > key.lastDay);
}
