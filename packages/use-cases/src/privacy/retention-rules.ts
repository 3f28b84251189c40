import {
  type Db,
  insertRetentionFigure,
  inTenant,
  listRetentionFigures,
  type RetentionFigure,
} from '@boligtrapp/database';
import {
  type PlainDateString,
  RETENTION_RULE_CODES,
  RETENTION_RULES,
  type RetentionRule,
  type RetentionRuleCode,
  TABLE_RETENTION,
  type TableClass,
} from '@boligtrapp/domain';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock, IdSource } from '../ports/ports.ts';

/** What the use cases of retention work with. */
export interface RetentionDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly ids: IdSource;
}

/** A rule with the figure of the municipality; null: it has no effect. */
export interface RetentionRuleView extends RetentionRule {
  readonly code: RetentionRuleCode;
  readonly tables: readonly string[];
  readonly current: RetentionFigure | null;
}

/** What becomes of the rows of a table that no rule takes. */
export interface TableRetentionView {
  readonly table: string;
  readonly class: TableClass;
  readonly rules: readonly RetentionRuleCode[];
  readonly otherwise: string;
}

/** The rules of retention, and the table of all tables. */
export interface RetentionOverview {
  readonly rules: readonly RetentionRuleView[];
  readonly tables: readonly TableRetentionView[];
}

/** Every rule with the figure that holds, and what becomes of every table. */
export async function getRetentionRules(
  deps: Pick<RetentionDeps, 'db'>,
  actor: Actor,
): Promise<RetentionOverview> {
  authorise(actor, 'retention.read');
  const figures = await inTenant(
    deps.db,
    tenantOf(actor),
    async (tx) => await listRetentionFigures(tx, actor.municipalityId),
  );
  const tables = Object.entries(TABLE_RETENTION).map(([table, retention]) => ({ table, ...retention }));
  return {
    rules: RETENTION_RULE_CODES.map((code) => ({
      code,
      ...RETENTION_RULES[code],
      tables: tables.filter(({ rules }) => rules.includes(code)).map(({ table }) => table),
      current: figures.find(({ rule }) => rule === code) ?? null,
    })),
    tables,
  };
}

/** How long the municipality has decided to keep what a rule is about. */
export interface SetRetentionFigure {
  readonly rule: RetentionRuleCode;
  /** Null: the rule has no effect from now on. */
  readonly keepMonths: number | null;
  readonly decisionReference: string;
  readonly decidedOn: PlainDateString;
}

/**
 * Stores the figure; it holds from now on. Who sets it cannot approve what is destroyed by it.
 *
 * @throws {RuleRefusedError} `record.date-in-the-future`
 */
export async function setRetentionFigure(
  deps: RetentionDeps,
  actor: Actor,
  command: SetRetentionFigure,
  request: IdempotencyRequest,
): Promise<{ readonly id: string }> {
  authorise(actor, 'retention.write');
  if (command.decidedOn > deps.clock.today()) {
    throw new RuleRefusedError('record.date-in-the-future', { field: 'decidedOn' });
  }
  const { municipalityId } = actor;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const id = deps.ids.next();
    const before = (await listRetentionFigures(tx, municipalityId)).find(({ rule }) => rule === command.rule);
    await insertRetentionFigure(tx, municipalityId, { ...command, id, setBy: actor.id });
    const { rule, keepMonths, decisionReference } = command;
    await appendAuditEvent(tx, actor, {
      action: 'retention-figure.set',
      objectKind: 'retention-figure',
      objectId: id,
      before: { keepMonths: before?.keepMonths ?? null },
      after: { rule, keepMonths, decisionReference },
    });
    return { id };
  });
}
