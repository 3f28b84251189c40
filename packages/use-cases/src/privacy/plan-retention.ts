import { createHash } from 'node:crypto';
import {
  listDueSubjects,
  listRowsOfSubjects,
  type RetentionFigure,
  type RetentionRow,
  type Tx,
} from '@boligtrapp/database';
import {
  DESTROYING_RULES,
  lastDueEventOn,
  type PlainDateString,
  type RetentionRuleCode,
} from '@boligtrapp/domain';

/** A row that a run names. */
export interface PlannedItem extends RetentionRow {
  readonly rule: RetentionRuleCode;
}

/** Subjects of each rule in one plan; the rest is in the next one. */
const MOST_SUBJECTS = 5_000;

/** The items of a plan that destroys: of every rule with a figure, the rows whose time is over. */
export async function collectDueItems(
  tx: Tx,
  municipalityId: string,
  figures: readonly RetentionFigure[],
  today: PlainDateString,
): Promise<readonly PlannedItem[]> {
  const items: PlannedItem[] = [];
  for (const rule of DESTROYING_RULES) {
    const keepMonths = keepMonthsOf(figures, rule);
    if (keepMonths === null) continue;
    const lastEventOn = lastDueEventOn(today, keepMonths);
    const query = { rule, lastEventOn, today, limit: MOST_SUBJECTS };
    const subjects = await listDueSubjects(tx, municipalityId, query);
    const rows = await listRowsOfSubjects(tx, municipalityId, rule, subjects);
    items.push(...rows.map((row) => ({ ...row, rule })));
  }
  return items;
}

/** The months of the rule; null where the municipality has set none, so that it has no effect. */
export function keepMonthsOf(figures: readonly RetentionFigure[], rule: RetentionRuleCode): number | null {
  return figures.find((figure) => figure.rule === rule)?.keepMonths ?? null;
}

/** SHA-256 in hex over the items in their order: who approves a plan approves these rows and no others. */
export function hashItems(items: readonly PlannedItem[]): string {
  const lines = items.map(
    ({ rule, subjectId, tableName, rowId }) => `${rule} ${subjectId} ${tableName} ${rowId}`,
  );
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}
