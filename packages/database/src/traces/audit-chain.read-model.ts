import { sql } from 'kysely';
import type { Tx } from '../connect.ts';

/** Where the walk along a chain has come to: the last event seen, or the beginning. */
export interface ChainPosition {
  readonly sequence: number;
  readonly hash: string;
}

/** Before the first event of a chain. */
export const CHAIN_START: ChainPosition = { sequence: 0, hash: '0'.repeat(64) };

/** A stretch of a chain, computed anew from its rows. */
export interface ChainStretch {
  readonly count: number;
  /** The first event whose hash, predecessor or number is not what it must be; null where all are. */
  readonly firstFault: number | null;
  /** The last event of the stretch as it is stored; where it began if there was none. */
  readonly last: ChainPosition;
  /** Hashes of the events asked for, as stored, by their number. */
  readonly hashes: ReadonlyMap<number, string>;
}

/**
 * Reads up to `limit` events after `from` and computes every hash anew, as the trigger did when it was appended. The
 * texts stay in the database: only what was found travels.
 *
 * @param wanted numbers of events whose stored hash is to be told.
 */
export async function readChainStretch(
  tx: Tx,
  { from, limit, wanted }: { from: ChainPosition; limit: number; wanted: readonly number[] },
): Promise<ChainStretch> {
  const { rows } = await sql<{
    count: number;
    firstFault: number | null;
    lastSequence: number | null;
    lastHash: string | null;
    hashes: Readonly<Record<string, string>> | null;
  }>`
    with stretch as (
      select e.* from audit_events e where e.sequence > ${from.sequence} order by e.sequence limit ${limit}
    ), computed as (
      select s.sequence, s.hash,
        s.sequence = lag(s.sequence, 1, ${from.sequence}::bigint) over w + 1
        and s.previous_hash = lag(s.hash, 1, ${from.hash}::text) over w
        and s.hash = encode(sha256(convert_to(jsonb_build_array(
          s.previous_hash, s.sequence, extract(epoch from s.occurred_at), s.actor, s.role, s.action,
          s.object_kind, s.object_id, s.before, s.after, s.reason, s.request_id)::text, 'UTF8')), 'hex') as is_sound
      from stretch s window w as (order by s.sequence)
    )
    select count(*) as count, min(sequence) filter (where not is_sound) as "firstFault",
      max(sequence) as "lastSequence",
      (select hash from computed order by sequence desc limit 1) as "lastHash",
      jsonb_object_agg(sequence, hash) filter (where sequence = any(${wanted}::bigint[])) as hashes
    from computed`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('an aggregate has one row');
  return {
    count: row.count,
    firstFault: row.firstFault,
    last:
      row.lastSequence === null || row.lastHash === null
        ? from
        : { sequence: row.lastSequence, hash: row.lastHash },
    hashes: new Map(Object.entries(row.hashes ?? {}).map(([sequence, hash]) => [Number(sequence), hash])),
  };
}

/** The last event of the chain as stored, or undefined where there is none. */
export async function findLastAuditEvent(tx: Tx): Promise<ChainPosition | undefined> {
  return await tx
    .selectFrom('audit_events')
    .select(['sequence', 'hash'])
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Which readings a digest is over, by the instant at which they were noted: from (exclusive) until (inclusive). */
export interface AccessWindow {
  /** Null: from the first one on. */
  readonly from: string | null;
  readonly until: string;
}

/** How many readings there are in a window, and a digest over all of them. */
export interface AccessDigest {
  readonly count: number;
  /** SHA-256 in hex over the digests of the rows in the order of instant and id. */
  readonly hash: string;
}

/** The digest over the readings of a window; the order of the rows does not depend on how they are stored. */
export async function readAccessDigest(tx: Tx, { from, until }: AccessWindow): Promise<AccessDigest> {
  const { rows } = await sql<AccessDigest>`
    select count(*) as count, encode(sha256(coalesce(string_agg(r.digest, ''::bytea order by r.occurred_at, r.id),
      ''::bytea)), 'hex') as hash
    from (
      select a.occurred_at, a.id, sha256(convert_to(jsonb_build_array(a.id, extract(epoch from a.occurred_at), a.actor,
        a.role, a.operation, a.household_ids, a.request_id)::text, 'UTF8')) as digest
      from access_events a
      where a.occurred_at <= ${until}::timestamptz and (${from}::timestamptz is null or a.occurred_at > ${from}::timestamptz)
    ) r`.execute(tx);
  const [row] = rows;
  if (row === undefined) throw new Error('an aggregate has one row');
  return row;
}
