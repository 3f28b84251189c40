import {
  countReadings,
  findHousehold,
  inTenant,
  type ReadingQuery,
  type ReadingRow,
  listReadings as readReadings,
} from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { ReadTracesDeps } from './read-audit-trail.ts';
import { findWithheldCases } from './withheld-cases.ts';

/** Which readings; see `ReadingQuery`. */
export interface ListReadings extends Omit<ReadingQuery, 'without'> {
  readonly beforeId?: string | undefined;
  readonly limit: number;
}

/** A reading as the actor may see it. */
export interface ReadingView extends Omit<ReadingRow, 'operation'> {
  /** Null where it told of withheld cases only: what was read tells what the case is about. */
  readonly operation: string | null;
}

/** A page; `totalCount` counts what the query has, on all pages. */
export interface ReadingPage {
  readonly items: readonly ReadingView[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/**
 * Readings of persons from the newest. Households whose cases are withheld from the actor are not named in them, what was
 * read of nobody else is not told, and asking for such a household finds nothing. That the log was read is logged itself.
 */
export async function listReadings(
  deps: ReadTracesDeps,
  actor: Actor,
  { beforeId, limit, ...filter }: ListReadings,
): Promise<ReadingPage> {
  authorise(actor, 'traces.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const { householdIds: withheld } = await findWithheldCases(tx, actor);
    if (filter.householdId !== undefined && withheld.has(filter.householdId)) {
      return { items: [], isLast: true, totalCount: 0 };
    }
    const query = { ...filter, ...(filter.operation === undefined ? {} : { without: withheld }) };
    const rows = await readReadings(tx, municipalityId, query, { beforeId, limit: limit + 1 });
    const items = rows.slice(0, limit).map((row) => toReadingView(withheld, row));
    const totalCount = await countReadings(tx, municipalityId, query);
    const householdIds = items.flatMap((item) => item.householdIds);
    await logAccess(tx, deps, actor, { operation: 'list-readings', householdIds });
    return { items, isLast: rows.length <= limit, totalCount };
  });
}

function toReadingView(withheld: ReadonlySet<string>, row: ReadingRow): ReadingView {
  const householdIds = row.householdIds.filter((id) => !withheld.has(id));
  const isWithheld = householdIds.length === 0 && row.householdIds.length > 0;
  return { ...row, householdIds, ...(isWithheld ? { operation: null, requestId: null } : {}) };
}

/** A page of one household's list; other households of the same readings are not in it. */
export interface HouseholdReadingPage extends Omit<ReadingPage, 'items'> {
  readonly items: readonly Omit<ReadingRow, 'householdIds'>[];
}

/**
 * Who has seen the case of a household, from the newest: the list that is given to its members when they ask.
 *
 * @throws {NotFoundError} `household.not-found`, also where its case is withheld from the actor.
 */
export async function listHouseholdReadings(
  deps: ReadTracesDeps,
  actor: Actor,
  { householdId, beforeId, limit }: { householdId: string; beforeId?: string | undefined; limit: number },
): Promise<HouseholdReadingPage> {
  authorise(actor, 'access-list.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const household = await findHousehold(tx, municipalityId, householdId);
    const { householdIds: withheld } = await findWithheldCases(tx, actor);
    if (household === undefined || withheld.has(householdId)) throw new NotFoundError('household.not-found');
    const rows = await readReadings(tx, municipalityId, { householdId }, { beforeId, limit: limit + 1 });
    const totalCount = await countReadings(tx, municipalityId, { householdId });
    await logAccess(tx, deps, actor, { operation: 'list-household-readings', householdIds: [householdId] });
    const items = rows.slice(0, limit).map(({ householdIds: _householdIds, ...reading }) => reading);
    return { items, isLast: rows.length <= limit, totalCount };
  });
}
