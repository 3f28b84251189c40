import {
  blockCases,
  closeCaseBlock,
  countRetentionItems,
  findCaseBlock,
  insertCaseBlock,
  insertErasures,
  insertRetentionRun,
  inTenant,
  isErasableTable,
  isStored,
  liftCases,
  type SealedErasure,
  type Tx,
} from '@boligtrapp/database';
import { RETENTION_RULE_CODES, type RetentionRuleCode } from '@boligtrapp/domain';
import { type AuditActor, appendAuditEvent } from '../audit/append-audit-event.ts';
import { type CarryOutDeps, carryOutRetention } from './carry-out-retention.ts';
import { isTrueErasure, readErasures } from './erasure-ledger.ts';
import { hashItems, type PlannedItem } from './plan-retention.ts';

/** What was done again. */
export interface ReappliedErasures {
  readonly municipalityId: string;
  /** Entries of the ledger, of the file and the database together. */
  readonly entryCount: number;
  /** Entries that no holder of the key has written; nothing is done by them. */
  readonly forgedCount: number;
  /** Rows that were back, and are destroyed again. */
  readonly destroyedRows: number;
  /** Rows that were back, and to which something refers that was not there then. */
  readonly stuckRows: number;
  /** Rows of blocked cases that could be seen, and are blocked again. */
  readonly blockedRows: number;
  /** Rows of cases that had been lifted, and are again. */
  readonly liftedRows: number;
}

const JOB = 'job:reapply-erasures';
const CHUNK = 500;

/**
 * Does again what the ledger tells of: after an old backup was restored, what had been destroyed is back, and what had
 * been blocked is seen. Takes the entries of the file into the database, which has lost them. Run again it changes
 * nothing.
 *
 * @param kept entries from the file outside the database; those of other municipalities are passed over.
 */
export async function reapplyErasures(
  deps: CarryOutDeps,
  { municipalityId, requestId }: { readonly municipalityId: string; readonly requestId: string },
  kept: readonly SealedErasure[],
): Promise<ReappliedErasures> {
  const db = deps.retentionDb;
  const scope = { municipalityId, actorId: JOB };
  const own = kept.filter((entry) => entry.municipalityId === municipalityId);
  const trueOnes = own.filter((entry) => isTrueErasure(deps.sealer, entry));
  for (let from = 0; from < trueOnes.length; from += CHUNK) {
    const part = trueOnes.slice(from, from + CHUNK);
    await inTenant(db, scope, async (tx) => await insertErasures(tx, part));
  }
  const ledger = await readTrueLedger(deps, municipalityId);
  const actor: AuditActor = { id: JOB, role: 'job', municipalityId, requestId };
  const destroyed = await destroyAgain(deps, actor, ledger.entries);
  const blocks = await settleBlocks(deps, actor, ledger.entries);
  const forgedCount = own.length - trueOnes.length + ledger.forgedCount;
  const found = { entryCount: ledger.entries.length, forgedCount, ...destroyed, ...blocks };
  await inTenant(db, scope, async (tx) => {
    await appendAuditEvent(tx, actor, {
      action: 'erasures.reapplied',
      objectKind: 'municipality',
      objectId: municipalityId,
      after: found,
    });
  });
  return { municipalityId, ...found };
}

async function readTrueLedger(deps: CarryOutDeps, municipalityId: string) {
  const entries: SealedErasure[] = [];
  let forgedCount = 0;
  for await (const page of readErasures(deps.retentionDb, municipalityId)) {
    for (const entry of page) {
      if (isTrueErasure(deps.sealer, entry)) entries.push(entry);
      else forgedCount += 1;
    }
  }
  return { entries, forgedCount };
}

async function destroyAgain(
  deps: CarryOutDeps,
  actor: AuditActor,
  entries: readonly SealedErasure[],
): Promise<Pick<ReappliedErasures, 'destroyedRows' | 'stuckRows'>> {
  const { municipalityId, requestId } = actor;
  const scope = { municipalityId, actorId: JOB };
  const runId = await inTenant(deps.retentionDb, scope, async (tx) => {
    const back: PlannedItem[] = [];
    for (const { action, rule, subjectId, tableName, rowId } of entries) {
      if (action !== 'destroyed' || !isRule(rule) || !isErasableTable(tableName)) continue;
      if (!(await isStored(tx, municipalityId, { table: tableName, rowId }))) continue;
      back.push({ rule, subjectId, tableName, rowId });
    }
    if (back.length === 0) return undefined;
    const id = deps.ids.next();
    await insertRetentionRun(tx, municipalityId, {
      id,
      kind: 'reapply',
      runOn: deps.clock.today(),
      state: 'running',
      requestedBy: JOB,
      request: null,
      itemsHash: hashItems(back),
      items: back,
    });
    return id;
  });
  if (runId === undefined) return { destroyedRows: 0, stuckRows: 0 };
  await carryOutRetention(deps, { municipalityId, runId, requestId });
  return await inTenant(deps.retentionDb, scope, async (tx) => await countOutcome(tx, municipalityId, runId));
}

async function countOutcome(
  tx: Tx,
  municipalityId: string,
  runId: string,
): Promise<Pick<ReappliedErasures, 'destroyedRows' | 'stuckRows'>> {
  const counts = await countRetentionItems(tx, municipalityId, runId);
  return {
    destroyedRows: counts.reduce((sum, { rowCount }) => sum + rowCount, 0),
    stuckRows: counts.reduce((sum, { state, itemCount }) => sum + (state === 'stuck' ? itemCount : 0), 0),
  };
}

function isRule(rule: string): rule is RetentionRuleCode {
  return RETENTION_RULE_CODES.some((code) => code === rule);
}

/** Brings every case to where its last entry leaves it: blocked, or lifted. */
async function settleBlocks(
  deps: CarryOutDeps,
  { municipalityId }: AuditActor,
  entries: readonly SealedErasure[],
): Promise<Pick<ReappliedErasures, 'blockedRows' | 'liftedRows'>> {
  const last = new Map<string, SealedErasure>();
  for (const entry of entries) if (entry.action !== 'destroyed') last.set(entry.rowId, entry);
  let [blockedRows, liftedRows] = [0, 0];
  for (const [householdId, { action, runId }] of last) {
    await inTenant(deps.retentionDb, { municipalityId, actorId: JOB }, async (tx) => {
      const block = await findCaseBlock(tx, municipalityId, householdId);
      if (action === 'blocked') {
        const rows = await blockCases(tx, municipalityId, [householdId]);
        blockedRows += rows;
        if (block === undefined && rows > 0) {
          await insertCaseBlock(tx, municipalityId, { id: deps.ids.next(), householdId, runId });
        }
        return;
      }
      if (block === undefined) return;
      liftedRows += await liftCases(tx, municipalityId, [householdId]);
      await closeCaseBlock(tx, municipalityId, block.id, 'lifted');
    });
  }
  return { blockedRows, liftedRows };
}
