import type { OccupancyRefusalGround, OccupantKind, PlainDateString } from '@boligtrapp/domain';
import { type SelectQueryBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { violatedConstraint } from '../constraint-violation.ts';
import type { DB } from '../schema.generated.ts';

/** A written application to take in a household member (opptak i husstanden). */
export interface OccupancyRequestRow {
  readonly id: string;
  readonly leaseId: string;
  /** The tenant's household. */
  readonly householdId: string;
  readonly householdReference: string;
  readonly personKind: OccupantKind;
  /** When the landlord got it. */
  readonly receivedOn: PlainDateString;
  readonly answeredOn: PlainDateString | null;
  readonly answer: 'approved' | 'refused' | null;
  readonly refusalGround: OccupancyRefusalGround | null;
  /** Twenty characters or more for a refusal. */
  readonly reason: string | null;
  readonly version: number;
}

/** Adds an application that is not answered, or says that the lease is unknown. */
export async function insertOccupancyRequest(
  tx: Tx,
  municipalityId: string,
  request: Pick<OccupancyRequestRow, 'id' | 'leaseId' | 'personKind' | 'receivedOn'> & {
    readonly registeredBy: string;
  },
): Promise<'inserted' | 'lease-unknown'> {
  try {
    await tx
      .insertInto('occupancy_requests')
      .values({
        municipality_id: municipalityId,
        id: request.id,
        lease_id: request.leaseId,
        person_kind: request.personKind,
        received_on: request.receivedOn,
        registered_by: request.registeredBy,
      })
      .execute();
    return 'inserted';
  } catch (error) {
    if (violatedConstraint(error) === 'occupancy_requests_lease_fkey') return 'lease-unknown';
    throw error;
  }
}

/** An application by id, or undefined. */
export async function findOccupancyRequest(
  tx: Tx,
  municipalityId: string,
  requestId: string,
): Promise<OccupancyRequestRow | undefined> {
  return await select(tx, municipalityId).where('r.id', '=', requestId).executeTakeFirst();
}

/** The same, locked until the transaction ends. */
export async function lockOccupancyRequest(
  tx: Tx,
  municipalityId: string,
  requestId: string,
): Promise<OccupancyRequestRow | undefined> {
  return await select(tx, municipalityId).where('r.id', '=', requestId).forUpdate('r').executeTakeFirst();
}

/** The applications of the municipality that nobody has answered, by id. */
export async function listUnansweredOccupancyRequests(
  tx: Tx,
  municipalityId: string,
): Promise<readonly OccupancyRequestRow[]> {
  return await select(tx, municipalityId).where('r.answer', 'is', null).orderBy('r.id').execute();
}

/** Stores the answer and returns the new version. The caller holds the row. */
export async function updateOccupancyAnswer(
  tx: Tx,
  municipalityId: string,
  requestId: string,
  answer: {
    readonly answeredOn: PlainDateString;
    readonly answer: 'approved' | 'refused';
    readonly refusalGround: OccupancyRefusalGround | null;
    readonly reason: string | null;
    readonly answeredBy: string;
  },
): Promise<number> {
  const { version } = await tx
    .updateTable('occupancy_requests')
    .set({
      answered_on: answer.answeredOn,
      answer: answer.answer,
      refusal_ground: answer.refusalGround,
      reason: answer.reason,
      answered_by: answer.answeredBy,
      version: sql`version + 1`,
    })
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', requestId)
    .returning('version')
    .executeTakeFirstOrThrow();
  return version;
}

function select(
  tx: Tx,
  municipalityId: string,
): SelectQueryBuilder<
  DB & { r: DB['occupancy_requests']; l: DB['leases']; h: DB['households'] },
  'r' | 'l' | 'h',
  OccupancyRequestRow
> {
  return tx
    .selectFrom('occupancy_requests as r')
    .innerJoin('leases as l', (join) =>
      join.onRef('l.municipality_id', '=', 'r.municipality_id').onRef('l.id', '=', 'r.lease_id'),
    )
    .innerJoin('households as h', (join) =>
      join.onRef('h.municipality_id', '=', 'l.municipality_id').onRef('h.id', '=', 'l.household_id'),
    )
    .where('r.municipality_id', '=', municipalityId)
    .select([
      'r.id',
      'r.lease_id as leaseId',
      'l.household_id as householdId',
      'h.reference as householdReference',
      'r.person_kind as personKind',
      'r.received_on as receivedOn',
      'r.answered_on as answeredOn',
      'r.answer',
      'r.refusal_ground as refusalGround',
      'r.reason',
      'r.version',
    ]);
}
