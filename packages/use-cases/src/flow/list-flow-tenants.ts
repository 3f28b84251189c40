import { type Db, inTenant, readTenantNames, type Tx } from '@boligtrapp/database';
import {
  ageOn,
  type Level,
  type LivedStep,
  longStays,
  type PlainDateString,
  type Programme,
  type StepDownStanding,
  type Track,
} from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import type { Clock, IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';
import { readAbove, readFlowPolicy, readStays } from './read-flow.ts';

/** What the lists behind the flow work with; ids are for the access log. */
export interface ListFlowTenantsDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** Which page of which tenants. */
export interface ListFlowTenants {
  readonly programme?: Programme | undefined;
  readonly track?: Track | undefined;
  /** Level of the dwelling. */
  readonly level?: Level | undefined;
  /** Keys of the last tenant of the page before. */
  readonly after: { readonly since: PlainDateString; readonly leaseId: string } | undefined;
  readonly limit: number;
}

/** {@link ListFlowTenants} of those above their assessment. */
export interface ListTenantsAbove extends ListFlowTenants {
  readonly standing?: StepDownStanding | undefined;
}

/** A tenant on a step. */
export interface FlowTenant extends LivedStep {
  readonly leaseId: string;
  readonly dwellingId: string;
  readonly dwellingReference: string;
  readonly householdId: string;
  readonly householdReference: string;
  /** From when the household has lived in municipal dwellings without a break. */
  readonly since: PlainDateString;
}

/** A tenant who lives on a level above the assessed one. */
export interface TenantAboveView extends FlowTenant {
  readonly assessedLevel: Level;
  /** First day on which the assessment no longer holds. */
  readonly validUntil: PlainDateString;
  readonly standing: StepDownStanding;
}

/** A tenant who has stayed for long. */
export interface LongStayView extends FlowTenant {
  /** Whole years. */
  readonly years: number;
}

/** A page, the longest stay first; `totalCount` counts what the query has, on all pages. */
export interface FlowTenantPage<T> {
  readonly items: readonly T[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/**
 * Tenants who live today on a level above the one that was assessed last, and how it stands with moving down. Cases from
 * which the actor is recused are left out; the reading is logged.
 */
export async function listTenantsAbove(
  deps: ListFlowTenantsDeps,
  actor: Actor,
  query: ListTenantsAbove,
): Promise<FlowTenantPage<TenantAboveView>> {
  authorise(actor, 'rotation.read');
  const on = deps.clock.today();
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const { inForce } = await readFlowPolicy(tx, on);
    const stays = await readStays(tx, on, await hiddenHouseholds(tx, actor));
    const sinceOf = new Map(stays.map(({ lastTenancy, from }) => [lastTenancy.leaseId, from]));
    const above = (await readAbove(tx, on, inForce)).map((tenant) => ({
      leaseId: tenant.leaseId,
      householdId: tenant.householdId,
      programme: tenant.programme,
      track: tenant.track,
      level: tenant.level,
      assessedLevel: tenant.assessedLevel,
      validUntil: tenant.validUntil,
      standing: tenant.standing,
      since: sinceOf.get(tenant.leaseId) ?? on,
    }));
    const asked = above.filter(({ standing }) => query.standing === undefined || standing === query.standing);
    return await readPage(tx, { deps, actor, operation: 'list-tenants-above' }, query, asked);
  });
}

/**
 * Tenants who have lived in municipal dwellings without a break for the years of the policy or more. Cases from which the
 * actor is recused are left out; the reading is logged.
 */
export async function listLongStays(
  deps: ListFlowTenantsDeps,
  actor: Actor,
  query: ListFlowTenants,
): Promise<FlowTenantPage<LongStayView>> {
  authorise(actor, 'rotation.read');
  const on = deps.clock.today();
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const { content } = await readFlowPolicy(tx, on);
    const long = longStays(
      await readStays(tx, on, await hiddenHouseholds(tx, actor)),
      content.flow.longStayYears,
      on,
    );
    const rows = long.map(({ from, householdId, lastTenancy: { leaseId, programme, track, level } }) => ({
      leaseId,
      householdId,
      programme,
      track,
      level,
      since: from,
      years: ageOn(from, on),
    }));
    return await readPage(tx, { deps, actor, operation: 'list-long-stays' }, query, rows);
  });
}

interface FlowRow extends LivedStep {
  readonly leaseId: string;
  readonly householdId: string;
  readonly since: PlainDateString;
}

interface Reading {
  readonly deps: ListFlowTenantsDeps;
  readonly actor: Actor;
  readonly operation: string;
}

type Named = Pick<FlowTenant, 'dwellingId' | 'dwellingReference' | 'householdId' | 'householdReference'>;

/** The page of what the actor may see, with names. */
async function readPage<Row extends FlowRow>(
  tx: Tx,
  { deps, actor, operation }: Reading,
  query: ListFlowTenants,
  rows: readonly Row[],
): Promise<FlowTenantPage<Omit<Row, 'householdId'> & Named>> {
  const hidden = await hiddenHouseholds(tx, actor);
  const asked = rows
    .filter(({ householdId }) => !hidden.has(householdId))
    .filter((row) => isAsked(row, query))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const { after } = query;
  const rest = after === undefined ? asked : asked.filter((row) => keyOf(row) > keyOf(after));
  const page = rest.slice(0, query.limit);
  const names = await readTenantNames(
    tx,
    page.map(({ leaseId }) => leaseId),
  );
  const items = page.flatMap(({ householdId, ...row }) => {
    const name = names.get(row.leaseId);
    if (name === undefined) return [];
    return [
      {
        ...row,
        dwellingId: name.dwellingId,
        dwellingReference: name.dwellingReference,
        householdId,
        householdReference: name.householdReference,
      },
    ];
  });
  await logAccess(tx, deps, actor, {
    operation,
    householdIds: items.map(({ householdId }) => householdId),
  });
  return { items, isLast: rest.length <= query.limit, totalCount: asked.length };
}

function isAsked(row: LivedStep, { programme, track, level }: ListFlowTenants): boolean {
  return (
    (programme === undefined || row.programme === programme) &&
    (track === undefined || row.track === track) &&
    (level === undefined || row.level === level)
  );
}

function keyOf({ since, leaseId }: { readonly since: PlainDateString; readonly leaseId: string }): string {
  return `${since} ${leaseId}`;
}
