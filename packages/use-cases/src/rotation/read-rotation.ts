import {
  countHiddenFindings,
  countRotationFlags,
  countRotationRuns,
  type Db,
  findRotationRun,
  type HiddenFindings,
  inTenant,
  listRotationFlags,
  listRotationRuns,
  type RotationFlagCount,
  type RotationFlagQuery,
  type RotationFlagRow,
  type RotationRunRow,
  type Tx,
} from '@boligtrapp/database';
import type { PlainDateString } from '@boligtrapp/domain';
import { logAccess } from '../access-log/log-access.ts';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { NotFoundError } from '../errors/domain-error.ts';
import type { IdSource } from '../ports/ports.ts';
import { hiddenHouseholds } from '../recusal/hidden-households.ts';

/** What reading rotation works with; ids are for the access log. */
export interface ReadRotationDeps {
  readonly db: Db;
  readonly ids: IdSource;
}

/** One run. @throws {NotFoundError} `rotation-run.not-found` */
export async function getRotationRun(
  deps: ReadRotationDeps,
  actor: Actor,
  runId: string,
): Promise<RotationRunRow> {
  authorise(actor, 'rotation.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const run = await findRotationRun(tx, runId);
    if (run === undefined) throw new NotFoundError('rotation-run.not-found');
    const [shown = run] = await withoutHidden(tx, actor, [run]);
    return shown;
  });
}

/** A page of runs; `totalCount` counts those on all pages. */
export interface RotationRunPage {
  readonly items: readonly RotationRunRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
}

/** Runs from the latest date, before `beforeRunOn` (exclusive). */
export async function listAllRotationRuns(
  deps: ReadRotationDeps,
  actor: Actor,
  { beforeRunOn, limit }: { readonly beforeRunOn: PlainDateString | undefined; readonly limit: number },
): Promise<RotationRunPage> {
  authorise(actor, 'rotation.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const rows = await listRotationRuns(tx, { beforeRunOn, limit: limit + 1 });
    return {
      items: await withoutHidden(tx, actor, rows.slice(0, limit)),
      isLast: rows.length <= limit,
      totalCount: await countRotationRuns(tx),
    };
  });
}

/** The runs with what they found of visible cases; leases are counted whole, as dwellings that are taken are. */
async function withoutHidden(
  tx: Tx,
  actor: Actor,
  runs: readonly RotationRunRow[],
): Promise<readonly RotationRunRow[]> {
  const hidden = [...(await hiddenHouseholds(tx, actor))];
  const nights = runs.map(({ runOn }) => runOn);
  const found = Map.groupBy(await countHiddenFindings(tx, nights, hidden), ({ runOn }) => runOn);
  return runs.map((run) => {
    const ofNight = found.get(run.runOn) ?? [];
    const sum = (of: 'count' | 'newCount'): number => ofNight.reduce((total, one) => total + one[of], 0);
    return { ...run, ...reduced(run, { ofNight, count: sum('count'), newCount: sum('newCount') }) };
  });
}

function reduced(
  { flagCount, newFlagCount, kindCounts }: RotationRunRow,
  hidden: {
    readonly ofNight: readonly HiddenFindings[];
    readonly count: number;
    readonly newCount: number;
  },
): Partial<RotationRunRow> {
  if (flagCount === null || newFlagCount === null || kindCounts === null) return {};
  const kinds = { ...kindCounts };
  for (const { kind, count } of hidden.ofNight) {
    const rest = (kinds[kind] ?? 0) - count;
    if (rest > 0) kinds[kind] = rest;
    else delete kinds[kind];
  }
  return {
    flagCount: Math.max(0, flagCount - hidden.count),
    newFlagCount: Math.max(0, newFlagCount - hidden.newCount),
    kindCounts: kinds,
  };
}

/** Which page of which flags. */
export interface ListFlags extends Omit<RotationFlagQuery, 'hiddenHouseholdIds'> {
  /** Keys of the last flag of the page before. */
  readonly after: { readonly dueOn: PlainDateString; readonly id: string } | undefined;
  readonly limit: number;
}

/** A page of flags; `counts` has all that match, by kind, and `totalCount` their sum. */
export interface RotationFlagPage {
  readonly items: readonly RotationFlagRow[];
  readonly isLast: boolean;
  readonly totalCount: number;
  readonly counts: readonly RotationFlagCount[];
}

/** Flags by due date. The read is logged. */
export async function listFlags(
  deps: ReadRotationDeps,
  actor: Actor,
  query: ListFlags,
): Promise<RotationFlagPage> {
  authorise(actor, 'rotation.read');
  return await inTenant(deps.db, tenantOf(actor), async (tx) => {
    const visible = { ...query, hiddenHouseholdIds: [...(await hiddenHouseholds(tx, actor))] };
    const rows = await listRotationFlags(tx, { ...visible, limit: query.limit + 1 });
    const counts = await countRotationFlags(tx, visible);
    const items = rows.slice(0, query.limit);
    await logAccess(tx, deps, actor, {
      operation: 'list-rotation-flags',
      householdIds: items.flatMap(({ householdId }) => (householdId === null ? [] : [householdId])),
    });
    return {
      items,
      isLast: rows.length <= query.limit,
      totalCount: counts.reduce((sum, { count }) => sum + count, 0),
      counts,
    };
  });
}
