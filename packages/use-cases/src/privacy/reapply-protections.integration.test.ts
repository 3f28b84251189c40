import {
  createDb,
  createPool,
  DATABASE_ROLES,
  type Db,
  findProtectedAddress,
  inTenant,
  listProtectionEvents,
  setAddressProtection as storeGrade,
  type Tx,
  writeProtectedAddress,
} from '@boligtrapp/database';
import { plainDate } from '@boligtrapp/domain';
import { aHousehold, aMember, nextId } from '@boligtrapp/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPrivacyScene, type PrivacyScene, putBack, rowsOf } from '../../test/privacy-scene.ts';
import { actorOf, aRequest } from '../../test/records-scene.ts';
import type { Actor } from '../actor/actor.ts';
import { verifyAudit } from '../audit/verify-audit.ts';
import { getHousehold } from '../household/get-household.ts';
import { grantCaseAccess } from '../protection/grant-case-access.ts';
import { eraseProtectedAddress } from '../protection/protected-address.ts';
import { setAddressProtection } from '../protection/set-address-protection.ts';
import { withdrawCaseAccess } from '../protection/withdraw-case-access.ts';
import { parseProtection, sealProtection, toProtectionLine } from './protection-ledger.ts';
import { reapplyProtections } from './reapply-protections.ts';

const CANARY = 'Canary Guarded';
const ERASED = Buffer.alloc(40, 7);

let scene: PrivacyScene;
let protectedDb: Db;
let kari: Actor;
let per: Actor;
/** Protected since the backup; lifted since the backup; whose address was erased since the backup. */
let guarded: { readonly householdId: string; readonly personId: string };
let lifted: typeof guarded;
/** Protected after the restore, by somebody who did not wait for the ledger. */
let later: typeof guarded;
let withdrawnId: string;
/** The file outside the database. */
let file: string;

beforeAll(async () => {
  scene = await openPrivacyScene();
  protectedDb = createDb(
    createPool({ url: scene.url, role: DATABASE_ROLES.protected, applicationName: 'restore-test' }),
    { sealAuditHead: scene.sealer.seal },
  );
  [kari, per] = [actorOf(scene.home), { ...actorOf(scene.home), id: 'per' }];
  [guarded, lifted, later] = [await aPerson(), await aPerson(), await aPerson()];
  await protect(lifted, 'confidential');
  const forLifted = await name(lifted.householdId, 'per');
  await protectedly(
    async (tx) =>
      await writeProtectedAddress(tx, scene.home.municipalityId, {
        personId: lifted.personId,
        ciphertext: ERASED,
        version: 0,
      }),
  );
  const tables = ['address_protections', 'address_protection_changes', 'case_access_grants'];
  const backup = new Map<string, readonly object[]>();
  for (const table of [...tables, 'protected.addresses']) backup.set(table, await rowsOf(scene, table));

  await protect(guarded, 'strictly-confidential');
  await name(guarded.householdId, 'per');
  withdrawnId = forLifted;
  const withdrawal = { grantId: forLifted, reason: 'Works elsewhere from now on.' };
  await withdrawCaseAccess(scene.deps, kari, withdrawal, aRequest('withdrawCaseAccess'));
  await eraseProtectedAddress({ protectedDb, ids: scene.deps.ids }, kari, { ...lifted, version: 1 });
  file = (await entries()).map(toProtectionLine).join('\n');

  await scene.admin.query('begin');
  await scene.admin.query('set local session_replication_role = replica');
  for (const table of backup.keys()) await scene.admin.query(`delete from ${table}`);
  await scene.admin.query('commit');
  for (const [table, rows] of backup) await putBack(scene, table, rows);
});
afterAll(async () => {
  await Promise.all([scene.close(), protectedDb.destroy()]);
});

async function aPerson(): Promise<typeof guarded> {
  const householdId = await aHousehold(scene.home);
  return { householdId, personId: await aMember(scene.home, householdId, { name: CANARY }) };
}

async function protect(who: typeof guarded, grade: 'confidential' | 'strictly-confidential'): Promise<void> {
  const { version } = await getHousehold(scene.deps, kari, who.householdId);
  const command = { ...who, version, grade };
  await setAddressProtection(scene.deps, kari, command, aRequest('setAddressProtection'));
}

