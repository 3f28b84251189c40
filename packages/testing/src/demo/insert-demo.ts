import { type Db, inTenant, type Tx } from '@boligtrapp/database';
import { sensitive } from '@boligtrapp/domain';
import type { IdentityCipher, IdentitySealer } from '@boligtrapp/use-cases';
import type { DemoMunicipality, DemoRows } from './demo-municipality.ts';
import { grantsOf, protectionsOf } from './protected-people.ts';

/** What {@link insertDemo} needs beside the database. */
export interface InsertDemoOptions {
  readonly cipher: Pick<IdentityCipher, 'sealerFor'>;
  /** Told what was done, in one line. */
  readonly log?: (line: string) => void;
  /** Told after each table how many of all rows are written. */
  readonly onProgress?: (done: number, total: number) => void;
}

/** Whether the rows were written; `false` when the municipality was there before. */
export interface InsertDemoResult {
  readonly isInserted: boolean;
  /** Rows of the demo, the municipality not counted. */
  readonly rowCount: number;
}

/** PostgreSQL takes 65,535 parameters in a statement; no table here has more than 25 columns. */
const ROWS_PER_STATEMENT = 500;
const ACTOR = 'demo-seed';

/**
 * Writes a demo municipality in one transaction, as the app role and under row-level security. Does nothing when the
 * municipality is there already, whatever its rows are: it is known by its id, which seed and date do not change.
 *
 * @throws {Error} of PostgreSQL when another municipality has the same kommunenummer.
 */
export async function insertDemo(
  db: Db,
  demo: DemoMunicipality,
  { cipher, log, onProgress }: InsertDemoOptions,
): Promise<InsertDemoResult> {
  const { municipality, rows } = demo;
  const rowCount = Object.values<readonly unknown[]>({ ...rows }).reduce((sum, list) => sum + list.length, 0);
  const isInserted = await inTenant(db, { municipalityId: municipality.id, actorId: ACTOR }, async (tx) => {
    const added = await tx
      .insertInto('municipalities')
      .values(municipality)
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute();
    if (added.length === 0) return false;
    let done = 0;
    const sealer = await cipher.sealerFor(municipality.id, tx);
    for (const { length, insert } of steps(tx, demo, sealer)) {
      await insert();
      done += length;
      onProgress?.(done, rowCount);
    }
    return true;
  });
  log?.(
    isInserted
      ? `${municipality.name}: ${rowCount} rows written.`
      : `${municipality.name} is there already; nothing was changed.`,
  );
  return { isInserted, rowCount };
}

interface Step {
  readonly length: number;
  readonly insert: () => Promise<void>;
}

/** One insertion for some rows of a table. */
function inChunks<R>(rows: readonly R[], insert: (chunk: readonly R[]) => Promise<unknown>): Step {
  return {
    length: rows.length,
    insert: async () => {
      for (let from = 0; from < rows.length; from += ROWS_PER_STATEMENT) {
        await insert(rows.slice(from, from + ROWS_PER_STATEMENT));
      }
    },
  };
}

/** The tables in an order that the foreign keys allow. */
function steps(tx: Tx, { rows }: DemoMunicipality, sealer: IdentitySealer): Step[] {
  return [...placeSteps(tx, rows), ...peopleSteps(tx, rows, sealer), ...leaseSteps(tx, rows)];
}

function placeSteps(tx: Tx, rows: DemoRows): Step[] {
  return [
    inChunks(rows.districts, (chunk) => tx.insertInto('districts').values(chunk).execute()),
    inChunks(rows.neighbourhoods, (chunk) => tx.insertInto('neighbourhoods').values(chunk).execute()),
    inChunks(rows.buildings, (chunk) => tx.insertInto('buildings').values(chunk).execute()),
    inChunks(rows.staffing, (chunk) => tx.insertInto('staffing').values(chunk).execute()),
    inChunks(rows.place_statuses, (chunk) => tx.insertInto('place_statuses').values(chunk).execute()),
    inChunks(rows.place_caps, (chunk) => tx.insertInto('place_caps').values(chunk).execute()),
    inChunks(rows.dwellings, (chunk) => tx.insertInto('dwellings').values(chunk).execute()),
    inChunks(rows.dwelling_periods, (chunk) => tx.insertInto('dwelling_periods').values(chunk).execute()),
  ];
}

/** Protected people, and who is named for their cases. */
function protectionSteps(tx: Tx, rows: DemoRows): Step[] {
  const protections = protectionsOf(rows);
  // They are part of what the persons are, and counted with them.
  return [
    inChunks(protections, (chunk) => tx.insertInto('address_protections').values(chunk).execute()),
    inChunks(grantsOf(rows, protections), (chunk) =>
      tx.insertInto('case_access_grants').values(chunk).execute(),
    ),
  ].map(({ insert }) => ({ length: 0, insert }));
}

function peopleSteps(tx: Tx, rows: DemoRows, sealer: IdentitySealer): Step[] {
  return [
    inChunks(rows.persons, async (chunk) => await insertPersons(tx, chunk, sealer)),
    inChunks(rows.households, (chunk) => tx.insertInto('households').values(chunk).execute()),
    inChunks(rows.household_members, (chunk) => tx.insertInto('household_members').values(chunk).execute()),
    ...protectionSteps(tx, rows),
    inChunks(rows.housing_applications, (chunk) =>
      tx.insertInto('housing_applications').values(chunk).execute(),
    ),
    inChunks(rows.entitlements, (chunk) => tx.insertInto('entitlements').values(chunk).execute()),
    inChunks(rows.assessments, (chunk) => {
      // The driver would write a list as a PostgreSQL array.
      const written = chunk.map((row) => ({
        ...row,
        need_points_parts: JSON.stringify(row.need_points_parts),
      }));
      return tx.insertInto('assessments').values(written).execute();
    }),
    inChunks(rows.keep_apart, (chunk) => tx.insertInto('keep_apart').values(chunk).execute()),
  ];
}

async function insertPersons(tx: Tx, persons: DemoRows['persons'], sealer: IdentitySealer): Promise<void> {
  const sealed = persons.map(({ identity_number, address_protection: _grade, ...person }) => {
    const { ciphertext, lookups } = sealer.seal(sensitive(identity_number), person.id);
    return { lookups, person: { ...person, identity_number_ciphertext: Buffer.from(ciphertext) } };
  });
  await tx
    .insertInto('persons')
    .values(sealed.map(({ person }) => person))
    .execute();
  const lookups = sealed.flatMap(({ person, lookups }) =>
    lookups.map(({ keyId, hash }) => ({
      municipality_id: person.municipality_id,
      lookup_key_id: keyId,
      hash: Buffer.from(hash),
      person_id: person.id,
    })),
  );
  await tx.insertInto('identity_lookups').values(lookups).execute();
}

function leaseSteps(tx: Tx, rows: DemoRows): Step[] {
  return [
    inChunks(rows.policy_sets, (chunk) => tx.insertInto('policy_sets').values(chunk).execute()),
    inChunks(rows.leases, (chunk) => tx.insertInto('leases').values(chunk).execute()),
    inChunks(rows.lease_notices, (chunk) => tx.insertInto('lease_notices').values(chunk).execute()),
    inChunks(rows.lease_rents, (chunk) => tx.insertInto('lease_rents').values(chunk).execute()),
    inChunks(rows.lease_deposits, (chunk) => tx.insertInto('lease_deposits').values(chunk).execute()),
    inChunks(rows.occupancy_requests, (chunk) => tx.insertInto('occupancy_requests').values(chunk).execute()),
  ];
}
