import {
  expirePersonDataExports,
  findOpenPlan,
  insertRetentionRun,
  inTenant,
  listDueSubjects,
  listRetentionFigures,
  listRowsOfSubjects,
  listRunsToCarryOut,
  type RetentionFigure,
  type Tx,
} from '@boligtrapp/database';
import { lastDueEventOn, type PlainDateString } from '@boligtrapp/domain';
import { type AuditActor, appendAuditEvent } from '../audit/append-audit-event.ts';
import { type CarryOutDeps, carryOutRetention } from './carry-out-retention.ts';
import { collectDueItems, hashItems, keepMonthsOf, type PlannedItem } from './plan-retention.ts';
import { replaceOpenPlan } from './request-retention-run.ts';

/** What a night did. */
export interface NightlyRetention {
  /** Copies of people's data whose content was destroyed. */
  readonly expiredCopies: number;
  /** Cases that were named to be blocked. */
  readonly blockedCases: number;
  /** Items of the plan that waits for approval; 0 where nothing is due. */
  readonly plannedItems: number;
}

/** Cases that a night blocks at most; the rest follows the next night. */
const MOST_BLOCKED = 1_000;
const JOB = 'job:nightly-retention';

/**
 * The retention of one municipality on one night: blocks cases whose time is over, plans what is to be destroyed, and
 * carries out what was approved. Destroys nothing by itself but copies whose time for fetching is over. Run again it
 * changes nothing: a plan of the same rows stays, with its approval still to come.
 */
export async function runNightlyRetention(
  deps: CarryOutDeps,
  { municipalityId, requestId }: { readonly municipalityId: string; readonly requestId: string },
): Promise<NightlyRetention> {
  const scope = { municipalityId, actorId: JOB };
  const actor: AuditActor = { id: JOB, role: 'job', municipalityId, requestId };
  const today = deps.clock.today();
  const found = await inTenant(deps.retentionDb, scope, async (tx) => {
    const expired = await expirePersonDataExports(tx, municipalityId, deps.clock.now());
    for (const objectId of expired) {
      await appendAuditEvent(tx, actor, {
        action: 'person-data-export.expired',
        objectKind: 'person-data-export',
        objectId,
      });
    }
    const figures = await listRetentionFigures(tx, municipalityId);
    const night: Night = { tx, deps, actor, figures, today };
    const blockedCases = await planBlocks(night);
    return { expiredCopies: expired.length, blockedCases, plannedItems: await planErasures(night) };
  });
  const runs = await inTenant(
    deps.retentionDb,
    scope,
    async (tx) => await listRunsToCarryOut(tx, municipalityId),
  );
  for (const { id: runId } of runs) await carryOutRetention(deps, { municipalityId, runId, requestId });
  return found;
}

interface Night {
  readonly tx: Tx;
  readonly deps: CarryOutDeps;
  readonly actor: AuditActor;
  readonly figures: readonly RetentionFigure[];
  readonly today: PlainDateString;
}

async function planBlocks(night: Night): Promise<number> {
  const { tx, figures, today } = night;
  const { municipalityId } = night.actor;
  const rule = 'closed-case';
  const keepMonths = keepMonthsOf(figures, rule);
  if (keepMonths === null) return 0;
  const query = { rule, lastEventOn: lastDueEventOn(today, keepMonths), today, limit: MOST_BLOCKED } as const;
  const householdIds = await listDueSubjects(tx, municipalityId, query);
  if (householdIds.length === 0) return 0;
  const rows = await listRowsOfSubjects(tx, municipalityId, rule, householdIds);
  await storeRun(
    night,
    'block',
    rows.map((row) => ({ ...row, rule })),
  );
  return householdIds.length;
}

async function planErasures(night: Night): Promise<number> {
  const { tx, figures, today } = night;
  const { municipalityId } = night.actor;
  const items = await collectDueItems(tx, municipalityId, figures, today);
  const open = await findOpenPlan(tx, municipalityId);
  if (items.length > 0 && open?.itemsHash === hashItems(items)) return items.length;
  await replaceOpenPlan(tx, municipalityId);
  if (items.length > 0) await storeRun(night, 'due', items);
  return items.length;
}

async function storeRun(
  { tx, deps, actor, today }: Night,
  kind: 'block' | 'due',
  items: readonly PlannedItem[],
): Promise<void> {
  const [id, itemsHash] = [deps.ids.next(), hashItems(items)];
  const state = kind === 'block' ? 'running' : 'planned';
  const run = { id, kind, runOn: today, state, requestedBy: JOB, request: null, itemsHash, items } as const;
  await insertRetentionRun(tx, actor.municipalityId, run);
  await appendAuditEvent(tx, actor, {
    action: 'retention-run.planned',
    objectKind: 'retention-run',
    objectId: id,
    after: { kind, itemCount: items.length, itemsHash },
  });
}
