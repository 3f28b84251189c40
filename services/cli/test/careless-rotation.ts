import {
  createDb,
  createPool,
  DATABASE_ROLES,
  findDataKeyInUse,
  insertDataKey,
  inTenant,
  retireDataKey,
} from '@boligtrapp/database';
import { sensitive } from '@boligtrapp/domain';
import { createIdSource, readKeyParts } from '@boligtrapp/platform';
import { createIdentityCipher, IDENTITY_NUMBER_COLUMN } from '@boligtrapp/use-cases';

/*
 * The control of the kill test: a rotation as one would write it without thinking of its end. It encrypts row by row
 * under a new data key that it stores when all is done. Arguments: municipality.
 */
const municipalityId = process.argv[2] ?? '';
const keys = readKeyParts(process.env);
const db = createDb(
  createPool({
    url: process.env['DATABASE_URL'] ?? '',
    role: DATABASE_ROLES.app,
    applicationName: 'careless',
  }),
);
const scope = { municipalityId, actorId: 'careless' };
const { purpose, table, column } = IDENTITY_NUMBER_COLUMN;
const ids = createIdSource();
const cipher = createIdentityCipher({ db, ids, ...keys });
const key = { id: ids.next(), key: keys.fieldCrypto.newDataKey() };
const rows = await inTenant(db, scope, async (tx) =>
  tx.selectFrom('persons').select(['id', 'identity_number_ciphertext as ciphertext']).execute(),
);
for (const { id, ciphertext } of rows) {
  if (ciphertext === null) continue;
  const number = (await cipher.open(ciphertext, { municipalityId, personId: id })).reveal();
  const place = { purpose, municipalityId, table, column, rowId: id };
  const sealed = Buffer.from(keys.fieldCrypto.seal(key, place, sensitive(number)));
  await inTenant(db, scope, async (tx) => {
    await tx
      .updateTable('persons')
      .set({ identity_number_ciphertext: sealed })
      .where('id', '=', id)
      .execute();
  });
  process.stderr.write(`${id}\n`);
}
const wrapped = await keys.keyService.wrap(key.key, { purpose, municipalityId, dataKeyId: key.id });
await inTenant(db, scope, async (tx) => {
  const before = await findDataKeyInUse(tx, municipalityId, purpose);
  await retireDataKey(tx, municipalityId, before?.id ?? '');
  await insertDataKey(tx, municipalityId, { id: key.id, purpose, ...wrapped });
});
await db.destroy();
