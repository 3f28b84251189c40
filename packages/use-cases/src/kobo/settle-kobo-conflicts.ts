import { insertKoboConflict, type KoboConflictRow, settleKoboConflict, type Tx } from '@boligtrapp/database';
import {
  KOBO_CONFLICT_TRANSITIONS,
  type KoboConflictAction,
  type KoboConflictState,
} from '@boligtrapp/domain';
import type { DwellingFacts, FactConflict, FactName, FactValue, Reconciliation } from '@boligtrapp/kobo';
import type { IdSource } from '../ports/ports.ts';
import { transition } from '../states/transition.ts';
import type { Effect } from './note-effects.ts';

/** What the conflicts of a dwelling are settled by. */
export interface ConflictSettlement {
  readonly municipalityId: string;
  readonly dwellingId: string;
  readonly live: readonly KoboConflictRow[];
  readonly result: Reconciliation;
  /** What we have once `result.take` is done. */
  readonly ours: DwellingFacts;
  /** Facts that are to go to Kobo and are not seen there yet. */
  readonly underWay: ReadonlySet<FactName>;
}

/**
 * Brings the conflicts of a dwelling in line with a comparison: what was carried out is applied, what is about other
 * values by now is superseded, what is new is asked. Gives what people are asked for the first time.
 */
export async function settleKoboConflicts(
  tx: Tx,
  { ids }: { readonly ids: IdSource },
  settlement: ConflictSettlement,
): Promise<readonly Effect[]> {
  const { live, result } = settlement;
  const kept = new Set<FactName>();
  for (const conflict of live) {
    const action = fateOf(conflict, settlement);
    if (action === undefined) {
      kept.add(conflict.field);
    } else {
      const state = transition<KoboConflictState, KoboConflictAction>(
        KOBO_CONFLICT_TRANSITIONS,
        conflict.state,
        action,
      );
      await settleKoboConflict(tx, conflict.id, state);
    }
  }
  const asked = result.conflicts.filter(({ fact }) => !kept.has(fact));
  for (const { fact, cause, owner, agreed, ours, kobos } of asked) {
    await insertKoboConflict(tx, settlement.municipalityId, {
      id: ids.next(),
      dwellingId: settlement.dwellingId,
      field: fact,
      cause,
      owner,
      base: agreed,
      ours,
      theirs: kobos,
    });
  }
  return asked.map(({ fact, ours, kobos }) => ({ effect: 'asked', field: fact, before: ours, after: kobos }));
}

/** What becomes of a conflict; undefined while it stays. */
function fateOf(
  conflict: KoboConflictRow,
  { result, ours, underWay }: ConflictSettlement,
): KoboConflictAction | undefined {
  const { field, state, resolution } = conflict;
  const now = result.conflicts.find(({ fact }) => fact === field);
  if (now !== undefined) return state === 'open' && isAbout(conflict, now) ? undefined : 'supersede';
  if (underWay.has(field)) return state === 'resolved' ? undefined : 'supersede';
  // Not settled while a value has no partner, or while the two are apart by decision.
  if (!result.settled.includes(field)) return undefined;
  if (state === 'open') return 'supersede';
  const chosen = resolution === 'ours' ? conflict.ours : conflict.theirs;
  return isSame(chosen, ours[field]) ? 'apply' : 'supersede';
}

function isAbout({ cause, ours, theirs }: KoboConflictRow, now: FactConflict): boolean {
  return cause === now.cause && isSame(ours, now.ours) && isSame(theirs, now.kobos);
}

function isSame(a: unknown, b: FactValue): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
