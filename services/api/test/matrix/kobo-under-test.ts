import {
  insertKoboConflict,
  insertKoboLink,
  inTenant,
  noteKoboQuestion,
  updateKoboLink,
} from '@boligtrapp/database';
import { aDwelling, nextId } from '@boligtrapp/testing';
import type { SceneScope } from './municipality-under-test.ts';

/** Dwellings of which one is linked with Kobo, one was given up and one is not linked; and what people are asked. */
export async function koboRecords({ db, municipalityId, client, buildingId }: SceneScope): Promise<{
  readonly kobo: Readonly<
    Record<'linkedId' | 'stoppedId' | 'unlinkedId' | 'conflictId' | 'questionId' | 'pairId', string>
  >;
}> {
  const scope = { db, municipalityId };
  const [linkedId, stoppedId, unlinkedId] = [
    await aDwelling(scope, { building_id: buildingId }),
    await aDwelling(scope, { building_id: buildingId }),
    await aDwelling(scope, { building_id: buildingId }),
  ];
  const pair = { field: 'egenskaper', ours: 'lift', kobos: 'HEIS' };
  const { id: pairId } = await client.post<{ id: string }>('kobo-value-pairs', pair, { as: 'approver' });
  const [conflictId, questionId] = [nextId(), nextId()];
  await inTenant(db, { municipalityId, actorId: 'matrix' }, async (tx) => {
    for (const dwellingId of [linkedId, stoppedId]) {
      const link = { dwellingId, koboId: nextId(), supplierId: dwellingId, newDwelling: null };
      await insertKoboLink(tx, municipalityId, { ...link, state: 'linked' });
    }
    await updateKoboLink(tx, stoppedId, { state: 'stopped', lastFault: 'not-found' });
    await insertKoboConflict(tx, municipalityId, {
      id: conflictId,
      dwellingId: linkedId,
      field: 'bedrooms',
      cause: 'both-changed',
      owner: 'kobo',
      base: 1,
      ours: 2,
      theirs: 3,
    });
    const question = { id: questionId, field: 'disposisjonsform', side: 'kobo', value: 'EIER' } as const;
    await noteKoboQuestion(tx, municipalityId, question);
  });
  return { kobo: { linkedId, stoppedId, unlinkedId, conflictId, questionId, pairId } };
}
