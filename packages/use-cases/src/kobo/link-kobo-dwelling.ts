import {
  findDwelling,
  insertKoboLink,
  type KoboLinkRow,
  lockKoboLink,
  type Tx,
  updateKoboLink,
} from '@boligtrapp/database';
import { type KoboDwelling, readKoboDwelling, SUPPLIER_ID_NAMES } from '@boligtrapp/kobo';
import { type Actor } from '../actor/actor.ts';
import { authorise } from '../actor/authorise.ts';
import { appendAuditEvent } from '../audit/append-audit-event.ts';
import { ConflictError, NotFoundError, RuleRefusedError } from '../errors/domain-error.ts';
import type { IdempotencyRequest } from '../idempotency/idempotent.ts';
import { runOnce } from '../idempotency/run-once.ts';
import type { Clock } from '../ports/ports.ts';
import { stateAfter } from './claim-kobo-link.ts';
import { enqueueKoboSync } from './enqueue-kobo.ts';
import type { KoboDeps } from './kobo-deps.ts';
import { type KoboLinkView, toKoboLinkView } from './kobo-link-view.ts';
import { noteEffects } from './note-effects.ts';

/** What links are made with. */
export interface LinkKoboDeps extends KoboDeps {
  readonly clock: Clock;
}

/** A dwelling that is to be kept in step with Kobo: with one that is there, or with one that is to be made there. */
export interface LinkKoboDwelling {
  readonly dwellingId: string;
  /** Our id of it in Kobo; its id with us where nothing is said. */
  readonly supplierId?: string | undefined;
  readonly koboId?: string | undefined;
  /** What Kobo must be given and nobody but people knows: `adresse`, `boligtype` and more, as Kobo has it. */
  readonly newDwelling?: KoboDwelling | undefined;
}

/**
 * Links a dwelling with its counterpart in Kobo, or has one made there.
 *
 * @throws {ConflictError} `kobo-link.there-already`
 * @throws {RuleRefusedError} `record.reference-unknown`, `kobo-link.counterpart-unclear`, `kobo-link.dwelling-faulty`
 */
export async function linkKoboDwelling(
  deps: LinkKoboDeps,
  actor: Actor,
  command: LinkKoboDwelling,
  request: IdempotencyRequest,
): Promise<KoboLinkView> {
  authorise(actor, 'kobo.write');
  const { municipalityId } = actor;
  const { dwellingId, koboId, newDwelling } = command;
  if ((koboId === undefined) === (newDwelling === undefined)) {
    throw new RuleRefusedError('kobo-link.counterpart-unclear', { field: 'koboId' });
  }
  const supplierId = command.supplierId ?? dwellingId;
  if (newDwelling !== undefined) assertFits(newDwelling, supplierId);
  return await runOnce(deps.db, actor, request, async (tx) => {
    const scope = { municipalityId, on: deps.clock.today() };
    if ((await findDwelling(tx, scope, dwellingId)) === undefined) {
      throw new RuleRefusedError('record.reference-unknown', { field: 'dwellingId' });
    }
    const link = await insertKoboLink(tx, municipalityId, {
      dwellingId,
      koboId: koboId?.toLowerCase() ?? null,
      supplierId,
      newDwelling: newDwelling ?? null,
      state: koboId === undefined ? 'to-create' : 'linked',
    });
    if (link === undefined) throw new ConflictError('kobo-link.there-already', { field: 'dwellingId' });
    if (link.state === 'linked') {
      await noteEffects(tx, deps, { municipalityId, dwellingId }, [{ effect: 'linked', after: link.koboId }]);
    }
    await enqueueKoboSync(tx, deps.ids, { municipalityId, dwellingId });
    await appendAuditEvent(tx, actor, {
      action: 'kobo-link.made',
      objectKind: 'dwelling',
      objectId: dwellingId,
      after: { koboId: link.koboId, supplierId, state: link.state },
    });
    return toKoboLinkView(link);
  });
}

/** @throws {RuleRefusedError} `kobo-link.dwelling-faulty` which names the fields, and no value. */
function assertFits(given: KoboDwelling, supplierId: string): void {
  const read = readKoboDwelling({ ...given, [SUPPLIER_ID_NAMES[0]]: supplierId });
  if (read.kind === 'read') return;
  const fields = read.faults.map(({ field, fault }) => `${field}: ${fault}`).join(', ');
  throw new RuleRefusedError('kobo-link.dwelling-faulty', { field: 'newDwelling', facts: { fields } });
}

/**
 * Has a dwelling that was given up tried again, or one made of which nobody knows whether it was: whoever asks for that
 * has looked in Kobo that it is not there.
 *
 * @throws {NotFoundError} `kobo-link.not-found` @throws {ConflictError} `record.transition-refused`
 */
export async function replayKoboLink(
  deps: KoboDeps,
  actor: Actor,
  { dwellingId, reason }: { readonly dwellingId: string; readonly reason: string },
  request: IdempotencyRequest,
): Promise<KoboLinkView> {
  authorise(actor, 'kobo.write');
  return await runOnce(deps.db, actor, request, async (tx) => {
    const link = await lockKoboLink(tx, dwellingId);
    if (link === undefined) throw new NotFoundError('kobo-link.not-found');
    const after = await tryAgain(tx, deps, actor, link);
    await appendAuditEvent(tx, actor, {
      action: 'kobo-link.replayed',
      objectKind: 'dwelling',
      objectId: dwellingId,
      before: { state: link.state, fault: link.lastFault },
      after: { state: after.state },
      reason,
    });
    return toKoboLinkView(after);
  });
}

async function tryAgain(tx: Tx, deps: KoboDeps, actor: Actor, link: KoboLinkRow): Promise<KoboLinkRow> {
  const { municipalityId } = actor;
  const { dwellingId } = link;
  const change = {
    state: stateAfter(link.state, link.koboId === null ? 'order' : 'replay'),
    wanted: link.wanted + 1,
    attempts: 0,
    failingSince: null,
    nextAttemptAt: null,
  };
  await updateKoboLink(tx, dwellingId, change);
  await noteEffects(tx, deps, { municipalityId, dwellingId }, [
    { effect: 'replayed', before: link.lastFault },
  ]);
  await enqueueKoboSync(tx, deps.ids, { municipalityId, dwellingId });
  return { ...link, ...change };
}
