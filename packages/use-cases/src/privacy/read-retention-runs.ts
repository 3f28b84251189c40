import {
  countRetentionItems,
  countRetentionRuns,
  type Db,
  findRetentionRun,
  inTenant,
  listHouseholdsOf,
  listRetentionItems,
  type RetentionCount,
  type RetentionItem,
  type RetentionRunRow,
  listRetentionRuns as readRuns,
} from '@boligtrapp/database';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { findWithheldCases } from '../audit/withheld-cases.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';

/** A page of runs, from the newest. */
export interface RetentionRunPage {
  readonly items: readonly RetentionRunRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Retention runs from the newest. */
export async function listRetentionRuns(
  deps: { readonly db: Db },
  actor: Actor,
  { afterId, limit }: { readonly afterId?: string | undefined; readonly limit: number },
): Promise<RetentionRunPage> {
  authorise(actor, 'retention.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const rows = await readRuns(tx, municipalityId, { afterId, limit: limit + 1 });
    const totalCount = await countRetentionRuns(tx, municipalityId);
    return { items: rows.slice(0, limit), isLast: rows.length <= limit, totalCount };
  });
}

/** A run with its report: what is or was to go, by rule, table and outcome. */
export interface RetentionRunDetails extends RetentionRunRow {
  readonly counts: readonly RetentionCount[];
}

/** A run with its report; rows of cases that are withheld from the actor are not in it. @throws {NotFoundError} `retention-run.not-found` */
export async function getRetentionRun(
  deps: { readonly db: Db },
  actor: Actor,
  runId: string,
): Promise<RetentionRunDetails> {
  authorise(actor, 'retention.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const run = await findRetentionRun(tx, municipalityId, runId);
    if (run === undefined) throw new NotFoundError('retention-run.not-found');
    const withheld = (await findWithheldCases(tx, actor)).ids;
    return { ...run, counts: await countRetentionItems(tx, municipalityId, runId, withheld) };
  });
}

/**
 * The rows that a run names, by id, from the first. Those of cases that are withheld from the actor are left out; the
 * households of the others are logged as read.
 *
 * @throws {NotFoundError} `retention-run.not-found`
 */
export async function listItemsOfRetentionRun(
  deps: { readonly db: Db; readonly ids: IdSource },
  actor: Actor,
  query: { readonly runId: string; readonly afterNumber: number; readonly limit: number },
): Promise<{
  readonly items: readonly RetentionItem[];
  readonly isLast: boolean;
  readonly totalCount: number;
}> {
  authorise(actor, 'retention.read');
  const { municipalityId } = actor;
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const run = await findRetentionRun(tx, municipalityId, query.runId);
    if (run === undefined) throw new NotFoundError('retention-run.not-found');
    const withheld = (await findWithheldCases(tx, actor)).ids;
    const visible = (await listRetentionItems(tx, municipalityId, query.runId)).filter(
      ({ subjectId, rowId }) => !withheld.has(subjectId) && !withheld.has(rowId),
    );
    const rest = visible.filter(({ number }) => number > query.afterNumber);
    const items = rest.slice(0, query.limit);
    const ids = items.flatMap(({ subjectId, rowId }) => [subjectId, rowId]);
    const householdIds = await listHouseholdsOf(tx, municipalityId, [...new Set(ids)]);
    await logAccess(tx, deps, actor, { operation: 'list-retention-items', householdIds });
    return {
      items,
      isLast: rest.length <= query.limit,
      totalCount: visible.length,
    };
  });
}
