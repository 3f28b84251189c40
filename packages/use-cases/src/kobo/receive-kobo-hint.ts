import { inTenant, noteKoboHint, wantKoboComparison } from '@boligtrapp/database';
import { enqueueKoboReading, enqueueKoboSync } from './enqueue-kobo.ts';
import { type KoboDeps, syncTenant } from './kobo-deps.ts';

/** Something that Kobo told of by webhook: which of its dwellings to look at, and nothing more. */
export interface KoboHint {
  readonly municipalityId: string;
  readonly koboId: string;
}

/**
 * Has the dwelling of a hint read. What the hint says beside the id is never looked at, so that one that is old, doubled,
 * out of order or made up changes nothing but the time of the next reading. A hint that comes while a reading waits which
 * nobody has begun is covered by it; one that comes while it runs asks for another.
 *
 * Whoever calls has checked the key of the webhook.
 */
export async function receiveKoboHint(deps: KoboDeps, hint: KoboHint): Promise<void> {
  const { municipalityId, koboId } = hint;
  await inTenant(deps.db, syncTenant(hint), async (tx) => {
    const wanted = await wantKoboComparison(tx, koboId);
    if (wanted.kind === 'asked') {
      await enqueueKoboSync(tx, deps.ids, { municipalityId, dwellingId: wanted.dwellingId });
    } else if (wanted.kind === 'unknown' && (await noteKoboHint(tx, municipalityId, koboId))) {
      await enqueueKoboReading(tx, deps.ids, { municipalityId, koboId });
    }
  });
}
