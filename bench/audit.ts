// Measures how fast the audit trail is verified, beside a bare pass over the same rows. Run: node bench/audit.ts --rows 300000
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createDb, createPool, DATABASE_ROLES, migrateToLatest } from '@boligtrapp/database';
import { createAuditSealer, startEmbeddedPostgres } from '@boligtrapp/platform';
import { aMunicipality, connectAsAdmin, makeTestFolder } from '@boligtrapp/testing';
import { verifyAudit } from '@boligtrapp/use-cases';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '300000' } } });
const rows = Number(values.rows);
const REPETITIONS = 3;

const folder = makeTestFolder('bench');
const server = await startEmbeddedPostgres({ directory: join(folder, 'postgres') });
try {
  await migrateToLatest({ adminUrl: server.url });
  const db = createDb(createPool({ url: server.url, role: DATABASE_ROLES.app, applicationName: 'bench' }));
  const { municipalityId } = await aMunicipality(db);
  const admin = await connectAsAdmin({ adminUrl: server.url });
  await admin.query(
    `insert into audit_events (municipality_id, actor, role, action, object_kind, object_id, before, after, request_id)
     select $1::uuid, 'bench', 'case-officer', 'dwelling.changed', 'dwelling', gen_random_uuid(),
       jsonb_build_object('bedrooms', n % 4, 'names', jsonb_build_array('a', null)),
       jsonb_build_object('bedrooms', n % 4 + 1), gen_random_uuid()
     from generate_series(1, $2::int) n`,
    [municipalityId, rows],
  );
  await admin.query('vacuum analyze audit_events');
  const sealer = createAuditSealer({ keyId: 'bench', key: Buffer.alloc(32, 1) });
  const seconds = { bare: Number.POSITIVE_INFINITY, verified: Number.POSITIVE_INFINITY };
  for (let n = 0; n < REPETITIONS; n += 1) {
    const bare = performance.now();
    await admin.query('select count(*), max(hash), max(after::text) from audit_events');
    const verified = performance.now();
    const found = await verifyAudit({ db, sealer }, municipalityId);
    const end = performance.now();
    if (found.eventCount !== rows) throw new Error(`${found.eventCount} of ${rows} rows seen`);
    seconds.bare = Math.min(seconds.bare, (verified - bare) / 1000);
    seconds.verified = Math.min(seconds.verified, (end - verified) / 1000);
  }
  await Promise.all([db.destroy(), admin.close()]);
  console.log(
    `${rows} changes verified in ${seconds.verified.toFixed(2)} s, ${Math.round(rows / seconds.verified)} a second; ` +
      `${(seconds.verified / seconds.bare).toFixed(1)} × a bare pass (best of ${REPETITIONS} each)`,
  );
} finally {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}
