import { appendKoboLedger, type KoboEffect, type Tx } from '@boligtrapp/database';
import type { IdSource } from '../ports/ports.ts';

/** Something for the ledger of a dwelling. */
export interface Effect {
  readonly effect: KoboEffect;
  readonly field?: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Adds to the ledger of a dwelling, in the transaction of the effects. */
export async function noteEffects(
  tx: Tx,
  { ids }: { readonly ids: IdSource },
  dwelling: { readonly municipalityId: string; readonly dwellingId: string },
  effects: readonly Effect[],
): Promise<void> {
  await appendKoboLedger(
    tx,
    dwelling,
    effects.map(({ effect, field = null, before = null, after = null }) => ({
      id: ids.next(),
      effect,
      field,
      before,
      after,
    })),
  );
}
