// How many hints of Kobo's webhook are taken in a second: each dwelling told of five times, shuffled. Without HTTP.
// Run: node bench/kobo.ts [deliveries]
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  createDb,
  createPool,
  DATABASE_ROLES,
  type Db,
  insertKoboLink,
  inTenant,
  migrateToLatest,
} from '@boligtrapp/database';
import { createIdSource, startEmbeddedPostgres } from '@boligtrapp/platform';
import { aDwelling, aMunicipality, aPlaceToLive, makeTestFolder, nextId } from '@boligtrapp/testing';
import { receiveKoboHint } from '@boligtrapp/use-cases';

const DELIVERIES = Number(process.argv[2] ?? '10000');
const DWELLINGS = 200;
const AT_ONCE = 10;

/** All waiting comparisons are done, as a worker does them. */
async function compareAll(db: Db, municipalityId: string): Promise<void> {
  await inTenant(db, { municipalityId, actorId: 'bench' }, async (tx) => {
    await tx
      .updateTable('kobo_links')
      .set((eb) => ({ done: eb.ref('wanted') }))
      .execute();
  });
}

async function linkDwellings(db: Db): Promise<{ municipalityId: string; koboIds: readonly string[] }> {
  const scope = await aMunicipality(db);
  const { municipalityId } = scope;
  const { buildingId } = await aPlaceToLive(scope);
  const koboIds: string[] = [];
  for (let index = 0; index < DWELLINGS; index += 1) {
    const dwellingId = await aDwelling(scope, { building_id: buildingId });
    const koboId = nextId();
    await inTenant(db, { municipalityId, actorId: 'bench' }, async (tx) => {
      const link = {
        dwellingId,
        koboId,
        supplierId: dwellingId,
        newDwelling: null,
        state: 'linked',
      } as const;
      await insertKoboLink(tx, municipalityId, link);
    });
    koboIds.push(koboId);
  }
  return { municipalityId, koboIds };
}

/** Takes all deliveries; after every `perComparison` of them a worker has compared everything. */
async function measure(db: Db, perComparison: number): Promise<void> {
  const { municipalityId, koboIds } = await linkDwellings(db);
  await compareAll(db, municipalityId);
  const deps = { db, ids: createIdSource() };
  const waiting = Array.from(
    { length: DELIVERIES },
    (_, index) => koboIds[(index * 7_919) % DWELLINGS] ?? '',
  );
  let taken = 0;
  const startedMs = performance.now();
  const work = async (): Promise<void> => {
    for (let koboId = waiting.pop(); koboId !== undefined; koboId = waiting.pop()) {
      await receiveKoboHint(deps, { municipalityId, koboId });
      taken += 1;
      if (taken % perComparison === 0) await compareAll(db, municipalityId);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  const seconds = (performance.now() - startedMs) / 1_000;
  const perSecond = Math.round(DELIVERIES / seconds);
  console.log(JSON.stringify({ deliveries: DELIVERIES, perComparison, perSecond }));
}

const folder = makeTestFolder('bench');
const server = await startEmbeddedPostgres({ directory: join(folder, 'postgres') });
try {
  await migrateToLatest({ adminUrl: server.url });
  const db = createDb(
    createPool({
      url: server.url,
      role: DATABASE_ROLES.app,
      applicationName: 'bench-kobo',
      maxConnections: AT_ONCE,
    }),
  );
  await measure(db, DWELLINGS * 5);
  await measure(db, DWELLINGS);
  await db.destroy();
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
