import {
  inTenant,
  type KoboLinkRow,
  lockKoboLinkBySupplierId,
  settleKoboHint,
  type Tx,
  updateKoboLink,
  wantKoboComparison,
} from '@boligtrapp/database';
import { readKoboDwelling } from '@boligtrapp/kobo';
import type { KoboAnswer } from '../ports/kobo-gateway.ts';
import { stateAfter } from './claim-kobo-link.ts';
import { enqueueKoboReading, enqueueKoboSync } from './enqueue-kobo.ts';
import { isBefore, type KoboSyncDeps, laterBy, syncTenant } from './kobo-deps.ts';
import { noteEffects } from './note-effects.ts';

/** A dwelling that Kobo has told of and that is linked with none of ours. */
export interface UnlinkedDwelling {
  readonly municipalityId: string;
  readonly koboId: string;
  readonly requestId: string;
}

const RETRY_MS = 60_000;
const LONGEST_SUPPLIER_ID = 100;
/** Faults that pass. */
const PASSING = ['paused', 'unreachable', 'timeout', 'rate-limited', 'server-error', 'unauthorised'];

/**
 * Reads a dwelling that is linked with none of ours, and links it with the one whose id it carries, if that one waits
 * for its counterpart: so an order to make it of which nobody knew whether it arrived is known to have. Any other is
 * noted for people. Idempotent.
 */
export async function readUnlinkedDwelling(deps: KoboSyncDeps, job: UnlinkedDwelling): Promise<void> {
  const kommunenummer = await inTenant(deps.db, syncTenant(job), async (tx) => {
    const row = await tx.selectFrom('municipalities').select('kommunenummer').executeTakeFirstOrThrow();
    return row.kommunenummer;
  });
  const answer = await deps.kobo.read(kommunenummer, job.koboId);
  await inTenant(deps.db, syncTenant(job), async (tx) => await settle(tx, deps, job, answer));
}

async function settle(tx: Tx, deps: KoboSyncDeps, job: UnlinkedDwelling, answer: KoboAnswer): Promise<void> {
  const { koboId } = job;
  if (answer.kind === 'fault') {
    if (PASSING.includes(answer.fault)) await readLater(tx, deps, job, laterBy(deps.clock.now(), RETRY_MS));
    else await settleKoboHint(tx, koboId, { supplierId: null, fault: answer.fault });
    return;
  }
  const read = readKoboDwelling(answer.body);
  if (read.kind === 'faulty' || read.supplierId.length > LONGEST_SUPPLIER_ID) {
    await settleKoboHint(tx, koboId, { supplierId: null, fault: 'answer-faulty' });
    return;
  }
  await settleWith(tx, deps, job, read.supplierId);
}

/** Settles what was read with the dwelling of ours whose id it carries, where there is one. */
async function settleWith(
  tx: Tx,
  deps: KoboSyncDeps,
  job: UnlinkedDwelling,
  supplierId: string,
): Promise<void> {
  const link = await lockKoboLinkBySupplierId(tx, supplierId);
  const claimedUntil = link?.koboId === null ? link.claimedUntil : null;
  if (claimedUntil !== null && isBefore(deps.clock.now(), claimedUntil)) {
    // Whoever has given the order is about to know its answer.
    await readLater(tx, deps, job, claimedUntil);
    return;
  }
  const isOther = link !== undefined && link.koboId !== null && link.koboId !== job.koboId;
  await settleKoboHint(tx, job.koboId, { supplierId, fault: isOther ? 'supplier-id-taken' : null });
  if (link?.koboId === null) await find(tx, deps, job, link);
  else if (link !== undefined && !isOther) await askForComparison(tx, deps, job);
}

async function readLater(
  tx: Tx,
  deps: KoboSyncDeps,
  { municipalityId, koboId }: UnlinkedDwelling,
  availableAt: string,
): Promise<void> {
  await enqueueKoboReading(tx, deps.ids, { municipalityId, koboId, availableAt });
}

async function find(
  tx: Tx,
  deps: KoboSyncDeps,
  { municipalityId, koboId }: UnlinkedDwelling,
  link: KoboLinkRow,
): Promise<void> {
  const dwelling = { municipalityId, dwellingId: link.dwellingId };
  await updateKoboLink(tx, link.dwellingId, {
    koboId,
    state: stateAfter(link.state, 'find'),
    wanted: link.wanted + 1,
    claim: null,
    claimedUntil: null,
    attempts: 0,
    failingSince: null,
    nextAttemptAt: null,
    lastFault: null,
  });
  await noteEffects(tx, deps, dwelling, [{ effect: 'linked', after: koboId }]);
  await enqueueKoboSync(tx, deps.ids, dwelling);
}

async function askForComparison(
  tx: Tx,
  deps: KoboSyncDeps,
  { municipalityId, koboId }: UnlinkedDwelling,
): Promise<void> {
  const wanted = await wantKoboComparison(tx, koboId);
  if (wanted.kind !== 'asked') return;
  await enqueueKoboSync(tx, deps.ids, { municipalityId, dwellingId: wanted.dwellingId });
}
