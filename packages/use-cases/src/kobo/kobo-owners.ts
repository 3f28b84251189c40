import {
  inTenant,
  type KoboFact,
  type KoboSide,
  listKoboOwnerRows,
  setKoboOwnerRow,
  wantAllKoboComparisons,
} from '@boligtrapp/database';
import { DEFAULT_OWNERSHIP, FACT_FIELDS } from '@boligtrapp/kobo';
import { type Actor, tenantOf } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import { enqueueDueKoboSyncs } from './enqueue-kobo.ts';
import type { KoboDeps } from './kobo-deps.ts';

/** Whose word counts for a fact. */
export interface KoboOwner {
  readonly fact: KoboFact;
  /** Name of the field in Kobo. */
  readonly field: string;
  readonly owner: KoboSide;
  /** Whether the municipality has said nothing of it. */
  readonly isDefault: boolean;
}

/** Whose word counts for every fact. */
export async function listKoboOwners(
  { db }: Pick<KoboDeps, 'db'>,
  actor: Actor,
): Promise<readonly KoboOwner[]> {
  authorise(actor, 'kobo.read');
  const said = await inTenant(db, tenantOf(actor), listKoboOwnerRows);
  return FACT_FIELDS.map(({ fact, field }) => {
    const row = said.find((each) => each.fact === fact);
    return { fact, field, owner: row?.owner ?? DEFAULT_OWNERSHIP[fact], isDefault: row === undefined };
  });
}

/** Sets whose word counts for a fact from now on; all dwellings are compared anew. */
export async function setKoboOwner(
  deps: KoboDeps,
  actor: Actor,
  { fact, owner }: Pick<KoboOwner, 'fact' | 'owner'>,
  request: IdempotencyRequest,
): Promise<Pick<KoboOwner, 'fact' | 'owner'>> {
  authorise(actor, 'kobo.write');
  const { municipalityId } = actor;
  return await runOnce(deps.db, actor, request, async (tx) => {
    const before = (await listKoboOwnerRows(tx)).find((each) => each.fact === fact);
    await setKoboOwnerRow(tx, municipalityId, { fact, owner, by: actor.id });
    if ((await wantAllKoboComparisons(tx)) > 0) await enqueueDueKoboSyncs(tx, deps.ids, municipalityId);
    await appendAuditEvent(tx, actor, {
      action: 'kobo-owner.set',
      objectKind: 'municipality',
      objectId: municipalityId,
      before: { fact, owner: before?.owner ?? DEFAULT_OWNERSHIP[fact] },
      after: { fact, owner },
    });
    return { fact, owner };
  });
}
