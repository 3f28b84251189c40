import { inTenant, lockKoboComparable, lockKoboLink, updateKoboLink } from '@boligtrapp/database';
import { type KoboDwelling, SUPPLIER_ID_NAMES, toNewKoboDwelling } from '@boligtrapp/kobo';
import { type ClaimedLink, loseSight, stateAfter } from './claim-kobo-link.ts';
import { enqueueKoboSync } from './enqueue-kobo.ts';
import { failKoboAttempt } from './fail-kobo-attempt.ts';
import { type KoboSyncDeps, syncTenant } from './kobo-deps.ts';
import { factsOf } from './kobo-facts.ts';
import { readMunicipalRules } from './kobo-rules.ts';
import { noteEffects } from './note-effects.ts';
import { noteQuestions } from './note-questions.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Has a dwelling made in Kobo: what somebody gave of it, as it is, with what we know of the fields that were not given.
 * The order is given once. Where nobody knows whether it arrived, it waits for Kobo's hint or for people: a second one
 * could make a second dwelling.
 */
export async function makeKoboDwelling(deps: KoboSyncDeps, work: ClaimedLink): Promise<void> {
  const dwelling = await describe(deps, work);
  if (dwelling === undefined) return;
  const answer = await deps.kobo.create(work.kommunenummer, dwelling);
  if (answer.kind === 'fault' && answer.isUndone) {
    await failKoboAttempt(deps, work, answer);
    return;
  }
  const koboId = answer.kind === 'ok' ? koboIdIn(answer.body) : undefined;
  await inTenant(deps.db, syncTenant(work.job), async (tx) => {
    const link = await lockKoboLink(tx, work.job.dwellingId);
    // A hint was quicker, or the claim has lapsed.
    if (link?.state !== 'creating' || link.claim !== work.claim) return;
    if (koboId === undefined) {
      await loseSight(tx, deps, work.job, link);
      return;
    }
    await updateKoboLink(tx, work.job.dwellingId, {
      koboId,
      state: stateAfter(link.state, 'find'),
      claim: null,
      claimedUntil: null,
      attempts: 0,
      failingSince: null,
      nextAttemptAt: null,
      lastFault: null,
    });
    await noteEffects(tx, deps, work.job, [{ effect: 'created', after: koboId }]);
    await enqueueKoboSync(tx, deps.ids, work.job);
  });
}

async function describe(deps: KoboSyncDeps, { job, link }: ClaimedLink): Promise<KoboDwelling | undefined> {
  return await inTenant(deps.db, syncTenant(job), async (tx) => {
    const dwelling = await lockKoboComparable(tx, job.dwellingId);
    if (dwelling === undefined) return undefined;
    const { map } = await readMunicipalRules(tx);
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked to be an object when it was given
    const given = { ...(link.newDwelling as KoboDwelling), [SUPPLIER_ID_NAMES[0]]: link.supplierId };
    const made = toNewKoboDwelling(given, factsOf(dwelling, map), map);
    await noteQuestions(tx, deps, job.municipalityId, made.questions);
    return made.dwelling;
  });
}

/** The id in an answer; its form is not published, so that it may be missing. */
function koboIdIn(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('koboId' in body)) return undefined;
  return typeof body.koboId === 'string' && UUID.test(body.koboId) ? body.koboId.toLowerCase() : undefined;
}
