import { inTenant, listDueSubjects, listRetentionFigures } from '@boligtrapp/database';
import { lastDueEventOn, type RetentionRuleCode } from '@boligtrapp/domain';
import type { CarryOutDeps } from './carry-out-retention.ts';
import { collectDueItems, keepMonthsOf } from './plan-retention.ts';

/** What the next night would name, by rule and table; of cases to block, the households. */
export interface RetentionPreview {
  readonly rule: RetentionRuleCode;
  readonly tableName: string;
  readonly itemCount: number;
}

/** Cases that are counted at most. */
const MOST_COUNTED = 100_000;

/** Counts what is due today, and changes nothing: for whoever runs the system, who sees numbers only. */
export async function previewRetention(
  deps: Pick<CarryOutDeps, 'retentionDb' | 'clock'>,
  municipalityId: string,
): Promise<readonly RetentionPreview[]> {
  const today = deps.clock.today();
  const scope = { municipalityId, actorId: 'job:preview-retention' };
  return await inTenant(deps.retentionDb, scope, async (tx) => {
    const figures = await listRetentionFigures(tx, municipalityId);
    const items = await collectDueItems(tx, municipalityId, figures, today);
    const rule = 'closed-case';
    const keepMonths = keepMonthsOf(figures, rule);
    const cases =
      keepMonths === null
        ? []
        : await listDueSubjects(tx, municipalityId, {
            rule,
            lastEventOn: lastDueEventOn(today, keepMonths),
            today,
            limit: MOST_COUNTED,
          });
    const groups = Map.groupBy(items, (item) => `${item.rule} ${item.tableName}`);
    return [
      ...(cases.length === 0 ? [] : [{ rule, tableName: 'households', itemCount: cases.length } as const]),
      ...groups.values().flatMap((group) => {
        const [first] = group;
        return first === undefined
          ? []
          : [{ rule: first.rule, tableName: first.tableName, itemCount: group.length }];
      }),
    ];
  });
}
