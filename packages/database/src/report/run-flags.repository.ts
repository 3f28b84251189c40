import type { PlainDateString } from '@boligtrapp/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '../connect.ts';
import type { FlagKey } from '../rotation/rotation-flag.repository.ts';

/** Findings of one part. */
const PART_SIZE = 5_000;

/** The run whose findings are kept. */
export interface KeptRun {
  readonly municipalityId: string;
  readonly runId: string;
  readonly runOn: PlainDateString;
}

/**
 * Keeps which findings stand open on the date of the run, which has to be the latest one. Done again it adds nothing
 * where the same stand open.
 */
export async function keepOpenFlags(tx: Tx, run: KeptRun): Promise<void> {
  const held = sql`select id from rotation_flags
    where cleared_run_on is null and first_seen_run_on <= ${run.runOn}::date`;
  await keep(tx, run, held);
}

/** Keeps the findings with these keys, which are all stored; for a run that is made after a later one. */
export async function keepFlags(tx: Tx, run: KeptRun, ids: readonly string[]): Promise<void> {
  await keep(tx, run, sql`select id from unnest(${ids}::uuid[]) as k (id)`);
}

/** Ids of the flags with these keys. */
export async function findFlagIds(tx: Tx, keys: readonly FlagKey[]): Promise<readonly string[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select f.id from unnest(${keys.map(({ subjectKind }) => subjectKind)}::text[],
      ${keys.map(({ subjectId }) => subjectId)}::uuid[], ${keys.map(({ kind }) => kind)}::text[],
      ${keys.map(({ dueOn }) => dueOn)}::date[]) as k (subject_kind, subject_id, kind, due_on)
    join rotation_flags f using (subject_kind, subject_id, kind, due_on)`.execute(tx);
  return rows.map(({ id }) => id);
}

async function keep(tx: Tx, run: KeptRun, held: RawBuilder<unknown>): Promise<void> {
  await sql`
    with numbered as (
      select id, (row_number() over (order by id) - 1)::int / ${PART_SIZE}::int as part from (${held}) h
    ), parts as (
      select part, array_agg(id order by id) as flag_ids from numbered group by part
      union all select 0, '{}' where not exists (select from numbered)
    ), latest as (
      select coalesce(max(version), 0) as version from rotation_run_flags where run_id = ${run.runId}
    ), stored as (
      select part, flag_ids from rotation_run_flags
      where run_id = ${run.runId} and version = (select version from latest)
    )
    insert into rotation_run_flags (municipality_id, run_id, version, part, flag_ids)
    select ${run.municipalityId}::uuid, ${run.runId}::uuid, latest.version + 1, p.part, p.flag_ids
    from parts p, latest
    where exists (select from parts q full join stored s using (part)
      where q.flag_ids is distinct from s.flag_ids)`.execute(tx);
}