async function name(householdId: string, member: string): Promise<string> {
  const command = { householdId, member, until: plainDate('2090-01-01'), reason: 'Works on the case.' };
  return (await grantCaseAccess(scene.deps, kari, command, aRequest('grantCaseAccess'))).id;
}

async function protectedly<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return await inTenant(protectedDb, { municipalityId: scene.home.municipalityId, actorId: 'test' }, work);
}

async function addressOf({ personId }: typeof guarded) {
  return await protectedly(async (tx) => await findProtectedAddress(tx, scene.home.municipalityId, personId));
}

async function entries() {
  const { municipalityId } = scene.home;
  const scope = { municipalityId, actorId: 'test' };
  const events = await inTenant(
    scene.db,
    scope,
    async (tx) => await listProtectionEvents(tx, municipalityId),
  );
  return events.map((event) => sealProtection(scene.sealer, event));
}

async function reapply(text = file) {
  const { db, sealer, home, deps } = scene;
  return await reapplyProtections(
    { db, protectedDb, sealer, ids: deps.ids },
    { municipalityId: home.municipalityId, requestId: nextId() },
    text.split('\n').flatMap((line) => parseProtection(line) ?? []),
  );
}

const missing = { code: 'household.not-found' };

describe('after an old backup was restored', () => {
  it('control: everybody sees a case that was protected, and an erased address is back', async () => {
    const anybody = { ...kari, id: 'anybody' };
    await expect(getHousehold(scene.deps, anybody, guarded.householdId)).resolves.toBeDefined();
    await expect(getHousehold(scene.deps, per, lifted.householdId)).resolves.toBeDefined();
    expect(await addressOf(lifted)).toBeDefined();
  });

  it('entries that nobody with the key has written do nothing', async () => {
    const found = await reapply(file.replaceAll('strictly-confidential', 'none'));
    expect(found.forgedCount).toBeGreaterThan(0);
    expect(found).toMatchObject({ gradesSet: 0 });
    await reapply(file.replaceAll(guarded.personId, later.personId));
    await expect(getHousehold(scene.deps, per, later.householdId)).resolves.toBeDefined();
  });

  it('the ledger of the file guards them again, and the audit trail stays whole', async () => {
    await inTenant(
      scene.db,
      { municipalityId: scene.home.municipalityId, actorId: 'test' },
      async (tx) => await storeGrade(tx, scene.home.municipalityId, later.personId, 'confidential'),
    );
    await reapply();
    const anybody = { ...kari, id: 'anybody' };
    await expect(getHousehold(scene.deps, anybody, guarded.householdId)).rejects.toMatchObject(missing);
    for (const actor of [kari, per]) {
      await expect(getHousehold(scene.deps, actor, guarded.householdId)).resolves.toMatchObject({
        members: [{ addressProtection: 'strictly-confidential' }],
      });
    }
    await expect(getHousehold(scene.deps, per, lifted.householdId)).rejects.toMatchObject(missing);
    expect(await rowsOf(scene, 'case_access_grants', `id = '${withdrawnId}'`)).toMatchObject([
      { state: 'withdrawn' },
    ]);
    expect(await addressOf(lifted)).toBeUndefined();
    await expect(getHousehold(scene.deps, kari, later.householdId)).rejects.toMatchObject(missing);
    expect((await verifyAudit(scene, scene.home.municipalityId, [])).faults).toEqual([]);
  });

  it('again it changes nothing, nor what was recorded after the restore', async () => {
    const nothing = { gradesSet: 0, grantsMade: 0, grantsEnded: 0, addressesErased: 0, forgedCount: 0 };
    expect(await reapply()).toMatchObject(nothing);
    const { municipalityId } = scene.home;
    await inTenant(
      scene.db,
      { municipalityId, actorId: 'test' },
      async (tx) => await storeGrade(tx, municipalityId, guarded.personId, 'none'),
    );
    expect(await reapply()).toMatchObject(nothing);
    await expect(getHousehold(scene.deps, per, guarded.householdId)).resolves.toMatchObject({
      members: [{ addressProtection: 'none' }],
    });
  });

  it('the file holds ids, grades and days, neither name nor address', () => {
    expect(file).not.toContain(CANARY);
    expect(file).not.toContain(ERASED.toString('hex'));
    expect(parseProtection('not a line')).toBeUndefined();
    expect(parseProtection('{"format":"boligtrapp-erasure/1"}')).toBeUndefined();
  });
});
