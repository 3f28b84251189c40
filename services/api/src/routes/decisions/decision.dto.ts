import type { Decision, RoundCase } from '@boligtrapp/contracts';
import type { DecisionRow } from '@boligtrapp/database';
import type { CasePage } from '@boligtrapp/use-cases';

/** A decision as it is answered. */
export function toDecision(row: DecisionRow): Decision {
  return { ...row, brokenRules: row.brokenRules ?? [] };
}

/** A case as it is answered. */
export function toCase({ ruling, decision, ...row }: CasePage['items'][number]): RoundCase {
  return {
    ...row,
    ruling:
      ruling === null
        ? null
        : {
            version: ruling.version,
            outcome: ruling.outcome,
            dwellingId: ruling.dwellingId,
            reasonCode: ruling.reasonCode,
            reason: ruling.reason,
            waiverLegalBasis: ruling.waiverLegalBasis,
            ruledBy: ruling.ruledBy,
          },
    decision: decision === null ? null : toDecision(decision),
  };
}
