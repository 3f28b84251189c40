import {
  type Db,
  inTenant,
  listUnansweredApplications,
  listUnansweredOccupancyRequests,
} from '@boligtrapp/database';
import { occupancyAnswerDueOn, type PlainDateString, preliminaryAnswerDueOn } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What {@link listDueDates} needs. */
export interface ListDueDatesDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Where a page begins: after this due date and id. */
export interface DueDateKey {
  readonly dueOn: PlainDateString;
  readonly id: string;
}

/** Which page of the due dates, of one household alone or of all. */
export interface ListDueDates {
  readonly after?: DueDateKey | undefined;
  readonly limit: number;
  readonly householdId?: string | undefined;
}

/** Something that the law gives a month for. */
export interface DueDateItem extends DueDateKey {
  /** An application without decision, or one to take in a household member. */
  readonly kind: 'preliminary-answer' | 'occupancy-answer';
  readonly householdId: string;
  readonly householdReference: string;
  readonly receivedOn: PlainDateString;
  readonly isOverdue: boolean;
}

/** A page; `totalCount` counts all. */
export interface DueDatePage {
  readonly items: readonly DueDateItem[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/**
 * What waits for an answer within a month of its receipt, the earliest due first; overdue ones stay until they are
 * answered. The households on the page are logged as read.
 */
export async function listDueDates(
  deps: ListDueDatesDeps,
  actor: Actor,
  { after, limit, householdId: only }: ListDueDates,
): Promise<DueDatePage> {
  authorise(actor, 'applications.read');
  const { municipalityId } = actor;
  const today = deps.clock.today();
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const hidden = await hiddenHouseholds(tx, actor);
    const applications = await listUnansweredApplications(tx, municipalityId);
    const requests = await listUnansweredOccupancyRequests(tx, municipalityId);
    const all = [
      ...applications.map((row) =>
        toItem('preliminary-answer', preliminaryAnswerDueOn(row.receivedOn), row, today),
      ),
      ...requests.map((row) => toItem('occupancy-answer', occupancyAnswerDueOn(row.receivedOn), row, today)),
    ]
      .filter(({ householdId }) => !hidden.has(householdId) && (only === undefined || householdId === only))
      .toSorted((a, b) => (isAfter(a, b) ? 1 : -1));
    const rest = after === undefined ? all : all.filter((item) => isAfter(item, after));
    const items = rest.slice(0, limit);
    const householdIds = items.map(({ householdId }) => householdId);
    await logAccess(tx, deps, actor, { operation: 'list-due-dates', householdIds });
    return { items, isLast: rest.length <= limit, totalCount: all.length };
  });
}

function toItem(
  kind: DueDateItem['kind'],
  dueOn: PlainDateString,
  row: Pick<DueDateItem, 'id' | 'householdId' | 'householdReference' | 'receivedOn'>,
  today: PlainDateString,
): DueDateItem {
  const { id, householdId, householdReference, receivedOn } = row;
  return { kind, id, householdId, householdReference, receivedOn, dueOn, isOverdue: today > dueOn };
}

function isAfter(item: DueDateKey, key: DueDateKey): boolean {
  return item.dueOn === key.dueOn ? item.id > key.id : item.dueOn > key.dueOn;
}
