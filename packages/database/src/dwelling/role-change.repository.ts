import type { AddedLoad, DwellingRole, Level, PlainDateString, Track } from '@boligtrapp/domain';
import { sql } from 'kysely';
import type { Tx } from '../connect.ts';
import { promisedHomes } from '../round/promised-homes.ts';

/** A stored change of role with the load that allowed it. */
export interface RoleChangeRow {
  readonly id: string;
  readonly fromRole: DwellingRole;
  readonly toRole: DwellingRole;
  readonly changedOn: PlainDateString;
  readonly reason: string;
  readonly policySetId: string;
  /** Building, neighbourhood and district on the day of the change. */
  readonly evidence: readonly AddedLoad[];
  readonly decidedBy: string;
  readonly decidedAt: string;
}

/** What a change of role is decided on. */
export interface DwellingOnDay {
  readonly id: string;
  readonly buildingId: string;
  readonly neighbourhoodId: string;
  readonly districtId: string;
  readonly track: Track;
  readonly level: Level;
  /** The period of its role that holds on the day; null where it is out of use because nothing is said. */
  readonly period: {
    readonly id: string;
    readonly role: DwellingRole;
    readonly validFrom: PlainDateString | null;
    readonly validTo: PlainDateString | null;
  } | null;
  /** Somebody holds a lease of it on the day or later. */
  readonly isLet: boolean;
  /** Somebody is promised it: by an offer that waits, is open, or is accepted without its lease. */
  readonly isPromised: boolean;
}

/**
 * The dwelling on a day, its row locked until the transaction ends, or undefined. Whoever lets a dwelling locks the same
 * row, so that a unit is not let and turned into a base at once.
 */
export async function lockDwellingOnDay(
  tx: Tx,
  municipalityId: string,
  dwellingId: string,
  on: PlainDateString,
): Promise<DwellingOnDay | undefined> {
  const locked = await tx
    .selectFrom('dwellings')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', dwellingId)
    .select('id')
    .forUpdate()
    .executeTakeFirst();
  if (locked === undefined) return undefined;
  // A statement of its own: it sees what those stored who held the lock before.
  const { rows } = await sql<DwellingOnDay>`
    with promised as (${promisedHomes(on)})
    select d.id, b.id as "buildingId", n.id as "neighbourhoodId", n.district_id as "districtId", d.track, d.level,
      (select json_build_object('id', p.id, 'role', p.role, 'validFrom', lower(p.valid_during),
          'validTo', upper(p.valid_during))
        from dwelling_periods p where p.municipality_id = d.municipality_id and p.dwelling_id = d.id
          and p.valid_during @> ${on}::date) as period,
      exists (select from leases l where l.municipality_id = d.municipality_id and l.dwelling_id = d.id
        and l.binds_during && daterange(${on}::date, null)) as "isLet",
      exists (select from promised p where p.municipality_id = d.municipality_id
        and p.dwelling_id = d.id) as "isPromised"
    from dwellings d
    join buildings b on b.municipality_id = d.municipality_id and b.id = d.building_id
    join neighbourhoods n on n.municipality_id = b.municipality_id and n.id = b.neighbourhood_id
    where d.municipality_id = ${municipalityId} and d.id = ${dwellingId}`.execute(tx);
  return rows[0];
}

/** Ends the role of the unit on the day and lets the other one hold for the rest of the period; keeps the evidence. */
export async function storeRoleChange(
  tx: Tx,
  municipalityId: string,
  change: Omit<RoleChangeRow, 'decidedAt'> & {
    readonly dwellingId: string;
    readonly period: NonNullable<DwellingOnDay['period']>;
    readonly newPeriodId: string;
  },
): Promise<void> {
  const { dwellingId, period, changedOn, toRole, reason } = change;
  const ofPeriod = tx
    .updateTable('dwelling_periods')
    .where('municipality_id', '=', municipalityId)
    .where('id', '=', period.id);
  if (period.validFrom === changedOn) {
    await ofPeriod.set({ role: toRole, reason }).execute();
  } else {
    await ofPeriod.set({ valid_during: sql`daterange(lower(valid_during), ${changedOn}::date)` }).execute();
    await tx
      .insertInto('dwelling_periods')
      .values({
        municipality_id: municipalityId,
        id: change.newPeriodId,
        dwelling_id: dwellingId,
        role: toRole,
        valid_during: sql`daterange(${changedOn}::date, ${period.validTo}::date)`,
        reason,
      })
      .execute();
  }
  await tx
    .insertInto('role_changes')
    .values({
      municipality_id: municipalityId,
      id: change.id,
      dwelling_id: dwellingId,
      from_role: change.fromRole,
      to_role: toRole,
      changed_on: changedOn,
      reason,
      policy_set_id: change.policySetId,
      evidence: JSON.stringify(change.evidence),
      decided_by: change.decidedBy,
    })
    .execute();
}

/** Changes of role of a dwelling, the newest first. */
export async function listRoleChanges(
  tx: Tx,
  municipalityId: string,
  dwellingId: string,
): Promise<readonly RoleChangeRow[]> {
  return await tx
    .selectFrom('role_changes')
    .where('municipality_id', '=', municipalityId)
    .where('dwelling_id', '=', dwellingId)
    .select([
      'id',
      sql<DwellingRole>`from_role`.as('fromRole'),
      sql<DwellingRole>`to_role`.as('toRole'),
      'changed_on as changedOn',
      'reason',
      'policy_set_id as policySetId',
      sql<readonly AddedLoad[]>`evidence`.as('evidence'),
      'decided_by as decidedBy',
      'decided_at as decidedAt',
    ])
    .orderBy('changed_on', 'desc')
    .orderBy('id', 'desc')
    .execute();
}
