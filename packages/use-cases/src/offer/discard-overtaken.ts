import { completeCaseTasks, listOpenSuccessionsOf, type Tx, updateSuccession } from '@boligtrapp/database';
import { SUCCESSION_TRANSITIONS } from '@boligtrapp/domain';
import type { Actor } from '../actor/actor.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import type { IdSource } from '../ports/ports.ts';
import { transition } from '../states/transition.ts';
import { askForSuccessor } from './end-offer.ts';

/** A code, where a person would give a sentence. */
const OFFERED_OTHERWISE = 'offered-otherwise';

/**
 * Discards every open proposal of a next in line that an offer has overtaken: its dwelling is offered, or its household
 * has been offered one. Left open it would promise the dwelling to two. Where only the household is out, a job looks for
 * the one after it. The caller holds the lock of the offers, and has appended no audit event yet.
 */
export async function discardOvertaken(
  tx: Tx,
  deps: { readonly ids: IdSource },
  actor: Actor,
  offers: readonly { readonly dwellingId: string; readonly householdId: string }[],
): Promise<void> {
  if (offers.length === 0) return;
  const { municipalityId } = actor;
  const offered = new Set(offers.map(({ dwellingId }) => dwellingId));
  const householdIds = offers.map(({ householdId }) => householdId);
  const overtaken = await listOpenSuccessionsOf(tx, municipalityId, {
    dwellingIds: [...offered],
    householdIds,
  });
  for (const { id, state: before, dwellingId, afterOfferId } of overtaken) {
    transition(SUCCESSION_TRANSITIONS, before, 'discard');
    const change = { state: 'discarded', discardedBy: actor.id, discardReason: OFFERED_OTHERWISE } as const;
    await updateSuccession(tx, municipalityId, id, change);
    await completeCaseTasks(tx, { subjectId: id, kinds: ['succession-proposed'] }, actor.id);
    if (!offered.has(dwellingId)) await askForSuccessor(tx, deps, municipalityId, afterOfferId);
  }
  for (const { id, state } of overtaken) {
    await appendAuditEvent(tx, actor, {
      action: 'succession.discarded',
      objectKind: 'succession',
      objectId: id,
      before: { state },
      // Not whose offer it was: that may be a case that the reader must not see.
      after: { state: 'discarded', reasonCode: OFFERED_OTHERWISE },
    });
  }
}
